"""What a supervisor needs to see: exceptions only, each with its reason. The rest is going well.

Supervision of peers follows the Maryland certification (MABPCB): at least one session a week and
four documented hours a month. Critical incidents are reported on the funder's own form; the
program only reminds and keeps the date.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import EventKind, SupervisionForm, TaskKind
from lead_desktop.domain.people.cadence import days
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.stage import ENDED
from lead_desktop.domain.worklist.duties import FOLLOW_UP_HOURS
from lead_desktop.domain.worklist.upkeep import SUPERVISOR_AFTER
from lead_desktop.domain.worklist.work_arranging import SNOOZES_TO_SUPERVISOR
from lead_desktop.domain.worklist.work_item import Moment, Urgency, WorkItem
from lead_desktop.domain.worklist.workload import FULL, STOP, Fullness, Workload

SILENT_DAYS = 14
"""Somebody past their cadence shows here after so many days without being reached."""

UNSIGNED_HOURS = 72
CONSENT_DAYS = 14
CRITICAL_DAYS = 90
"""A critical event that nobody has answered for is asked about for so long."""

SESSIONS_SHOWN = timedelta(days=62)
"""This month and the one before."""

SESSIONS_EVERY = 7
MINUTES_A_MONTH = 240
HOURS_ASKED_FROM = 22
"""Day of the month from which hours are asked about; before it the weekly session is enough."""

FOLLOW_UP_KINDS = frozenset({TaskKind.AFTER_RELEASE, TaskKind.AFTER_OVERDOSE})
CRITICAL_EVENTS = frozenset({EventKind.DEATH, EventKind.OVERDOSE_NONFATAL, EventKind.VICTIMIZATION})
"""Events that may be critical incidents; whether one is, a person decides."""


class Concern(StrEnum):
    """The headings of the page, in the order of harm if what stands there is missed."""

    SAFETY = "After release or overdose, not reached in time"
    SILENT = "Not reached for long"
    LATE = "Outreach, intake and charge holds past their day"
    CRITICAL = "Events to report"
    SNOOZED = "Put off again and again"
    LINKAGES = "Linkages stalled"
    PLANS = "Plans not looked at for long"
    CONSENTS = "Consents ending"
    UNSIGNED = "Notes unsigned for more than 72 hours"
    LOAD = "Caseloads over the limit"
    SUPERVISION = "Supervision due"


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """One exception. participant: whose it is, "" where it is a worker's. subject_id: the event
    of a critical incident, or the worker whose supervision is due. whose: the workers who answer
    for it, by their names, which are unique. cause: `why` without them."""

    concern: Concern
    participant_id: UUID | None
    participant: str
    worker: str
    why: str
    badge: str
    urgency: Urgency
    subject_id: UUID | None = None
    whose: tuple[str, ...] = ()
    cause: str = ""

    @property
    def name(self) -> str:
        """Whom the line is about."""
        return self.participant or self.worker


@dataclass(frozen=True, slots=True)
class SnoozeCount:
    """How often one thing was put off, and by whom last."""

    key: str
    times: int
    worker: str


@dataclass(frozen=True, slots=True)
class CriticalEvent:
    """An event that may have to be reported and that nobody has answered for yet."""

    event_id: UUID
    participant_id: UUID
    participant: str
    kind: EventKind
    at: datetime
    worker: str


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One supervision session."""

    id: UUID
    worker_id: UUID
    supervisor: str
    held_on: date
    minutes: int
    form: SupervisionForm
    words: str


@dataclass(frozen=True, slots=True)
class SupervisionStanding:
    """How a peer stands to what the certificate asks. minutes: of this calendar month."""

    worker_id: UUID
    worker: str
    last_on: date | None
    minutes: int
    week_due: bool

    @property
    def words(self) -> str:
        """Last session and hours, in short: Last Nov 18 · 3.25 of 4 h this month."""
        day = self.last_on
        last = "No session yet" if day is None else f"Last {day:%b} {day.day}"
        return f"{last} · {self.minutes / 60:g} of {MINUTES_A_MONTH // 60} h this month"


@dataclass(frozen=True, slots=True)
class OwnSupervision:
    """What a peer reads of their own supervision: how it stands, and the sessions, newest first.

    Without the words of a session: the supervisor wrote them for the supervisor's page.
    """

    standing: SupervisionStanding
    sessions: tuple[SessionLine, ...]
    short: bool

    @property
    def asks(self) -> str:
        """What is to be arranged; "" while nothing is."""
        if self.standing.week_due:
            return "A session is due this week."
        return "Hours of this month are still missing." if self.short else ""


