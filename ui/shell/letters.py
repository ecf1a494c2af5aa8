"""Single-letter keys can be turned off (WCAG 2.1.4): then no letter acts outside a text field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_TEXT = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def is_letter_command(event: QKeyEvent) -> bool:
    """Whether the key is a visible character without Ctrl, Alt or Meta (the space bar is none)."""
    return (
        not event.modifiers() & ~_PLAIN
        and event.text().strip() != ""
        and event.text().isprintable()
    )


def takes_text(widget: QWidget | None) -> bool:
    """Whether letters typed into `widget` are text or a choice, never a command."""
    return isinstance(widget, _TEXT)


class LetterGate(QObject):
    """Swallows letter commands of one window while it is closed.

    It listens to the whole application, so only then: each event of each widget goes through
    Python there, and the first makes PySide build every type it has (13 of the 240 ms of a start).
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def set_closed(self, closed: bool) -> None:
        """Let no letter command through, or all of them."""
        application = QApplication.instance()
        if application is None:
            return
        if closed:
            application.installEventFilter(self)
        else:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if watched.window() is not self._window:
            return False  # another window of the application reads its own preferences
        return is_letter_command(event) and not takes_text(QApplication.focusWidget())
