"""Consents that let information leave, and the account of what left."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from lead_desktop.domain.codes import Audience, Basis, ConsentCategory, DisclosureMethod
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


class ConsentRecipient(Identified, Stamped, Base):
    """Somebody whom a consent names."""

    __tablename__ = "consent_recipient"

    consent_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("consent.id"), index=True)
    organization_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("organization.id"))
    name: Mapped[str] = mapped_column(String(300))


class ConsentCategoryRow(Base):
    """A kind of information that a consent covers."""

    __tablename__ = "consent_category"

    consent_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("consent.id"), primary_key=True)
    category: Mapped[ConsentCategory] = mapped_column(code(ConsentCategory), primary_key=True)


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
