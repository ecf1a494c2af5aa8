"""Somebody at the keyboard, for the tests of the contact form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.pages.quick_log.form import QuickLog

BARE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


class Typist:
    """Presses keys where the focus is, as a person does, and counts them."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.strokes = 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = BARE) -> None:
        self.strokes += 1
        self._qtbot.keyClick(QApplication.focusWidget(), key, held)

    def type(self, words: str) -> None:
        self.strokes += len(words)
        self._qtbot.keyClicks(QApplication.focusWidget(), words)

    def tab_to(self, name: str) -> None:
        """Press Tab until the input of that object name has the focus."""
        for _ in range(60):
            self.press(Qt.Key.Key_Tab)
            if QApplication.focusWidget().objectName() == name:
                return
        raise AssertionError(f"Tab never reached {name}")


def ready(qtbot: QtBot, form: QuickLog) -> QuickLog:
    """Wait until the caseload has arrived."""
    qtbot.waitUntil(lambda: form.body.has_arrived)
    return form


def gone(qtbot: QtBot, window: QWidget) -> None:
    """Wait until the form has closed itself."""
    qtbot.waitUntil(lambda: not window.findChildren(QuickLog))
