"""Days of the vault's time zone, across midnight, daylight saving and leap days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.base.clock import (
    DEFAULT_ZONE,
    Clock,
    FixedClock,
    day_end,
    day_start,
    days_between,
    local_day,
    to_utc,
)

BALTIMORE = DEFAULT_ZONE
DAYS = st.dates(date(1990, 1, 1), date(2037, 12, 31))


def test_the_day_is_that_of_the_vault_and_not_of_greenwich() -> None:
    assert local_day(datetime(2026, 11, 24, 4, 59, tzinfo=UTC), BALTIMORE) == date(2026, 11, 23)
    assert local_day(datetime(2026, 11, 24, 5, 0, tzinfo=UTC), BALTIMORE) == date(2026, 11, 24)
    assert FixedClock().today() == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 8), 23), (date(2026, 11, 1), 25), (date(2028, 2, 29), 24)],
)
def test_a_day_is_as_long_as_it_is(day: date, hours: int) -> None:
    assert day_end(day, BALTIMORE) - day_start(day, BALTIMORE) == timedelta(hours=hours)


@given(DAYS)
def test_a_day_holds_its_own_instants_and_no_others(day: date) -> None:
    start, end = day_start(day, BALTIMORE), day_end(day, BALTIMORE)
    assert local_day(start, BALTIMORE) == day == local_day(end - timedelta(seconds=1), BALTIMORE)
    assert end == day_start(day + timedelta(days=1), BALTIMORE)
    assert start.tzinfo is UTC


@given(DAYS, st.integers(0, 2000), st.integers(0, 86_399))
def test_days_between_counts_calendar_days(day: date, days: int, second: int) -> None:
    instant = day_start(day, BALTIMORE) + timedelta(seconds=min(second, 82_000))
    assert days_between(instant, day + timedelta(days=days), BALTIMORE) == days


def test_a_minute_before_midnight_is_yesterday_a_minute_after() -> None:
    late = datetime(2026, 11, 23, 23, 59, tzinfo=BALTIMORE)
    assert days_between(late, date(2026, 11, 24), BALTIMORE) == 1


def test_an_instant_is_kept_and_a_wall_clock_time_is_placed() -> None:
    assert to_utc(datetime(2026, 11, 23, 10, 41), BALTIMORE) == FixedClock().now()  # noqa: DTZ001
    assert to_utc(datetime(2026, 11, 23, 15, 41, tzinfo=UTC), BALTIMORE) == FixedClock().now()


def test_the_machines_clock_is_read_in_utc() -> None:
    clock = Clock(ZoneInfo("Asia/Tokyo"))
    assert clock.now().tzinfo is UTC
    assert clock.today() - datetime.now(UTC).date() in (timedelta(0), timedelta(1))
