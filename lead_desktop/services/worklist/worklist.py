"""The worklist: what is to be done and why; putting off, passing on, and the order by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound
from lead_desktop.domain.codes import Role, SnoozeReason, TaskKind
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.transfer import PlannedTransfer
from lead_desktop.domain.plan.linkage import linkage_clocks_of
from lead_desktop.domain.referral.referral import clocks_of
from lead_desktop.domain.trust.roles import Act
from lead_desktop.domain.worklist.day_figures import DayFigures
from lead_desktop.domain.worklist.oversight import (
    SESSIONS_SHOWN,
    OwnSupervision,
    own_supervision,
)
from lead_desktop.domain.worklist.work_arranging import (
    Putting,
    Worklist,
    arrange,
    for_team,
    most_snooze,
)
from lead_desktop.domain.worklist.work_item import Moment, WorkItem
from lead_desktop.domain.worklist.worklist import next_due, work_order
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.people.transfers import planned_within
from lead_desktop.services.plan.appointments import Agenda, agenda_within
from lead_desktop.services.rows import add_once, require_working
from lead_desktop.services.trust.kept import put_setting
from lead_desktop.store.histories import moment_after
from lead_desktop.store.queries import worklist as query
from lead_desktop.store.queries.day_figures import read_day_figures
from lead_desktop.store.queries.kept import worker_setting
from lead_desktop.store.queries.oversight import list_sessions
from lead_desktop.store.tables import Handover, Snooze

_ORDER = "today.order"
_LONGEST_WORDS = 500


@allowed(Act.SEE_PARTICIPANTS)
def list_work(desk: Desk, *, everybody: bool = False) -> Worklist:
    """The worker's own list, less what stands aside; or with `everybody` the whole team's."""
    with desk.store.read() as connection:
        return _work(desk, connection, everybody)[0]


def _work(
    desk: Desk, connection: Connection, everybody: bool
) -> tuple[Worklist, list[CaseloadRow]]:
    viewer = desk.viewer
    moment = Moment(viewer.now, viewer.zone)
    items, rows = query.list_work(
        connection,
        viewer,
        everybody=everybody,
        legal=desk.may(Act.SEE_LEGAL_DETAIL),
        clocks=clocks_of(desk.settings),
        linkage_clocks=linkage_clocks_of(desk.settings),
    )
    handovers = query.list_handovers(connection, viewer, everybody=everybody)
    if everybody:
        return for_team(items, handovers, moment), rows
    put = Putting(
        query.list_snoozes(connection, viewer),
        handovers,
        query.tried_lately(rows, viewer.now),
        _order_of(worker_setting(connection, viewer.worker_id, _ORDER), viewer.today),
    )
    return arrange(items, viewer.worker_id, moment, put), rows


@dataclass(frozen=True)
class Day:
    """Everything that Today shows: the list, the figures over it, the agenda beside it.

    ahead: whose contact comes due next and when, for a day on which nothing is due.
    planned: transfers still to come that concern the worker. supervision: of a peer, their own.
    """

    work: Worklist
    figures: DayFigures
    agenda: Agenda
    ahead: tuple[str, date] | None
    planned: tuple[PlannedTransfer, ...] = ()
    supervision: OwnSupervision | None = None


@allowed(Act.SEE_PARTICIPANTS)
def read_day(desk: Desk, *, everybody: bool = False) -> Day:
    """The day of the worker, or with `everybody` of the whole team."""
    viewer = desk.viewer
    with desk.store.read() as connection:
        work, rows = _work(desk, connection, everybody)
        figures = read_day_figures(connection, viewer, everybody=everybody)
        agenda = agenda_within(connection, desk, viewer.today, viewer.today, mine=not everybody)
        planned = planned_within(connection, desk)
        supervision = _supervision(connection, desk)
    return Day(work, figures, agenda, next_due(rows, viewer.today), planned, supervision)


def _supervision(connection: Connection, desk: Desk) -> OwnSupervision | None:
    """How a peer's own supervision stands; nobody else's certificate asks for it."""
    worker, today = desk.worker, desk.clock.today()
    if worker.role is not Role.PEER:
        return None
    held = list_sessions(connection, today - SESSIONS_SHOWN, worker_id=worker.id)
    return own_supervision(worker.id, worker.name, held, today)


@allowed(Act.SEE_PARTICIPANTS)
def list_duties(desk: Desk, *, participant_id: UUID | None = None) -> tuple[WorkItem, ...]:
    """Everything that asks for something, of the whole team, with every open promise whatever its
    day, the earliest due first: what `list tasks` shows. Drafts are the asking worker's own."""
    with desk.store.read() as connection:
        items, _ = query.list_work(
            connection,
            desk.viewer,
            everybody=True,
            legal=desk.may(Act.SEE_LEGAL_DETAIL),
            promised_by=date.max,
            clocks=clocks_of(desk.settings),
            linkage_clocks=linkage_clocks_of(desk.settings),
        )
    wanted = (item for item in items if participant_id in (None, item.participant_id))
    return tuple(sorted(wanted, key=lambda item: (item.due, work_order(item))))


