"""The privacy office: restrictions, notices, agreements, orders, complaints, incidents, access."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lead_desktop.domain.codes import (
    AccessKind,
    AgreementKind,
    ComplaintOutcome,
    NoticeMethod,
    RestrictionEnd,
)
from lead_desktop.store.tables.base import (
    Base,
    Identified,
    Stamped,
    UtcDateTime,
    Versioned,
    code,
)


class RestrictionRow(Identified, Stamped, Versioned, Base):
    """A restriction that a participant asked for (42 CFR 2.26), and what became of it."""

    __tablename__ = "restriction"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    asked_on: Mapped[date] = mapped_column(Date)
    words: Mapped[str] = mapped_column(Text)
    recipient: Mapped[str] = mapped_column(String(300), default="")
    organization_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("organization.id"))
    categories: Mapped[list[str]] = mapped_column(JSON)
    agreed_on: Mapped[date | None] = mapped_column(Date)
    declined_on: Mapped[date | None] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)
    end_reason: Mapped[str] = mapped_column(Text, default="")
    end_way: Mapped[RestrictionEnd | None] = mapped_column(code(RestrictionEnd))
    paid_in_full: Mapped[bool] = mapped_column(Boolean, default=False, server_default="0")


class NoticeGiven(Identified, Stamped, Base):
    """The privacy notice of 42 CFR 2.22 in a participant's hands."""

    __tablename__ = "notice_given"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    notice_version: Mapped[str] = mapped_column(String(40))
    given_on: Mapped[date] = mapped_column(Date)
    method: Mapped[NoticeMethod] = mapped_column(code(NoticeMethod))
    acknowledged: Mapped[bool] = mapped_column(Boolean)


class AgreementRow(Identified, Stamped, Versioned, Base):
    """A written agreement with an organization (42 CFR 2.11, 2.52, 2.53)."""

    __tablename__ = "agreement"

    kind: Mapped[AgreementKind] = mapped_column(code(AgreementKind))
    organization: Mapped[str] = mapped_column(String(300))
    organization_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("organization.id"))
    signed_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    binds_to_part2: Mapped[bool] = mapped_column(Boolean)
    will_resist: Mapped[bool] = mapped_column(Boolean)
    words: Mapped[str] = mapped_column(Text, default="")
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))


class CourtOrderRow(Identified, Stamped, Versioned, Base):
    """A court order under 42 CFR part 2, subpart E, with what makes it usable."""

    __tablename__ = "court_order"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    court: Mapped[str] = mapped_column(String(300))
    case_number: Mapped[str] = mapped_column(String(100), default="")
    section: Mapped[str] = mapped_column(String(20))
    ordered_on: Mapped[date] = mapped_column(Date)
    expires_on: Mapped[date | None] = mapped_column(Date)
    findings_present: Mapped[bool] = mapped_column(Boolean)
    notice_given: Mapped[bool] = mapped_column(Boolean)
    mandate_attached: Mapped[bool] = mapped_column(Boolean)
    recipients: Mapped[list[str]] = mapped_column(JSON)
    categories: Mapped[list[str]] = mapped_column(JSON)


class Complaint(Identified, Stamped, Versioned, Base):
    """A complaint about privacy (42 CFR 2.4): what was said, and what was done about it."""

    __tablename__ = "complaint"

    participant_id: Mapped[UUID | None] = mapped_column(
        Uuid, ForeignKey("participant.id"), index=True
    )
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    received_on: Mapped[date] = mapped_column(Date)
    words: Mapped[str] = mapped_column(Text)
    outcome: Mapped[ComplaintOutcome | None] = mapped_column(code(ComplaintOutcome))
    answered_on: Mapped[date | None] = mapped_column(Date)
    answer: Mapped[str] = mapped_column(Text, default="")


class Incident(Identified, Stamped, Versioned, Base):
    """A possible breach (42 CFR 2.16(b), 45 CFR 164.402): the four factors and the deadlines."""

    __tablename__ = "incident"

    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    happened_on: Mapped[date | None] = mapped_column(Date)
    discovered_on: Mapped[date] = mapped_column(Date)
    words: Mapped[str] = mapped_column(Text)
    people: Mapped[int] = mapped_column(default=0)
    what_data: Mapped[str] = mapped_column(Text, default="")
    who_got_it: Mapped[str] = mapped_column(Text, default="")
    was_seen: Mapped[str] = mapped_column(Text, default="")
    mitigation: Mapped[str] = mapped_column(Text, default="")
    is_breach: Mapped[bool | None] = mapped_column(Boolean)
    told_people_on: Mapped[date | None] = mapped_column(Date)
    told_hhs_on: Mapped[date | None] = mapped_column(Date)
    told_media_on: Mapped[date | None] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)


class RecordAccess(Identified, Stamped, Base):
    """A worker's way into a restricted record: granted by the supervisor, or taken in an emergency.

    until: when it ends by itself. seen_at: when the supervisor looked at a break-glass.
    """

    __tablename__ = "record_access"
    __table_args__ = (
        Index("ix_record_access_worker_id_participant_id", "worker_id", "participant_id"),
    )

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    kind: Mapped[AccessKind] = mapped_column(code(AccessKind))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    by_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_by_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("worker.id"))
