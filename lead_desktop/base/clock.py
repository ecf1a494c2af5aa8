"""Time as a value that is passed in.

Instants are aware datetimes in UTC; calendar days are those of the vault's time zone. No rule
asks the machine for the time: it gets `now` or `today` as a parameter, from a Clock at the door.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

DEFAULT_ZONE = ZoneInfo("America/New_York")


@dataclass(frozen=True)
class Clock:
    """The machine's clock, read in the vault's time zone."""

    zone: ZoneInfo = field(default=DEFAULT_ZONE)

    def now(self) -> datetime:
        """The current instant, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The current calendar day in the vault's time zone."""
        return local_day(self.now(), self.zone)


@dataclass(frozen=True)
class FixedClock(Clock):
    """A clock that stands still, for the demonstration caseload, pictures and tests."""

    instant: datetime = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """The calendar day on which `instant` falls in `zone`."""
    return instant.astimezone(zone).date()


def days_between(earlier: datetime, later_day: date, zone: ZoneInfo) -> int:
    """Whole calendar days from the local day of `earlier` to `later_day` (0 on the same day)."""
    return (later_day - local_day(earlier, zone)).days


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which `day` begins in `zone`; right across daylight-saving changes."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def day_end(day: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which the day after `day` begins in `zone`."""
    return day_start(day + timedelta(days=1), zone)


def to_utc(instant: datetime, zone: ZoneInfo) -> datetime:
    """`instant` in UTC; a naive one is read as wall-clock time in `zone`."""
    aware = instant if instant.tzinfo else instant.replace(tzinfo=zone)
    return aware.astimezone(UTC)
