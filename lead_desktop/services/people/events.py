"""Events of a life: writing them down, ending stays, correcting, taking back.

An open stay changes at once what counts as due; the status changes only by a person's decision.
The one exception is a death: writing it down is that decision, and it closes the record quietly.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.clock import local_day
from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound, Refused
from lead_desktop.domain.codes import AppointmentStatus, CloseReason, EventKind, ParticipantStatus
from lead_desktop.domain.people.events import (
    ENDS,
    LEGAL_EVENTS,
    STAYS,
    EventFacts,
    EventLine,
    check_event,
)
from lead_desktop.domain.people.status import StatusMove
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.people import statuses
from lead_desktop.services.rows import required
from lead_desktop.store.queries import events as query
from lead_desktop.store.tables import Appointment, Event, Participant, StatusChange

TOPICS = frozenset({Topic.PARTICIPANTS, Topic.TASKS})


@dataclass(frozen=True)
class AddEvent:
    """Something that happened. id: made by the writer, so that saving twice makes one event."""

    id: UUID
    participant_id: UUID
    facts: EventFacts


@dataclass(frozen=True)
class CorrectEvent:
    """New facts for an event, made upon `version` of it."""

    event_id: UUID
    version: int
    facts: EventFacts


@allowed(Act.EDIT_PERSON)
def add_event(desk: Desk, command: AddEvent) -> Change:
    """Write an event down; one that ends an open stay ends it. Raises InvalidInput by field."""
    _check(desk, command.facts)
    with desk.store.write() as session:
        if session.get(Event, command.id) is not None:
            return Change(frozenset())
        person = required(session, Participant, command.participant_id)
        _refuse_second_stay(session, command)
        now = desk.clock.now()
        session.add(
            Event(
                id=command.id,
                participant_id=person.id,
                worker_id=desk.worker.id,
                created_at=now,
                updated_at=now,
                **_columns(command.facts),
            )
        )
        _end_stays(session, desk, command)
        if command.facts.kind is EventKind.DEATH:
            _close_for_death(session, desk, person, command)
        if command.facts.kind is EventKind.COURT_DATE and command.facts.occurred_at > now:
            _plan_court(session, desk, command)
        _record(session, desk, "event.add", command.id, person.id, command.facts.kind)
    return Change(TOPICS, (person.id,), f"{command.facts.kind.label}: written down")


@allowed(Act.EDIT_PERSON)
def end_event(desk: Desk, event_id: UUID, at: datetime) -> Change:
    """Write down when a stay (jail, hospital, treatment) ended; `at` is an instant. Raises NotFound
    for one taken back, InvalidInput by field for an end before its beginning or to come."""
    with desk.store.write() as session:
        event = _event(session, event_id)
        _check(desk, replace(_facts(event), ended_at=at))
        event.ended_at, event.updated_at = at, desk.clock.now()
        _record(session, desk, "event.end", event.id, event.participant_id, event.kind)
    return Change(TOPICS, (event.participant_id,), f"{event.kind.label}: ended")


@allowed(Act.EDIT_PERSON)
def reopen_event(desk: Desk, event_id: UUID) -> Change:
    """Take the end of a stay back: the person is there still."""
    with desk.store.write() as session:
        event = _event(session, event_id)
        event.ended_at, event.updated_at = None, desk.clock.now()
        _record(session, desk, "event.reopen", event.id, event.participant_id, event.kind)
    return Change(TOPICS, (event.participant_id,))


@allowed(Act.EDIT_PERSON)
def correct_event(desk: Desk, command: CorrectEvent) -> Change:
    """Correct what was written down. Refused when somebody else corrected it in between."""
    _check(desk, command.facts)
    with desk.store.write() as session:
        event = _event(session, command.event_id)
        if event.kind is not command.facts.kind:
            raise InvalidInput(
                FieldProblem("kind", "Take this event back and write down the right one instead.")
            )
        if event.version != command.version:
            raise Refused(
                "Somebody else changed this event a moment ago.",
                meaning="Your correction was not saved over theirs.",
                remedy="Look at the new state, then correct it again.",
            )
        facts = command.facts
        if not desk.may(Act.SEE_LEGAL_DETAIL):
            # What a role does not see, its corrections leave as it is.
            facts = replace(facts, legal_detail=event.legal_detail or "", asked=event.asked or "")
        for name, value in _columns(facts).items():
            setattr(event, name, value)
        event.updated_at = desk.clock.now()
        _record(session, desk, "event.correct", event.id, event.participant_id, event.kind)
    return Change(TOPICS, (event.participant_id,), f"{event.kind.label}: corrected")


@allowed(Act.EDIT_PERSON)
def strike_event(desk: Desk, event_id: UUID) -> Change:
    """Take an event back that was entered by mistake; its row stays and counts for nothing.

    With a death the closing that it brought about is taken back, with a court date its
    appointment.
    """
    with desk.store.write() as session:
        event = _event(session, event_id)
        event.struck_at = event.updated_at = desk.clock.now()
        closing = session.get(StatusChange, event_id)
        if closing is not None and closing.undone_at is None:
            statuses.take_back(session, desk, closing)
        _set_appointment(session, event_id, AppointmentStatus.CANCELLED)
        _record(session, desk, "event.strike", event.id, event.participant_id, event.kind)
    return Change(TOPICS, (event.participant_id,), f"{event.kind.label}: taken back")


@allowed(Act.EDIT_PERSON)
def restore_event(desk: Desk, event_id: UUID) -> Change:
    """Put an event back that was taken back; a death closes the record again."""
    with desk.store.write() as session:
        event = required(session, Event, event_id)
        event.struck_at, event.updated_at = None, desk.clock.now()
        if event.kind is EventKind.DEATH:
            person = required(session, Participant, event.participant_id)
            _close_for_death(session, desk, person, AddEvent(event.id, person.id, _facts(event)))
        _set_appointment(session, event_id, AppointmentStatus.PLANNED)
        _record(session, desk, "event.restore", event.id, event.participant_id, event.kind)
    return Change(TOPICS, (event.participant_id,))


@allowed(Act.SEE_PARTICIPANTS)
def list_events(desk: Desk, participant_id: UUID) -> tuple[EventLine, ...]:
    """A participant's events, newest first, as far as the worker's role sees them."""
    with desk.store.read() as connection:
        lines = query.list_event_lines(connection, participant_id)
    if desk.may(Act.SEE_LEGAL_DETAIL):
        return lines
    return tuple(
        replace(line, facts=replace(line.facts, legal_detail="", asked=""))
        for line in lines
        if line.facts.kind not in LEGAL_EVENTS
    )


def _check(desk: Desk, facts: EventFacts) -> None:
    problems = check_event(facts, desk.clock.now(), desk.clock.zone)
    if problems:
        raise InvalidInput(*problems)
    if facts.kind in LEGAL_EVENTS or facts.legal_detail or facts.asked:
        desk.require(Act.SEE_LEGAL_DETAIL)


def _columns(facts: EventFacts) -> dict[str, object]:
    texts = {"place": facts.place.strip()[:200], "words": facts.words.strip()}
    hidden = {
        "legal_detail": facts.legal_detail.strip() or None,
        "asked": facts.asked.strip() or None,
    }
    return asdict(facts) | texts | hidden


def _facts(event: Event) -> EventFacts:
    return EventFacts(
        kind=event.kind,
        source=event.source,
        occurred_at=event.occurred_at,
        ended_at=event.ended_at,
        expected_end_on=event.expected_end_on,
        place=event.place,
        words=event.words,
        legal_detail=event.legal_detail or "",
        asked=event.asked or "",
        naloxone_used=event.naloxone_used,
        reversed_by=event.reversed_by,
    )


def _refuse_second_stay(session: Session, command: AddEvent) -> None:
    facts = command.facts
    if facts.kind not in STAYS or facts.ended_at is not None:
        return
    for stay in _open_stays(session, command.participant_id, frozenset({facts.kind})):
        raise InvalidInput(
            FieldProblem("kind", f"“{stay.kind.label}” is open already. Write down its end first.")
        )


def _open_stays(session: Session, participant_id: UUID, kinds: frozenset[EventKind]) -> list[Event]:
    return list(
        session.scalars(
            select(Event).where(
                Event.participant_id == participant_id,
                Event.kind.in_(kinds),
                Event.ended_at.is_(None),
                Event.struck_at.is_(None),
            )
        )
    )


def _end_stays(session: Session, desk: Desk, command: AddEvent) -> None:
    ended = ENDS.get(command.facts.kind, frozenset())
    for stay in _open_stays(session, command.participant_id, ended) if ended else ():
        if stay.occurred_at <= command.facts.occurred_at:
            stay.ended_at, stay.updated_at = command.facts.occurred_at, desk.clock.now()


def _close_for_death(session: Session, desk: Desk, person: Participant, command: AddEvent) -> None:
    standing = statuses.standing_of(session, person)
    if standing.deceased:
        return
    day = max(local_day(command.facts.occurred_at, desk.clock.zone), standing.since)
    move = StatusMove(ParticipantStatus.CLOSED, day, CloseReason.DECEASED.value)
    known = session.get(StatusChange, command.id) is not None
    # The closing bears the event's id, so that taking the event back finds it.
    change_id = None if known else command.id
    statuses.apply_move(session, desk, person, move, change_id=change_id)


def _plan_court(session: Session, desk: Desk, command: AddEvent) -> None:
    """A court date to come stands in the calendar as well, under the event's id."""
    now = desk.clock.now()
    session.add(
        Appointment(
            id=command.id,
            participant_id=command.participant_id,
            title="Court",
            starts_at=command.facts.occurred_at,
            place=command.facts.place.strip()[:200],
            status=AppointmentStatus.PLANNED,
            court=True,
            created_at=now,
            updated_at=now,
        )
    )


def _set_appointment(session: Session, event_id: UUID, status: AppointmentStatus) -> None:
    planned = session.get(Appointment, event_id)
    if planned is not None:
        planned.status = status


def _record(
    session: Session, desk: Desk, action: str, event_id: UUID, participant_id: UUID, kind: EventKind
) -> None:
    desk.record(
        session,
        action,
        subject=participant_id,
        detail={"event": str(event_id), "kind": kind.value},
    )


def _event(session: Session, event_id: UUID) -> Event:
    event = session.get(Event, event_id)
    if event is None or event.struck_at is not None:
        raise NotFound("This event is not in the vault, or was taken back.")
    return event
