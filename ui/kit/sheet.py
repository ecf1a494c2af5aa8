"""Dialogs that live inside the window, over its dimmed content."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.button import IconButton
from ui.kit.card import hairline
from ui.kit.focus_trap import move_focus
from ui.kit.icon_label import IconLabel
from ui.kit.keycap import KeyCaps
from ui.kit.label import Label
from ui.kit.overlay import Overlay
from ui.kit.paint import begin, draw_box, draw_tint
from ui.theme import Theme
from ui.theme.tokens import DIM_OPACITY, Radius, Size

_MARGIN = 24
_HEADER = 57
_FOOTER = 60
_SHADOW = 30


class Sheet(Overlay):
    """A modal panel over `host`. Put content into `body`, buttons into `footer`."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        title: str,
        *,
        icon: str | None = None,
        keys: str = "",
        hint: str = "",
        width: int = Size.SHEET_WIDTH,
        height: int = Size.SHEET_HEIGHT,
    ) -> None:
        super().__init__(host, title)
        self._theme = theme
        self._wanted = (width, height)
        self.panel = QFrame(self)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._header(title, icon, keys, hint))
        column.addWidget(hairline())
        column.addWidget(self.body, 1)
        foot = QWidget()
        foot.setFixedHeight(_FOOTER)
        self.footer = QHBoxLayout(foot)
        self.footer.setContentsMargins(20, 0, 17, 0)
        self.footer.setSpacing(8)
        column.addWidget(foot)

    def resize_to(self, width: int, height: int) -> None:
        """Let the panel be of another size; the window's edge still limits it."""
        self._wanted = (width, height)
        self.fit()

    def open(self) -> None:
        """Show it over the whole host, put the focus into it and keep it there."""
        super().open()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._hold_focus)

    def _hold_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Take the focus back from the page behind: its rows may arrive while one types here."""
        host = self.parentWidget()
        if now is None or host is None or not self.isVisible() or not host.isAncestorOf(now):
            return
        if any(sheet.isAncestorOf(now) for sheet in host.findChildren(Sheet)):
            return
        if before is not None and self.isAncestorOf(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            move_focus(self.body, forward=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        # Keys that nothing in the sheet wanted end here: the page behind must not act on them.
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        dim = QColor(self._theme.color("backdrop"))
        dim.setAlphaF(DIM_OPACITY)
        painter.fillRect(self.rect(), dim)
        box = QRectF(self.panel.geometry())
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in range(_SHADOW, 0, -3):
            # Stacked soft edges instead of an effect, which would redraw every keystroke slowly.
            soft = box.adjusted(-spread, -spread + 14, spread, spread + 14)
            draw_box(painter, soft, Radius.DIALOG + spread, QColor(0, 0, 0, 5))
        draw_tint(painter, self._theme, box, Radius.DIALOG, "raised")
        shape = QPainterPath()
        shape.addRoundedRect(box, Radius.DIALOG, Radius.DIALOG)
        painter.setClipPath(shape)
        foot = QRectF(box.left(), box.bottom() - _FOOTER, box.width(), _FOOTER)
        if self._theme.edge is None:  # else it would cover the panel's outline
            painter.fillRect(foot, self._theme.color("subtle"))

    def _header(self, title: str, icon: str | None, keys: str, hint: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(22, 0, 14, 0)
        row.setSpacing(8)
        if icon:
            row.addWidget(IconLabel(self._theme, icon, "accent_text", 20))
        heading = Label(self._theme, title, "heading")
        heading.setFixedHeight(_HEADER)
        row.addWidget(heading)
        if keys:
            row.addSpacing(8)
            row.addWidget(KeyCaps(self._theme, keys))
        row.addStretch(1)
        row.addWidget(Label(self._theme, hint, "caption", "text3"))
        close = IconButton(self._theme, "x", "Close")
        close.clicked.connect(self.closing)
        row.addWidget(close)
        return row

    def fit(self) -> None:
        host = self.parentWidget()
        if host is None:
            return
        self.setGeometry(host.rect())
        width = min(self._wanted[0], host.width() - 2 * _MARGIN)
        height = min(self._wanted[1], host.height() - 2 * _MARGIN)
        corner = QPoint((host.width() - width) // 2, (host.height() - height) // 2 - 8)
        self.panel.setGeometry(corner.x(), max(corner.y(), _MARGIN // 2), width, height)
