"""Days and times as they stand on screen, in the zone of the vault."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from lead_desktop.base.clock import Clock, local_day

_DAY = timedelta(days=1)
_WEEK = 7


@dataclass(frozen=True)
class Calendar:
    """Today and the zone in which instants are read; made anew at each refresh."""

    today: date
    zone: ZoneInfo

    @classmethod
    def of(cls, clock: Clock) -> Calendar:
        """What `clock` says now."""
        return cls(clock.today(), clock.zone)

    def day_of(self, instant: datetime) -> date:
        """The calendar day on which `instant` falls here."""
        return local_day(instant, self.zone)

    def day(self, day: date) -> str:
        """A day in short: "Today", "Yesterday", "Nov 20", "Nov 20, 2025" in another year."""
        named = {self.today: "Today", self.today - _DAY: "Yesterday", self.today + _DAY: "Tomorrow"}
        return named.get(day) or self.short_date(day)

    def short_date(self, day: date) -> str:
        """The date alone: "Nov 20", with the year when it is another one."""
        year = "" if day.year == self.today.year else f", {day.year}"
        return f"{day:%b} {day.day}{year}"

    def long_date(self, day: date) -> str:
        """A date written out: "November 20", with the year when it is another one."""
        year = "" if day.year == self.today.year else f", {day.year}"
        return f"{day:%B} {day.day}{year}"

    def heading(self, day: date) -> tuple[str, str]:
        """A day as a separator says it: ("Friday", "November 20"), ("Today", "Monday, ...")."""
        if day in (self.today, self.today - _DAY):
            return self.day(day), f"{day:%A}, {self.long_date(day)}"
        return f"{day:%A}", self.long_date(day)

    def time(self, instant: datetime) -> str:
        """The time of day: "14:10"."""
        return f"{instant.astimezone(self.zone):%H:%M}"

    def moment(self, instant: datetime) -> str:
        """Day and time: "Today 11:00", "Nov 20, 14:10"."""
        day = self.day_of(instant)
        gap = " " if abs((day - self.today).days) <= 1 else ", "
        return f"{self.day(day)}{gap}{self.time(instant)}"

    def ahead(self, instant: datetime) -> str:
        """A coming moment inside a sentence: "today 11:00", "Thu 14:00", "Dec 3, 09:30"."""
        day = self.day_of(instant)
        if 1 < (day - self.today).days < _WEEK:
            return f"{day:%a} {self.time(instant)}"
        words = self.moment(instant)
        return words[0].lower() + words[1:] if abs((day - self.today).days) <= 1 else words

    def days_ago(self, day: date) -> str:
        """How long ago, as a list says it: "Today", "Yesterday", "19 d"."""
        gone = (self.today - day).days
        return self.day(day) if -1 <= gone <= 1 else f"{gone} d"
