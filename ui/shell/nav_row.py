"""One line of the sidebar: a page, or a participant who was open a while ago."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.avatar import draw_avatar
from ui.kit.paint import (
    RIGHT,
    begin,
    draw_icon,
    draw_ring,
    draw_text,
    draw_tint,
    shows_focus,
    text_width,
)
from ui.kit.press_button import PressButton
from ui.theme import Theme
from ui.theme.tokens import ColorRole, IconSize, Radius, Tone, TypeRole

_HEIGHT = 34
_RAIL_SIDE = 36
_AVATAR = 20


class NavRow(PressButton):
    """Icon (or a person's avatar), words, a count at the right; in the rail only what leads."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        icon: str = "",
        person: Tone | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._icon = icon
        self._person: Tone | None = person
        self._count: int | None = None
        self._rail = False
        self._current = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def set_count(self, count: int | None) -> None:
        """Show how many, or nothing."""
        self._count = count
        self._name()
        self.update()

    def set_current(self, current: bool) -> None:
        """Mark the row of the page now shown."""
        self._current = current
        self._name()
        self.update()

    def set_rail(self, rail: bool) -> None:
        """Show only the icon, with the words as tool tip."""
        self._rail = rail
        self.setToolTip(self.text() if rail else "")
        self.updateGeometry()
        self.update()

    def is_current(self) -> bool:
        """Whether the row is marked."""
        return self._current

    def sizeHint(self) -> QSize:
        height = self._theme.px(_RAIL_SIDE if self._rail else _HEIGHT)
        return QSize(height if self._rail else 120, height)

    def minimumSizeHint(self) -> QSize:
        side = self._theme.px(_HEIGHT)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = begin(self), self._theme
        rect = QRectF(self.rect())
        if self._current:
            draw_tint(painter, theme, rect, Radius.OPTION, "selected")
        elif self.underMouse():
            draw_tint(painter, theme, rect, Radius.OPTION, "hover")
        if shows_focus(self):
            draw_ring(painter, theme, rect, Radius.OPTION)
        left = self._paint_lead(painter, rect)
        if not self._rail:
            self._paint_words(painter, rect, left)

    def _paint_lead(self, painter: QPainter, rect: QRectF) -> float:
        theme, middle = self._theme, rect.center().y()
        if self._person is not None:
            x = rect.center().x() - theme.px(_AVATAR) / 2 if self._rail else 10.0
            draw_avatar(painter, theme, self.text(), self._person, x, middle, _AVATAR)
            return x + theme.px(_AVATAR) + 9
        size = IconSize.RAIL if self._rail else IconSize.NAV
        x = rect.center().x() - theme.px(size) / 2 if self._rail else 11.0
        draw_icon(painter, theme, self._icon, self._ink("text2"), size, x, middle)
        return x + theme.px(size) + 10

    def _paint_words(self, painter: QPainter, rect: QRectF, left: float) -> None:
        theme = self._theme
        right = rect.right() - 12
        if self._count is not None:
            font = theme.font("capmed" if self._current else "caption")
            words = str(self._count)
            box = QRectF(rect.left(), 0, right - rect.left(), rect.height())
            draw_text(painter, box, words, font, theme.color(self._ink("text2")), RIGHT)
            right -= text_width(font, words) + 8
        role: TypeRole = "med"
        if self._current or self._person:
            role = "strong" if self._current else "body"
        ink: ColorRole = "text2" if self._person else "text"
        box = QRectF(left, 0, right - left, rect.height())
        draw_text(painter, box, self.text(), theme.font(role), theme.color(self._ink(ink)))

    def _ink(self, plain: ColorRole) -> ColorRole:
        return "accent_text" if self._current else plain

    def _name(self) -> None:
        self.setAccessibleName(self.text())
        parts = (
            "" if self._count is None else str(self._count),
            "shown now" if self._current else "",
        )
        self.setAccessibleDescription(", ".join(part for part in parts if part))
