from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from ui.models.day_words import Calendar

CALENDAR = Calendar(date(2026, 11, 23), ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), "Today"),
        (date(2026, 11, 22), "Yesterday"),
        (date(2026, 11, 24), "Tomorrow"),
        (date(2026, 11, 3), "Nov 3"),
        (date(2025, 11, 3), "Nov 3, 2025"),
    ],
)
def test_a_day_is_named_as_a_person_would(day: date, words: str) -> None:
    assert CALENDAR.day(day) == words


def test_an_instant_is_told_in_the_zone_of_the_vault() -> None:
    late = datetime(2026, 11, 24, 2, 10, tzinfo=UTC)  # 21:10 the evening before, in Baltimore
    assert CALENDAR.moment(late) == "Today 21:10"


def test_a_coming_moment_fits_into_a_sentence() -> None:
    assert CALENDAR.ahead(datetime(2026, 11, 23, 16, 0, tzinfo=UTC)) == "today 11:00"
    assert CALENDAR.ahead(datetime(2026, 11, 26, 16, 0, tzinfo=UTC)) == "Thu 11:00"
    assert CALENDAR.ahead(datetime(2026, 12, 9, 16, 0, tzinfo=UTC)) == "Dec 9, 11:00"


def test_separators_name_the_weekday() -> None:
    assert CALENDAR.heading(date(2026, 11, 20)) == ("Friday", "November 20")
    assert CALENDAR.heading(date(2026, 11, 23)) == ("Today", "Monday, November 23")
