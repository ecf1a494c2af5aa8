"""The figures over Today: what the last seven days came to. Numbers about the work, not people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

FIGURE_DAYS = 7
"""The figures look back over so many days, today included."""

FIRST_SERVICE_DAYS = 90
FIRST_SERVICE_TARGET = 7
"""First visits of the last 90 days are compared with this many days from the agreed need."""


@dataclass(frozen=True, slots=True)
class DayFigures:
    """by_day: contacts on each of the last seven days, oldest first. before: contacts in the seven
    days before those. reached, people: how many of the people were reached, of how many.
    to_first_service: median days from an agreed need to the first visit, None without any."""

    by_day: tuple[tuple[date, int], ...]
    before: int
    reached: int
    people: int
    connected: int
    engaged: int
    to_first_service: float | None
    naloxone: int

    @property
    def contacts(self) -> int:
        """Contacts of the last seven days."""
        return sum(count for _, count in self.by_day)


def median_days(waits: Sequence[int]) -> float | None:
    """The median of waits in days; None without any."""
    return float(median(waits)) if waits else None
