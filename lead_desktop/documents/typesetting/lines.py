"""Text broken into lines of a given width.

Plain Latin text is measured by adding up advances; only text that needs another face, shaping or
right-to-left order goes through HarfBuzz. A paragraph's words keep the order in which they are
read; each line is put into visual order when it is assembled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from lead_desktop.documents.typesetting.bidi import base_level, has_right_to_left
from lead_desktop.documents.typesetting.fonts import Cut, body_face
from lead_desktop.documents.typesetting.plain_lines import plain_breaks
from lead_desktop.documents.typesetting.shaping import (
    Run,
    clean,
    clusters,
    drawn_as,
    is_plain,
    shape,
)

if TYPE_CHECKING:
    from lead_desktop.documents.typesetting.face import Face


class Align(Enum):
    """Where a line stands in its column."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Type:
    """How text is set: cut, size and leading in points, grey from 0 (black) to 1 (white)."""

    cut: Cut
    size: float
    leading: float
    grey: float = 0.0

    @property
    def baseline(self) -> float:
        """Distance from the top of a line to its baseline: capitals stand in the middle."""
        return self.middle + self.size * 0.3635

    @property
    def middle(self) -> float:
        """Distance from the top of a line to the middle of its capitals."""
        return self.leading / 2


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in a cut of its own (None: the paragraph's)."""

    text: str
    cut: Cut | None = None


Text = str | Sequence[Span]


@dataclass(frozen=True, slots=True)
class Segment:
    """Glyphs of one face at `x` points from the line's left end."""

    x: float
    face: Face
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One set line; `width` in points. `size` and `grey` hold for all its segments.

    undrawn, forced: as of a Run.
    """

    segments: tuple[Segment, ...]
    width: float
    size: float
    grey: float
    undrawn: str = ""
    forced: bool = False


@dataclass(slots=True)
class _Word:
    """What stays together: pieces of one or more cuts; `spaced` if a space stands before it."""

    pieces: list[tuple[Cut, str]]
    width: float
    spaced: bool
    starts_line: bool = False


# Ideographs and kana may part anywhere, except before closing punctuation and small kana.
_UNSPACED = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
    "[\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011\u3015\u30fc\uff01\uff09\uff0c\uff1a\uff1b"
    "\uff1f\ufe00-\ufe0f]*|[^\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]+"
)
_HAS_UNSPACED = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]")

_HAIR = 0.01
"""Points by which sums of widths may differ without anybody seeing it."""
_NBSP = "\N{NO-BREAK SPACE}"
_JOINING = "-/@_"
_JOINT = re.compile(f"({_NBSP})|(?<=[{_JOINING}])")
"""Where a word may come apart that is wider than its column."""
_NEVER_FIRST = frozenset("·×\N{EN DASH}\N{EM DASH}")
"""Signs that part what stands on their two sides: a line may end with one, but not begin."""


def plain_text(text: Text) -> str:
    """`text` without its cuts."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def text_width(text: str, cut: Cut, size: float) -> float:
    """Width in points of `text` on one line."""
    cleaned = clean(text)
    return sum(run.width for run in shape(cleaned, cut)) * size / 1000


def natural_width(text: Text, type_: Type) -> float:
    """Width in points that `text` needs to stand without a break of its own making."""
    if isinstance(text, str) and text.isascii() and "\n" not in text:
        return body_face(type_.cut).width(text) * type_.size / 1000
    spans = [Span(text)] if isinstance(text, str) else text
    widest = held = 0.0
    for span in spans:
        first, *others = clean(span.text).split("\n")
        held += text_width(first, span.cut or type_.cut, type_.size)
        for other in others:
            widest = max(widest, held)
            held = text_width(other, span.cut or type_.cut, type_.size)
    return max(widest, held)


def set_lines(text: Text, type_: Type, width: float, *, goes_on: bool = False) -> list[Line]:
    """`text` broken into lines no wider than `width` points. Empty text gives no line.

    goes_on: other text of the same paragraph follows, from which a space parts it.
    """
    spans = [Span(text)] if isinstance(text, str) else text
    cleaned = [(span.cut or type_.cut, clean(span.text)) for span in spans if span.text]
    plain = all(is_plain(content.replace("\n", " "), cut) for cut, content in cleaned)
    if plain and len(cleaned) == 1:
        rows = _plain_lines(*cleaned[0], type_, width, goes_on=goes_on)
        if rows is not None:
            return rows
    base = 0 if plain else base_level("".join(content for _, content in cleaned))
    lines = list(_fill(_words(cleaned, type_.size, plain), type_, width))
    if lines and goes_on:
        lines[-1] = (lines[-1][0], True)
    done = [_assemble(line, spaced, type_, plain, base) for line, spaced in lines]
    if base and len(done) > 1:  # a right-to-left paragraph begins at the right
        return [_pushed(line, max(0.0, width - line.width)) for line in done]
    return done


def _plain_lines(
    cut: Cut, text: str, type_: Type, width: float, *, goes_on: bool
) -> list[Line] | None:
    """Lines of plain text in one cut, by a shorter way; None where it has to be cut in a word."""
    face, size = body_face(cut), type_.size
    rows = plain_breaks(text, face, size, width + _HAIR, _NEVER_FIRST)
    if rows is None:
        return None
    last = len(rows) - (0 if goes_on else 1)
    spaced = [f"{row} " if place < last else row for place, row in enumerate(rows)]
    return [
        Line((Segment(0.0, face, row),), face.width(row) * size / 1000, size, type_.grey)
        for row in spaced
    ]


def one_line(text: str, type_: Type, width: float) -> tuple[Line, Type]:
    """`text` whole on one line, in smaller type when it does not fit. Spaces stay as typed."""
    cleaned = clean(text).replace("\n", " ")
    runs = shape(cleaned, type_.cut)
    needed = sum(run.width for run in runs) * type_.size / 1000
    fitted = replace(type_, size=type_.size * width / needed) if needed > width else type_
    return _line(runs, fitted), fitted


def stand_in(drawn: str, text: str, type_: Type) -> Line:
    """A line that shows `drawn` for each character of `text`, and is copied as `text`."""
    return _line([drawn_as(drawn, text, type_.cut)], type_)


def _words(spans: list[tuple[Cut, str]], size: float, plain: bool) -> Iterator[_Word]:
    """Words in reading order. A word may run over the border between two spans."""
    held: _Word | None = None
    spaced = starts = False
    for cut, content in spans:
        for row, paragraph in enumerate(content.split("\n")):
            if row:
                starts = True
            for index, chunk in enumerate(paragraph.split(" ")):
                if index and held and chunk in _NEVER_FIRST:
                    held.pieces.append((cut, f" {chunk}"))
                    held.width += _measure(f" {chunk}", cut, size, plain)
                    continue
                if index or row:
                    if held:
                        yield held
                    held, spaced = None, True
                for place, part in enumerate([chunk] if plain else _parts(chunk)):
                    if not part:
                        continue
                    measure = _measure(part, cut, size, plain)
                    if held and not place:
                        held.pieces.append((cut, part))
                        held.width += measure
                        continue
                    if held:
                        yield held
                    held = _Word([(cut, part)], measure, spaced and not place, starts)
                    spaced = starts = False
    if held:
        yield held


def _parts(chunk: str) -> list[str]:
    return _UNSPACED.findall(chunk) if _HAS_UNSPACED.search(chunk) else [chunk]


def _measure(text: str, cut: Cut, size: float, plain: bool) -> float:
    if plain:
        return body_face(cut).width(text) * size / 1000
    return sum(run.width for run in shape(text, cut)) * size / 1000


def _fill(words: Iterator[_Word], type_: Type, width: float) -> Iterator[tuple[list[_Word], bool]]:
    """Greedy lines, each with whether a space parts it from the next."""
    space = body_face(type_.cut).width(" ") * type_.size / 1000
    line: list[_Word] = []
    used = 0.0
    most = width + _HAIR
    for whole in words:
        for word in (whole,) if whole.width <= most else _loosened(whole, type_.size):
            fits = used + space * word.spaced + word.width <= most
            if line and (word.starts_line or not fits):
                yield line, word.spaced
                line, used = [], 0.0
            rest = word
            if word.width > most:
                *cut, rest = _cut_up(word, type_.size, width)
                for part in cut:
                    yield [part], False  # cut inside a word: no space comes between
            used += (space if rest.spaced and line else 0.0) + rest.width
            line.append(rest)
    if line:
        yield line, False


def _loosened(word: _Word, size: float) -> Iterator[_Word]:
    """The parts of a word that is wider than its column: it comes apart where it was joined by
    no-break spaces or signs, before it would have to be cut between letters."""
    part = _Word([], 0.0, word.spaced, word.starts_line)
    for cut, text in word.pieces:
        for piece in _JOINT.split(text):
            if piece == _NBSP:
                if part.pieces:
                    yield part
                    part = _Word([], 0.0, spaced=True)
            elif piece:
                part.pieces.append((cut, piece))
                part.width += _measure(piece, cut, size, plain=False)
                if piece[-1] in _JOINING:
                    yield part
                    part = _Word([], 0.0, spaced=False)
    if part.pieces:
        yield part


def _cut_up(word: _Word, size: float, width: float) -> list[_Word]:
    """A word wider than the column, cut between clusters into parts that fit."""
    parts: list[_Word] = []
    for cut, text in word.pieces:
        for cluster in clusters(text):
            advance = _measure(cluster, cut, size, plain=False)
            if not parts or parts[-1].width + advance > width:
                parts.append(_Word([(cut, cluster)], advance, spaced=False))
                continue
            last = parts[-1]
            last.width += advance
            if last.pieces[-1][0] is cut:
                last.pieces[-1] = (cut, last.pieces[-1][1] + cluster)
            else:
                last.pieces.append((cut, cluster))
    parts[0].spaced = word.spaced
    return parts


def _assemble(words: list[_Word], spaced: bool, type_: Type, plain: bool, base: int) -> Line:
    """One line from its words. The space at its end is kept, so that copied text has it."""
    pieces: list[tuple[Cut, list[str]]] = []
    for index, word in enumerate(words):
        if index and word.spaced:
            pieces[-1][1].append(" ")
        for cut, text in word.pieces:
            if pieces and pieces[-1][0] is cut:
                pieces[-1][1].append(text)
            else:
                pieces.append((cut, [text]))
    joined = [(cut, "".join(texts)) for cut, texts in pieces]
    if spaced:
        joined[-1] = (joined[-1][0], joined[-1][1] + " ")
    if plain:
        faces = [(body_face(cut), text) for cut, text in joined]
        runs = [Run(face, text, face.width(text)) for face, text in faces]
    else:
        runs = _in_visual_order(joined, base)
    return _line(runs, type_)


def _in_visual_order(pieces: list[tuple[Cut, str]], base: int) -> list[Run]:
    """Runs of a line with several cuts; a right-to-left line is set in its first cut alone."""
    whole = "".join(text for _, text in pieces)
    if has_right_to_left(whole):
        return shape(whole, pieces[0][0], base=base)
    return [run for cut, text in pieces for run in shape(text, cut)]


def _pushed(line: Line, right: float) -> Line:
    segments = tuple(replace(segment, x=segment.x + right) for segment in line.segments)
    return replace(line, segments=segments, width=line.width + right)


def _line(runs: list[Run], type_: Type) -> Line:
    x = 0.0
    segments: list[Segment] = []
    for run in runs:
        if not run.text:
            continue
        segments.append(Segment(x, run.face, run.text))
        x += run.width * type_.size / 1000
    undrawn = "".join(run.undrawn for run in runs)
    forced = any(run.forced for run in runs)
    return Line(tuple(segments), x, type_.size, type_.grey, undrawn, forced)
