"""The sheet that notes a check of an entry: what was found, in one key and perhaps a line."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import CheckOutcome
from lead_desktop.services.directory import CheckService
from ui.kit.button import Button
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.field import Field
from ui.kit.inputs import NoteEdit
from ui.kit.label import Label
from ui.kit.side_sheet import SideSheet
from ui.theme import Theme

_ICONS = {
    CheckOutcome.CONFIRMED: "check",
    CheckOutcome.CHANGED: "pencil",
    CheckOutcome.NO_ANSWER: "phone",
    CheckOutcome.CLOSED: "ban",
}


class CheckSheet(SideSheet):
    """`wanted` carries the CheckService."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, host: QWidget, service_id: UUID, name: str) -> None:
        super().__init__(theme, host, "Note a check")
        self._service_id = service_id
        self._id = new_id()  # made once, so that pressing twice is one check
        choices = [Choice(one.value, one.label, _ICONS[one]) for one in CheckOutcome]
        self.outcome = ChoiceGroup(theme, "What did you find?", choices)
        self.outcome.choose(CheckOutcome.CONFIRMED.value)
        self.words = NoteEdit(theme, "Note", placeholder="Who you spoke to, what is different")
        self.words.setFixedHeight(theme.px(96))
        column = QVBoxLayout(self.body)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addWidget(Label(theme, name, "med", wrap=True))
        column.addWidget(Field(theme, "What did you find?", self.outcome))
        column.addWidget(Field(theme, "Note", self.words))
        column.addWidget(
            Label(
                theme,
                "Three calls that nobody answers mark the entry as doubtful for everybody.",
                "caption",
                "text3",
                wrap=True,
            )
        )
        column.addStretch()
        save = Button(theme, "Save", kind="primary", keys="Ctrl+Enter")
        save.clicked.connect(self._submit)
        cancel = Button(theme, "Cancel", kind="ghost", keys="Esc")
        cancel.clicked.connect(self.closing)
        self.footer.addStretch()
        self.footer.addWidget(cancel)
        self.footer.addWidget(save)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._submit()
            return
        super().keyPressEvent(event)

    def _submit(self) -> None:
        outcome = CheckOutcome(self.outcome.value() or CheckOutcome.CONFIRMED)
        self.wanted.emit(
            CheckService(self._service_id, outcome, self.words.toPlainText(), self._id)
        )
