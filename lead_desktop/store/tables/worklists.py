"""What workers put off, pass on and keep beside the caseload; supervision and its reminders.

Nothing here is a fact about a participant that a paper could print: these rows say how the team
organizes its days.
"""

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
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from lead_desktop.domain.codes import SnoozeReason, SupervisionForm, TaskKind
from lead_desktop.store.tables.base import (
    Base,
    Identified,
    Stamped,
    UtcDateTime,
    Versioned,
    code,
)


class Snooze(Identified, Stamped, Base):
    """One worker puts one thing off until a day, with a reason. Rows stay: the third one for the
    same thing (`item_key`) shows to the supervisor. `ended_at`: taken back."""

    __tablename__ = "snooze"
    __table_args__ = (
        Index(
            "ix_snooze_standing",
            "worker_id",
            "until_on",
            sqlite_where=text("ended_at IS NULL"),
        ),
    )

    item_key: Mapped[str] = mapped_column(String(120), index=True)
    participant_id: Mapped[UUID | None] = mapped_column(
        Uuid, ForeignKey("participant.id"), index=True
    )
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    kind: Mapped[TaskKind] = mapped_column(code(TaskKind))
    reason: Mapped[SnoozeReason] = mapped_column(code(SnoozeReason))
    words: Mapped[str] = mapped_column(String(300), default="")
    until_on: Mapped[date] = mapped_column(Date)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Handover(Identified, Stamped, Base):
    """Something passed on with words, to a worker or (without one) to the next shift.

    It stands on the receiver's list instead of the thing itself until it is done or taken back.
    """

    __tablename__ = "handover"
    __table_args__ = (
        Index("ix_handover_open", "to_worker_id", sqlite_where=text("closed_at IS NULL")),
    )

    item_key: Mapped[str] = mapped_column(String(120))
    participant_id: Mapped[UUID | None] = mapped_column(
        Uuid, ForeignKey("participant.id"), index=True
    )
    from_worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    to_worker_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("worker.id"))
    words: Mapped[str] = mapped_column(String(500))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("worker.id"))


class SavedView(Identified, Stamped, Versioned, Base):
    """A named set of filters of the caseload: its maker's own, or shared with the team."""

    __tablename__ = "saved_view"

    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    shared: Mapped[bool] = mapped_column(Boolean, default=False)
    filters: Mapped[dict[str, object]] = mapped_column(JSON)


class Pin(Identified, Stamped, Base):
    """A participant whom a worker keeps at hand in the sidebar, in the order of pinning."""

    __tablename__ = "pin"

    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"), index=True)
    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"))
    position: Mapped[int] = mapped_column(Integer)


class WorkerSetting(Base):
    """One setting of one worker, wherever they unlock this vault."""

    __tablename__ = "worker_setting"

    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[object] = mapped_column(JSON)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TimelineMark(Identified, Stamped, Base):
    """A step of the programme's timeline that is done for a participant."""

    __tablename__ = "timeline_mark"
    __table_args__ = (UniqueConstraint("participant_id", "step"),)

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"))
    step: Mapped[str] = mapped_column(String(40))
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    done_on: Mapped[date] = mapped_column(Date)


class SupervisionSession(Identified, Stamped, Base):
    """One session of a worker with a supervisor, for the hours that a peer's certificate asks."""

    __tablename__ = "supervision_session"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes"),
        Index("ix_supervision_session_worker_held", "worker_id", "held_on"),
    )

    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    supervisor_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    held_on: Mapped[date] = mapped_column(Date)
    minutes: Mapped[int] = mapped_column(Integer)
    form: Mapped[SupervisionForm] = mapped_column(code(SupervisionForm))
    words: Mapped[str] = mapped_column(String(500), default="")


class CriticalReport(Identified, Stamped, Base):
    """What became of the reminder to report an event: the date on which it was reported on the
    funder's form, or (without one) why it was not one to report. The program sends nothing."""

    __tablename__ = "critical_report"

    event_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("event.id"), unique=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    reported_on: Mapped[date | None] = mapped_column(Date)
    words: Mapped[str] = mapped_column(String(300), default="")
