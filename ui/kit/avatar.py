"""Avatars: initials on one of three calm tones, chosen by the id and never by a status."""

from __future__ import annotations

import zlib
from collections.abc import Hashable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit.paint import CENTER, begin, draw_text, draw_tint
from ui.theme import Theme
from ui.theme.tokens import TONE_TEXT, TONE_TINT, Tone

_TONES: tuple[Tone, ...] = ("accent", "plum", "neutral")
_TEXT_PX = {18: 8, 20: 9, 24: 10, 28: 10, 32: 12, 44: 16, 56: 20}


def initials(name: str) -> str:
    """First letters of the first and last word of `name`, in capitals; "?" when it has none."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def avatar_tone(identity: Hashable) -> Tone:
    """The tone that belongs to `identity`, the same on every machine and at every start."""
    return _TONES[zlib.crc32(str(identity).encode()) % len(_TONES)]


def draw_avatar(
    painter: QPainter,
    theme: Theme,
    name: str,
    tone: Tone,
    x: float,
    middle: float,
    size: int,
    *,
    on_tint: bool = False,
) -> None:
    """The avatar of `name`, `size` px wide, from `x`, centred at the height `middle`.

    on_tint: it stands on a tint of its own kind and takes the surface colour as ground.
    """
    side = theme.px(size)
    box = QRectF(x, round(middle - side / 2), side, side)
    draw_tint(painter, theme, box, side / 2, "surface" if on_tint else TONE_TINT[tone])
    font = theme.font("micro")
    font.setPixelSize(theme.px(_TEXT_PX.get(size, max(8, size * 3 // 8))))
    draw_text(painter, box, initials(name), font, theme.color(TONE_TEXT[tone]), CENTER)


class Avatar(QLabel):
    """An avatar as a widget; its accessible name is the person's name."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        tone: Tone,
        size: int = 28,
        *,
        on_tint: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._on_tint = on_tint
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_person(name, tone)

    def set_person(self, name: str, tone: Tone) -> None:
        """Show another person."""
        self._name = name
        self._tone: Tone = tone
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_avatar(
            begin(self),
            self._theme,
            self._name,
            self._tone,
            0,
            self.height() / 2,
            self._size,
            on_tint=self._on_tint,
        )
