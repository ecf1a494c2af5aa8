"""A field for a key: press it, then press the keys that are meant."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.kit.announce import announce
from ui.kit.button import Button
from ui.kit.held_keys import held_keys
from ui.theme import Theme

_HELD = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock,
)
_ASKING = "Press the new keys"


class KeyField(Button):
    """Shows the keys of one command. After Enter, Space or a click it listens for the next keys:
    Esc, Tab and leaving the field keep what was, Backspace asks for the usual keys again.

    entered: carries the pressed keys in Qt's portable words. usual_wanted: Backspace.
    """

    entered = Signal(str)
    usual_wanted = Signal()

    def __init__(self, theme: Theme, name: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", size="sm", parent=parent)
        self._name = name
        self._shown = ""
        self.listening = False
        self.setToolTip("Press, then press the keys you want. Backspace: the usual ones.")
        self.show_keys(keys)
        self.clicked.connect(self._listen)

    def show_keys(self, keys: str) -> None:
        """Show the keys now in force."""
        self._shown = keys
        self._rest()

    def event(self, event: QEvent) -> bool:
        if self.listening and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # or the window would act on the keys that are only being chosen
            return True
        if self.listening and isinstance(event, QKeyEvent) and event.type() == _PRESSED:
            return self._take(event)
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._rest()
        super().focusOutEvent(event)

    def _listen(self) -> None:
        self.listening = True
        self.setText(f"{_ASKING}…")
        self.set_keys("")
        announce(self, f"{_ASKING} for: {self._name}. Escape keeps {self._shown}.")

    def _rest(self) -> None:
        self.listening = False
        self.setText("")
        self.set_keys(self._shown)
        self.setAccessibleName(f"{self._name}: {self._shown}")

    def _take(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _HELD:
            return True
        plain = not held_keys(event)
        tab = key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        self._rest()
        if tab:
            return super().event(event)
        if plain and key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.usual_wanted.emit()
        elif key != Qt.Key.Key_Escape:
            self.entered.emit(_words(event.modifiers(), key))
        return True


_PRESSED = QEvent.Type.KeyPress


def _words(modifiers: Qt.KeyboardModifier, key: Qt.Key) -> str:
    held = modifiers & ~Qt.KeyboardModifier.KeypadModifier
    sequence = QKeySequence(QKeyCombination(held, key))
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)
