"""Looking for people who are out of contact: the steps tried, and what they brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from lead_desktop.base.errors import FieldProblem, InvalidInput
from lead_desktop.domain.codes import SearchResult, SearchStep
from lead_desktop.domain.people.searching import SearchLine
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import add_once, required
from lead_desktop.store.tables import Participant, Search, Worker

TOPICS = frozenset({Topic.PARTICIPANTS, Topic.TASKS})
_LONGEST_WORDS = 300


@dataclass(frozen=True)
class AddSearch:
    """A step of looking that was tried on a day."""

    id: UUID
    participant_id: UUID
    step: SearchStep
    result: SearchResult
    on: date
    words: str = ""


@allowed(Act.EDIT_PERSON)
def add_search(desk: Desk, command: AddSearch) -> Change:
    """Write a step down; it restarts the clock of looking. The same id twice is one."""
    if command.on > desk.clock.today():
        raise InvalidInput(FieldProblem("on", "This lies in the future."))
    now = desk.clock.now()
    with desk.store.write() as session:
        required(session, Participant, command.participant_id)
        new = Search(
            id=command.id,
            participant_id=command.participant_id,
            worker_id=desk.worker.id,
            on=command.on,
            step=command.step,
            result=command.result,
            words=command.words.strip()[:_LONGEST_WORDS],
            created_at=now,
            updated_at=now,
        )
        if add_once(session, new):
            desk.record(
                session,
                "search.add",
                subject=command.participant_id,
                detail={"step": command.step.value, "result": command.result.value},
            )
    return Change(TOPICS, (command.participant_id,), f"{command.step.label}: written down")


@allowed(Act.EDIT_PERSON)
def remove_search(desk: Desk, search_id: UUID) -> Change:
    """Take a step back that was entered by mistake; the audit keeps that it was there."""
    with desk.store.write() as session:
        row = session.get(Search, search_id)
        if row is None:
            return Change(frozenset())
        session.delete(row)
        desk.record(
            session, "search.remove", subject=row.participant_id, detail={"step": row.step.value}
        )
    return Change(TOPICS, (row.participant_id,))


@allowed(Act.SEE_PARTICIPANTS)
def list_searches(desk: Desk, participant_id: UUID) -> tuple[SearchLine, ...]:
    """The steps tried for a participant, newest first."""
    query = (
        select(Search.id, Search.step, Search.result, Search.on, Search.words, Worker.name)
        .join(Worker, Worker.id == Search.worker_id)
        .where(Search.participant_id == participant_id)
        .order_by(Search.on.desc(), Search.id.desc())
    )
    with desk.store.read() as connection:
        return tuple(SearchLine(*row) for row in connection.execute(query))
