"""Linkage dots: how far a hand-off has come, told by fill and always beside a word."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.label import Label
from ui.kit.paint import begin, draw_text
from ui.theme import Theme

PITCH = 17
_MOST = 5
_SIXTEENTH = 16  # QPainter counts arcs in sixteenths of a degree


class Dot(StrEnum):
    """Fill of a dot."""

    EMPTY = "empty"
    QUARTER = "quarter"
    HALF = "half"
    THREE_QUARTER = "three_quarter"
    FULL = "full"
    DASH = "dash"


_PART = {Dot.QUARTER: 90, Dot.HALF: 180, Dot.THREE_QUARTER: 270}


def draw_dot(
    painter: QPainter, theme: Theme, dot: Dot, x: float, y: float, radius: float = 5.0
) -> None:
    """One dot with its centre at (x, y)."""
    color = theme.color("text3" if dot is Dot.DASH else "accent")
    pen = QPen(color, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    center = QPointF(x, y)
    if dot is Dot.FULL:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(center, radius + 1, radius + 1)
        pen.setColor(theme.color("surface"))
        pen.setWidthF(1.6)
        painter.setPen(pen)
        tick = (QPointF(x - 2.4, y + 0.1), QPointF(x - 0.7, y + 1.9), QPointF(x + 2.6, y - 1.7))
        painter.drawPolyline(QPolygonF(tick))
        return
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(center, radius + 0.4, radius + 0.4)
    if dot is Dot.DASH:
        painter.drawLine(QPointF(x - 2.4, y), QPointF(x + 2.4, y))
    elif dot in _PART:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        inner = radius - 1.2
        pie = QRectF(x - inner, y - inner, 2 * inner, 2 * inner)
        painter.drawPie(pie, 90 * _SIXTEENTH, -_PART[dot] * _SIXTEENTH)


def draw_dots(painter: QPainter, theme: Theme, dots: Sequence[Dot], x: float, y: float) -> None:
    """Up to five dots from the left edge `x`, then "+2"; centred at the height `y`."""
    for dot in dots[:_MOST]:
        draw_dot(painter, theme, dot, x + 6, y)
        x += PITCH
    if len(dots) > _MOST:
        rest = QRectF(x, y - 10, 30, 20)
        more = f"+{len(dots) - _MOST}"
        draw_text(painter, rest, more, theme.font("caption"), theme.color("text3"))


class DotLabel(Label):
    """A dot beside its word."""

    def __init__(self, theme: Theme, dot: Dot, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, text, "caption", "text3", parent=parent)
        self._dot = dot
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setContentsMargins(19, 0, 0, 0)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.line_height("caption"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        draw_dot(begin(self), self._theme, self._dot, 7.5, self.height() / 2)
