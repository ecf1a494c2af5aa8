"""High contrast: the colours that the system says, without tints; outlines and words carry.

Somebody who asks the system for high contrast has chosen these colours to be able to read. The
program's own tones give way to them, and what was told apart by a tint has an outline instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.tokens import LIGHT, ColorRole

_READABLE, _SEEN = 4.5, 3.0


@dataclass(frozen=True)
class SystemColors:
    """What a high-contrast theme says, as sRGB hex strings."""

    ground: str
    text: str
    disabled: str
    chosen: str
    on_chosen: str
    link: str


BLACK_ON_WHITE = SystemColors("#FFFFFF", "#000000", "#545454", "#00507A", "#FFFFFF", "#00009F")
WHITE_ON_BLACK = SystemColors("#000000", "#FFFFFF", "#B4B4B4", "#1AEBFF", "#000000", "#FFFF00")
"""For who chooses high contrast where the system offers no colours for it."""

_ROLES: Mapping[str, QPalette.ColorRole] = {
    "ground": QPalette.ColorRole.Window,
    "text": QPalette.ColorRole.WindowText,
    "chosen": QPalette.ColorRole.Highlight,
    "on_chosen": QPalette.ColorRole.HighlightedText,
    "link": QPalette.ColorRole.Link,
}
_GROUNDS: tuple[ColorRole, ...] = (
    "window", "sidebar", "surface", "subtle", "raised", "hover", "selected", "inverse", "on_pill",
    "accent_tint", "plum_tint", "success_tint", "warn_tint", "danger_tint", "info_tint",
    "neutral_tint",
)  # fmt: skip
_FILLS: tuple[ColorRole, ...] = ("accent", "accent_hover", "focus")


def luminance(color: str) -> float:
    """Relative luminance of a hex colour, WCAG 2.2."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast ratio of two hex colours, WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def contrast_table(system: SystemColors) -> dict[ColorRole, str]:
    """A colour for every role out of the system's few. One that could not be seen on the ground
    gives way to the text's; no theme is trusted to have tried our combinations."""
    ground, text = system.ground, system.text
    if ratio(text, ground) < _READABLE:
        text = "#000000" if luminance(ground) > 0.18 else "#FFFFFF"
    chosen, on_chosen = system.chosen, system.on_chosen
    if ratio(chosen, ground) < _SEEN or ratio(on_chosen, chosen) < _READABLE:
        chosen, on_chosen = text, ground
    table: dict[ColorRole, str] = dict.fromkeys(LIGHT, text)
    table |= dict.fromkeys(_GROUNDS, ground)
    table |= dict.fromkeys(_FILLS, chosen)
    table["on_accent"] = on_chosen
    table["backdrop"] = "#000000"
    table["accent_text"] = system.link if ratio(system.link, ground) >= _READABLE else text
    table["plum"] = table["accent_text"]
    table["disabled"] = system.disabled if ratio(system.disabled, ground) >= _SEEN else text
    table["accent_line"] = table["disabled"]  # the second of a chart's fills; each has its words
    return table


def system_wants_contrast() -> bool:
    """Whether the system is set to high contrast now."""
    hints = QGuiApplication.styleHints()  # held: PySide drops the hints of a parent that is gone
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def system_colors() -> SystemColors:
    """The system's own colours, also after the application has been dressed in ours."""
    own = QPalette(QApplication.palette())
    QApplication.setPalette(QPalette())  # an empty one lets the system's through
    system = QPalette(QApplication.palette())
    QApplication.setPalette(own)
    said = {name: system.color(role).name().upper() for name, role in _ROLES.items()}
    off = system.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    return SystemColors(**said, disabled=off.name().upper())
