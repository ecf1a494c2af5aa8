"""Appointments with their history, and what the team itself has in its calendar."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from lead_desktop.domain.codes import AppointmentStatus, VerifiedBy
from lead_desktop.store.tables.base import (
    Base,
    Identified,
    Stamped,
    UtcDateTime,
    Versioned,
    code,
)


class Appointment(Identified, Stamped, Versioned, Base):
    """A planned visit, call or court date. A missed one never closes the linkage."""

    __tablename__ = "appointment"
    __table_args__ = (
        Index(
            "ix_appointment_planned",
            "participant_id",
            "starts_at",
            sqlite_where=text("status = 'PLANNED'"),
        ),
        Index("ix_appointment_starts", "starts_at", sqlite_where=text("status = 'PLANNED'")),
        Index("ix_appointment_when", "starts_at"),
    )

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"))
    linkage_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("linkage.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    minutes: Mapped[int | None] = mapped_column(Integer)
    place: Mapped[str] = mapped_column(String(200), default="")
    transport: Mapped[str] = mapped_column(String(100), default="")
    status: Mapped[AppointmentStatus] = mapped_column(code(AppointmentStatus))
    court: Mapped[bool] = mapped_column(Boolean, default=False)
    verified_by: Mapped[VerifiedBy | None] = mapped_column(code(VerifiedBy))
    went_along: Mapped[str | None] = mapped_column(String(200))


class AppointmentChange(Identified, Stamped, Base):
    """What became of an appointment, step by step; rows are added.

    linkage_change_id: the move of a linkage that brought it about, so that taking the move back
    brings the appointment back too.
    """

    __tablename__ = "appointment_change"

    appointment_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("appointment.id"), index=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    linkage_change_id: Mapped[UUID | None] = mapped_column(
        Uuid, ForeignKey("linkage_change.id"), index=True
    )
    from_status: Mapped[AppointmentStatus | None] = mapped_column(code(AppointmentStatus))
    to_status: Mapped[AppointmentStatus] = mapped_column(code(AppointmentStatus))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    verified_by: Mapped[VerifiedBy | None] = mapped_column(code(VerifiedBy))
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class TeamEvent(Identified, Stamped, Versioned, Base):
    """Something of the team's own, once or every week; never about a participant."""

    __tablename__ = "team_event"

    title: Mapped[str] = mapped_column(String(200))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    minutes: Mapped[int] = mapped_column(Integer)
    place: Mapped[str] = mapped_column(String(200), default="")
    weekly: Mapped[bool] = mapped_column(Boolean, default=False)
    last_on: Mapped[date | None] = mapped_column(Date)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
