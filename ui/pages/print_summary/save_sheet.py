"""Saving a copy: encrypted with a passphrase of its own, or plain after a clear warning."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from lead_desktop.services.summaries import MIN_PDF_PASSPHRASE
from ui.kit.banner import Banner
from ui.kit.button import Button
from ui.kit.checks import CheckBox
from ui.kit.field import Field
from ui.kit.inputs import LineEdit
from ui.kit.option_card import Option, OptionCard
from ui.kit.sheet import Sheet
from ui.theme import Theme
from ui.theme.tokens import Space


class SaveSheet(Sheet):
    """wanted: the passphrase, or "" for a plain file."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(
            theme, host, "Save as PDF", icon="file-lock", width=theme.px(520), height=theme.px(500)
        )
        self.closing.connect(self._leave)
        self._make_kinds(theme)
        self._make_passphrase(theme)
        self._make_warning(theme)
        self.save = Button(theme, "Choose where to save", kind="primary", keys="Enter")
        self.save.clicked.connect(self._submit)
        cancel = Button(theme, "Cancel", kind="ghost")
        cancel.clicked.connect(self._leave)
        self.footer.addStretch(1)
        self.footer.addWidget(cancel)
        self.footer.addWidget(self.save)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(Space.FIELDS)
        column.addWidget(self._kinds)
        column.addWidget(self._locked)
        column.addWidget(self._open)
        column.addStretch(1)
        self._show_kind()

    def _make_kinds(self, theme: Theme) -> None:
        self._kinds = QWidget()
        self._kinds.setAccessibleName("Kind of file")
        self.encrypted = OptionCard(
            theme,
            Option("Encrypted PDF", "Opens only with a passphrase that you choose now.", "lock"),
        )
        self.plain = OptionCard(
            theme, Option("Plain PDF", "Whoever has the file can read it.", "lock-open")
        )
        self.encrypted.setChecked(True)
        column = QVBoxLayout(self._kinds)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.encrypted)
        column.addWidget(self.plain)
        self.encrypted.toggled.connect(self._show_kind)

    def _make_passphrase(self, theme: Theme) -> None:
        self.first = Field(
            theme,
            "Passphrase of this file",
            _hidden_input(theme, "Passphrase of this file"),
            hint=f"{MIN_PDF_PASSPHRASE} characters or more. Tell it to the reader by phone, "
            "never in the message that carries the file.",
        )
        self.second = Field(theme, "The same once more", _hidden_input(theme, "The same once more"))
        self._reveal = self.first.input.add_action("eye", "Show the passphrase")
        self._reveal.clicked.connect(self._toggle_echo)
        self.first.input.textEdited.connect(lambda: self.first.set_problem(None))
        self.second.input.textEdited.connect(lambda: self.second.set_problem(None))
        self.first.input.returnPressed.connect(self.second.input.setFocus)
        self.second.input.returnPressed.connect(self._submit)
        self._locked = _column(self.first, self.second)

    def _make_warning(self, theme: Theme) -> None:
        warning = Banner(
            theme,
            "warn",
            "Anyone who finds this file can read it",
            "It shows that a person takes part in this program. Keep it on a drive that only "
            "your team can open, and delete it when it has done its work.",
        )
        self.understood = CheckBox(theme, "I want a file without protection")
        self.understood.toggled.connect(self._show_kind)
        self._open = _column(warning, self.understood)

    def _show_kind(self) -> None:
        encrypted = self.encrypted.isChecked()
        self._locked.setVisible(encrypted)
        self._open.setVisible(not encrypted)
        self.save.setEnabled(encrypted or self.understood.isChecked())

    def _submit(self) -> None:
        if self.plain.isChecked():
            if self.understood.isChecked():
                self._finish("")
        elif self._is_usable():
            self._finish(self.first.input.text())

    def _is_usable(self) -> bool:
        first, second = self.first.input.text(), self.second.input.text()
        if len(first) < MIN_PDF_PASSPHRASE:
            self.first.set_problem(f"Too short: {len(first)} of {MIN_PDF_PASSPHRASE} characters.")
            self.first.input.setFocus()
            return False
        if first != second:
            self.second.set_problem("The two are not the same.")
            self.second.input.setFocus()
            return False
        return True

    def _finish(self, passphrase: str) -> None:
        self._leave()
        self.wanted.emit(passphrase)

    def _leave(self) -> None:
        self.first.input.clear()
        self.second.input.clear()
        self.dismiss()

    def _toggle_echo(self) -> None:
        shown = self.first.input.echoMode() == QLineEdit.EchoMode.Normal
        mode = QLineEdit.EchoMode.Password if shown else QLineEdit.EchoMode.Normal
        self.first.input.setEchoMode(mode)
        self._reveal.set_icon("eye" if shown else "eye-off")
        self._reveal.set_name("Show the passphrase" if shown else "Hide the passphrase")


def _hidden_input(theme: Theme, name: str) -> LineEdit:
    made = LineEdit(theme, name, icon="key-round")
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setInputMethodHints(
        Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    )
    return made


def _column(*parts: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.FIELDS)
    for part in parts:
        column.addWidget(part)
    return holder
