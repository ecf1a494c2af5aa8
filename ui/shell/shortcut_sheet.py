"""The list of keys (F1 or ?), made from the one shortcut table and the page's own hints."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.button import Button
from ui.kit.keycap import KeyCaps
from ui.kit.label import Label
from ui.kit.sheet import Sheet
from ui.pages.page import KeyHint
from ui.shell.shortcuts import FORM_KEYS, LIST_KEYS, KeyNote, ShortcutTable
from ui.theme import Theme


class ShortcutSheet(Sheet):
    """All keys in two columns; Esc closes it."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        table: ShortcutTable,
        chords: Sequence[KeyNote],
        page: str,
        hints: Sequence[KeyHint],
    ) -> None:
        super().__init__(theme, host, "Keys", icon="keyboard", keys="F1", width=860, height=620)
        self._theme = theme
        window = [KeyNote(shortcut.keys[0], shortcut.words) for shortcut in table]
        listed = {key for note in LIST_KEYS for key in note.keys.split()}
        here = [
            KeyNote(" ".join(hint.keys), hint.words.capitalize())
            for hint in hints
            if not listed.issuperset(hint.keys)
        ]
        row = QHBoxLayout(self.body)
        row.setContentsMargins(28, 20, 28, 20)
        row.setSpacing(40)
        row.addLayout(self._column(("Everywhere", window), ("Go to", chords)), 1)
        groups = [("In lists", LIST_KEYS), ("In forms", FORM_KEYS)]
        if here:
            groups.insert(0, (page, tuple(here)))
        row.addLayout(self._column(*groups), 1)
        close = Button(theme, "Close", keys="Esc")
        close.clicked.connect(self.dismiss)
        self.closing.connect(self.dismiss)
        self.footer.addStretch(1)
        self.footer.addWidget(close)

    def _column(self, *groups: tuple[str, Sequence[KeyNote]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        for title, notes in groups:
            column.addWidget(Label(self._theme, title, "capstrong", "text2"))
            grid = QGridLayout()
            grid.setVerticalSpacing(6)
            grid.setHorizontalSpacing(16)
            grid.setColumnStretch(1, 1)
            grid.setColumnMinimumWidth(0, 120)
            for line, note in enumerate(notes):
                grid.addWidget(KeyCaps(self._theme, note.keys), line, 0)
                grid.addWidget(Label(self._theme, note.words), line, 1)
            column.addLayout(grid)
            column.addSpacing(12)
        column.addStretch(1)
        return column
