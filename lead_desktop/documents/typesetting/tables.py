"""Ruled tables: header cells with their scope, rows that are cut only when they are very tall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest

from lead_desktop.documents.typesetting.column_widths import fitted, wants_of
from lead_desktop.documents.typesetting.lines import Text, Type, plain_text, set_lines
from lead_desktop.documents.typesetting.progress import Progress, draw_progress
from lead_desktop.documents.typesetting.setting import (
    HAIRLINE,
    TALLEST_BLOCK,
    TypeScale,
    text_strips,
    words,
)
from lead_desktop.documents.typesetting.strips import (
    BoxInk,
    Ink,
    OrnamentInk,
    RuleInk,
    Strip,
    gathered,
    stack_height,
)
from lead_desktop.documents.typesetting.tagging import Artifact, Element, Owner, Role, Scope

NOTHING = "\N{EN DASH}"
"""Stands in a cell of which nothing is recorded: an empty one would look forgotten."""
_INDENT = 14.0
"""Points of room for a mark before the words of a column."""
_GAP = 8.0
"""Points between the words of one column and the next, at the usual type size."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; with a progress mark before its text where one is given."""

    text: Text
    mark: Progress | None = None


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A table column: its label and its share of the width. marked: leaves room for a mark."""

    label: str
    share: float
    marked: bool = False


class _Table:
    """The columns of one table, placed."""

    def __init__(
        self,
        types: TypeScale,
        width: float,
        heads: Sequence[ColumnHead],
        rows: Sequence[Sequence[Cell]] = (),
    ) -> None:
        self._types = types
        self._width = width
        self._heads = heads
        self._places = tuple(self._placed(rows))

    def _placed(self, rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[float, float]]:
        """Left edge and width of each column's text."""
        indents = [_INDENT * self._types.unit if head.marked else 0.0 for head in self._heads]
        besides = [indent + _GAP * self._types.unit for indent in indents]
        besides[-1] = indents[-1]  # no column follows
        shares = [head.share * self._width for head in self._heads]
        wants = [
            wants_of(self._texts(rows, place), share, beside)
            for place, (share, beside) in enumerate(zip(shares, besides, strict=True))
        ]
        left = 0.0
        for width, indent, beside in zip(fitted(shares, wants), indents, besides, strict=True):
            yield left + indent, width - beside
            left += width

    def _texts(self, rows: Sequence[Sequence[Cell]], place: int) -> Iterator[tuple[Text, Type]]:
        """Everything that stands in one column."""
        yield self._heads[place].label, self._types.label
        for row in rows:
            yield row[place].text, self._types.body

    def edges(self) -> list[float]:
        """Where the text of each column begins."""
        return [left for left, _ in self._places]

    def header(self, owners: Sequence[Owner]) -> Strip:
        """The labels of the columns."""
        label, inks, depth = self._types.label, list[Ink](), 0.0
        for head, owner, (x, width) in zip(self._heads, owners, self._places, strict=True):
            lines = set_lines(head.label, label, width)
            inks += gathered(text_strips(lines, label, owner, x), 0, 0)
            depth = max(depth, len(lines) * label.leading)
        return Strip(depth + 4.6 * self._types.unit, inks, keep=True)

    def row(self, element: Element, cells: Sequence[Cell]) -> list[Strip]:
        """A row in one strip, or cut between lines when it is very tall."""
        columns = [
            self._cell(element, cell, place, first=index == 0)
            for index, (cell, place) in enumerate(zip(cells, self._places, strict=True))
        ]
        height = max((stack_height(strips) for strips in columns), default=0.0)
        above, below = 3.2 * self._types.unit, 3.8 * self._types.unit
        rule = RuleInk(0, 0, self._width, 0.5, HAIRLINE)
        if height <= TALLEST_BLOCK:
            inks = [ink for strips in columns for ink in gathered(strips, 0, above)]
            return [Strip(above + height + below, [rule, *inks])]
        lines = zip_longest(*columns)
        cut = [
            Strip(self._types.body.leading, [ink for s in line if s is not None for ink in s.inks])
            for line in lines
        ]
        return [Strip(above, [rule], keep=True), *cut, Strip(below, [])]

    def _cell(
        self, row: Element, cell: Cell, place: tuple[float, float], *, first: bool
    ) -> list[Strip]:
        """One strip a line; the first column heads its row."""
        (x, width), body, unit = place, self._types.body, self._types.unit
        text = cell.text if plain_text(cell.text).strip() else NOTHING
        owner = words(row, text, Role.HEADER_CELL if first else Role.CELL)
        owner.scope = Scope.ROW if first else None
        strips = text_strips(set_lines(text, body, width), body, owner, x)
        if cell.mark is not None and strips:
            draw = partial(draw_progress, progress=cell.mark, scale=unit)
            mark = OrnamentInk(draw, x - 9 * unit, body.middle)
            strips[0].inks = [mark, *strips[0].inks]
        return strips


def table_strips(
    types: TypeScale,
    width: float,
    parent: Element,
    heads: Sequence[ColumnHead],
    rows: Sequence[Sequence[Cell]],
) -> list[Strip]:
    """A table `width` points wide. A page that begins inside it begins with its header again."""
    table, layout = parent.add(Role.TABLE), _Table(types, width, heads, rows)
    header_row = table.add(Role.ROW)
    owners = [words(header_row, head.label, Role.HEADER_CELL) for head in heads]
    for owner in owners:
        owner.scope = Scope.COLUMN
    again = replace(layout.header([Artifact.LAYOUT] * len(heads)), keep=False)
    strips = [layout.header(owners)]
    for index, row in enumerate(rows):
        cut = layout.row(table.add(Role.ROW), row)
        # No row stands alone at the foot of a page or at the head of the next one.
        cut[-1].keep = len(cut) == 1 and index in (0, len(rows) - 2) and len(rows) > 1
        for place, strip in enumerate(cut):
            strip.carry = (again,) if index or place else ()
        strips += cut
    strips[-1].height -= 2.4 * types.unit  # no rule follows the last row
    return strips


def blank_strips(
    types: TypeScale,
    width: float,
    parent: Element,
    heads: Sequence[ColumnHead],
    rows: int,
    height: float,
) -> list[Strip]:
    """A table with `rows` empty rows of `height` points, with lines between its columns."""
    table = parent.add(Role.TABLE)
    header_row = table.add(Role.ROW)
    owners = [words(header_row, head.label, Role.HEADER_CELL) for head in heads]
    for owner in owners:
        owner.scope = Scope.COLUMN
    layout = _Table(types, width, heads)
    strips = [layout.header(owners)]
    for index in range(rows):
        row = table.add(Role.ROW)
        for _ in heads:
            row.add(Role.CELL)
        inks: list[Ink] = [RuleInk(0, 0, width, 0.5, HAIRLINE)]
        inks += [
            BoxInk(left - 5, 0, 0, height, thickness=0.5, grey=HAIRLINE)
            for left in layout.edges()[1:]
        ]
        if index == rows - 1:
            inks.append(RuleInk(0, height, width, 0.5, HAIRLINE))
        strips.append(Strip(height, inks))
    return strips
