"""Charts painted from bars, stacks and pairs, each with its words; a table says the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from lead_desktop.domain.measures.lines import Line
from ui.kit.paint import CENTER, begin, draw_box, draw_text, text_width
from ui.theme import Theme

NOTHING = "Nothing yet"
_ROW = 34
_ROW_SMALL = 27
_ROW_FUNNEL = 54
_GAP_FUNNEL = 7
_SAID_WIDTH = 150
_BAR_RADIUS = 3
_COLUMNS_HEIGHT = 190


class Chart(QWidget):
    """A painted widget whose accessible name says everything that it shows. grows: it takes the
    height that its card has."""

    grows = False

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Expanding if self.grows else policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self.sizeHint().height())

    def _say(self, said: Sequence[str]) -> None:
        """Say what is shown now, and paint it."""
        self.setAccessibleName(f"{self._name}: {'; '.join(said) or NOTHING}")
        self.updateGeometry()
        self.update()

    def _paint_nothing(self, painter: QPainter) -> None:
        theme = self._theme
        draw_text(
            painter, QRectF(self.rect()), NOTHING, theme.font("caption"), theme.color("text3")
        )


class _BarChart(Chart):
    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._bars: tuple[Line, ...] = ()

    def show_bars(self, bars: Sequence[Line]) -> None:
        """Show other bars."""
        self._bars = tuple(bars)
        self._say([f"{bar.label} {bar.words}" for bar in bars])

    def _most(self) -> int:
        return max((bar.count or 0 for bar in self._bars), default=0) or 1


class LyingBars(_BarChart):
    """One bar a line. label_width: room for the words at the left; small: thinner lines; funnel:
    what is lost from a bar to the next is drawn between them."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        label_width: int,
        small: bool = False,
        funnel: bool = False,
    ) -> None:
        super().__init__(theme, name)
        self._label = label_width
        self._row = _ROW_FUNNEL if funnel else _ROW_SMALL if small else _ROW
        self._gap = _GAP_FUNNEL if funnel else 4
        self._funnel = funnel

    def sizeHint(self) -> QSize:
        return QSize(320, self._theme.px(self._row) * max(len(self._bars), 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme, row = self._theme, self._theme.px(self._row)
        left = min(theme.px(self._label), self.width() * 0.45)
        if not self._bars:
            self._paint_nothing(painter)
            return
        room = max(self.width() - left - theme.px(_SAID_WIDTH), 40)
        boxes = []
        for place, bar in enumerate(self._bars):
            line = QRectF(0, place * row, self.width(), row)
            words = QRectF(0, line.top(), left - 12, row)
            font = theme.font("capstrong" if bar.light else "body")
            draw_text(painter, words, bar.label, font, theme.color("text"))
            wide = room * (bar.count or 0) / self._most()
            box = QRectF(left, line.top() + self._gap, max(wide, 2), row - 2 * self._gap)
            boxes.append(box)
            ink = theme.color("accent_line" if bar.light else "accent")
            draw_box(painter, box, _BAR_RADIUS, ink)
            said = QRectF(box.right() + 9, line.top(), self.width() - box.right() - 9, row)
            strong = theme.font("strong")
            draw_text(painter, said, bar.words, strong, theme.color("text"))
            if bar.note:
                shift = text_width(strong, bar.words) + 10
                note = said.adjusted(shift, 0, 0, 0)
                draw_text(painter, note, bar.note, theme.font("caption"), theme.color("text2"))
        if self._funnel:
            self._paint_losses(painter, boxes)

    def _paint_losses(self, painter: QPainter, boxes: Sequence[QRectF]) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("neutral_tint"))
        for above, below in pairwise(boxes):
            painter.drawPolygon(
                QPolygonF(
                    [
                        above.bottomLeft() + QPointF(1, 0),
                        above.bottomRight(),
                        below.topRight(),
                        below.topLeft() + QPointF(1, 0),
                    ]
                )
            )


class StandingBars(_BarChart):
    """One column a bar, its count above and its words below; a dashed line behind the last column
    that is not pale, with `target` beside it."""

    grows = True
    target = ""

    def sizeHint(self) -> QSize:
        return QSize(320, self._theme.px(_COLUMNS_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = self._theme
        wide = self.width() / max(len(self._bars), 1)
        foot, head = theme.px(22), theme.px(20)
        above_all = head if self.target else 0
        room = self.height() - foot - head - above_all
        for place, bar in enumerate(self._bars):
            high = room * (bar.count or 0) / self._most()
            top = above_all + head + room - high
            box = QRectF(place * wide + 5, top, wide - 10, max(high, 2))
            ink = theme.color("accent_line" if bar.light else "accent")
            draw_box(painter, box, _BAR_RADIUS, ink)
            above = QRectF(place * wide, top - head, wide, head)
            draw_text(painter, above, bar.words, theme.font("med"), theme.color("text"), CENTER)
            below = QRectF(place * wide, self.height() - foot, wide, foot)
            font = theme.font("caption")
            draw_text(painter, below, bar.label, font, theme.color("text2"), CENTER)
        light = next((place for place, bar in enumerate(self._bars) if bar.light), None)
        if self.target and light:
            self._paint_target(painter, light * wide, self.height() - foot)

    def _paint_target(self, painter: QPainter, at: float, bottom: float) -> None:
        theme = self._theme
        painter.setPen(QPen(theme.color("plum"), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(at, 0), QPointF(at, bottom))
        words = QRectF(at + 8, 0, self.width() - at - 8, theme.px(18))
        draw_text(painter, words, self.target, theme.font("caption"), theme.color("plum_text"))
