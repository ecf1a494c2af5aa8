"""The dark pill that floats over the lower edge of a window: ground of toast and selection bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QSizePolicy, QWidget

from ui.kit.paint import begin, draw_box
from ui.theme import Theme
from ui.theme.tokens import Radius

_ABOVE_EDGE = 16


class PillBar(QFrame):
    """A row on a dark ground, `height` px, bottom centre of `host` for as long as both live.

    lift: px between the pill and the lower edge of the host beyond the usual 16.
    """

    def __init__(
        self, theme: Theme, host: QWidget | None, *, height: int, lift: int = 0, floats: bool = True
    ) -> None:
        super().__init__(host)
        self._theme = theme
        self._lift = lift
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(17, 0, 10, 0)
        self._resize_height()
        theme.changed.connect(self._resize_height)
        if floats and host is not None:
            host.installEventFilter(self)
            self._cast_shadow()

    def place(self) -> None:
        """Move to the bottom centre of the host."""
        host = self.parentWidget()
        if host is None:
            return
        self.adjustSize()
        left = (host.width() - self.width()) // 2
        self.move(left, host.height() - self.height() - _ABOVE_EDGE - self._lift)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        grown = event.type() == QEvent.Type.Resize and watched is self.parentWidget()
        if grown and self.isVisible():
            self.place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        pill = self._theme.color("pill")
        draw_box(begin(self), QRectF(self.rect()), Radius.PILL, pill)

    def _resize_height(self) -> None:
        self.setFixedHeight(self._theme.px(self._height))

    def _cast_shadow(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(36)
        shadow.setOffset(0, 10)
        shadow.setColor(QColor(0, 0, 0, 70))
        self.setGraphicsEffect(shadow)
