"""The rows that an act rests on: found, or named as missing in the words of the work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import NotFound
from lead_desktop.store.queries.visibility import NOT_THERE
from lead_desktop.store.tables import (
    AgreementRow,
    Assessment,
    Complaint,
    DisclosureException,
    DivertedIncident,
    Event,
    Goal,
    GoalStep,
    ImportRun,
    Medication,
    Need,
    NoticeGiven,
    Organization,
    OutcomeChange,
    Participant,
    PlanReview,
    RecordAccess,
    RestrictionRow,
    SafetyNote,
    Service,
    SupervisionSession,
    Task,
    TeamEvent,
    Worker,
)
from lead_desktop.store.tables.base import Base, Identified

RowT = TypeVar("RowT", bound=Base)

MISSING: Final[Mapping[type[Base], str]] = {
    Participant: NOT_THERE,
    Medication: "This medication is not in the vault.",
    SafetyNote: "This safety note is not in the vault.",
    Event: "This event is not in the vault.",
    OutcomeChange: "This change is not in the vault.",
    Need: "This need is not in the plan.",
    Goal: "This goal is not in the plan.",
    GoalStep: "This step is not in the plan.",
    PlanReview: "This look at the plan is not in the vault.",
    Assessment: "This assessment is not in the vault.",
    Task: "This follow-up is not in the vault.",
    TeamEvent: "This event is not in the calendar.",
    SupervisionSession: "This session is not in the vault.",
    DivertedIncident: "This incident is not in the vault.",
    Service: "This service is not in the directory.",
    Organization: "This organization is not in the directory.",
    ImportRun: "This import is not in the vault.",
    RestrictionRow: "There is no such restriction.",
    AgreementRow: "There is no such agreement.",
    NoticeGiven: "There is no such notice.",
    Complaint: "There is no such complaint.",
    DisclosureException: "There is no such exception.",
    RecordAccess: "There is no such access.",
}
"""What is said of a row that is not there, by its table."""


def required(session: Session, table: type[RowT], wanted: UUID) -> RowT:
    """The row with this id; raises NotFound in the words of its table."""
    row = session.get(table, wanted)
    if row is None:
        raise NotFound(MISSING[table])
    return row


def add_once(session: Session, row: Identified) -> bool:
    """Add a row whose id its writer made, unless it was added before: the same command sent twice
    makes one row. Returns whether it is new."""
    if session.get(type(row), row.id) is not None:
        return False
    session.add(row)
    return True


def require_working(session: Session, worker_id: UUID) -> None:
    """Raise NotFound for somebody to whom no work can be given: unknown here, or gone."""
    if not session.scalar(select(Worker.active).where(Worker.id == worker_id)):
        raise NotFound("This worker does not work in this vault.")
