"""What can be done with the note that stands chosen: two buttons, their keys, a menu of it all."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ui.kit.button import Button, IconButton
from ui.pages.note_sheets.acts import NoteAct
from ui.pages.note_sheets.menu import open_note_menu
from ui.theme import Theme

_AT_ONCE = 2
"""So many acts have a button of their own; all of them stand in the menu."""

_KEYS: dict[NoteAct, tuple[str, Qt.Key]] = {
    NoteAct.SIGN: ("S", Qt.Key.Key_S),
    NoteAct.ADD: ("A", Qt.Key.Key_A),
    NoteAct.CHANGE: ("Enter", Qt.Key.Key_Return),
    NoteAct.HISTORY: ("H", Qt.Key.Key_H),
}
"""Acts that have a key; the others stand in the menu (M)."""

_ICONS = {NoteAct.SIGN: "signature", NoteAct.ADD: "plus", NoteAct.HISTORY: "history"}


_GAP = 12


class Room(Enum):
    """How much of the acts is shown: keys and menu offer all of them in any case."""

    WORDS = auto()
    ICONS = auto()
    MENU = auto()


class NoteButtons(QWidget):
    """`asked` carries the NoteAct of a button or of the menu. It hides when there is nothing."""

    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._acts: tuple[NoteAct, ...] = ()
        self._room = Room.WORDS
        self.menu: QMenu | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self.buttons = {
            act: Button(theme, act.value, icon=_ICONS.get(act, "pencil"), keys=keys)
            for act, (keys, _) in _KEYS.items()
        }
        for act, button in self.buttons.items():
            button.clicked.connect(lambda _=False, which=act: self.asked.emit(which))
            row.addWidget(button)
            button.hide()
        self.more_button = IconButton(theme, "ellipsis", "More about this note (M)")
        self.more_button.clicked.connect(self.open_menu)
        row.addWidget(self.more_button)
        self.hide()

    def offer(self, acts: Sequence[NoteAct]) -> None:
        """Offer what can be done with the note that stands chosen now."""
        self._acts = tuple(acts)
        self._show()
        self.setVisible(bool(acts))
        # Even where nothing looks different: what holds the row asks anew how much of it has room.
        self.updateGeometry()

    def set_room(self, room: Room) -> None:
        """Take no more room than this."""
        if room is not self._room:
            self._room = room
            self._show()

    def width_at(self, room: Room) -> int:
        """How wide the buttons that are offered now are, given that much room."""
        words = {act: act.value if room is Room.WORDS else "" for act in self._at_once(room)}
        widths = [self.buttons[act].width_of(said) + _GAP for act, said in words.items()]
        return sum(widths) + self.more_button.sizeHint().width()

    def _at_once(self, room: Room) -> list[NoteAct]:
        return [act for act in self._acts if act in _KEYS][: 0 if room is Room.MENU else _AT_ONCE]

    def _show(self) -> None:
        shown = self._at_once(self._room)
        for act, button in self.buttons.items():
            button.set_brief("" if self._room is Room.ICONS else None)
            button.setVisible(act in shown)

    def act_on(self, key: Qt.Key) -> bool:
        """Ask for the act of a key, or open the menu; False when the key is of none offered."""
        if key == Qt.Key.Key_M and self._acts:
            self.open_menu()
            return True
        act = next((one for one in self._acts if one in _KEYS and _KEYS[one][1] == key), None)
        if act is not None:
            self.asked.emit(act)
        return act is not None

    def open_menu(self) -> None:
        """Everything that may be done with the note: co-sign, return, strike, unstrike."""
        self.menu = open_note_menu(self.more_button, self._acts, self.asked.emit)
