"""The passphrase: hidden or shown, with a word of warning while Caps Lock is on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.kit.banner import Banner
from ui.kit.field import Field
from ui.kit.inputs import LineEdit
from ui.theme import Theme


def caps_lock_shown(event: QKeyEvent, before: bool) -> bool:
    """Whether Caps Lock is on after `event`, as far as a key can tell (Qt has no other way).

    A capital without Shift, or a small letter with it, gives it away; other keys tell nothing.
    """
    if event.key() == Qt.Key.Key_CapsLock:
        return not before
    text = event.text()
    if len(text) != 1 or text.lower() == text.upper():
        return before
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return text.isupper() != shift


class PassphraseField(QWidget):
    """A field with a button that shows what was typed. submitted: Enter was pressed."""

    submitted = Signal()

    def __init__(
        self, theme: Theme, label: str, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.input = LineEdit(theme, label, icon="key-round", size="lg")
        self.input.setEchoMode(QLineEdit.EchoMode.Password)
        self.input.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.reveal = self.input.add_action("eye", "Show the passphrase")
        self.reveal.clicked.connect(self._toggle)
        self.field = Field(theme, label, self.input, hint=hint)
        self._caps = Banner(
            theme, "warn", "Caps Lock is on", "Your passphrase is case-sensitive.",
            icon="arrow-big-up",
        )  # fmt: skip
        self._caps_on = False
        self._caps.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self._caps)
        self.setFocusProxy(self.input)
        self.input.installEventFilter(self)
        self.input.returnPressed.connect(self.submitted)

    def text(self) -> str:
        """What was typed."""
        return self.input.text()

    def wipe(self) -> None:
        """Forget what was typed, its undo history too, and hide the next one again."""
        self.input.clear()
        self.input.setModified(False)
        self.show_text(False)

    def set_problem(self, text: str | None) -> None:
        """Say below the field what is wrong, or nothing."""
        self.field.set_problem(text)

    def problem(self) -> str | None:
        """What is said to be wrong."""
        return self.field.problem()

    def show_text(self, shown: bool) -> None:
        """Let what is typed be read, or hide it."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.input.setEchoMode(mode)
        self.reveal.set_icon("eye-off" if shown else "eye")
        self.reveal.set_name("Hide the passphrase" if shown else "Show the passphrase")

    def caps_lock_is_told(self) -> bool:
        """Whether the warning stands."""
        return not self._caps.isHidden()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._caps_on = caps_lock_shown(event, self._caps_on)
            self._caps.setVisible(self._caps_on)
        elif event.type() == QEvent.Type.FocusOut:
            self._caps.hide()
        return False

    def _toggle(self) -> None:
        self.show_text(self.input.echoMode() == QLineEdit.EchoMode.Password)
        self.input.setFocus()
