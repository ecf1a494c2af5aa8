"""Paints the rows of worklists: headings, people with the reason, what stands aside."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.kit.avatar import avatar_tone, draw_avatar
from ui.kit.chip import Chip, chip_width, draw_chip
from ui.kit.list_view import ListView
from ui.kit.paint import RIGHT, draw_icon, draw_text, text_width
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.models.rows import ROW_ROLE
from ui.models.worklist import URGENCY_TONE, Head, Line, line_of
from ui.theme import Theme
from ui.theme.tokens import IconSize

HEAD = 36
ROW = 38
_AVATAR = 24
_NAME = 148
_LEFT = 8
_INSET = 8  # of the card around a row


class WorkDelegate(RowDelegate):
    """`room`: px at the right of the current row that its buttons cover."""

    def __init__(self, theme: Theme, view: ListView) -> None:
        super().__init__(theme, view, rule=False, card=True)
        self.room = 0

    def height(self, index: AnyIndex) -> int:
        return HEAD if isinstance(index.data(ROW_ROLE), Head) else ROW

    def needed(self, line: Line) -> int:
        """Width in px at which nothing in the row of `line` is cut off, its buttons aside."""
        theme = self.theme
        words = text_width(theme.font("body"), line.words)
        left = theme.px(_AVATAR) + 10 + theme.px(_NAME)
        return round(_LEFT + left + words + 12 + self._badge_width(line) + 10 + 2 * _INSET) + 1

    def _badge_width(self, line: Line) -> float:
        if not line.badge:
            return 0
        tone = URGENCY_TONE[line.urgency]
        if tone is not None:
            return chip_width(self.theme, Chip(line.badge, tone, line.icon))
        words = text_width(self.theme.font("body"), line.badge)
        return words + self.theme.px(IconSize.SMALL) + 8

    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        entry = index.data(ROW_ROLE)
        if isinstance(entry, Head):
            self._paint_head(painter, rect, entry)
            return
        line = line_of(entry)
        if line is None:
            return
        right = rect.right() - 10
        if state.current:
            right -= self.room
        if line.badge:
            right = self._paint_badge(painter, rect, right, line, state)
        left = self._paint_person(painter, rect, line, state)
        self._paint_words(painter, rect, left, right, line.words)

    def _paint_head(self, painter: QPainter, rect: QRectF, head: Head) -> None:
        theme, middle = self.theme, rect.center().y() + 3
        left = rect.left() + _LEFT
        draw_icon(painter, theme, head.icon, head.ink, IconSize.DEFAULT, left + 2, middle)
        left += theme.px(_AVATAR)
        for words, font, ink in (
            (head.title, theme.font("capstrong"), theme.color("text2")),
            (str(head.count), theme.font("caption"), theme.color("text3")),
        ):
            width = text_width(font, words)
            box = QRectF(left, rect.top() + 3, width + 1, rect.height())
            draw_text(painter, box, words, font, ink)
            left += width + 8
        line = QRectF(left + 2, round(middle), rect.right() - left - 10, 1)
        painter.fillRect(line, theme.color("line"))

    def _paint_person(self, painter: QPainter, rect: QRectF, line: Line, state: RowState) -> float:
        theme, middle, muted = self.theme, rect.center().y(), line.muted
        left = rect.left() + _LEFT
        tone = avatar_tone(line.identity)
        draw_avatar(painter, theme, line.name, tone, left, middle, _AVATAR, on_tint=state.marked)
        left += theme.px(_AVATAR) + 10
        box = QRectF(left, rect.top(), theme.px(_NAME) - 12, rect.height())
        font = theme.font("body" if muted else "strong")
        draw_text(painter, box, line.name, font, theme.color("text2" if muted else "text"))
        return left + theme.px(_NAME)

    def _paint_words(
        self, painter: QPainter, rect: QRectF, left: float, right: float, words: str
    ) -> None:
        box = QRectF(left, rect.top(), max(right - left - 12, 0), rect.height())
        draw_text(painter, box, words, self.theme.font("body"), self.theme.color("text2"))

    def _paint_badge(
        self, painter: QPainter, rect: QRectF, right: float, line: Line, state: RowState
    ) -> float:
        theme, middle, icon = self.theme, rect.center().y(), line.icon
        tone = URGENCY_TONE[line.urgency]
        if tone is not None:
            chip = Chip(line.badge, tone, icon)
            left = right - chip_width(theme, chip)
            draw_chip(painter, theme, chip, left, middle, on_selected=state.marked)
            return left
        font = theme.font("body")
        width = text_width(font, line.badge)
        box = QRectF(right - width - 1, rect.top(), width + 1, rect.height())
        draw_text(painter, box, line.badge, font, theme.color("text2"), RIGHT)
        left = box.left() - theme.px(IconSize.SMALL) - 7
        draw_icon(painter, theme, icon, "text2", IconSize.SMALL, left, middle)
        return left
