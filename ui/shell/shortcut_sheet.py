"""The list of keys (F1 or ?), made from the one shortcut table and the page's own hints."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.kit.button import Button
from ui.kit.keycap import KeyCaps
from ui.kit.label import Label
from ui.kit.sheet import Sheet
from ui.models.shortcuts import FORM_KEYS, LIST_KEYS, Command, KeyNote
from ui.pages.page import KeyHint
from ui.pages.workplace import Workplace

_WIDTH, _HEIGHT = 900, 760


class ShortcutSheet(Sheet):
    """All keys in two columns; Esc closes it. change_wanted: to where keys are chosen."""

    change_wanted = Signal()

    def __init__(
        self,
        workplace: Workplace,
        host: QWidget,
        chords: Sequence[KeyNote],
        page: str,
        hints: Sequence[KeyHint],
    ) -> None:
        theme, keys = workplace.theme, workplace.keys
        super().__init__(
            theme,
            host,
            "Keys",
            icon="keyboard",
            keys=keys.keys_of(Command.SHORTCUTS),
            width=theme.px(_WIDTH),
            height=theme.px(_HEIGHT),
        )
        self._theme = theme
        window = [KeyNote(one.keys[0], _words(one.words, one.keys[1:])) for one in keys.table]
        window.append(KeyNote("?", "This list, where no text is written"))
        listed = {key for note in LIST_KEYS for key in note.keys.split()}
        here = [
            KeyNote(" ".join(hint.keys), hint.words.capitalize())
            for hint in hints
            if not listed.issuperset(hint.keys)
        ]
        groups: list[tuple[str, Sequence[KeyNote]]] = [("In lists", LIST_KEYS)]
        if here:
            groups.insert(0, (page, here))
        self._lay_out(
            [("Everywhere", window), ("In forms", FORM_KEYS)], [*groups, ("Go to", chords)]
        )
        self.closing.connect(self.dismiss)

    def _lay_out(
        self,
        left: Sequence[tuple[str, Sequence[KeyNote]]],
        right: Sequence[tuple[str, Sequence[KeyNote]]],
    ) -> None:
        inside = QWidget()
        inside.setProperty("kind", "clear")
        row = QHBoxLayout(inside)
        row.setContentsMargins(28, 20, 28, 8)
        row.setSpacing(40)
        row.addLayout(self._column(left), 1)
        row.addLayout(self._column(right), 1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows and Page Down read on
        self.area.setAccessibleName("All keys")
        self.area.setWidget(inside)
        whole = QVBoxLayout(self.body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        change = Button(self._theme, "Choose other keys", kind="ghost", icon="settings")
        change.clicked.connect(self._change)
        close = Button(self._theme, "Close", keys="Esc")
        close.clicked.connect(self.dismiss)
        self.footer.addWidget(change)
        self.footer.addStretch(1)
        self.footer.addWidget(close)

    def _change(self) -> None:
        self.dismiss()
        self.change_wanted.emit()

    def _column(self, groups: Sequence[tuple[str, Sequence[KeyNote]]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        for title, notes in groups:
            column.addWidget(Label(self._theme, title, "capstrong", "text2"))
            grid = QGridLayout()
            grid.setVerticalSpacing(6)
            grid.setHorizontalSpacing(16)
            grid.setColumnStretch(1, 1)
            grid.setColumnMinimumWidth(0, self._theme.px(132))
            for line, note in enumerate(notes):
                grid.addWidget(KeyCaps(self._theme, note.keys), line, 0)
                grid.addWidget(Label(self._theme, note.words, wrap=True), line, 1)
            column.addLayout(grid)
            column.addSpacing(12)
        column.addStretch(1)
        return column


def _words(words: str, more: Sequence[str]) -> str:
    return f"{words} (also {', '.join(more)})" if more else words
