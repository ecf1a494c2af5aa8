"""Qt's palette from the tokens: every role, so that no stock widget falls back to a system grey."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor, QPalette

from ui.theme.tokens import ColorRole

_ROLES: dict[QPalette.ColorRole, ColorRole] = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "subtle",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "inverse",
    QPalette.ColorRole.ToolTipBase: "pill",
    QPalette.ColorRole.ToolTipText: "on_pill",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.LinkVisited: "plum_text",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "subtle",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "control",
    QPalette.ColorRole.Shadow: "backdrop",
}

_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.PlaceholderText,
)


def make_palette(color: Callable[[ColorRole], QColor]) -> QPalette:
    """A palette with every role set for every group; `color` looks a token up."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, color(name))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, color("disabled"))
    palette.setColor(
        QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, color("neutral_tint")
    )
    palette.setColor(
        QPalette.ColorGroup.Disabled, QPalette.ColorRole.HighlightedText, color("disabled")
    )
    return palette
