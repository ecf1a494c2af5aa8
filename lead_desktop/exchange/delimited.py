"""Comma-, semicolon- and tab-separated text as numbered records.

A quotation mark in the wrong place must not swallow the rows below it: a record that breaks the
rules of RFC 4180 is given up as one row, and reading resumes on the next line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lead_desktop.exchange.rows import WHOLE_ROW, Flaw, Row

if TYPE_CHECKING:
    from _csv import Reader

_DELIMITERS = (",", ";", "\t", "|")
_SNIFFED_LINES = 200
_SNIFFED_RECORDS = 50


def read_records(text: str, *, prefer: str = ",") -> Iterator[Row]:
    """All records of `text`, the headings among them, numbered from 1.

    prefer: the delimiter to take when the text does not decide.
    Lines may end in LF, CRLF or CR. Excel's first line "sep=;" is obeyed and not counted.
    """
    lines = list(io.StringIO(text, newline=""))
    announced = lines[0].rstrip("\r\n").casefold() if lines else ""
    for delimiter in _DELIMITERS:
        if announced == f"sep={delimiter}":
            return _walk(lines, 1, delimiter)
    return _walk(lines, 0, _sniffed(lines[:_SNIFFED_LINES], prefer))


def _walk(lines: list[str], first: int, delimiter: str) -> Iterator[Row]:
    """Records from line `first` on; after a broken one, only a row of full width is trusted."""
    number = width = broken = 0
    position = first
    while position < len(lines):
        reader = _reader(lines, position, delimiter, strict=True)
        base = position
        while True:
            start = base + reader.line_num
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as fault:
                number += 1
                row = _salvaged(lines, start, delimiter, number, width, str(fault))
                broken = number if row.fatal_reason else broken
                yield row
                position = start + 1
                break
            number += 1
            width = width or len(cells)
            if broken and cells and len(cells) != width:
                reason = f"the row cannot be told apart from the broken row {broken} above it"
                yield Row(number, (), (Flaw(WHOLE_ROW, reason, fatal=True),))
                continue
            broken = 0
            yield _record(number, cells)


def _salvaged(
    lines: list[str], start: int, delimiter: str, number: int, width: int, fault: str
) -> Row:
    """The record at `start` read leniently, if that gives one line of the right width."""
    lenient = _reader(lines, start, delimiter, strict=False)
    try:
        cells = next(lenient)
    except (csv.Error, StopIteration):
        cells = []
    if cells and len(cells) == width and lenient.line_num == 1 and "expected after" in fault:
        row = _record(number, cells)
        reason = "a quotation mark inside a quoted cell is not doubled; check the cells of this row"
        return Row(number, row.cells, (*row.flaws, Flaw(WHOLE_ROW, reason)))
    if "field larger" in fault:
        reason = "a cell is larger than 131,072 characters, or a quotation mark is never closed"
    elif "unexpected end" in fault:
        reason = "a quotation mark is opened in this row and never closed"
    else:
        reason = "a quotation mark stands where none may be"
    return Row(number, (), (Flaw(WHOLE_ROW, reason, fatal=True),))


def _record(number: int, cells: list[str]) -> Row:
    flaws: tuple[Flaw, ...] = ()
    if "\0" in "".join(cells):
        reason = "the cell held a NUL character, which was taken out"
        flaws = tuple(Flaw(at, reason) for at, cell in enumerate(cells) if "\0" in cell)
        cells = [cell.replace("\0", "") for cell in cells]
    return Row(number, tuple(cells), flaws)


def _reader(lines: list[str], position: int, delimiter: str, *, strict: bool) -> Reader:
    # Blanks before a cell are skipped, so that the quotes of `1, "Doe, J"` count as quotes.
    source = (lines[at] for at in range(position, len(lines)))
    return csv.reader(source, delimiter=delimiter, strict=strict, skipinitialspace=True)


def _sniffed(sample: list[str], prefer: str) -> str:
    """The delimiter under which most records of `sample` are as wide as the headings."""
    best, best_score = prefer, (0.0, 0)
    for delimiter in sorted(_DELIMITERS, key=lambda candidate: candidate != prefer):
        score = _consistency(sample, delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _consistency(sample: list[str], delimiter: str) -> tuple[float, int]:
    """Share of records as wide as the first, and that width; (0, 0) for a single column."""
    widths = []
    reader = _reader(sample, 0, delimiter, strict=False)
    try:
        for cells in reader:
            if cells:
                widths.append(len(cells))
            if len(widths) == _SNIFFED_RECORDS:
                break
    except csv.Error:
        pass  # what was counted up to here has to do
    if not widths or widths[0] < 2:
        return 0.0, 0
    return widths.count(widths[0]) / len(widths), widths[0]
