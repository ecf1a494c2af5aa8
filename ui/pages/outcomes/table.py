"""The same measures as a table: what a screen reader gets, and what is copied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lead_desktop.domain.measures.lines import blocks
from lead_desktop.domain.measures.report import Measures
from ui.models.rows import RowsModel

TITLES = ("Measure", "", "Figure", "")


class FigureRow(NamedTuple):
    """A line of the table."""

    measure: str
    label: str
    words: str
    note: str


def rows_of(found: Measures) -> list[FigureRow]:
    """All measures under each other; the name of each block stands in its first line."""
    return [
        FigureRow("" if place else block.title, line.label, line.words, line.note)
        for block in blocks(found)
        for place, line in enumerate(block.lines)
    ]


def copied(head: Iterable[str], found: Measures) -> str:
    """The measures as a spreadsheet takes them from the clipboard: under a few lines that say
    what this is, with the definition of each block beside its name."""
    lines = [*head, ""]
    for block in blocks(found):
        lines.append(f"{block.title}\t{block.definition}")
        lines += [f"\t{line.label}\t{line.words}\t{line.note}".rstrip() for line in block.lines]
    return "\n".join(lines) + "\n"


class FigureModel(RowsModel[FigureRow]):
    """All charts of the page under each other."""

    titles = TITLES

    def shown(self, row: FigureRow, column: int) -> str:
        return row[column]

    def spoken(self, row: FigureRow, column: int) -> str:
        return " ".join(part for part in row if part)
