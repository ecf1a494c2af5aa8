"""The figure of import: 50,000 rows beside a bare CSV reader and executemany."""

from __future__ import annotations

import contextlib
import csv
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.bench_vault import BenchVault
from benchmarks.measure import Figure
from lead_desktop.services.importing import imports
from lead_desktop.store.engine import connect

ROWS = 50_000
GIVEN = ("Juniper", "Moss", "Wren", "Clover", "Sorrel", "Basil", "Tansy", "Rowan", "Alder")
FAMILY = ("Fable", "Example", "Sample", "Imaginary", "Fictional", "Placeholder", "Madeup")


def write_rows(path: Path, rows: int = ROWS) -> None:
    """A caseload file with an id, names, a birth date, a phone and a status in each row."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("external_id", "first name", "last name", "dob", "phone", "status"))
        for number in range(rows):
            writer.writerow(
                (
                    f"X{number:06d}",
                    GIVEN[number % len(GIVEN)],
                    f"{FAMILY[number % len(FAMILY)]}-{number}",
                    f"{1950 + number % 50}-{1 + number % 12:02d}-{1 + number % 28:02d}",
                    f"410-555-{number % 10_000:04d}",
                    "ACTIVE",
                )
            )


def measure_import(vault: BenchVault) -> Figure:
    """One import of fresh rows into an empty vault; the floor is the median of five."""
    with tempfile.TemporaryDirectory(prefix="lead-bench-") as name:
        folder = Path(name)
        path = folder / "people.csv"
        write_rows(path)
        floors = [_by_hand(path, folder / f"floor{number}.db", vault.key) for number in range(5)]
        start = time.perf_counter()
        report = imports.import_caseload(vault.desk, path)
        ours = (time.perf_counter() - start) * 1000
    if report.created != ROWS:
        raise RuntimeError(f"the import created {report.created} of {ROWS} rows")
    work = f"{ROWS:,} rows of CSV, checked and audited"
    return Figure("import", work, ours, statistics.median(floors), 20)


def _by_hand(path: Path, target: Path, key: bytes) -> float:
    """The rows as they are, into an encrypted file like ours: no check, no index, no audit."""
    start = time.perf_counter()
    with contextlib.closing(connect(target, key, create=True)) as connection:
        connection.execute("CREATE TABLE person (a, b, c, d, e, f)")
        connection.execute("BEGIN")
        with path.open(newline="", encoding="utf-8") as file:
            rows = csv.reader(file)
            next(rows)
            connection.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)", rows)
        connection.execute("COMMIT")
    return (time.perf_counter() - start) * 1000
