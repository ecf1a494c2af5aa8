"""Where the person is in a form: read for a draft, put back when the draft is opened again."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollBar, QWidget

from ui.pages.quick_log.draft_body import Caret

Bars = tuple[QScrollBar, QScrollBar]


def read_caret(form: QWidget, bars: Bars) -> Caret:
    """The focused input of `form` by its object name, the place in its text, and the scroll."""
    scroll = (bars[0].value(), bars[1].value())
    focused = QApplication.focusWidget()
    if focused is None or not form.isAncestorOf(focused):
        return Caret(scroll=scroll)
    at = 0
    if isinstance(focused, QLineEdit):
        at = focused.cursorPosition()
    elif isinstance(focused, QPlainTextEdit):
        at = focused.textCursor().position()
    return Caret(focused.objectName(), at, scroll)


def place_caret(form: QWidget, bars: Bars, caret: Caret) -> bool:
    """Put focus, caret and scroll back; False while the input is not there (yet)."""
    found = form.findChild(QWidget, caret.field) if caret.field else None
    if found is None:
        return False
    found.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(found, QLineEdit):
        found.setCursorPosition(caret.at)
    elif isinstance(found, QPlainTextEdit):
        cursor = QTextCursor(found.document())
        cursor.setPosition(min(caret.at, max(found.document().characterCount() - 1, 0)))
        found.setTextCursor(cursor)
    # The height to scroll in is known only once the form has been laid out.
    QTimer.singleShot(0, form, lambda: _scroll_to(bars, caret))
    return True


def _scroll_to(bars: Bars, caret: Caret) -> None:
    for bar, value in zip(bars, caret.scroll, strict=True):
        bar.setValue(value)
