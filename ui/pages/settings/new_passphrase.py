"""Choosing a vault passphrase: typed twice, or proposed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from lead_desktop.base.errors import WeakPassphrase
from ui.kit.button import Button
from ui.kit.field import Field
from ui.kit.inputs import LineEdit
from ui.theme import Theme

MINIMUM = 15


def hidden_input(theme: Theme, name: str) -> LineEdit:
    """A field whose text is not shown, learnt or predicted."""
    made = LineEdit(theme, name, icon="key-round")
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setInputMethodHints(
        Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    )
    return made


class NewPassphrase(QWidget):
    """Two fields that must agree. submitted: Enter in the second. proposal_wanted: six words."""

    submitted = Signal()
    proposal_wanted = Signal()

    def __init__(self, theme: Theme, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = Field(
            theme,
            label,
            hidden_input(theme, label),
            hint=f"{MINIMUM} characters or more. A sentence is good.",
        )
        self.second = Field(theme, "The same once more", hidden_input(theme, "The same once more"))
        self._reveal = self.first.input.add_action("eye", "Show the passphrase")
        self._reveal.clicked.connect(self._toggle)
        self.propose = Button(theme, "Propose six words", kind="link", size="sm", icon="refresh-cw")
        self.propose.clicked.connect(self.proposal_wanted)
        self.first.input.textChanged.connect(lambda: self.first.set_problem(None))
        self.second.input.textChanged.connect(lambda: self.second.set_problem(None))
        self.first.input.returnPressed.connect(self.second.input.setFocus)
        self.second.input.returnPressed.connect(self.submitted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.first)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.propose)
        column.addLayout(row)
        column.addWidget(self.second)

    def text(self) -> str:
        """The passphrase as typed in the first field."""
        return self.first.input.text()

    def is_usable(self) -> bool:
        """Whether both agree and are long enough; says so at the field otherwise."""
        if len(self.text()) < MINIMUM:
            self.first.set_problem(f"Too short: {len(self.text())} of {MINIMUM} characters.")
            self.first.input.setFocus()
            return False
        if self.second.input.text() != self.text():
            self.second.set_problem("The two are not the same.")
            self.second.input.setFocus()
            return False
        return True

    def show_problem(self, error: WeakPassphrase) -> None:
        """Say why the passphrase cannot be taken."""
        self.first.set_problem(f"{error.what} {error.remedy}".strip())
        self.first.input.setFocus()

    def show_proposal(self, words: str) -> None:
        """Put proposed words into the first field, legible, to be typed once more by hand."""
        self.first.input.setText(words)
        self._show(True)
        self.second.input.clear()
        self.second.input.setFocus()

    def wipe(self) -> None:
        """Forget both."""
        self.first.input.clear()
        self.second.input.clear()
        self._show(False)

    def _toggle(self) -> None:
        self._show(self.first.input.echoMode() == QLineEdit.EchoMode.Password)

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.first.input.setEchoMode(mode)
        self._reveal.set_icon("eye-off" if shown else "eye")
        self._reveal.set_name("Hide the passphrase" if shown else "Show the passphrase")
