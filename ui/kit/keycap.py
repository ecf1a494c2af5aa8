"""Keys shown at the place where they work."""

from __future__ import annotations

import sys
from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit.paint import CENTER, begin, draw_box, draw_text, text_width
from ui.theme import Theme
from ui.theme.tokens import Radius, Size

Ground = Literal["plain", "accent", "pill"]

_GAP = 4
_PAD = 5
_MAC = {"Ctrl": "⌘", "Alt": "⌥", "Shift": "⇧", "Enter": "↩", "Backspace": "⌫"}


def key_names(keys: str, platform: str = sys.platform) -> tuple[str, ...]:
    """The caps for "Ctrl+Shift+L" or "[ ]", in the words of the platform; empty for ""."""
    names = tuple(part for part in keys.replace("+", " ").split() if part)
    return tuple(_MAC.get(name, name) for name in names) if platform == "darwin" else names


def keycaps_width(theme: Theme, keys: str) -> float:
    """Width of the row of caps that draw_keycaps makes."""
    names = key_names(keys)
    if not names:
        return 0.0
    return sum(_cap_width(theme, name) for name in names) + _GAP * (len(names) - 1)


def draw_keycaps(
    painter: QPainter,
    theme: Theme,
    keys: str,
    x: float,
    middle: float,
    ground: Ground = "plain",
    *,
    muted: bool = False,
) -> None:
    """The caps for `keys` from `x` on, centred at the height `middle`."""
    fill, outline, ink = _colors(theme, ground, muted)
    height = theme.px(Size.KEYCAP)
    font = _font(theme)
    for name in key_names(keys):
        box = QRectF(round(x), round(middle - height / 2), _cap_width(theme, name), height)
        draw_box(painter, box, Radius.KEYCAP, fill, outline)
        draw_text(painter, box.adjusted(0, 0, 0, -0.5), name, font, ink, CENTER)
        x += box.width() + _GAP


class KeyCaps(QLabel):
    """A row of caps as a widget of its own."""

    def __init__(
        self, theme: Theme, keys: str, ground: Ground = "plain", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ground: Ground = ground
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_keys(keys)

    def set_keys(self, keys: str) -> None:
        """Show other keys."""
        self._keys = keys
        self.setText(" ".join(key_names(keys)))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = keycaps_width(self._theme, self._keys)
        return QSize(round(width), self._theme.px(Size.KEYCAP))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        draw_keycaps(painter, self._theme, self._keys, 0, self.height() / 2, self._ground)


def _font(theme: Theme) -> QFont:
    font = theme.font("micro")
    font.setWeight(QFont.Weight.Medium)
    return font


def _cap_width(theme: Theme, name: str) -> float:
    width = text_width(_font(theme), name) + 2 * _PAD
    return float(round(max(width, theme.px(Size.KEYCAP))))


def _colors(theme: Theme, ground: Ground, muted: bool) -> tuple[QColor | None, QColor, QColor]:
    if ground == "plain":
        ink = theme.color("disabled" if muted else "text2")
        return theme.color("surface"), theme.color("border"), ink
    ink = QColor(theme.color("on_accent" if ground == "accent" else "on_pill"))
    outline = QColor(ink)
    outline.setAlphaF(0.5)
    return None, outline, ink
