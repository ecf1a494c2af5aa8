"""Bars, lying and standing, each with its words; a table says the same."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.paint import CENTER, begin, draw_box, draw_text, text_width
from ui.models.outcomes import Bar
from ui.theme import Theme

_ROW = 34
_ROW_SMALL = 27
_BAR_RADIUS = 3
_COLUMNS_HEIGHT = 190


class _Chart(QWidget):
    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._bars: tuple[Bar, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars; the accessible name says all of them."""
        self._bars = tuple(bars)
        said = "; ".join(f"{bar.label} {bar.words}" for bar in bars) or "Nothing yet"
        self.setAccessibleName(f"{self._name}: {said}")
        self.updateGeometry()
        self.update()

    def _most(self) -> int:
        return max((bar.count or 0 for bar in self._bars), default=0) or 1


class LyingBars(_Chart):
    """One bar a line. label_width: room for the words at the left; small: thinner lines."""

    def __init__(self, theme: Theme, name: str, *, label_width: int, small: bool = False) -> None:
        super().__init__(theme, name)
        self._label = label_width
        self._row = _ROW_SMALL if small else _ROW

    def sizeHint(self) -> QSize:
        return QSize(320, self._theme.px(self._row) * max(len(self._bars), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme, row = self._theme, self._theme.px(self._row)
        left = theme.px(self._label)
        if not self._bars:
            words = QRectF(self.rect())
            draw_text(painter, words, "Nothing yet", theme.font("caption"), theme.color("text3"))
            return
        room = max(self.width() - left - theme.px(150), 40)
        for place, bar in enumerate(self._bars):
            line = QRectF(0, place * row, self.width(), row)
            side = bar.note == "side"
            words = QRectF(0, line.top(), left - 12, row)
            font = theme.font("capstrong" if side else "body")
            draw_text(painter, words, bar.label, font, theme.color("text"))
            wide = room * (bar.count or 0) / self._most()
            box = QRectF(left, line.top() + 4, max(wide, 2), row - 8)
            ink = theme.color("accent_line" if side else "accent")
            draw_box(painter, box, _BAR_RADIUS, ink)
            said = QRectF(box.right() + 9, line.top(), self.width() - box.right() - 9, row)
            strong = theme.font("strong")
            draw_text(painter, said, bar.words, strong, theme.color("text"))
            if bar.note and not side:
                shift = text_width(strong, bar.words) + 10
                note = said.adjusted(shift, 0, 0, 0)
                draw_text(painter, note, bar.note, theme.font("caption"), theme.color("text2"))


class StandingBars(_Chart):
    """One column a bar, its count above and its words below."""

    def sizeHint(self) -> QSize:
        return QSize(320, self._theme.px(_COLUMNS_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = self._theme
        wide = self.width() / max(len(self._bars), 1)
        foot, head = theme.px(22), theme.px(20)
        room = self.height() - foot - head
        for place, bar in enumerate(self._bars):
            high = room * (bar.count or 0) / self._most()
            top = head + room - high
            box = QRectF(place * wide + 5, top, wide - 10, max(high, 2))
            draw_box(painter, box, _BAR_RADIUS, theme.color("accent"))
            above = QRectF(place * wide, top - head, wide, head)
            draw_text(painter, above, bar.words, theme.font("med"), theme.color("text"), CENTER)
            below = QRectF(place * wide, self.height() - foot, wide, foot)
            font = theme.font("caption")
            draw_text(painter, below, bar.label, font, theme.color("text2"), CENTER)
