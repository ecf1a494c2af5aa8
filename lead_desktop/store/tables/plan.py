"""Needs, goals, linkages and promises."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from lead_desktop.domain.codes import (
    GoalStatus,
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    NeedStatus,
    ServiceCategory,
    VerifiedBy,
)
from lead_desktop.store.tables.base import (
    Base,
    Identified,
    Stamped,
    UtcDateTime,
    Versioned,
    code,
)


class Need(Identified, Stamped, Versioned, Base):
    """Something that a participant wants help with, in priority order as they see it."""

    __tablename__ = "need"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    category: Mapped[ServiceCategory] = mapped_column(code(ServiceCategory))
    status: Mapped[NeedStatus] = mapped_column(code(NeedStatus))
    priority: Mapped[int | None] = mapped_column(Integer)
    words: Mapped[str] = mapped_column(Text, default="")
    identified_on: Mapped[date] = mapped_column(Date)


class Goal(Identified, Stamped, Versioned, Base):
    """What a participant is working toward, in their own words."""

    __tablename__ = "goal"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    status: Mapped[GoalStatus] = mapped_column(code(GoalStatus))
    since: Mapped[date] = mapped_column(Date)
    category: Mapped[ServiceCategory | None] = mapped_column(code(ServiceCategory))


class GoalStep(Identified, Stamped, Base):
    """A small step toward a goal. contact_id: the contact that shows it was done."""

    __tablename__ = "goal_step"

    goal_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("goal.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(Integer)
    done: Mapped[bool] = mapped_column(Boolean, default=False)
    done_on: Mapped[date | None] = mapped_column(Date)
    contact_id: Mapped[UUID | None] = mapped_column(Uuid)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PlanReview(Identified, Stamped, Base):
    """A look at a participant's plan, taken together, after which nothing had to change."""

    __tablename__ = "plan_review"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    reviewed_on: Mapped[date] = mapped_column(Date)


class Linkage(Identified, Stamped, Versioned, Base):
    """The way from a need to a service, standing on one rung of the ladder."""

    __tablename__ = "linkage"
    __table_args__ = (
        Index("ix_linkage_participant_status", "participant_id", "status", "status_since"),
        Index("ix_linkage_due", "due_on"),
        Index("ix_linkage_standing", "status", "status_since"),
    )

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"))
    need_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("need.id"))
    category: Mapped[ServiceCategory] = mapped_column(code(ServiceCategory))
    title: Mapped[str] = mapped_column(String(200), default="")
    service_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("service.id"))
    organization_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("organization.id"))
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    status: Mapped[LinkageStatus] = mapped_column(code(LinkageStatus))
    status_since: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    method: Mapped[LinkageMethod | None] = mapped_column(code(LinkageMethod))
    verified_by: Mapped[VerifiedBy | None] = mapped_column(code(VerifiedBy))
    reason: Mapped[LinkageReason | None] = mapped_column(code(LinkageReason))
    need_met_partly: Mapped[bool | None] = mapped_column(Boolean)
    again_of_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("linkage.id"))


class LinkageChange(Identified, Stamped, Base):
    """One move of a linkage; the history is added to, never rewritten.

    due_on, method, need_met: what the move set, so that the history replays to the present state.
    undone_at: when it was taken back; it stays here without effect.
    """

    __tablename__ = "linkage_change"

    linkage_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("linkage.id"), index=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    contact_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("contact.id"))
    from_status: Mapped[LinkageStatus | None] = mapped_column(code(LinkageStatus))
    to_status: Mapped[LinkageStatus] = mapped_column(code(LinkageStatus))
    on: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    verified_by: Mapped[VerifiedBy | None] = mapped_column(code(VerifiedBy))
    reason: Mapped[LinkageReason | None] = mapped_column(code(LinkageReason))
    words: Mapped[str] = mapped_column(Text, default="")
    method: Mapped[LinkageMethod | None] = mapped_column(code(LinkageMethod))
    due_on: Mapped[date | None] = mapped_column(Date)
    need_met: Mapped[str | None] = mapped_column(String(10))
    need_before: Mapped[NeedStatus | None] = mapped_column(code(NeedStatus))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LinkageSource(Base):
    """Where an imported linkage came from, so that importing its row again changes nothing."""

    __tablename__ = "linkage_source"

    linkage_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("linkage.id"), primary_key=True)
    external_id: Mapped[str | None] = mapped_column(String(200), unique=True)
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)


class Handoff(Identified, Stamped, Base):
    """A warm hand-off as it went: when we called, when we were there, with whom, and the ride."""

    __tablename__ = "handoff"

    linkage_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("linkage.id"), index=True)
    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    method: Mapped[LinkageMethod] = mapped_column(code(LinkageMethod))
    called_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    arrived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(String(200), default="")
    went_along: Mapped[str] = mapped_column(String(200), default="")
    received_by: Mapped[str] = mapped_column(String(200), default="")
    ride_given: Mapped[bool] = mapped_column(Boolean, default=False)
    words: Mapped[str] = mapped_column(Text, default="")


class Task(Identified, Stamped, Versioned, Base):
    """A promise or follow-up with a day, made by hand or with a contact."""

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_open", "participant_id", "due_on", sqlite_where=text("done_at IS NULL")),
        Index("ix_task_due", "due_on", sqlite_where=text("done_at IS NULL")),
    )

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"))
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    contact_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("contact.id"))
    words: Mapped[str] = mapped_column(String(300))
    due_on: Mapped[date] = mapped_column(Date)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_in_contact_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("contact.id"))
