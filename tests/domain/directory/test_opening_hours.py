"""Open or closed: weekdays, midnight, and what nobody can know."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.domain.directory.opening_hours import (
    DAYS,
    ScheduleLine,
    clock_text,
    day_codes,
    day_words,
    hours_on,
    is_open,
)

WEEKDAYS = ScheduleLine("MO,TU,WE,TH,FR", "09:00", "17:00")
MONDAY = datetime(2026, 11, 23, 10, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "open_"),
    [
        (MONDAY, True),
        (MONDAY.replace(hour=9, minute=0), True),
        (MONDAY.replace(hour=17, minute=0), False),
        (MONDAY.replace(hour=8, minute=59), False),
        (MONDAY.replace(day=22), False),
    ],
)
def test_a_week_of_office_hours(at: datetime, open_: bool) -> None:
    assert is_open([WEEKDAYS], at) is open_


def test_a_night_shelter_is_open_after_midnight() -> None:
    night = [ScheduleLine("SU", "19:00", "07:00")]
    assert is_open(night, MONDAY.replace(hour=3)) is True
    assert is_open(night, MONDAY.replace(hour=8)) is False
    assert is_open(night, MONDAY.replace(hour=20)) is False


def test_day_and_night_is_always_open() -> None:
    always = [ScheduleLine(",".join(DAYS), "00:00", "24:00")]
    assert is_open(always, MONDAY.replace(hour=0, minute=0)) is True
    assert is_open(always, MONDAY.replace(hour=23, minute=59)) is True


def test_hours_in_words_are_neither_open_nor_closed() -> None:
    assert is_open([ScheduleLine(words="Call first")], MONDAY) is None
    assert is_open([], MONDAY) is None
    assert is_open([ScheduleLine("MO", "nine", "five")], MONDAY) is None


def test_hours_are_read_from_many_spellings() -> None:
    assert day_codes("Monday; We, 1FR") == "MO,WE,FR"
    assert day_codes("weekdays?") == "WE"
    assert day_codes("daily") == ""
    assert clock_text("9:05:00Z") == "09:05"
    assert clock_text("noon") == "noon"
    assert WEEKDAYS.text() == "Mon-Fri 09:00-17:00"
    assert day_words("SU,MO,TU,WE") == "Mon-Wed, Sun"
    assert day_words("MO,TU,FR") == "Mon, Tue, Fri"
    assert hours_on([WEEKDAYS], 0) == ("09:00-17:00",)
    assert hours_on([WEEKDAYS], 6) == ()


@given(
    day=st.sampled_from(DAYS),
    opens=st.integers(0, 23),
    length=st.integers(1, 23),
    week_minute=st.integers(0, 7 * 24 * 60 - 1),
)
def test_open_for_exactly_as_long_as_the_line_says(
    day: str, opens: int, length: int, week_minute: int
) -> None:
    line = ScheduleLine(day, f"{opens:02}:00", f"{(opens + length) % 24:02}:00")
    start = DAYS.index(day) * 1440 + opens * 60
    at = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(minutes=week_minute)
    inside = (week_minute - start) % (7 * 1440) < length * 60
    assert is_open([line], at) is inside
