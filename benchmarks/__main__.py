"""`python -m benchmarks`: take every figure, print a table, write results.json beside this file.

The exit status is 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from benchmarks import (
    filter_figures,
    history_figures,
    import_figures,
    paper_figures,
    scale_figures,
    store_figures,
    window_figures,
)
from benchmarks.bench_vault import BenchVault, Size, bench_vault
from benchmarks.measure import Figure

RESULTS = Path(__file__).with_name("results.json")
Measure = Callable[[BenchVault], Figure]

FILLED: dict[str, Measure] = {
    "open": store_figures.measure_open,
    "caseload": store_figures.measure_caseload,
    "filter": filter_figures.measure_filter,
    "timeline": store_figures.measure_timeline,
    "search": store_figures.measure_search,
    "save": store_figures.measure_save,
    "summary": paper_figures.measure_summary,
    "history": history_figures.measure_history,
    "history-memory": history_figures.measure_history_memory,
    "start": window_figures.measure_start,
    "memory": window_figures.measure_memory,
}
EMPTY: dict[str, Measure] = {
    "import": import_figures.measure_import,
    "import-xlsx": import_figures.measure_workbook,
}
"""Each taken in an empty vault of its own."""
LARGE: dict[str, Measure] = {
    "growth": scale_figures.measure_growth,
    "backup": scale_figures.measure_backup,
}
"""Taken in the large vault whatever the size asked for. Making and copying it takes minutes, so
they are taken only when named, or when everything is measured at size L."""

USUAL = (*FILLED, *EMPTY)
KEYS = (*USUAL, *LARGE)
COLUMNS = "{:<14} {:<56} {:>10} {:>10} {:>6} {:>5}  {}"


def main() -> int:
    """Measure what was asked for; returns the exit status."""
    options = _parse()
    figures = []
    print(
        COLUMNS.format("key", f"work (size {options.size})", "ours", "floor", "ratio", "goal", "")
    )
    keys = options.only or (KEYS if options.size is Size.L else USUAL)
    for figure in take(options.size, keys):
        figures.append(figure)
        print(_line(figure), flush=True)
    results = {
        "size": options.size,
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "figures": [figure.as_json() for figure in figures],
    }
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return 0 if all(figure.passes for figure in figures) else 1


def take(size: Size, keys: Collection[str]) -> Iterator[Figure]:
    """The figures of `keys`, each in a vault as it needs it."""
    alone = [({key: measure}, None) for key, measure in EMPTY.items()]
    for measures, filled in ((FILLED, size), *alone, (LARGE, Size.L)):
        wanted = [measure for key, measure in measures.items() if key in keys]
        if not wanted:
            continue
        with (
            tempfile.TemporaryDirectory(prefix="lead-bench-") as name,
            bench_vault(Path(name) / "vault", filled) as vault,
        ):
            for measure in wanted:
                yield measure(vault)


def _line(figure: Figure) -> str:
    ours, floor = (f"{value:,.1f} {figure.unit}" for value in (figure.ours, figure.floor))
    return COLUMNS.format(
        figure.key,
        figure.work,
        ours,
        floor,
        f"{figure.ratio:.2f}",
        f"{figure.goal:g}",
        "pass" if figure.passes else "MISSED",
    )


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser("benchmarks", description=__doc__)
    parser.add_argument("--size", type=Size, choices=tuple(Size), default=Size.S)
    parser.add_argument("--only", type=_keys, metavar="KEY,...", help=f"of {', '.join(KEYS)}")
    return parser.parse_args()


def _keys(text: str) -> tuple[str, ...]:
    keys = tuple(key.strip() for key in text.split(","))
    unknown = [key for key in keys if key not in KEYS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no such figure: {', '.join(unknown)}")
    return keys


if __name__ == "__main__":
    sys.exit(main())
