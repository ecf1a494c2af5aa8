"""Where a person has been in the window: back and forward, and where to return after a lock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

_LIMIT = 50


@dataclass(frozen=True)
class Place:
    """A page, and whom it shows where that matters."""

    page: str
    participant_id: UUID | None = None


class History:
    """The trail of places. Going somewhere new cuts off what lay ahead."""

    def __init__(self) -> None:
        self._trail: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        """The place shown now."""
        return self._trail[self._at] if self._trail else None

    def visit(self, place: Place) -> None:
        """Go to `place`; visiting the present place again changes nothing."""
        if place == self.here:
            return
        self._trail = [*self._trail[: self._at + 1], place][-_LIMIT:]
        self._at = len(self._trail) - 1

    def back(self) -> Place | None:
        """Step back; the place to show, or None at the beginning."""
        if self._at <= 0:
            return None
        self._at -= 1
        return self._trail[self._at]

    def forward(self) -> Place | None:
        """Step forward; the place to show, or None at the end."""
        if self._at + 1 >= len(self._trail):
            return None
        self._at += 1
        return self._trail[self._at]
