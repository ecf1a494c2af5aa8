"""The program's timeline: days, holidays, what is open, what may be stored."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.domain.worklist.program_timeline import (
    DEFAULT_STEPS,
    FOLLOWED_AFTER,
    SHOWN_BEFORE,
    TimelineStep,
    check_steps,
    due_day,
    federal_holidays,
    is_day_off,
    open_steps,
    steps_from_json,
    steps_to_json,
)

ENROLLED = st.dates(date(2020, 1, 1), date(2035, 12, 31))
STEPS = st.builds(
    TimelineStep,
    key=st.text(min_size=1, max_size=6),
    day=st.integers(0, 730),
    title=st.text(min_size=1, max_size=10).filter(str.strip),
    shifts=st.booleans(),
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 7, 3), "a Saturday's holiday is kept on Friday"),
        (date(2027, 7, 5), "a Sunday's on Monday"),
        (date(2026, 11, 26), "Thanksgiving"),
        (date(2026, 5, 25), "Memorial Day"),
        (date(2026, 1, 19), "Martin Luther King Jr.'s birthday"),
        (date(2021, 12, 31), "New Year 2022, kept in the year before"),
    ],
)
def test_holidays_fall_where_offices_keep_them(day: date, name: str) -> None:
    assert is_day_off(day), name


def test_a_year_has_eleven_holidays() -> None:
    assert all(len(federal_holidays(year)) == 11 for year in range(2020, 2040))


@given(STEPS, ENROLLED)
def test_a_step_is_due_on_its_day_or_on_the_next_working_day(
    step: TimelineStep, enrolled: date
) -> None:
    due, plain = due_day(step, enrolled), enrolled + timedelta(days=step.day)
    if not step.shifts:
        assert due == plain
        return
    assert not is_day_off(due)
    between = [plain + timedelta(days=n) for n in range((due - plain).days)]
    assert all(is_day_off(day) for day in between)
    assert (due - plain).days <= 5


@given(ENROLLED, st.integers(-5, 900), st.sets(st.sampled_from([s.key for s in DEFAULT_STEPS])))
def test_open_steps_are_those_due_now_and_not_done(
    enrolled: date, later: int, done: set[str]
) -> None:
    today = enrolled + timedelta(days=later)
    found = open_steps(DEFAULT_STEPS, enrolled, frozenset(done), today)
    expected = {
        step.key
        for step in DEFAULT_STEPS
        if step.key not in done
        and -FOLLOWED_AFTER <= (due_day(step, enrolled) - today).days <= SHOWN_BEFORE
    }
    assert {one.step.key for one in found} == expected
    assert [one.due_on for one in found] == sorted(one.due_on for one in found)


@given(st.lists(STEPS, max_size=6))
def test_steps_are_read_back_as_they_were_stored(steps: list[TimelineStep]) -> None:
    assert sorted(steps_from_json(steps_to_json(steps)), key=repr) == sorted(steps, key=repr)


def test_what_cannot_be_read_is_left_out_and_nothing_stored_means_the_defaults() -> None:
    assert steps_from_json(None) == DEFAULT_STEPS
    assert steps_from_json([{"key": "a", "day": "7", "title": "x"}, 3]) == ()


def test_a_timeline_is_refused_whole() -> None:
    good = TimelineStep("a", 7, "Plan")
    assert check_steps([good]) == ()
    for bad in ([good, good], [TimelineStep("b", 7, " ")], [TimelineStep("c", 731, "Late")]):
        assert check_steps(bad)
