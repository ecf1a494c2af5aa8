"""Appointments: made, set anew, and what became of them; what Today and the calendar show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from lead_desktop.base.clock import local_day
from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import AppointmentStatus, LinkageStatus
from lead_desktop.domain.plan.calendar import (
    CalendarLine,
    Outcome,
    TeamEventLine,
    outcome_problems,
)
from lead_desktop.domain.plan.linkage import LADDER, NEW_DATE_DAYS, Check, Move, is_open
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.plan import linkage_effects as effects
from lead_desktop.services.plan import linkages
from lead_desktop.services.rows import required
from lead_desktop.store.histories import as_written
from lead_desktop.store.queries import calendar as query
from lead_desktop.store.tables import (
    Appointment,
    AppointmentChange,
    Linkage,
    Participant,
)

A, S = AppointmentStatus, LinkageStatus
CHANGED = frozenset({Topic.APPOINTMENTS, Topic.PARTICIPANTS, Topic.LINKAGES})
_BEFORE_START = frozenset(LADDER[: LADDER.index(S.STARTED)])


@dataclass(frozen=True)
class MakeAppointment:
    """A new appointment, of a linkage or by itself. Times are instants; minutes may be unknown."""

    id: UUID
    participant_id: UUID
    title: str
    starts_at: datetime
    minutes: int | None = None
    place: str = ""
    transport: str = ""
    court: bool = False
    linkage_id: UUID | None = None


@dataclass(frozen=True)
class SettledAppointment:
    """An appointment after a change. offer_new_date: it was missed, and the linkage goes on."""

    line: CalendarLine
    change: Change
    offer_new_date: bool = False


@dataclass(frozen=True)
class Agenda:
    """What a span of days holds."""

    appointments: tuple[CalendarLine, ...]
    team: tuple[TeamEventLine, ...]


@allowed(Act.SEE_PARTICIPANTS)
def read_agenda(desk: Desk, first: date, last: date, *, mine: bool = False) -> Agenda:
    """Appointments and the team's own events of a span of days, both ends included.

    Court dates are left out for roles without legal detail. mine: only own people and linkages.
    """
    with desk.store.read() as connection:
        return agenda_within(connection, desk, first, last, mine=mine)


def agenda_within(
    connection: Connection, desk: Desk, first: date, last: date, *, mine: bool
) -> Agenda:
    """`read_agenda` within a reading that has begun."""
    court = desk.may(Act.SEE_LEGAL_DETAIL)
    lines = query.list_appointments(
        connection, desk.viewer, first=first, last=last, court=court, mine=mine
    )
    team = query.list_team_events(connection, first, last, desk.clock.zone)
    return Agenda(tuple(lines), tuple(team))


@allowed(Act.SEE_PARTICIPANTS)
def read_appointment(desk: Desk, appointment_id: UUID) -> CalendarLine:
    """One appointment, whatever became of it; raises NotFound."""
    court = desk.may(Act.SEE_LEGAL_DETAIL)
    with desk.store.read() as connection:
        found = query.list_appointments(
            connection, desk.viewer, court=court, appointment_id=appointment_id
        )
    if not found:
        raise NotFound("No appointment of this vault has that id.")
    return found[0]


@allowed(Act.SEE_PARTICIPANTS)
def list_appointments(desk: Desk, participant_id: UUID | None = None) -> list[CalendarLine]:
    """Every appointment of one participant, whatever became of it; of nobody by name those of
    everybody who is with the program, without what was cancelled or set anew."""
    court = desk.may(Act.SEE_LEGAL_DETAIL)
    with desk.store.read() as connection:
        return query.list_appointments(
            connection, desk.viewer, court=court, participant_id=participant_id
        )


@allowed(Act.EDIT_PLAN)
def make_appointment(desk: Desk, command: MakeAppointment) -> SettledAppointment:
    """Write an appointment. Of a linkage not yet begun it is the move to Scheduled.

    Making the same id again changes nothing. Raises InvalidInput by field.
    """
    _check(command)
    with desk.store.write() as session:
        if session.get(Appointment, command.id) is None:
            required(session, Participant, command.participant_id)
            if command.court:
                _need_legal_detail(desk)
            _make(session, desk, command)
            desk.record(session, "appointment.make", subject=command.id)
    return _told(desk, command.id)


def _check(command: MakeAppointment) -> None:
    problems = []
    if not command.title.strip():
        problems.append(FieldProblem("title", "Say what it is for."))
    if command.minutes is not None and not 0 < command.minutes <= 24 * 60:
        problems.append(FieldProblem("minutes", "Minutes go from 1 to 1440."))
    if problems:
        raise InvalidInput(*problems)


def _need_legal_detail(desk: Desk) -> None:
    if not desk.may(Act.SEE_LEGAL_DETAIL):
        raise Refused(
            "Your role does not see court dates.",
            meaning="Nothing was saved.",
            remedy="Ask the case manager to write it down.",
        )


def _make(
    session: Session, desk: Desk, command: MakeAppointment, instead_of: Appointment | None = None
) -> None:
    """Write the appointment and let its linkage follow; `instead_of`: the one it takes over from.

    What it changes carries the step of the linkage, so that taking that back undoes all of it.
    """
    now = desk.clock.now()
    linkage = session.get(Linkage, command.linkage_id) if command.linkage_id else None
    step_id = None
    if linkage is not None and is_open(linkage.status):
        if linkage.participant_id != command.participant_id:
            raise InvalidInput(FieldProblem("linkage_id", "This linkage is somebody else's."))
        day = local_day(command.starts_at, desk.clock.zone)
        if linkage.status in _BEFORE_START - {S.SCHEDULED}:
            # The appointment itself is written here, with its place; the move must not make one.
            move = Move(S.SCHEDULED, desk.clock.today())
            step_id = effects.make_move(session, desk, linkage, move)
            linkage.due_on = effects.set_due(session, step_id, day)
        elif linkage.status is S.SCHEDULED:
            words = "New date" if instead_of is not None else "Appointment made"
            step_id = effects.note_check(session, desk, linkage, _look(desk, day, words))
            session.flush()
    if instead_of is not None and instead_of.status is A.PLANNED:
        effects.change_appointment(session, desk, instead_of, A.RESCHEDULED, step_id=step_id)
    effects.book(
        session,
        desk,
        Appointment(
            id=command.id,
            participant_id=command.participant_id,
            linkage_id=command.linkage_id,
            title=command.title.strip(),
            starts_at=command.starts_at,
            minutes=command.minutes,
            place=command.place.strip(),
            transport=command.transport.strip(),
            court=command.court,
            created_at=now,
            updated_at=now,
        ),
        step_id=step_id,
    )


def _look(desk: Desk, next_check: date, words: str) -> Check:
    return Check(desk.clock.today(), next_check=next_check, words=words)


@allowed(Act.EDIT_PLAN)
def reschedule_appointment(
    desk: Desk, appointment_id: UUID, starts_at: datetime, *, version: int | None = None
) -> SettledAppointment:
    """Give a planned or missed appointment a new date; the old one is kept in the history."""
    new = new_id()
    with desk.store.write() as session:
        old = _get(session, desk, appointment_id, version)
        if old.status not in (A.PLANNED, A.MISSED):
            raise InvalidInput(FieldProblem("starts_at", "This appointment is over."))
        _make(
            session,
            desk,
            MakeAppointment(
                new,
                old.participant_id,
                old.title,
                starts_at,
                old.minutes,
                old.place,
                old.transport,
                old.court,
                old.linkage_id,
            ),
            instead_of=old,
        )
        desk.record(
            session, "appointment.reschedule", subject=appointment_id, detail={"new": str(new)}
        )
    return _told(desk, new)


@allowed(Act.EDIT_PLAN)
def settle_appointment(
    desk: Desk, appointment_id: UUID, outcome: Outcome, *, version: int | None = None
) -> SettledAppointment:
    """Say what became of an appointment: attended and by whose word, missed, or cancelled.

    The first attended visit of a linkage is its move to Connected. A missed visit never ends a
    linkage: it stays where it is and a new date is due within NEW_DATE_DAYS.
    """
    with desk.store.write() as session:
        appointment = _get(session, desk, appointment_id, version)
        problems = outcome_problems(
            appointment.status,
            appointment.starts_at,
            outcome,
            desk.clock.now(),
            desk.clock.zone,
        )
        if problems:
            raise InvalidInput(*problems)
        linkage = session.get(Linkage, appointment.linkage_id) if appointment.linkage_id else None
        offer = _settle(session, desk, appointment, outcome, linkage)
        desk.record(
            session,
            "appointment.settle",
            subject=appointment_id,
            detail={"to": outcome.status.value},
        )
    return replace(_told(desk, appointment_id), offer_new_date=offer)


def _settle(
    session: Session,
    desk: Desk,
    appointment: Appointment,
    outcome: Outcome,
    linkage: Linkage | None,
) -> bool:
    """Write the outcome and let the linkage follow; whether a new date is to be offered."""
    step_id = None
    going_on = linkage is not None and is_open(linkage.status)
    if linkage is not None and going_on:
        if outcome.status is A.ATTENDED and linkage.status in _BEFORE_START:
            day = local_day(appointment.starts_at, desk.clock.zone)
            move = Move(S.STARTED, day, verified_by=outcome.verified_by)
            step_id = effects.make_move(session, desk, linkage, move)
        elif outcome.status is not A.ATTENDED and linkage.status is S.SCHEDULED:
            ask_by = desk.clock.today() + timedelta(days=NEW_DATE_DAYS)
            words = f"Visit {outcome.status.label.lower()}; a new date is offered"
            step_id = effects.note_check(session, desk, linkage, _look(desk, ask_by, words))
            session.flush()
    if appointment.status is A.PLANNED:
        effects.change_appointment(
            session,
            desk,
            appointment,
            outcome.status,
            verified_by=outcome.verified_by,
            words=outcome.words,
            step_id=step_id,
        )
    return going_on and outcome.status is A.MISSED


@allowed(Act.EDIT_PLAN)
def undo_settling(desk: Desk, appointment_id: UUID) -> SettledAppointment:
    """Take back what was last said of an appointment, and the step of its linkage with it.

    Of one that was only made, the making: it is cancelled, never deleted.
    """
    with desk.store.write() as session:
        appointment = _get(session, desk, appointment_id, None)
        last = _standing_step(session, appointment_id)
        if last is None or appointment.status is not last.to_status:
            raise Refused("There is nothing to take back here.", meaning="Nothing was changed.")
        if last.linkage_change_id is None:
            before = last.from_status or A.CANCELLED
            effects.change_appointment(session, desk, appointment, before, words=effects.TAKEN_BACK)
            desk.record(session, "appointment.undo", subject=appointment_id)
    if last.linkage_change_id is not None and appointment.linkage_id is not None:
        linkages.undo_move(desk, appointment.linkage_id, last.linkage_change_id)
    return _told(desk, appointment_id)


def _standing_step(session: Session, appointment_id: UUID) -> AppointmentChange | None:
    """The latest step of an appointment that has not been taken back; None when all have."""
    steps = session.scalars(
        select(AppointmentChange)
        .where(AppointmentChange.appointment_id == appointment_id)
        .order_by(*as_written(AppointmentChange.at))
    )
    standing: list[AppointmentChange] = []
    for step in steps:
        if step.words == effects.TAKEN_BACK:
            standing.pop()
        else:
            standing.append(step)
    return standing[-1] if standing else None


def _get(session: Session, desk: Desk, appointment_id: UUID, version: int | None) -> Appointment:
    appointment = session.get(Appointment, appointment_id)
    if appointment is None or (appointment.court and not desk.may(Act.SEE_LEGAL_DETAIL)):
        raise NotFound("No appointment of this vault has that id.")
    if version is not None and appointment.version != version:
        raise Refused(
            "Somebody else changed this appointment a moment ago.",
            meaning="Your change was not made over theirs.",
            remedy="Look at it again, then make your change.",
        )
    return appointment


def _told(desk: Desk, appointment_id: UUID) -> SettledAppointment:
    with desk.store.read() as connection:
        (line,) = query.list_appointments(
            connection, desk.viewer, court=True, appointment_id=appointment_id
        )
    return SettledAppointment(line, Change(CHANGED, (line.participant_id,)))
