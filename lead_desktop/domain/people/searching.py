"""Looking for people who are out of contact. Pure rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lead_desktop.domain.codes import SearchResult, SearchStep


@dataclass(frozen=True, slots=True)
class SearchLine:
    """A step that was tried, as it is listed."""

    id: UUID
    step: SearchStep
    result: SearchResult
    on: date
    words: str
    worker: str


def untried(lines: Iterable[SearchLine], since: date) -> tuple[SearchStep, ...]:
    """The steps not tried since a day, in the order in which they are worth trying."""
    tried = {line.step for line in lines if line.on >= since}
    return tuple(step for step in SearchStep if step not in tried and step is not SearchStep.OTHER)
