"""Time since something, against what was agreed: an icon, a tone and a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.kit.paint import draw_icon, draw_text, text_width
from ui.theme import Theme
from ui.theme.tokens import ColorRole, TypeRole

Urgency = Literal["calm", "warn", "danger", "never"]

_ICON = 14
_GAP = 5
_FACE: dict[Urgency, tuple[str | None, ColorRole, TypeRole]] = {
    "calm": (None, "text2", "body"),
    "warn": ("clock-alert", "warn_text", "strong"),
    "danger": ("clock-alert", "danger_text", "strong"),
    "never": ("minus", "text3", "body"),
}


@dataclass(frozen=True)
class RelativeTime:
    """What the cell says ("19 d") and how pressing it is."""

    text: str
    urgency: Urgency = "calm"


def relative_time_width(theme: Theme, time: RelativeTime) -> float:
    """Width in px that draw_relative_time takes."""
    icon, _, font = _FACE[time.urgency]
    width = text_width(theme.font(font), time.text)
    return width + (theme.px(_ICON) + _GAP if icon else 0)


def draw_relative_time(painter: QPainter, theme: Theme, time: RelativeTime, rect: QRectF) -> None:
    """Draw at the left of `rect`, centred in its height."""
    icon, role, font = _FACE[time.urgency]
    left = rect.left()
    if icon:
        draw_icon(painter, theme, icon, role, _ICON, left, rect.center().y())
        left += theme.px(_ICON) + _GAP
    words = QRectF(left, rect.top(), rect.right() - left, rect.height())
    draw_text(painter, words, time.text, theme.font(font), theme.color(role))
