"""Other keys for the window's commands, kept on this computer. A key that is taken is refused."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from ui.kit.announce import announce
from ui.kit.button import Button
from ui.kit.field import NoteLine
from ui.kit.key_field import KeyField
from ui.kit.label import Label
from ui.models.key_book import KeyBook
from ui.models.shortcuts import Command, ShortcutConflict
from ui.pages.settings.section import Section, button_row
from ui.theme import Theme


class KeysSection(Section):
    """chosen: other keys hold, and want to be kept."""

    chosen = Signal()

    def __init__(self, theme: Theme, book: KeyBook) -> None:
        super().__init__(
            theme,
            "keyboard",
            "Keys",
            "Press a key here, then the keys that you want instead. Kept on this computer.",
        )
        self._book = book
        self.fields: dict[Command, KeyField] = {}
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 1)
        for line, shortcut in enumerate(book.table):
            field = KeyField(theme, shortcut.words, shortcut.keys[0])
            label = Label(theme, shortcut.words)
            label.setBuddy(field)
            field.entered.connect(lambda keys, one=shortcut.command: self._choose(one, keys))
            field.usual_wanted.connect(lambda one=shortcut.command: self._choose(one, None))
            self.fields[shortcut.command] = field
            grid.addWidget(label, line, 0)
            grid.addWidget(field, line, 1)
        self.problem = NoteLine(theme)
        self.problem.say("", problem=False)
        self.usual = Button(theme, "All as usual", kind="ghost", size="sm", icon="undo-2")
        self.usual.clicked.connect(self._all_as_usual)
        self.form.addLayout(grid)
        self.form.addWidget(self.problem)
        self.form.addLayout(button_row(self.usual))
        book.changed.connect(self._show)
        self._show()

    def take_focus(self) -> None:
        """Put the focus on the first of the keys."""
        self.fields[Command.FIND].setFocus()

    def _choose(self, command: Command, keys: str | None) -> None:
        try:
            self._book.choose(command, keys)
        except ShortcutConflict as conflict:
            self.problem.say(str(conflict), problem=True)
            announce(self.problem, str(conflict), urgent=True)
            return
        self.problem.say("", problem=False)
        words = f"{self._book.table.words_of(command)}: {self._book.keys_of(command)}"
        announce(self.fields[command], words)
        self.chosen.emit()

    def _all_as_usual(self) -> None:
        self.problem.say("", problem=False)
        self._book.read({})
        self.chosen.emit()

    def _show(self) -> None:
        for command, field in self.fields.items():
            field.show_keys(self._book.keys_of(command))
        self.usual.setEnabled(bool(self._book.own()))
