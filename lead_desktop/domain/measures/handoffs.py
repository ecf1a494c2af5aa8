"""Warm hand-offs against the program's target: into the program and on to a service.

From the call to being there. Where one of the two times is not known the hand-off is counted
apart, never as one that came late.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from lead_desktop.domain.measures.cells import Share, hide_counts
from lead_desktop.domain.referral.referral import Clocks, WarmHandOff


class Direction(StrEnum):
    """Where a hand-off went."""

    IN = "Into the program"
    OUT = "On to a service"


class Met(StrEnum):
    """How a hand-off stands to the target."""

    MET = "met"
    LATE = "not met"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class HandoffTimes:
    """When somebody called and when somebody was there, as far as is known."""

    direction: Direction
    called_at: datetime | None
    arrived_at: datetime | None


@dataclass(frozen=True)
class HandoffMeasures:
    """The hand-offs of a span. counts: by direction, only those of which there are any; None
    where a count is too small to be shown. minutes: the target."""

    minutes: int = Clocks().handoff_minutes
    counts: Mapping[Direction, Mapping[Met, int | None]] = field(default_factory=dict)

    def share(self, direction: Direction) -> Share:
        """Those that met the target, of those of which it is known."""
        counts = self.counts[direction]
        met, late = counts[Met.MET], counts[Met.LATE]
        return Share(met, None if met is None or late is None else met + late)


def met_by(times: HandoffTimes, clocks: Clocks) -> Met:
    """How one hand-off stands, by the rule of the referral's own."""
    if times.called_at is None:
        return Met.UNKNOWN
    met = WarmHandOff(times.called_at, times.arrived_at).met(clocks)
    return Met.UNKNOWN if met is None else Met.MET if met else Met.LATE


def measure_handoffs(handed: Iterable[HandoffTimes], clocks: Clocks) -> HandoffMeasures:
    """The hand-offs of a span, nothing hidden."""
    found = Counter((one.direction, met_by(one, clocks)) for one in handed)
    there = {direction for direction, _ in found}
    return HandoffMeasures(
        clocks.handoff_minutes,
        {way: {met: found[way, met] for met in Met} for way in Direction if way in there},
    )


def hide_handoffs(measures: HandoffMeasures) -> HandoffMeasures:
    """The same without its small counts."""
    hidden = {way: hide_counts(counts) for way, counts in measures.counts.items()}
    return replace(measures, counts=hidden)
