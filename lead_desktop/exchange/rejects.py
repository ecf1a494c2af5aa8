"""What could not be taken from a file, row by row, and the sheet that says so."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one row of a file.

    row: the number of the row in the file, its headings being row 1; 0 for the file as such.
    column: the heading as it stands in the file; empty for the row as a whole.
    reason: a plain sentence without the cell's content, since it may be shown, printed or sent on.
    rejected: the whole row was left out; otherwise it came in without this cell.
    file: the file's name where several are read together.
    """

    row: int
    column: str
    reason: str
    rejected: bool = False
    file: str = ""


def write_rejects(problems: Iterable[Problem]) -> bytes:
    """The problems as CSV (UTF-8 with a mark, so that Excel reads it right).

    Columns: row, column, reason, and file in front when any problem names one.
    """
    listed = list(problems)
    with_file = any(problem.file for problem in listed)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow((["file"] if with_file else []) + ["row", "column", "reason"])
    for problem in listed:
        cells = [problem.column, problem.reason]
        line = [str(problem.row), *map(spreadsheet_safe, cells)]
        writer.writerow(([spreadsheet_safe(problem.file)] if with_file else []) + line)
    return text.getvalue().encode("utf-8-sig")


def spreadsheet_safe(cell: str) -> str:
    """`cell` so that no spreadsheet program takes it for a formula (OWASP: CSV injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
