"""The grid of hours: one column a day, blocks where they belong, a line where now is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.kit.label import Label
from ui.kit.paint import RIGHT, begin, draw_text
from ui.models.calendar_grid import Placed
from ui.models.day_words import Calendar
from ui.pages.calendar.block import Block
from ui.pages.facts import clear_layout
from ui.theme import Theme

_HOUR = 60
_RULER = 54
_GAP = 3
_FIRST_SHOWN = 8 * 60 - 20
_HEAD = 46


class Grid(QWidget):
    """opened carries the item of a block; asked carries the moment that was double-clicked."""

    opened = Signal(object)
    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._head = QWidget()
        self._head.setFixedHeight(theme.px(_HEAD))
        self._heads = QHBoxLayout(self._head)
        self._heads.setContentsMargins(theme.px(_RULER), 0, 10, 0)
        self._heads.setSpacing(0)
        self.canvas = _Canvas(theme)
        self._scroll = _Scroll()
        self._scroll.setWidget(self.canvas)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._first_time = True
        self.canvas.opened.connect(self.opened)
        self.canvas.asked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._scroll, 1)

    def show_items(
        self, days: Sequence[date], placed: Sequence[Placed], calendar: Calendar, now: datetime
    ) -> None:
        """Show these days and what they hold."""
        clear_layout(self._heads)
        for day in days:
            self._heads.addWidget(_day_head(self._theme, day, calendar), 1)
        self.canvas.show_items(days, placed, calendar, now)
        if self._first_time:
            self._first_time = False
            self._scroll.verticalScrollBar().setValue(self.canvas.y_of(_FIRST_SHOWN))

    def blocks(self) -> list[Block]:
        """The blocks in the order in which they begin."""
        return self.canvas.blocks

    def current(self) -> Block | None:
        """The block that keys act upon."""
        return self.canvas.current

    def go_to(self, block: Block, *, focus: bool = True) -> None:
        """Make a block the current one and bring it into sight."""
        self.canvas.current = block
        self._scroll.ensureWidgetVisible(block, 20, 40)
        if focus:
            block.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, step: int) -> None:
        """Go to the next or previous block."""
        blocks = self.canvas.blocks
        if not blocks:
            return
        current = self.canvas.current
        place = blocks.index(current) + step if current in blocks else 0
        self.go_to(blocks[min(max(place, 0), len(blocks) - 1)])


class _Scroll(QScrollArea):
    """Leaves the keys to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class _Canvas(QWidget):
    opened = Signal(object)
    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._days: tuple[date, ...] = ()
        self._calendar: Calendar | None = None
        self._now: datetime | None = None
        self.blocks: list[Block] = []
        self.current: Block | None = None
        self.setMinimumHeight(theme.px(_HOUR) * 24)
        theme.changed.connect(self._fit)

    def sizeHint(self) -> QSize:
        return QSize(400, self._theme.px(_HOUR) * 24)

    def show_items(
        self, days: Sequence[date], placed: Sequence[Placed], calendar: Calendar, now: datetime
    ) -> None:
        kept = self.current.placed.item.id if self.current is not None else None
        for block in self.blocks:
            block.hide()
            block.deleteLater()
        self._days, self._calendar, self._now = tuple(days), calendar, now
        self.blocks = [Block(self._theme, one, calendar, now, self) for one in placed]
        self.current = next(
            (block for block in self.blocks if block.placed.item.id == kept), None
        ) or self._next(now)
        for block in self.blocks:
            block.clicked.connect(self._open)
            block.show()
        self._place_blocks()
        self.update()

    def y_of(self, minute: int) -> int:
        """Where a minute of the day stands, in px."""
        return round(minute * self._theme.px(_HOUR) / 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_blocks()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._column_at(event.position().x())
        if place is None or self._calendar is None:
            return
        minute = int(event.position().y() * 60 / self._theme.px(_HOUR)) // 30 * 30
        day = self._days[place]
        wall = datetime(
            day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=self._calendar.zone
        )
        self.asked.emit(wall)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._calendar is None or self._now is None:
            return
        painter = begin(self)
        theme, calendar = self._theme, self._calendar
        ruler, hour = theme.px(_RULER), theme.px(_HOUR)
        painter.fillRect(self.rect(), theme.color("surface"))
        if calendar.today in self._days and len(self._days) > 1:
            column = self._rect_of(self._days.index(calendar.today))
            painter.fillRect(column, theme.color("subtle"))
        painter.setPen(QPen(theme.color("line"), 1))
        for step in range(24):
            y = step * hour + 0.5
            painter.drawLine(QPointF(ruler, y), QPointF(self.width(), y))
        for place in range(len(self._days)):
            x = self._rect_of(place).left() + 0.5
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        for step in range(1, 24):
            words = QRectF(0, step * hour - 9, ruler - 8, 18)
            said = f"{step:02}:00"
            draw_text(painter, words, said, theme.font("caption"), theme.color("text3"), RIGHT)
        if calendar.today in self._days:
            self._paint_now(painter, self._rect_of(self._days.index(calendar.today)))

    def _paint_now(self, painter: QPainter, column: QRectF) -> None:
        if self._calendar is None or self._now is None:
            return
        wall = self._now.astimezone(self._calendar.zone)
        y = self.y_of(wall.hour * 60 + wall.minute)
        ink = self._theme.color("danger")
        painter.setPen(QPen(ink, 1.5))
        painter.drawLine(QPointF(column.left(), y), QPointF(column.right(), y))
        painter.setBrush(ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(column.left() + 1, y), 4, 4)

    def _next(self, now: datetime) -> Block | None:
        """The block that comes next, else the last one."""
        ahead = (block for block in self.blocks if block.placed.item.ends_at >= now)
        return next(ahead, self.blocks[-1] if self.blocks else None)

    def _open(self) -> None:
        block = self.sender()
        if isinstance(block, Block):
            self.current = block
            self.opened.emit(block.placed.item)

    def _column_at(self, x: float) -> int | None:
        for place in range(len(self._days)):
            rect = self._rect_of(place)
            if rect.left() <= x < rect.right():
                return place
        return None

    def _rect_of(self, place: int) -> QRectF:
        ruler = self._theme.px(_RULER)
        wide = (self.width() - ruler) / max(len(self._days), 1)
        return QRectF(ruler + place * wide, 0, wide, self.height())

    def _place_blocks(self) -> None:
        for block in self.blocks:
            placed = block.placed
            column = self._rect_of(self._days.index(placed.day))
            wide = (column.width() - 2 * _GAP) / placed.lanes
            top, bottom = self.y_of(placed.start), self.y_of(placed.end)
            block.setGeometry(
                QRect(
                    round(column.left() + _GAP + placed.lane * wide),
                    top + 1,
                    max(round(wide) - 2, 12),
                    max(bottom - top - 2, 24),
                )
            )

    def _fit(self) -> None:
        self.setMinimumHeight(self._theme.px(_HOUR) * 24)
        self._place_blocks()


def _day_head(theme: Theme, day: date, calendar: Calendar) -> QFrame:
    """Weekday and date over a column; today in the accent."""
    head = QFrame()
    today = day == calendar.today
    column = QVBoxLayout(head)
    column.setContentsMargins(8, 4, 4, 4)
    column.setSpacing(0)
    column.addStretch()
    name = "Today" if today else f"{day:%A}"
    column.addWidget(Label(theme, name, "capmed", "accent_text" if today else "text2"))
    column.addWidget(Label(theme, f"{day:%b} {day.day}", "sub", "accent_text" if today else "text"))
    column.addStretch()
    head.setAccessibleName(f"{day:%A}, {calendar.long_date(day)}")
    return head
