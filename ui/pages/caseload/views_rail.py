"""The rail of ready-made views, each with how many people stand in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from lead_desktop.domain.stage import View
from ui.kit.label import Label
from ui.kit.paint import RIGHT, begin, draw_box, draw_icon, draw_ring, draw_text, shows_focus
from ui.models.caseload_filter import VIEWS
from ui.theme import Theme
from ui.theme.tokens import ColorRole, IconSize, Radius, Size

_ROW = 30


@dataclass(frozen=True)
class ViewFace:
    """Words and icon of a view; `alarm` colours a count that is not zero."""

    title: str
    icon: str
    alarm: ColorRole | None = None


FACES: Final[Mapping[View, ViewFace]] = {
    View.MINE: ViewFace("My caseload", "user"),
    View.TEAM: ViewFace("Team", "users"),
    View.PAST_CADENCE: ViewFace("Past cadence", "clock-alert", "danger_text"),
    View.NEW: ViewFace("New", "sparkle"),
    View.AWAY: ViewFace("In jail or hospital", "hospital"),
    View.UNASSIGNED: ViewFace("Unassigned", "user-x", "warn_text"),
    View.CLOSED: ViewFace("Closed", "archive"),
}


class ViewsRail(QWidget):
    """One button for each view; `chosen` carries the View. ↑ and ↓ move, Tab leaves."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Views")
        self._theme = theme
        self._measure()
        theme.changed.connect(self._measure)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 16, 10, 12)
        column.setSpacing(2)
        title = Label(theme, "Views", "capstrong", "text2")
        column.addWidget(title)
        column.addSpacing(4)
        group = QButtonGroup(self)
        self.buttons: dict[View, _ViewButton] = {}
        for view in VIEWS:
            button = _ViewButton(theme, FACES[view])
            button.clicked.connect(lambda _=False, wanted=view: self.chosen.emit(wanted))
            group.addButton(button)
            column.addWidget(button)
            self.buttons[view] = button
        column.addStretch()

    def show_counts(self, counts: Mapping[View, int]) -> None:
        """Say how many people stand in each view."""
        for view, button in self.buttons.items():
            button.set_count(counts.get(view, 0))

    def _measure(self) -> None:
        self.setFixedWidth(self._theme.px(Size.SUB_RAIL))

    def mark(self, view: View) -> None:
        """Let `view` be the one that is shown."""
        self.buttons[view].setChecked(True)


class _ViewButton(QPushButton):
    def __init__(self, theme: Theme, face: ViewFace) -> None:
        super().__init__(face.title)
        self._theme = theme
        self._face = face
        self._count: int | None = None
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(f"{self._face.title}, {count}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self._theme.px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme, rect = self._theme, QRectF(self.rect())
        chosen = self.isChecked()
        if chosen or self.underMouse():
            ground = theme.color("selected" if chosen else "hover")
            draw_box(painter, rect, Radius.BUTTON, ground)
        if shows_focus(self):
            draw_ring(painter, theme, rect, Radius.BUTTON)
        ink: ColorRole = "accent_text" if chosen else "text"
        icon: ColorRole = "accent_text" if chosen else "text2"
        middle = rect.center().y()
        draw_icon(painter, theme, self._face.icon, icon, IconSize.SMALL, 9, middle)
        x = 9 + theme.px(IconSize.SMALL) + 9
        words = QRectF(x, 0, rect.width() - x - 30, rect.height())
        font = theme.font("strong" if chosen else "body")
        draw_text(painter, words, self._face.title, font, theme.color(ink))
        if self._count is not None:
            alarm = self._face.alarm if self._count else None
            figure: ColorRole = alarm or ("accent_text" if chosen else "text2")
            place = rect.adjusted(0, 0, -9, 0)
            font = theme.font("capmed" if alarm else "caption")
            draw_text(painter, place, str(self._count), font, theme.color(figure), RIGHT)
