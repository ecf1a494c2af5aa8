"""A note set into lines of a width: marks in bold, found words on a tint."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.models.timeline import NotePart, WordFinder
from ui.theme import Theme

_MARK_GAP = "  "
_LINE = 17  # px from line to line at 100 % text size
_BETWEEN_PARTS = 1


class NoteText:
    """The laid out parts of one note; `height` in px, `draw` at a place."""

    def __init__(
        self,
        theme: Theme,
        parts: Sequence[NotePart],
        width: float,
        found: WordFinder | None = None,
        *,
        struck: bool = False,
    ) -> None:
        self._theme = theme
        self._layouts: list[tuple[QTextLayout, float]] = []
        self.height = 0.0
        for part in parts:
            layout = _set_part(theme, part, found, struck=struck)
            top = self.height
            self.height += _break_lines(layout, width, theme.px(_LINE)) + _BETWEEN_PARTS
            self._layouts.append((layout, top))

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Paint the lines in sight, with the upper left corner at (x, y)."""
        painter.setPen(self._theme.color("text"))
        # A pasted note may have thousands of lines; the others are not even looked at.
        way_back, _ = painter.combinedTransform().inverted()
        seen = way_back.mapRect(QRectF(painter.viewport()))
        for layout, top in self._layouts:
            layout.draw(painter, QPointF(x, y + top), [], seen)


def _set_part(
    theme: Theme, part: NotePart, found: WordFinder | None, *, struck: bool
) -> QTextLayout:
    font = QFont(theme.font("body"))
    font.setStrikeOut(struck)
    # A separator instead of a newline keeps the part one paragraph for the layout.
    words = part.words.replace("\n", "\u2028")
    head = f"{part.mark}{_MARK_GAP}" if part.mark else ""
    layout = QTextLayout(head + words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    formats = []
    if head:
        formats.append(_bold(len(part.mark)))
    if found is not None:
        for start, length in found.spans(words):
            formats.append(_tinted(theme, len(head) + start, length))
    layout.setFormats(formats)
    return layout


def _bold(length: int) -> QTextLayout.FormatRange:
    span = QTextLayout.FormatRange()
    span.start, span.length = 0, length
    shape = QTextCharFormat()
    shape.setFontWeight(QFont.Weight.DemiBold)
    span.format = shape
    return span


def _tinted(theme: Theme, start: int, length: int) -> QTextLayout.FormatRange:
    span = QTextLayout.FormatRange()
    span.start, span.length = start, length
    shape = QTextCharFormat()
    shape.setBackground(theme.color("warn_tint"))
    shape.setForeground(theme.color("warn_text"))
    shape.setFontWeight(QFont.Weight.DemiBold)
    span.format = shape
    return span


def _break_lines(layout: QTextLayout, width: float, pitch: int) -> float:
    """Break into lines of `width`, one below the other; returns their height."""
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += pitch
    layout.endLayout()
    return y
