"""HarfBuzz as this room uses it: text in, placed glyphs out, with types."""

from __future__ import annotations

from dataclasses import dataclass

from uharfbuzz import Buffer, BufferClusterLevel, Face, Font, shape  # type: ignore[attr-defined]  # compiled, without stubs

_FEATURES = {"kern": True, "liga": True}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph in drawing order, in font units. cluster: where its text begins."""

    number: int
    cluster: int
    x_advance: int
    y_advance: int
    x_offset: int
    y_offset: int


class Shaper:
    """One face, given as the bytes of its file."""

    def __init__(self, data: bytes) -> None:
        self._font = Font(Face(data))

    def advance(self, glyph: int) -> int:
        """The advance of a glyph by itself."""
        return int(self._font.get_glyph_h_advance(glyph))

    def shape(self, text: str, *, rtl: bool) -> list[Glyph]:
        """The glyphs of `text`, which is of one direction, from left to right."""
        buffer = Buffer()
        buffer.cluster_level = BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        shape(self._font, buffer, _FEATURES)
        return [
            Glyph(
                info.codepoint,
                info.cluster,
                place.x_advance,
                place.y_advance,
                place.x_offset,
                place.y_offset,
            )
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]
