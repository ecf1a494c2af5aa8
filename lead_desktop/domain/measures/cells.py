"""Counts and shares as measures hold them, and how small ones are hidden."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

SMALL_CELL = 11
"""Counts below this do not leave the team: not for roles that see aggregates only, and on no
report that is for others (decisions page 9)."""


@dataclass(frozen=True)
class Share:
    """A part of a whole; both are None where they are too small to be shown."""

    count: int | None
    of: int | None

    @property
    def percent(self) -> int | None:
        """Rounded; None of nothing and of what is hidden."""
        if self.count is None or not self.of:
            return None
        return round(100 * self.count / self.of)


NOT_SHOWN = Share(None, None)


def hide_cell(count: int | None) -> int | None:
    """A count, unless it is small; nothing at all may be told."""
    return None if count is not None and 0 < count < SMALL_CELL else count


def hide_share(whole: Share) -> Share:
    """A share, unless its part, or the rest, is a small count."""
    if whole.count is None or whole.of is None:
        return NOT_SHOWN
    rest = whole.of - whole.count
    small = any(0 < one < SMALL_CELL for one in (whole.count, rest, whole.of))
    return NOT_SHOWN if small else whole


def hide_counts(counts: Mapping[Key, int | None]) -> dict[Key, int | None]:
    """A breakdown without its small counts.

    Where hiding one of them would let it be reckoned from the others, the next smallest is hidden
    as well.
    """
    left = {key: hide_cell(count) for key, count in counts.items()}
    gone = [key for key, count in left.items() if count is None]
    if len(gone) == 1:
        shown = [(count, key) for key, count in left.items() if count]
        if shown:
            left[min(shown, key=lambda pair: pair[0])[1]] = None
    return left


def hide_steps(reached: Mapping[Key, int | None]) -> dict[Key, int | None]:
    """Of a staircase the small counts, and the differences that would tell them."""
    left: dict[Key, int | None] = {}
    before: int | None = None
    for station, count in reached.items():
        small = hide_cell(count) is None and count is not None
        near = before is not None and count is not None and 0 < before - count < SMALL_CELL
        left[station] = None if small or near else count
        before = count if left[station] is not None else before
    return left
