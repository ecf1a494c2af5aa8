"""The bar that says how many rows are chosen and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.kit.announce import announce
from ui.kit.button import Button, IconButton
from ui.kit.label import Label
from ui.kit.pill_bar import PillBar
from ui.theme import Theme


@dataclass(frozen=True)
class BarAction:
    """One act on the chosen rows; `key` names it in code, `keys` is the keycap shown."""

    key: str
    text: str
    icon: str
    keys: str = ""


class SelectionBar(PillBar):
    """Shown while something is chosen. `acted` carries the key; `cleared`: let the choice go."""

    acted = Signal(str)
    cleared = Signal()

    def __init__(self, theme: Theme, host: QWidget, actions: Sequence[BarAction]) -> None:
        super().__init__(theme, host, height=48)
        self._count = Label(theme, "", "strong", "on_pill")
        self.row.setSpacing(4)
        self.row.addWidget(self._count)
        self.row.addSpacing(12)
        self.buttons: dict[str, Button] = {}
        for action in actions:
            button = Button(theme, action.text, kind="pill", icon=action.icon, keys=action.keys)
            button.clicked.connect(lambda _=False, key=action.key: self.acted.emit(key))
            self.buttons[action.key] = button
            self.row.addWidget(button)
        close = IconButton(theme, "x", "Clear the selection", kind="pill")
        close.clicked.connect(self.cleared)
        self.row.addWidget(close)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say that `count` rows are chosen; with 0 the bar goes away."""
        words = f"{count} selected"
        self.setVisible(count > 0)
        if count and words != self._count.text():
            self._count.setText(words)
            announce(self, words)
            self.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cleared.emit()
            return
        super().keyPressEvent(event)
