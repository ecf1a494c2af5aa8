"""The day beside the list: appointments on the hours, a line at the present time, and the week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lead_desktop.domain.codes import AppointmentStatus
from lead_desktop.domain.plan.calendar import CalendarLine, TeamEventLine
from lead_desktop.services.plan.appointments import Agenda
from ui.kit.paint import CENTER, begin, draw_box, draw_text, draw_tint, text_width
from ui.theme import Theme
from ui.theme.tokens import TONE_TEXT, TONE_TINT, ColorRole, Tone

_FIRST_HOUR, _LAST_HOUR = 9, 17
_GUTTER = 46
_BAR = 3
_SHORT = timedelta(minutes=40)

Entry = CalendarLine | TeamEventLine


class DayStrip(QWidget):
    """Hours from nine to five, more where appointments lie outside; the list beside it says the
    same in words, and so does the accessible description."""

    def __init__(self, theme: Theme, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zone = zone
        self._entries: tuple[Entry, ...] = ()
        self._now: datetime | None = None
        self.setAccessibleName("Appointments today")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def _gutter(self) -> int:
        return self._theme.px(_GUTTER)

    def show_day(self, agenda: Agenda, now: datetime) -> None:
        """Show the day's appointments, what the team has of its own, and the present time."""
        self._entries = (*agenda.appointments, *agenda.team)
        self._now = now.astimezone(self._zone)
        spoken = [f"{self._local(e):%H:%M} {', '.join(words_of(e))}" for e in self._entries]
        self.setAccessibleDescription("; ".join(spoken) or "Nothing planned")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, self._theme.px(320))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self._theme.px(160))

    def hours(self) -> tuple[int, int]:
        """The first and the last hour that are drawn."""
        starts = [self._local(entry) for entry in self._entries]
        first = min((at.hour for at in starts), default=_FIRST_HOUR)
        last = max((at.hour + 1 for at in starts), default=_LAST_HOUR)
        return min(first, _FIRST_HOUR), max(last, _LAST_HOUR)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = begin(self), self._theme
        first, last = self.hours()
        top, height = theme.px(8), self.height() - theme.px(16)
        step = height / (last - first)
        now_hour = self._hour_of(self._now) if self._now else -1.0
        for hour in range(first, last + 1):
            y = top + (hour - first) * step
            if abs(hour - now_hour) * step > theme.px(16):
                self._label(painter, y, f"{hour:02}:00", strong=False)
            line = QRectF(self._gutter, round(y), self.width() - self._gutter, 1)
            painter.fillRect(line, theme.color("line"))
        for entry, column, columns in lanes(self._entries):
            self._block(painter, entry, column, columns, first, top, step)
        if self._now is not None and first <= now_hour <= last:
            self._now_line(painter, self._now, top + (now_hour - first) * step)

    def _label(self, painter: QPainter, y: float, words: str, *, strong: bool) -> None:
        theme = self._theme
        box = QRectF(0, y - theme.px(9), self._gutter - 10, theme.px(18))
        font = theme.font("capstrong" if strong else "caption")
        draw_text(painter, box, words, font, theme.color("danger_text" if strong else "text2"))

    def _now_line(self, painter: QPainter, now: datetime, y: float) -> None:
        theme = self._theme
        self._label(painter, y, f"{now:%H:%M}", strong=True)
        ink = theme.color("danger")
        painter.setPen(QPen(ink, 1.5))
        painter.drawLine(QPointF(self._gutter, y), QPointF(self.width(), y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(self._gutter - 1, y), 3.5, 3.5)

    def _block(
        self,
        painter: QPainter,
        entry: Entry,
        column: int,
        columns: int,
        first: int,
        top: float,
        step: float,
    ) -> None:
        theme = self._theme
        length = entry.ends_at - entry.starts_at
        width = (self.width() - self._gutter - 4) / columns
        y = top + (self._hour_of(self._local(entry)) - first) * step
        high = max(length.total_seconds() / 3600 * step, theme.px(22)) - 2
        box = QRectF(self._gutter + 4 + column * width, y + 1, width - 3, high)
        tone = tone_of(entry)
        draw_tint(painter, theme, box, 4, TONE_TINT[tone])
        ink = theme.color(TONE_TEXT[tone])
        draw_box(painter, QRectF(box.left(), box.top(), _BAR, high), 1, ink)
        line = QRectF(box.left() + 10, box.top() + 1, box.width() - 14, theme.px(18))
        name, words = words_of(entry)
        if length < _SHORT or high < theme.px(36):
            line.setHeight(min(high, theme.px(24)) - 2)
            strong = theme.font("capstrong")
            draw_text(painter, line, name, strong, ink)
            line.setLeft(line.left() + text_width(strong, name) + 8)
            if line.width() > self._gutter:
                draw_text(painter, line, words, theme.font("caption"), ink)
            return
        draw_text(painter, line, name, theme.font("capstrong"), ink)
        line.translate(0, theme.px(16))
        draw_text(painter, line, words, theme.font("caption"), ink)

    def _local(self, entry: Entry) -> datetime:
        return entry.starts_at.astimezone(self._zone)

    def _hour_of(self, at: datetime) -> float:
        return at.hour + at.minute / 60


def words_of(entry: Entry) -> tuple[str, str]:
    """Whose or what it is, and the rest: what for, where, what became of it."""
    if isinstance(entry, TeamEventLine):
        return entry.title, entry.place
    said = "" if entry.status is AppointmentStatus.PLANNED else entry.status.label.lower()
    return entry.participant, ", ".join(part for part in (entry.title, entry.place, said) if part)


def tone_of(entry: Entry) -> Tone:
    """The team's own and what was missed stand back; court and what was attended are marked."""
    if isinstance(entry, TeamEventLine) or entry.status is AppointmentStatus.MISSED:
        return "neutral"
    if entry.status is AppointmentStatus.ATTENDED:
        return "success"
    return "plum" if entry.court else "accent"


def lanes(entries: Sequence[Entry]) -> list[tuple[Entry, int, int]]:
    """Each entry with its column and how many columns stand side by side at that time."""
    placed: list[tuple[Entry, int, int]] = []
    group: list[tuple[Entry, int]] = []
    ends: list[datetime] = []

    def close() -> None:
        placed.extend((entry, lane, len(ends)) for entry, lane in group)
        group.clear()
        ends.clear()

    for entry in sorted(entries, key=lambda one: one.starts_at):
        if ends and entry.starts_at >= max(ends):
            close()
        free = next((lane for lane, end in enumerate(ends) if end <= entry.starts_at), len(ends))
        if free == len(ends):
            ends.append(entry.starts_at)
        ends[free] = entry.ends_at
        group.append((entry, free))
    close()
    return placed


class DayBars(QWidget):
    """How many contacts on each of the last days; today is the strong one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: tuple[tuple[date, int], ...] = ()
        self.setAccessibleName("Contacts by day")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, days: Sequence[tuple[date, int]]) -> None:
        """Show counts by day, the last of them today."""
        self._days = tuple(days)
        spoken = [f"{day:%A} {count}" for day, count in self._days]
        self.setAccessibleDescription(", ".join(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self._theme.px(84))

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._days:
            return
        painter, theme = begin(self), self._theme
        line = theme.px(16)
        room = self.height() - 2 * line - 4
        most = max((count for _, count in self._days), default=0) or 1
        width = self.width() / len(self._days)
        for place, (day, count) in enumerate(self._days):
            last = place == len(self._days) - 1
            x = place * width + width * 0.17
            high = max(round(count / most * room), 2 if not count else 4)
            bar = QRectF(x, line + room - high + 2, width * 0.66, high)
            fill: ColorRole = "accent" if last else "accent_line"
            draw_box(painter, bar, 3, theme.color(fill if count else "line"))
            font = theme.font("capstrong" if last else "caption")
            ink = theme.color("text" if last else "text2")
            if count:
                above = QRectF(place * width, bar.top() - line, width, line)
                draw_text(painter, above, str(count), font, ink, CENTER)
            below = QRectF(place * width, self.height() - line, width, line)
            draw_text(painter, below, f"{day:%a}"[:2], font, ink, CENTER)
