"""Half a year of contacts at a glance: a square for each day, a column for each week."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from lead_desktop.domain.contacts.timeline import ContactDay
from ui.kit.paint import begin, draw_box, draw_text
from ui.models.day_words import Calendar
from ui.theme import Theme
from ui.theme.tokens import ColorRole, Radius

WEEKS = 26
_CELL = 13
_GAP = 3
_LEFT = 34  # room for the names of days
_TOP = 17  # room for the names of months
_DAYS = {1: "Mon", 3: "Wed", 5: "Fri"}


def first_day(today: date, weeks: int = WEEKS) -> date:
    """The Sunday on which a strip of so many weeks begins; weeks start on Sunday."""
    sunday = today - timedelta(days=(today.weekday() + 1) % 7)
    return sunday - timedelta(weeks=weeks - 1)


def day_words(day: ContactDay, calendar: Calendar) -> str:
    """A day in words: "Nov 20: reached twice, 1 try"."""
    times = {1: "reached", 2: "reached twice"}
    parts = []
    if day.reached:
        parts.append(times.get(day.reached, f"reached {day.reached} times"))
    if day.attempted:
        parts.append("1 try" if day.attempted == 1 else f"{day.attempted} tries")
    return f"{calendar.short_date(day.day)}: {', '.join(parts)}"


def sum_words(days: tuple[ContactDay, ...], calendar: Calendar, weeks: int = WEEKS) -> str:
    """The strip in a sentence, for a screen reader and as its caption."""
    reached = [day.day for day in days if day.reached]
    tries = sum(day.attempted for day in days)
    told = f"Last {weeks} weeks: reached on {len(reached)} {'day' if len(reached) == 1 else 'days'}"
    if tries:
        told += f", {tries} {'try' if tries == 1 else 'tries'} without"
    edges = [*reached, calendar.today]
    gaps = [(after - before).days for before, after in pairwise(edges)]
    return f"{told}; longest gap {max(gaps)} days" if gaps and max(gaps) > 1 else told


class HeatStrip(QWidget):
    """Reached days are filled, the fuller the more; tries alone are hollow, so that no meaning
    hangs on colour. Pointing at a day tells it in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._days: dict[date, ContactDay] = {}
        self._calendar: Calendar | None = None
        self.setAccessibleName("Contacts by day")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_days(self, days: tuple[ContactDay, ...], calendar: Calendar) -> None:
        """Show these days."""
        self._calendar = calendar
        self._days = {day.day: day for day in days}
        self.setAccessibleDescription(sum_words(days, calendar))
        self.update()

    def sizeHint(self) -> QSize:
        pitch = self._theme.px(_CELL + _GAP)
        return QSize(self._theme.px(_LEFT) + WEEKS * pitch, self._theme.px(_TOP) + 7 * pitch)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def day_at(self, spot: QPointF) -> date | None:
        """The day whose square lies under a point."""
        if self._calendar is None:
            return None
        pitch = self._theme.px(_CELL + _GAP)
        week = int((spot.x() - self._theme.px(_LEFT)) // pitch)
        place = int((spot.y() - self._theme.px(_TOP)) // pitch)
        if not (0 <= week < WEEKS and 0 <= place < 7):
            return None
        day = first_day(self._calendar.today) + timedelta(days=week * 7 + place)
        return day if day <= self._calendar.today else None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(QPointF(event.pos()))
            known = self._days.get(day) if day is not None else None
            words = day_words(known, self._calendar) if known and self._calendar else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._calendar is None:
            return
        painter, theme = begin(self), self._theme
        caption, muted = theme.font("micro"), theme.color("text3")
        pitch, side = theme.px(_CELL + _GAP), theme.px(_CELL)
        left, top = theme.px(_LEFT), theme.px(_TOP)
        for place, words in _DAYS.items():
            row = QRectF(0, top + place * pitch, left, side)
            draw_text(painter, row, words, caption, muted)
        start, month = first_day(self._calendar.today), 0
        for week in range(WEEKS):
            sunday = start + timedelta(weeks=week)
            if sunday.month != month and sunday.day <= 7:
                name = QRectF(left + week * pitch, 0, 3 * pitch, top - 3)
                draw_text(painter, name, f"{sunday:%b}", caption, muted)
            month = sunday.month
            for place in range(7):
                day = sunday + timedelta(days=place)
                if day <= self._calendar.today:
                    box = QRectF(left + week * pitch, top + place * pitch, side, side)
                    fill, edge = _look(self._days.get(day))
                    draw_box(painter, box, Radius.CHECK - 1, theme.color(fill), theme.color(edge))


def _look(day: ContactDay | None) -> tuple[ColorRole, ColorRole]:
    """Fill and outline of a day's square."""
    if day is None:
        return "subtle", "line"
    if day.reached:
        return ("accent", "accent") if day.reached > 1 else ("accent_line", "accent_line")
    return "surface", "text2"
