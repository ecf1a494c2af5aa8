"""The caseload: participants with every derived fact, from one statement.

Its cost follows the people shown, not the length of the history: each fact is a seek in an
index that begins with the participant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
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
    String,
    Uuid,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import aliased
from sqlalchemy.types import NullType

from lead_desktop.base.clock import day_start, local_day
from lead_desktop.domain.cadence import (
    PLACE_EVENTS,
    cadence_for,
    need_key,
    state_of,
)
from lead_desktop.domain.caseload import NO_END, SEPARATOR, CaseloadFacts, CaseloadRow
from lead_desktop.domain.codes import (
    AppointmentStatus,
    ParticipantStatus,
    Phase,
    WorkerPart,
)
from lead_desktop.domain.linkage import LADDER
from lead_desktop.domain.names import fold_name, parse_number, phone_digits
from lead_desktop.domain.stage import ENDED, View
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
from lead_desktop.store.tables.base import UtcDateTime

P = Participant
WORKER = bindparam("worker", type_=Uuid)
NOW = bindparam("now", type_=UtcDateTime)
TODAY = bindparam("today", type_=Date)
Statement = Select[*tuple[Any, ...]]


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
    query = _in_view(_statement(), view)
    if participant_id is not None:
        query = query.where(P.id == participant_id)
    if find.strip():
        query = query.where(_matches(find))
    bounds = {"worker": viewer.worker_id, "now": viewer.now, "today": viewer.today}
    rows = _rows(connection.execute(query, bounds).all(), viewer)
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


def _consent_end() -> ScalarSelect[Any]:
    return (
        select(func.min(func.coalesce(type_coerce(Consent.expires_on, String), NO_END)))
        .where(
            Consent.participant_id == P.id,
            Consent.revoked_at.is_(None),
            Consent.signed_on <= TODAY,
            or_(Consent.expires_on.is_(None), Consent.expires_on >= TODAY),
        )
        .correlate(P)
        .scalar_subquery()
    )


def _as_stored(column: Any, name: str) -> ColumnElement[Any]:
    """A column whose value is handed on as the database holds it, without conversion."""
    return type_coerce(column, NullType()).label(name)


@cache
def _statement() -> Statement:
    """The one statement; columns come as they are stored, in the order of CaseloadFacts."""
    open_event = _first_id(
        Event, Event.occurred_at.desc(), Event.ended_at.is_(None), Event.kind.in_(PLACE_EVENTS)
    )
    next_appointment = _first_id(
        Appointment,
        Appointment.starts_at,
        Appointment.status == AppointmentStatus.PLANNED,
        Appointment.starts_at >= NOW,
    )
    next_task = _first_id(Task, Task.due_on, Task.done_at.is_(None))
    columns: dict[str, Any] = {
        "id": P.id,
        "number": P.number,
        "external_id": P.external_id,
        "preferred_name": P.preferred_name,
        "legal_first_name": P.legal_first_name,
        "legal_last_name": P.legal_last_name,
        "pronouns": P.pronouns,
        "date_of_birth": P.date_of_birth,
        "status": P.status,
        "status_since": P.status_since,
        "phase": P.phase,
        "enrolled_on": P.enrolled_on,
        "cadence_days": P.cadence_days,
        "name_key": P.name_key,
        "case_manager": func.coalesce(_CM_WORKER.name, _CM.worker_text),
        "peer": func.coalesce(_PEER_WORKER.name, _PEER.worker_text),
        "mine": or_(
            func.coalesce(_CM.worker_id == WORKER, False),
            func.coalesce(_PEER.worker_id == WORKER, False),
        ),
        "reached_at": _last("reached"),
        "attempted_at": _last("attempted"),
        "attempts_since": _attempts_since(),
        "linkages": _joined(
            Linkage.status, Linkage.participant_id == P.id, Linkage.status.in_(LADDER)
        ),
        "aliases": _joined(Alias.name, Alias.participant_id == P.id),
        "digits": _joined(ParticipantPhone.digits, ParticipantPhone.participant_id == P.id),
        "consent_end": _consent_end(),
        "safety": exists().where(SafetyNote.participant_id == P.id, SafetyNote.review_by >= TODAY),
        "event_kind": Event.kind,
        "event_at": Event.occurred_at,
        "appointment": Appointment.title,
        "starts_at": Appointment.starts_at,
        "task": Task.words,
        "task_due": Task.due_on,
    }
    return (
        select(*(_as_stored(columns[name], name) for name in CaseloadFacts._fields))
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


def _in_view(query: Statement, view: View | None) -> Statement:
    if view is None:
        return query
    if view is View.CLOSED:
        return query.where(P.status.in_(ENDED))
    query = query.where(P.status.not_in(ENDED))
    if view is View.MINE:
        # Through the index on a worker's open assignments, so that the cost is that of one desk.
        own = select(Assignment.participant_id).where(
            Assignment.worker_id == WORKER, Assignment.to_on.is_(None)
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


def _rows(records: Sequence[Row[*tuple[Any, ...]]], viewer: Viewer) -> list[CaseloadRow]:
    """Judge each participant's cadence, the one thing that a list is ordered by."""
    zone, today = viewer.zone, viewer.today
    local = LocalDays(zone)
    rows = []
    for record in records:
        facts = CaseloadFacts(*record)
        reached, attempted = facts.reached_at, facts.attempted_at
        state = state_of(
            cadence_for(
                _STATUS[facts.status],
                _PHASE[facts.phase],
                agreed_days=facts.cadence_days,
                place=_PLACE[facts.event_kind] if facts.event_kind else None,
            ),
            today=today,
            reached_on=local.day(reached) if reached else None,
            attempted_on=local.day(attempted) if attempted else None,
            attempts_since=facts.attempts_since,
            since=date.fromisoformat(facts.enrolled_on or facts.status_since),
        )
        rows.append(CaseloadRow(facts, state, today, zone))
    return rows


# Plain look-ups: calling an enumeration for each of thousands of rows costs three times as much.
_STATUS = {status.value: status for status in ParticipantStatus}
_PHASE = {phase.value: phase for phase in Phase}
_PLACE = {kind.value: place for kind, place in PLACE_EVENTS.items()}


class LocalDays:
    """Calendar days of stored instants in one zone.

    For each UTC date it remembers at which time of it the local day changes, so that a list of
    thousands needs some dozen conversions.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._turns: dict[str, tuple[str, date, date]] = {}

    def day(self, stored: str) -> date:
        """The local day of an instant stored as "2026-11-23 15:41:00.000000" (UTC)."""
        turn = self._turns.get(stored[:10])
        if turn is None:
            turn = self._turns[stored[:10]] = self._turn_of(date.fromisoformat(stored[:10]))
        at, before, after = turn
        return after if stored[11:] >= at else before

    def _turn_of(self, utc_day: date) -> tuple[str, date, date]:
        begins = datetime(utc_day.year, utc_day.month, utc_day.day, tzinfo=UTC)
        before = local_day(begins, self._zone)
        after = local_day(begins + timedelta(days=1, microseconds=-1), self._zone)
        if before == after:
            return "", after, after
        return day_start(after, self._zone).strftime("%H:%M:%S.%f"), before, after
