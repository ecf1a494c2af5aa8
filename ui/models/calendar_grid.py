"""What a day of the calendar holds, and how blocks that overlap stand beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lead_desktop.domain.codes import AppointmentStatus
from lead_desktop.domain.plan.calendar import CalendarLine, TeamEventLine
from lead_desktop.services.plan.appointments import Agenda
from ui.models.day_words import Calendar

DAY_MINUTES = 24 * 60
SHORTEST = 30
"""A block is at least as high as so many minutes, so that a name fits into it."""

Item = CalendarLine | TeamEventLine


@dataclass(frozen=True)
class Placed:
    """An item of one day: minutes from midnight, and its lane of so many beside each other."""

    item: Item
    day: date
    start: int
    end: int
    lane: int
    lanes: int


def place_items(agenda: Agenda, days: Sequence[date], calendar: Calendar) -> list[Placed]:
    """The items of `days` in the order in which they begin, each with its lane."""
    placed: list[Placed] = []
    for day in days:
        everything: list[Item] = [*agenda.appointments, *agenda.team]
        items = [item for item in everything if calendar.day_of(item.starts_at) == day]
        items.sort(key=lambda item: (item.starts_at, item.title))
        spans = [_span(item, calendar) for item in items]
        for item, span, (lane, lanes) in zip(items, spans, lay_lanes(spans), strict=True):
            placed.append(Placed(item, day, span[0], span[1], lane, lanes))
    return placed


def _span(item: Item, calendar: Calendar) -> tuple[int, int]:
    """Begin and end in minutes of the day's wall clock; what runs past midnight ends there."""
    start = _minute(item.starts_at, calendar)
    length = max(round((item.ends_at - item.starts_at) / timedelta(minutes=1)), SHORTEST)
    return min(start, DAY_MINUTES - SHORTEST), min(start + length, DAY_MINUTES)


def _minute(moment: datetime, calendar: Calendar) -> int:
    wall = moment.astimezone(calendar.zone)
    return wall.hour * 60 + wall.minute


def lay_lanes(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each span, in the order of their beginnings: its lane, and the lanes of its cluster.

    Spans that overlap stand side by side; a cluster is what hangs together by overlapping.
    """
    result: list[tuple[int, int]] = []
    cluster: list[int] = []
    ends: list[int] = []
    lanes: list[int] = []

    def close() -> None:
        for place in cluster:
            result[place] = (result[place][0], max(len(ends), 1))
        cluster.clear()
        ends.clear()

    for place, (start, end) in enumerate(spans):
        if cluster and start >= max(spans[one][1] for one in cluster):
            close()
        lane = next((at for at, until in enumerate(ends) if until <= start), len(ends))
        if lane == len(ends):
            ends.append(end)
        else:
            ends[lane] = end
        lanes.append(lane)
        result.append((lane, 1))
        cluster.append(place)
    close()
    return result


def is_unsaid(item: Item, now: datetime) -> bool:
    """Whether an appointment is over and nobody has said what became of it."""
    planned = isinstance(item, CalendarLine) and item.status is AppointmentStatus.PLANNED
    return planned and item.ends_at < now


def item_words(item: Item, calendar: Calendar, now: datetime) -> str:
    """An item as it is read aloud."""
    when = f"{calendar.moment(item.starts_at)} to {calendar.time(item.ends_at)}"
    if isinstance(item, TeamEventLine):
        where = f", {item.place}" if item.place else ""
        return f"Team: {item.title}{where}, {when}"
    parts = [item.participant, item.title, item.place, when]
    if item.status is not AppointmentStatus.PLANNED:
        parts.append(item.status.label)
    elif is_unsaid(item, now):
        parts.append("say what became of it")
    return ", ".join(part for part in parts if part)


def span_title(days: Sequence[date], calendar: Calendar) -> str:
    """What the heading says: "Monday, November 23", "November 22 to 28"."""
    first, last = days[0], days[-1]
    if first == last:
        return f"{first:%A}, {calendar.long_date(first)}"
    year = f", {last.year}" if last.year != calendar.today.year else ""
    if first.month == last.month:
        return f"{first:%B} {first.day} to {last.day}{year}"
    return f"{first:%B} {first.day} to {last:%B} {last.day}{year}"
