"""Pages as columns of strips: a strip is a horizontal band that is never cut.

Paragraphs become one strip a line, tables one a row, so breaking a story into pages is a single
pass over a list. Everything is laid out before anything is drawn, therefore the number of pages
is known when the first footer is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from lead_desktop.documents.typesetting.lines import Line, Segment
from lead_desktop.documents.typesetting.tagging import Artifact, Element, Owner

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from lead_desktop.documents.typesetting.text_ops import TextOps


class Pen:
    """Draws on one page and keeps every stroke inside marked content.

    owners: the element of each mark number given out on this page. forced: a glyph on it has
    another width in the PDF than in its font.
    """

    def __init__(self, canvas: Canvas, ops: TextOps, page: int) -> None:
        self.canvas = canvas
        self.owners: list[Element] = []
        self.forced = False
        self._ops = ops
        self._page = page
        self._owner: Owner | None = None
        self._in_text = False
        self._font = ""
        self._grey = -1.0

    def line(self, line: Line, x: float, y: float, owner: Owner) -> None:
        """Draw `line` with its left end at (x, y), y being the baseline."""
        self._open(owner)
        self.forced = self.forced or line.forced
        for segment in line.segments:
            shown = self._ops.shown(segment.face, segment.text)
            if shown is None:
                self._shaped(segment, line, x + segment.x, y)
                continue
            write = self.canvas.addLiteral
            if not self._in_text:
                self._in_text, self._font, self._grey = True, "", -1.0
                write("BT")
            if line.grey != self._grey:
                self._grey = line.grey
                write(f"{line.grey:g} g")
            name, show = shown
            font = f"{name} {line.size:.4g} Tf"
            if font != self._font:
                self._font = font
                write(font)
            write(f"1 0 0 1 {x + segment.x:.6g} {y:.6g} Tm {show}")

    def _shaped(self, segment: Segment, line: Line, x: float, y: float) -> None:
        """A segment whose glyphs are each put in their place, which reportlab does."""
        self._end_text()
        text = self.canvas.beginText()
        text.setFillGray(line.grey)
        text.setTextOrigin(x, y)
        text.setFont(segment.face.fontName, line.size, line.size)
        text.textOut(segment.text)
        self.canvas.drawText(text)

    def ornament(self, draw: Callable[[Canvas], None], owner: Artifact = Artifact.LAYOUT) -> None:
        """Draw something that carries no meaning of its own."""
        self._open(owner)
        self._end_text()
        self.canvas.saveState()
        draw(self.canvas)
        self.canvas.restoreState()

    def close(self) -> None:
        """End the open marked content; call it before the page is shown."""
        self._end_text()
        if self._owner is not None:
            self.canvas.addLiteral("EMC")
            self._owner = None

    def _open(self, owner: Owner) -> None:
        if owner is self._owner:
            return
        self.close()
        self._owner = owner
        if isinstance(owner, Artifact):
            self.canvas.addLiteral(owner.value)
            return
        number = len(self.owners)
        self.owners.append(owner)
        owner.marks.append((self._page, number))
        self.canvas.addLiteral(f"/{owner.role} <</MCID {number}>> BDC")

    def _end_text(self) -> None:
        if self._in_text:
            self.canvas.addLiteral("ET")
            self._in_text = False


@dataclass(frozen=True, slots=True)
class TextInk:
    """A line whose baseline starts at (x, down) from the strip's upper left corner."""

    line: Line
    x: float
    down: float
    owner: Owner

    def draw(self, pen: Pen, left: float, top: float) -> None:
        pen.line(self.line, left + self.x, top - self.down, self.owner)


@dataclass(frozen=True, slots=True)
class RuleInk:
    """A horizontal rule."""

    x: float
    down: float
    width: float
    thickness: float
    grey: float = 0.0

    def draw(self, pen: Pen, left: float, top: float) -> None:
        def rule(canvas: Canvas) -> None:
            canvas.setLineWidth(self.thickness)
            canvas.setStrokeGray(self.grey)
            x, y = left + self.x, top - self.down
            canvas.line(x, y, x + self.width, y)

        pen.ornament(rule)


@dataclass(frozen=True, slots=True)
class BoxInk:
    """A rectangle: a ground (`fill`) or a frame (`thickness`)."""

    x: float
    down: float
    width: float
    height: float
    fill: float | None = None
    thickness: float = 0.0
    grey: float = 0.0

    def draw(self, pen: Pen, left: float, top: float) -> None:
        def box(canvas: Canvas) -> None:
            if self.fill is not None:
                canvas.setFillGray(self.fill)
            canvas.setLineWidth(self.thickness)
            canvas.setStrokeGray(self.grey)
            canvas.rect(
                left + self.x,
                top - self.down - self.height,
                self.width,
                self.height,
                stroke=int(self.thickness > 0),
                fill=int(self.fill is not None),
            )

        pen.ornament(box)


