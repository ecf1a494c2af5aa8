"""The figure of import: 50,000 rows beside a bare CSV reader and executemany."""

from __future__ import annotations

import csv
import sqlite3
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Figure
from lead_desktop.services import imports
from lead_desktop.services.desk import Desk

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


def measure_import(desk: Desk, folder: Path) -> Iterator[Figure]:
    """One import of fresh rows; the floor is repeated and its median taken."""
    path = folder / "people.csv"
    write_rows(path)
    floors = [_by_hand(path, folder / f"floor{number}.db") for number in range(5)]
    start = time.perf_counter()
    report = imports.import_caseload(desk, path)
    ours = (time.perf_counter() - start) * 1000
    if report.created != ROWS:
        raise RuntimeError(f"the import created {report.created} of {ROWS} rows")
    yield Figure(
        "import", f"{ROWS:,} rows of CSV, checked and audited", ours, statistics.median(floors), 20
    )


def _by_hand(path: Path, target: Path) -> float:
    start = time.perf_counter()
    connection = sqlite3.connect(target)
    connection.execute("CREATE TABLE person (a, b, c, d, e, f)")
    with path.open(newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        next(rows)
        connection.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.commit()
    connection.close()
    return (time.perf_counter() - start) * 1000
