"""What is known about a life beside the person's own row: safe contact, numbers, dated changes."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    Time,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from lead_desktop.domain.codes import (
    EmergencyRelation,
    Evidence,
    LifeArea,
    MedicationKind,
    NumberKind,
    SearchResult,
    SearchStep,
    WorkerChangeReason,
    WorkerPart,
)
from lead_desktop.store.tables.base import Base, Identified, Stamped, UtcDateTime, code


class SafeContactRow(Stamped, Base):
    """A participant's safe-contact card; no row until something of it is known."""

    __tablename__ = "safe_contact"

    participant_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("participant.id"), primary_key=True
    )
    who_may_know: Mapped[str | None] = mapped_column(Text)
    quiet_from: Mapped[time | None] = mapped_column(Time)
    quiet_to: Mapped[time | None] = mapped_column(Time)
    mail_ok: Mapped[bool | None] = mapped_column(Boolean)
    visit_ok: Mapped[bool | None] = mapped_column(Boolean)
    words: Mapped[str | None] = mapped_column(Text)


class DetailChange(Identified, Stamped, Base):
    """What a single fact of a record said before somebody wrote another text over it.

    `before` is the text at the beginning of one worker's writing, not of each pause in it.
    """

    __tablename__ = "detail_change"
    __table_args__ = (Index("ix_detail_change_of", "participant_id", "field", "created_at"),)

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"))
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    field: Mapped[str] = mapped_column(String(40))
    before: Mapped[str] = mapped_column(Text)


class EmergencyPerson(Identified, Stamped, Base):
    """Whom to call when something happens. knows: whether they know about the program."""

    __tablename__ = "emergency_person"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    relation: Mapped[EmergencyRelation] = mapped_column(code(EmergencyRelation))
    phone: Mapped[str] = mapped_column(String(60), default="")
    knows: Mapped[bool | None] = mapped_column(Boolean)


class ParticipantNumber(Identified, Stamped, Base):
    """A number under which others know the participant."""

    __tablename__ = "participant_number"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    kind: Mapped[NumberKind] = mapped_column(code(NumberKind))
    number: Mapped[str] = mapped_column(String(100))


class OutcomeChange(Identified, Stamped, Base):
    """A dated change in a life: where they stay, income, work. `value`: a code of its area.

    struck_at: entered by mistake; the row stays and counts for nothing.
    """

    __tablename__ = "outcome_change"
    __table_args__ = (Index("ix_outcome_change_of", "participant_id", "area", "on"),)

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"))
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    contact_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("contact.id"))
    area: Mapped[LifeArea] = mapped_column(code(LifeArea))
    value: Mapped[str] = mapped_column(String(40))
    on: Mapped[date] = mapped_column(Date)
    evidence: Mapped[Evidence] = mapped_column(code(Evidence))
    words: Mapped[str] = mapped_column(String(300), default="")
    struck_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Medication(Identified, Stamped, Base):
    """A medication and the day on which it runs out. ended_at: no longer taken, or refilled.

    refill_of_id: the row that this one followed, so that it can be taken back.
    """

    __tablename__ = "medication"
    __table_args__ = (
        Index("ix_medication_taken", "runs_out_on", sqlite_where=text("ended_at IS NULL")),
    )

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    kind: Mapped[MedicationKind] = mapped_column(code(MedicationKind))
    words: Mapped[str] = mapped_column(String(120), default="")
    runs_out_on: Mapped[date] = mapped_column(Date)
    refill_of_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("medication.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Search(Identified, Stamped, Base):
    """One step of looking for somebody who is out of contact."""

    __tablename__ = "search"
    __table_args__ = (Index("ix_search_participant_on", "participant_id", "on"),)

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"))
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    on: Mapped[date] = mapped_column(Date)
    step: Mapped[SearchStep] = mapped_column(code(SearchStep))
    result: Mapped[SearchResult] = mapped_column(code(SearchResult))
    words: Mapped[str] = mapped_column(String(300), default="")


class Transfer(Identified, Stamped, Base):
    """People passed from one worker to another from a day on.

    carried_out_at: None while the day has not come. undone_at: taken back. moved: ids of the open
    promises and linkages that went along, so that they come back with the people.
    """

    __tablename__ = "transfer"

    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    from_worker_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("worker.id"))
    to_worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    part: Mapped[WorkerPart] = mapped_column(code(WorkerPart))
    reason: Mapped[WorkerChangeReason | None] = mapped_column(code(WorkerChangeReason))
    effective_on: Mapped[date] = mapped_column(Date, index=True)
    words: Mapped[str] = mapped_column(String(500), default="")
    view_days: Mapped[int] = mapped_column(Integer, default=0)
    moved: Mapped[dict[str, list[str]] | None] = mapped_column(JSON)
    carried_out_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TransferPerson(Base):
    """One of the people of a transfer."""

    __tablename__ = "transfer_person"

    transfer_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("transfer.id"), primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("participant.id"), primary_key=True
    )
