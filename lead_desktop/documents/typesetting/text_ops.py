"""Unshaped text as operators of a PDF page.

reportlab works text out character by character, in Python, each time it is drawn; of a long
history that was half the work. Here a table per face turns a whole segment into codes at once.
"""

from __future__ import annotations

from reportlab.pdfbase.ttfonts import ShapedStr
from reportlab.pdfgen.canvas import Canvas

from lead_desktop.documents.typesetting.face import Face

_SUBSET = 256
"""How many glyphs of a face are in one font of the file."""


class _Codes(dict[int, str]):
    """For each character of a face its code in the file, filled as characters come."""

    def __init__(self, face: Face, document: object) -> None:
        super().__init__()
        self._face = face
        self._document = document

    def __missing__(self, character: int) -> str:
        ((subset, code),) = self._face.splitString(chr(character), self._document)
        self[character] = found = chr(_SUBSET * subset + code[0])
        return found


class TextOps:
    """Turns text into operators for one canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._document: object = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001 - no other way
        self._codes: dict[str, _Codes] = {}
        self._names: dict[str, str] = {}

    def shown(self, face: Face, text: str) -> tuple[str, str] | None:
        """The font's name in the file and the operator that shows `text`; None for what reportlab
        has to draw: shaped text, and text with glyphs of more than one font of the file."""
        if isinstance(text, ShapedStr):
            return None
        codes = self._codes.get(face.fontName)
        if codes is None:
            codes = self._codes[face.fontName] = _Codes(face, self._document)
        try:
            code = text.translate(codes).encode("latin-1")
        except UnicodeEncodeError:
            return None
        name = self._names.get(face.fontName)
        if name is None:
            name = self._names[face.fontName] = face.getSubsetInternalName(0, self._document)
        return name, f"<{code.hex()}> Tj"
