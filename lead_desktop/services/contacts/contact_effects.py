"""What a contact does beside itself, how it is taken back with the contact, and put back again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, delete, exists, insert, select, update
from sqlalchemy.orm import Session

from lead_desktop.base.clock import local_day
from lead_desktop.base.errors import FieldProblem, InvalidInput
from lead_desktop.base.given import given
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ContactOutcome, EventSource, Evidence
from lead_desktop.domain.contacts.contact import LEARNED_EVENT
from lead_desktop.services.contacts.contact_form import LifeChange, LogContact
from lead_desktop.services.contacts.contact_moves import (
    linkages_of,
    make_moves_again,
    take_moves_back,
)
from lead_desktop.services.contacts.promises import FOLLOW_UPS, keep_promises, open_promises
from lead_desktop.services.desk import Desk
from lead_desktop.services.importing.bulk import insert_rows
from lead_desktop.services.people.outcomes import RecordOutcome, add_outcome
from lead_desktop.services.plan.linkages import move_within
from lead_desktop.store.snapshots import revive, snapshot
from lead_desktop.store.tables import (
    Base,
    ContactEvent,
    Event,
    Linkage,
    LinkageChange,
    OutcomeChange,
    Task,
)

Effects = dict[str, object]
"""Rows that were taken back with a contact, JSON types only."""

_CLOSED, _TOUCHES = "closed", "touches"
_EVENTS, _CHANGES, _MOVES = "events", "changes", "moves"


def apply_effects(session: Session, desk: Desk, command: LogContact, now: datetime) -> None:
    """Touch linkages, close tasks, make the follow-up, record what was learned.

    Raises InvalidInput for a linkage or a promise of somebody who is not part of the contact.
    """
    _require_theirs(session, command)
    _touch_linkages(session, desk, command, now)
    if command.closes_tasks:
        keep_promises(session, command.id, command.closes_tasks, now)
    if command.follow_up:
        promises = [
            {
                "participant_id": who,
                "worker_id": desk.worker.id,
                "contact_id": command.id,
                "words": command.follow_up.words.strip(),
                "due_on": command.follow_up.due_on,
                "created_at": now,
                "updated_at": now,
            }
            for who in dict.fromkeys(command.follow_up.for_ids or command.participant_ids)
        ]
        insert_rows(session, Task, promises)
    if command.learned:
        _record_learned(session, desk, command, now)
    for change in command.changes:
        _record_change(session, desk, command, change)
    for told in command.moves:
        move_within(
            session, desk, told.linkage_id, told.move, version=told.version, contact_id=command.id
        )


def _require_theirs(session: Session, command: LogContact) -> None:
    moved = tuple(told.linkage_id for told in command.moves)
    named: tuple[tuple[str, str, type[Linkage] | type[Task], tuple[UUID, ...]], ...] = (
        ("touched", "A linkage", Linkage, (*command.touched, *moved)),
        ("closes_tasks", "A promise", Task, command.closes_tasks),
    )
    for field, what, table, ids in named:
        strangers = select(table.id).where(
            table.id.in_(ids), table.participant_id.not_in(command.participant_ids)
        )
        if ids and session.connection().execute(strangers.limit(1)).first() is not None:
            words = f"{what} belongs to somebody who is part of the contact."
            raise InvalidInput(FieldProblem(field, words))


def take_back_effects(
    session: Session,
    desk: Desk,
    contact_id: UUID,
    now: datetime,
    people: Collection[UUID] | None = None,
) -> Effects:
    """Undo what a contact did; returns what `put_back_effects` needs. people: only what it did for
    them, who are not part of it any more.

    A follow-up that was done meanwhile stays done, and its row stays; a linkage that has moved on
    since stays where it is.
    """
    follow_ups = [Task.contact_id == contact_id, Task.done_at.is_(None)]
    touches = [
        LinkageChange.contact_id == contact_id,
        LinkageChange.from_status == LinkageChange.to_status,
    ]
    changes = [OutcomeChange.contact_id == contact_id]
    if people is not None:
        follow_ups.append(Task.participant_id.in_(people))
        touches.append(LinkageChange.linkage_id.in_(linkages_of(people)))
        changes.append(OutcomeChange.participant_id.in_(people))
    effects: Effects = {
        FOLLOW_UPS: _take_out(session, Task, *follow_ups),
        _TOUCHES: _take_out(session, LinkageChange, *touches),
        _CHANGES: _take_out(session, OutcomeChange, *changes),
    }
    whose = () if people is None else (Event.participant_id.in_(people),)
    effects[_EVENTS] = _forget_events(session, contact_id, *whose)
    effects[_CLOSED] = open_promises(session, contact_id, now, people)
    effects[_MOVES] = take_moves_back(session, desk, contact_id, people)
    return effects


def take_back_learned(session: Session, contact_id: UUID, outcome: ContactOutcome) -> Effects:
    """Take back the event that a contact told of where its outcome, being another now, does not."""
    told = LEARNED_EVENT.get(outcome)
    unlike = () if told is None else (Event.kind != told,)
    return {_EVENTS: _forget_events(session, contact_id, *unlike)}


def move_effects(
    session: Session, contact_id: UUID, was: datetime, now_is: datetime, zone: ZoneInfo
) -> None:
    """The contact was at another moment than it said: what carries its day follows, unless
    somebody has given it another one since."""
    connection, old, new = session.connection(), local_day(was, zone), local_day(now_is, zone)
    # Not moves: each has a day of its own, which somebody chose.
    touches = LinkageChange.from_status == LinkageChange.to_status
    connection.execute(
        update(LinkageChange)
        .where(LinkageChange.contact_id == contact_id, LinkageChange.on == old, touches)
        .values(on=new)
    )
    connection.execute(
        update(OutcomeChange)
        .where(OutcomeChange.contact_id == contact_id, OutcomeChange.on == old)
        .values(on=new)
    )
    learned = select(ContactEvent.event_id).where(ContactEvent.contact_id == contact_id)
    connection.execute(
        update(Event)
        .where(Event.id.in_(learned), Event.occurred_at == was)
        .values(occurred_at=now_is)
    )


def has_effects(effects: Effects) -> bool:
    """Whether anything was taken back."""
    return any(effects.values())


def _take_out(
    session: Session, table: type[Base], *where: ColumnElement[bool]
) -> list[dict[str, object]]:
    """Remove rows; returns their snapshots."""
    kept = [snapshot(row) for row in session.scalars(select(table).where(*where))]
    session.expunge_all()
    session.execute(delete(table).where(*where))
    return kept


def _forget_events(
    session: Session, contact_id: UUID, *where: ColumnElement[bool]
) -> list[dict[str, object]]:
    """Take out the events that a contact taught us of, and that are still open; what has ended
    since stays, and is the contact's no more."""
    learned = select(ContactEvent.event_id).where(ContactEvent.contact_id == contact_id)
    theirs = session.scalars(select(Event.id).where(Event.id.in_(learned), *where)).all()
    open_ones = (Event.id.in_(theirs), Event.ended_at.is_(None))
    kept = [snapshot(row) for row in session.scalars(select(Event).where(*open_ones))]
    session.expunge_all()
    session.execute(
        delete(ContactEvent).where(
            ContactEvent.contact_id == contact_id, ContactEvent.event_id.in_(theirs)
        )
    )
    gone = [UUID(str(row["id"])) for row in kept]
    session.execute(delete(Event).where(Event.id.in_(gone)))
    return kept


