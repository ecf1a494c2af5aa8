"""Typefaces: Inter Case for the interface, and a fallback for every script that a name may use.

The five weights of Inter Case are needed for the first picture on the screen. The fallback files
are ten times as large; they are registered after it (`register_fallback_fonts`).
"""

from __future__ import annotations

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase

from lead_desktop.base.errors import LeadError
from lead_desktop.base.resources import resource
from ui.theme.tokens import FAMILY, TYPE, TypeRole

FAMILIES = [
    FAMILY,
    "Noto Sans",
    # Named because a system font would win for these scripts and pictures would differ by machine.
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Georgian",
    "Noto Sans Armenian",
]
_FACES = ("Regular", "Medium", "SemiBold", "Bold", "Italic")


class FontMissing(LeadError):
    """A typeface that is shipped with the program cannot be loaded."""


def register_fonts() -> None:
    """Make Inter Case known to Qt. Raises FontMissing when a file is gone or damaged."""
    # Qt warns once per font and script it has no shaping table for; true, and of no use to anyone.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    if QFontDatabase.hasFamily(FAMILY):
        return
    for face in _FACES:
        _register("fonts", f"InterCase-{face}.ttf")


def register_fallback_fonts() -> None:
    """Make the fonts for all other scripts known to Qt; takes a moment, so after first paint."""
    if QFontDatabase.hasFamily("Noto Sans Khmer"):
        return
    for file in sorted(resource("fonts", "fallback").glob("*.ttf")):
        _register("fonts", "fallback", file.name)


def make_font(role: TypeRole, text_percent: int = 100) -> QFont:
    """The font of one step of the type scale at a text size of `text_percent`."""
    style = TYPE[role]
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(round(style.px * text_percent / 100))
    font.setWeight(QFont.Weight(style.weight))
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.spacing * text_percent / 100)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _register(*parts: str) -> None:
    if QFontDatabase.addApplicationFont(str(resource(*parts))) < 0:
        raise FontMissing(
            f"The typeface {parts[-1]} cannot be loaded.", remedy="Install the program again."
        )
