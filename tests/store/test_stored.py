"""Values as the database holds them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.base.clock import local_day
from lead_desktop.store.stored import (
    read_instant,
    stored_instant,
    stored_iso,
    stored_local_day,
)

ZONES = ("America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC", "Pacific/Kiritimati")
INSTANTS = st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1))  # noqa: DTZ001


@given(instant=INSTANTS, zone=st.sampled_from(ZONES))
def test_a_remembered_day_is_the_local_day(instant: datetime, zone: str) -> None:
    place = ZoneInfo(zone)
    stored = stored_instant(instant.replace(tzinfo=UTC))
    assert stored_local_day(stored, place) == local_day(instant.replace(tzinfo=UTC), place)


def test_the_days_of_a_clock_change_are_right() -> None:
    place = ZoneInfo("America/New_York")
    for day in (datetime(2026, 3, 8, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)):
        for minutes in range(0, 2 * 24 * 60, 15):
            instant = day + timedelta(minutes=minutes)
            stored = stored_instant(instant)
            assert stored_local_day(stored, place) == local_day(instant, place)


@given(instant=INSTANTS, zone=st.sampled_from(ZONES))
def test_an_instant_comes_back_as_it_was(instant: datetime, zone: str) -> None:
    aware = instant.replace(tzinfo=ZoneInfo(zone))
    assert read_instant(stored_instant(aware)) == aware.astimezone(UTC)
    assert stored_iso(stored_instant(aware)) == aware.astimezone(UTC).isoformat()
