"""The sheet that notes a check of an entry: what was found, in one key and perhaps a line."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import CheckOutcome
from lead_desktop.services.directory.directory import CheckService
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import NoteEdit
from ui.kit.label import Label
from ui.pages.form_sheet import FormSheet
from ui.theme import Theme

_ICONS = {
    CheckOutcome.CONFIRMED: "check",
    CheckOutcome.CHANGED: "pencil",
    CheckOutcome.NO_ANSWER: "phone",
    CheckOutcome.CLOSED: "ban",
}
_DOUBT = "Three calls that nobody answers mark the entry as doubtful for everybody."


class CheckSheet(FormSheet):
    """`wanted` carries the CheckService."""

    def __init__(self, theme: Theme, host: QWidget, service_id: UUID, name: str) -> None:
        super().__init__(theme, host, "Note a check", "Save", lead=name)
        self._service_id = service_id
        self._id = new_id()  # made once, so that pressing twice is one check
        choices = [Choice(one.value, one.label, _ICONS[one]) for one in CheckOutcome]
        self.outcome = ChoiceGroup(theme, "What did you find?", choices)
        self.outcome.choose(CheckOutcome.CONFIRMED.value)
        self.words = NoteEdit(theme, "Note", placeholder="Who you spoke to, what is different")
        self.words.setFixedHeight(theme.px(96))
        self.add("outcome", "What did you find?", self.outcome)
        self.add("words", "Note", self.words)
        self.insert(Label(theme, _DOUBT, "caption", "text3", wrap=True))

    def submit(self) -> None:
        outcome = CheckOutcome(self.outcome.value() or CheckOutcome.CONFIRMED)
        self.wanted.emit(
            CheckService(self._service_id, outcome, self.words.toPlainText(), self._id)
        )
