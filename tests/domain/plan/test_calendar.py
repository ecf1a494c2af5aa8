"""Rules of the calendar: what can be said of an appointment, weeks, repeats."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.domain.codes import AppointmentStatus, VerifiedBy
from lead_desktop.domain.plan.calendar import Outcome, occurrences, outcome_problems, week_of

A = AppointmentStatus
ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)
SAID = VerifiedBy.PROVIDER_CONFIRMED


@pytest.mark.parametrize(
    ("before", "hours", "outcome", "asks"),
    [
        (A.PLANNED, -2, Outcome(A.ATTENDED, SAID), set()),
        (A.PLANNED, -2, Outcome(A.ATTENDED), {"verified_by"}),
        (A.PLANNED, 5, Outcome(A.ATTENDED, SAID), set()),
        (A.PLANNED, 48, Outcome(A.ATTENDED, SAID), {"status"}),
        (A.PLANNED, 48, Outcome(A.MISSED), {"status"}),
        (A.PLANNED, 48, Outcome(A.CANCELLED), set()),
        (A.MISSED, -2, Outcome(A.ATTENDED, SAID), {"status"}),
        (A.PLANNED, -2, Outcome(A.RESCHEDULED), {"status"}),
    ],
)
def test_what_can_be_said(
    before: AppointmentStatus, hours: int, outcome: Outcome, asks: set[str]
) -> None:
    starts = NOW + timedelta(hours=hours)
    assert {p.field for p in outcome_problems(before, starts, outcome, NOW, ZONE)} == asks


def test_weeks_start_on_sunday() -> None:
    for day in (date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 28)):
        assert week_of(day)[0] == date(2026, 11, 22)
        assert week_of(day)[-1] == date(2026, 11, 28)


@settings(max_examples=60)
@given(begin=st.dates(date(2026, 1, 1), date(2026, 12, 1)), ahead=st.integers(0, 200))
def test_a_weekly_event_keeps_its_wall_clock_time(begin: date, ahead: int) -> None:
    starts = datetime(begin.year, begin.month, begin.day, 9, 30, tzinfo=ZONE).astimezone(UTC)
    first = begin + timedelta(days=ahead)
    found = list(
        occurrences(
            starts, weekly=True, last_on=None, first=first, last=first + timedelta(6), zone=ZONE
        )
    )
    assert len(found) == 1
    wall = found[0].astimezone(ZONE)
    assert (wall.hour, wall.minute, wall.weekday()) == (9, 30, begin.weekday())


def test_an_event_ends_and_a_single_one_comes_once() -> None:
    starts = datetime(2026, 11, 2, 14, tzinfo=UTC)
    span = {"first": date(2026, 11, 1), "last": date(2026, 11, 30)}
    weekly = occurrences(starts, weekly=True, last_on=date(2026, 11, 16), zone=ZONE, **span)
    assert [at.astimezone(ZONE).day for at in weekly] == [2, 9, 16]
    assert list(occurrences(starts, weekly=False, last_on=None, zone=ZONE, **span)) == [starts]
