"""Columns of parts on each other with an axis: contacts by week, the attempted ones hatched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen

from ui.kit.paint import CENTER, RIGHT, begin, draw_box, draw_text, text_width
from ui.models.outcomes import Stack
from ui.pages.outcomes.charts import Chart
from ui.theme import Theme
from ui.theme.tokens import ColorRole

_HEIGHT = 254
_LEGEND = 26
_SWATCH = 12
_AXIS = 34
_FOOT = 22
_LINES = 4
_INKS: tuple[ColorRole, ...] = ("accent", "accent_line", "plum", "text3")
"""Of the parts from below; each is named in the legend, and a table says the numbers."""


class StackedBars(Chart):
    """One column a stack. names: of the parts from below, and of what is hatched on top."""

    grows = True

    def __init__(self, theme: Theme, name: str, names: Sequence[str], top: str) -> None:
        super().__init__(theme, name)
        self._names = tuple(names)
        self._top = top
        self._stacks: tuple[Stack, ...] = ()

    def show_stacks(self, stacks: Sequence[Stack], said: Sequence[str]) -> None:
        """Show other columns; said: the same in words."""
        self._stacks = tuple(stacks)
        self._say(said)

    def sizeHint(self) -> QSize:
        return QSize(360, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        if not self._stacks:
            self._paint_nothing(painter)
            return
        theme = self._theme
        legend = self._paint_legend(painter)
        plot = QRectF(self.rect()).adjusted(
            theme.px(_AXIS), legend + theme.px(6), 0, -theme.px(_FOOT)
        )
        most = _round_up(max(_height(one) for one in self._stacks))
        self._paint_axis(painter, plot, most)
        wide = plot.width() / len(self._stacks)
        column = min(wide * 0.62, theme.px(40))
        every = self._label_every(wide)
        for place, one in enumerate(self._stacks):
            left = plot.left() + place * wide + (wide - column) / 2
            self._paint_column(painter, QRectF(left, plot.top(), column, plot.height()), one, most)
            if place % every == 0:
                span = QRectF(left + column / 2 - every * wide / 2, plot.bottom(), every * wide, 20)
                words = span.adjusted(0, 2, 0, theme.px(_FOOT) - 20)
                font = theme.font("caption")
                draw_text(painter, words, one.label, font, theme.color("text2"), CENTER)

    def _label_every(self, wide: float) -> int:
        """Every so many-th column is named, so that the names do not run into each other."""
        font = self._theme.font("caption")
        longest = max(text_width(font, one.label) for one in self._stacks) + 8
        return max(1, int(-(-longest // max(wide, 1))))

    def _paint_legend(self, painter: QPainter) -> float:
        """The names of the parts, on as many lines as they need; returns their height."""
        theme = self._theme
        font, row, swatch = theme.font("caption"), theme.px(_LEGEND), theme.px(_SWATCH)
        left, top = 0.0, 0.0
        for place, name in enumerate((*self._names, self._top)):
            wide = swatch + 7 + text_width(font, name)
            if left and left + wide > self.width():
                left, top = 0.0, top + row
            box = QRectF(left, top + (row - swatch) / 2, swatch, swatch)
            if place < len(self._names):
                draw_box(painter, box, 2, theme.color(_INKS[place]))
            else:
                self._paint_hatched(painter, box)
            words = QRectF(left + swatch + 7, top, wide, row)
            draw_text(painter, words, name, font, theme.color("text2"))
            left += wide + 18
        return top + row

    def _paint_axis(self, painter: QPainter, plot: QRectF, most: int) -> None:
        theme = self._theme
        for step in range(_LINES + 1):
            y = round(plot.bottom() - plot.height() * step / _LINES) + 0.5
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            words = QRectF(0, y - 9, plot.left() - 8, 18)
            count = f"{most * step // _LINES:,}"
            draw_text(painter, words, count, theme.font("caption"), theme.color("text2"), RIGHT)

    def _paint_column(self, painter: QPainter, room: QRectF, one: Stack, most: int) -> None:
        bottom = room.bottom()
        for place, count in enumerate(one.parts):
            high = room.height() * (count or 0) / most
            if high > 0:
                box = QRectF(room.left(), bottom - high, room.width(), max(high - 1, 1))
                draw_box(painter, box, 1.5, self._theme.color(_INKS[place]))
            bottom -= high
        high = room.height() * (one.top or 0) / most
        if high > 0:
            self._paint_hatched(
                painter, QRectF(room.left(), bottom - high, room.width(), max(high - 1, 2))
            )

    def _paint_hatched(self, painter: QPainter, box: QRectF) -> None:
        ink = self._theme.color("text3")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(box)
        draw_box(painter, box, 1.5, None, ink)


def _height(one: Stack) -> int:
    return sum(count or 0 for count in one.parts) + (one.top or 0)


def _round_up(most: int) -> int:
    """The end of an axis whose lines stand at whole, easy numbers."""
    for power in range(12):
        for easy in (4, 8, 12, 16, 20):
            if most <= easy * 10**power:
                return easy * int(10**power)
    return most