def own_supervision(
    worker_id: UUID, worker: str, sessions: Iterable[SessionLine], today: date
) -> OwnSupervision:
    """A peer's own supervision, by the rule of the supervisor's page."""
    own = tuple(replace(one, words="") for one in sessions if one.worker_id == worker_id)
    standing = standing_of(worker_id, worker, own, today)
    return OwnSupervision(standing, own, is_short(standing.minutes, today))


def standing_of(
    worker_id: UUID, worker: str, sessions: Iterable[SessionLine], today: date
) -> SupervisionStanding:
    """How somebody stands today. Weeks are counted back from today, so that no Monday is unfair."""
    held = [line for line in sessions if line.worker_id == worker_id and line.held_on <= today]
    last = max((line.held_on for line in held), default=None)
    first = today.replace(day=1)
    return SupervisionStanding(
        worker_id,
        worker,
        last,
        sum(line.minutes for line in held if line.held_on >= first),
        last is None or (today - last).days >= SESSIONS_EVERY,
    )


def is_short(minutes: int, today: date) -> bool:
    """Whether the hours of this month lag behind its days: all of them are held by its last day."""
    month = monthrange(today.year, today.month)[1]
    return today.day >= HOURS_ASKED_FROM and minutes * month < MINUTES_A_MONTH * today.day


def check_session(minutes: int, held_on: date, today: date) -> tuple[FieldProblem, ...]:
    """What stands against writing a session down."""
    problems = []
    if not 1 <= minutes <= 24 * 60:
        problems.append(FieldProblem("minutes", "Minutes go from 1 to 1,440."))
    if held_on > today:
        problems.append(FieldProblem("held_on", "A session is written down once it was held."))
    return tuple(problems)


def exceptions(
    rows: Sequence[CaseloadRow],
    items: Sequence[WorkItem],
    snoozes: Sequence[SnoozeCount],
    critical: Sequence[CriticalEvent],
    loads: Sequence[Workload],
    standings: Sequence[SupervisionStanding],
    moment: Moment,
) -> tuple[ExceptionLine, ...]:
    """Everything that is not going as it should, by harm if missed, then the longest first."""
    by_key = {item.key: item for item in items}
    theirs = {row.id: _workers_of(row) for row in rows}
    found: list[tuple[int, ExceptionLine]] = []
    found += [line for row in rows if (line := _silent(row))]
    found += [line for item in items if (line := _of_item(item, moment, theirs))]
    found += [
        (-count.times, _snoozed(count, by_key[count.key]))
        for count in snoozes
        if count.times >= SNOOZES_TO_SUPERVISOR and count.key in by_key
    ]
    found += [_critical(event, moment) for event in critical]
    found += [line for load in loads if (line := _load(load))]
    found += [line for standing in standings if (line := _supervision(standing, moment.today))]
    order = {concern: place for place, concern in enumerate(Concern)}
    found.sort(key=lambda one: (order[one[1].concern], one[0], one[1].name.casefold(), one[1].why))
    return tuple(line for _, line in found)


def by_worker(lines: Iterable[ExceptionLine]) -> dict[str, tuple[ExceptionLine, ...]]:
    """What is missing of whom, for a talk with one worker at a time; "" for what nobody has. What
    two share stands with both, each in the order of the page."""
    found: dict[str, list[ExceptionLine]] = {}
    for line in lines:
        for worker in line.whose or ("",):
            found.setdefault(worker, []).append(line)
    order = sorted(found, key=lambda name: (not name, name.casefold()))
    return {worker: tuple(found[worker]) for worker in order}


Ranked = tuple[int, ExceptionLine]
"""A line with its place within its heading: the smaller, the earlier."""


def _silent(row: CaseloadRow) -> Ranked | None:
    state = row.cadence
    if row.status in ENDED or not state.days_past or state.waited <= SILENT_DAYS:
        return None
    line = ExceptionLine(
        Concern.SILENT,
        row.id,
        row.preferred_name,
        row.case_manager or row.peer or "",
        f"{state.reason} · {row.case_manager or row.peer or 'nobody assigned'}",
        f"{days(state.days_past)} past",
        Urgency.DANGER if state.waited > 2 * SILENT_DAYS else Urgency.WARN,
        whose=_workers_of(row),
        cause=state.reason,
    )
    return -state.days_past, line


