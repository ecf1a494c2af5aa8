"""Where somebody stands with the program: changes, phases, the history, taking a change back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ParticipantStatus, Phase
from lead_desktop.domain.people import status as rules
from lead_desktop.domain.people.status import Standing, StatusLine, StatusMove
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import required
from lead_desktop.store.histories import latest_first, moment_after
from lead_desktop.store.queries import statuses as query
from lead_desktop.store.tables import Participant, StatusChange

TOPICS = frozenset({Topic.PARTICIPANTS, Topic.TASKS})


@dataclass(frozen=True)
class SetStatus:
    """A change of one participant's status. id: of the row in the history, made by the writer."""

    id: UUID
    participant_id: UUID
    move: StatusMove


@dataclass(frozen=True)
class StatusSet:
    """What a change did: the row to take back, where the person stands now, what changed."""

    id: UUID
    standing: Standing
    change: Change


@allowed(Act.EDIT_PERSON)
def set_status(desk: Desk, command: SetStatus) -> StatusSet:
    """Change where somebody stands. Raises InvalidInput by field; the same id twice is one."""
    with desk.store.write() as session:
        if session.get(StatusChange, command.id) is not None:
            person = required(session, Participant, command.participant_id)
            return _set(command.id, person, standing_of(session, person), "")
        person = required(session, Participant, command.participant_id)
        standing = apply_move(session, desk, person, command.move, change_id=command.id)
    return _set(command.id, person, standing, f"Status: {standing.status.label}")


def apply_move(
    session: Session,
    desk: Desk,
    person: Participant,
    move: StatusMove,
    *,
    change_id: UUID | None = None,
) -> Standing:
    """Check and make a change within a unit of work that is under way, and write it down."""
    now = standing_of(session, person)
    problems = rules.check_move(now, move, desk.clock.today())
    if problems:
        raise InvalidInput(*problems)
    then = rules.after(now, move)
    _write_step(session, desk, person, then, change_id or new_id(), move.words)
    person.status, person.status_since, person.phase = then.status, then.since, then.phase
    if then.status is ParticipantStatus.ACTIVE and person.enrolled_on is None:
        person.enrolled_on = move.on
    person.updated_at = desk.clock.now()
    desk.record(
        session,
        "participant.status",
        subject=person.id,
        detail={"from": now.status.value, "to": then.status.value, "reason": then.reason_code},
    )
    return then


@allowed(Act.EDIT_PERSON)
def set_phase(desk: Desk, participant_id: UUID, phase: Phase) -> StatusSet:
    """Set how far along somebody is; a person's judgement, never a score."""
    with desk.store.write() as session:
        person = required(session, Participant, participant_id)
        now = standing_of(session, person)
        if now.status not in rules.ENROLLED:
            raise InvalidInput(FieldProblem("phase", "A phase is set for people who are enrolled."))
        if phase is now.phase:
            raise InvalidInput(FieldProblem("phase", "The person is in this phase already."))
        change_id = new_id()
        then = now._replace(phase=phase)
        _write_step(session, desk, person, then, change_id, "", on=desk.clock.today())
        person.phase = phase
        person.updated_at = desk.clock.now()
        desk.record(
            session,
            "participant.phase",
            subject=participant_id,
            detail={"from": now.phase.value, "to": phase.value},
        )
    return _set(change_id, person, then, f"Phase: {phase.label}")


@allowed(Act.EDIT_PERSON)
def undo_status(desk: Desk, change_id: UUID) -> Change:
    """Take the latest change back. Its row stays in the history and counts for nothing."""
    with desk.store.write() as session:
        row = session.get(StatusChange, change_id)
        if row is None or row.undone_at is not None:
            raise NotFound("This change is not in the vault, or was taken back already.")
        take_back(session, desk, row)
    return Change(TOPICS, (row.participant_id,))


def take_back(session: Session, desk: Desk, row: StatusChange) -> None:
    """Take the latest change back within a unit of work that is under way."""
    latest = session.scalars(
        select(StatusChange.id)
        .where(StatusChange.participant_id == row.participant_id, StatusChange.undone_at.is_(None))
        .order_by(*latest_first(StatusChange.created_at))
        .limit(1)
    ).first()
    if latest != row.id or row.from_status is None or row.from_since is None:
        raise Refused(
            "Only the latest change can be taken back.",
            meaning="Nothing was changed.",
            remedy="Set the status anew; the history keeps both.",
        )
    person = required(session, Participant, row.participant_id)
    person.status, person.status_since = row.from_status, row.from_since
    person.phase = row.from_phase or person.phase
    person.enrolled_on = row.from_enrolled_on
    now = desk.clock.now()
    person.updated_at = row.updated_at = row.undone_at = now
    desk.record(
        session,
        "participant.status.undo",
        subject=person.id,
        detail={"from": row.to_status.value, "to": row.from_status.value},
    )


@allowed(Act.SEE_PARTICIPANTS)
def list_history(desk: Desk, participant_id: UUID) -> tuple[StatusLine, ...]:
    """The history of somebody's status and phase, oldest first; steps taken back stand in it."""
    with desk.store.read() as connection:
        return query.list_history(connection, participant_id)


@allowed(Act.SEE_PARTICIPANTS)
def read_standing(desk: Desk, participant_id: UUID) -> Standing:
    """Where somebody stands, with the reason of an ending."""
    with desk.store.read() as connection:
        return query.read_standing(connection, participant_id)


def standing_of(session: Session, person: Participant) -> Standing:
    """Where a person stands, read within a unit of work."""
    session.flush()
    return query.read_standing(session.connection(), person.id)


def _write_step(
    session: Session,
    desk: Desk,
    person: Participant,
    then: Standing,
    change_id: UUID,
    words: str,
    *,
    on: date | None = None,
) -> None:
    now = moment_after(
        session,
        StatusChange.created_at,
        desk.clock.now(),
        StatusChange.participant_id == person.id,
    )
    session.add(
        StatusChange(
            id=change_id,
            participant_id=person.id,
            from_status=person.status,
            to_status=then.status,
            effective_on=on or then.since,
            worker_id=desk.worker.id,
            reason=words.strip()[:200] or None,
            reason_code=then.reason_code or None,
            phase=then.phase,
            from_since=person.status_since,
            from_phase=person.phase,
            from_enrolled_on=person.enrolled_on,
            created_at=now,
            updated_at=now,
        )
    )


def _set(change_id: UUID, person: Participant, standing: Standing, undo: str) -> StatusSet:
    return StatusSet(change_id, standing, Change(TOPICS, (person.id,), undo))
