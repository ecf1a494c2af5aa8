"""Dialogs that live inside the window, over its dimmed content.

A Sheet is a child widget and not a window of its own, so that locking the vault, which destroys
the window's content, destroys every open dialog with it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.button import IconButton
from ui.kit.card import hairline
from ui.kit.focus_trap import give_back, move_focus
from ui.kit.icon_label import IconLabel
from ui.kit.keycap import KeyCaps
from ui.kit.label import Label
from ui.kit.paint import begin, draw_box
from ui.theme import Theme
from ui.theme.tokens import DIM_OPACITY, Radius, Size

_MARGIN = 24
_HEADER = 57
_FOOTER = 60
_SHADOW = 30


class Sheet(QWidget):
    """A modal panel over `host`. Put content into `body`, buttons into `footer`.

    closing: Esc or the close button was pressed; the owner decides and calls `dismiss`.
    dismissed: it is gone, focus is back where it was, and the widget will be deleted.
    """

    closing = Signal()
    dismissed = Signal()

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
        super().__init__(host)
        self._theme = theme
        self._wanted = (width, height)
        self._came_from: QWidget | None = None
        self.setAccessibleName(title)
        self.panel = QFrame(self)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._header(title, icon, keys, hint))
        column.addWidget(hairline())
        self.body = QWidget()
        column.addWidget(self.body, 1)
        foot = QWidget()
        foot.setFixedHeight(_FOOTER)
        self.footer = QHBoxLayout(foot)
        self.footer.setContentsMargins(20, 0, 17, 0)
        self.footer.setSpacing(8)
        column.addWidget(foot)
        host.installEventFilter(self)
        self.hide()

    def resize_to(self, width: int, height: int) -> None:
        """Let the panel be of another size; the window's edge still limits it."""
        self._wanted = (width, height)
        self._fill_host()

    def open(self) -> None:
        """Show it over the whole host and put the focus into it."""
        self._came_from = QApplication.focusWidget()
        self._fill_host()
        self.show()
        self.raise_()
        if not move_focus(self.body, forward=True):
            move_focus(self, forward=True)
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

    def dismiss(self) -> None:
        """Close it; focus returns to where it was."""
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
        # Keys that nothing in the sheet wanted end here: the page behind must not act on them.
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._fill_host()
        return False

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
        draw_box(painter, box, Radius.DIALOG, self._theme.color("raised"))
        shape = QPainterPath()
        shape.addRoundedRect(box, Radius.DIALOG, Radius.DIALOG)
        painter.setClipPath(shape)
        foot = QRectF(box.left(), box.bottom() - _FOOTER, box.width(), _FOOTER)
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

    def _fill_host(self) -> None:
        host = self.parentWidget()
        if host is None:
            return
        self.setGeometry(host.rect())
        width = min(self._wanted[0], host.width() - 2 * _MARGIN)
        height = min(self._wanted[1], host.height() - 2 * _MARGIN)
        corner = QPoint((host.width() - width) // 2, (host.height() - height) // 2 - 8)
        self.panel.setGeometry(corner.x(), max(corner.y(), _MARGIN // 2), width, height)
