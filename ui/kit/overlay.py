"""What stands over a page: it comes up with the focus, keeps Tab inside, and gives the focus back.

A child widget and not a window of its own, so that locking the vault, which destroys the window's
content, destroys every open overlay with it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui.kit.focus_trap import give_back, move_focus


class Overlay(QFrame):
    """Over `host`; subclasses fill `body` and say where they stand in `fit`.

    closing: Esc or the close button was pressed; the owner decides and calls `dismiss`.
    dismissed: it is gone, focus is back where it was, and the widget will be deleted.
    """

    closing = Signal()
    dismissed = Signal()

    def __init__(self, host: QWidget, title: str) -> None:
        super().__init__(host)
        self._came_from: QWidget | None = None
        self.body = QWidget()
        self.setAccessibleName(title)
        host.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Come up over the host and take the focus."""
        self._came_from = QApplication.focusWidget()
        self.fit()
        self.show()
        self.raise_()
        if not move_focus(self.body, forward=True):
            move_focus(self, forward=True)

    def dismiss(self) -> None:
        """Close it; focus returns to where it was."""
        self.hide()
        host = self.parentWidget()
        if host is not None:
            host.removeEventFilter(self)
        give_back(self._came_from, host)
        self.dismissed.emit()
        self.deleteLater()

    def fit(self) -> None:
        """Take the place in the host that is this overlay's; called when the host changes size."""

    def button_rows(self) -> QRect:
        """Where its buttons stand, below the body: nothing that floats may lie upon them."""
        panel = self.body.parentWidget() or self
        top = self.body.geometry().bottom() + 1
        rows = QRect(0, top, panel.width(), panel.height() - top)
        return QRect(panel.mapTo(self, rows.topLeft()), rows.size())

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self, forward=forward, order=self.reading_order)

    def reading_order(self, stop: QWidget) -> tuple[int, int]:
        """Header, body, footer: the frame is made before the fields that a subclass puts into it,
        and Tab would pass the last button before the first field."""
        if self.body.isAncestorOf(stop):
            return 1, 0
        at, top = stop.mapTo(self, QPoint()), self.body.mapTo(self, QPoint()).y()
        return (0 if at.y() < top else 2), at.x()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self.fit()
        return False
