"""The sheet: sizes, margins, the head and foot of every page, and pages drawn to PDF.

Black, and greys that survive a poor copier; the only ground is the 6 % grey of the participant
block. Head and foot are read once, on page 1, and are artifacts on the pages after it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from lead_desktop.base.errors import Cancelled
from lead_desktop.documents.typesetting.blocks import Column
from lead_desktop.documents.typesetting.fonts import Cut, body_face
from lead_desktop.documents.typesetting.lines import Align, Span, Type, one_line, text_width
from lead_desktop.documents.typesetting.setting import MUTED, TypeScale, aligned
from lead_desktop.documents.typesetting.strips import (
    BoxInk,
    Ink,
    Pen,
    Placed,
    Strip,
    paginate,
    stack_height,
)
from lead_desktop.documents.typesetting.tagging import Artifact, Element, Owner, Role

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from lead_desktop.documents.typesetting.text_ops import TextOps

MARGIN = 54.0
_TOP = 43.0
_LOGO = 20.0
_BODY_TOP = 84.0
_FOOT_BASELINE = 34.0
_BODY_BOTTOM = 55.0
_MANY_STRIPS = 12000
"""Some two hundred and fifty pages of running text."""
_SHORT_STORY = 4
_LEAST_AIR = 0.7
"""A story of a few pages is set with less air between its blocks where that saves it a page."""
_WIDEST_COUNT = "8888"


class PaperSize(Enum):
    """Width and height in points."""

    LETTER = (612.0, 792.0)
    A4 = (595.276, 841.89)

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.value[0] - 2 * MARGIN


@dataclass(frozen=True, slots=True)
class Notice:
    """A statement in a box at the foot of page 1."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page around the text. Empty strings leave nothing behind.

    mark: a line such as "Draft" across the head. notices: boxed at the foot of page 1.
    foot_notice: a short statement above the foot of every page.
    """

    program: str = ""
    program_line: str = ""
    logo: bool = False
    confidential: str = ""
    document: str = ""
    mark: str = ""
    notices: tuple[Notice, ...] = ()
    foot_notice: str = ""
    foot_left: str = ""
    foot_middle: str = ""
    page_label: str = "Page {number} of {count}"


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how far the work has come (0 to 1), and who may stop it."""

    progress: Callable[[float], None] | None = None
    cancelled: Callable[[], bool] | None = None

    def reached(self, share: float) -> None:
        """Report `share`; raises Cancelled when somebody asked to stop."""
        if self.cancelled is not None and self.cancelled():
            raise Cancelled("The document was not made.", meaning="Nothing was kept.")
        if self.progress is not None:
            self.progress(share)


@dataclass(frozen=True, slots=True)
class _Owners:
    """Elements that hold head and notices where they are read, on page 1."""

    program: Element
    program_line: Element
    confidential: Element
    document: Element
    mark: Element


@dataclass(frozen=True, slots=True)
class CountLabel:
    """The number of pages, drawn once they are counted: a page of its own size that is laid over
    every page of a story that was drawn while it was written."""

    pdf: bytes


@dataclass(frozen=True, slots=True)
class Drawn:
    """Untagged PDF bytes in parts of some pages and, for each page, the element of each mark
    number on it. count: see CountLabel. forced: see Pen."""

    parts: tuple[bytes, ...]
    owners: list[list[Element]]
    count: CountLabel | None = None
    forced: bool = False


