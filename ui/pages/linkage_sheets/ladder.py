"""The way from a need to care as five stations, with the day on which each was reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lead_desktop.domain.codes import LinkageStatus
from lead_desktop.domain.people.participant import LinkageStep
from lead_desktop.domain.plan.linkage import RUNGS, Column
from ui.kit.dots import Dot, draw_dot
from ui.kit.paint import begin, draw_text
from ui.models.day_words import Calendar
from ui.models.looks import COLUMN_DOT
from ui.theme import Theme

STATIONS = (
    Column.IDENTIFIED,
    Column.REFERRED,
    Column.SCHEDULED,
    Column.CONNECTED,
    Column.ENGAGED,
)
_HEIGHT = 54
_LINE_AT = 10


def reached_on(steps: Sequence[LinkageStep]) -> dict[Column, date]:
    """The first day on which each column was reached; `steps` newest first."""
    first: dict[Column, date] = {}
    for step in reversed(steps):
        if not step.undone:
            first.setdefault(RUNGS[step.to_status].column, step.on)
    return first


class Ladder(QWidget):
    """Reached stations carry their day; the present one its fill. A list of words says the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._status: LinkageStatus | None = None
        self._days: Mapping[Column, date] = {}
        self._calendar: Calendar | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_way(
        self, status: LinkageStatus, steps: Sequence[LinkageStep], calendar: Calendar
    ) -> None:
        """Show how far this linkage has come."""
        self._status, self._days, self._calendar = status, reached_on(steps), calendar
        said = [f"{name} {calendar.day(day)}" for name, day in self._days.items()]
        self.setAccessibleName(f"The way so far: {', '.join(said)}")
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._status is None or self._calendar is None:
            return
        painter = begin(self)
        theme = self._theme
        here = RUNGS[self._status].column
        wide = self.width() / len(STATIONS)
        for place, station in enumerate(STATIONS):
            x = place * wide + 8
            reached = station in self._days
            if place:
                pen = QPen(theme.color("accent" if reached else "control"), 2 if reached else 1)
                painter.setPen(pen)
                painter.drawLine(QPointF(x - wide + 10, _LINE_AT), QPointF(x - 10, _LINE_AT))
            if reached:
                dot = Dot(COLUMN_DOT[station]) if station is here else Dot.FULL
                draw_dot(painter, theme, dot, x, _LINE_AT)
            else:
                painter.setPen(QPen(theme.color("control"), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QPointF(x, _LINE_AT), 5, 5)
            font = theme.font("capstrong" if station is here else "caption")
            ink = theme.color("text" if reached else "text3")
            step = theme.px(16)
            words = QRectF(x - 7, _LINE_AT + 10, wide - 6, step)
            draw_text(painter, words, station.value, font, ink)
            if reached:
                day = self._calendar.day(self._days[station])
                low = words.translated(0, step)
                draw_text(painter, low, day, theme.font("caption"), theme.color("text3"))
