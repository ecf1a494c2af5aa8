"""Consents that let information leave, and the account of what left."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from lead_desktop.domain.codes import (
    Audience,
    Basis,
    ConsentCategory,
    ConsentEvidence,
    DisclosureMethod,
    RevocationWay,
    Signer,
)
from lead_desktop.store.tables.base import (
    Base,
    Identified,
    Stamped,
    UtcDateTime,
    Versioned,
    code,
)


class Consent(Identified, Stamped, Versioned, Base):
    """A participant's written permission: what, to whom, for what, until when."""

    __tablename__ = "consent"
    __table_args__ = (
        Index("ix_consent_ending", "expires_on", sqlite_where=text("revoked_at IS NULL")),
    )

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    recipient_kind: Mapped[Audience] = mapped_column(code(Audience))
    purpose: Mapped[str] = mapped_column(Text)
    signed_on: Mapped[date] = mapped_column(Date)
    expires_on: Mapped[date | None] = mapped_column(Date)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    discloser: Mapped[str] = mapped_column(String(300), default="", server_default="")
    information: Mapped[str] = mapped_column(Text, default="", server_default="")
    signer: Mapped[Signer] = mapped_column(code(Signer), default=Signer.SELF, server_default="self")
    signer_name: Mapped[str] = mapped_column(String(200), default="", server_default="")
    evidence: Mapped[ConsentEvidence] = mapped_column(
        code(ConsentEvidence), default=ConsentEvidence.WET, server_default="wet"
    )
    attachment_id: Mapped[UUID | None] = mapped_column(Uuid)
    statements: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    form_version: Mapped[str] = mapped_column(String(40), default="", server_default="")
    includes_received: Mapped[bool] = mapped_column(Boolean, default=False, server_default="0")
    refusal_consequences: Mapped[str] = mapped_column(Text, default="", server_default="")
    expires_event: Mapped[str] = mapped_column(String(300), default="", server_default="")
    ended_by_event_on: Mapped[date | None] = mapped_column(Date)
    condition_imposed_by: Mapped[str] = mapped_column(String(300), default="", server_default="")
    effective_from: Mapped[date | None] = mapped_column(Date)
    revocable_on: Mapped[date | None] = mapped_column(Date)
    revocable_event: Mapped[str] = mapped_column(String(300), default="", server_default="")
    final_disposition_on: Mapped[date | None] = mapped_column(Date)
    proceeding: Mapped[str] = mapped_column(String(300), default="", server_default="")
    recipient_class: Mapped[str] = mapped_column(String(300), default="", server_default="")
    intermediary: Mapped[str] = mapped_column(String(300), default="", server_default="")
    intermediary_members: Mapped[str] = mapped_column(Text, default="", server_default="")
    renews_id: Mapped[UUID | None] = mapped_column(Uuid)
    recorded_by_id: Mapped[UUID | None] = mapped_column(Uuid)
    revoked_how: Mapped[RevocationWay | None] = mapped_column(code(RevocationWay))
    revocation_words: Mapped[str] = mapped_column(Text, default="", server_default="")
    revoked_by_id: Mapped[UUID | None] = mapped_column(Uuid)
    revocation_entered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    terms_hash: Mapped[str | None] = mapped_column(String(64))
    terms_recipe: Mapped[int | None] = mapped_column(Integer)


class ConsentRecipient(Identified, Stamped, Base):
    """Somebody whom a consent names."""

    __tablename__ = "consent_recipient"

    consent_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("consent.id"), index=True)
    organization_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("organization.id"))
    name: Mapped[str] = mapped_column(String(300))
    role: Mapped[str] = mapped_column(String(200), default="", server_default="")
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")


class ConsentCategoryRow(Base):
    """A kind of information that a consent covers."""

    __tablename__ = "consent_category"

    consent_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("consent.id"), primary_key=True)
    category: Mapped[ConsentCategory] = mapped_column(code(ConsentCategory), primary_key=True)


class ConsentDoubt(Base):
    """A consent of which something that its seal covers was written: to be held against it.

    Filled by triggers, worked off by store/consent_doubts.py; an altered one stays.
    """

    __tablename__ = "consent_doubt"

    consent_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("consent.id", ondelete="CASCADE"), primary_key=True
    )


class Disclosure(Identified, Stamped, Base):
    """One copy that left: what, to whom, on which ground. Written in the act of printing."""

    __tablename__ = "disclosure"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    audience: Mapped[Audience] = mapped_column(code(Audience))
    recipient: Mapped[str] = mapped_column(String(300))
    purpose: Mapped[str] = mapped_column(Text, default="")
    basis: Mapped[Basis] = mapped_column(code(Basis))
    consent_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("consent.id"))
    method: Mapped[DisclosureMethod] = mapped_column(code(DisclosureMethod))
    document_number: Mapped[str] = mapped_column(String(60))
    sections: Mapped[list[str]] = mapped_column(JSON)
    withheld: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    sha256: Mapped[str | None] = mapped_column(String(64))
    pages: Mapped[int | None] = mapped_column(Integer)
    document_kind: Mapped[str] = mapped_column(
        String(40), default="summary", server_default="summary"
    )
    copy_number: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    recipient_address: Mapped[str] = mapped_column(String(300), default="", server_default="")
    consent_ids: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    categories: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    restrictions: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    restriction_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    notice_version: Mapped[str] = mapped_column(String(40), default="", server_default="")
    scope_attached: Mapped[str] = mapped_column(String(20), default="", server_default="")


class DisclosureException(Stamped, Base):
    """Why a copy left on another ground than consent, and the supervisor's look at it.

    personnel, affiliation, emergency: the facts of 42 CFR 2.51(c); the time and the worker stand
    in the disclosure itself.
    """

    __tablename__ = "disclosure_exception"

    disclosure_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("disclosure.id"), primary_key=True)
    override_type: Mapped[str] = mapped_column(String(100), default="")
    authority: Mapped[str] = mapped_column(String(300), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    personnel: Mapped[str] = mapped_column(String(200), default="")
    affiliation: Mapped[str] = mapped_column(String(300), default="")
    emergency: Mapped[str] = mapped_column(Text, default="")
    court_order_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("court_order.id"))
    agreement_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("agreement.id"))
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reviewed_by_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("worker.id"))
    review_words: Mapped[str] = mapped_column(Text, default="")
