"""The window's keys at work: shortcuts, letters that no page wanted, and the way round (F6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken

from ui.kit.focus_trap import tab_stops
from ui.kit.row_keys import CHORD_MS
from ui.models.key_book import KeyBook
from ui.models.shortcuts import Command, Shortcut
from ui.shell.letters import is_letter_command, takes_text


class WindowKeys(QObject):
    """Binds the keys of `book` within `window`, anew whenever others are chosen. asked carries a
    Command.

    is_covered: whether something over the window keeps a command from acting; those marked so act
    all the same.
    """

    asked = Signal(object)

    def __init__(
        self, window: QWidget, book: KeyBook, is_covered: Callable[[Command], bool]
    ) -> None:
        super().__init__(window)
        self._window, self._book = window, book
        self._is_covered = is_covered
        self._bound: list[QShortcut] = []
        self._bind()
        book.changed.connect(self._bind)

    def _bind(self) -> None:
        for old in self._bound:
            old.setEnabled(False)
            old.deleteLater()
        self._bound = [
            self._make(keys, shortcut) for shortcut in self._book.table for keys in shortcut.keys
        ]

    def _make(self, keys: str, shortcut: Shortcut) -> QShortcut:
        bound = QShortcut(
            QKeySequence(keys, QKeySequence.SequenceFormat.PortableText), self._window
        )
        bound.setContext(Qt.ShortcutContext.WindowShortcut)
        bound.activated.connect(lambda: self._press(shortcut))
        return bound

    def _press(self, shortcut: Shortcut) -> None:
        if shortcut.over_sheets or not self._is_covered(shortcut.command):
            self.asked.emit(shortcut.command)


class Letters(QObject):
    """Letters that came up from the page: "?" and the chords that begin with G.

    went: the letter that followed G. helped: "?" was pressed.
    """

    went = Signal(str)
    helped = Signal()

    def __init__(self, letters: str, parent: QObject) -> None:
        super().__init__(parent)
        self._letters = letters
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(CHORD_MS)

    def press(self, event: QKeyEvent) -> bool:
        """Take the key where it means something here."""
        if not is_letter_command(event):
            return False
        letter = event.text().upper()
        if letter == "G":
            self._waiting.start()
            application = QApplication.instance()
            if application is not None:
                application.installEventFilter(self)
            return True
        if letter == "?":
            self.helped.emit()
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After G the next letter is the chord's, whatever it means on the page itself."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        host = self.parent()
        if not isinstance(watched, QWidget) or not isinstance(host, QWidget):
            return False
        if watched.window() is not host.window():
            return False  # another window of the application has chords of its own
        waited = self._waiting.isActive()
        self._waiting.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        letter = event.text().upper()
        if not waited or not is_letter_command(event) or takes_text(QApplication.focusWidget()):
            return False
        if letter in self._letters:
            self.went.emit(letter)
        return letter not in "G?"  # any other that leads nowhere does nothing


class Regions(QObject):
    """Walks round the parts of the window; each remembers where the focus was in it."""

    def __init__(self, parts: Sequence[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self._last: dict[QWidget, QWidget] = {}
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._remember)

    def move(self, *, forward: bool) -> None:
        """Focus the next part that has something to focus."""
        focused = QApplication.focusWidget()
        here = next((i for i, part in enumerate(self._parts) if _holds(part, focused)), -1)
        step = 1 if forward else -1
        for turn in range(1, len(self._parts) + 1):
            part = self._parts[(here + turn * step) % len(self._parts)]
            if part.isVisible() and self._enter(part):
                return

    def _enter(self, part: QWidget) -> bool:
        stops = tab_stops(part)
        if not stops:
            return False
        last = self._last.get(part)
        target = last if last is not None and Shiboken.isValid(last) and last in stops else stops[0]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _remember(self, old: QWidget | None, new: QWidget | None) -> None:
        for part in self._parts:
            if new is not None and Shiboken.isValid(part) and _holds(part, new):
                self._last[part] = new


def _holds(part: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (part is widget or part.isAncestorOf(widget))
