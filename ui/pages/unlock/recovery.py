"""The passphrase is forgotten: a new one by the words of the recovery sheet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError, WeakPassphrase, WrongPassphrase
from ui.kit.banner import Banner
from ui.kit.button import Button
from ui.kit.field import Field
from ui.kit.inputs import NoteEdit
from ui.kit.label import Label
from ui.kit.message_bar import MessageBar
from ui.kit.new_passphrase import NewPassphrase
from ui.kit.sheet import Sheet
from ui.theme import Theme

_WORDS_HEIGHT = 92


class RecoverySheet(Sheet):
    """wanted: the recovery words and the new passphrase."""

    wanted = Signal(str, str)

    def __init__(self, theme: Theme, host: QWidget, worker: str) -> None:
        super().__init__(theme, host, "Use a recovery key", icon="life-buoy", width=600, height=560)
        self._theme = theme
        self._busy = False
        self.messages = MessageBar()
        self.words = Field(
            theme,
            "The words on the recovery sheet",
            NoteEdit(theme, "The words on the recovery sheet"),
            hint="Capitals, line ends and numbers before the words do not matter.",
        )
        self.words.input.setFixedHeight(_WORDS_HEIGHT)
        self.passphrase = NewPassphrase(theme)
        self.use = Button(theme, "Set the new passphrase", kind="primary")
        self.use.clicked.connect(self._ask)
        self.passphrase.submitted.connect(self._ask)
        self.closing.connect(self._leave)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        why = f"{worker} gets a new passphrase. That this happened is written into the vault."
        column.addWidget(Label(theme, why, tone="text2", wrap=True))
        column.addWidget(self.messages)
        column.addWidget(self.words)
        column.addWidget(self.passphrase)
        column.addStretch(1)
        self.footer.addStretch(1)
        self.footer.addWidget(self.use)

    def set_busy(self, busy: bool) -> None:
        """While the words are being tried."""
        self._busy = busy
        self.body.setEnabled(not busy)
        self.use.setEnabled(not busy)

    def show_problem(self, error: LeadError) -> None:
        """Say what stood in the way."""
        self.set_busy(False)
        if isinstance(error, WeakPassphrase):
            self.passphrase.show_problem(error)
        elif isinstance(error, WrongPassphrase):
            self.words.set_problem(f"{error.what} {error.remedy}".strip())
            self.words.input.setFocus()
        else:
            line = " ".join(part for part in (error.meaning, error.remedy) if part)
            self.messages.post("problem", Banner(self._theme, "danger", error.what, line))

    def _ask(self) -> None:
        words = self.words.input.toPlainText().strip()
        self.words.set_problem(None if words else "Type the words.")
        if not words:
            self.words.input.setFocus()
        elif self.passphrase.is_usable():
            self.wanted.emit(words, self.passphrase.text())

    def _leave(self) -> None:
        if not self._busy:
            self.words.input.clear()
            self.passphrase.wipe()
            self.dismiss()
