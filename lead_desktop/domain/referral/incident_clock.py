"""The clock of a diverted incident: whether its days until intake count, and what comes first.

Only an incident of which nobody knows the end has days that count. Whoever is enrolled has done
the intake; whoever was not enrolled, or whose time here has ended, has none to come. A hold of
charges ends on its day for both.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from lead_desktop.domain.codes import DiversionOutcome, ParticipantStatus, StopClockReason
from lead_desktop.domain.people.cadence import days
from lead_desktop.domain.people.stage import ENDED
from lead_desktop.domain.people.status import ENROLLED


class ClockState(StrEnum):
    """How the days until intake stand."""

    COUNTING = "Counting"
    STANDS = "Stands still"
    INTAKE_DONE = "Intake done"
    ENDED = "No longer counts"
    SETTLED = "Settled"


class StoppedClock(NamedTuple):
    """How the days until intake have stood still: in all, and since when they do now."""

    days: int = 0
    since: date | None = None
    reason: StopClockReason | None = None


class Holder(NamedTuple):
    """Where the person of an incident stands with the program, and since when."""

    status: ParticipantStatus
    since: date
    enrolled_on: date | None = None


def clock_state(
    outcome: DiversionOutcome, stopped: StoppedClock, status: ParticipantStatus
) -> ClockState:
    """Whether an incident's days until intake count today, and if not, why."""
    if outcome is not DiversionOutcome.PENDING:
        return ClockState.SETTLED
    if status in ENDED:
        return ClockState.ENDED
    if status in ENROLLED:
        return ClockState.INTAKE_DONE
    return ClockState.COUNTING if stopped.since is None else ClockState.STANDS


def intake_due_on(occurred_on: date, stopped: StoppedClock, today: date, intake_days: int) -> date:
    """Until when intake is due. While the clock stands still the day moves along with today."""
    standing = max(0, (today - stopped.since).days) if stopped.since else 0
    return occurred_on + timedelta(days=intake_days + stopped.days + standing)


class Deadline(NamedTuple):
    """The next day on which something about an incident ends. intake: the full intake is due;
    otherwise the charges are held until then."""

    on: date
    intake: bool


class OpenIncident(NamedTuple):
    """What the deadlines of an incident without an outcome go by."""

    occurred_on: date
    hold_until: date | None
    stopped: StoppedClock


def deadlines_of(
    incidents: Iterable[OpenIncident],
    status: ParticipantStatus,
    today: date,
    intake_days: int,
) -> tuple[Deadline, ...]:
    """The deadlines of a person's open incidents, the earliest first."""
    found = []
    for one in incidents:
        state = clock_state(DiversionOutcome.PENDING, one.stopped, status)
        if state is ClockState.ENDED:
            continue
        if one.hold_until is not None:
            found.append(Deadline(one.hold_until, intake=False))
        if state is ClockState.COUNTING:
            due = intake_due_on(one.occurred_on, one.stopped, today, intake_days)
            found.append(Deadline(due, intake=True))
    return tuple(sorted(found))


def deadline_words(deadline: Deadline, today: date) -> str:
    """The countdown in words: "Full intake in 6 days", "Charge hold ended 2 days ago"."""
    left = (deadline.on - today).days
    when = {0: "today", 1: "tomorrow"}.get(left, f"in {days(left)}")
    if deadline.intake:
        return f"Full intake {when}" if left >= 0 else f"Full intake {days(-left)} late"
    return f"Charge hold ends {when}" if left >= 0 else f"Charge hold ended {days(-left)} ago"
