"""A panel that slides in over the right edge of a page."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, QTimer
from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.button import IconButton
from ui.kit.card import hairline
from ui.kit.label import ElidingLabel
from ui.kit.overlay import Overlay
from ui.kit.paint import begin
from ui.kit.pill_bar import place_toasts
from ui.theme import Theme
from ui.theme.tokens import Size


class SideSheet(Overlay):
    """440 px over the right edge of `host`; put content into `body`, buttons into `footer`.

    Not modal: the page stays usable, Tab goes round inside the sheet.
    """

    def __init__(
        self, theme: Theme, host: QWidget, title: str, *, width: int = Size.SIDE_SHEET
    ) -> None:
        super().__init__(host, title)
        self._theme = theme
        self._wanted = width
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
        column.addWidget(self.body, 1)
        self.footer = QHBoxLayout()
        self.footer.setContentsMargins(20, 12, 20, 12)
        self.footer.setSpacing(8)
        column.addLayout(self.footer)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.finished.connect(self._make_toasts_give_way)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)

    def open(self) -> None:
        """Slide in and take the focus."""
        super().open()
        duration, end = self._theme.duration("pane"), self.pos()
        if duration:
            self._slide.setDuration(duration)
            self._slide.setStartValue(end + QPoint(self.width(), 0))
            self._slide.setEndValue(end)
            self._slide.start()

    def dismiss(self) -> None:
        self._slide.stop()
        super().dismiss()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_toasts_give_way()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._make_toasts_give_way()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_toasts_give_way()

    def _make_toasts_give_way(self) -> None:
        # Once the sheet has its layout and its place: the buttons stand where they stay.
        QTimer.singleShot(0, self, lambda: place_toasts(self.window()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        painter.fillRect(0, 0, 1, self.height(), self._theme.color("border"))

    def fit(self) -> None:
        self._slide.stop()
        host = self.parentWidget()
        if host is not None:
            width = min(self._theme.px(self._wanted), host.width())
            self.setGeometry(host.width() - width, 0, width, host.height())
