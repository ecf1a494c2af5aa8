"""Times as people type them: read right, echoed so that the echo reads the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.pages.quick_log.moment import echo_when, parse_when, this_morning

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)  # Monday 10:41 in Baltimore
moments = st.integers(1_546_300_800, 1_893_456_000).map(lambda at: datetime.fromtimestamp(at, UTC))


@pytest.mark.parametrize(
    ("text", "echo"),
    [
        ("now", "Mon Nov 23, 10:41"),
        ("yest 3p", "Sun Nov 22, 15:00"),
        ("Yesterday, 3:15 PM", "Sun Nov 22, 15:15"),
        ("fri 14:10", "Fri Nov 20, 14:10"),
        ("14:10 friday", "Fri Nov 20, 14:10"),
        ("mon 9:00", "Mon Nov 23, 09:00"),
        ("mon 14:10", "Mon Nov 16, 14:10"),
        ("1h", "Mon Nov 23, 09:41"),
        ("1h30", "Mon Nov 23, 09:11"),
        ("90 min ago", "Mon Nov 23, 09:11"),
        ("2 days ago", "Sat Nov 21, 10:41"),
        ("9:15", "Mon Nov 23, 09:15"),
        ("3p", "Sun Nov 22, 15:00"),
        ("this morning", "Mon Nov 23, 09:00"),
        ("yest", "Sun Nov 22, 12:00"),
        ("today", "Mon Nov 23, 10:41"),
        ("nov 20 0830", "Fri Nov 20, 08:30"),
        ("11/20 8a", "Fri Nov 20, 08:00"),
        ("2026-11-20 08:30", "Fri Nov 20, 08:30"),
        ("dec 24", "Wed Dec 24, 2025, 12:00"),
        ("noon", "Sun Nov 22, 12:00"),
        ("12a yest", "Sun Nov 22, 00:00"),
    ],
)
def test_usual_ways_of_saying_when_are_read(text: str, echo: str) -> None:
    moment = parse_when(text, NOW, ZONE)
    assert moment is not None
    assert echo_when(moment, NOW, ZONE) == echo


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "yest 3",
        "soon",
        "25:00",
        "13p",
        "feb 30",
        "tue nov 20",
        "yest fri sat",
        "9:00 10:00",
    ],
)
def test_what_means_nothing_or_two_things_is_not_guessed(text: str) -> None:
    assert parse_when(text, NOW, ZONE) is None


@given(
    moment=moments,
    lag=st.timedeltas(timedelta(0), timedelta(days=2000)),
)
def test_an_echo_reads_as_the_same_minute(moment: datetime, lag: timedelta) -> None:
    minute = moment.replace(second=0, microsecond=0)
    now = minute + lag
    read = parse_when(echo_when(minute, now, ZONE), now, ZONE)
    assert read is not None
    # The hour that occurs twice in autumn is taken for its first run.
    assert minute - read in (timedelta(0), timedelta(hours=1))
    if minute != read:
        assert minute.astimezone(ZONE).fold == 1


@given(
    now=moments,
    hours=st.integers(1, 99),
)
def test_hours_ago_are_hours_whatever_the_clocks_did(now: datetime, hours: int) -> None:
    assert parse_when(f"{hours}h", now, ZONE) == now - timedelta(hours=hours)


@given(text=st.text(max_size=20), now=moments)
def test_any_text_is_read_or_refused(text: str, now: datetime) -> None:
    moment = parse_when(text, now, ZONE)
    assert moment is None or moment.tzinfo is not None


@pytest.mark.parametrize(
    ("local", "text", "utc"),
    [
        # 2:30 on 8 March 2026 does not exist: taken as if the clocks had not moved yet.
        (datetime(2026, 3, 8, 12, tzinfo=ZONE), "2:30", datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),
        # 1:30 on 1 November 2026 comes twice: the first.
        (datetime(2026, 11, 1, 12, tzinfo=ZONE), "1:30", datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        (datetime(2026, 11, 1, 12, tzinfo=ZONE), "1d", datetime(2026, 10, 31, 16, 0, tzinfo=UTC)),
    ],
)
def test_changes_of_the_clock(local: datetime, text: str, utc: datetime) -> None:
    assert parse_when(text, local.astimezone(UTC), ZONE) == utc


def test_this_morning_is_never_later_than_now() -> None:
    early = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
    assert this_morning(early, ZONE) == early
    assert echo_when(this_morning(NOW, ZONE), NOW, ZONE) == "Mon Nov 23, 09:00"
