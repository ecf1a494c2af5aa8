"""What can be done with the current row of Today: one table for keys, buttons and hints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lead_desktop.domain.codes import TaskKind
from lead_desktop.domain.trust.roles import Act
from lead_desktop.domain.worklist.work_arranging import Aside, AsideKind
from lead_desktop.domain.worklist.work_item import REACHING, SAFETY_KINDS
from ui.kit.button import Button
from ui.kit.list_view import ListView
from ui.models.worklist import Entry, item_of
from ui.theme import Theme


class RowAct(StrEnum):
    """One act upon a row."""

    LOG = "log"
    TEXT = "text"
    CALL = "call"
    SNOOZE = "snooze"
    DONE = "done"
    HAND_OVER = "hand_over"
    EDIT = "edit"
    BACK = "back"
    SIGN = "sign"
    RENEW = "renew"
    ASSIGN = "assign"
    OUTCOME = "outcome"
    OPEN = "open"


@dataclass(frozen=True)
class ActFace:
    """Words, icon and key of an act."""

    text: str
    icon: str
    key: str


FACES: Final[Mapping[RowAct, ActFace]] = {
    RowAct.LOG: ActFace("Log", "message-square-plus", "L"),
    RowAct.TEXT: ActFace("Text", "message-circle", "T"),
    RowAct.CALL: ActFace("Call", "phone", "C"),
    RowAct.SNOOZE: ActFace("Snooze", "bell-off", "S"),
    RowAct.DONE: ActFace("Done", "check", "D"),
    RowAct.HAND_OVER: ActFace("Hand over", "handshake", "H"),
    RowAct.EDIT: ActFace("Change", "pencil", "E"),
    RowAct.BACK: ActFace("Take back", "undo-2", "B"),
    RowAct.SIGN: ActFace("Sign", "pen-line", "G G"),
    RowAct.RENEW: ActFace("Renew", "file-clock", "R"),
    RowAct.ASSIGN: ActFace("Assign", "user-plus", "A"),
    RowAct.OUTCOME: ActFace("Outcome", "calendar-check", "O"),
    RowAct.OPEN: ActFace("Open", "arrow-up-right", "Enter"),
}
BY_KEY: Final[Mapping[Qt.Key, RowAct]] = {
    Qt.Key.Key_L: RowAct.LOG,
    Qt.Key.Key_T: RowAct.TEXT,
    Qt.Key.Key_C: RowAct.CALL,
    Qt.Key.Key_S: RowAct.SNOOZE,
    Qt.Key.Key_D: RowAct.DONE,
    Qt.Key.Key_H: RowAct.HAND_OVER,
    Qt.Key.Key_E: RowAct.EDIT,
    Qt.Key.Key_B: RowAct.BACK,
    Qt.Key.Key_R: RowAct.RENEW,
    Qt.Key.Key_A: RowAct.ASSIGN,
    Qt.Key.Key_O: RowAct.OUTCOME,
}
_NEEDS: Final[Mapping[RowAct, Act | None]] = {
    **dict.fromkeys(RowAct, Act.LOG_CONTACT),
    RowAct.OPEN: None,
    RowAct.SIGN: Act.SIGN_OWN,
    RowAct.RENEW: Act.RECORD_CONSENT,
    RowAct.ASSIGN: Act.TRANSFER_OWN,
    RowAct.OUTCOME: Act.EDIT_PLAN,
}
"""What the worker's role must allow for an act to be offered."""


