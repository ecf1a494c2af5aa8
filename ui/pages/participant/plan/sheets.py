"""The sheets of the plan: a need, a goal, a step."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import GoalStatus, NeedStatus, ServiceCategory
from lead_desktop.domain.people.participant import GoalLine, NeedLine, StepLine
from lead_desktop.services.plan.plan import Evidence, SetGoal, SetNeed, SetStep
from ui.kit.button import Button
from ui.kit.checks import CheckBox
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import ComboBox, LineEdit, NoteEdit
from ui.models.day_words import Calendar
from ui.pages.form_sheet import FormSheet, chosen_code, code_box
from ui.theme import Theme

_CATEGORIES = tuple(ServiceCategory)
_NOTE_HEIGHT = 110


class NeedSheet(FormSheet):
    """`wanted` carries the SetNeed. "Not now" is an answer like any other."""

    def __init__(
        self, theme: Theme, host: QWidget, participant_id: UUID, line: NeedLine | None
    ) -> None:
        title = line.category.label if line is not None else "New need"
        super().__init__(theme, host, title, "Keep")
        self._id = line.id if line is not None else new_id()
        self._who = participant_id
        self._known = line.category if line is not None else None
        self.category = code_box(theme, "What is needed", _CATEGORIES)
        self.status = ChoiceGroup(
            theme, "How it stands", [Choice(one.value, one.label) for one in NeedStatus]
        )
        self.status.choose((line.status if line is not None else NeedStatus.IDENTIFIED).value)
        self.words = LineEdit(theme, "In their words", placeholder="In their words, if they like")
        self.words.setText(line.words if line is not None else "")
        self.add("category", "What is needed", self.category)
        self.fields["category"].setVisible(line is None)
        self.add(
            "status",
            "How it stands",
            self.status,
            hint="“Not now” is the participant’s answer, and it is respected.",
        )
        self.add("words", "In their words", self.words)

    def submit(self) -> None:
        category = self._known or chosen_code(self.category, _CATEGORIES)
        if category is None:
            self.show_problems([FieldProblem("category", "Say what is needed.")])
            return
        status = NeedStatus(self.status.value() or NeedStatus.IDENTIFIED)
        self.wanted.emit(SetNeed(self._id, self._who, category, status, self.words.text()))


class GoalSheet(FormSheet):
    """`wanted` carries the SetGoal, in the participant's own words."""

    def __init__(
        self, theme: Theme, host: QWidget, participant_id: UUID, line: GoalLine | None
    ) -> None:
        super().__init__(theme, host, "Goal" if line is not None else "New goal", "Keep")
        self._id = line.id if line is not None else new_id()
        self._who = participant_id
        self.words = NoteEdit(theme, "In their own words", placeholder="“My own door.”")
        self.words.setFixedHeight(theme.px(_NOTE_HEIGHT))
        self.status = ChoiceGroup(
            theme, "How it stands", [Choice(one.value, one.label) for one in GoalStatus]
        )
        self.category = code_box(theme, "About", _CATEGORIES)
        status = GoalStatus.ACTIVE
        if line is not None:
            self.words.setPlainText(line.words)
            status = line.status
            place = _CATEGORIES.index(line.category) if line.category is not None else -1
            self.category.setCurrentIndex(place)
        self.status.choose(status.value)
        self.add("words", "In their own words", self.words)
        self.add("status", "How it stands", self.status)
        self.add("category", "What it is about, if that helps", self.category)

    def submit(self) -> None:
        words = self.words.toPlainText()
        if not words.strip():
            self.show_problems([FieldProblem("words", "Write it in the person’s own words.")])
            return
        status = GoalStatus(self.status.value() or GoalStatus.ACTIVE)
        category = chosen_code(self.category, _CATEGORIES)
        self.wanted.emit(SetGoal(self._id, self._who, words, status, category))


class StepSheet(FormSheet):
    """`wanted` carries the SetStep, with the contact that shows it was done.

    removed: take the step out of the plan.
    """

    removed = Signal()

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        goal_id: UUID,
        step: StepLine,
        evidence: Sequence[Evidence],
        calendar: Calendar,
    ) -> None:
        super().__init__(theme, host, "Step", "Keep")
        self._goal_id, self._step, self._evidence = goal_id, step, tuple(evidence)
        self.words = LineEdit(theme, "Step")
        self.words.setText(step.words)
        self.done = CheckBox(theme, "Done")
        self.done.setChecked(step.done)
        self.contact = ComboBox(theme, "Shown by this contact")
        self.contact.addItem("No contact")
        self.contact.addItems(
            [f"{calendar.moment(one.occurred_at)}, {one.how}, {one.worker}" for one in evidence]
        )
        ids = [one.contact_id for one in self._evidence]
        self.contact.setCurrentIndex(
            ids.index(step.contact_id) + 1 if step.contact_id in ids else 0
        )
        self.add("words", "Step", self.words)
        self.insert(self.done)
        self.add("contact_id", "Shown by this contact", self.contact)
        remove = Button(theme, "Take out", kind="danger")
        remove.clicked.connect(self.removed)
        self.footer.insertWidget(0, remove)

    def submit(self) -> None:
        words = self.words.text()
        if not words.strip():
            self.show_problems([FieldProblem("words", "Write it in the person’s own words.")])
            return
        place = self.contact.currentIndex()
        contact = self._evidence[place - 1].contact_id if place > 0 else self._kept()
        done = self.done.isChecked()
        step = self._step
        self.wanted.emit(
            SetStep(
                step.id,
                self._goal_id,
                words,
                done,
                step.done_on if done and step.done else None,
                contact if done else None,
            )
        )

    def _kept(self) -> UUID | None:
        """An older contact than those offered stays, unless the person chose otherwise."""
        offered = {one.contact_id for one in self._evidence}
        return self._step.contact_id if self._step.contact_id not in offered else None
