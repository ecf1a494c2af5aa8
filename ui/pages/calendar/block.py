"""One appointment, or event of the team, as a block in the grid: a button that opens it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from lead_desktop.domain.codes import AppointmentStatus
from lead_desktop.domain.plan.calendar import CalendarLine, TeamEventLine
from ui.kit.paint import begin, draw_box, draw_icon, draw_ring, draw_text, shows_focus
from ui.models.calendar_grid import Placed, is_unsaid, item_words
from ui.models.day_words import Calendar
from ui.models.looks import CATEGORY_ICON
from ui.theme import Theme
from ui.theme.tokens import TONE_TEXT, TONE_TINT, IconSize, Radius, Tone

_PAD = 7
_LINE = 16
_DESCENDS = 3
"""What the letters of a line hang below it."""


class Block(QPushButton):
    """Enter, Space or a click opens it; other keys are the page's."""

    def __init__(
        self, theme: Theme, placed: Placed, calendar: Calendar, now: datetime, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._calendar = calendar
        self._unsaid = is_unsaid(placed.item, now)
        self.placed = placed
        words = item_words(placed.item, calendar, now)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.click()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme, item = self._theme, self.placed.item
        tone, icon = look_of(item)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = theme.color("warn") if self._unsaid else theme.edge
        draw_box(painter, box, Radius.BUTTON, theme.color(TONE_TINT[tone]), edge, 1.25)
        if shows_focus(self):
            draw_ring(painter, theme, box, Radius.BUTTON)
        ink = TONE_TEXT[tone]
        step = theme.px(_LINE)
        left = box.left() + _PAD
        middle = box.top() + min(step * 0.75, box.height() / 2)
        draw_icon(painter, theme, icon, ink, IconSize.INLINE, left, middle)
        indent = theme.px(IconSize.INLINE) + 5
        wide = box.right() - left - _PAD
        first = QRectF(left + indent, middle - step / 2, wide - indent, step)
        team = isinstance(item, TeamEventLine)
        title = item.title if isinstance(item, TeamEventLine) else item.participant
        at = self._calendar.time(item.starts_at)
        if box.height() < 2 * step:
            title = f"{at} {title}"
        draw_text(painter, first, title, theme.font("capstrong"), theme.color("text"))
        lines = [at]
        if not team:
            lines = [f"{lines[0]} {item.title}"]
        if item.place:
            lines.append(item.place)
        row = QRectF(left, first.top(), wide, step)
        for words in lines:
            row = row.translated(0, step)
            if row.bottom() + _DESCENDS > box.bottom():
                break
            draw_text(painter, row, words, theme.font("caption"), theme.color("text2"))


def look_of(item: CalendarLine | TeamEventLine) -> tuple[Tone, str]:
    """Tone and icon: court, the team's own, what became of it, else what it is about."""
    if isinstance(item, TeamEventLine):
        return "info", "users"
    if item.status is AppointmentStatus.ATTENDED:
        return "success", "check"
    if item.status is AppointmentStatus.MISSED:
        return "neutral", "minus"
    if item.court:
        return "plum", "gavel"
    icon = CATEGORY_ICON[item.category] if item.category is not None else "calendar"
    return ("accent" if item.mine else "neutral"), icon
