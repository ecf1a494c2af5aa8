"""The base of everything that is pressed: Enter does what Space and a click do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from ui.kit.held_keys import held_keys


class PressButton(QPushButton):
    """A button for Enter as well. Qt gives Enter to buttons of dialog windows alone, and ours stand
    in the one window. With Ctrl held the key is the form's, whatever has the focus in it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif held_keys(event):
            event.ignore()
        elif not event.isAutoRepeat():
            self.click()
