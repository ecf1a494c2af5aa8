"""Short sections side by side, so that a copy needs no page more for a few words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.typesetting.strips import stack_height
from lead_desktop.documents.typesetting.tagging import Element, Role

ABREAST_GAP = 24.0
_SHORT = 84.0
"""Points at the usual type size: a heading and four lines."""
LARGE = 1.3
"""From this unit of type on half a page is too narrow for more than a line."""
_VERY_LARGE = 1.8
"""From this one on it is too narrow for anything."""
_ONE_LINE = 36.0
"""Points at the usual type size: a heading and one line."""

Write = Callable[[Pieces], None]


def abreast(pieces: Pieces, writers: Sequence[Write]) -> None:
    """Write sections in their order; two that follow each other and are short share the width.

    Each is first written in half the width, into a tree of its own that is thrown away when the
    section turns out to need all of it.
    """
    waiting: tuple[Write, Pieces] | None = None
    for write in writers:
        tried = _tried(pieces, write)
        if not tried.column.strips:
            continue
        if waiting is not None and _is_short(waiting[1]) and _is_short(tried):
            pieces.root.kids += [*waiting[1].root.kids, *tried.root.kids]
            pieces.column.beside(waiting[1].column, tried.column)
            waiting = None
            continue
        if waiting is not None:
            waiting[0](pieces)
        waiting = (write, tried)
    if waiting is not None:
        waiting[0](pieces)


def _tried(pieces: Pieces, write: Write) -> Pieces:
    half = pieces.half(ABREAST_GAP, Element(Role.SECTION))
    write(half)
    return half


def _is_short(pieces: Pieces) -> bool:
    unit = pieces.column.types.unit
    most = _SHORT if unit < LARGE else _ONE_LINE
    return unit < _VERY_LARGE and stack_height(pieces.column.strips) <= most * unit
