"""The keys that every list and table understands."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from ui.kit.held_keys import held_keys

AnyIndex = QModelIndex | QPersistentModelIndex


CHORD_MS = 1500
"""So long a first letter of two waits for the second one."""


class RowKey(StrEnum):
    """What a key asks of a list."""

    NEXT = "next"
    PREVIOUS = "previous"
    FIRST = "first"
    LAST = "last"
    OPEN = "open"
    PREVIEW = "preview"
    TOGGLE = "toggle"
    EXTEND_NEXT = "extend_next"
    EXTEND_PREVIOUS = "extend_previous"


_KEYS = {
    Qt.Key.Key_Down: RowKey.NEXT,
    Qt.Key.Key_Up: RowKey.PREVIOUS,
    Qt.Key.Key_Home: RowKey.FIRST,
    Qt.Key.Key_End: RowKey.LAST,
    Qt.Key.Key_Return: RowKey.OPEN,
    Qt.Key.Key_Enter: RowKey.OPEN,
    Qt.Key.Key_Space: RowKey.PREVIEW,
}
_LETTERS = {
    Qt.Key.Key_J: RowKey.NEXT,
    Qt.Key.Key_K: RowKey.PREVIOUS,
    Qt.Key.Key_X: RowKey.TOGGLE,
}
_EXTENDING = {RowKey.NEXT: RowKey.EXTEND_NEXT, RowKey.PREVIOUS: RowKey.EXTEND_PREVIOUS}


def row_key(event: QKeyEvent, *, letters: bool) -> RowKey | None:
    """What `event` asks, or None. `letters`: whether single-letter keys count (WCAG 2.1.4)."""
    modifiers = held_keys(event)
    shift = modifiers == Qt.KeyboardModifier.ShiftModifier
    if modifiers and not shift:
        return None
    key = Qt.Key(event.key())
    asked = _KEYS.get(key) or (_LETTERS.get(key) if letters else None)
    if asked is None or not shift:
        return asked
    return _EXTENDING.get(asked)


def step_row(view: QAbstractItemView, step: int) -> QModelIndex:
    """The nearest row that can be chosen, `step` (1 or -1) from the current one; else invalid."""
    current = view.currentIndex()
    start = current.row() + step
    if not current.isValid():
        start = 0 if step > 0 else view.model().rowCount(view.rootIndex()) - 1
    return _usable(view, start, step)


def edge_row(view: QAbstractItemView, *, last: bool) -> QModelIndex:
    """The first or last row that can be chosen; invalid when there is none."""
    count = view.model().rowCount(view.rootIndex())
    return _usable(view, count - 1 if last else 0, -1 if last else 1)


def _usable(view: QAbstractItemView, row: int, step: int) -> QModelIndex:
    model, column = view.model(), max(view.currentIndex().column(), 0)
    wanted = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    while 0 <= row < model.rowCount(view.rootIndex()):
        index = model.index(row, column, view.rootIndex())
        if index.flags() & wanted == wanted:
            return index
        row += step
    return QModelIndex()
