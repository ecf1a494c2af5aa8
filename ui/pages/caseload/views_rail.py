"""The rail of views, ready-made and saved, each with how many people stand in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lead_desktop.domain.people.caseload_filter import VIEWS, SavedViewLine
from lead_desktop.domain.people.stage import View
from ui.kit.button import IconButton
from ui.kit.label import Label
from ui.kit.paint import (
    RIGHT,
    begin,
    draw_icon,
    draw_ring,
    draw_text,
    draw_tint,
    shows_focus,
)
from ui.kit.press_button import PressButton
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
    View.TO_FIND: ViewFace("To find", "scan-search"),
}


class ViewsRail(QWidget):
    """One button for each view, ready-made or saved. ↑ and ↓ move, Tab leaves.

    chosen carries the View, saved_chosen a SavedViewLine, removed one that is to go (Delete on
    its button). save_asked: the present filters are to be kept under a name.
    """

    chosen = Signal(object)
    saved_chosen = Signal(object)
    removed = Signal(object)
    save_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Views")
        self._theme = theme
        self._measure()
        theme.changed.connect(self._measure)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 12)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(Label(theme, "Views", "capstrong", "text2"), 1)
        self.save_button = IconButton(theme, "plus", "Save these filters as a view (W)", size="sm")
        self.save_button.clicked.connect(self.save_asked)
        head.addWidget(self.save_button)
        column.addLayout(head)
        column.addSpacing(4)
        self._group = QButtonGroup(self)
        listed = QWidget()
        listed.setProperty("kind", "clear")
        views = QVBoxLayout(listed)
        views.setContentsMargins(0, 0, 0, 0)
        views.setSpacing(2)
        self.buttons: dict[View, ViewButton] = {}
        for view in VIEWS:
            button = ViewButton(theme, FACES[view])
            button.clicked.connect(lambda _=False, wanted=view: self.chosen.emit(wanted))
            self._group.addButton(button)
            views.addWidget(button)
            self.buttons[view] = button
        self._saved_label = Label(theme, "Saved", "capstrong", "text2")
        self._saved_label.setContentsMargins(0, 14, 0, 4)
        views.addWidget(self._saved_label)
        self._saved_label.hide()
        self._saved = QVBoxLayout()
        self._saved.setSpacing(2)
        views.addLayout(self._saved)
        views.addStretch()
        column.addWidget(_scrolling(listed), 1)
        self.saved: dict[UUID, ViewButton] = {}
        self.foot = QVBoxLayout()
        column.addLayout(self.foot)

    def show_counts(self, counts: Mapping[View, int]) -> None:
        """Say how many people stand in each view."""
        for view, button in self.buttons.items():
            button.set_count(counts.get(view, 0))

    def show_saved(self, lines: Sequence[tuple[SavedViewLine, int]]) -> None:
        """List the saved views with how many people stand in each."""
        for button in self.saved.values():
            button.hide()
            self._group.removeButton(button)
            self._saved.removeWidget(button)
            button.deleteLater()
        self.saved = {}
        for line, count in lines:
            icon = "users" if line.shared else "bookmark"
            button = ViewButton(self._theme, ViewFace(line.name, icon))
            button.set_count(count)
            if line.shared:
                button.setToolTip(f"Shared by {line.maker}")
            button.clicked.connect(lambda _=False, wanted=line: self.saved_chosen.emit(wanted))
            button.delete_pressed.connect(lambda gone=line: self.removed.emit(gone))
            self._group.addButton(button)
            self._saved.addWidget(button)
            self.saved[line.id] = button
        self._saved_label.setVisible(bool(lines))

    def _measure(self) -> None:
        self.setFixedWidth(self._theme.px(Size.SUB_RAIL))

    def mark(self, view: View, saved: UUID | None = None) -> None:
        """Let `view`, or the saved view, be the one that is shown."""
        button = self.saved.get(saved) if saved is not None else None
        (button or self.buttons[view]).setChecked(True)


def _scrolling(listed: QWidget) -> QScrollArea:
    """The views, where a low window has no room for them all."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(listed)
    return area


class ViewButton(PressButton):
    """A view with its count. delete_pressed: Delete was pressed on it."""

    delete_pressed = Signal()

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(120, self._theme.px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme, rect = self._theme, QRectF(self.rect())
        chosen = self.isChecked()
        if chosen or self.underMouse():
            ground: ColorRole = "selected" if chosen else "hover"
            draw_tint(painter, theme, rect, Radius.BUTTON, ground)
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
