"""The program's timeline in the settings: which step by which day, with the holiday shift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.base.ids import new_id
from lead_desktop.domain.worklist.program_timeline import TimelineStep, check_steps
from ui.kit.button import Button
from ui.kit.checks import CheckBox
from ui.kit.inputs import LineEdit
from ui.kit.label import Label
from ui.pages.settings.section import Section, button_row
from ui.theme import Theme

_DAY_WIDTH = 64


@dataclass(frozen=True)
class StepRow:
    """The fields of one step; `key` is kept through every change."""

    key: str
    day: LineEdit
    title: LineEdit
    shifts: CheckBox
    holder: QWidget


class TimelineSection(Section):
    """`changed` carries the steps, a tuple of TimelineStep. A row without a title is left out."""

    changed = Signal(object)

    def __init__(self, theme: Theme, reason: str) -> None:
        super().__init__(
            theme,
            "calendar-days",
            "First months",
            "What is done by which day after enrolment. A step stands on Today until it is done.",
            reason=reason,
        )
        self.rows: list[StepRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.form.addLayout(self._list)
        self.problem = Label(theme, "", "caption", "danger_text", wrap=True)
        self.form.addWidget(self.problem)
        self.problem.hide()
        self.add_button = Button(theme, "Add a step", icon="plus", size="sm")
        self.add_button.clicked.connect(lambda _=False: self._add(TimelineStep(_key(), 0, "")))
        self.save_button = Button(theme, "Save steps", kind="primary", size="sm")
        self.save_button.clicked.connect(self.save_changes)
        self.form.addLayout(button_row(self.save_button, self.add_button))

    def show_steps(self, steps: Sequence[TimelineStep]) -> None:
        """Show what stands in the vault."""
        for row in self.rows:
            row.holder.hide()
            self._list.removeWidget(row.holder)
            row.holder.deleteLater()
        self.rows = []
        for step in steps:
            self._add(step)
        self.problem.hide()

    def save_changes(self) -> None:
        """Send what the rows say, or show what stands against it."""
        steps = []
        for row in self.rows:
            title, day = row.title.text().strip(), row.day.text().strip()
            if not title:
                continue
            if not day.isdecimal():
                self._refuse("Days go in figures: 0, 7, 30.")
                return
            steps.append(TimelineStep(row.key, int(day), title, row.shifts.isChecked()))
        problems = check_steps(steps)
        if problems:
            self._refuse(problems[0].message)
            return
        self.problem.hide()
        self.changed.emit(tuple(sorted(steps, key=lambda step: step.day)))

    def _refuse(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()

    def _add(self, step: TimelineStep) -> None:
        place = len(self.rows) + 1
        day = LineEdit(self.theme, f"Day of step {place}", size="compact")
        day.setText(str(step.day))
        day.setFixedWidth(self.theme.px(_DAY_WIDTH))
        title = LineEdit(
            self.theme, f"Step {place}", placeholder="What is done; empty: no step", size="compact"
        )
        title.setText(step.title)
        shifts = CheckBox(self.theme, "Working days")
        shifts.setAccessibleName(f"Step {place} moves to a working day")
        shifts.setToolTip("Moves on from weekends and federal holidays")
        shifts.setChecked(step.shifts)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(self.theme, "Day", "caption", "text2"))
        row.addWidget(day)
        row.addWidget(title, 1)
        row.addWidget(shifts)
        self._list.addWidget(holder)
        self.rows.append(StepRow(step.key, day, title, shifts, holder))


def _key() -> str:
    return new_id().hex
