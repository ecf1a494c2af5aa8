"""The participant block: labelled values on a grey ground at the top of a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lead_desktop.documents.typesetting.lines import natural_width, one_line, set_lines
from lead_desktop.documents.typesetting.setting import (
    GROUND,
    TALLEST_BLOCK,
    TypeScale,
    text_strips,
    words,
)
from lead_desktop.documents.typesetting.strips import BoxInk, Ink, Strip, gathered, stack_height
from lead_desktop.documents.typesetting.tagging import Element

_LEAST_GAP = 12.0
"""Points between two fields of a row that was made to hold one more than usual."""
_SLACK = 1.0
"""Points beyond a field's own width, so that rounding breaks no line."""


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value of the participant block, with an optional second line.

    whole: the value stands on one line whatever its length.
    """

    label: str
    value: str
    second: str = ""
    whole: bool = False


def field_strips(
    types: TypeScale, width: float, parent: Element, fields: Sequence[Field]
) -> list[Strip]:
    """The block in one strip; without its ground, row by row, when it is too tall for that."""
    pad = 10 * types.unit
    rows = _field_rows(list(fields), types, width - 2 * pad)
    strips = [_row(types, parent, row) for row in rows]
    height = stack_height(strips) + 2 * pad - 4 * types.unit
    if height > TALLEST_BLOCK:
        return strips
    ground = BoxInk(0, 0, width, height, fill=GROUND)
    return [Strip(height, [ground, *gathered(strips, pad, pad - 3 * types.unit)])]


def _row(types: TypeScale, parent: Element, row: Sequence[tuple[Field, float, float]]) -> Strip:
    inks, depth = list[Ink](), 0.0
    for field, x, width in row:
        strips = text_strips(
            set_lines(field.label, types.label, width), types.label, words(parent, field.label)
        )
        strips += _value(types, parent, field, width)
        inks += gathered(strips, x, 0)
        depth = max(depth, stack_height(strips))
    return Strip(depth, inks, space=8 * types.unit)


def _value(types: TypeScale, parent: Element, field: Field, width: float) -> list[Strip]:
    owner = words(parent, field.value)
    if field.whole:
        line, fitted = one_line(field.value, types.value, width)
        strips = text_strips([line], fitted, owner)
    else:
        strips = text_strips(set_lines(field.value, types.value, width), types.value, owner)
    if strips:
        strips[0].space = 4.2 * types.unit
    if field.second:
        lines = set_lines(field.second, types.small, width)
        second = text_strips(lines, types.small, words(parent, field.second))
        if second:
            second[0].space = 1.8 * types.unit
        strips += second
    return strips


def _shares(unit: float) -> tuple[float, ...]:
    """Shares of the width: four fields abreast in small type, three and two in larger."""
    if unit <= 1:
        return (0.354, 0.188, 0.208, 0.25)
    return (0.42, 0.27, 0.31) if unit < 1.3 else (0.5, 0.5)


def _field_rows(
    fields: list[Field], types: TypeScale, width: float
) -> list[list[tuple[Field, float, float]]]:
    """Fields in rows, each with its left edge and width. A name too long for its place gets a
    row of its own."""
    wide, *narrow = _shares(types.unit)
    if len(fields) == len(narrow) + 2 and (row := _whole_row(fields, types, width)):
        return [row]
    rows: list[list[tuple[Field, float, float]]] = []
    while fields:
        head = fields.pop(0)
        room = wide * width - 8
        fits = not head.whole or one_line(head.value, types.value, room)[1] == types.value
        row = [(head, 0.0, room if fits else width)]
        left = wide * width
        for share in narrow if fits else ():
            if fields:
                row.append((fields.pop(0), left, share * width - 8))
                left += share * width
        rows.append(row)
    return rows


def _whole_row(
    fields: Sequence[Field], types: TypeScale, width: float
) -> list[tuple[Field, float, float]]:
    """All fields in one row, so that none stands alone below; empty where one would break."""
    needed = [
        max(
            natural_width(field.label, types.label),
            natural_width(field.value, types.value),
            natural_width(field.second, types.small),
        )
        for field in fields
    ]
    gap = (width - sum(needed)) / (len(fields) - 1)
    if gap < _LEAST_GAP * types.unit:
        return []
    row, left = [], 0.0
    for field, own in zip(fields, needed, strict=True):
        row.append((field, left, own + _SLACK))
        left += own + gap
    return row