@dataclass(frozen=True)
class SnoozeItem:
    """Put one thing off. id: made by whoever asks, so that asking twice puts off once."""

    id: UUID
    item_key: str
    kind: TaskKind
    participant_id: UUID | None
    until_on: date
    reason: SnoozeReason
    words: str = ""


@allowed(Act.LOG_CONTACT)
def snooze(desk: Desk, command: SnoozeItem) -> Change:
    """Put something off for the worker alone, with an end and a reason; raises InvalidInput."""
    problems = check_snooze(command, desk.clock.today())
    if problems:
        raise InvalidInput(*problems)
    with desk.store.write() as session:
        now = moment_after(
            session,
            Snooze.created_at,
            desk.clock.now(),
            Snooze.worker_id == desk.worker.id,
            Snooze.item_key == command.item_key,
        )
        new = Snooze(
            id=command.id,
            item_key=command.item_key,
            participant_id=command.participant_id,
            worker_id=desk.worker.id,
            kind=command.kind,
            reason=command.reason,
            words=command.words.strip(),
            until_on=command.until_on,
            created_at=now,
            updated_at=now,
        )
        if add_once(session, new):
            _record(session, desk, "worklist.snooze", command.participant_id, command.kind)
    return _changed(command.participant_id, "Put off")


def check_snooze(command: SnoozeItem, today: date) -> tuple[FieldProblem, ...]:
    """What stands against putting something off; pure, the sheet asks it as well."""
    most = most_snooze(command.kind)
    problems = []
    if command.until_on <= today:
        problems.append(FieldProblem("until_on", "Choose a day after today."))
    elif command.until_on > today + timedelta(days=most):
        words = "tomorrow" if most == 1 else f"{most} days"
        problems.append(FieldProblem("until_on", f"This can be put off to {words} at most."))
    if command.reason is SnoozeReason.OTHER and not command.words.strip():
        problems.append(FieldProblem("words", "Say in a few words why."))
    return tuple(problems)


@allowed(Act.LOG_CONTACT)
def end_snooze(desk: Desk, snooze_id: UUID) -> Change:
    """Take an own snooze back: the thing stands on the list again."""
    now = desk.clock.now()
    with desk.store.write() as session:
        found = session.get(Snooze, snooze_id)
        if found is None or found.worker_id != desk.worker.id:
            raise NotFound("This was not put off by you.")
        if found.ended_at is None:
            found.ended_at = found.updated_at = now
            _record(session, desk, "worklist.snooze_end", found.participant_id, found.kind)
        person = found.participant_id
    return _changed(person, "")


@dataclass(frozen=True)
class HandOver:
    """Pass one thing on with words. to_worker_id: None for whoever works the next shift."""

    id: UUID
    item_key: str
    participant_id: UUID | None
    to_worker_id: UUID | None
    words: str


