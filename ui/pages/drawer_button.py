"""The button that opens a worker's drafts and trash, the same on every page that has it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit.button import IconButton
from ui.models.shortcuts import Command
from ui.pages.workplace import Workplace


class DrawerButton(IconButton):
    """Names the keys that do the same."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace.theme, "archive", "Drafts and trash", parent=parent)
        self._book = workplace.keys
        self._book.changed.connect(self._name)
        self.clicked.connect(workplace.navigator.show_drawer)
        self._name()

    def _name(self) -> None:
        self.set_name(f"Drafts and trash ({self._book.keys_of(Command.DRAFTS)})")
