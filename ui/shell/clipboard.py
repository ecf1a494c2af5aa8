"""Taking back at a lock what was copied in this program."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_PARAGRAPH = "\u2029"  # Qt's line end inside a selection


class OwnClipboard(QObject):
    """Knows whether the clipboard still holds our words. What others put there is not ours to
    clear. Platforms that tell who owns the clipboard are asked; for the others, a copy out of one
    of our own fields is recognized by its digest."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._digest = b""
        QGuiApplication.clipboard().dataChanged.connect(self._look)

    def take_back(self) -> None:
        """Empty the clipboard, and the selection of X11, where they are ours."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard() or self._digest == _digest(clipboard.text()):
            clipboard.clear()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)
        self._digest = b""

    def _look(self) -> None:
        text = QGuiApplication.clipboard().text()
        copied = bool(text) and text == _selected(QApplication.focusWidget())
        self._digest = _digest(text) if copied else b""


def _digest(text: str) -> bytes:
    import hashlib  # late: a start needs no OpenSSL, which is 3 MiB

    return hashlib.sha256(text.encode()).digest()


def _selected(widget: QWidget | None) -> str:
    if isinstance(widget, QLineEdit):
        return widget.selectedText()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.textCursor().selectedText().replace(_PARAGRAPH, "\n")
    return ""
