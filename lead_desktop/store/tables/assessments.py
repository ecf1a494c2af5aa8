"""Short assessments that are asked again and again."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lead_desktop.store.tables.base import Base, Identified, Stamped, UtcDateTime


class Assessment(Identified, Stamped, Base):
    """One taking of an instrument. removed_at: taken back; it is kept and counts nowhere."""

    __tablename__ = "assessment"
    __table_args__ = (
        Index("ix_assessment_participant", "participant_id", "instrument", "taken_on"),
    )

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"))
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    instrument: Mapped[str] = mapped_column(String(40))
    taken_on: Mapped[date] = mapped_column(Date)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AssessmentAnswer(Base):
    """One answer: a value, or declined. A question that was not asked has no row."""

    __tablename__ = "assessment_answer"

    assessment_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("assessment.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int | None] = mapped_column(Integer)
    declined: Mapped[bool] = mapped_column(Boolean, default=False)
