"""The participant's open linkages, to tick those that were talked about."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from lead_desktop.domain.linkage import RUNGS, Column, is_open
from lead_desktop.domain.participant import LinkageLine
from ui.kit.checks import BOX, draw_check_box
from ui.kit.dots import Dot, draw_dot
from ui.kit.label import Label
from ui.kit.paint import RIGHT, begin, draw_box, draw_icon, draw_ring, draw_text, shows_focus
from ui.kit.paint import text_width as width_of
from ui.models.looks import dot_of
from ui.pages.quick_log.parts import tab_through
from ui.theme import Theme
from ui.theme.tokens import Border, ColorRole, IconSize, Radius, Size

_PAD = 10
_TOUCHED = "Note added"


def standing_words(line: LinkageLine) -> str:
    """Where a linkage stands: "Referred", "Identified, no provider yet"."""
    column = RUNGS[line.status].column
    if column is Column.IDENTIFIED and line.organization is None and line.service is None:
        return f"{column.value}, no provider yet"
    return column.value


class LinkageCheck(QCheckBox):
    """One linkage as a card that can be ticked."""

    def __init__(self, theme: Theme, line: LinkageLine) -> None:
        super().__init__(line.title)
        self._theme = theme
        self.line = line
        self._words = standing_words(line)
        self.setObjectName(f"linkage.{line.id}")
        self.setAccessibleName(f"Linkage touched: {line.title}")
        self.setAccessibleDescription(self._words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, self._theme.px(Size.ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

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
        draw_dot(painter, theme, Dot(dot_of(self.line.status)), left, middle)
        right = self._paint_standing(painter, rect)
        words = QRectF(left + 13, 0, right - left - 25, rect.height())
        draw_text(painter, words, self.line.title, theme.font("med"), theme.color("text"))

    def _paint_standing(self, painter: QPainter, rect: QRectF) -> float:
        """The words at the right; returns where they begin."""
        theme, right = self._theme, rect.right() - 13
        small, strong = theme.font("caption"), theme.font("capmed")
        if self.isChecked():
            width = width_of(strong, _TOUCHED)
            box = QRectF(right - width - 10, 0, width + 1, rect.height())
            draw_text(painter, box, _TOUCHED, strong, theme.color("accent_text"), RIGHT)
            right = box.left() - theme.px(IconSize.INLINE) - 5
            middle = rect.center().y()
            draw_icon(painter, theme, "check", "accent_text", IconSize.INLINE, right, middle)
            right -= 14
        width = width_of(small, self._words) + 1
        box = QRectF(right - width, 0, width, rect.height())
        draw_text(painter, box, self._words, small, theme.color("text3"), RIGHT)
        return box.left()


class LinkageChecks(QWidget):
    """The open linkages of whoever is chosen; `changed` when a tick was set or taken.

    after: the widget that Tab leaves for the first of them.
    """

    changed = Signal()

    def __init__(self, theme: Theme, after: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._after = after
        self.checks: list[LinkageCheck] = []
        self.setAccessibleName("Linkages touched")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._empty = Label(theme, "", "caption", "text3")
        self._column.addWidget(self._empty)
        self.show_lines(None)

    def show_lines(self, lines: tuple[LinkageLine, ...] | None) -> None:
        """The participant's linkages, those that have ended left out; None: nobody is chosen."""
        for check in self.checks:
            self._column.removeWidget(check)
            check.hide()
            check.deleteLater()
        self.checks = [LinkageCheck(self._theme, one) for one in lines or () if is_open(one.status)]
        for check in self.checks:
            check.toggled.connect(self.changed)
            self._column.addWidget(check)
            check.show()  # at once: a layout shows late comers only with the next event
        tab_through(self._after, *self.checks)
        words = "Choose a participant to see theirs" if lines is None else "No open linkages"
        self._empty.setText(words)
        self._empty.setVisible(not self.checks)

    def chosen(self) -> tuple[UUID, ...]:
        """Ids of the ticked linkages."""
        return tuple(check.line.id for check in self.checks if check.isChecked())

    def show_chosen(self, chosen: tuple[UUID, ...]) -> None:
        """Tick exactly these."""
        for check in self.checks:
            check.setChecked(check.line.id in chosen)
