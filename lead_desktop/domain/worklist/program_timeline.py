"""The program's timeline: what is done by which day after somebody becomes active.

The steps are the program's own: data in the vault, with these defaults. A step that falls on a
weekend or a holiday moves to the next working day when the program wants it so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from lead_desktop.base.errors import FieldProblem

SHOWN_BEFORE = 2
"""A step is listed from so many days before its day until it is done."""

FOLLOWED_AFTER = 60
"""So long after its day an open step stays listed; then the plan review carries on."""

MOST_STEPS = 12
LAST_DAY = 730


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One step. key: names it in stored marks, so it outlasts another title. day: days after
    enrolment. shifts: moves on from weekends and holidays."""

    key: str
    day: int
    title: str
    shifts: bool = True


DEFAULT_STEPS: tuple[TimelineStep, ...] = (
    TimelineStep("day0", 0, "Intake: consent, safe contact, first needs"),
    TimelineStep("day7", 7, "First week: plan in the participant’s words"),
    TimelineStep("day30", 30, "First month: intake complete, plan looked at"),
    TimelineStep("day90", 90, "Three months: plan review together"),
)


def due_day(step: TimelineStep, enrolled_on: date) -> date:
    """The day on which a step is due for somebody enrolled on `enrolled_on`."""
    day = enrolled_on + timedelta(days=step.day)
    while step.shifts and is_day_off(day):
        day += timedelta(days=1)
    return day


def is_day_off(day: date) -> bool:
    """Whether nobody works on that day: a weekend or a holiday."""
    return day.weekday() >= 5 or is_holiday(day)


@cache
def federal_holidays(year: int) -> frozenset[date]:
    """The federal holidays of a year (5 U.S.C. 6103(a)), moved off weekends as offices keep them
    (5 U.S.C. 6103(b): a Saturday's is kept on Friday; a Sunday's on Monday by Executive Order
    11582)."""
    fixed = (date(year, 1, 1), date(year, 6, 19), date(year, 7, 4), date(year, 11, 11))
    moved = [_observed(day) for day in (*fixed, date(year, 12, 25))]
    moved += [
        _nth(year, 1, 0, 3),
        _nth(year, 2, 0, 3),
        _last_monday_of_may(year),
        _nth(year, 9, 0, 1),
        _nth(year, 10, 0, 2),
        _nth(year, 11, 3, 4),
    ]
    return frozenset(moved)


def is_holiday(day: date) -> bool:
    """Whether offices keep a federal holiday on `day`; New Year may fall into the year before."""
    return day in federal_holidays(day.year) or day in federal_holidays(day.year + 1)


def _observed(day: date) -> date:
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def _nth(year: int, month: int, weekday: int, place: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (place - 1))


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step that is open for somebody, and when it is due."""

    step: TimelineStep
    due_on: date


def open_steps(
    steps: Iterable[TimelineStep],
    enrolled_on: date,
    done: frozenset[str],
    today: date,
) -> tuple[DueStep, ...]:
    """The steps of one participant that are due or nearly so and not done, earliest first."""
    found = []
    for step in steps:
        if step.key in done:
            continue
        due = due_day(step, enrolled_on)
        left = (due - today).days
        if -FOLLOWED_AFTER <= left <= SHOWN_BEFORE:
            found.append(DueStep(step, due))
    return tuple(sorted(found, key=lambda one: one.due_on))


def check_steps(steps: Sequence[TimelineStep]) -> tuple[FieldProblem, ...]:
    """What stands against a timeline."""
    problems = []
    if len(steps) > MOST_STEPS:
        problems.append(FieldProblem("steps", f"At most {MOST_STEPS} steps."))
    if len({step.key for step in steps}) != len(steps):
        problems.append(FieldProblem("steps", "Two steps have the same name."))
    for step in steps:
        if not step.title.strip():
            problems.append(FieldProblem("title", "Say what is done."))
        if not 0 <= step.day <= LAST_DAY:
            problems.append(FieldProblem("day", f"Days go from 0 to {LAST_DAY}."))
    return tuple(problems)


def steps_to_json(steps: Iterable[TimelineStep]) -> list[dict[str, object]]:
    """Steps as the vault stores them."""
    return [
        {"key": step.key, "day": step.day, "title": step.title, "shifts": step.shifts}
        for step in steps
    ]


def steps_from_json(stored: object) -> tuple[TimelineStep, ...]:
    """Stored steps; the defaults where nothing is stored, what cannot be read left out."""
    if not isinstance(stored, list):
        return DEFAULT_STEPS
    found = [_step(row) for row in stored if isinstance(row, dict)]
    return tuple(sorted((step for step in found if step), key=lambda step: step.day))


def _step(row: Mapping[str, object]) -> TimelineStep | None:
    key, day, title = row.get("key"), row.get("day"), row.get("title")
    if not isinstance(key, str) or not isinstance(title, str) or type(day) is not int:
        return None
    return TimelineStep(key, day, title, row.get("shifts") is not False)
