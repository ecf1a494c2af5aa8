"""The caseload: participants with every derived fact, from one statement.

Its cost follows the people shown, not the length of the history: each fact is a seek in an
index that begins with the participant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Row,
    ScalarSelect,
    Select,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from lead_desktop.base.clock import local_day
from lead_desktop.domain.cadence import (
    PLACE_EVENTS,
    CadenceState,
    cadence_for,
    need_key,
    state_of,
)
from lead_desktop.domain.codes import (
    AppointmentStatus,
    EventKind,
    LinkageStatus,
    ParticipantStatus,
    WorkerPart,
)
from lead_desktop.domain.linkage import LADDER
from lead_desktop.domain.participant import (
    CONSENT_ENDING_DAYS,
    ENDED,
    CaseloadRow,
    ConsentMark,
    View,
    fold_name,
    parse_number,
    phone_digits,
)
from lead_desktop.store.tables import (
    Alias,
    Appointment,
    Assignment,
    Consent,
    ContactParticipant,
    Event,
    Linkage,
    Participant,
    ParticipantPhone,
    SafetyNote,
    Task,
    Worker,
)

P = Participant
Statement = Select[*tuple[Any, ...]]
SEPARATOR = "\x1f"
FAR_FUTURE = date(9999, 12, 31)
_RUNG = {status.value: index for index, status in enumerate(LADDER)}


@dataclass(frozen=True)
class Viewer:
    """Who asks, and when it is for them."""

    worker_id: UUID
    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return local_day(self.now, self.zone)


def list_caseload(
    connection: Connection,
    viewer: Viewer,
    *,
    view: View | None = None,
    participant_id: UUID | None = None,
    find: str = "",
    need_first: bool = True,
) -> list[CaseloadRow]:
    """Participants with their derived facts.

    view: one of the ready-made views, None for everybody. find: part of a name, alias, number or
    phone. need_first: most needed first; otherwise in the order in which people came.
    """
    query = _statement(viewer)
    if participant_id is not None:
        query = query.where(P.id == participant_id)
    if find.strip():
        query = query.where(_matches(find))
    query = _in_view(query, view, viewer)
    rows = [_row(record, viewer) for record in connection.execute(query)]
    if view is View.PAST_CADENCE:
        rows = [row for row in rows if row.cadence.days_past > 0]
    if view is View.AWAY:
        away = (ParticipantStatus.INACTIVE_CUSTODY, ParticipantStatus.INACTIVE_FACILITY)
        rows = [row for row in rows if row.place or row.status in away]
    if need_first:
        rows.sort(key=lambda row: need_key(row.cadence))
    return rows


_CM = aliased(Assignment, name="cm")
_PEER = aliased(Assignment, name="pr")
_CM_WORKER = aliased(Worker, name="cm_worker")
_PEER_WORKER = aliased(Worker, name="peer_worker")


def _last(standing: str) -> ScalarSelect[Any]:
    return (
        select(func.max(ContactParticipant.occurred_at))
        .where(ContactParticipant.participant_id == P.id, ContactParticipant.standing == standing)
        .correlate(P)
        .scalar_subquery()
    )


def _attempts_since() -> ScalarSelect[Any]:
    return (
        select(func.count())
        .select_from(ContactParticipant)
        .where(
            ContactParticipant.participant_id == P.id,
            ContactParticipant.standing == "attempted",
            ContactParticipant.occurred_at > func.coalesce(_last("reached"), literal("")),
        )
        .correlate(P)
        .scalar_subquery()
    )


def _joined(column: Any, *conditions: ColumnElement[bool]) -> ScalarSelect[Any]:
    return (
        select(func.aggregate_strings(column, SEPARATOR))
        .where(*conditions)
        .correlate(P)
        .scalar_subquery()
    )


def _first_id(table: Any, order: Any, *conditions: ColumnElement[bool]) -> ScalarSelect[Any]:
    return (
        select(table.id)
        .where(table.participant_id == P.id, *conditions)
        .order_by(order)
        .limit(1)
        .correlate(P)
        .scalar_subquery()
    )


def _consent_end(today: date) -> ScalarSelect[Any]:
    return (
        select(func.min(func.coalesce(Consent.expires_on, FAR_FUTURE, type_=Date)))
        .where(
            Consent.participant_id == P.id,
            Consent.revoked_at.is_(None),
            Consent.signed_on <= today,
            or_(Consent.expires_on.is_(None), Consent.expires_on >= today),
        )
        .correlate(P)
        .scalar_subquery()
    )


def _statement(viewer: Viewer) -> Statement:
    open_event = _first_id(
        Event, Event.occurred_at.desc(), Event.ended_at.is_(None), Event.kind.in_(PLACE_EVENTS)
    )
    next_appointment = _first_id(
        Appointment,
        Appointment.starts_at,
        Appointment.status == AppointmentStatus.PLANNED,
        Appointment.starts_at >= viewer.now,
    )
    next_task = _first_id(Task, Task.due_on, Task.done_at.is_(None))
    open_states = [status for status in LinkageStatus if status.value in _RUNG]
    return (
        select(
            P.id,
            P.number,
            P.external_id,
            P.preferred_name,
            P.legal_first_name,
            P.legal_last_name,
            P.pronouns,
            P.date_of_birth,
            P.status,
            P.status_since,
            P.phase,
            P.enrolled_on,
            P.cadence_days,
            P.name_key,
            func.coalesce(_CM_WORKER.name, _CM.worker_text).label("case_manager"),
            func.coalesce(_PEER_WORKER.name, _PEER.worker_text).label("peer"),
            or_(
                func.coalesce(_CM.worker_id == viewer.worker_id, False),
                func.coalesce(_PEER.worker_id == viewer.worker_id, False),
            ).label("mine"),
            _last("reached").label("reached_at"),
            _last("attempted").label("attempted_at"),
            _attempts_since().label("attempts_since"),
            _joined(
                Linkage.status, Linkage.participant_id == P.id, Linkage.status.in_(open_states)
            ).label("linkages"),
            _joined(Alias.name, Alias.participant_id == P.id).label("aliases"),
            _joined(ParticipantPhone.digits, ParticipantPhone.participant_id == P.id).label(
                "digits"
            ),
            _consent_end(viewer.today).label("consent_end"),
            exists()
            .where(SafetyNote.participant_id == P.id, SafetyNote.review_by >= viewer.today)
            .label("safety"),
            Event.kind.label("event_kind"),
            Event.occurred_at.label("event_at"),
            Appointment.title.label("appointment"),
            Appointment.starts_at,
            Task.words.label("task"),
            Task.due_on.label("task_due"),
        )
        .select_from(P)
        .outerjoin(_CM, _open_part(_CM, WorkerPart.CASE_MANAGER))
        .outerjoin(_CM_WORKER, _CM_WORKER.id == _CM.worker_id)
        .outerjoin(_PEER, _open_part(_PEER, WorkerPart.PEER))
        .outerjoin(_PEER_WORKER, _PEER_WORKER.id == _PEER.worker_id)
        .outerjoin(Event, Event.id == open_event)
        .outerjoin(Appointment, Appointment.id == next_appointment)
        .outerjoin(Task, Task.id == next_task)
        .order_by(P.number)
    )


def _open_part(assignment: Any, part: WorkerPart) -> ColumnElement[bool]:
    return and_(
        assignment.participant_id == P.id,
        assignment.part == part,
        assignment.to_on.is_(None),
    )


def _in_view(query: Statement, view: View | None, viewer: Viewer) -> Statement:
    if view is None:
        return query
    if view is View.CLOSED:
        return query.where(P.status.in_(ENDED))
    query = query.where(P.status.not_in(ENDED))
    if view is View.MINE:
        # Through the index on a worker's open assignments, so that the cost is that of one desk.
        own = select(Assignment.participant_id).where(
            Assignment.worker_id == viewer.worker_id, Assignment.to_on.is_(None)
        )
        return query.where(P.id.in_(own))
    if view is View.NEW:
        return query.where(P.status.in_((ParticipantStatus.REFERRED, ParticipantStatus.SCREENING)))
    if view is View.UNASSIGNED:
        return query.where(_CM.id.is_(None))
    if view is View.TO_FIND:
        return query.where(P.status == ParticipantStatus.INACTIVE_LOST)
    return query


def _matches(find: str) -> ColumnElement[bool]:
    tests: list[ColumnElement[bool]] = [
        P.name_key.contains(fold_name(find), autoescape=True),
        P.external_id == find.strip(),
    ]
    number = parse_number(find)
    if number is not None:
        tests.append(P.number == number)
    digits = phone_digits(find)
    if len(digits) >= 3:
        tests.append(
            exists().where(
                ParticipantPhone.participant_id == P.id,
                ParticipantPhone.digits.contains(digits),
            )
        )
    return or_(*tests)


def _row(record: Row[Any], viewer: Viewer) -> CaseloadRow:
    zone = viewer.zone
    place = PLACE_EVENTS.get(EventKind(record.event_kind)) if record.event_kind else None
    reached, attempted = record.reached_at, record.attempted_at
    state = state_of(
        cadence_for(record.status, record.phase, agreed_days=record.cadence_days, place=place),
        today=viewer.today,
        reached_on=local_day(reached, zone) if reached else None,
        attempted_on=local_day(attempted, zone) if attempted else None,
        attempts_since=record.attempts_since,
        since=record.enrolled_on or record.status_since,
    )
    legal = " ".join(x for x in (record.legal_first_name, record.legal_last_name) if x)
    mark, ends_on = _consent(record.consent_end, viewer.today)
    next_step, next_at = _next_step(record, state, zone)
    aliases = tuple(record.aliases.split(SEPARATOR)) if record.aliases else ()
    return CaseloadRow(
        id=record.id,
        number=record.number,
        external_id=record.external_id,
        preferred_name=record.preferred_name,
        legal_name=legal,
        pronouns=record.pronouns or "",
        aliases=aliases,
        date_of_birth=record.date_of_birth,
        status=record.status,
        phase=record.phase,
        enrolled_on=record.enrolled_on,
        case_manager=record.case_manager,
        peer=record.peer,
        last_reached_at=reached,
        attempts_since_reached=record.attempts_since,
        cadence=state,
        linkages=_linkages(record.linkages),
        next_step=next_step,
        next_at=next_at,
        consent=mark,
        consent_ends_on=ends_on,
        safety=bool(record.safety),
        place=place,
        place_since=local_day(record.event_at, zone) if place else None,
        find_key=f"{record.name_key} p-{record.number:04d} {record.digits or ''}",
        mine=bool(record.mine),
    )


def _linkages(joined: str | None) -> tuple[LinkageStatus, ...]:
    if not joined:
        return ()
    codes = sorted(joined.split(SEPARATOR), key=_RUNG.__getitem__, reverse=True)
    return tuple(LinkageStatus(code) for code in codes)


def _consent(end: date | None, today: date) -> tuple[ConsentMark, date | None]:
    if end is None:
        return ConsentMark.NONE, None
    if end == FAR_FUTURE:
        return ConsentMark.LIVE, None
    ending = (end - today).days <= CONSENT_ENDING_DAYS
    return (ConsentMark.ENDING if ending else ConsentMark.LIVE), end


def _next_step(
    record: Row[Any], state: CadenceState, zone: ZoneInfo
) -> tuple[str | None, datetime | None]:
    """The earliest promise: an appointment or a follow-up; else reaching out when past cadence."""
    if record.starts_at and (
        record.task_due is None or local_day(record.starts_at, zone) <= record.task_due
    ):
        return record.appointment, record.starts_at
    if record.task:
        return record.task, None
    return ("Reach out" if state.days_past else None), None
