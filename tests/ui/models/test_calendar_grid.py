"""The calendar's grid: every item on its day, and none hides another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.domain.codes import AppointmentStatus
from lead_desktop.domain.plan.calendar import CalendarLine, TeamEventLine
from lead_desktop.services.plan.appointments import Agenda
from ui.models.calendar_grid import (
    DAY_MINUTES,
    is_unsaid,
    item_words,
    lay_lanes,
    place_items,
    span_title,
)
from ui.models.day_words import Calendar

A = AppointmentStatus
TODAY = date(2026, 11, 23)
CALENDAR = Calendar(TODAY, ZoneInfo("America/New_York"))
NOW = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)

spans = st.lists(
    st.tuples(st.integers(0, 1380), st.integers(30, 300)).map(lambda s: (s[0], s[0] + s[1])),
    max_size=14,
).map(sorted)


@settings(max_examples=60)
@given(spans)
def test_no_block_hides_another(laid: list[tuple[int, int]]) -> None:
    lanes = lay_lanes(laid)
    assert len(lanes) == len(laid)
    for one, (lane, count) in enumerate(lanes):
        assert 0 <= lane < count
        for other in range(one):
            overlap = laid[other][1] > laid[one][0] and laid[one][1] > laid[other][0]
            if overlap:
                assert lanes[other][0] != lane
                assert lanes[other][1] == count


def visit(at: datetime, *, minutes: int | None = 60, status: A = A.PLANNED) -> CalendarLine:
    return CalendarLine(
        uuid4(), uuid4(), "Juniper Fable", "Intake", at, minutes, "Example House", "", status,
        False, None, None, None, None, None, 1, True,
    )  # fmt: skip


def test_a_visit_stands_on_its_local_day_and_ends_with_it() -> None:
    late = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)  # 23:30 on the 23rd in Baltimore
    (placed,) = place_items(Agenda((visit(late),), ()), [TODAY], CALENDAR)
    assert (placed.start, placed.end) == (DAY_MINUTES - 30, DAY_MINUTES)
    assert place_items(Agenda((visit(late),), ()), [date(2026, 11, 24)], CALENDAR) == []


def test_short_and_unknown_lengths_can_be_read() -> None:
    nine = datetime(2026, 11, 23, 14, tzinfo=UTC)
    short, unknown = place_items(
        Agenda((visit(nine, minutes=5), visit(nine + timedelta(hours=2), minutes=None)), ()),
        [TODAY],
        CALENDAR,
    )
    assert (short.end - short.start, unknown.end - unknown.start) == (30, 60)


def test_what_nobody_has_said_yet_is_asked_for() -> None:
    gone = visit(NOW - timedelta(hours=3))
    assert is_unsaid(gone, NOW)
    assert "say what became of it" in item_words(gone, CALENDAR, NOW)
    assert not is_unsaid(visit(NOW - timedelta(hours=3), status=A.ATTENDED), NOW)
    assert not is_unsaid(visit(NOW), NOW)
    team = TeamEventLine(uuid4(), "Team meeting", NOW - timedelta(days=1), 60, "", True)
    assert not is_unsaid(team, NOW)


def test_the_heading_names_the_days() -> None:
    week = [TODAY + timedelta(days=step) for step in range(7)]
    assert span_title([TODAY], CALENDAR) == "Monday, November 23"
    assert span_title(week, CALENDAR) == "November 23 to 29"
    later = [TODAY + timedelta(days=step) for step in range(5, 12)]
    assert span_title(later, CALENDAR) == "November 28 to December 4"
