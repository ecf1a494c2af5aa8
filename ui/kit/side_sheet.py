"""A panel that slides in over the right edge of a page."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.button import IconButton
from ui.kit.card import hairline
from ui.kit.focus_trap import give_back, move_focus
from ui.kit.label import ElidingLabel
from ui.kit.paint import begin
from ui.theme import Theme
from ui.theme.tokens import Size


class SideSheet(QFrame):
    """440 px over the right edge of `host`; put content into `body`, buttons into `footer`.

    Not modal: the page stays usable, Tab goes round inside the sheet. closing and dismissed are
    sent as by a Sheet.
    """

    closing = Signal()
    dismissed = Signal()

    def __init__(
        self, theme: Theme, host: QWidget, title: str, *, width: int = Size.SIDE_SHEET
    ) -> None:
        super().__init__(host)
        self._theme = theme
        self._wanted = width
        self._came_from: QWidget | None = None
        self.setAccessibleName(title)
        self.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(20, 12, 12, 12)
        self.title = ElidingLabel(theme, title, "heading")
        close = IconButton(theme, "x", "Close")
        close.clicked.connect(self.closing)
        top.addWidget(self.title, 1)
        top.addWidget(close)
        column.addLayout(top)
        column.addWidget(hairline())
        self.body = QWidget()
        column.addWidget(self.body, 1)
        self.footer = QHBoxLayout()
        self.footer.setContentsMargins(20, 12, 20, 12)
        self.footer.setSpacing(8)
        column.addLayout(self.footer)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        host.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Slide in and take the focus."""
        self._came_from = QApplication.focusWidget()
        self._fit()
        end = self.pos()
        self.show()
        self.raise_()
        if not move_focus(self.body, forward=True):
            move_focus(self, forward=True)
        duration = self._theme.duration("pane")
        if duration:
            self._slide.setDuration(duration)
            self._slide.setStartValue(end + QPoint(self.width(), 0))
            self._slide.setEndValue(end)
            self._slide.start()

    def dismiss(self) -> None:
        """Close it; focus returns to where it was."""
        self._slide.stop()
        self.hide()
        host = self.parentWidget()
        if host is not None:
            host.removeEventFilter(self)
        give_back(self._came_from, host)
        self.dismissed.emit()
        self.deleteLater()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._slide.stop()
            self._fit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        painter.fillRect(0, 0, 1, self.height(), self._theme.color("border"))

    def _fit(self) -> None:
        host = self.parentWidget()
        if host is not None:
            width = min(self._wanted, host.width())
            self.setGeometry(host.width() - width, 0, width, host.height())
