"""Figures that only a large vault can give: what grows with the history, and a proven backup."""

from __future__ import annotations

import contextlib
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.bench_vault import BenchVault, Size, bench_vault
from benchmarks.measure import Figure
from lead_desktop.domain.people.stage import View
from lead_desktop.services.people import participants
from lead_desktop.store.backup import copy_database
from lead_desktop.store.engine import connect

WARM, REPEATS, BACKUPS = 50, 500, 2


def measure_growth(large: BenchVault) -> Figure:
    """One worker's list in the large vault beside the same in a small one.

    The floor is no bare SQL but the small vault: the cost has to follow the people shown.
    """
    with (
        tempfile.TemporaryDirectory(prefix="lead-bench-") as name,
        bench_vault(Path(name) / "vault", Size.S) as small,
    ):
        ours, floor = _take_turns(_own_list(large), _own_list(small))
    work = "one worker's people: 400,000 contacts beside 20,000"
    return Figure("growth", work, ours, floor, 1.5)


def _own_list(vault: BenchVault) -> Callable[[], int]:
    desk = vault.desk
    return lambda: len(participants.list_caseload(desk, view=View.MINE))


def _take_turns(ours: Callable[[], int], floor: Callable[[], int]) -> tuple[float, float]:
    """Medians in milliseconds of many runs in turns."""
    if ours() != floor():
        raise RuntimeError("the two vaults do not give this worker the same number of people")
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(WARM + REPEATS):
        for work, times in zip((ours, floor), taken, strict=True):
            start = time.perf_counter()
            work()
            if turn >= WARM:
                times.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken[0]), statistics.median(taken[1])


def measure_backup(vault: BenchVault) -> Figure:
    """A proven copy of the large vault beside SQLite's backup followed by the same checks."""
    ours, floor = [], []
    with tempfile.TemporaryDirectory(prefix="lead-bench-") as name:
        for turn in range(BACKUPS):
            target = Path(name) / f"copy{turn}.db"
            floor.append(_timed(lambda target=target: _by_hand(vault, target)))
            target.unlink()
            ours.append(
                _timed(lambda target=target: copy_database(vault.database, vault.key, target))
            )
            target.unlink()
    medians = (statistics.median(ours), statistics.median(floor))
    return Figure("backup", "proven backup of the large vault", *medians, 1.0)


def _by_hand(vault: BenchVault, target: Path) -> None:
    with (
        contextlib.closing(connect(vault.database, vault.key, as_is=True)) as live,
        contextlib.closing(connect(target, vault.key, create=True)) as copy,
    ):
        live.backup(copy)
    with contextlib.closing(connect(target, vault.key, as_is=True)) as copy:
        assert copy.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
