"""Timing: ours and the floor take turns in one run, so that a noisy machine is noisy for both."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

REPEATS = 15
Work = Callable[[], object]


@dataclass(frozen=True)
class Figure:
    """One figure. ours, floor: medians in `unit`; goal: the highest ratio that passes.

    limit: an absolute bar for `ours` in the same unit, where there is one.
    """

    key: str
    work: str
    ours: float
    floor: float
    goal: float
    unit: str = "ms"
    limit: float | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.floor

    @property
    def passes(self) -> bool:
        return self.ratio <= self.goal and (self.limit is None or self.ours <= self.limit)

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), "ratio": round(self.ratio, 3), "passes": self.passes}


def compare(
    key: str,
    work: str,
    ours: Work,
    floor: Work,
    goal: float,
    *,
    repeats: int = REPEATS,
    limit: float | None = None,
) -> Figure:
    """Time `ours` and `floor` in turns, after one warm-up of each; medians in milliseconds."""
    ours()
    floor()
    mine, bare = [], []
    # What lives already is kept out of the collections between the turns: walking over all of it
    # each time would leave the processor's caches cold for a work of a millisecond.
    gc.collect()
    gc.freeze()
    for _ in range(repeats):
        mine.append(_milliseconds(ours))
        bare.append(_milliseconds(floor))
    gc.unfreeze()
    return Figure(key, work, statistics.median(mine), statistics.median(bare), goal, limit=limit)


def _milliseconds(work: Work) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
