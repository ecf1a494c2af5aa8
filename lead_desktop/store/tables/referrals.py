"""Referrals and what partners said to them; diverted incidents; records of one person."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from lead_desktop.domain.codes import (
    Answer,
    Decision,
    DiversionOutcome,
    Door,
    NotEnrolledReason,
    Question,
    ReferralState,
    ReferralType,
    StopClockReason,
)
from lead_desktop.store.tables.base import (
    Base,
    Identified,
    Stamped,
    UtcDateTime,
    Versioned,
    code,
)


class Referral(Identified, Stamped, Versioned, Base):
    """One referral, stored whatever its result.

    `named` and `born` are what was told at the door; the participant's record may know better.
    """

    __tablename__ = "referral"
    __table_args__ = (
        Index("ix_referral_state_received", "state", "received_at"),
        Index("ix_referral_docket", "docket_on", sqlite_where=text("docket_on IS NOT NULL")),
    )

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    door: Mapped[Door] = mapped_column(code(Door))
    type: Mapped[ReferralType] = mapped_column(code(ReferralType))
    state: Mapped[ReferralState] = mapped_column(code(ReferralState))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    occurred_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    named: Mapped[str] = mapped_column(String(200), default="")
    born: Mapped[str | None] = mapped_column(String(10))
    charges: Mapped[list[str]] = mapped_column(JSON)
    basis: Mapped[str] = mapped_column(String(300), default="")
    officer: Mapped[str] = mapped_column(String(200), default="")
    unit: Mapped[str] = mapped_column(String(100), default="")
    district: Mapped[str] = mapped_column(String(60), default="")
    post: Mapped[str] = mapped_column(String(60), default="")
    incident_number: Mapped[str] = mapped_column(String(60), default="")
    place: Mapped[str] = mapped_column(String(300), default="")
    agency: Mapped[str] = mapped_column(String(200), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    eligible: Mapped[bool | None] = mapped_column(Boolean)
    reason_codes: Mapped[list[str]] = mapped_column(JSON)
    owner_approval: Mapped[Answer | None] = mapped_column(code(Answer))
    approved_by: Mapped[str] = mapped_column(String(200), default="")
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_how: Mapped[str] = mapped_column(String(100), default="")
    handoff_called_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    handoff_arrived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    handoff_place: Mapped[str] = mapped_column(String(300), default="")
    handoff_who: Mapped[str] = mapped_column(String(200), default="")
    handoff_ride: Mapped[bool] = mapped_column(Boolean, default=False)
    exception_by_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("worker.id"))
    exception_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    exception_reason: Mapped[str] = mapped_column(Text, default="")
    docket_on: Mapped[date | None] = mapped_column(Date)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_reason: Mapped[NotEnrolledReason | None] = mapped_column(code(NotEnrolledReason))
    again_of_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("referral.id"))


class ReferralAnswer(Base):
    """An answer to a question of the checklist, with who wrote it down."""

    __tablename__ = "referral_answer"

    referral_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("referral.id"), primary_key=True)
    question: Mapped[Question] = mapped_column(code(Question), primary_key=True)
    answer: Mapped[Answer] = mapped_column(code(Answer))
    evidence: Mapped[str] = mapped_column(String(300), default="")
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class PartnerDecision(Identified, Stamped, Base):
    """What one partner said to one referral; rows are added, the newest of a partner counts."""

    __tablename__ = "partner_decision"

    referral_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("referral.id"), index=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    partner: Mapped[str] = mapped_column(String(200))
    decision: Mapped[Decision] = mapped_column(code(Decision))
    decided_on: Mapped[date] = mapped_column(Date)
    by: Mapped[str] = mapped_column(String(200), default="")
    words: Mapped[str] = mapped_column(Text, default="")


class DivertedIncident(Identified, Stamped, Versioned, Base):
    """An incident for which LEAD stands in the place of a charge. A person can have several."""

    __tablename__ = "diverted_incident"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    referral_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("referral.id"), index=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    occurred_on: Mapped[date] = mapped_column(Date)
    incident_number: Mapped[str] = mapped_column(String(60), default="")
    charges: Mapped[list[str]] = mapped_column(JSON)
    hold_until: Mapped[date | None] = mapped_column(Date)
    stopped_days: Mapped[int] = mapped_column(Integer, default=0)
    stopped_since: Mapped[date | None] = mapped_column(Date)
    stop_reason: Mapped[StopClockReason | None] = mapped_column(code(StopClockReason))
    outcome: Mapped[DiversionOutcome] = mapped_column(code(DiversionOutcome))
    outcome_on: Mapped[date | None] = mapped_column(Date)


class BlockingKey(Base):
    """A key under which a participant is looked up (domain/people/matching/keys.py)."""

    __tablename__ = "blocking_key"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class StaleKeys(Base):
    """A participant whose keys are older than the record. Filled by triggers, so that nobody who
    writes a person can forget it; emptied by store.blocking."""

    __tablename__ = "blocking_stale"

    participant_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True
    )


class StaleFrom(Base):
    """Everybody from this number on is stale as well: the mark of an import, made beforehand."""

    __tablename__ = "blocking_behind"

    from_number: Mapped[int] = mapped_column(Integer, primary_key=True)


class NotTheSame(Base):
    """Two records that somebody told apart: they are not suggested again."""

    __tablename__ = "not_the_same"
    __table_args__ = (CheckConstraint("one_id < other_id", name="order"),)

    one_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), primary_key=True)
    other_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("participant.id"), primary_key=True, index=True
    )
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class MergeRecord(Identified, Stamped, Base):
    """Two records made one: what stood before, so that it can be taken back.

    `gone_id` is no foreign key: that record is not there any more. `gone_number` is not given
    to anybody else.
    """

    __tablename__ = "merge_record"

    kept_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    gone_id: Mapped[UUID] = mapped_column(Uuid)
    gone_number: Mapped[int] = mapped_column(Integer, index=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    before: Mapped[dict[str, object]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("worker.id"))
