"""Dated changes in a life: what may be written down, and how they are read. Pure rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.given import given
from lead_desktop.domain.codes import Evidence, LifeArea
from lead_desktop.domain.codes.outcomes import LifeValue, life_value

LEGAL_AREAS = frozenset({LifeArea.LEGAL})
"""Areas that roles without legal detail are not shown and do not write."""


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One dated change as it is listed."""

    id: UUID
    participant_id: UUID
    area: LifeArea
    value: str
    on: date
    evidence: Evidence
    words: str
    worker: str

    @property
    def what(self) -> LifeValue:
        """The value in words and as it is counted."""
        return given(life_value(self.area, self.value))  # checked when it was written down


def check_outcome(area: LifeArea, value: str, on: date, today: date) -> tuple[FieldProblem, ...]:
    """What stands against a dated change; empty when it may be written down."""
    problems = []
    if life_value(area, value) is None:
        problems.append(FieldProblem("value", f"“{area.label}” has no such value."))
    if on > today:
        problems.append(FieldProblem("on", "A change counts from today or an earlier day."))
    return tuple(problems)


def standing(lines: Iterable[OutcomeLine]) -> dict[LifeArea, OutcomeLine]:
    """The newest change of each area by its own day, of one day that which was written down last.

    lines: as they are listed, newest first.
    """
    newest: dict[LifeArea, OutcomeLine] = {}
    for line in lines:
        if line.area not in newest or newest[line.area].on < line.on:
            newest[line.area] = line
    return newest
