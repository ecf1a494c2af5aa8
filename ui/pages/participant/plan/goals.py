"""A goal as a card: the participant's words, small steps to check off, and the next one to add."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from lead_desktop.domain.codes import GoalStatus
from lead_desktop.domain.people.participant import GoalLine, StepLine
from ui.kit.button import IconButton
from ui.kit.card import Card, SectionHeader
from ui.kit.checks import CheckBox
from ui.kit.inputs import LineEdit
from ui.kit.label import Label
from ui.kit.progress_row import ProgressBar
from ui.models.day_words import Calendar
from ui.theme import Theme

_STANDING = frozenset({GoalStatus.PROPOSED, GoalStatus.ACTIVE, GoalStatus.ON_HOLD})


class GoalCard(Card):
    """edit_asked: the goal's own sheet. checked carries a StepLine and whether it is done now;
    step_asked a StepLine whose sheet is wanted; added the words of a new step."""

    edit_asked = Signal()
    checked = Signal(object, bool)
    step_asked = Signal(object)
    added = Signal(str)

    def __init__(self, theme: Theme, goal: GoalLine, calendar: Calendar, *, may: bool) -> None:
        super().__init__()
        self.goal = goal
        done = sum(step.done for step in goal.small)
        about = f" · {goal.category.label}" if goal.category is not None else ""
        count = f" · {done} of {len(goal.small)} steps" if goal.small else ""
        words = f"{goal.status.label}{about}{count}"
        head = SectionHeader(theme, words, action="Change" if may else "")
        head.action.setObjectName(f"goal:{goal.id}")
        head.action.setAccessibleName(f"Change the goal {goal.words}")
        head.acted.connect(self.edit_asked)
        self.add_header(head)
        self.column.addWidget(Label(theme, f"“{goal.words}”", "heading", wrap=True))
        if goal.small:
            bar = ProgressBar(theme, f"{done} of {len(goal.small)} steps")
            bar.set_fraction(done / len(goal.small))
            self.column.addWidget(bar)
        steps = QVBoxLayout()
        steps.setSpacing(2)
        for step in goal.small:
            steps.addLayout(self._step(theme, step, calendar, may=may))
        self.column.addLayout(steps)
        if may and goal.status in _STANDING:
            self.field = LineEdit(
                theme,
                f"Add a step toward {goal.words}",
                placeholder="Add a small step",
                icon="plus",
            )
            self.field.setObjectName(f"add:{goal.id}")
            self.field.returnPressed.connect(self._add)
            self.column.addWidget(self.field)

    def _step(self, theme: Theme, step: StepLine, calendar: Calendar, *, may: bool) -> QHBoxLayout:
        box = CheckBox(theme, step.words, note=_note(step, calendar))
        box.setChecked(step.done)
        box.setEnabled(may)
        box.setObjectName(f"step:{step.id}")
        box.clicked.connect(lambda now: self.checked.emit(step, now))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(box, 1)
        if may:
            more = IconButton(theme, "pencil", f"Change the step {step.words}", size="sm")
            more.setObjectName(f"more:{step.id}")
            more.clicked.connect(lambda: self.step_asked.emit(step))
            row.addWidget(more)
        return row

    def _add(self) -> None:
        words = self.field.text().strip()
        if words:
            self.field.clear()
            self.added.emit(words)


def _note(step: StepLine, calendar: Calendar) -> str:
    """When it was done, and which contact shows it."""
    if not step.done or step.done_on is None:
        return " "
    shown = (
        f", contact of {calendar.short_date(calendar.day_of(step.evidence))}"
        if step.evidence
        else ""
    )
    return f"{calendar.day(step.done_on)}{shown}"
