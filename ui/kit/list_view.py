"""A list of rows that may differ in height."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QListView, QWidget

from ui.kit.row_keys import RowKey
from ui.kit.row_view import RowView
from ui.theme import Theme


class ListView(RowView, QListView):
    """Headers in it (items that cannot be selected) are skipped by J and K.

    The delegate's sizeHint gives each row its height. opened (Enter, double click), previewed
    (Space), toggled (X, Ctrl+click) carry the index. `clear` shows the ground behind the list.
    """

    opened = Signal(QModelIndex)
    previewed = Signal(QModelIndex)
    toggled = Signal(QModelIndex)

    def __init__(
        self, theme: Theme, name: str, *, clear: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.show_rows()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        if clear:
            self.setProperty("kind", "clear")
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def act_on(self, asked: RowKey, index: QModelIndex) -> None:
        if asked is RowKey.OPEN:
            self.opened.emit(index)
        elif asked is RowKey.PREVIEW:
            self.previewed.emit(index)
        else:
            self.toggle_row(index)
            self.toggled.emit(index)
