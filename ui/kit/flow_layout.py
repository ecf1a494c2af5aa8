"""A layout that runs like text: left to right, wrapping into lines."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from shiboken6 import Shiboken


class FlowLayout(QLayout):
    """Items keep their size hint and stand in the middle of their line; `gap` px between them,
    `line_gap` px between lines. What `push_right` names, and what follows it on its line, stands
    at the right."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, line_gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._line_gap = line_gap
        self._pushed: QWidget | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def push_right(self, widget: QWidget) -> None:
        """Let a widget of the layout, and those after it, stand at the right of their line."""
        self._pushed = widget

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        self._forget_deleted()
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        self._forget_deleted()
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        width = sum(item.sizeHint().width() + self._gap for item in self._shown())
        return QSize(max(width - self._gap, 0), self.minimumSize().height())

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(QSize(item.minimumSize().width(), item.sizeHint().height()))
        return size

    def _forget_deleted(self) -> None:
        # Qt deletes an item together with its widget and does not always ask a layout written in
        # Python to give it up first; touching such an item would end the process.
        self._items = [item for item in self._items if Shiboken.isValid(item)]

    def _shown(self) -> list[QLayoutItem]:
        self._forget_deleted()
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Height that the items need in the width of `rect`; moves them there when `place`."""
        y = rect.y()
        for line in self._lines(rect.width()):
            high = max(item.sizeHint().height() for item in line)
            if place:
                self._place(line, QRect(rect.x(), y, rect.width(), high))
            y += high + self._line_gap
        return max(y - self._line_gap - rect.y(), 0)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if not lines or left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += wide + self._gap
        return lines

    def _place(self, line: list[QLayoutItem], room: QRect) -> None:
        wide = sum(item.sizeHint().width() + self._gap for item in line) - self._gap
        x = room.x()
        for item in line:
            if self._pushed is not None and item.widget() is self._pushed:
                x += max(room.width() - wide, 0)
            size = item.sizeHint()
            middle = room.y() + (room.height() - size.height()) // 2
            item.setGeometry(QRect(QPoint(x, middle), size))
            x += size.width() + self._gap
