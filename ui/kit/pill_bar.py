"""The dark pill that floats over the lower edge of a window: ground of toast and selection bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QSizePolicy, QWidget

from ui.kit.overlay import Overlay
from ui.kit.paint import begin, draw_box
from ui.theme import Theme
from ui.theme.tokens import Radius

_ABOVE_EDGE = 16
_BETWEEN = 8


class PillBar(QFrame):
    """A row on a dark ground, `height` px, bottom centre of `host` for as long as both live.

    lift: px between the pill and the lower edge of the host beyond the usual 16. gives_way: while
    another pill stands there, this one stands above it, and beside or above an overlay's buttons.
    """

    def __init__(
        self,
        theme: Theme,
        host: QWidget | None,
        *,
        height: int,
        lift: int = 0,
        floats: bool = True,
        gives_way: bool = False,
    ) -> None:
        super().__init__(host)
        self._theme = theme
        self._lift = lift
        self._height = height
        self.gives_way = gives_way
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
        top = host.height() - self.height() - _ABOVE_EDGE - self._lift
        if self.gives_way:
            window = self.window()
            ground = host.mapTo(window, QPoint(0, 0)).y()
            for other in self._others(gives_way=False):
                theirs = other.mapTo(window, QPoint(0, 0)).y() - ground
                top = min(top, theirs - self.height() - _BETWEEN)
            left, top = self._clear_of_buttons(left, top)
        self.move(left, top)
        self.raise_()
        self._make_others_give_way()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_others_give_way()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._make_others_give_way()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        grown = event.type() == QEvent.Type.Resize and watched is self.parentWidget()
        if grown and self.isVisible():
            self.place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        pill = self._theme.color("pill")
        draw_box(begin(self), QRectF(self.rect()), Radius.PILL, pill)

    def _clear_of_buttons(self, left: int, top: int) -> tuple[int, int]:
        """A place where no button of an open overlay is covered: at its left, else above them."""
        host = self.parentWidget()
        for overlay in self.window().findChildren(Overlay):
            if host is None or not overlay.isVisible():
                continue
            rows = overlay.button_rows()
            buttons = QRect(overlay.mapTo(self.window(), rows.topLeft()), rows.size())
            buttons.translate(-host.mapTo(self.window(), QPoint(0, 0)))
            if not buttons.intersects(QRect(left, top, self.width(), self.height())):
                continue
            free = buttons.left() - 2 * _BETWEEN
            if free >= self.width():
                left = min(left, (buttons.left() - self.width()) // 2)
            else:
                top = buttons.top() - self.height() - _BETWEEN
        return left, top

    def _others(self, *, gives_way: bool) -> list[PillBar]:
        pills = self.window().findChildren(PillBar)
        return [
            pill
            for pill in pills
            if pill is not self and pill.isVisible() and pill.gives_way is gives_way
        ]

    def _make_others_give_way(self) -> None:
        if not self.gives_way:
            for other in self._others(gives_way=True):
                other.place()

    def _resize_height(self) -> None:
        self.setFixedHeight(self._theme.px(self._height))

    def _cast_shadow(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(36)
        shadow.setOffset(0, 10)
        shadow.setColor(QColor(0, 0, 0, 70))
        self.setGraphicsEffect(shadow)


def place_toasts(window: QWidget) -> None:
    """Let what gives way find its place anew: something has come or gone over the window."""
    for pill in window.findChildren(PillBar):
        if pill.gives_way and pill.isVisible():
            pill.place()
