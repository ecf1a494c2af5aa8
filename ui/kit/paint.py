"""The few strokes that all painted widgets and delegates share."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.theme.tokens import Border, ColorRole

# Put together once: a flag operation costs as much as measuring a word, and each cell needs some.
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
LEFT = Qt.AlignmentFlag.AlignLeft | _ONE_LINE
RIGHT = Qt.AlignmentFlag.AlignRight | _ONE_LINE
CENTER = Qt.AlignmentFlag.AlignHCenter | _ONE_LINE


def begin(widget: QWidget) -> QPainter:
    """A smooth painter on `widget`, for its paintEvent."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def draw_box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None,
    outline: QColor | None = None,
    width: float = Border.HAIRLINE,
) -> None:
    """A rounded box; the outline lies wholly inside `rect`."""
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if outline is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    painter.setPen(QPen(outline, width))
    inset = width / 2
    inner = rect.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(inner, radius - inset, radius - inset)


def draw_tint(
    painter: QPainter, theme: Theme, rect: QRectF, radius: float, role: ColorRole
) -> None:
    """A rounded box that only its tint tells from the ground; in high contrast its outline does."""
    draw_box(painter, rect, radius, theme.color(role), theme.edge)


def draw_ring(painter: QPainter, theme: Theme, rect: QRectF, radius: float) -> None:
    """The keyboard focus ring along the inner edge of `rect`."""
    draw_box(painter, rect, radius, None, theme.color("focus"), Border.FOCUS)


def inside_ring(rect: QRectF) -> QRectF:
    """What is left of `rect` for the control itself while the ring is drawn around it."""
    inset = Border.FOCUS + Border.FOCUS_OFFSET
    return rect.adjusted(inset, inset, -inset, -inset)


def text_width(font: QFont, text: str) -> float:
    """Width of `text` in px on one line."""
    return _metrics(font).horizontalAdvance(text)


@lru_cache(maxsize=64)
def _metrics(font: QFont) -> QFontMetricsF:
    """The measures of one of the few fonts of the interface."""
    return QFontMetricsF(font)


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """One line of `text`, cut with an ellipsis where it does not fit `rect`."""
    line = text
    if not _surely_fits(text, font, rect.width()):
        metrics = _metrics(font)
        if metrics.horizontalAdvance(text) > rect.width() + 0.5:
            line = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(rect, align, line)


def _surely_fits(text: str, font: QFont, width: float) -> bool:
    """Whether `text` is short enough without measuring: no Latin letter is wider than the font
    is high. Most cells of a list are."""
    return len(text) * font.pixelSize() < width and text.isascii()


def draw_icon(
    painter: QPainter, theme: Theme, name: str, role: ColorRole, size: int, x: float, middle: float
) -> None:
    """The icon `name` with its left edge at `x` and its centre at the height `middle`."""
    ratio = painter.device().devicePixelRatioF()
    pixmap = theme.pixmap(name, role, size, ratio)
    painter.drawPixmap(QPointF(round(x), round(middle - theme.px(size) / 2)), pixmap)


def shows_focus(widget: QWidget) -> bool:
    """Whether the ring is due: keyboard focus, or the property st="focus" set for a picture."""
    return widget.hasFocus() or widget.property("st") == "focus"


def whole(rect: QRect) -> QRectF:
    """`rect` for antialiased painting."""
    return QRectF(rect)
