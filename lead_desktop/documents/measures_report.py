"""The report of measures: each with its definition, as lines of a table. Nobody is named in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lead_desktop.documents.form import FormHead, PrintedForm, draw_form
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.tables import Cell, ColumnHead
from lead_desktop.domain.measures.lines import Block, Line

_COLUMNS = (("Measure", 0.42), ("Figure", 0.58))


@dataclass(frozen=True, slots=True)
class MeasuresReport:
    """head: what the report says of itself, line by line. blocks: the measures."""

    head: tuple[str, ...]
    blocks: tuple[Block, ...]


def draw_measures_report(
    head: FormHead, report: MeasuresReport, *, paper: PaperSize
) -> PrintedForm:
    """Draw the report."""
    return draw_form(head, lambda pieces: _write(pieces, report), paper=paper)


def _write(pieces: Pieces, report: MeasuresReport) -> Iterator[float]:
    column = pieces.column
    for line in report.head:
        column.paragraph(pieces.root, line)
    for place, block in enumerate(report.blocks):
        section = pieces.open(block.title)
        column.paragraph(section, block.definition, column.types.small, space=3)
        rows = [(Cell(one.label), Cell(_figure(one))) for one in block.lines]
        if rows:
            column.table(section, [ColumnHead(*head) for head in _COLUMNS], rows)
        else:
            pieces.none(section)
        yield (place + 1) / len(report.blocks)


def _figure(line: Line) -> str:
    """The figure with its note: a cell left empty would read as one that is hidden."""
    return f"{line.words} ({line.note})" if line.note else line.words
