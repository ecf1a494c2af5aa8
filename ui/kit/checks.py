"""Check boxes and radio buttons, painted, with an optional note at the right end of the row."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

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
from ui.theme.tokens import ColorRole, Radius, Size

BOX = 17
_GAP = 8
_EDGE = 3  # room for the focus ring around the box


def draw_check_box(
    painter: QPainter, theme: Theme, box: QRectF, *, checked: bool, enabled: bool = True
) -> None:
    """A check box filling `box`; also for delegates."""
    if not checked:
        edge: ColorRole = "control" if enabled else "border"
        outline = theme.color(edge)
        draw_box(painter, box, Radius.CHECK, theme.color("surface"), outline)
        return
    draw_box(painter, box, Radius.CHECK, theme.color("accent" if enabled else "disabled"))
    size = BOX - 4
    left = box.center().x() - theme.px(size) / 2
    draw_icon(painter, theme, "check", "on_accent", size, left, box.center().y())


def draw_radio(
    painter: QPainter, theme: Theme, box: QRectF, *, checked: bool, enabled: bool = True
) -> None:
    """A radio button filling `box`."""
    role: ColorRole = "accent" if checked else "control"
    color = theme.color(role if enabled else "disabled")
    painter.setPen(QPen(color, 1.5 if checked else 1.0))
    painter.setBrush(theme.color("surface"))
    painter.drawEllipse(box.adjusted(0.75, 0.75, -0.75, -0.75))
    if checked:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(QPointF(box.center()), box.width() * 0.235, box.width() * 0.235)


def _hint(button: QAbstractButton, theme: Theme, note: str) -> QSize:
    width = text_width(theme.font("body"), button.text()) + theme.px(BOX) + _GAP + _EDGE
    if note:
        width += text_width(theme.font("caption"), note) + 16
    return QSize(round(width + 1), max(theme.px(Size.TARGET), theme.px(BOX) + 2 * _EDGE))


def _box(button: QAbstractButton, theme: Theme) -> QRectF:
    side = theme.px(BOX)
    return QRectF(_EDGE, round((button.height() - side) / 2), side, side)


def _paint_words(painter: QPainter, button: QAbstractButton, theme: Theme, note: str) -> None:
    role: ColorRole = "text" if button.isEnabled() else "disabled"
    left = _EDGE + theme.px(BOX) + _GAP
    rect = QRectF(left, 0, button.width() - left, button.height())
    if note:
        font = theme.font("caption")
        draw_text(painter, rect.adjusted(0, 0, -2, 0), note, font, theme.color("text3"), RIGHT)
        rect.setRight(rect.right() - text_width(font, note) - 12)
    words = button.text().replace("&", "")
    draw_text(painter, rect, words, theme.font("body"), theme.color(role))


class CheckBox(QCheckBox):
    """Yes or no. `note` stands at the right end of the row ("since Oct 1")."""

    def __init__(
        self, theme: Theme, text: str, *, note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._note = note
        self.setAccessibleName(text)
        self.setAccessibleDescription(note)
        across = QSizePolicy.Policy.Expanding if note else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def set_note(self, note: str) -> None:
        """Change the note."""
        self._note = note
        self.setAccessibleDescription(note)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return _hint(self, self._theme, self._note)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(BOX) + 2 * _EDGE, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        box = _box(self, self._theme)
        checked, enabled = self.isChecked(), self.isEnabled()
        draw_check_box(painter, self._theme, box, checked=checked, enabled=enabled)
        if shows_focus(self):
            ring = box.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)
            draw_ring(painter, self._theme, ring, Radius.CHECK + _EDGE)
        _paint_words(painter, self, self._theme, self._note)


class RadioButton(QRadioButton):
    """One of several; those with the same parent widget exclude each other."""

    def __init__(
        self, theme: Theme, text: str, *, note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._note = note
        self.setAccessibleName(text)
        self.setAccessibleDescription(note)
        across = QSizePolicy.Policy.Expanding if note else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return _hint(self, self._theme, self._note)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(BOX) + 2 * _EDGE, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        box = _box(self, self._theme)
        checked, enabled = self.isChecked(), self.isEnabled()
        draw_radio(painter, self._theme, box, checked=checked, enabled=enabled)
        if shows_focus(self):
            ring = box.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)
            draw_ring(painter, self._theme, ring, ring.width() / 2)
        _paint_words(painter, self, self._theme, self._note)
