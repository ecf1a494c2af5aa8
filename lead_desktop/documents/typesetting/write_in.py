"""Lines to be filled in by hand: a label, and above its rule what is known already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lead_desktop.documents.typesetting.blocks import Column
from lead_desktop.documents.typesetting.lines import set_lines
from lead_desktop.documents.typesetting.setting import text_strips, words
from lead_desktop.documents.typesetting.strips import Ink, RuleInk, Strip, gathered, stack_height
from lead_desktop.documents.typesetting.tagging import Element

_GAP = 18.0


@dataclass(frozen=True, slots=True)
class WriteIn:
    """A line to write on; share: of the width, all shares of a row together at most 1."""

    label: str
    value: str = ""
    share: float = 1.0


def write_ins(column: Column, parent: Element, row: Sequence[WriteIn], *, space: float = 6) -> None:
    """One row of lines to write on, each with its label under the rule."""
    types = column.types
    inks: list[Ink] = []
    left = depth = 0.0
    cells = []
    for item in row:
        gap = 0 if item is row[-1] else _GAP
        width = item.share * column.width - gap
        lines = set_lines(item.value, types.body, width)
        owner = words(parent, f"{item.label}: {item.value}" if item.value else item.label)
        cells.append((item, left, width, lines, owner))
        left += item.share * column.width
    value_height = max(max(len(cell[3]), 1) for cell in cells) * types.body.leading
    for item, x, width, lines, owner in cells:
        value = text_strips(lines, types.body, owner, x)
        inks += gathered(value, 0, value_height - stack_height(value))
        inks.append(RuleInk(x, value_height + 2, width, 0.75))
        label = text_strips(set_lines(item.label, types.small, width), types.small, owner, x)
        inks += gathered(label, 0, value_height + 3.5)
        depth = max(depth, value_height + 3.5 + stack_height(label))
    column.append([Strip(depth, inks)], space)
