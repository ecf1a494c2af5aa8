"""When a contact was: typed as people say it ("yest 3p", "fri 14:10", "1h"), echoed in full.

Contacts lie in the past, so whatever leaves a choice means the latest such moment before now.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED_TIMES = {
    "morning": time(9),
    "noon": time(12),
    "afternoon": time(15),
    "evening": time(18),
    "midnight": time(0),
}
_NOON = time(12)
_MORNING = time(9)
_LONGEST = timedelta(days=366)

_AGO = re.compile(
    r"(?:(?P<days>\d{1,3}) ?d(?:ays?)?)?"
    r" ?(?:(?P<hours>\d{1,3}(?:\.\d)?) ?h(?:(?:ou)?rs?)?)?"
    r" ?(?:(?P<minutes>\d{1,4}) ?(?:m(?:in(?:ute)?s?)?)?)?"
    r"(?: ago)?"
)
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.h]?(?P<minute>\d{2}))? ?(?P<half>[ap])?\.?m?\.?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?")


def parse_when(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment (UTC) that `text` means at `now` in `zone`; None when it says none.

    A time that a change of clocks skips is taken as if the clocks had not changed yet; one that
    occurs twice is the first. A day without a time is its noon, today without a time is now.
    A time of more than one meaning ("3") is not guessed.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    if words == "now":
        return now
    ago = _parse_ago(words, now, zone)
    if ago is not None:
        return ago
    return _Reader(now, zone).read(words.replace("this ", "today ").split(" "))


def _parse_ago(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    match = _AGO.fullmatch(words)
    if match is None or not words:
        return None
    days, hours, minutes = (match[name] for name in ("days", "hours", "minutes"))
    plain_number = days is None and hours is None and words.removesuffix(" ago").isdigit()
    if plain_number or (days is None and hours is None and minutes is None):
        return None
    exact = timedelta(hours=float(hours or 0), minutes=int(minutes or 0))
    if exact > _LONGEST or int(days or 0) > _LONGEST.days:
        return None
    local = (now - exact).astimezone(zone)
    # Days are calendar days: "1d" at 10:41 is yesterday 10:41, also when the clocks changed.
    day = local.date() - timedelta(days=int(days or 0))
    if day == local.date():
        return now - exact
    return _instant(day, local.time(), zone)


class _Reader:
    """Reads the words of one moment: at most one day and one time, in either order."""

    def __init__(self, now: datetime, zone: ZoneInfo) -> None:
        self._now = now
        self._zone = zone
        self._today = now.astimezone(zone).date()
        self._day: date | None = None
        self._weekday: int | None = None
        self._time: time | None = None

    def read(self, words: list[str]) -> datetime | None:
        while words:
            taken = self._take_day(words) or self._take_time(words)
            if not taken:
                return None
            words = words[taken:]
        return self._moment()

    def _moment(self) -> datetime | None:
        day, clock, weekday = self._day, self._time, self._weekday
        if day is None and weekday is None:
            return None if clock is None else self._latest(self._today, clock, step=1)
        if day is None:
            back = (self._today.weekday() - (weekday or 0)) % 7
            return self._latest(self._today - timedelta(days=back), clock or _NOON, step=7)
        if weekday is not None and day.weekday() != weekday:
            return None
        if clock is None and day == self._today:
            return self._now
        return _instant(day, clock or _NOON, self._zone)

    def _latest(self, day: date, clock: time, *, step: int) -> datetime:
        found = _instant(day, clock, self._zone)
        if found > self._now:
            found = _instant(day - timedelta(days=step), clock, self._zone)
        return found

    def _take_day(self, words: list[str]) -> int:
        word = words[0]
        if self._day is None:
            if word in ("today", "tod"):
                self._day = self._today
                return 1
            if word in ("yesterday", "yest", "yes", "y"):
                self._day = self._today - timedelta(days=1)
                return 1
            day, taken = self._calendar_day(words)
            if day is not None:
                self._day = day
                return taken
        if self._weekday is None and word[:3] in _WEEKDAYS and word.isalpha():
            self._weekday = _WEEKDAYS.index(word[:3])
            return 1
        return 0

    def _calendar_day(self, words: list[str]) -> tuple[date | None, int]:
        """A day named by month or number, and how many words it took."""
        if match := _ISO.fullmatch(words[0]):
            year, month, day = map(int, match.groups())
            return _date(year, month, day), 1
        if match := _SLASHED.fullmatch(words[0]):
            stated = int(match[3]) if match[3] else None
            return self._with_year(int(match[1]), int(match[2]), stated), 1
        if len(words) < 2:
            return None, 0
        first, second = words[0], words[1]
        name, number = (first, second) if first.isalpha() else (second, first)
        if name[:3] not in _MONTHS or not name.isalpha():
            return None, 0
        if not (number.isdecimal() and len(number) <= 2):
            return None, 0
        month = _MONTHS.index(name[:3]) + 1
        if len(words) > 2 and re.fullmatch(r"(19|20)\d\d", words[2]) and self._is_year(words):
            return _date(int(words[2]), month, int(number)), 3
        return self._with_year(month, int(number), None), 2

    def _is_year(self, words: list[str]) -> bool:
        # "nov 20 2010" is a year when a time follows or stood before; alone it is ten past eight.
        return len(words) > 3 or self._time is not None

    def _with_year(self, month: int, day: int, year: int | None) -> date | None:
        if year is not None:
            return _date(year + 2000 if year < 100 else year, month, day)
        this_year = _date(self._today.year, month, day)
        if this_year is not None and this_year <= self._today:
            return this_year
        return _date(self._today.year - 1, month, day)

    def _take_time(self, words: list[str]) -> int:
        if self._time is not None:
            return 0
        if words[0] in _NAMED_TIMES:
            self._time = _NAMED_TIMES[words[0]]
            return 1
        if len(words) > 1 and words[1] in ("am", "pm", "a", "p"):
            self._time = _parse_clock(f"{words[0]}{words[1][0]}")
            return 2 if self._time else 0
        self._time = _parse_clock(words[0])
        return 1 if self._time else 0


def _parse_clock(word: str) -> time | None:
    match = _CLOCK.fullmatch(word)
    if match is None:
        return None
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if match["minute"] is None and half is None:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock.replace(fold=0), tzinfo=zone).astimezone(UTC)


def this_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """Nine o'clock today, or `now` while it is earlier than that."""
    return min(now, _instant(now.astimezone(zone).date(), _MORNING, zone))


def echo_when(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The moment in full: "Fri Nov 20, 14:10", with the year when it is another than today's."""
    local = moment.astimezone(zone)
    year = "" if local.year == now.astimezone(zone).year else f" {local.year},"
    return f"{local:%a} {local:%b} {local.day},{year} {local:%H:%M}"
