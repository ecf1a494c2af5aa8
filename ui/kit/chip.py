"""Chips: a state in a word, with an icon, on a calm tint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit.paint import begin, draw_box, draw_icon, draw_ring, draw_text, shows_focus, text_width
from ui.kit.press_button import PressButton
from ui.theme import Theme
from ui.theme.tokens import TONE_TEXT, TONE_TINT, ColorRole, IconSize, Size, Tone

ChipTone = Tone | Literal["outline"]

_PAD = 8
_ICON_PAD = 7  # an icon carries some air of its own
_ICON_GAP = 4
_CLOSE = 12
_HEIGHT = {"sm": Size.CHIP_SMALL, "md": Size.CHIP, "lg": 26}


@dataclass(frozen=True)
class Chip:
    """What a chip shows; the sizes are 20, 22 and 26 px high.

    The tone `outline` has no tint; `ink` may then colour icon and word.
    """

    text: str
    tone: ChipTone = "neutral"
    icon: str | None = None
    size: Literal["sm", "md", "lg"] = "md"
    removable: bool = False
    ink: ColorRole | None = None


def chip_height(theme: Theme, chip: Chip) -> int:
    """Height in px."""
    return theme.px(_HEIGHT[chip.size])


def chip_width(theme: Theme, chip: Chip) -> float:
    """Width in px of the whole chip."""
    width = 2.0 * _PAD + text_width(theme.font("capmed"), chip.text)
    if chip.icon:
        width += theme.px(IconSize.INLINE) + _ICON_GAP + _ICON_PAD - _PAD
    if chip.removable:
        width += theme.px(_CLOSE) + _ICON_GAP
    return width + 0.5


def draw_chip(
    painter: QPainter,
    theme: Theme,
    chip: Chip,
    x: float,
    middle: float,
    *,
    on_selected: bool = False,
    limit: float | None = None,
) -> float:
    """Draw `chip` from `x`, centred at the height `middle`; returns the width it took.

    on_selected: the chip stands on a selected row, where its fill is the surface colour.
    limit: the most it may take in px; the word is cut with an ellipsis beyond it.
    """
    width = chip_width(theme, chip)
    if limit is not None:
        width = min(width, limit)
    height = chip_height(theme, chip)
    box = QRectF(x, round(middle - height / 2), width, height)
    ink = chip_ink(chip)
    fill, outline = _ground(theme, chip, on_selected)
    draw_box(painter, box, height / 2, fill, outline)
    left, right = box.left() + _PAD, box.right() - _PAD
    if chip.icon:
        left += _ICON_PAD - _PAD
        draw_icon(painter, theme, chip.icon, ink, IconSize.INLINE, left, middle)
        left += theme.px(IconSize.INLINE) + _ICON_GAP
    if chip.removable:
        right -= theme.px(_CLOSE)
        draw_icon(painter, theme, "x", ink, _CLOSE, right + 1, middle)
        right -= _ICON_GAP
    words = QRectF(left, box.top(), right - left + 0.5, box.height())
    draw_text(painter, words, chip.text, theme.font("capmed"), theme.color(ink))
    return width


def chip_ink(chip: Chip) -> ColorRole:
    """The colour role of the chip's word and icon."""
    if chip.ink:
        return chip.ink
    return "text2" if chip.tone == "outline" else TONE_TEXT[chip.tone]


def _ground(theme: Theme, chip: Chip, on_selected: bool) -> tuple[QColor, QColor | None]:
    if chip.tone == "outline":
        return theme.color("surface"), theme.color("border")
    edge = theme.edge
    if chip.tone == "neutral" and theme.is_dark and not on_selected:
        edge = theme.color("border")  # the quiet tint is next to nothing on a dark sheet
    return theme.color("surface" if on_selected else TONE_TINT[chip.tone]), edge


class ChipLabel(QLabel):
    """A chip as a widget: read, not pressed."""

    def __init__(self, theme: Theme, chip: Chip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_chip(chip)

    def set_chip(self, chip: Chip) -> None:
        """Show another state."""
        self._chip = chip
        self.setText(chip.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = chip_width(self._theme, self._chip)
        return QSize(int(width + 0.999), chip_height(self._theme, self._chip))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_chip(begin(self), self._theme, self._chip, 0, self.height() / 2, limit=self.width())


class ChipButton(PressButton):
    """A chip that can be pressed."""

    def __init__(self, theme: Theme, chip: Chip, parent: QWidget | None = None) -> None:
        super().__init__(chip.text, parent)
        self._theme = theme
        self._chip = chip
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        height = max(chip_height(self._theme, self._chip), Size.TARGET)
        return QSize(int(chip_width(self._theme, self._chip) + 0.999), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        middle = self.height() / 2
        draw_chip(painter, self._theme, self._chip, 0, middle, limit=self.width())
        if shows_focus(self):
            height = chip_height(self._theme, self._chip)
            box = QRectF(0, middle - height / 2, self.width(), height)
            draw_ring(painter, self._theme, box, height / 2)


class RemovableChip(ChipButton):
    """A chip that stands for something chosen, such as a filter; pressing it takes it away."""

    removed = Signal()

    def __init__(self, theme: Theme, chip: Chip, parent: QWidget | None = None) -> None:
        super().__init__(theme, chip, parent)
        self.setAccessibleName(f"Remove {chip.text}")
        self.clicked.connect(self.removed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.removed.emit()
            return
        super().keyPressEvent(event)
