"""Dated changes in a life: housing, income, work, papers. Written down, taken back, listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import InvalidInput
from lead_desktop.domain.codes import Evidence, LifeArea
from lead_desktop.domain.people.outcomes import LEGAL_AREAS, OutcomeLine, check_outcome
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import required
from lead_desktop.store.histories import latest_first, moment_after
from lead_desktop.store.tables import OutcomeChange, Participant, Worker

TOPICS = frozenset({Topic.PARTICIPANTS})
_LONGEST_WORDS = 300


@dataclass(frozen=True)
class RecordOutcome:
    """A change in one area of a life, from a day on. contact_id: the contact that told of it."""

    id: UUID
    participant_id: UUID
    area: LifeArea
    value: str
    on: date
    evidence: Evidence
    words: str = ""
    contact_id: UUID | None = None


@allowed(Act.EDIT_PERSON)
def record_outcome(desk: Desk, command: RecordOutcome) -> Change:
    """Write a change down. Raises InvalidInput by field; the same id twice is one."""
    if command.area in LEGAL_AREAS:
        desk.require(Act.SEE_LEGAL_DETAIL)
    with desk.store.write() as session:
        add_outcome(session, desk, command)
    return Change(TOPICS, (command.participant_id,), f"{command.area.label}: written down")


def add_outcome(session: Session, desk: Desk, command: RecordOutcome) -> None:
    """Write a change down within a unit of work that is under way, that of a contact."""
    problems = check_outcome(command.area, command.value, command.on, desk.clock.today())
    if problems:
        raise InvalidInput(*problems)
    if session.get(OutcomeChange, command.id) is not None:
        return
    required(session, Participant, command.participant_id)
    now = moment_after(
        session,
        OutcomeChange.created_at,
        desk.clock.now(),
        OutcomeChange.participant_id == command.participant_id,
        OutcomeChange.area == command.area,
    )
    session.add(
        OutcomeChange(
            id=command.id,
            participant_id=command.participant_id,
            worker_id=desk.worker.id,
            contact_id=command.contact_id,
            area=command.area,
            value=command.value,
            on=command.on,
            evidence=command.evidence,
            words=command.words.strip()[:_LONGEST_WORDS],
            created_at=now,
            updated_at=now,
        )
    )
    desk.record(
        session,
        "outcome.add",
        subject=command.participant_id,
        detail={"outcome": str(command.id), "area": command.area.value},
    )


@allowed(Act.EDIT_PERSON)
def strike_outcome(desk: Desk, outcome_id: UUID) -> Change:
    """Take a change back that was entered by mistake; its row stays and counts for nothing."""
    return _mark(desk, outcome_id, struck=True)


@allowed(Act.EDIT_PERSON)
def restore_outcome(desk: Desk, outcome_id: UUID) -> Change:
    """Put a dated change back that was taken back; it counts again from its day.
    Raises NotFound."""
    return _mark(desk, outcome_id, struck=False)


def _mark(desk: Desk, outcome_id: UUID, *, struck: bool) -> Change:
    now = desk.clock.now()
    with desk.store.write() as session:
        row = required(session, OutcomeChange, outcome_id)
        row.struck_at, row.updated_at = (now if struck else None), now
        desk.record(
            session,
            "outcome.strike" if struck else "outcome.restore",
            subject=row.participant_id,
            detail={"outcome": str(outcome_id), "area": row.area.value},
        )
    undo = f"{row.area.label}: taken back" if struck else ""
    return Change(TOPICS, (row.participant_id,), undo)


@allowed(Act.SEE_PARTICIPANTS)
def list_outcomes(desk: Desk, participant_id: UUID) -> tuple[OutcomeLine, ...]:
    """A participant's dated changes, newest day first, as far as the worker's role sees them."""
    query = (
        select(
            OutcomeChange.id,
            OutcomeChange.participant_id,
            OutcomeChange.area,
            OutcomeChange.value,
            OutcomeChange.on,
            OutcomeChange.evidence,
            OutcomeChange.words,
            Worker.name,
        )
        .join(Worker, Worker.id == OutcomeChange.worker_id)
        .where(OutcomeChange.participant_id == participant_id, OutcomeChange.struck_at.is_(None))
        .order_by(OutcomeChange.on.desc(), *latest_first(OutcomeChange.created_at))
    )
    with desk.store.read() as connection:
        lines = tuple(OutcomeLine(*row) for row in connection.execute(query))
    if desk.may(Act.SEE_LEGAL_DETAIL):
        return lines
    return tuple(line for line in lines if line.area not in LEGAL_AREAS)
