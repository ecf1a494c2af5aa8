"""The list of Today: its rows are put into another order by hand, with the mouse or with keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication

from lead_desktop.base.given import given
from lead_desktop.domain.worklist.work_item import WorkItem
from ui.kit.list_view import ListView
from ui.models.worklist import WorkModel
from ui.theme import Theme

_LINE = 2


class DayList(ListView):
    """moved carries the row that was dragged and the row whose place it takes.

    A row is dragged by hand and not by the system's drag and drop, which would run an event loop
    of its own. It never leaves its section; what stands aside stays. Esc lets go. movable: off
    while the list is the team's, whose order is nobody's own.
    """

    moved = Signal(int, int)

    def __init__(self, theme: Theme, name: str, model: WorkModel) -> None:
        super().__init__(theme, name, clear=True)
        self._theme = theme
        self._entries = model
        self._pressed: QPoint | None = None
        self._row = -1
        self._to = -1
        self.movable = True
        model.modelReset.connect(self._let_go)  # the day was read anew under the hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        row = self.indexAt(at).row()
        held = event.button() == Qt.MouseButton.LeftButton and self._item(row) is not None
        self._pressed = at if held and self.movable else None
        self._row, self._to = row, -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._pressed is None:
            return
        at = event.position().toPoint()
        far = (at - self._pressed).manhattanLength()
        if self._to < 0 and far < QApplication.startDragDistance():
            return
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._to = self._place(at)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row, to = self._row, self._to
        self._let_go()
        if to >= 0:
            if to != row:
                self.moved.emit(row, to)
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._to >= 0 and event.key() == Qt.Key.Key_Escape:
            self._let_go()
            event.accept()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._to < 0 or self._to == self._row:
            return
        rect = self.visualRect(self._entries.index(self._to, 0))
        edge = rect.bottom() if self._to > self._row else rect.top()
        line = QRectF(rect.left() + 8, edge - _LINE / 2, rect.width() - 16, _LINE)
        QPainter(self.viewport()).fillRect(line, self._theme.color("accent"))

    def _let_go(self) -> None:
        self._pressed, self._to = None, -1
        self.unsetCursor()
        self.viewport().update()

    def _place(self, at: QPoint) -> int:
        """The row of the same section nearest to the mouse."""
        held = given(self._item(self._row))
        same = [
            row
            for row in range(self._entries.rowCount())
            if (item := self._item(row)) is not None and item.section is held.section
        ]

        def far(row: int) -> int:
            return abs(self.visualRect(self._entries.index(row, 0)).center().y() - at.y())

        return min(same, key=far)

    def _item(self, row: int) -> WorkItem | None:
        entry = self._entries.row_at(row)
        return entry if isinstance(entry, WorkItem) else None
