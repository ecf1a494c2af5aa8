"""Option cards: one of several answers, each with room for a line of explanation."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from ui.kit.avatar import draw_avatar
from ui.kit.paint import (
    RIGHT,
    begin,
    draw_box,
    draw_icon,
    draw_ring,
    draw_text,
    shows_focus,
    text_width,
)
from ui.theme import Theme
from ui.theme.tokens import Border, ColorRole, IconSize, Radius, Size, Tone

_PAD = 14
_AVATAR = 32


@dataclass(frozen=True)
class Option:
    """What an option card shows.

    Either `icon` or `person` (a name and an avatar tone) leads; `note` with `note_icon` in the
    colour `note_ink` stands at the right; `check` shows a tick at the right while chosen.
    """

    title: str
    line: str = ""
    icon: str | None = None
    person: tuple[str, Tone] | None = None
    note: str = ""
    note_icon: str | None = None
    note_ink: ColorRole = "text2"
    check: bool = False


class OptionCard(QRadioButton):
    """A radio button as a card; those with the same parent exclude each other, arrows move."""

    def __init__(self, theme: Theme, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(option.title, parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_option(option)

    def set_option(self, option: Option) -> None:
        """Show other words; the choice stays."""
        self._option = option
        self.setText(option.title)
        self.setAccessibleName(option.title)
        parts = (option.line, option.note)
        self.setAccessibleDescription(". ".join(part for part in parts if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        height = 52 if self._option.line else Size.ROW
        return QSize(240, self._theme.px(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme, rect = self._theme, QRectF(self.rect())
        chosen = self.isChecked()
        ground: ColorRole = "hover" if self.underMouse() and self.isEnabled() else "surface"
        if chosen:
            ground = "accent_tint"
        edge: ColorRole = "accent" if chosen else "border"
        marked = Border.CHOSEN if theme.edge is None else 2 * Border.FOCUS
        width = marked if chosen else Border.HAIRLINE
        draw_box(painter, rect, Radius.OPTION, theme.color(ground), theme.color(edge), width)
        if shows_focus(self):
            draw_ring(painter, theme, rect, Radius.OPTION)
        left = self._paint_lead(painter, rect)
        right = self._paint_note(painter, rect)
        self._paint_words(painter, QRectF(left, 0, right - left, rect.height()))

    def _paint_lead(self, painter: QPainter, rect: QRectF) -> float:
        """Icon or avatar; returns where the words begin."""
        theme, middle = self._theme, rect.center().y()
        if self._option.person is not None:
            name, tone = self._option.person
            on_tint = self.isChecked()
            draw_avatar(painter, theme, name, tone, 13, middle, _AVATAR, on_tint=on_tint)
            return 13.0 + theme.px(_AVATAR) + 12
        if self._option.icon is None:
            return float(_PAD)
        size = IconSize.NAV if not self._option.line else 20
        ink: ColorRole = "accent_text" if self.isChecked() else "text2"
        ink = ink if self.isEnabled() else "disabled"
        draw_icon(painter, theme, self._option.icon, ink, size, _PAD, middle)
        return float(_PAD + theme.px(size) + (10 if not self._option.line else 13))

    def _paint_note(self, painter: QPainter, rect: QRectF) -> float:
        """The note at the right; returns where it begins."""
        theme, option, middle = self._theme, self._option, rect.center().y()
        right = rect.right() - _PAD
        if option.check:
            right -= theme.px(IconSize.DEFAULT)
            if self.isChecked():
                draw_icon(painter, theme, "check", "accent_text", IconSize.DEFAULT, right, middle)
            right -= 14
        if option.note:
            font = theme.font("caption")
            width = text_width(font, option.note)
            box = QRectF(right - width - 1, 0, width + 1, rect.height())
            draw_text(painter, box, option.note, font, theme.color("text2"), RIGHT)
            right -= width + 10
        if option.note_icon:
            size = IconSize.SMALL
            right -= theme.px(size) + 2
            draw_icon(painter, theme, option.note_icon, option.note_ink, size, right, middle)
        return right - 8

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        theme, option = self._theme, self._option
        ink: ColorRole = "text"
        if option.person is None and self.isChecked():
            ink = "accent_text"
        ink = ink if self.isEnabled() else "disabled"
        strong = self.isChecked() or bool(option.line)
        font = theme.font("strong" if strong else "med")
        if not option.line:
            draw_text(painter, rect, option.title, font, theme.color(ink))
            return
        half = theme.px(17)
        top = rect.center().y() - half
        first = QRectF(rect.left(), top, rect.width(), half)
        second = QRectF(rect.left(), top + half - 1, rect.width(), half)
        draw_text(painter, first, option.title, font, theme.color(ink))
        draw_text(painter, second, option.line, theme.font("caption"), theme.color("text2"))
