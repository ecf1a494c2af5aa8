"""What lists and tables share: keys, hover, and what a row is drawn as."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from ui.kit.row_keys import AnyIndex, RowKey, edge_row, row_key, step_row

if TYPE_CHECKING:
    _View = QAbstractItemView
else:
    # At run time a plain mixin: PySide cannot combine two wrapped C++ bases in one class.
    _View = object

_STEPS = {
    RowKey.NEXT: 1,
    RowKey.PREVIOUS: -1,
    RowKey.EXTEND_NEXT: 1,
    RowKey.EXTEND_PREVIOUS: -1,
}
_ROWS = QItemSelectionModel.SelectionFlag.Rows


class RowView(_View):
    """Mixed into QListView and QTableView; `letters_enabled` follows the setting.

    The chosen rows (X, Shift with J and K) are the selection model's; the current row is the one
    that keys act upon. The two are independent.
    """

    letters_enabled = True
    hovered_row = -1

    def show_rows(self) -> None:
        """Set up for rows; called by the views' constructors."""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.verticalScrollBar().setSingleStep(24)

    def go_to(self, index: AnyIndex) -> None:
        """Make `index` the current row and scroll to it; an invalid index changes nothing."""
        if not index.isValid():
            return
        flags = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        self.viewport().update()

    def toggle_row(self, index: AnyIndex) -> None:
        """Choose the row, or let it go."""
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.Toggle | _ROWS
            self.selectionModel().select(index, flags)
            self.viewport().update()

    def chosen_rows(self) -> tuple[int, ...]:
        """Row numbers of the chosen rows, in order."""
        indexes = self.selectionModel().selectedIndexes()
        return tuple(sorted({index.row() for index in indexes}))

    def clear_chosen(self) -> None:
        """Let all chosen rows go."""
        self.selectionModel().clearSelection()
        self.viewport().update()

    @abstractmethod
    def act_on(self, asked: RowKey, index: QModelIndex) -> None:
        """Open, preview or toggle `index`; the views send their signals here."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = row_key(event, letters=self.letters_enabled) if self.model() is not None else None
        if asked is None:
            # Not the base class: its type-ahead search would swallow the page's letter keys.
            event.ignore()
        elif asked in _STEPS:
            self._step(asked)
        elif asked in (RowKey.FIRST, RowKey.LAST):
            self.go_to(edge_row(self, last=asked is RowKey.LAST))
        elif self.currentIndex().isValid():
            self.act_on(asked, self.currentIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        usable = bool(index.flags() & Qt.ItemFlag.ItemIsSelectable)
        if index.isValid() and usable and event.button() == Qt.MouseButton.LeftButton:
            self.go_to(index)
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.act_on(RowKey.TOGGLE, index)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.act_on(RowKey.OPEN, index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

    def _step(self, asked: RowKey) -> None:
        index = step_row(self, _STEPS[asked])
        if not index.isValid():
            return
        if asked in (RowKey.EXTEND_NEXT, RowKey.EXTEND_PREVIOUS):
            model = self.selectionModel()
            for end in (self.currentIndex(), index):
                if end.isValid():
                    model.select(end, QItemSelectionModel.SelectionFlag.Select | _ROWS)
        self.go_to(index)
