"""Choosing a passphrase: typed twice, judged while it is typed, or proposed."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.base.errors import WeakPassphrase
from ui.kit.button import Button
from ui.kit.label import Label
from ui.kit.passphrase_field import PassphraseField
from ui.theme import Theme

MINIMUM = 15
_PAUSE_MS = 400


class NewPassphrase(QWidget):
    """Two fields that must agree. submitted: Enter in the second. judgement_wanted: what is typed,
    after a pause; proposal_wanted: the person asks for six words. Whoever owns this answers by
    `show_problem`, `show_good` and `show_proposal`.

    minimum: the fewest characters; hint: what is said below the first field.
    """

    submitted = Signal()
    judgement_wanted = Signal(str)
    proposal_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        label: str = "Passphrase",
        *,
        minimum: int = MINIMUM,
        hint: str = "A sentence is good.",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._minimum = minimum
        hint = f"{minimum} characters or more. {hint}"
        self.first = PassphraseField(theme, label, hint=hint)
        self.second = PassphraseField(theme, "The same once more")
        self._verdict = Label(theme, "", "caption", "success_text")
        self.propose = Button(theme, "Propose six words", kind="link", size="sm", icon="refresh-cw")
        self.propose.clicked.connect(self.proposal_wanted)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.judgement_wanted.emit(self.text()))
        self.first.input.textChanged.connect(self._typed)
        self.first.submitted.connect(self.second.input.setFocus)
        self.second.input.textChanged.connect(lambda: self.second.set_problem(None))
        self.second.submitted.connect(self.submitted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.first)
        row = QHBoxLayout()
        row.addWidget(self._verdict, 1)
        row.addWidget(self.propose)
        column.addLayout(row)
        column.addWidget(self.second)

    def text(self) -> str:
        """The passphrase as typed in the first field."""
        return self.first.text()

    def is_usable(self) -> bool:
        """Whether both agree and are long enough; says so at the field otherwise."""
        if len(self.text()) < self._minimum:
            self.first.set_problem(f"Too short: {len(self.text())} of {self._minimum} characters.")
            self.first.input.setFocus()
            return False
        if self.second.text() != self.text():
            self.second.set_problem("The two are not the same.")
            self.second.input.setFocus()
            return False
        return True

    def show_problem(self, error: WeakPassphrase) -> None:
        """Say why the passphrase cannot be taken."""
        self._verdict.setText("")
        self.first.set_problem(f"{error.what} {error.remedy}".strip())

    def show_good(self) -> None:
        """Say that it can be taken."""
        self.first.set_problem(None)
        self._verdict.setText("This passphrase is good.")

    def show_proposal(self, words: str) -> None:
        """Put proposed words into the first field, legible, to be typed once more by hand."""
        self.first.input.setText(words)
        self.first.show_text(True)
        self.second.wipe()
        self.second.input.setFocus()

    def wipe(self) -> None:
        """Forget both."""
        self._pause.stop()
        self.first.wipe()
        self.second.wipe()

    def _typed(self) -> None:
        self._verdict.setText("")
        self.first.set_problem(None)
        if len(self.text()) >= self._minimum:
            self._pause.start()
        else:
            self._pause.stop()
