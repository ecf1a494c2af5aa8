"""Then and now as two points on a line, one question under the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from lead_desktop.domain.measures.lines import Pair
from ui.kit.paint import CENTER, RIGHT, begin, draw_text, text_width
from ui.pages.outcomes.charts import Chart
from ui.theme import Theme

_ROW = 34
_LEGEND = 26
_FOOT = 22
_WORDS = 96
_POINT = 5.0
_TURNS = (0, 25, 50, 75, 100)
THEN, NOW = "Then", "Now"


class Dumbbells(Chart):
    """One pair a line on a scale of percent. label_width: room for the words at the left."""

    def __init__(self, theme: Theme, name: str, *, label_width: int) -> None:
        super().__init__(theme, name)
        self._label = label_width
        self._pairs: tuple[Pair, ...] = ()

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show other pairs."""
        self._pairs = tuple(pairs)
        self._say([f"{one.label} {one.words}" for one in pairs])

    def sizeHint(self) -> QSize:
        rows = max(len(self._pairs), 1)
        return QSize(360, self._theme.px(_ROW * rows + _LEGEND + _FOOT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        if not self._pairs:
            self._paint_nothing(painter)
            return
        theme, row = self._theme, self._theme.px(_ROW)
        left = min(theme.px(self._label), self.width() * 0.45)
        head, foot = theme.px(_LEGEND), theme.px(_FOOT)
        # The outermost points need their own room inside the scale.
        scale = QRectF(self.rect()).adjusted(left + 8, head, -theme.px(_WORDS) - 8, -foot)
        self._paint_legend(painter, head)
        self._paint_scale(painter, scale)
        for place, one in enumerate(self._pairs):
            line = QRectF(0, head + place * row, self.width(), row)
            words = QRectF(0, line.top(), left - 12, row)
            self._paint_label(painter, words, one.label)
            said = QRectF(line.right() - theme.px(_WORDS), line.top(), theme.px(_WORDS), row)
            known = one.then is not None and one.now is not None
            font = theme.font("strong" if known else "caption")
            ink = theme.color("text" if known else "text3")
            draw_text(painter, said, one.words, font, ink, RIGHT)
            if one.then is not None and one.now is not None:
                self._paint_pair(painter, scale, line.center().y(), one.then, one.now)

    def _paint_label(self, painter: QPainter, room: QRectF, label: str) -> None:
        """The question, on two lines where it is long."""
        theme = self._theme
        if text_width(theme.font("body"), label) <= room.width():
            draw_text(painter, room, label, theme.font("body"), theme.color("text"))
            return
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, label)

    def _paint_pair(
        self, painter: QPainter, scale: QRectF, middle: float, then: int, now: int
    ) -> None:
        theme = self._theme
        first = QPointF(scale.left() + scale.width() * then / 100, middle)
        last = QPointF(scale.left() + scale.width() * now / 100, middle)
        painter.setPen(QPen(theme.color("accent_line"), 3.5))
        painter.drawLine(first, last)
        self._paint_then(painter, first)
        self._paint_now(painter, last)

    def _paint_then(self, painter: QPainter, at: QPointF) -> None:
        painter.setPen(QPen(self._theme.color("text2"), 1.8))
        painter.setBrush(self._theme.color("surface"))
        painter.drawEllipse(at, _POINT, _POINT)

    def _paint_now(self, painter: QPainter, at: QPointF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.drawEllipse(at, _POINT + 0.5, _POINT + 0.5)

    def _paint_legend(self, painter: QPainter, high: float) -> None:
        theme = self._theme
        font = theme.font("caption")
        right = float(self.width())
        for name, paint in ((NOW, self._paint_now), (THEN, self._paint_then)):
            wide = text_width(font, name)
            words = QRectF(right - wide, 0, wide + 1, high)
            draw_text(painter, words, name, font, theme.color("text2"))
            paint(painter, QPointF(words.left() - 12, high / 2))
            right = words.left() - 36

    def _paint_scale(self, painter: QPainter, scale: QRectF) -> None:
        theme = self._theme
        for turn in _TURNS:
            x = round(scale.left() + scale.width() * turn / 100) + 0.5
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(x, scale.top()), QPointF(x, scale.bottom()))
            words = QRectF(x - 24, scale.bottom() + 2, 48, theme.px(_FOOT) - 2)
            draw_text(
                painter, words, f"{turn}%", theme.font("caption"), theme.color("text2"), CENTER
            )
