"""Tabs of a page: words, a count where there is one, a line under the chosen tab."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from ui.kit.paint import (
    CENTER,
    begin,
    draw_ring,
    draw_text,
    draw_tint,
    shows_focus,
    text_width,
)
from ui.theme import Theme
from ui.theme.tokens import ColorRole, Radius

_HEIGHT = 42
_LEAD = 3
_TRAIL = 20
_PILL_PAD = 8
_PILL_GAP = 7


class TabBar(QTabBar):
    """Add tabs with `add`; the count of a tab is its pill."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: dict[int, int] = {}
        self.setAccessibleName(name)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)

    def add(self, text: str, count: int | None = None) -> int:
        """Add a tab at the end; returns its place."""
        place = self.addTab(text)
        self.set_count(place, count)
        return place

    def set_count(self, place: int, count: int | None) -> None:
        """Show `count` on the tab at `place`, or no pill."""
        if count is None:
            self._counts.pop(place, None)
        else:
            self._counts[place] = count
        words = self.tabText(place)
        self.setAccessibleTabName(place, words if count is None else f"{words}, {count}")
        self.setTabText(place, words)  # only then does Qt measure its tabs anew

    def tabSizeHint(self, index: int) -> QSize:
        width = text_width(self._theme.font("strong"), self.tabText(index)) + _LEAD + _TRAIL
        if index in self._counts:
            width += self._pill(index) + _PILL_GAP
        return QSize(round(width), self._theme.px(_HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def _pill(self, index: int) -> float:
        return text_width(self._theme.font("capmed"), str(self._counts[index])) + 2 * _PILL_PAD

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        theme, rect = self._theme, QRectF(self.tabRect(index))
        chosen = index == self.currentIndex()
        ink: ColorRole = "accent_text" if chosen else "text2"
        font = theme.font("strong" if chosen else "med")
        words = text_width(font, self.tabText(index))
        room = words + (self._pill(index) + _PILL_GAP if index in self._counts else 0)
        left = rect.left() + _LEAD
        box = QRectF(left, rect.top(), words + 1, rect.height() - 2)
        draw_text(painter, box, self.tabText(index), font, theme.color(ink))
        if index in self._counts:
            height = theme.px(18)
            top = box.center().y() - height / 2
            pill = QRectF(box.right() + _PILL_GAP, top, self._pill(index), height)
            draw_tint(painter, theme, pill, height / 2, "neutral_tint")
            count = str(self._counts[index])
            draw_text(painter, pill, count, theme.font("capmed"), theme.color("text2"), CENTER)
        if chosen:
            line = QRectF(left - 3, rect.bottom() - 2, room + 6, 2)
            painter.fillRect(line, theme.color("accent"))
            if shows_focus(self):
                ring = QRectF(left - 6, rect.top() + 7, room + 12, rect.height() - 16)
                draw_ring(painter, theme, ring, Radius.BUTTON)
