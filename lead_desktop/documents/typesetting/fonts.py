"""The shipped typefaces, loaded and registered with reportlab on first need.

Body text is Inter Case in five cuts. Characters it lacks are looked for in one face per script,
then in a general chain; a face is read from disk only when a character asks for it.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lead_desktop.documents.typesetting.face import Face

MISSING = "\N{WHITE SQUARE}"
"""Drawn for a character that no shipped face covers; it still extracts as the character."""


class Cut(StrEnum):
    """A cut of the body face; the value is the file's suffix."""

    REGULAR = "Regular"
    MEDIUM = "Medium"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"
    ITALIC = "Italic"


_SCRIPTS: tuple[tuple[int, int, str], ...] = (
    (0x0530, 0x058F, "NotoSansArmenian"),
    (0x0590, 0x05FF, "NotoSansHebrew"),
    (0x0600, 0x06FF, "NotoSansArabic"),
    (0x0750, 0x077F, "NotoSansArabic"),
    (0x08A0, 0x08FF, "NotoSansArabic"),
    (0x0900, 0x097F, "NotoSansDevanagari"),
    (0x0980, 0x09FF, "NotoSansBengali"),
    (0x0A00, 0x0A7F, "NotoSansGurmukhi"),
    (0x0A80, 0x0AFF, "NotoSansGujarati"),
    (0x0B80, 0x0BFF, "NotoSansTamil"),
    (0x0C00, 0x0C7F, "NotoSansTelugu"),
    (0x0C80, 0x0CFF, "NotoSansKannada"),
    (0x0D00, 0x0D7F, "NotoSansMalayalam"),
    (0x0D80, 0x0DFF, "NotoSansSinhala"),
    (0x0E00, 0x0E7F, "NotoSansThai"),
    (0x0E80, 0x0EFF, "NotoSansLao"),
    (0x1000, 0x109F, "NotoSansMyanmar"),
    (0x10A0, 0x10FF, "NotoSansGeorgian"),
    (0x1200, 0x139F, "NotoSansEthiopic"),
    (0x1780, 0x17FF, "NotoSansKhmer"),
    (0x19E0, 0x19FF, "NotoSansKhmer"),
    (0x1C90, 0x1CBF, "NotoSansGeorgian"),
    (0x2D00, 0x2D2F, "NotoSansGeorgian"),
    (0x2D80, 0x2DDF, "NotoSansEthiopic"),
    (0xA8E0, 0xA8FF, "NotoSansDevanagari"),
    (0xA9E0, 0xA9FF, "NotoSansMyanmar"),
    (0xAA60, 0xAA7F, "NotoSansMyanmar"),
    (0xAB00, 0xAB2F, "NotoSansEthiopic"),
    (0xFB13, 0xFB17, "NotoSansArmenian"),
    (0xFB1D, 0xFB4F, "NotoSansHebrew"),
    (0xFB50, 0xFDFF, "NotoSansArabic"),
    (0xFE70, 0xFEFF, "NotoSansArabic"),
)
EMOJI = "NotoEmoji"
_CHAIN = ("NotoSans", "WqyMicroHei", EMOJI)


@cache
def body_face(cut: Cut) -> Face:
    """The body face in `cut`, registered with reportlab."""
    return _register(f"InterCase-{cut}", ())


@cache
def _fallback(name: str) -> Face:
    return _register(name, ("fallback",))


def _register(name: str, folder: tuple[str, ...]) -> Face:
    from reportlab.pdfbase import pdfmetrics  # late: paid by those who print

    from lead_desktop.documents.typesetting.face import Face

    face = Face(name, folder)
    pdfmetrics.registerFont(face)
    return face


def fallback_face(cluster: str) -> Face | None:
    """The first fallback face that covers every character of `cluster`, or None."""
    code = ord(cluster[0])
    own = next((name for first, last, name in _SCRIPTS if first <= code <= last), None)
    # A sign that the general faces lack may be in the face of some script.
    scripts = dict.fromkeys(name for _, _, name in _SCRIPTS)
    for name in dict.fromkeys((*((own,) if own else ()), *_CHAIN, *scripts)):
        face = _fallback(name)
        if face.covered.issuperset(cluster):
            return face
    return None