def acts_on(entry: Entry | None, may: Callable[[Act], bool]) -> tuple[RowAct, ...]:
    """What somebody can do with a row, the most likely first; the first ones become buttons."""
    item = item_of(entry)
    if item is None:
        return ()
    if isinstance(entry, Aside):
        taken_back = entry.kind in (AsideKind.SNOOZED, AsideKind.HANDED)
        wanted: tuple[RowAct, ...] = (
            (RowAct.BACK, RowAct.LOG, RowAct.OPEN) if taken_back else (RowAct.LOG, RowAct.OPEN)
        )
    elif item.kind is TaskKind.FIRST_OUTREACH:
        wanted = (RowAct.LOG, RowAct.ASSIGN, RowAct.SNOOZE, RowAct.TEXT, RowAct.CALL)
        wanted = (*wanted, RowAct.HAND_OVER)
    elif item.kind in REACHING | SAFETY_KINDS:
        wanted = (RowAct.LOG, RowAct.TEXT, RowAct.SNOOZE, RowAct.CALL, RowAct.HAND_OVER)
    elif item.kind is TaskKind.FOLLOW_UP:
        wanted = (RowAct.DONE, RowAct.LOG, RowAct.SNOOZE, RowAct.EDIT, RowAct.HAND_OVER)
    elif item.kind is TaskKind.HANDED_OVER:
        wanted = (RowAct.DONE, RowAct.LOG, RowAct.TEXT)
    elif item.kind in (TaskKind.TIMELINE_STEP, TaskKind.PLAN_REVIEW):
        wanted = (RowAct.DONE, RowAct.LOG, RowAct.SNOOZE, RowAct.HAND_OVER)
    elif item.kind is TaskKind.APPOINTMENT:
        wanted = (RowAct.OUTCOME, RowAct.LOG, RowAct.TEXT, RowAct.SNOOZE, RowAct.HAND_OVER)
    elif item.kind is TaskKind.UNSIGNED_NOTE:
        wanted = (RowAct.SIGN,) if item.mine else ()
    elif item.kind in (TaskKind.RETURNED_NOTE, TaskKind.DRAFT):
        wanted = ()
    elif item.kind is TaskKind.CONSENT_ENDING:
        wanted = (RowAct.RENEW, RowAct.LOG, RowAct.SNOOZE, RowAct.HAND_OVER)
    else:
        wanted = (RowAct.OPEN, RowAct.LOG, RowAct.SNOOZE, RowAct.HAND_OVER)
    if RowAct.OPEN not in wanted:
        wanted = (*wanted, RowAct.OPEN)
    needed = ((act, _NEEDS[act]) for act in wanted)
    return tuple(act for act, need in needed if need is None or may(need))


_MOST_BUTTONS = 3
_GAP_BEFORE = 10
_MOST_KEPT = 600
"""So wide name, reason and badge may be before buttons share what is left of a row; what is longer
than that is cut off."""


class RowButtons(QWidget):
    """The first acts of the current row as buttons over its right end. `acted` carries the act.

    The mouse's way to what the keys do; they take no focus, so the list keeps it. resized: the
    room has changed, and with it how many buttons there are.
    """

    acted = Signal(object)
    resized = Signal()

    def __init__(self, theme: Theme, view: ListView) -> None:
        super().__init__(view.viewport())
        self._theme = theme
        self._view = view
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(5)
        self.buttons: dict[RowAct, Button] = {}
        for act, face in FACES.items():
            button = Button(theme, face.text, size="sm", icon=face.icon, keys=face.key)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, which=act: self.acted.emit(which))
            self._row.addWidget(button)
            self.buttons[act] = button
        view.viewport().installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(lambda _: self.place())
        self.hide()

    def offer(self, acts: tuple[RowAct, ...], needed: int = 0) -> int:
        """Show the first of `acts` on the current row; returns the width they take in px.

        needed: the width in px at which nothing in the row is cut off.
        """
        kept = min(needed, self._theme.px(_MOST_KEPT))
        shown = acts[: max(1, self._fitting(acts, self._view.viewport().width() - kept))]
        for act in FACES:
            self._row.removeWidget(self.buttons[act])
            self.buttons[act].setVisible(act in shown)
        for act in shown:
            self._row.addWidget(self.buttons[act])
        self.setVisible(bool(shown))
        width = self.sizeHint().width() if shown else 0
        self.place()
        return width + _GAP_BEFORE if shown else 0

    def _fitting(self, acts: tuple[RowAct, ...], room: int) -> int:
        """How many of the first of `acts` stand in `room` px."""
        room -= _GAP_BEFORE - self._row.spacing()
        for count, act in enumerate(acts[:_MOST_BUTTONS]):
            room -= self.buttons[act].sizeHint().width() + self._row.spacing()
            if room < 0:
                return count
        return min(len(acts), _MOST_BUTTONS)

    def place(self) -> None:
        """Follow the current row."""
        if self.isHidden():
            return
        rect: QRect = self._view.visualRect(self._view.currentIndex())
        size = self.sizeHint()
        left = rect.right() - size.width() - 14
        top = rect.center().y() - size.height() // 2 + 1
        self.setGeometry(left, top, size.width(), size.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.resized.emit()
        elif event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return False
