"""What the team has of its own in the calendar: meetings, trainings. Never about a participant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lead_desktop.base.errors import FieldProblem, InvalidInput
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import required
from lead_desktop.store.tables import TeamEvent

CHANGED = frozenset({Topic.APPOINTMENTS})


@dataclass(frozen=True)
class SetTeamEvent:
    """An event as it is to stand; an unknown id begins a new one. last_on: of a weekly one."""

    id: UUID
    title: str
    starts_at: datetime
    minutes: int = 60
    place: str = ""
    weekly: bool = False
    last_on: date | None = None


@allowed(Act.EDIT_PLAN)
def set_team_event(desk: Desk, command: SetTeamEvent) -> Change:
    """Write an event of the team. Raises InvalidInput by field."""
    problems = []
    if not command.title.strip():
        problems.append(FieldProblem("title", "Say what it is."))
    if not 0 < command.minutes <= 24 * 60:
        problems.append(FieldProblem("minutes", "Minutes go from 1 to 1440."))
    if problems:
        raise InvalidInput(*problems)
    now = desk.clock.now()
    with desk.store.write() as session:
        event = session.get(TeamEvent, command.id)
        if event is None:
            event = TeamEvent(id=command.id, worker_id=desk.worker.id, created_at=now)
            session.add(event)
        event.title, event.place = command.title.strip(), command.place.strip()
        event.starts_at, event.minutes = command.starts_at, command.minutes
        event.weekly, event.last_on = command.weekly, command.last_on
        event.updated_at = now
        session.flush()
        desk.record(session, "team_event.set", subject=command.id)
    return Change(CHANGED)


@allowed(Act.EDIT_PLAN)
def remove_team_event(desk: Desk, event_id: UUID, *, back: bool = False) -> Change:
    """Take an event with all its repeats out of the calendar, or with `back` put it in again."""
    with desk.store.write() as session:
        event = required(session, TeamEvent, event_id)
        event.removed_at = None if back else desk.clock.now()
        event.updated_at = desk.clock.now()
        action = "team_event.restore" if back else "team_event.remove"
        desk.record(session, action, subject=event_id)
    return Change(CHANGED)
