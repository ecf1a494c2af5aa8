"""Type sizes, and text set into strips: what every block is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lead_desktop.documents.typesetting.bidi import has_right_to_left
from lead_desktop.documents.typesetting.fonts import Cut
from lead_desktop.documents.typesetting.lines import Align, Line, Span, Text, Type, plain_text
from lead_desktop.documents.typesetting.scripts import foreign_language
from lead_desktop.documents.typesetting.strips import Strip, TextInk
from lead_desktop.documents.typesetting.tagging import Element, Owner, Role

MUTED = 0.3
"""Grey of secondary text: 8:1 on white, and still black enough for a worn toner."""
HAIRLINE = 0.72
GROUND = 0.94
"""The 6 % grey behind the participant block."""
TALLEST_BLOCK = 260.0
"""Boxes, table rows and paired columns up to this height are never cut."""


@dataclass(frozen=True, slots=True)
class TypeScale:
    """The sizes of one paper; `unit` multiplies distances with the type."""

    unit: float
    body: Type
    title: Type
    head: Type
    value: Type
    label: Type
    small: Type
    box: Type
    notice: Type


def type_scale(body: float) -> TypeScale:
    """The scale whose running text is `body` points; the others keep their proportion."""
    unit = body / 9.25

    def cut(which: Cut, size: float, leading: float, grey: float = 0.0) -> Type:
        return Type(which, round(size * unit, 2), round(leading * unit, 2), grey)

    return TypeScale(
        unit=unit,
        body=cut(Cut.REGULAR, 9.25, 13),
        title=cut(Cut.SEMIBOLD, 19, 24) if unit == 1 else Type(Cut.SEMIBOLD, 24, 30),
        head=cut(Cut.SEMIBOLD, 10.5, 14),
        value=cut(Cut.MEDIUM, 9.5, 13),
        label=cut(Cut.REGULAR, 7.75, 10, MUTED),
        small=cut(Cut.REGULAR, 8, 11, MUTED),
        box=cut(Cut.REGULAR, 8.05, 11.5, MUTED),
        notice=Type(Cut.REGULAR, 7.25, 9.6),
    )


def words(parent: Element, text: Text, role: Role = Role.PARAGRAPH) -> Element:
    """A new element for `text`, with its reading order spelled out where ink cannot show it, and
    its language where the letters tell that it is a foreign one."""
    return spelled(parent.add(role), text)


def spelled(element: Element, text: Text) -> Element:
    """The same element, carrying `text` itself when it runs from right to left."""
    content = plain_text(text)
    element.lang = foreign_language(content)
    if has_right_to_left(content):
        element.actual_text = content
    return element


def line_ink(line: Line, type_: Type, owner: Owner, *, x: float = 0, down: float = 0) -> TextInk:
    """`line` with the top of its line box `down` points from the strip's top."""
    return TextInk(line, x, down + type_.baseline, owner)


def text_strips(lines: Sequence[Line], type_: Type, owner: Owner, x: float = 0) -> list[Strip]:
    """One strip a line; the first two and the last two lines stay together."""
    count = len(lines)
    return [
        Strip(
            type_.leading,
            [line_ink(line, type_, owner, x=x)],
            keep=count > 1 and index in (0, count - 2),
        )
        for index, line in enumerate(lines)
    ]


def lead_in(text: str) -> tuple[Span, ...]:
    """`text` with its first sentence set in semibold."""
    first, stop, rest = text.partition(". ")
    return (Span(first + stop.rstrip(), Cut.SEMIBOLD), Span(" " + rest if rest else ""))


def aligned(line: Line, width: float, align: Align) -> float:
    """The left end of `line` in a column of `width` points."""
    return (width - line.width) * align.value
