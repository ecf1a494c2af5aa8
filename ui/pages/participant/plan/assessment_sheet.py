"""The sheet that takes an assessment: one question a line, answered by keys 1, 2, 3 and on."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.base.clock import Clock
from lead_desktop.base.ids import new_id
from lead_desktop.domain.plan.assessment import Answers, Instrument, Item, answer_problems
from lead_desktop.services.plan.assessments import TakeAssessment
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import DateEdit
from ui.kit.label import Label
from ui.pages.form_sheet import FormSheet, as_qdate, day_in
from ui.theme import Theme

_WIDTH = 640
_DECLINED = "declined"
DECLINED_WORDS = "Rather not say"


class AssessmentSheet(FormSheet):
    """`wanted` carries the TakeAssessment. What was not asked stays without an answer, and is told
    apart from what the participant would rather not say."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        participant_id: UUID,
        instrument: Instrument,
        clock: Clock,
    ) -> None:
        keys = f"Keys 1 to {len(instrument.answers)} answer, 0 is “{DECLINED_WORDS}”."
        lead = f"{instrument.lead} {keys}"
        super().__init__(theme, host, instrument.title, "Keep", lead=lead, width=_WIDTH)
        self._id, self._who, self._clock = new_id(), participant_id, clock
        self._instrument = instrument
        self.rows = [AnswerRow(theme, item, instrument.answers) for item in instrument.items]
        for row in self.rows:
            self.insert(row)
            row.answered.connect(lambda which=row: self._go_after(which))
        self.taken_on = DateEdit(theme, "Answered on")
        self.taken_on.setDate(as_qdate(clock.today()))
        self.taken_on.setMaximumDate(as_qdate(clock.today()))
        self.add("taken_on", "Answered on", self.taken_on)

    def submit(self) -> None:
        answers = Answers(
            day_in(self.taken_on),
            {row.item.key: value for row in self.rows if (value := row.value()) is not None},
            frozenset(row.item.key for row in self.rows if row.declined()),
        )
        problems = answer_problems(self._instrument, answers, self._clock.today())
        self.show_problems(problems)
        if not problems:
            self.wanted.emit(TakeAssessment(self._id, self._who, self._instrument.key, answers))

    def _go_after(self, row: AnswerRow) -> None:
        place = self.rows.index(row) + 1
        after = self.rows[place].choices if place < len(self.rows) else self.taken_on
        after.setFocus(Qt.FocusReason.TabFocusReason)


class AnswerRow(QWidget):
    """A question with its answers. answered: by a digit, so that the next question may follow."""

    answered = Signal()

    def __init__(self, theme: Theme, item: Item, answers: tuple[str, ...]) -> None:
        super().__init__()
        self.item = item
        said = [Choice(str(value), words) for value, words in enumerate(answers)]
        self.choices = ChoiceGroup(theme, item.words, [*said, Choice(_DECLINED, DECLINED_WORDS)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(Label(theme, item.words, "med", wrap=True))
        column.addWidget(self.choices)

    def value(self) -> int | None:
        """The answer; None while there is none, or when it was declined."""
        chosen = self.choices.value()
        return int(chosen) if chosen is not None and chosen != _DECLINED else None

    def declined(self) -> bool:
        """Whether the participant would rather not say."""
        return self.choices.value() == _DECLINED

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        keys = [chip.choice.key for chip in self.choices.chips]
        if digit == "0":
            self.choices.choose(_DECLINED)
        elif digit.isdigit() and 0 < int(digit) < len(keys):
            self.choices.choose(keys[int(digit) - 1])
        else:
            super().keyPressEvent(event)
            return
        self.answered.emit()
