"""One shipped typeface, as reportlab draws it and HarfBuzz shapes it.

Imported with the first face that is needed (`fonts.py`): it brings reportlab along.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Protocol

from reportlab.pdfbase.ttfonts import TTFont

from lead_desktop.base.resources import resource
from lead_desktop.documents.typesetting.fonts import EMOJI
from lead_desktop.documents.typesetting.harfbuzz import Shaper

PRIVATE_CODES = 0xF0000
"""First of the plane-15 code points that stand for glyphs without a character of their own."""


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
        self.keeps_spaces = " " in self.covered and name != EMOJI  # its space is a whole em
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
