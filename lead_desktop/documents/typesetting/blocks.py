"""What a printed form is made of: headings, paragraphs, lists, tables, boxes, columns.

A Column gathers them from top to bottom. Each block adds its elements to the structure tree and
its strips to the column; nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import partial

from lead_desktop.documents.participant_block import Field, field_strips
from lead_desktop.documents.typesetting.lines import Text, Type, plain_text, set_lines, stand_in
from lead_desktop.documents.typesetting.progress import draw_tick
from lead_desktop.documents.typesetting.setting import (
    TALLEST_BLOCK,
    TypeScale,
    line_ink,
    text_strips,
    words,
)
from lead_desktop.documents.typesetting.strips import (
    BoxInk,
    Ink,
    OrnamentInk,
    RuleInk,
    Strip,
    TextInk,
    gathered,
    side_by_side,
    stack_height,
)
from lead_desktop.documents.typesetting.tables import Cell, ColumnHead, blank_strips, table_strips
from lead_desktop.documents.typesetting.tagging import Element, Role

TICKED = "\N{BALLOT BOX WITH CHECK}"
"""What a ticked box is copied as, and is to those who hear the paper."""


class Column:
    """Blocks set one below the other in a column of `width` points.

    room: the height of the first page, for forms that fill it. undrawn: characters in it for which
    a square stands.
    """

    def __init__(self, types: TypeScale, width: float, room: float = 0.0) -> None:
        self.types = types
        self.width = width
        self.room = room
        self.strips: list[Strip] = []
        self.undrawn: set[str] = set()
        self._after_block = False

    def append(self, strips: Sequence[Strip], space: float = 0.0) -> None:
        """Add strips, `space` points below what is there."""
        if strips:
            self._after_block = False
            strips[0].space += space * self.types.unit
            self.strips += strips
            for strip in strips:
                for ink in strip.inks:
                    if isinstance(ink, TextInk) and ink.line.undrawn:
                        self.undrawn.update(ink.line.undrawn)

    def paragraph(
        self,
        parent: Element,
        text: Text,
        type_: Type | None = None,
        *,
        space: float = 0,
        lang: str = "",
    ) -> None:
        """A paragraph; nothing at all for empty text. lang: where it is not the document's."""
        if plain_text(text):
            owner = words(parent, text)
            owner.lang = lang or owner.lang
            self.stretch(owner, text, type_, space=space)

    def stretch(
        self,
        owner: Element,
        text: Text,
        type_: Type | None = None,
        *,
        space: float = 0,
        goes_on: bool = False,
    ) -> None:
        """Lines of the paragraph `owner`; goes_on: more of them follow, perhaps in another type."""
        type_ = type_ or self.types.body
        lines = set_lines(text, type_, self.width, goes_on=goes_on)
        self.append(text_strips(lines, type_, owner), space)
        if goes_on:
            self.strips[-1].keep = True

    def section(self, parent: Element, title: str, source: str = "") -> Element:
        """A rule and a heading that stay with what follows; source: where the facts come from."""
        unit, head, small = self.types.unit, self.types.head, self.types.small
        section = parent.add(Role.SECTION)
        rule = Strip(4 * unit, [RuleInk(0, 0, self.width, 0.85)], keep=True)
        heading = words(section, title, Role.HEADING)
        heading.bookmark = title
        strips = text_strips(set_lines(title, head, self.width), head, heading)
        below: list[Strip] = []
        if source:
            lines = set_lines(source, small, self.width)
            owner = words(section, source)
            title_width = set_lines(title, head, self.width)[-1].width
            if len(lines) == 1 and title_width + lines[0].width + 12 < self.width:
                x = self.width - lines[0].width
                ink = TextInk(lines[0], x, head.baseline, owner)
                strips[-1].inks = [*strips[-1].inks, ink]
            else:
                below = text_strips(lines, small, owner)
        self.append([rule], self._section_gap())
        self.append([*strips, *below])
        for strip in (*strips, *below):
            strip.keep = True
        self.append([Strip(3 * unit, [], keep=True)])
        return section

    def _section_gap(self) -> float:
        """Room above the next section: less below the participant block."""
        gap = 9 if self._after_block else 14.5
        self._after_block = False
        return gap

    def bullets(
        self,
        parent: Element,
        items: Sequence[Text],
        *,
        space: float = 0,
        marker: str = "\N{BULLET}",
        ticked: Container[int] = (),
    ) -> None:
        """A bulleted list; nothing at all without items. ticked: whose marker, a box, is ticked."""
        indent = (12.5 if marker == "\N{BULLET}" else 16) * self.types.unit
        body = self.types.body
        if not items:
            return
        listing = parent.add(Role.LIST)
        listing.numbering = "Disc" if marker == "\N{BULLET}" else "Square"
        for index, item in enumerate(items):
            lines = set_lines(item, body, self.width - indent)
            if not lines:
                continue
            entry = listing.add(Role.ITEM)
            is_ticked = index in ticked
            said = TICKED if is_ticked else marker
            dot = stand_in(marker, said, body)
            label, text = entry.add(Role.LABEL), words(entry, item, Role.BODY)
            strips = text_strips(lines, body, text, indent)
            first = line_ink(dot, body, label, x=1.4 * self.types.unit)
            strips[0].inks = [first, *strips[0].inks]
            if is_ticked:
                tick = partial(draw_tick, size=body.size)
                strips[0].inks.append(OrnamentInk(tick, first.x + dot.width / 2, body.middle))
            self.append(strips, 0 if index else space)

    def table(
        self,
        parent: Element,
        heads: Sequence[ColumnHead],
        rows: Sequence[Sequence[Cell]],
        *,
        space: float = 4,
    ) -> None:
        """A ruled table; its header row is repeated, outside the reading order, on every page.
        Words right above it lead to it, and stay with it."""
        if self.strips:
            self.strips[-1].keep = True
        self.append(table_strips(self.types, self.width, parent, heads, rows), space)

    def blank_table(
        self, parent: Element, heads: Sequence[ColumnHead], row: float, *, below: float
    ) -> None:
        """A table to be filled in by hand, fully ruled: as many rows of at least `row` points as
        the page holds, leaving `below` points at its foot."""
        head = blank_strips(self.types, self.width, Element(Role.TABLE), heads, 0, row)
        free = self.room - stack_height([*self.strips, *head]) - below - 4 * self.types.unit
        rows = max(1, int(free // row))
        height = max(row, free / rows)
        self.append(blank_strips(self.types, self.width, parent, heads, rows, height), 4)

    def tick_boxes(
        self,
        parent: Element,
        items: Sequence[Text],
        *,
        space: float = 0,
        ticked: Container[int] = (),
    ) -> None:
        """A list with a box to tick before each item; those at the places `ticked` are."""
        self.bullets(parent, items, space=space, marker="\N{WHITE SQUARE}", ticked=ticked)

    def fields(self, parent: Element, fields: Sequence[Field]) -> None:
        """The participant block, and less room than usual below it."""
        self.append(field_strips(self.types, self.width, parent, fields), 8)
        self._after_block = True

    def half(self, gap: float) -> Column:
        """An empty column half as wide, for `pair`."""
        return Column(self.types, (self.width - gap) / 2)

    def beside(self, left: Column, right: Column) -> None:
        """Two sections side by side, each in its half of the width."""
        self.pair(left, right, space=self._section_gap())

    def pair(self, left: Column, right: Column, *, space: float = 0) -> None:
        """Two columns side by side; one below the other when they are too long for that."""
        height = max(stack_height(left.strips), stack_height(right.strips))
        if height > TALLEST_BLOCK or not left.strips or not right.strips:
            self.append(left.strips, space)
            self.append(right.strips, space or 3)
            return
        inks = gathered(left.strips, 0, 0)
        inks += gathered(right.strips, self.width - right.width, 0)
        self.append([Strip(height, inks)], space)

    def row_by_row(self, left: Column, right: Column) -> None:
        """Two sections side by side, each a table under its heading: a page may end between two
        rows of both."""
        space, shift = self._section_gap(), self.width - right.width
        self.append(side_by_side(left.strips, right.strips, shift), space)

    def boxed(
        self, inside: Column, *, pad: tuple[float, float], thickness: float, grey: float
    ) -> None:
        """The strips of `inside` in a frame; without it when they are too long for one page."""
        height = stack_height(inside.strips)
        if height > TALLEST_BLOCK:
            self.append(inside.strips, 14)
            return
        across, down = pad
        frame = BoxInk(0, 0, self.width, height + 2 * down, thickness=thickness, grey=grey)
        inks = [frame, *gathered(inside.strips, across, down)]
        self.append([Strip(height + 2 * down, inks)], 14)

    def signatures(self, parent: Element, labels: Sequence[str]) -> None:
        """Lines to sign on, two abreast, each with its label; they stay with what precedes."""
        gap = 40.0
        width = (self.width - gap) / 2
        if self.strips:
            self.strips[-1].keep = True
        for start in range(0, len(labels), 2):
            inks: list[Ink] = []
            depth = 0.0
            for index, label in enumerate(labels[start : start + 2]):
                x = index * (width + gap)
                small = self.types.small
                lines = text_strips(set_lines(label, small, width), small, words(parent, label), x)
                inks += [RuleInk(x, 0, width, 0.75), *gathered(lines, 0, 2)]
                depth = max(depth, 2 + stack_height(lines))
            self.append([Strip(depth, inks, space=36, keep=start + 2 < len(labels))])
