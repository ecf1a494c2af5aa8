"""From typed text to runs of glyphs: cleaning, choice of face, HarfBuzz.

User text is never parsed: there is no markup language on this road, so nothing a person types
can change how a page is built. Emphasis is given by typed spans (lines.Span).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from lead_desktop.documents.typesetting.bidi import MIRRORED, visual_runs
from lead_desktop.documents.typesetting.fonts import MISSING, Cut, body_face, fallback_face

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import ShapeData

    from lead_desktop.documents.typesetting.face import Face
    from lead_desktop.documents.typesetting.harfbuzz import Glyph

_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_LEAST_LIFT = 80.0
"""Marks moved up or down by less (in thousandths of the size) stay where they are: the eye hardly
sees it, but readers take the text after a moved glyph for another line."""


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one face in drawing order. width: thousandths of the type size.

    undrawn: characters for which a square stands. forced: some glyph is given another width in the
    PDF than its font has.
    """

    face: Face
    text: str
    width: float
    undrawn: str = ""
    forced: bool = False


def clean(text: str) -> str:
    """`text` as it can be set: composed (NFC), one kind of line break, no control characters.

    Tabs become spaces. Bidi controls, soft hyphens and other invisible format characters go
    (the joiners stay: Persian and Indic spelling need them); lone surrogates become U+FFFD.
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    text = _BREAKS.sub("\n", text.replace("\t", " "))
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    if text.replace("\n", "").replace("\N{NO-BREAK SPACE}", "").isprintable():
        return text
    return "".join(c for c in text if c == "\n" or _visible(c))


def _visible(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in ("Cc", "Cf")


def is_plain(text: str, cut: Cut) -> bool:
    """Whether the body face draws `text` as it stands; then HarfBuzz is not needed."""
    return body_face(cut).plain.issuperset(text)


def shape(text: str, cut: Cut, *, base: int = 0) -> list[Run]:
    """One line of clean `text` as runs in drawing order. base: 1 for a right-to-left line."""
    if is_plain(text, cut) and not base:
        face = body_face(cut)
        return [Run(face, text, face.width(text))]
    drawn: list[Run] = []
    for start, end, rightward in visual_runs(text, base):
        items = [_glyphs(*item, rtl=rightward) for item in _by_face(text[start:end], cut)]
        drawn += reversed(items) if rightward else items
    return drawn


def clusters(text: str) -> Iterator[str]:
    """Characters with the marks and joiners that belong to them."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not _extends(text[index - 1], text[index]):
            yield text[start:index]
            start = index


def _extends(before: str, character: str) -> bool:
    return (
        character in _JOINERS
        or unicodedata.category(character)[0] == "M"
        or before == "\N{ZERO WIDTH JOINER}"
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
    )


def _by_face(text: str, cut: Cut) -> Iterator[tuple[Face | None, str, Cut]]:
    """Longest stretches of `text` that one face draws; None where no face has the character."""
    current: Face | None = None
    gathered = ""
    for cluster in _drawable(text):
        face = _face_for(cluster, cut, current)
        if gathered and face is not current:
            yield current, gathered, cut
            gathered = ""
        current = face
        gathered += cluster
    if gathered:
        yield current, gathered, cut


def _drawable(text: str) -> Iterator[str]:
    """Clusters; one that no single face covers is taken apart rather than lost."""
    for cluster in clusters(text):
        body = body_face(Cut.REGULAR).covered
        if len(cluster) == 1 or body.issuperset(cluster) or fallback_face(cluster):
            yield cluster
        else:
            yield from (c for c in cluster if c not in _JOINERS and not _selects_variant(c))


def _selects_variant(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _face_for(cluster: str, cut: Cut, current: Face | None) -> Face | None:
    body = body_face(cut)
    # A space between two words of a script belongs to that script, so that a name is one run.
    if current is not None and cluster == " " and current.keeps_spaces:
        return current
    return body if body.covered.issuperset(cluster) else fallback_face(cluster)


def _glyphs(face: Face | None, text: str, cut: Cut, *, rtl: bool) -> Run:
    if face is None:
        return _missing(text, cut)
    if face.plain.issuperset(text) and face is body_face(cut) and not rtl:
        return Run(face, text, face.width(text))
    return _run(face, text, face.shaper().shape(text, rtl=rtl), rtl=rtl)


def _run(face: Face, text: str, glyphs: Sequence[Glyph], *, rtl: bool) -> Run:
    from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr  # late: paid by those who print

    scale = 1000 / face.face.unitsPerEm
    spoken = _by_cluster(text, glyphs)
    letters: list[str] = []
    data: list[ShapeData] = []
    forced = False
    for glyph in _bases_first(glyphs) if rtl else glyphs:
        # A mark set back over its base gets the width that reaches to where the next glyph
        # begins; else readers see a gap after it and take it for the end of a word.
        lift = glyph.y_offset * scale
        width = (glyph.x_advance - glyph.x_offset) * scale if glyph.x_offset < 0 else None
        forced = forced or width is not None
        says = spoken[glyph.cluster]
        if rtl:
            # Readers turn right-to-left lines around character by character, ligatures included,
            # and turn brackets with them: say what is seen.
            says = MIRRORED.get(says, says[::-1])
        code = face.code_for(glyph.number, says, width)
        spoken[glyph.cluster] = ""  # further glyphs of the cluster say nothing more
        letters.append(chr(code))
        data.append(
            ShapeData(
                glyph.cluster,
                glyph.x_advance * scale,
                glyph.y_advance * scale,
                glyph.x_offset * scale,
                lift if abs(lift) > _LEAST_LIFT else 0.0,
                face.face.charWidths[code],
            )
        )
    shaped = ShapedStr("".join(letters), data)  # type: ignore[arg-type]  # the stub forgets the list
    return Run(face, shaped, sum(item.x_advance for item in data), forced=forced)


def _bases_first(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Right-to-left clusters come with their marks before the letter; draw the letter first, so
    that marks are set back over it as in every other script. Nothing moves on paper."""
    for _, cluster in groupby(glyphs, key=lambda glyph: glyph.cluster):
        pen = 0
        marks: list[Glyph] = []
        for glyph in cluster:
            if glyph.x_advance:
                yield glyph
                pen += glyph.x_advance
            else:
                marks.append(replace(glyph, x_offset=pen + glyph.x_offset))
        for mark in marks:
            yield replace(mark, x_offset=mark.x_offset - pen)


def _by_cluster(text: str, glyphs: Sequence[Glyph]) -> dict[int, str]:
    """The part of `text` that each cluster of glyphs stands for. Characters that nothing is
    drawn for belong to the cluster before them, at the start to the one after them."""
    starts = sorted({glyph.cluster for glyph in glyphs})
    ends = [*starts[1:], len(text)]
    return {
        start: text[start if index else 0 : end]
        for index, (start, end) in enumerate(zip(starts, ends, strict=False))
    }


def _missing(text: str, cut: Cut) -> Run:
    return replace(drawn_as(MISSING, text, cut), undrawn=text)


def drawn_as(drawn: str, text: str, cut: Cut) -> Run:
    """The body face's glyph of the character `drawn` for each character of `text`, as which it
    is copied and found."""
    face = body_face(cut)
    glyph = face.face.charToGlyph[ord(drawn)]
    letters = "".join(chr(face.code_for(glyph, character)) for character in text)
    return Run(face, letters, face.width(letters))