def put_back_effects(
    session: Session, desk: Desk, contact_id: UUID, effects: Mapping[str, object], now: datetime
) -> None:
    """Do again what a contact had done before it was taken back."""
    make_moves_again(session, desk, contact_id, effects.get(_MOVES))
    _insert_again(session, Task, effects.get(FOLLOW_UPS))
    _insert_again(session, LinkageChange, effects.get(_TOUCHES))
    _insert_again(session, OutcomeChange, effects.get(_CHANGES))
    events = _insert_again(session, Event, effects.get(_EVENTS))
    insert_rows(
        session,
        ContactEvent,
        [{"contact_id": contact_id, "event_id": row["id"]} for row in events],
    )
    closed = effects.get(_CLOSED)
    tasks = [UUID(str(one)) for one in closed] if isinstance(closed, list) else []
    if tasks:
        keep_promises(session, contact_id, tasks, now)


def _insert_again(session: Session, table: type[Base], rows: object) -> list[dict[str, object]]:
    revived = [revive(table, row) for row in rows] if isinstance(rows, list) else []
    for row in revived:
        session.connection().execute(insert(table), row)
    return revived


def _record_learned(session: Session, desk: Desk, command: LogContact, now: datetime) -> None:
    """Record the event, unless one of its kind stands open: then it is known already."""
    learned = given(command.learned)
    known = select(
        exists().where(
            Event.participant_id == learned.participant_id,
            Event.kind == learned.kind,
            Event.ended_at.is_(None),
            Event.struck_at.is_(None),
        )
    )
    if session.scalar(known):
        return
    event_id = new_id()
    event = {
        "id": event_id,
        "participant_id": learned.participant_id,
        "worker_id": desk.worker.id,
        "kind": learned.kind,
        "source": EventSource.STAFF,
        "occurred_at": command.occurred_at,
        "place": learned.place.strip(),
        "words": "Learned during an attempt; the day is when we learned of it.",
        "created_at": now,
        "updated_at": now,
    }
    insert_rows(session, Event, [event])
    insert_rows(session, ContactEvent, [{"contact_id": command.id, "event_id": event_id}])


def _record_change(session: Session, desk: Desk, command: LogContact, change: LifeChange) -> None:
    told = RecordOutcome(
        id=new_id(),
        participant_id=change.participant_id or command.participant_ids[0],
        area=change.area,
        value=change.value,
        on=local_day(command.occurred_at, desk.clock.zone),
        evidence=Evidence.SELF_REPORT,
        contact_id=command.id,
    )
    add_outcome(session, desk, told)
    session.flush()


def _touch_linkages(session: Session, desk: Desk, command: LogContact, now: datetime) -> None:
    moved = {told.linkage_id for told in command.moves}  # a move says that it was talked about
    touched = [one for one in command.touched if one not in moved]
    if not touched:
        return
    states = select(Linkage.id, Linkage.status).where(Linkage.id.in_(touched))
    touches = [
        {
            "linkage_id": linkage_id,
            "worker_id": desk.worker.id,
            "contact_id": command.id,
            "from_status": status,
            "to_status": status,
            "on": local_day(command.occurred_at, desk.clock.zone),
            "at": now,
            "words": "Talked about in a contact",
            "created_at": now,
            "updated_at": now,
        }
        for linkage_id, status in session.connection().execute(states)
    ]
    insert_rows(session, LinkageChange, touches)