class Sheet:
    """One document on its paper: write the story into `column`, then draw."""

    def __init__(self, paper: PaperSize, types: TypeScale, furniture: Furniture) -> None:
        self.paper = paper
        self.types = types
        self.furniture = furniture
        self.root = Element(Role.DOCUMENT)
        head = self.root.add(Role.SECTION)
        self._owners = _Owners(*(head.add(Role.PARAGRAPH) for _ in range(5)))
        self._parts: list[bytes] = []
        self._drawn: list[list[Element]] = []
        self._forced = False
        notes = Element(Role.SECTION)
        self._notices = self._set_notices(notes)
        self._notes = notes.kids
        self.column = Column(types, paper.text_width, next(self._rooms(first=True)))

    def advance(self) -> None:
        """Draw the pages that are full once there are many: a long story needs little memory."""
        if len(self.column.strips) < _MANY_STRIPS:
            return
        *full, last = self._paginated()
        if not full:
            return
        self._draw_part(full, Watch(), count=None)
        self.column.strips = [placed.strip for placed in last if not placed.carried]

    def draw(self, watch: Watch) -> Drawn:
        """Break the story into pages and draw them. Raises Cancelled."""
        self.root.kids += self._notes  # on page 1, but read after the story
        pages = self._paginated()
        if not self._parts and 1 < len(pages) <= _SHORT_STORY and self._is_nearly_shorter(pages):
            pages = min(pages, self._paginated(air=_LEAST_AIR), key=len)
        if not self._parts:
            self._draw_part(pages, watch, count=len(pages))
            return Drawn(tuple(self._parts), self._drawn, forced=self._forced)
        self._draw_part(pages, watch, count=None)
        return Drawn(tuple(self._parts), self._drawn, self._count_label(), self._forced)

    def _is_nearly_shorter(self, pages: list[list[Placed]]) -> bool:
        """Whether less air could save the last page at all."""
        last = pages[-1][-1]
        saved = sum(strip.space for strip in self.column.strips) * (1 - _LEAST_AIR)
        return last.down + last.strip.height <= saved + self.column.room / 4

    def _paginated(self, *, air: float = 1.0) -> list[list[Placed]]:
        """The story in pages. air: share of the distances between blocks."""
        strips = self.column.strips
        if air < 1:
            strips = [replace(strip, space=strip.space * air) for strip in strips]
        return paginate(strips, self._rooms(first=not self._drawn))

    def _draw_part(self, pages: list[list[Placed]], watch: Watch, *, count: int | None) -> None:
        """Draw pages into a file of their own. count: of all pages, None while it is not known."""
        from lead_desktop.documents.typesetting.saving import compact  # late, as in `_open_canvas`

        buffer, canvas, ops = self._open_canvas()
        top = self.paper.value[1] - self._body_top()
        for index, page in enumerate(pages):
            watch.reached(0.5 + 0.4 * index / len(pages))
            number = len(self._drawn)
            pen = Pen(canvas, ops, number)
            self._draw_head(pen, first=number == 0)
            for placed in page:
                _draw_inks(pen, placed.strip.inks, top - placed.down)
            if number == 0:
                self._draw_notices(pen)
            self._draw_foot(pen, number + 1, count)
            pen.close()
            self._drawn.append(pen.owners)
            self._forced = self._forced or pen.forced
            canvas.showPage()
        canvas.save()
        part = buffer.getvalue()
        # What is drawn at once is compressed once, by finish().
        self._parts.append(part if count is not None else compact(part))

    def _open_canvas(self) -> tuple[io.BytesIO, Canvas, TextOps]:
        # Late: reportlab, like pikepdf behind it, is paid by those who print.
        from reportlab.pdfgen.canvas import Canvas

        from lead_desktop.documents.typesetting.text_ops import TextOps

        buffer = io.BytesIO()
        canvas = Canvas(
            buffer,
            pagesize=self.paper.value,
            pageCompression=0,  # pikepdf does it in C
            invariant=True,
            pdfVersion=(1, 7),
            initialFontName=body_face(Cut.REGULAR).fontName,  # type: ignore[arg-type]  # the stub says float
        )
        return buffer, canvas, TextOps(canvas)

    def _count_label(self) -> CountLabel:
        buffer, canvas, ops = self._open_canvas()
        pen = Pen(canvas, ops, 0)
        width = text_width(_WIDEST_COUNT, Cut.REGULAR, self._foot_type().size)
        place = self.paper.text_width - width
        label = str(len(self._drawn))
        self._put(pen, label, self._foot_type(), Artifact.FOOTER, _FOOT_BASELINE, place, width)
        pen.close()
        canvas.showPage()
        canvas.save()
        return CountLabel(buffer.getvalue())

    def _body_top(self) -> float:
        return _BODY_TOP + (20 if self.furniture.mark else 0)

    def _body_bottom(self) -> float:
        return _BODY_BOTTOM + (12 if self.furniture.foot_notice else 0)

    def _rooms(self, *, first: bool) -> Iterator[float]:
        """Height for text on the next page, the one after it ..."""
        room = self.paper.value[1] - self._body_top() - self._body_bottom()
        if first:
            boxes = stack_height(self._notices) + (12 if self._notices else 0)
            yield max(room - boxes, room / 4)
        while True:
            yield room

    def _type(self, size: float, cut: Cut = Cut.REGULAR, grey: float = 0.0) -> Type:
        # Head and foot grow less than the text: they are for the office, not for reading through.
        size *= min(self.types.unit, 1.1)
        return Type(cut, size, size * 1.3, grey)

    def _draw_head(self, pen: Pen, *, first: bool) -> None:
        page, own, shift = self.furniture, self._owners, 0.0
        top = self.paper.value[1] - _TOP

        def owner(element: Element) -> Owner:
            return element if first else Artifact.HEADER

        if page.logo:
            pen.ornament(lambda canvas: _draw_logo(canvas, MARGIN, top - _LOGO), Artifact.HEADER)
            shift = _LOGO + 8
        strong, muted = self._type(10, Cut.SEMIBOLD), self._type(8, grey=MUTED)
        firm = self._type(8.5, Cut.SEMIBOLD)
        half = self.paper.text_width * 0.58 - shift
        self._put(pen, page.program, strong, owner(own.program), top - 7.9, shift, half)
        self._put(pen, page.program_line, muted, owner(own.program_line), top - 18.8, shift, half)
        self._put(
            pen, page.confidential, firm, owner(own.confidential), top - 7.9, align=Align.RIGHT
        )
        self._put(pen, page.document, muted, owner(own.document), top - 18.8, align=Align.RIGHT)
        if page.mark:
            self._draw_mark(pen, owner(own.mark), top - 41)

    def _draw_mark(self, pen: Pen, owner: Owner, y: float) -> None:
        frame = BoxInk(0, -11.5, self.paper.text_width, 17, thickness=1)
        frame.draw(pen, MARGIN, y)
        mark, width = self._type(9, Cut.BOLD), self.paper.text_width
        self._put(pen, self.furniture.mark, mark, owner, y, 0, width, Align.CENTRE)

    def _foot_type(self) -> Type:
        return self._type(7.75, grey=MUTED)

    def _draw_foot(self, pen: Pen, number: int, count: int | None) -> None:
        page, muted = self.furniture, self._foot_type()
        width, foot = self.paper.text_width, Artifact.FOOTER
        self._put(pen, page.foot_left, muted, foot, _FOOT_BASELINE, 0, width * 0.26)
        middle = width * 0.54
        left = (width - middle) / 2
        self._put(pen, page.foot_middle, muted, foot, _FOOT_BASELINE, left, middle, Align.CENTRE)
        if count is not None:
            label = page.page_label.format(number=number, count=count)
            self._put(pen, label, muted, foot, _FOOT_BASELINE, align=Align.RIGHT)
        else:
            label = page.page_label.format(number=number, count="")
            room = width - text_width(_WIDEST_COUNT, Cut.REGULAR, muted.size)
            place = room * 0.6
            self._put(pen, label, muted, foot, _FOOT_BASELINE, place, room - place, Align.RIGHT)
        if page.foot_notice:
            black = self._type(7.75, Cut.MEDIUM)
            self._put(pen, page.foot_notice, black, foot, _FOOT_BASELINE + 14, 0, width)

    def _put(
        self,
        pen: Pen,
        text: str,
        type_: Type,
        owner: Owner,
        y: float,
        left: float = 0.0,
        width: float | None = None,
        align: Align = Align.LEFT,
    ) -> None:
        """One line in a place of its own; smaller when it does not fit. Without a place it gets
        the right two fifths of the page."""
        if not text:
            return
        full = self.paper.text_width
        if width is None:
            left, width = full * 0.6, full * 0.4
        line, _ = one_line(text, type_, width)
        pen.line(line, MARGIN + left + aligned(line, width, align), y, owner)

    def _set_notices(self, parent: Element) -> list[Strip]:
        boxes = Column(self.types, self.paper.text_width)
        for notice in self.furniture.notices:
            pad = (9.3, 6.5)
            inside = Column(replace(self.types, unit=1.0), self.paper.text_width - 2 * pad[0] + 3)
            element = parent.add(Role.NOTE)
            text = (Span(notice.heading, Cut.SEMIBOLD), Span(f" {notice.text}"))
            inside.paragraph(element, text, self.types.notice)
            boxes.boxed(inside, pad=pad, thickness=1.0, grey=0.0)
        return boxes.strips

    def _draw_notices(self, pen: Pen) -> None:
        y = self._body_bottom() + stack_height(self._notices)
        for index, strip in enumerate(self._notices):
            y -= strip.space if index else 0.0
            _draw_inks(pen, strip.inks, y)
            y -= strip.height


def _draw_inks(pen: Pen, inks: Sequence[Ink], top: float) -> None:
    for ink in inks:
        ink.draw(pen, MARGIN, top)


def _draw_logo(canvas: Canvas, x: float, y: float) -> None:
    """The program's lamp over water: a black tile with white strokes, `_LOGO` points square."""
    canvas.setFillGray(0)
    canvas.roundRect(x, y, _LOGO, _LOGO, 5, stroke=0, fill=1)
    canvas.setStrokeGray(1)
    canvas.setLineWidth(1.25)
    middle = x + _LOGO / 2
    canvas.arc(middle - 4.4, y + 5.9, middle + 4.4, y + 14.7, 0, 180)
    for half, height in ((6.3, 10.2), (4.2, 7.2), (1.9, 4.2)):
        canvas.line(middle - half, y + height, middle + half, y + height)
