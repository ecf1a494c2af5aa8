"""A table of rows: hairlines instead of a grid, one ring around the current row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget

from ui.kit.paint import begin, draw_ring, shows_focus
from ui.kit.row_keys import RowKey
from ui.kit.row_view import RowView
from ui.theme import Theme
from ui.theme.tokens import Size


class TableView(RowView, QTableView):
    """Rows of 36 px (48 with `two_lines`), a header of 34 px; the first column's text is padded.

    opened (Enter, double click), previewed (Space), toggled (X, Ctrl+click) carry the index.
    """

    opened = Signal(QModelIndex)
    previewed = Signal(QModelIndex)
    toggled = Signal(QModelIndex)

    def __init__(
        self, theme: Theme, name: str, *, two_lines: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._two_lines = two_lines
        self.setAccessibleName(name)
        self.show_rows()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        self._measure()
        theme.changed.connect(self._measure)

    def act_on(self, asked: RowKey, index: QModelIndex) -> None:
        if asked is RowKey.OPEN:
            self.opened.emit(index)
        elif asked is RowKey.PREVIEW:
            self.previewed.emit(index)
        else:
            self.toggle_row(index)
            self.toggled.emit(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        current = self.currentIndex()
        if not (current.isValid() and shows_focus(self)):
            return
        top, height = self.rowViewportPosition(current.row()), self.rowHeight(current.row())
        painter = begin(self.viewport())
        draw_ring(painter, self._theme, QRectF(0, top, self.viewport().width(), height), 2)

    def _measure(self) -> None:
        row = Size.ROW_TWO_LINES if self._two_lines else Size.ROW
        self.verticalHeader().setMinimumSectionSize(24)
        self.verticalHeader().setDefaultSectionSize(self._theme.px(row))
        self.horizontalHeader().setFixedHeight(self._theme.px(Size.TABLE_HEADER))
