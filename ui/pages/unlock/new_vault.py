"""Making a vault: its name and place, its first worker, a passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError, WeakPassphrase
from lead_desktop.domain.codes import Role
from ui.kit.banner import Banner
from ui.kit.button import Button
from ui.kit.field import Field
from ui.kit.inputs import ComboBox, LineEdit
from ui.kit.label import Label
from ui.kit.message_bar import MessageBar
from ui.kit.new_passphrase import NewPassphrase
from ui.kit.sheet import Sheet
from ui.pages.unlock.door import NewVault
from ui.theme import Theme

_ROLES = (Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR, Role.READ_ONLY, Role.AUDITOR)


class NewVaultSheet(Sheet):
    """wanted: a NewVault, filled in and checked as far as a form can."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, host: QWidget, parent_folder: Path) -> None:
        super().__init__(theme, host, "Create a new vault", icon="vault", width=620, height=600)
        self._theme = theme
        self._parent_folder = parent_folder
        self._folder_is_own = False
        self.messages = MessageBar()
        self.name = Field(
            theme,
            "Name of the vault",
            LineEdit(theme, "Name of the vault", placeholder="Downtown team"),
        )
        self.folder = Field(theme, "Folder", LineEdit(theme, "Folder"))
        self.worker = Field(theme, "Your name", LineEdit(theme, "Your name"))
        roles = ComboBox(theme, "Your role")
        for role in _ROLES:
            roles.addItem(role.label, role.value)
        self.role = Field(theme, "Your role", roles)
        self.passphrase = NewPassphrase(theme)
        self.submit = Button(theme, "Create vault", kind="primary")
        self.name.input.textChanged.connect(self._propose_folder)
        self.folder.input.textEdited.connect(self._own_folder)
        self.submit.clicked.connect(self._ask)
        self.passphrase.submitted.connect(self._ask)
        self.closing.connect(self._leave)
        self._busy = False
        self._lay_out()
        self._propose_folder()

    def set_busy(self, busy: bool) -> None:
        """While the vault is being made."""
        self._busy = busy
        self.body.setEnabled(not busy)
        self.submit.setEnabled(not busy)
        self.submit.setText("Creating…" if busy else "Create vault")

    def show_problem(self, error: LeadError) -> None:
        """Say what stood in the way."""
        self.set_busy(False)
        if isinstance(error, WeakPassphrase):
            self.passphrase.show_problem(error)
            return
        line = " ".join(part for part in (error.meaning, error.remedy) if part)
        self.messages.post("problem", Banner(self._theme, "danger", error.what, line))

    def _ask(self) -> None:
        missing = [
            field
            for field in (self.name, self.folder, self.worker)
            if not field.input.text().strip()
        ]
        for field in (self.name, self.folder, self.worker):
            field.set_problem("Needed." if field in missing else None)
        if missing:
            missing[0].input.setFocus()
            return
        if not self.passphrase.is_usable():
            return
        self.messages.take_down("problem")
        self.wanted.emit(
            NewVault(
                Path(self.folder.input.text().strip()).expanduser(),
                self.name.input.text().strip(),
                self.worker.input.text().strip(),
                Role(self.role.input.currentData()),
                self.passphrase.text(),
            )
        )

    def _leave(self) -> None:
        if not self._busy:
            self.passphrase.wipe()
            self.dismiss()

    def _own_folder(self) -> None:
        self._folder_is_own = True

    def _propose_folder(self) -> None:
        if self._folder_is_own:
            return
        name = self.name.input.text().strip() or "LEAD vault"
        plain = "".join(c if c.isalnum() or c in " -_" else "-" for c in name)
        self.folder.input.setText(str(self._parent_folder / plain))

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, "Where should the vault lie?", str(self._parent_folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._take_parent)
        dialog.open()

    def _take_parent(self, chosen: str) -> None:
        self._parent_folder = Path(chosen)
        self._folder_is_own = False
        self._propose_folder()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.body)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.messages)
        column.addWidget(self.name)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        choose = Button(self._theme, "Choose…", icon="folder-open")
        choose.clicked.connect(self._choose_folder)
        aside = QVBoxLayout()
        aside.addSpacing(24)
        aside.addWidget(choose)
        aside.addStretch(1)
        row.addLayout(aside)
        column.addLayout(row)
        people = QHBoxLayout()
        people.setSpacing(12)
        people.addWidget(self.worker, 3)
        people.addWidget(self.role, 2)
        column.addLayout(people)
        column.addWidget(self.passphrase)
        column.addStretch(1)
        words = "You become the vault's administrator besides this role."
        self.footer.addWidget(Label(self._theme, words, "caption", "text3"))
        self.footer.addStretch(1)
        self.footer.addWidget(self.submit)
