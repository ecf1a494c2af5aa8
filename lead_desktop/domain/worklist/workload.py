"""How full a worker's days are: people weighted by where they stand. Pure rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from lead_desktop.domain.codes import ParticipantStatus, Phase
from lead_desktop.domain.people.stage import ENDED
from lead_desktop.domain.people.status import INACTIVE

PHASE_WEIGHT: dict[Phase, float] = {
    Phase.ENGAGING: 1.25,
    Phase.ENGAGED: 1.0,
    Phase.MAINTAINING: 0.5,
}
INACTIVE_WEIGHT = 0.25
COMING_WEIGHT = 1.0
"""Weights of people who are away and of people on their way in."""

COMFORTABLE, FULL, STOP = 15, 20, 25
"""Up to so many weighted people it is comfortable, full, over; above the last no more come."""


class Fullness(StrEnum):
    """The gauge in a word."""

    COMFORTABLE = "Comfortable"
    FULL = "Full"
    OVER = "Over"
    STOP = "Stop"


@dataclass(frozen=True, slots=True)
class Workload:
    """One worker's people. `weighted`: the sum of their weights, on which the gauge is read."""

    worker_id: UUID
    worker: str
    people: int
    weighted: float

    @property
    def fullness(self) -> Fullness:
        return fullness(self.weighted)

    def changed(self, people: int, weight: float) -> Workload:
        """The same worker with so many people and so much weight more (or less)."""
        return Workload(self.worker_id, self.worker, self.people + people, self.weighted + weight)


def weight_of(status: ParticipantStatus, phase: Phase) -> float:
    """How much of a worker's time a person takes; nothing once their time here has ended."""
    if status in ENDED:
        return 0.0
    if status is ParticipantStatus.ACTIVE:
        return PHASE_WEIGHT[phase]
    return INACTIVE_WEIGHT if status in INACTIVE else COMING_WEIGHT


def fullness(weighted: float) -> Fullness:
    """The word of the gauge."""
    if weighted <= COMFORTABLE:
        return Fullness.COMFORTABLE
    if weighted <= FULL:
        return Fullness.FULL
    return Fullness.OVER if weighted <= STOP else Fullness.STOP


def weight_of_all(people: Iterable[tuple[ParticipantStatus, Phase]]) -> float:
    """The weights of several people together."""
    return sum(weight_of(status, phase) for status, phase in people)
