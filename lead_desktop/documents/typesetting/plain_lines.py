"""Where text of one unshaped face breaks: found by its sums of widths, not word by word.

A long history is nearly all such text, and setting it word by word took a third of the time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lead_desktop.documents.typesetting.face import Face


def plain_breaks(
    text: str, face: Face, size: float, width: float, never_first: Container[str]
) -> list[str] | None:
    """The lines of `text`, each without the space at its end; None where a word is wider than
    `width`, so that it has to be cut.

    Line breaks in `text` hold. never_first: words before which no line breaks.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        # Spaces at the ends and several in a row are no words.
        single = " ".join(filter(None, paragraph.split(" ")))
        for line in _broken(single, face, width * 1000 / size, never_first):
            if line is None:
                return None
            lines.append(line)
    return lines


def _broken(
    text: str, face: Face, room: float, never_first: Container[str]
) -> Iterator[str | None]:
    """Lines of one paragraph; None in the place of one that cannot be broken."""
    if not text:
        return
    sums = [0, *accumulate(face.advances(text))]
    start, end = 0, len(text)
    while sums[end] - sums[start] > room:
        last = bisect_right(sums, sums[start] + room) - 1
        cut = text.rfind(" ", start, last + 1)
        while cut > 0 and _next_word(text, cut) in never_first:
            cut = text.rfind(" ", start, cut)
        if cut <= start:
            yield None
            return
        yield text[start:cut]
        start = cut + 1
    yield text[start:]


def _next_word(text: str, space: int) -> str:
    """The word after a space, as far as it can be told from a sign that stands alone."""
    return text[space + 1] if text[space + 2 : space + 3] in ("", " ") else ""
