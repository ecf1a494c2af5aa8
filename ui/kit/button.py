"""Push buttons: what they do, with an icon before and keycaps after the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.keycap import Ground, draw_keycaps, keycaps_width
from ui.kit.paint import begin, draw_box, draw_icon, draw_ring, inside_ring, shows_focus, text_width
from ui.kit.press_button import PressButton
from ui.theme import Theme
from ui.theme.tokens import ColorRole, IconSize, Radius, Size, TypeRole

Kind = Literal["primary", "default", "ghost", "danger", "link", "pill"]
Measure = Literal["sm", "md", "lg"]


@dataclass(frozen=True)
class _Face:
    fill: ColorRole | None
    outline: ColorRole | None
    ink: ColorRole


_FACES: dict[Kind, _Face] = {
    "primary": _Face("accent", None, "on_accent"),
    "default": _Face("surface", "border", "text"),
    "ghost": _Face(None, None, "text2"),
    "danger": _Face("surface", "border", "danger_text"),
    "link": _Face(None, None, "accent_text"),
    "pill": _Face(None, None, "on_pill"),
}
_HEIGHT = {"sm": Size.BUTTON_SM, "md": Size.BUTTON_MD, "lg": Size.BUTTON_LG}
_PAD = {"sm": 8, "md": 12, "lg": 16}
_FONT: dict[Measure, TypeRole] = {"sm": "capmed", "md": "med", "lg": "sub"}
_ICON_GAP = 7
_KEY_GAP = 8


class Button(PressButton):
    """A button with words. `keys` are shown, not bound: whoever owns the page binds them."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        kind: Kind = "default",
        size: Measure = "md",
        icon: str | None = None,
        keys: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._kind: Kind = kind
        self._size: Measure = size
        self._icon = icon
        self._keys = keys
        self._ink: ColorRole | None = None
        self._brief: str | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if kind in ("link", "ghost"):
            self.setAutoDefault(False)

    def set_kind(self, kind: Kind) -> None:
        """Change what the button is meant as."""
        self._kind = kind
        self.update()

    def set_icon(self, name: str | None) -> None:
        """Show another icon, or none."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_brief(self, words: str | None) -> None:
        """Show fewer words beside the icon where there is no room, perhaps none; None: all of them.
        What the button is called stays, and stands in its tool tip meanwhile."""
        if words == self._brief:
            return
        self._brief = words
        self.setToolTip("" if words is None else self.accessibleName() or self.text())
        self.updateGeometry()
        self.update()

    def width_of(self, words: str) -> int:
        """How wide the button is with these words."""
        return round(self._content_width(words) + 2 * self._pad())

    def set_keys(self, keys: str) -> None:
        """Show other keycaps."""
        self._keys = keys
        self.updateGeometry()
        self.update()

    def lock(self, reason: str) -> None:
        """Not to be pressed, and say why: under the pointer and to a screen reader."""
        self.setEnabled(False)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def set_ink(self, role: ColorRole | None) -> None:
        """Paint words and icon in another colour role; None returns to that of the kind."""
        self._ink = role
        self.update()

    def sizeHint(self) -> QSize:
        link = self._kind == "link"
        height = self._theme.px(Size.TARGET if link else _HEIGHT[self._size])
        return QSize(self.width_of(self._words()), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        rect = QRectF(self.rect())
        if shows_focus(self):
            draw_ring(painter, self._theme, rect, Radius.BUTTON + 1)
            rect = inside_ring(rect)
        self._paint_body(painter, rect)
        self._paint_content(painter)

    def _words(self) -> str:
        return self._standing_words().replace("&", "")

    def _standing_words(self) -> str:
        return self.text() if self._brief is None else self._brief

    def _font_role(self) -> TypeRole:
        if self._kind == "primary" and self._size == "md":
            return "strong"
        return "capmed" if self._kind == "link" else _FONT[self._size]

    def _icon_size(self) -> int:
        return 14 if self._size == "sm" or self._kind == "link" else IconSize.DEFAULT

    def _pad(self) -> int:
        return 2 if self._kind == "link" else _PAD[self._size]

    def _content_width(self, words: str) -> float:
        width = 0.0
        if words:
            width = text_width(self._theme.font(self._font_role()), words)
        if self._icon:
            width += self._theme.px(self._icon_size()) + (_ICON_GAP if words else 0)
        if self._keys:
            width += keycaps_width(self._theme, self._keys) + (_KEY_GAP if width else 0)
        return width

    def _ink_role(self) -> ColorRole:
        if not self.isEnabled():
            return "disabled"
        if self.isChecked():
            return "accent_text"
        return self._ink or _FACES[self._kind].ink

    def _paint_body(self, painter: QPainter, rect: QRectF) -> None:
        face = _FACES[self._kind]
        fill, outline = face.fill, face.outline
        if self.isChecked():
            fill, outline = "accent_tint", "accent_line"
        elif not self.isEnabled():
            fill = "neutral_tint" if self._kind == "primary" else fill
        elif self.isDown() or self.underMouse():
            fill = _hover_fill(self._kind)
        if fill is None and outline is None:
            return
        color = self._theme.color
        if self._kind == "pill" and fill:
            tint = QColor(color("on_pill"))
            tint.setAlphaF(0.12)
            draw_box(painter, rect, Radius.BUTTON, tint)
            return
        edge = color(outline) if outline and not shows_focus(self) else self._theme.edge
        draw_box(painter, rect, Radius.BUTTON, color(fill) if fill else None, edge)

    def _paint_content(self, painter: QPainter) -> None:
        role = self._ink_role()
        ink = self._theme.color(role)
        middle = self.height() / 2
        x = max((self.width() - self._content_width(self._words())) / 2, 2.0)
        if self._icon:
            size = self._icon_size()
            draw_icon(painter, self._theme, self._icon, role, size, x, middle)
            x += self._theme.px(size) + (_ICON_GAP if self._words() else _KEY_GAP)
        if self._words():
            font = self._theme.font(self._font_role())
            width = text_width(font, self._words())
            painter.setFont(font)
            painter.setPen(ink)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
            box = QRectF(x, 0, width + 2, self.height())
            painter.drawText(box, flags, self._standing_words())
            if self._kind == "link" and self.underMouse():
                painter.drawLine(QLineF(x, middle + 8, x + width, middle + 8))
            x += width + _KEY_GAP
        if self._keys:
            draw_keycaps(
                painter,
                self._theme,
                self._keys,
                x,
                middle,
                _ground(self._kind if self.isEnabled() else "default"),
                muted=not self.isEnabled(),
            )


class IconButton(Button):
    """A square button with only an icon; `name` is what it is called and its tool tip."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        kind: Kind = "ghost",
        size: Measure = "md",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", kind=kind, size=size, icon=icon, parent=parent)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Say otherwise what the button does (its state changed)."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        side = self._theme.px(_HEIGHT[self._size])
        return QSize(side, side)


def _hover_fill(kind: Kind) -> ColorRole | None:
    if kind == "primary":
        return "accent_hover"
    return None if kind == "link" else "hover"


def _ground(kind: Kind) -> Ground:
    if kind == "primary":
        return "accent"
    return "pill" if kind == "pill" else "plain"
