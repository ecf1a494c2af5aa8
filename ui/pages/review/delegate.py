"""Paints the rows of the review queue: headings, notes, the tick of those chosen together."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from lead_desktop.domain.contacts.review import ReviewItem, ReviewReason
from ui.kit.avatar import avatar_tone, draw_avatar
from ui.kit.checks import BOX, draw_check_box
from ui.kit.chip import Chip, chip_width, draw_chip
from ui.kit.list_view import ListView
from ui.kit.paint import RIGHT, draw_icon, draw_text, text_width
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.models.day_words import Calendar
from ui.models.reviews import item_words, people_words, waiting_words
from ui.models.rows import ROW_ROLE
from ui.models.worklist import Head
from ui.theme import Theme
from ui.theme.tokens import IconSize

HEAD = 36
ROW = 52
_AVATAR = 28
_LEFT = 10
_LATE = Chip("Late entry", "outline", "clock", size="sm")
_URGENT = frozenset({ReviewReason.RETURNED, ReviewReason.OVERDUE})


class ReviewDelegate(RowDelegate):
    """Two lines a note: whom it is about, and how, when and by whom or what was asked."""

    def __init__(self, theme: Theme, view: ListView, calendar: Calendar) -> None:
        super().__init__(theme, view, rule=False, card=True)
        self.calendar = calendar

    def height(self, index: AnyIndex) -> int:
        return HEAD if isinstance(index.data(ROW_ROLE), Head) else ROW

    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        entry = index.data(ROW_ROLE)
        if isinstance(entry, Head):
            self._paint_head(painter, rect, entry)
        elif isinstance(entry, ReviewItem):
            self._paint_note(painter, rect, entry, state)

    def _paint_head(self, painter: QPainter, rect: QRectF, head: Head) -> None:
        theme, middle = self.theme, rect.center().y() + 3
        left = rect.left() + _LEFT
        draw_icon(painter, theme, head.icon, head.ink, IconSize.DEFAULT, left, middle)
        left += theme.px(IconSize.DEFAULT) + 8
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

    def _paint_note(
        self, painter: QPainter, rect: QRectF, item: ReviewItem, state: RowState
    ) -> None:
        theme, left = self.theme, rect.left() + _LEFT
        self._paint_sign(painter, rect, item, state)
        left += theme.px(_AVATAR) + 12
        font = theme.font("caption")
        waiting = waiting_words(item, self.calendar)
        width = text_width(font, waiting)
        ink = theme.color("warn_text" if item.reason in _URGENT else "text3")
        upper = QRectF(left, rect.top() + 7, rect.right() - left - 12, theme.line_height("strong"))
        draw_text(painter, upper, waiting, font, ink, RIGHT)
        right = upper.right() - width - 12
        if item.late:
            right -= chip_width(theme, _LATE)
            draw_chip(painter, theme, _LATE, right, upper.center().y(), on_selected=state.marked)
            right -= 10
        name = QRectF(left, upper.top(), max(right - left, 0), upper.height())
        draw_text(painter, name, people_words(item), theme.font("strong"), theme.color("text"))
        lower = QRectF(left, upper.bottom() + 1, upper.width(), theme.line_height("body"))
        words = item_words(item, self.calendar)
        draw_text(painter, lower, words, theme.font("caption"), theme.color("text2"))

    def _paint_sign(
        self, painter: QPainter, rect: QRectF, item: ReviewItem, state: RowState
    ) -> None:
        """The face of the person; the tick in its place while notes are chosen together."""
        theme, left, middle = self.theme, rect.left() + _LEFT, rect.center().y()
        view = self.parent()
        choosing = isinstance(view, ListView) and bool(view.chosen_rows())
        if choosing or state.hovered:
            side = theme.px(BOX)
            inset = (theme.px(_AVATAR) - side) / 2
            box = QRectF(left + inset, round(middle - side / 2), side, side)
            draw_check_box(painter, theme, box, checked=state.chosen)
            return
        tone = avatar_tone(item.participant_id)
        draw_avatar(
            painter, theme, item.participant, tone, left, middle, _AVATAR, on_tint=state.marked
        )
