"""Cards that are ticked: something of the participant's that a contact touched or settled."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.checks import BOX, draw_check_box
from ui.kit.dots import Dot, draw_dot
from ui.kit.label import Label
from ui.kit.paint import RIGHT, begin, draw_box, draw_icon, draw_ring, draw_text, shows_focus
from ui.kit.paint import text_width as width_of
from ui.pages.quick_log.parts import tab_through
from ui.theme import Theme
from ui.theme.tokens import Border, ColorRole, IconSize, Radius, Size

_PAD = 10


class CheckCard(QCheckBox):
    """title at the left, `standing` at the right; `told` beside it once it is ticked."""

    def __init__(
        self,
        theme: Theme,
        key: UUID,
        title: str,
        standing: str,
        told: str,
        *,
        dot: Dot | None = None,
    ) -> None:
        super().__init__(title)
        self._theme = theme
        self.key = key
        self._standing, self._told, self._dot = standing, told, dot
        self.follower: QWidget | None = None
        self.setAccessibleDescription(standing)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, self._theme.px(Size.ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def follow_with(self, widget: QWidget) -> None:
        """Show `widget` below the card while it is ticked."""
        self.follower = widget
        self.toggled.connect(widget.setVisible)

    def say(self, standing: str) -> None:
        """Change the words at the right."""
        self._standing = standing
        self.setAccessibleDescription(standing)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme, rect, chosen = self._theme, QRectF(self.rect()), self.isChecked()
        ground: ColorRole = "hover" if self.underMouse() else "surface"
        fill = theme.color("accent_tint" if chosen else ground)
        edge = theme.color("accent" if chosen else "border")
        width = Border.CHOSEN if chosen else Border.HAIRLINE
        draw_box(painter, rect, Radius.FIELD, fill, edge, width)
        if shows_focus(self):
            draw_ring(painter, theme, rect, Radius.FIELD)
        side, middle = theme.px(BOX), rect.center().y()
        draw_check_box(painter, theme, QRectF(_PAD, middle - side / 2, side, side), checked=chosen)
        left = _PAD + side + 14
        if self._dot is not None:
            draw_dot(painter, theme, self._dot, left, middle)
            left += 13
        right = self._paint_standing(painter, rect)
        words = QRectF(left, 0, right - left - 12, rect.height())
        draw_text(painter, words, self.text(), theme.font("med"), theme.color("text"))

    def _paint_standing(self, painter: QPainter, rect: QRectF) -> float:
        """The words at the right; returns where they begin."""
        theme, right = self._theme, rect.right() - 13
        small, strong = theme.font("caption"), theme.font("capmed")
        if self.isChecked():
            width = width_of(strong, self._told)
            box = QRectF(right - width - 10, 0, width + 1, rect.height())
            draw_text(painter, box, self._told, strong, theme.color("accent_text"), RIGHT)
            right = box.left() - theme.px(IconSize.INLINE) - 5
            middle = rect.center().y()
            draw_icon(painter, theme, "check", "accent_text", IconSize.INLINE, right, middle)
            right -= 14
        width = width_of(small, self._standing) + 1
        box = QRectF(right - width, 0, width, rect.height())
        draw_text(painter, box, self._standing, small, theme.color("text3"), RIGHT)
        return box.left()


Section = tuple[str, Sequence[CheckCard]]
"""The cards of one person, under their name; an empty one where it goes without saying."""


class CheckCards(QWidget):
    """Cards under each other; `changed` when a tick was set or taken.

    after: the widget that Tab leaves for the first of them.
    """

    changed = Signal()

    def __init__(self, theme: Theme, name: str, after: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._after = after
        self.checks: list[CheckCard] = []
        self.headings: list[Label] = []
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._empty = Label(theme, "", "caption", "text3")
        self._column.addWidget(self._empty)

    @property
    def last(self) -> QWidget:
        """What Tab leaves last here: the widget that it came from while there are no cards."""
        return self._widgets()[-1] if self.checks else self._after

    def chosen(self) -> tuple[UUID, ...]:
        """Keys of the ticked cards."""
        return tuple(check.key for check in self.checks if check.isChecked())

    def show_chosen(self, chosen: tuple[UUID, ...]) -> None:
        """Tick exactly these."""
        for check in self.checks:
            check.setChecked(check.key in chosen)

    def _widgets(self) -> list[QWidget]:
        """The cards with what follows each, in the order of Tab."""
        return [
            widget
            for check in self.checks
            for widget in (check, check.follower)
            if widget is not None
        ]

    def _show_cards(self, sections: Sequence[Section], nothing: str) -> None:
        """Show cards under the name of whose they are; without names where there is one person."""
        for gone in (*self._widgets(), *self.headings):
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        filled = [(name, cards) for name, cards in sections if cards]
        self.headings = []
        self.checks = [check for _, cards in filled for check in cards]
        for name, cards in filled:
            if name:
                heading = Label(self._theme, name, "capmed", "text2")
                self.headings.append(heading)
                self._column.addWidget(heading)
                heading.show()
            for check in cards:
                self._add(check)
        tab_through(self._after, *self._widgets())
        self._empty.setText(nothing)
        self._empty.setVisible(not self.checks)

    def _add(self, check: CheckCard) -> None:
        check.toggled.connect(self.changed)
        self._column.addWidget(check)
        check.show()  # at once: a layout shows late comers only with the next event
        if check.follower is not None:
            self._column.addWidget(check.follower)
            check.follower.hide()
