"""The invitation over a timeline to write the next contact down."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.keycap import draw_keycaps, keycaps_width
from ui.kit.paint import begin, draw_box, draw_icon, draw_ring, draw_text, shows_focus
from ui.kit.press_button import PressButton
from ui.theme import Theme
from ui.theme.tokens import IconSize, Radius


class LogRow(PressButton):
    """The invitation over the timeline: "Log a contact with Juniper"."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def name(self, first: str) -> None:
        """With whom."""
        self.setText(f"Log a contact with {first}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._theme.px(42))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme, rect = self._theme, QRectF(self.rect())
        ground = theme.color("hover" if self.underMouse() else "subtle")
        draw_box(painter, rect, Radius.OPTION, ground, theme.color("border"))
        if shows_focus(self):
            draw_ring(painter, theme, rect, Radius.OPTION)
        middle = rect.center().y()
        icon = "message-square-plus"
        draw_icon(painter, theme, icon, "accent_text", IconSize.DEFAULT, 15, middle)
        words = rect.adjusted(42, 0, -50, 0)
        draw_text(painter, words, self.text(), theme.font("body"), theme.color("text2"))
        x = rect.right() - keycaps_width(theme, "L") - 13
        draw_keycaps(painter, theme, "L", x, middle)
