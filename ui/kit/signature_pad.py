"""A pad to sign on with a mouse or a pen; a name that is typed stands on it for a keyboard."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QPointF,
    QRectF,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QImageWriter,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.paint import CENTER, begin, draw_box, draw_text
from ui.theme import Theme
from ui.theme.tokens import Border, Radius

_HEIGHT = 128
_SHORTEST = 24.0
"""Pixels that a pen must travel at least: a dot left by accident is no signature."""

_PEN = 2.2
_BASELINE = 0.74
_PICTURE_WIDTH = 1200
_CAPTION_HEIGHT = 64
_PAPER, _INK, _RULE = QColor("#FFFFFF"), QColor("#1D2422"), QColor("#B9BDB8")
"""Paper and ink are the same in both schemes: the picture is kept as it was signed."""


class SignaturePad(QWidget):
    """`changed` after every stroke. What is drawn stands before what is typed.

    The picture is made in memory and written nowhere.
    """

    changed = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strokes: list[list[QPointF]] = []
        self._down = False
        self._typed = ""
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()
        theme.changed.connect(self._fit)

    def set_typed(self, name: str) -> None:
        """A name in the place of a drawing."""
        self._typed = name.strip()
        self.update()

    def clear(self) -> None:
        """Take the drawing away; a typed name stays."""
        self._strokes = []
        self.update()
        self.changed.emit()

    def is_drawn(self) -> bool:
        """Whether something that can be a signature was drawn."""
        return sum(map(_length, self._strokes)) >= _SHORTEST

    def is_empty(self) -> bool:
        """Whether nobody has signed yet, in either way."""
        return not self.is_drawn() and not self._typed

    def png(self, caption: str) -> bytes:
        """The signature as a picture, with a line of words below it."""
        scale = _PICTURE_WIDTH / max(self.width(), 1)
        height = round(self.height() * scale)
        image = QImage(_PICTURE_WIDTH, height + _CAPTION_HEIGHT, QImage.Format.Format_RGB32)
        image.fill(_PAPER)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.scale(scale, scale)
        self._draw(painter)
        painter.restore()
        font = self._theme.font("caption")
        font.setPixelSize(30)
        band = QRectF(40, height, _PICTURE_WIDTH - 80, _CAPTION_HEIGHT)
        draw_text(painter, band, caption, font, _INK)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        return bytes(buffer.data().data())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._lift()

    def tabletEvent(self, event: QTabletEvent) -> None:
        if event.type() is QEvent.Type.TabletPress:
            self._begin(event.position())
        elif event.type() is QEvent.Type.TabletMove:
            self._go_on(event.position())
        elif event.type() is QEvent.Type.TabletRelease:
            self._lift()
        event.accept()  # else the same stroke would come again as one of a mouse

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        line = self._theme.color("control")
        draw_box(painter, edge, Radius.FIELD, _PAPER, line, Border.HAIRLINE)
        self._draw(painter)
        if self.is_empty() and not self._strokes:
            words = QRectF(self.rect()).adjusted(0, 0, 0, -self.height() * (1 - _BASELINE))
            small = self._theme.font("caption")
            draw_text(painter, words, "Sign here", small, QColor("#6B726E"), CENTER)

    def _begin(self, at: QPointF) -> None:
        self._down = True
        self._strokes.append([at])
        self.update()

    def _go_on(self, at: QPointF) -> None:
        if not self._down:
            return
        inside = QPointF(
            min(max(at.x(), 2.0), self.width() - 2.0), min(max(at.y(), 2.0), self.height() - 2.0)
        )
        self._strokes[-1].append(inside)
        self.update()

    def _lift(self) -> None:
        if self._down:
            self._down = False
            self.changed.emit()

    def _draw(self, painter: QPainter) -> None:
        size = QSizeF(self.size())
        level = size.height() * _BASELINE
        painter.setPen(QPen(_RULE, 1.0))
        painter.drawLine(QPointF(20, level), QPointF(size.width() - 20, level))
        if not self._strokes and self._typed:
            place = QRectF(24, 0, size.width() - 48, level + 8)
            draw_text(painter, place, self._typed, self._hand(place.width()), _INK, CENTER)
            return
        pen = QPen(_INK, _PEN)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._strokes:
            painter.drawPath(_path(stroke))

    def _hand(self, room: float) -> QFont:
        """A slanted font in which the typed name fits the pad."""
        font = self._theme.font("title")
        font.setItalic(True)
        for size in (34, 30, 26, 22, 18, 15, 12):
            font.setPixelSize(size)
            if QFontMetricsF(font).horizontalAdvance(self._typed) <= room:
                break
        return font

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(_HEIGHT))


def _length(stroke: list[QPointF]) -> float:
    pairs = pairwise(stroke)
    return sum(float(((to.x() - of.x()) ** 2 + (to.y() - of.y()) ** 2) ** 0.5) for of, to in pairs)


def _path(stroke: list[QPointF]) -> QPainterPath:
    """A soft line through the middles between the points."""
    path = QPainterPath(stroke[0])
    if len(stroke) == 1:
        path.lineTo(stroke[0] + QPointF(0.1, 0.0))
    for of, to in pairwise(stroke[1:]):
        path.quadTo(of, (of + to) / 2)
    path.lineTo(stroke[-1])
    return path
