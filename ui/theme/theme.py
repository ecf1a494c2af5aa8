"""The look in force, handed to everything that draws.

A Theme is made once by whoever starts the program and passed to each widget. Widgets ask it for
colours, fonts and icons while they paint, so a switch of scheme or text size needs no rebuilding.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from lead_desktop.base.preferences import Preferences
from ui.theme.contrast import (
    BLACK_ON_WHITE,
    WHITE_ON_BLACK,
    SystemColors,
    contrast_table,
    luminance,
    system_colors,
    system_wants_contrast,
)
from ui.theme.fonts import make_font, register_fonts
from ui.theme.icons import IconSet
from ui.theme.palette import make_palette
from ui.theme.stylesheet import make_stylesheet
from ui.theme.tokens import COLORS, MOTION_MS, TYPE, ColorRole, Motion, Scheme, TypeRole


@dataclass(frozen=True)
class Look:
    """What a person may choose: scheme, text size in per cent, whether things slide, and the
    colours of high contrast, which then stand for those of the scheme."""

    scheme: Scheme = Scheme.LIGHT
    text_percent: int = 100
    reduced_motion: bool = False
    contrast: SystemColors | None = None


def look_of(preferences: Preferences) -> Look:
    """The look that a person chose; "system" is what the desktop says now, high contrast too."""
    wish = preferences.scheme
    dark = wish == "dark"
    if wish in ("system", "contrast"):
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    contrast = None
    if wish in ("system", "contrast") and system_wants_contrast():
        contrast = system_colors()
    elif wish == "contrast":
        contrast = WHITE_ON_BLACK if dark else BLACK_ON_WHITE
    scheme = Scheme.DARK if dark else Scheme.LIGHT
    return Look(scheme, preferences.text_percent, preferences.reduced_motion, contrast)


class Theme(QObject):
    """Colours, fonts, lengths and icons of the current look.

    `changed` is sent after a switch, once the application's palette and stylesheet are in place.
    """

    changed = Signal()

    def __init__(self, look: Look | None = None) -> None:
        super().__init__()
        self._look = look or Look()
        self._icons = IconSet()
        self._colors: dict[ColorRole, QColor] = {}
        self._fonts: dict[TypeRole, QFont] = {}
        self._edge: QColor | None = None
        self._fill()

    @property
    def look(self) -> Look:
        """The choices in force."""
        return self._look

    @property
    def is_dark(self) -> bool:
        """Whether the ground is dark."""
        if self._look.contrast is not None:
            return luminance(self._look.contrast.ground) < 0.18
        return self._look.scheme is Scheme.DARK

    @property
    def edge(self) -> QColor | None:
        """The outline of what otherwise only a tint tells apart: none but in high contrast."""
        return self._edge

    def switch(self, look: Look) -> None:
        """Change to `look`; everything on screen follows."""
        if look == self._look:
            return
        self._look = look
        self._fill()
        self.changed.emit()

    def color(self, role: ColorRole) -> QColor:
        """The colour of `role`. A shared value: copy before changing it."""
        return self._colors[role]

    def font(self, role: TypeRole) -> QFont:
        """The font of one step of the type scale, the caller's own."""
        return QFont(self._fonts[role])

    def line_height(self, role: TypeRole) -> int:
        """Line height of `role` in px at the current text size."""
        return self.px(TYPE[role].line)

    def px(self, length: int) -> int:
        """A row or control height in px at the current text size."""
        return round(length * self._look.text_percent / 100)

    def pixmap(self, name: str, role: ColorRole, size: int, ratio: float = 1.0) -> QPixmap:
        """The icon `name` in the colour of `role`, `size` px at 100 % text size."""
        return self._icons.pixmap(name, self.color(role), self.px(size), ratio)

    def icon(self, name: str, role: ColorRole, size: int) -> QIcon:
        """The icon as a QIcon, for menus and other stock parts; grey when disabled."""
        icon = QIcon()
        for ratio in (1.0, 2.0):
            icon.addPixmap(self.pixmap(name, role, size, ratio))
            icon.addPixmap(self.pixmap(name, "disabled", size, ratio), QIcon.Mode.Disabled)
        return icon

    def mark(self, size: int, ratio: float = 1.0) -> QPixmap:
        """The program's own mark, `size` px at every text size."""
        return self._icons.mark(self.color("accent"), self.color("on_accent"), size, ratio)

    def window_icon(self) -> QIcon:
        """The mark in the sizes that desktops ask for, always in the light scheme's colours."""
        ground, glyph = (QColor(COLORS[Scheme.LIGHT][r]) for r in ("accent", "on_accent"))
        icon = QIcon()
        for size in (16, 24, 32, 48, 64, 128, 256):
            icon.addPixmap(self._icons.mark(ground, glyph, size, 1.0))
        return icon

    def duration(self, motion: Motion) -> int:
        """How long a movement takes in ms; 0 when reduced motion is chosen."""
        return 0 if self._look.reduced_motion else MOTION_MS[motion]

    def _fill(self) -> None:
        contrast = self._look.contrast
        table = COLORS[self._look.scheme] if contrast is None else contrast_table(contrast)
        self._edge = None if contrast is None else QColor(table["control"])
        self._colors = {role: QColor(value) for role, value in table.items()}
        self._fonts = {role: make_font(role, self._look.text_percent) for role in TYPE}


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dress the whole application in `theme`, now and after each switch. Call before any window."""
    register_fonts()
    app.setStyle("Fusion")

    def dress() -> None:
        app.setFont(theme.font("body"))
        app.setPalette(make_palette(theme.color))
        contrast = theme.look.contrast is not None
        app.setStyleSheet(make_stylesheet(theme.color, theme.px, contrast=contrast))

    dress()
    theme.changed.connect(dress)