@dataclass(frozen=True, slots=True)
class OrnamentInk:
    """Any drawing, given the place of its centre."""

    draw_at: Callable[[Canvas, float, float], None]
    x: float
    down: float

    def draw(self, pen: Pen, left: float, top: float) -> None:
        pen.ornament(lambda canvas: self.draw_at(canvas, left + self.x, top - self.down))


Ink = TextInk | RuleInk | BoxInk | OrnamentInk


@dataclass(slots=True)
class Strip:
    """A band of `height` points.

    space: distance to the strip above, left out at the top of a page.
    keep: stays on one page with the strip below.
    carry: strips drawn again above this one when it begins a page (a table's header).
    """

    height: float
    inks: Sequence[Ink]
    space: float = 0.0
    keep: bool = False
    carry: tuple[Strip, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip and the distance of its top from the top of the page's text area.

    carried: it was drawn on an earlier page already (a table's header).
    """

    strip: Strip
    down: float
    carried: bool = False


def paginate(strips: Sequence[Strip], heights: Iterator[float]) -> list[list[Placed]]:
    """Break a column of strips into pages. heights: room on the first page, the second ...

    Strips that keep together go to the next page as a whole when they fit there; a chain taller
    than a page is cut where it must be.
    """
    pages: list[list[Placed]] = [[]]
    room = next(heights)
    used = 0.0
    for chain in _chains(strips):
        needed = sum(strip.space + strip.height for strip in chain)
        if used and used + needed > room:
            pages.append([])
            room, used = next(heights), 0.0
        for strip in chain:
            if used and used + strip.space + strip.height > room:
                pages.append([])
                room, used = next(heights), 0.0
            if not used:
                for carried in strip.carry:
                    pages[-1].append(Placed(carried, used, carried=True))
                    used += carried.height
            else:
                used += strip.space
            pages[-1].append(Placed(strip, used))
            used += strip.height
    return pages


def _chains(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    chain: list[Strip] = []
    for strip in strips:
        chain.append(strip)
        if not strip.keep:
            yield chain
            chain = []
    if chain:
        yield chain


def stack_height(strips: Sequence[Strip]) -> float:
    """Height of strips one below the other, the first without its space."""
    return sum(s.height + (s.space if index else 0.0) for index, s in enumerate(strips))


def moved(ink: Ink, right: float, down: float) -> Ink:
    """The same ink, `right` and `down` points further."""
    match ink:
        case TextInk(line, x, depth, owner):
            return TextInk(line, x + right, depth + down, owner)
        case RuleInk(x, depth, width, thickness, grey):
            return RuleInk(x + right, depth + down, width, thickness, grey)
        case BoxInk(x, depth, width, height, fill, thickness, grey):
            return BoxInk(x + right, depth + down, width, height, fill, thickness, grey)
        case OrnamentInk(draw_at, x, depth):
            return OrnamentInk(draw_at, x + right, depth + down)


def gathered(strips: Sequence[Strip], right: float, down: float) -> list[Ink]:
    """The inks of stacked strips, relative to a point `right` and `down` above their top left."""
    inks: list[Ink] = []
    for index, strip in enumerate(strips):
        down += strip.space if index else 0.0
        inks += [moved(ink, right, down) for ink in strip.inks]
        down += strip.height
    return inks


def side_by_side(left: Sequence[Strip], right: Sequence[Strip], shift: float) -> list[Strip]:
    """Two columns as one, the right one `shift` points further: their openings level with each
    other, then strip beside strip."""
    merged: list[Strip] = []
    for one, other in zip_longest(_opened(left), _opened(right), fillvalue=Strip(0.0, [])):
        merged.append(_abreast(one, other, shift))
    return merged


def _opened(strips: Sequence[Strip]) -> list[Strip]:
    """What stands above a table as one strip, then its header and its rows."""
    second = next((place for place, strip in enumerate(strips) if strip.carry), len(strips))
    above, table = strips[: second - 2], strips[second - 2 :]
    return [Strip(stack_height(above), gathered(above, 0, 0), keep=True), *table]


def _abreast(one: Strip, other: Strip, shift: float) -> Strip:
    carried = zip_longest(one.carry, other.carry, fillvalue=Strip(0.0, []))
    return Strip(
        max(one.height, other.height),
        [*one.inks, *(moved(ink, shift, 0) for ink in other.inks)],
        space=max(one.space, other.space),
        keep=one.keep or other.keep,
        carry=tuple(_abreast(mine, yours, shift) for mine, yours in carried),
    )
