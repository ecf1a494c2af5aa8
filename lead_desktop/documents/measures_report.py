"""The report of measures: each with its definition, as lines of a table. Nobody is named in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lead_desktop.documents.abreast import ABREAST_GAP
from lead_desktop.documents.form import FormHead, PrintedForm, draw_form
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.typesetting.lines import natural_width
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.tables import Cell, ColumnHead
from lead_desktop.documents.typesetting.tagging import Element, Role
from lead_desktop.domain.measures.lines import Block, Line

_COLUMNS = (("Measure", 0.42), ("Figure", 0.58))
_NARROW_COLUMNS = (("Measure", 0.66), ("Figure", 0.34))
_LEAST_GAP = 14.0
"""Points between the longest measure and the longest figure of a table in half the width."""


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
    """Two tables that follow each other share the width where both are narrow: else the figures
    would stand far from what they count."""
    for line in report.head:
        pieces.column.paragraph(pieces.root, line)
    waiting: Block | None = None
    for place, block in enumerate(report.blocks):
        if waiting is not None and _is_narrow(pieces, block):
            _write_two(pieces, waiting, block)
            waiting = None
        else:
            if waiting is not None:
                _write_block(pieces, waiting)
            waiting = block if _is_narrow(pieces, block) else None
            if waiting is None:
                _write_block(pieces, block)
        yield (place + 1) / len(report.blocks)
    if waiting is not None:
        _write_block(pieces, waiting)


def _is_narrow(pieces: Pieces, block: Block) -> bool:
    """Whether no line of its table would break in half the width."""
    half = pieces.half(ABREAST_GAP, pieces.root).column
    body = half.types.body
    labels = max((natural_width(one.label, body) for one in block.lines), default=0.0)
    figures = max((natural_width(_figure(one), body) for one in block.lines), default=0.0)
    return labels + _LEAST_GAP + figures <= half.width


def _write_two(pieces: Pieces, left: Block, right: Block) -> None:
    sides = [pieces.half(ABREAST_GAP, Element(Role.SECTION)) for _ in range(2)]
    for side, block in zip(sides, (left, right), strict=True):
        _write_block(side, block, _NARROW_COLUMNS)
        pieces.root.kids += side.root.kids
    pieces.column.row_by_row(sides[0].column, sides[1].column)


def _write_block(
    pieces: Pieces, block: Block, columns: tuple[tuple[str, float], ...] = _COLUMNS
) -> None:
    column = pieces.column
    section = pieces.open(block.title)
    column.paragraph(section, block.definition, column.types.small, space=3)
    rows = [(Cell(one.label), Cell(_figure(one))) for one in block.lines]
    if rows:
        column.table(section, [ColumnHead(*head) for head in columns], rows)
    else:
        pieces.none(section)


def _figure(line: Line) -> str:
    """The figure with its note: a cell left empty would read as one that is hidden."""
    return f"{line.words} ({line.note})" if line.note else line.words
