"""An icon that stands by itself; the words beside it say what it means."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit.paint import begin, draw_icon
from ui.theme import Theme
from ui.theme.tokens import ColorRole, IconSize


class IconLabel(QLabel):
    """The icon `name` in the colour of `role`, `size` px at 100 % text size."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        role: ColorRole = "text2",
        size: int = IconSize.DEFAULT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_icon(name, role)

    def set_icon(self, name: str, role: ColorRole) -> None:
        """Show another icon in another colour."""
        self._name = name
        self._role: ColorRole = role
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        left = (self.width() - self._theme.px(self._size)) / 2
        middle = self.height() / 2
        draw_icon(begin(self), self._theme, self._name, self._role, self._size, left, middle)
