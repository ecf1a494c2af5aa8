"""One step of a linkage's history, on a line that leads to the step before it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lead_desktop.domain.people.participant import LinkageStep
from lead_desktop.domain.plan.linkage import ended_by
from ui.kit.dots import Dot, draw_dot
from ui.kit.label import ElidingLabel, Label
from ui.kit.paint import begin
from ui.models.day_words import Calendar
from ui.models.looks import dot_of
from ui.models.timeline import step_words
from ui.theme import Theme
from ui.theme.tokens import ColorRole

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
        title = step_title(step)
        ink: ColorRole = "text3" if step.undone else "text"
        column.addWidget(ElidingLabel(theme, title, "med", ink))
        detail = f"{calendar.day(step.on)} · {step.worker}"
        column.addWidget(ElidingLabel(theme, detail, "caption", "text3"))
        for words in step_facts(step):
            column.addWidget(Label(theme, words, "caption", "text2", wrap=True))
        self.setAccessibleName(f"{title}, {detail}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        line = self._theme.color("border")
        if not self._last:
            below = QRectF(_MIDDLE - 1, _FIRST_LINE + 8, 2, self.height() - _FIRST_LINE)
            painter.fillRect(below, line)
        if self.y() > 0:
            painter.fillRect(QRectF(_MIDDLE - 1, 0, 2, _FIRST_LINE - 8), line)
        draw_dot(painter, self._theme, self._dot, _MIDDLE, _FIRST_LINE)


def step_title(step: LinkageStep) -> str:
    """What a step was, in the words of the board."""
    if step.from_status is step.to_status:
        title = "Talked about in a contact" if step.talked else "Still there"
        if step.method is not None:
            title = step.method.label
    else:
        title = step_words(step)[1]
    return f"{title} (taken back)" if step.undone else title


def step_facts(step: LinkageStep) -> list[str]:
    """The facts given with a step: the state's own words, how, by whose word, why; then a note."""
    moved = step.from_status is not step.to_status
    if step.talked and not moved:
        return []
    facts = [step.to_status.label] if moved and step_title(step) != step.to_status.label else []
    if step.method is not None and moved:
        facts.append(step.method.label)
    if step.verified_by is not None:
        facts.append(step.verified_by.label)
    if step.reason is not None:
        side = ended_by(step.to_status, step.reason)
        facts += [step.reason.label, side.label] if side else [step.reason.label]
    known = step.method.label if step.method is not None else ""
    said = step.words if step.words != known else ""
    return [line for line in (" · ".join(facts), said) if line]
