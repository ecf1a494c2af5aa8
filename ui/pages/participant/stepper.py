"""One step of a linkage's history, on a line that leads to the step before it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lead_desktop.domain.participant import LinkageStep
from ui.kit.dots import Dot, draw_dot
from ui.kit.label import ElidingLabel, Label
from ui.kit.paint import begin
from ui.models.day_words import Calendar
from ui.models.looks import dot_of
from ui.models.timeline import step_words
from ui.theme import Theme

_MIDDLE = 8
_FIRST_LINE = 12


class StepRow(QWidget):
    """Where it went, when, and who moved it. last: the line ends here."""

    def __init__(self, theme: Theme, step: LinkageStep, calendar: Calendar, *, last: bool) -> None:
        super().__init__()
        self._theme = theme
        self._dot = Dot(dot_of(step.to_status))
        self._last = last
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 2, 0, 14)
        column.setSpacing(0)
        _, after = step_words(step)
        title = after if after != "Talked about" else "Talked about in a contact"
        column.addWidget(ElidingLabel(theme, title, "med"))
        detail = f"{calendar.day(step.on)} · {step.worker}"
        column.addWidget(ElidingLabel(theme, detail, "caption", "text3"))
        if after != "Talked about" and step.to_status.label != after:
            column.addWidget(Label(theme, step.to_status.label, "caption", "text2", wrap=True))
        if step.words and after != "Talked about":
            column.addWidget(Label(theme, step.words, "body", "text2", wrap=True))
        self.setAccessibleName(f"{title}, {detail}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        line = self._theme.color("line")
        if not self._last:
            below = QRectF(_MIDDLE - 1, _FIRST_LINE + 8, 2, self.height() - _FIRST_LINE)
            painter.fillRect(below, line)
        if self.y() > 0:
            painter.fillRect(QRectF(_MIDDLE - 1, 0, 2, _FIRST_LINE - 8), line)
        draw_dot(painter, self._theme, self._dot, _MIDDLE, _FIRST_LINE)
