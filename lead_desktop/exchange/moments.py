"""Instants as spreadsheets hold them: a date, perhaps with a time of day, in the team's zone."""

from __future__ import annotations

import re
from datetime import datetime, time
from zoneinfo import ZoneInfo

from lead_desktop.base.clock import to_utc
from lead_desktop.exchange.dates import BadDate, DateOrder, parse_date

MIDDAY = time(12)
"""The time of a contact of which only the day is known: it falls on that day in every reading."""

_TIME = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?\s*(?P<half>[AP]\.?M\.?)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_HALF_ALONE = re.compile(r"(?P<hour>\d{1,2})\s*(?P<half>[AP]\.?M\.?)$", re.IGNORECASE)


class BadTime(BadDate):
    """A time of day that cannot be taken, beside a day that can."""


def parse_moment(
    day_text: str, time_text: str, zone: ZoneInfo, order: DateOrder | None = None
) -> datetime:
    """The instant, in UTC, of a day and a time of day; without a time it is noon of that day.

    The time may stand in a cell of its own or behind the date; an offset from UTC that it carries
    counts, else it is wall-clock time in `zone`. Raises BadDate, or BadTime, with the reason.
    """
    day = parse_date(day_text, order).full()
    if day is None:
        raise BadDate("the date is not complete")
    alone = time_text.strip()
    written = _TIME.fullmatch(alone) or _HALF_ALONE.fullmatch(alone) if alone else None
    if alone and written is None:
        raise BadTime("this is not a time of day")
    found = written or _TIME.search(day_text.strip())
    if found is None:
        return to_utc(datetime.combine(day, MIDDAY), zone)
    parts = found.groupdict()
    at = datetime.combine(day, _time_of(parts))
    if offset := parts.get("zone"):
        plain = "+00:00" if offset.upper() == "Z" else offset
        return to_utc(datetime.fromisoformat(f"{at.isoformat()}{plain}"), zone)
    return to_utc(at, zone)


def _time_of(parts: dict[str, str | None]) -> time:
    hour = int(parts["hour"] or 0)
    if half := parts.get("half"):
        if not 1 <= hour <= 12:
            raise BadTime("there is no such time of day")
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    try:
        return time(hour, int(parts.get("minute") or 0), int(parts.get("second") or 0))
    except ValueError:
        raise BadTime("there is no such time of day") from None
