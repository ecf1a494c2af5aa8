"""The dialogs of the settings page: a new worker, a worker's leaving, one's own passphrase."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError, WeakPassphrase, WrongPassphrase
from lead_desktop.domain.codes import Role
from lead_desktop.services.trust.workers import REMOVAL_LIMITS
from ui.kit.banner import Banner
from ui.kit.button import Button
from ui.kit.checks import CheckBox
from ui.kit.field import Field
from ui.kit.inputs import ComboBox, LineEdit
from ui.kit.label import Label
from ui.kit.message_bar import MessageBar
from ui.kit.new_passphrase import NewPassphrase
from ui.kit.passphrase_field import PassphraseField
from ui.kit.sheet import Sheet
from ui.theme import Theme
from ui.theme.tokens import Space


class AskingSheet(Sheet):
    """A sheet with one act, a line for what stood in its way, and a way out."""

    def __init__(
        self, theme: Theme, host: QWidget, title: str, icon: str, act: str, *, height: int
    ) -> None:
        super().__init__(
            theme, host, title, icon=icon, width=theme.px(520), height=theme.px(height)
        )
        self.theme = theme
        self._busy = False
        self.messages = MessageBar()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(24, 16, 24, 16)
        self.column.setSpacing(Space.FIELDS)
        self.column.addWidget(self.messages)
        self.act = Button(theme, act, kind="primary")
        self.act.clicked.connect(self.submit)
        self.cancel = Button(theme, "Cancel", kind="ghost")
        self.cancel.clicked.connect(self.leave)
        self.footer.addStretch(1)
        self.footer.addWidget(self.cancel)
        self.footer.addWidget(self.act)
        self.closing.connect(self.leave)

    @abstractmethod
    def submit(self) -> None:
        """The act is wanted."""

    def wipe(self) -> None:
        """Forget what was typed."""

    def set_busy(self, busy: bool) -> None:
        """While it is being done."""
        self._busy = busy
        self.body.setEnabled(not busy)
        self.act.setEnabled(not busy)

    def leave(self) -> None:
        """Go away, unless the work has begun."""
        if not self._busy:
            self.finish()

    def finish(self) -> None:
        """Go away; nothing typed stays behind."""
        self.wipe()
        self.dismiss()

    def show_problem(self, error: LeadError) -> None:
        """Say what stood in the way."""
        self.set_busy(False)
        line = " ".join(part for part in (error.meaning, error.remedy) if part)
        self.messages.post("problem", Banner(self.theme, "danger", error.what, line))


class AddWorkerSheet(AskingSheet):
    """wanted: name, role, administrator, passphrase."""

    wanted = Signal(str, object, bool, str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, "Add a worker", "user-plus", "Add this worker", height=620)
        self.name = Field(theme, "Name", LineEdit(theme, "Name"))
        self.role = Field(theme, "Role", ComboBox(theme, "Role"))
        for role in Role:
            self.role.input.addItem(role.label, role.value)
        self.administrator = CheckBox(theme, "Also an administrator of this vault")
        self.passphrase = NewPassphrase(theme, "Their first passphrase")
        self.passphrase.submitted.connect(self.submit)
        self.name.input.textEdited.connect(lambda: self.name.set_problem(None))
        for part in (self.name, self.role, self.administrator, self.passphrase):
            self.column.addWidget(part)
        hint = "Hand the passphrase over in person. They change it themselves under Settings."
        self.column.addWidget(Label(theme, hint, "caption", "text2", wrap=True))
        self.column.addStretch(1)

    def submit(self) -> None:
        name = self.name.input.text().strip()
        if not name:
            self.name.set_problem("Who is it?")
            self.name.input.setFocus()
        elif self.passphrase.is_usable():
            self.set_busy(True)
            self.wanted.emit(
                name,
                Role(self.role.input.currentData()),
                self.administrator.isChecked(),
                self.passphrase.text(),
            )

    def wipe(self) -> None:
        self.passphrase.wipe()

    def show_problem(self, error: LeadError) -> None:
        if isinstance(error, WeakPassphrase):
            self.set_busy(False)
            self.passphrase.show_problem(error)
            self.passphrase.first.setFocus()
        else:
            super().show_problem(error)


class RemoveWorkerSheet(AskingSheet):
    """wanted: the person really means it."""

    wanted = Signal()

    def __init__(self, theme: Theme, host: QWidget, name: str) -> None:
        super().__init__(theme, host, f"Remove {name}?", "user-x", "Remove this worker", height=320)
        self.act.set_kind("danger")
        words = (
            "They cannot open this vault any more. What they wrote and signed stays, "
            "under their name."
        )
        self.column.addWidget(Label(theme, words, wrap=True))
        self.column.addWidget(Banner(theme, "warn", "What this cannot undo", REMOVAL_LIMITS))
        self.column.addStretch(1)

    def submit(self) -> None:
        self.set_busy(True)
        self.wanted.emit()

    def open(self) -> None:
        super().open()
        self.cancel.setFocus()


class PassphraseSheet(AskingSheet):
    """wanted: the present passphrase and the new one."""

    wanted = Signal(str, str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, "Change my passphrase", "key-round", "Change it", height=460)
        self.old = PassphraseField(theme, "Present passphrase")
        self.passphrase = NewPassphrase(theme, "New passphrase")
        self.passphrase.submitted.connect(self.submit)
        self.old.input.textEdited.connect(lambda: self.old.set_problem(None))
        self.old.submitted.connect(self.passphrase.first.input.setFocus)
        self.column.addWidget(self.old)
        self.column.addWidget(self.passphrase)
        self.column.addStretch(1)

    def submit(self) -> None:
        if not self.old.text():
            self.old.set_problem("Type the passphrase that opens the vault now.")
            self.old.input.setFocus()
        elif self.passphrase.is_usable():
            self.set_busy(True)
            self.wanted.emit(self.old.text(), self.passphrase.text())

    def wipe(self) -> None:
        self.old.wipe()
        self.passphrase.wipe()

    def show_problem(self, error: LeadError) -> None:
        if isinstance(error, WeakPassphrase):
            self.set_busy(False)
            self.passphrase.show_problem(error)
            self.passphrase.first.setFocus()
        elif isinstance(error, WrongPassphrase):
            self.set_busy(False)
            self.old.set_problem(f"{error.what} {error.remedy}".strip())
            self.old.input.setFocus()
        else:
            super().show_problem(error)
