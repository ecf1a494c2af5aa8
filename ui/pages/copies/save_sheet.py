"""Saving a copy: encrypted with a passphrase of its own, or plain after a clear warning."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.services.paper.summaries import MIN_PDF_PASSPHRASE
from ui.kit.banner import Banner
from ui.kit.button import Button
from ui.kit.checks import CheckBox
from ui.kit.new_passphrase import NewPassphrase
from ui.kit.option_card import Option, OptionCard
from ui.kit.sheet import Sheet
from ui.theme import Theme
from ui.theme.tokens import Space


class SaveSheet(Sheet):
    """wanted: the passphrase, or None for a plain file; no text, however empty, asks for that."""

    wanted = Signal(object)

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
        column.addWidget(self.passphrase)
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
        self.passphrase = NewPassphrase(
            theme,
            "Passphrase of this file",
            minimum=MIN_PDF_PASSPHRASE,
            hint="Tell it to the reader by phone, never in the message that carries the file.",
        )
        self.passphrase.propose.hide()
        self.passphrase.submitted.connect(self._submit)

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
        self.passphrase.setVisible(encrypted)
        self._open.setVisible(not encrypted)
        self.save.setEnabled(encrypted or self.understood.isChecked())

    def _submit(self) -> None:
        if self.plain.isChecked():
            if self.understood.isChecked():
                self._finish(None)
        elif self.passphrase.is_usable():
            self._finish(self.passphrase.text())

    def _finish(self, passphrase: str | None) -> None:
        self._leave()
        self.wanted.emit(passphrase)

    def _leave(self) -> None:
        self.passphrase.wipe()
        self.dismiss()


def _column(*parts: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.FIELDS)
    for part in parts:
        column.addWidget(part)
    return holder