@allowed(Act.LOG_CONTACT)
def hand_over(desk: Desk, command: HandOver) -> Change:
    """Pass something on: it stands on the receiver's list until it is done or taken back."""
    problems = []
    if not command.words.strip():
        problems.append(FieldProblem("words", "Say what is to be done."))
    elif len(command.words) > _LONGEST_WORDS:
        problems.append(FieldProblem("words", f"Keep it under {_LONGEST_WORDS} characters."))
    if command.to_worker_id == desk.worker.id:
        problems.append(FieldProblem("to_worker_id", "Choose somebody else."))
    if problems:
        raise InvalidInput(*problems)
    now = desk.clock.now()
    with desk.store.write() as session:
        if session.get(Handover, command.id) is None:
            _require_worker(session, command.to_worker_id)
            session.add(
                Handover(
                    id=command.id,
                    item_key=command.item_key,
                    participant_id=command.participant_id,
                    from_worker_id=desk.worker.id,
                    to_worker_id=command.to_worker_id,
                    words=command.words.strip(),
                    created_at=now,
                    updated_at=now,
                )
            )
            desk.record(session, "worklist.hand_over", subject=command.participant_id or "")
    return _changed(command.participant_id, "Passed on")


def _require_worker(session: Session, worker_id: UUID | None) -> None:
    if worker_id is None:
        return
    require_working(session, worker_id)


@allowed(Act.LOG_CONTACT)
def close_handover(desk: Desk, handover_id: UUID) -> Change:
    """The receiver has done it, or the giver takes it back."""
    now = desk.clock.now()
    with desk.store.write() as session:
        found = _handover_of(session, desk, handover_id)
        if found.closed_at is None:
            found.closed_at = found.updated_at = now
            found.closed_by_id = desk.worker.id
            desk.record(session, "worklist.hand_over_end", subject=found.participant_id or "")
        person = found.participant_id
    return _changed(person, "Done")


@allowed(Act.LOG_CONTACT)
def reopen_handover(desk: Desk, handover_id: UUID) -> Change:
    """Undo `close_handover`: what was passed on waits for its taker again. Raises NotFound for one
    that the worker neither passed nor was passed."""
    with desk.store.write() as session:
        found = _handover_of(session, desk, handover_id)
        found.closed_at = found.closed_by_id = None
        found.updated_at = desk.clock.now()
        desk.record(session, "worklist.hand_over_reopen", subject=found.participant_id or "")
        person = found.participant_id
    return _changed(person, "")


def _handover_of(session: Session, desk: Desk, handover_id: UUID) -> Handover:
    found = session.get(Handover, handover_id)
    concerned = found is not None and (
        found.to_worker_id is None or desk.worker.id in (found.to_worker_id, found.from_worker_id)
    )
    if found is None or not concerned:
        raise NotFound("This was not passed to you.")
    return found


@allowed(Act.SEE_PARTICIPANTS)
def keep_order(desk: Desk, keys: tuple[str, ...]) -> None:
    """Keep the worker's order by hand for the day. Tomorrow the list orders itself again."""
    value: dict[str, object] = {"day": desk.clock.today().isoformat(), "keys": list(keys)}
    with desk.store.write() as session:
        put_setting(session, desk, _ORDER, value)


def _order_of(stored: object, today: date) -> tuple[str, ...]:
    if not isinstance(stored, dict) or stored.get("day") != today.isoformat():
        return ()
    keys = stored.get("keys")
    return tuple(str(key) for key in keys) if isinstance(keys, list) else ()


def _record(session: Session, desk: Desk, action: str, person: UUID | None, kind: TaskKind) -> None:
    desk.record(session, action, subject=person or "", detail={"kind": kind.value})


def _changed(person: UUID | None, undo: str) -> Change:
    return Change(frozenset({Topic.TASKS}), (person,) if person else (), undo)
