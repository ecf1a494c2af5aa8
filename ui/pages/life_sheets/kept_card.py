"""A card for something that is kept in mind until a day: what it is, and what can be said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout

from ui.kit.button import Button
from ui.kit.card import Card
from ui.pages.facts import FactLine, FactRow, Sign
from ui.theme import Theme


class Say(NamedTuple):
    """What may be said of it by a button. spoken: the whole of it, for a screen reader."""

    word: str
    spoken: str
    do: Callable[[], object]


class KeptCard(Card):
    """buttons: still so, and no longer; None for somebody who may only read."""

    def __init__(
        self,
        theme: Theme,
        sign: Sign,
        lines: Sequence[FactLine],
        still: Say,
        no_longer: Say,
        *,
        may: bool,
    ) -> None:
        super().__init__()
        self.buttons: tuple[Button, Button] | None = None
        # Nobody's words, no line.
        said = [line for line in lines if line[0]]
        self.column.addWidget(FactRow(theme, sign, said, wrap=True))
        if may:
            again = Button(theme, still.word, size="sm", icon="refresh-cw")
            end = Button(theme, no_longer.word, kind="ghost", size="sm")
            row = QHBoxLayout()
            for button, say in ((again, still), (end, no_longer)):
                button.setAccessibleName(say.spoken)
                button.clicked.connect(say.do)
                row.addWidget(button)
            row.addStretch()
            self.column.addLayout(row)
            self.buttons = (again, end)
