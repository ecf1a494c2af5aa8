"""The shape in which every spreadsheet reaches the program: headings, then numbered rows of text.

Whatever the file was (CSV, TSV, XLSX), a cell is text without surrounding blanks, a row has as many
cells as there are headings, and what is wrong with a row travels with it as flaws.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lead_desktop.base.errors import UnreadableFile

MAX_COLUMNS = 1_000
WHOLE_ROW = -1


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one cell, or with a row as such.

    column: index of the cell, or WHOLE_ROW.
    fatal: the row cannot be trusted at all, for example because its cells have shifted.
    """

    column: int
    reason: str
    fatal: bool = False


class Row(NamedTuple):
    """One row below the headings; a tuple because a file has many and a dataclass costs thrice.

    number: the row's number as a spreadsheet program shows it; the headings usually are row 1.
        A cell with line breaks inside does not add rows. Blank rows count but are not handed on.
    cells: as many as there are headings.
    """

    number: int
    cells: tuple[str, ...]
    flaws: tuple[Flaw, ...] = ()

    @property
    def fatal_reason(self) -> str:
        """Why the whole row has to be left out; empty when it need not."""
        return next((flaw.reason for flaw in self.flaws if flaw.fatal), "")


@dataclass(frozen=True)
class Table:
    """A table as it is read; `rows` can be walked once.

    encoding: how a text file was decoded; empty for a workbook.
    sheets: names of all sheets of a workbook, for a person to choose from.
    """

    headers: tuple[str, ...]
    header_row: int
    rows: Iterator[Row]
    encoding: str = ""
    sheets: tuple[str, ...] = ()


def to_table(
    records: Iterable[Row],
    *,
    can_shift: bool,
    encoding: str = "",
    sheets: tuple[str, ...] = (),
) -> Table:
    """Take the first record that is not blank as the headings and shape all others after it.

    can_shift: cells are told apart by delimiters, so one delimiter too many moves all that follow.
    Raises UnreadableFile when there is no such record, when it is damaged or far too wide.
    """
    source = iter(records)
    header = next((record for record in source if record.flaws or any(record.cells)), None)
    if header is None:
        raise UnreadableFile(
            "The file is empty: it has no row of column headings.", meaning="Nothing was read."
        )
    if header.fatal_reason:
        raise UnreadableFile(
            f"The column headings in row {header.number} cannot be read: {header.fatal_reason}.",
            meaning="Nothing was read.",
        )
    headers = tuple(" ".join(cell.split()) for cell in _trimmed(header.cells))
    if len(headers) > MAX_COLUMNS:
        raise too_wide()
    return Table(
        headers=headers,
        header_row=header.number,
        rows=_shaped(source, len(headers), len(header.cells) if can_shift else None),
        encoding=encoding,
        sheets=sheets,
    )


def too_wide() -> UnreadableFile:
    """The refusal of a table whose width no real caseload or directory has."""
    return UnreadableFile(
        f"The table has more than {MAX_COLUMNS:,} columns.",
        meaning="Nothing was read.",
        remedy="Save only the columns that are needed and try again.",
    )


def _shaped(records: Iterator[Row], width: int, full_width: int | None) -> Iterator[Row]:
    """Rows cut or filled to `width`; beyond `full_width` the cells must have shifted."""
    for record in records:
        cells = _trimmed(record.cells)
        if not cells and not record.flaws:
            continue
        if len(cells) == width and not record.flaws:  # nearly every row
            yield record if cells == record.cells else Row(record.number, cells)
            continue
        flaws = tuple(flaw for flaw in record.flaws if flaw.column < width)
        if full_width is not None and len(cells) > full_width:
            reason = "the row has more cells than there are headings, so its cells may have shifted"
            flaws = (*flaws, Flaw(WHOLE_ROW, reason, fatal=True))
        elif len(cells) > width:
            reason = "a cell to the right of the last heading was not read"
            flaws = (*flaws, Flaw(WHOLE_ROW, reason))
        yield Row(record.number, cells[:width] + ("",) * (width - len(cells)), flaws)


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """`cells` without surrounding blanks and without empty cells at the end."""
    stripped = tuple(map(str.strip, cells))
    end = len(stripped)
    while end and not stripped[end - 1]:
        end -= 1
    return stripped[:end]
