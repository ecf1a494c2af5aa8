"""Choice chips: all the answers in sight, one key or one click each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from ui.kit.flow_layout import FlowLayout
from ui.kit.paint import (
    CENTER,
    begin,
    draw_box,
    draw_icon,
    draw_ring,
    draw_text,
    shows_focus,
    text_width,
)
from ui.kit.roving import RovingKeys
from ui.theme import Theme
from ui.theme.tokens import Border, ColorRole, IconSize, Radius

_HEIGHT = 30
_PAD = 11
_PAD_END = 13
_GAP = 7
_COUNT_HEIGHT = 18


@dataclass(frozen=True)
class Choice:
    """One answer. `key` names it in code; without an icon, a chosen chip shows a check."""

    key: str
    text: str
    icon: str | None = None


class ChoiceChip(QToolButton):
    """A checkable chip. `count` is shown in a small pill behind the words when it is above 0."""

    def __init__(self, theme: Theme, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.choice = choice
        self._count = 0
        self.setText(choice.text)
        self.setAccessibleName(choice.text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.updateGeometry)

    def set_count(self, count: int) -> None:
        """Show how many were given."""
        self._count = count
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = _PAD + _PAD_END + text_width(self._theme.font("med"), self.text())
        if self._icon_name():
            width += self._theme.px(IconSize.SMALL) + _GAP
        if self._count:
            width += self._pill_width() + _GAP
        return QSize(round(width), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme, rect = self._theme, QRectF(self.rect())
        chosen = self.isChecked()
        ground: ColorRole = "hover" if self.underMouse() else "surface"
        if chosen:
            ground = "accent_tint" if theme.edge is None else "accent"
        edge = theme.color("accent" if chosen else "border")
        width = Border.CHOSEN if chosen else Border.HAIRLINE
        draw_box(painter, rect, Radius.FIELD, theme.color(ground), edge, width)
        if shows_focus(self):
            draw_ring(painter, theme, rect, Radius.FIELD)
        self._paint_content(painter, rect)

    def _icon_name(self) -> str | None:
        return self.choice.icon or ("check" if self.isChecked() else None)

    def _pill_width(self) -> float:
        return text_width(self._theme.font("micro"), str(self._count)) + 14

    def _ink(self, idle: ColorRole) -> ColorRole:
        if not self.isEnabled():
            return "disabled"
        if not self.isChecked():
            return idle
        return "accent_text" if self._theme.edge is None else "on_accent"

    def _paint_content(self, painter: QPainter, rect: QRectF) -> None:
        theme, middle = self._theme, rect.center().y()
        x = rect.left() + _PAD
        icon = self._icon_name()
        if icon:
            draw_icon(painter, theme, icon, self._ink("text2"), IconSize.SMALL, x, middle)
            x += theme.px(IconSize.SMALL) + _GAP
        words = QRectF(x, rect.top(), rect.right() - x, rect.height())
        draw_text(painter, words, self.text(), theme.font("med"), theme.color(self._ink("text")))
        if self._count:
            height = theme.px(_COUNT_HEIGHT)
            pill = QRectF(
                rect.right() - _PAD_END - self._pill_width() + 1,
                middle - height / 2,
                self._pill_width(),
                height,
            )
            inverse = theme.edge is not None and self.isChecked()
            draw_box(painter, pill, height / 2, theme.color("on_accent" if inverse else "accent"))
            ink_on = theme.color("accent" if inverse else "on_accent")
            draw_text(painter, pill, str(self._count), theme.font("micro"), ink_on, CENTER)


class ChoiceGroup(QWidget):
    """Chips that answer one question, wrapping into lines.

    With `multiple`, arrows move and Space toggles; otherwise arrows choose and one answer (or
    none, at the start) stands. `changed` is sent after every change by hand or by code.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[Choice],
        *,
        multiple: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._multiple = multiple
        self.setAccessibleName(name)
        flow = FlowLayout(self, gap=7, line_gap=6)
        self.chips = [ChoiceChip(theme, choice, self) for choice in choices]
        for chip in self.chips:
            chip.setAccessibleDescription(name)
            chip.clicked.connect(self._clicked)
            flow.addWidget(chip)
        self._keys = RovingKeys(self, self.chips, choosing=not multiple)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        if self.chips:
            self.setFocusProxy(self.chips[0])

    def value(self) -> str | None:
        """The key of the chosen chip; the first one when several are."""
        return next((chip.choice.key for chip in self.chips if chip.isChecked()), None)

    def values(self) -> tuple[str, ...]:
        """The keys of all chosen chips, in the order of the group."""
        return tuple(chip.choice.key for chip in self.chips if chip.isChecked())

    def choose(self, *keys: str) -> None:
        """Make exactly `keys` the chosen ones."""
        wanted = keys if self._multiple else keys[:1]
        self._check(wanted)

    def _clicked(self) -> None:
        if self._multiple:
            self.changed.emit()
            return
        chip = self.sender()
        if isinstance(chip, ChoiceChip):
            self._check((chip.choice.key,), always=True)

    def _check(self, keys: Iterable[str], *, always: bool = False) -> None:
        wanted = set(keys)
        before = self.values()
        focused = any(chip.hasFocus() for chip in self.chips)
        for place, chip in enumerate(self.chips):
            chip.setChecked(chip.choice.key in wanted)
            if chip.isChecked() and not self._multiple:
                self._keys.rest_on(place)
                self.setFocusProxy(chip)
                if focused and chip.isVisible():  # arrows go on from the answer that stands
                    chip.setFocus()
        if always or before != self.values():
            self.changed.emit()
