"""Participants and what is known about reaching them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from lead_desktop.domain.codes import (
    EventKind,
    EventSource,
    ParticipantStatus,
    Phase,
    ReversedBy,
    SafetyKind,
    WorkerChangeReason,
    WorkerPart,
)
from lead_desktop.store.tables.base import (
    Base,
    Identified,
    Stamped,
    UtcDateTime,
    Versioned,
    code,
)


class Participant(Identified, Stamped, Versioned, Base):
    """One person. `number` is neutral and is shown as P-0042.

    cadence_days: agreed for the team; case_manager_days, peer_days: clocks agreed for one role.
    """

    __tablename__ = "participant"
    __table_args__ = (
        # Restricted people are few: who is hidden from a worker is read from this alone.
        Index("ix_participant_restricted", "restricted", sqlite_where=text("restricted = 1")),
    )

    number: Mapped[int] = mapped_column(Integer, unique=True)
    external_id: Mapped[str | None] = mapped_column(String(100), unique=True)
    fingerprint: Mapped[str | None] = mapped_column(String(64), unique=True)
    preferred_name: Mapped[str] = mapped_column(String(200))
    legal_first_name: Mapped[str | None] = mapped_column(String(200))
    legal_last_name: Mapped[str | None] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(Text, default="")
    date_of_birth: Mapped[str | None] = mapped_column(String(10))
    pronouns: Mapped[str | None] = mapped_column(String(60))
    language: Mapped[str | None] = mapped_column(String(60))
    email: Mapped[str | None] = mapped_column(String(200))
    address: Mapped[str | None] = mapped_column(String(300))
    city: Mapped[str | None] = mapped_column(String(100))
    postal_code: Mapped[str | None] = mapped_column(String(20))
    status: Mapped[ParticipantStatus] = mapped_column(code(ParticipantStatus), index=True)
    status_since: Mapped[date] = mapped_column(Date)
    phase: Mapped[Phase] = mapped_column(code(Phase))
    enrolled_on: Mapped[date | None] = mapped_column(Date)
    cadence_days: Mapped[int | None] = mapped_column(Integer)
    cadence_note: Mapped[str | None] = mapped_column(String(200))
    helps: Mapped[str | None] = mapped_column(Text)
    gets_in_the_way: Mapped[str | None] = mapped_column(Text)
    please: Mapped[str | None] = mapped_column(Text)
    restricted: Mapped[bool] = mapped_column(Boolean, default=False)
    case_manager_days: Mapped[int | None] = mapped_column(Integer)
    peer_days: Mapped[int | None] = mapped_column(Integer)


class Alias(Identified, Stamped, Base):
    """Another name by which a participant is known: a street name, a former name."""

    __tablename__ = "participant_alias"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))


class ParticipantPhone(Identified, Stamped, Base):
    """A number and how it may be used. `digits` is what a search compares."""

    __tablename__ = "participant_phone"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    number: Mapped[str] = mapped_column(String(60))
    digits: Mapped[str] = mapped_column(String(30), index=True)
    label: Mapped[str | None] = mapped_column(String(100))
    text_ok: Mapped[bool | None] = mapped_column(Boolean)
    voicemail_ok: Mapped[bool | None] = mapped_column(Boolean)


class WhereToFind(Identified, Stamped, Base):
    """A usual place and when; past `good_until` it may no longer hold. Not for justice partners."""

    __tablename__ = "where_to_find"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    label: Mapped[str] = mapped_column(String(100))
    place: Mapped[str] = mapped_column(String(300))
    position: Mapped[int] = mapped_column(Integer, default=0)
    good_until: Mapped[date | None] = mapped_column(Date)
    words: Mapped[str | None] = mapped_column(String(300))


class SafetyNote(Identified, Stamped, Base):
    """Something to keep in mind on a visit; it expires on `review_by` unless renewed.

    ended_at: set aside before that day.
    """

    __tablename__ = "safety_note"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    kind: Mapped[SafetyKind] = mapped_column(code(SafetyKind))
    words: Mapped[str] = mapped_column(Text, default="")
    review_by: Mapped[date] = mapped_column(Date)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class StatusChange(Identified, Stamped, Base):
    """One step of a participant's status history; rows are added, never changed.

    reason: words. phase: after the step; a step from a status to itself changed the phase.
    from_since, from_phase, from_enrolled_on, from_code: where the person stood, for taking the
    step back. undone_at: taken back; the row stays and counts for nothing.
    """

    __tablename__ = "status_change"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    from_status: Mapped[ParticipantStatus | None] = mapped_column(code(ParticipantStatus))
    to_status: Mapped[ParticipantStatus] = mapped_column(code(ParticipantStatus))
    effective_on: Mapped[date] = mapped_column(Date)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    reason: Mapped[str | None] = mapped_column(String(200))
    reason_code: Mapped[str | None] = mapped_column(String(40))
    phase: Mapped[Phase | None] = mapped_column(code(Phase))
    from_since: Mapped[date | None] = mapped_column(Date)
    from_phase: Mapped[Phase | None] = mapped_column(code(Phase))
    from_enrolled_on: Mapped[date | None] = mapped_column(Date)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Assignment(Identified, Stamped, Base):
    """A worker's part in a participant's team, from a day to a day.

    An imported name that matches no worker is kept as `worker_text`. reason: why the part went to
    another; view_until: the last day on which a former worker may still read a restricted record.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        Index("ix_assignment_open_worker", "worker_id", sqlite_where=text("to_on IS NULL")),
        Index(
            "uq_assignment_open_part",
            "participant_id",
            "part",
            unique=True,
            sqlite_where=text("to_on IS NULL"),
        ),
    )

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    part: Mapped[WorkerPart] = mapped_column(code(WorkerPart))
    worker_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("worker.id"))
    worker_text: Mapped[str | None] = mapped_column(String(200))
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[WorkerChangeReason | None] = mapped_column(code(WorkerChangeReason))
    transfer_id: Mapped[UUID | None] = mapped_column(Uuid)
    view_until: Mapped[date | None] = mapped_column(Date)


class Event(Identified, Stamped, Versioned, Base):
    """Something that happened in a life; open ones (no end) change what counts as due.

    legal_detail: not for roles without legal detail. asked: what we ask of a court date.
    struck_at: entered by mistake; the row stays and counts for nothing.
    """

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_participant_occurred", "participant_id", "occurred_at"),
        Index("ix_event_kind_occurred", "kind", "occurred_at"),
        Index("ix_event_open", "participant_id", "kind", sqlite_where=text("ended_at IS NULL")),
        Index("ix_event_kind_ended", "kind", "ended_at"),
    )

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"))
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    kind: Mapped[EventKind] = mapped_column(code(EventKind))
    source: Mapped[EventSource] = mapped_column(code(EventSource))
    occurred_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(String(200), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    expected_end_on: Mapped[date | None] = mapped_column(Date)
    legal_detail: Mapped[str | None] = mapped_column(Text)
    asked: Mapped[str | None] = mapped_column(Text)
    naloxone_used: Mapped[bool | None] = mapped_column(Boolean)
    reversed_by: Mapped[ReversedBy | None] = mapped_column(code(ReversedBy))
    struck_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
