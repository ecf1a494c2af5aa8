"""The supervisor's page: exceptions, workloads, supervision sessions, critical incidents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound
from lead_desktop.domain.codes import SupervisionForm, WorkerPart
from lead_desktop.domain.plan.linkage import linkage_clocks_of
from lead_desktop.domain.referral.referral import clocks_of
from lead_desktop.domain.trust.roles import Act
from lead_desktop.domain.worklist.oversight import (
    SESSIONS_SHOWN,
    ExceptionLine,
    SessionLine,
    SupervisionStanding,
    check_session,
    exceptions,
    standing_of,
)
from lead_desktop.domain.worklist.work_arranging import SNOOZES_TO_SUPERVISOR
from lead_desktop.domain.worklist.work_item import Moment
from lead_desktop.domain.worklist.workload import Workload
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import add_once, require_working, required
from lead_desktop.store.queries import oversight as query
from lead_desktop.store.queries.visibility import require_visible
from lead_desktop.store.queries.worklist import list_work
from lead_desktop.store.queries.workload import list_workloads
from lead_desktop.store.tables import CriticalReport, Event, SupervisionSession


@dataclass(frozen=True)
class Oversight:
    """What needs a supervisor, how full every caseload is, and how supervision stands."""

    lines: tuple[ExceptionLine, ...]
    loads: tuple[Workload, ...]
    standings: tuple[SupervisionStanding, ...]


@allowed(Act.SUPERVISE)
def read_oversight(desk: Desk) -> Oversight:
    """Everything on the supervisor's page. Nothing is hidden from it by a snooze."""
    viewer = desk.viewer
    with desk.store.read() as connection:
        items, rows = list_work(
            connection,
            viewer,
            everybody=True,
            clocks=clocks_of(desk.settings),
            linkage_clocks=linkage_clocks_of(desk.settings),
        )
        loads = tuple(list_workloads(connection, desk.viewer, WorkerPart.CASE_MANAGER).values())
        sessions = query.list_sessions(connection, viewer.today - SESSIONS_SHOWN)
        standings = tuple(
            standing_of(worker_id, name, sessions, viewer.today)
            for worker_id, name in query.list_peers(connection)
        )
        lines = exceptions(
            rows,
            items,
            query.count_snoozes(connection, viewer, SNOOZES_TO_SUPERVISOR),
            query.list_critical(connection, viewer),
            loads,
            standings,
            Moment(viewer.now, viewer.zone),
        )
    return Oversight(lines, tuple(load for load in loads if load.people), standings)


@dataclass(frozen=True)
class HeldSession:
    """A supervision session that was held. id: made by the form."""

    id: UUID
    worker_id: UUID
    held_on: date
    minutes: int
    form: SupervisionForm
    words: str = ""


@allowed(Act.SUPERVISE)
def record_session(desk: Desk, command: HeldSession) -> Change:
    """Write a session down for its worker; the supervisor is whoever writes. By field."""
    problems = check_session(command.minutes, command.held_on, desk.clock.today())
    if problems:
        raise InvalidInput(*problems)
    now = desk.clock.now()
    with desk.store.write() as session:
        require_working(session, command.worker_id)
        new = SupervisionSession(
            id=command.id,
            worker_id=command.worker_id,
            supervisor_id=desk.worker.id,
            held_on=command.held_on,
            minutes=command.minutes,
            form=command.form,
            words=command.words.strip(),
            created_at=now,
            updated_at=now,
        )
        if add_once(session, new):
            desk.record(session, "supervision.record", subject=command.worker_id)
    return Change(frozenset({Topic.WORKLISTS}), (command.worker_id,), "Session written down")


@allowed(Act.SUPERVISE)
def remove_session(desk: Desk, session_id: UUID) -> Change:
    """Undo `record_session`; the audit keeps both."""
    with desk.store.write() as session:
        found = required(session, SupervisionSession, session_id)
        worker_id = found.worker_id
        session.delete(found)
        desk.record(session, "supervision.remove", subject=worker_id)
    return Change(frozenset({Topic.WORKLISTS}), (worker_id,))


@allowed(Act.SUPERVISE)
def list_sessions(desk: Desk, worker_id: UUID) -> tuple[SessionLine, ...]:
    """A worker's sessions of this month and the one before, newest first."""
    since = desk.clock.today() - SESSIONS_SHOWN
    with desk.store.read() as connection:
        return tuple(query.list_sessions(connection, since, worker_id=worker_id))


@dataclass(frozen=True)
class ReportAnswer:
    """What became of a reminder: reported on a day, or (without one) why it was not one."""

    event_id: UUID
    reported_on: date | None
    words: str = ""


@allowed(Act.SUPERVISE)
def answer_report(desk: Desk, command: ReportAnswer) -> Change:
    """Keep the date on which an event was reported, or why it was none to report. By field."""
    today, now = desk.clock.today(), desk.clock.now()
    if command.reported_on is None and not command.words.strip():
        raise InvalidInput(FieldProblem("words", "Say why it is not one to report."))
    if command.reported_on is not None and command.reported_on > today:
        raise InvalidInput(FieldProblem("reported_on", "Choose today or a day before."))
    with desk.store.write() as session:
        event = required(session, Event, command.event_id)
        require_visible(session, desk.viewer, event.participant_id)
        if session.scalar(select(CriticalReport).where(CriticalReport.event_id == event.id)):
            raise InvalidInput(FieldProblem("reported_on", "Somebody has answered this already."))
        session.add(
            CriticalReport(
                event_id=event.id,
                worker_id=desk.worker.id,
                reported_on=command.reported_on,
                words=command.words.strip(),
                created_at=now,
                updated_at=now,
            )
        )
        desk.record(session, "incident.answer", subject=event.participant_id)
        person = event.participant_id
    return Change(frozenset({Topic.WORKLISTS}), (person,), "Kept")


@allowed(Act.SUPERVISE)
def withdraw_answer(desk: Desk, event_id: UUID) -> Change:
    """Undo `answer_report`: the reminder of the event stands again. Raises NotFound where nobody
    has answered it."""
    with desk.store.write() as session:
        found = session.scalar(select(CriticalReport).where(CriticalReport.event_id == event_id))
        if found is None:
            raise NotFound("Nobody has answered this.")
        session.delete(found)
        desk.record(session, "incident.withdraw_answer", subject=event_id)
    return Change(frozenset({Topic.WORKLISTS}), (event_id,))
