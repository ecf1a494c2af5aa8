"""Finding: a field that narrows the list below it, and a button that looks like one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.inputs import LineEdit
from ui.kit.keycap import draw_keycaps, keycaps_width
from ui.kit.paint import begin, draw_box, draw_icon, draw_ring, draw_text, shows_focus
from ui.kit.press_button import PressButton
from ui.theme import Theme
from ui.theme.tokens import IconSize, Radius


class SearchField(LineEdit):
    """Type to find. Esc empties it (and is passed on when it is empty); Enter and ↓ leave it.

    left: the person is done typing and wants the first row.
    """

    left = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        placeholder: str = "Type to find",
        keys: str = "/",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme, name, placeholder=placeholder, icon="search", size="compact", parent=parent
        )
        self._keys = keys
        self.setProperty("kind", "well")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        # Ctrl+Enter is the sheet's, in which the field may stand.
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if plain and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._keys and not self.text() and not self.hasFocus():
            x = self.width() - keycaps_width(self._theme, self._keys) - 12
            draw_keycaps(begin(self), self._theme, self._keys, x, self.height() / 2)


class SearchButton(PressButton):
    """Looks like a field and opens the command palette."""

    def __init__(
        self, theme: Theme, text: str, *, keys: str = "Ctrl+K", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._keys = keys
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # It gives way to the actions of a page where the window is narrow.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_keys(self, keys: str) -> None:
        """Show other keycaps."""
        self._keys = keys
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._theme.px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme, rect = self._theme, QRectF(self.rect())
        ground = theme.color("hover" if self.underMouse() else "subtle")
        draw_box(painter, rect, Radius.FIELD, ground, theme.color("border"))
        if shows_focus(self):
            draw_ring(painter, theme, rect, Radius.FIELD)
        middle = rect.center().y()
        draw_icon(painter, theme, "search", "text2", IconSize.DEFAULT, 12, middle)
        caps = keycaps_width(theme, self._keys)
        left = 12 + theme.px(IconSize.DEFAULT) + 7
        words = QRectF(left, 0, max(rect.width() - left - caps - 20, 0), rect.height())
        draw_text(painter, words, self.text(), theme.font("body"), theme.color("text3"))
        draw_keycaps(painter, theme, self._keys, rect.right() - caps - 11, middle)
