"""The shipped typefaces, loaded and registered with reportlab on first need.

Body text is Inter Case in five cuts. Characters it lacks are looked for in one face per script,
then in a general chain; a face is read from disk only when a character asks for it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Protocol

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from lead_desktop.base.resources import resource
from lead_desktop.documents.typesetting.harfbuzz import Shaper

PRIVATE_CODES = 0xF0000
"""First of the plane-15 code points that stand for glyphs without a character of their own."""

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
_EMOJI = "NotoEmoji"
_CHAIN = ("NotoSans", "WqyMicroHei", _EMOJI)


class Subset(Protocol):
    """What a reportlab stream object offers that this module touches."""

    content: str


class _Widths(dict[str, int]):
    """Advance of each character in thousandths of the type size, filled as characters come."""

    def __init__(self, by_code: dict[int, int], default: int) -> None:
        super().__init__()
        self._by_code = by_code
        self._default = default

    def __missing__(self, character: str) -> int:
        width = self._by_code.get(ord(character), self._default)
        self[character] = width
        return width


class Face(TTFont):
    """A face that can also embed glyphs no character maps to, and says what they stand for.

    reportlab addresses glyphs by character. A glyph made by shaping gets a private code here,
    and the PDF's ToUnicode table gives the text it stands for, so that copied and searched text
    is what was typed.
    """

    def __init__(self, name: str, folder: tuple[str, ...]) -> None:
        self.path = resource("fonts", *folder, f"{name}.ttf")
        super().__init__(name, str(self.path), asciiReadable=False)
        self.covered = frozenset(map(chr, self.face.charToGlyph))
        self.plain = frozenset(c for c in self.covered if unicodedata.category(c)[0] not in "MC")
        self.keeps_spaces = " " in self.covered and name != _EMOJI  # its space is a whole em
        self._advance = _Widths(self.face.charWidths, self.face.defaultWidth)
        self._codes: dict[tuple[int, str, int], int] = {}
        self._says: dict[int, str] = {}
        self._shaper: Shaper | None = None

    def width(self, text: str) -> float:
        """Advance of unshaped `text` in thousandths of the type size."""
        return sum(map(self._advance.__getitem__, text))

    def advances(self, text: str) -> Iterator[int]:
        """The same for each character of `text`."""
        return map(self._advance.__getitem__, text)

    def shaper(self) -> Shaper:
        """HarfBuzz's view of this face, made on first need."""
        if self._shaper is None:
            self._shaper = Shaper(self.path.read_bytes())
        return self._shaper

    def code_for(self, glyph: int, says: str, width: float | None = None) -> int:
        """A code that draws `glyph` and extracts as `says`; the character's own where it fits.

        width: the width it is to have in the PDF, in thousandths; None for the glyph's own.
        """
        if width is None and says in self.covered and self.face.charToGlyph[ord(says)] == glyph:
            return ord(says)
        if width is None:
            width = self.shaper().advance(glyph) * 1000 / self.face.unitsPerEm
        key = (glyph, says, round(width))
        code = self._codes.get(key)
        if code is None:
            code = PRIVATE_CODES + len(self._codes)
            self._codes[key] = code
            self._says[code] = says
            self.face.charToGlyph[code] = glyph
            self.face.charWidths[code] = round(width)
        return code

    def addObjects(self, doc: object) -> None:
        """Embed the used glyphs, then put right the ToUnicode tables that reportlab wrote.

        reportlab writes characters above U+FFFF with five hexadecimal digits, which readers take
        for other letters, and knows nothing of what a private code stands for.
        """
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        objects: dict[str, Subset] = doc.idToObject  # type: ignore[attr-defined]  # reportlab's document has no public type
        streams = [k for k in objects if k.startswith("toUnicodeCMap:") and self._owns(k)]
        for name, subset in zip(streams, subsets, strict=True):
            objects[name].content = self._to_unicode(name.removeprefix("toUnicodeCMap:"), subset)

    def _owns(self, key: str) -> bool:
        name: bytes = self.face.name
        return key.partition("+")[2] == name.decode("ascii")

    def _to_unicode(self, font_name: str, subset: list[int]) -> str:
        rows = [f"<{index:02X}> <{self._utf16(code)}>" for index, code in enumerate(subset)]
        blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
        mappings = [
            line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")
        ]
        return "\n".join(
            (
                "/CIDInit /ProcSet findresource begin",
                "12 dict begin",
                "begincmap",
                "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
                f"/CMapName /{font_name} def",
                "/CMapType 2 def",
                "1 begincodespacerange",
                "<00> <FF>",
                "endcodespacerange",
                *mappings,
                "endcmap",
                "CMapName currentdict /CMap defineresource pop",
                "end",
                "end",
            )
        )

    def _utf16(self, code: int) -> str:
        # An empty entry confuses PDFium; a zero-width space is stripped by every comparison.
        text = self._says.get(code, chr(code)) or "\N{ZERO WIDTH SPACE}"
        return text.encode("utf-16-be", "replace").hex().upper()


@cache
def body_face(cut: Cut) -> Face:
    """The body face in `cut`, registered with reportlab."""
    return _register(Face(f"InterCase-{cut}", ()))


@cache
def _fallback(name: str) -> Face:
    return _register(Face(name, ("fallback",)))


def _register(face: Face) -> Face:
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
