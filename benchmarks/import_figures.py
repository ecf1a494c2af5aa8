"""The figures of import: 50,000 rows beside a bare reader and executemany, as CSV and as XLSX."""

from __future__ import annotations

import contextlib
import csv
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import openpyxl

from benchmarks.bench_vault import BenchVault
from benchmarks.measure import Figure
from lead_desktop.services.importing import imports
from lead_desktop.store.engine import connect

ROWS = 50_000
GIVEN = ("Juniper", "Moss", "Wren", "Clover", "Sorrel", "Basil", "Tansy", "Rowan", "Alder")
FAMILY = ("Fable", "Example", "Sample", "Imaginary", "Fictional", "Placeholder", "Madeup")


HEADINGS = ("external_id", "first name", "last name", "dob", "phone", "status")


def made_rows(rows: int = ROWS) -> Iterator[tuple[str, ...]]:
    """People with an id, names, a birth date, a phone and a status."""
    for number in range(rows):
        yield (
            f"X{number:06d}",
            GIVEN[number % len(GIVEN)],
            f"{FAMILY[number % len(FAMILY)]}-{number}",
            f"{1950 + number % 50}-{1 + number % 12:02d}-{1 + number % 28:02d}",
            f"410-555-{number % 10_000:04d}",
            "ACTIVE",
        )


def write_rows(path: Path, rows: int = ROWS) -> None:
    """A caseload file as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(made_rows(rows))


def write_workbook(path: Path, rows: int = ROWS) -> None:
    """The same as a workbook; birth dates are dates, as Excel keeps them."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADINGS)
    for one in made_rows(rows):
        sheet.append((*one[:3], date.fromisoformat(one[3]), *one[4:]))
    book.save(path)


def measure_import(vault: BenchVault) -> Figure:
    """One import of fresh rows into an empty vault; the floor is the median of five."""
    with tempfile.TemporaryDirectory(prefix="lead-bench-") as name:
        path = Path(name) / "people.csv"
        write_rows(path)
        work = f"{ROWS:,} rows of CSV, checked and audited"
        return _compared("import", work, vault, path, _read_csv, 5, 20)


def measure_workbook(vault: BenchVault) -> Figure:
    """The same from a workbook, beside openpyxl reading it; the floor is the median of three."""
    with tempfile.TemporaryDirectory(prefix="lead-bench-") as name:
        path = Path(name) / "people.xlsx"
        write_workbook(path)
        work = f"{ROWS:,} rows of XLSX, checked and audited"
        return _compared("import-xlsx", work, vault, path, _read_workbook, 3, 2.0)


def _compared(
    key: str,
    work: str,
    vault: BenchVault,
    path: Path,
    read: Callable[[Path], Iterator[Sequence[object]]],
    floors: int,
    goal: float,
) -> Figure:
    bare = [
        _by_hand(read, path, path.with_name(f"floor{number}.db"), vault.key)
        for number in range(floors)
    ]
    start = time.perf_counter()
    report = imports.import_caseload(vault.desk, path)
    ours = (time.perf_counter() - start) * 1000
    if report.created != ROWS:
        raise RuntimeError(f"the import created {report.created} of {ROWS} rows")
    return Figure(key, work, ours, statistics.median(bare), goal)


def _read_csv(path: Path) -> Iterator[Sequence[object]]:
    with path.open(newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows


def _read_workbook(path: Path) -> Iterator[Sequence[object]]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    next(rows)
    yield from rows
    book.close()


def _by_hand(
    read: Callable[[Path], Iterator[Sequence[object]]], path: Path, target: Path, key: bytes
) -> float:
    """The rows as they are, into an encrypted file like ours: no check, no index, no audit."""
    start = time.perf_counter()
    with contextlib.closing(connect(target, key, create=True)) as connection:
        connection.execute("CREATE TABLE person (a, b, c, d, e, f)")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)", read(path))
        connection.execute("COMMIT")
    return (time.perf_counter() - start) * 1000
