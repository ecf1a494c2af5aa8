"""When a place is open, from the lines of its schedule.

A line has days as iCalendar writes them ("MO,WE") and times as "09:00". Lines in plain words
cannot be computed with; a service that has only those is neither open nor closed, but unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_WORDS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?")
_WHOLE_DAY = 24 * 60
_SPAN = 2


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """One line of opening hours. by_day: "MO,WE" or empty; times "09:00" or empty."""

    by_day: str = ""
    opens_at: str = ""
    closes_at: str = ""
    words: str = ""

    def text(self) -> str:
        """ "Mon, Wed 09:00-17:00. Closed at lunch": the line as a person reads it."""
        days = day_words(self.by_day)
        times = "-".join(part for part in (self.opens_at, self.closes_at) if part)
        stated = " ".join(part for part in (days, times) if part)
        return ". ".join(part.rstrip(".") for part in (stated, self.words) if part)


def day_words(by_day: str) -> str:
    """ "Mon-Fri, Sun" from "MO,TU,WE,TH,FR,SU"; three days or more in a row are one span."""
    places = sorted(DAYS.index(day) for day in by_day.split(",") if day in DAYS)
    spans: list[list[int]] = []
    for place in places:
        if spans and spans[-1][-1] == place - 1:
            spans[-1].append(place)
        else:
            spans.append([place])
    said: list[str] = []
    for span in spans:
        if len(span) > _SPAN:
            said.append(f"{DAY_WORDS[span[0]]}-{DAY_WORDS[span[-1]]}")
        else:
            said += [DAY_WORDS[place] for place in span]
    return ", ".join(said)


def day_codes(text: str) -> str:
    """ "MO,WE" from "Monday", "1MO, 3WE" or "mo;we"; parts that name no day are left out."""
    codes = (part.strip("+-0123456789")[:2].upper() for part in re.split(r"[,;\s]+", text))
    return ",".join(dict.fromkeys(code for code in codes if code in DAYS))


def clock_text(text: str) -> str:
    """ "09:00" from "9:00:00" or "09:00Z"; anything else as it is."""
    found = _CLOCK.fullmatch(text.strip())
    return f"{int(found[1]):02}:{found[2]}" if found else text.strip()


def is_clock(text: str) -> bool:
    """Whether `text` is a time of day."""
    return _minutes(clock_text(text)) is not None


def is_open(lines: Iterable[ScheduleLine], at: datetime) -> bool | None:
    """Whether a service with these hours is open at `at` (local time); None when nobody knows.

    A line that closes before it opens runs over midnight into the next day.
    """
    known = False
    minute = at.hour * 60 + at.minute
    for line in lines:
        opens, closes = _minutes(line.opens_at), _minutes(line.closes_at)
        days = [DAYS.index(day) for day in line.by_day.split(",") if day in DAYS]
        if opens is None or closes is None or not days:
            continue
        known = True
        if closes <= opens:
            closes += _WHOLE_DAY
        for day in days:
            since = (at.weekday() - day) % 7 * _WHOLE_DAY + minute
            if opens <= since < closes:
                return True
    return False if known else None


def hours_on(lines: Sequence[ScheduleLine], day: int) -> tuple[str, ...]:
    """The hours of a weekday (0 = Monday) as "09:00-17:00"; empty when closed or unknown."""
    return tuple(
        f"{line.opens_at}-{line.closes_at}"
        for line in lines
        if DAYS[day] in line.by_day.split(",") and line.opens_at and line.closes_at
    )


def _minutes(text: str) -> int | None:
    if text == "24:00":
        return _WHOLE_DAY
    try:
        clock = time.fromisoformat(text)
    except ValueError:
        return None
    return clock.hour * 60 + clock.minute