def _workers_of(row: CaseloadRow) -> tuple[str, ...]:
    return tuple(name for name in (row.case_manager, row.peer) if name)


def _of_item(
    item: WorkItem, moment: Moment, theirs: Mapping[UUID, tuple[str, ...]]
) -> Ranked | None:
    """theirs: the workers of each participant, who answer for what is nobody's by name."""
    concern = _concern_of(item, moment)
    if concern is None:
        return None
    who = f" · {item.worker}" if item.worker else ""
    person = item.participant_id
    whose = (item.worker,) if item.worker else theirs.get(person, ()) if person else ()
    line = ExceptionLine(
        concern,
        item.participant_id,
        item.participant,
        item.worker or "",
        f"{item.why}{who}",
        item.badge,
        item.urgency,
        item.subject_id,
        whose=whose,
        cause=item.why,
    )
    return item.due.toordinal(), line


def _concern_of(item: WorkItem, moment: Moment) -> Concern | None:
    late = item.due < moment.today
    if item.kind in FOLLOW_UP_KINDS and item.at is not None:
        passed = moment.now - item.at > timedelta(hours=FOLLOW_UP_HOURS)
        return Concern.SAFETY if passed else None
    if item.kind in (TaskKind.FIRST_OUTREACH, TaskKind.INTAKE_DUE, TaskKind.CHARGE_HOLD):
        passed = item.at is not None and item.at < moment.now
        return Concern.LATE if late or passed else None
    if item.kind is TaskKind.LINKAGE_CHECK and item.escalates_on is not None:
        return Concern.LINKAGES if item.escalates_on <= moment.today else None
    if item.kind is TaskKind.PLAN_REVIEW:
        return Concern.PLANS if (moment.today - item.due).days > SUPERVISOR_AFTER else None
    if item.kind is TaskKind.CONSENT_ENDING:
        return Concern.CONSENTS if (item.due - moment.today).days <= CONSENT_DAYS else None
    if item.kind is TaskKind.UNSIGNED_NOTE and item.at is not None:
        old = moment.now - item.at > timedelta(hours=UNSIGNED_HOURS)
        return Concern.UNSIGNED if old else None
    return None


def _snoozed(count: SnoozeCount, item: WorkItem) -> ExceptionLine:
    return ExceptionLine(
        Concern.SNOOZED,
        item.participant_id,
        item.participant,
        count.worker,
        f"{item.kind.label}: {item.why} · {count.worker}",
        f"{count.times} times",
        Urgency.WARN,
        whose=(count.worker,),
        cause=f"{item.kind.label}: {item.why}",
    )


def _critical(event: CriticalEvent, moment: Moment) -> Ranked:
    at = event.at.astimezone(moment.zone)
    gone = (moment.today - at.date()).days
    line = ExceptionLine(
        Concern.CRITICAL,
        event.participant_id,
        event.participant,
        event.worker,
        f"{event.kind.label} {at:%b} {at.day}: reported, or not one to report?",
        "Today" if gone == 0 else days(gone),
        Urgency.DANGER if gone > 1 else Urgency.WARN,
        event.event_id,
        whose=(event.worker,),
    )
    return -gone, line


def _load(load: Workload) -> Ranked | None:
    if load.fullness not in (Fullness.OVER, Fullness.STOP):
        return None
    stop = load.fullness is Fullness.STOP
    line = ExceptionLine(
        Concern.LOAD,
        None,
        "",
        load.worker,
        f"{load.people} people, weight {load.weighted:g}; full is {FULL}, the most is {STOP}",
        load.fullness.value,
        Urgency.DANGER if stop else Urgency.WARN,
        load.worker_id,
        whose=(load.worker,),
    )
    return -round(load.weighted * 100), line


def _supervision(standing: SupervisionStanding, today: date) -> Ranked | None:
    if not standing.week_due and not is_short(standing.minutes, today):
        return None
    gone = (today - standing.last_on).days if standing.last_on else 10_000
    badge = "This week" if standing.week_due else "Hours"
    line = ExceptionLine(
        Concern.SUPERVISION,
        None,
        "",
        standing.worker,
        standing.words,
        badge,
        Urgency.WARN,
        standing.worker_id,
        whose=(standing.worker,),
    )
    return -gone, line
