"""Rows of the details' lists: what is known, and small buttons for what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.button import IconButton
from ui.kit.card import Card, SectionHeader
from ui.kit.chip import Chip
from ui.kit.label import Label
from ui.pages.facts import FactLine, FactRow, Sign, clear_layout
from ui.theme import Theme


@dataclass(frozen=True)
class RowAct:
    """Something that can be done with a row. name: the words of a screen reader and the tip."""

    icon: str
    name: str
    do: Callable[[], None]


class ListCard(Card):
    """A heading with “Add”, and rows that are shown anew with each refresh.

    added: called when the person wants another one; None where nothing can be added.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        empty: str,
        added: Callable[[], None] | None,
        *,
        action: str = "Add",
    ) -> None:
        super().__init__()
        self._theme = theme
        self._empty = empty
        self.header = SectionHeader(theme, title, action=action if added else "")
        if added is not None:
            self.header.acted.connect(added)
            self.header.action.setAccessibleName(f"{action}: {title}")
        self.add_header(self.header)
        self._rows = QWidget()
        self._list = _column(self._rows)
        self.column.addWidget(self._rows)

    def show_rows(self, rows: Iterable[QWidget], count: int | None = None) -> None:
        """Show these rows, or the words for none."""
        clear_layout(self._list)
        shown = list(rows)
        for row in shown:
            self._list.addWidget(row)
        if not shown:
            self._list.addWidget(Label(self._theme, self._empty, "caption", "text3", wrap=True))
        self.header.set_count(count)


def _column(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    return layout


def acting_row(
    theme: Theme,
    icon: str,
    lines: Iterable[FactLine],
    acts: Iterable[RowAct],
    *,
    chip: Chip | None = None,
    trailing: str = "",
) -> QWidget:
    """A fact with its small buttons at the right."""
    whole = QWidget()
    whole.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    fact = FactRow(theme, Sign(theme, icon=icon), lines, chip=chip, trailing=trailing, wrap=True)
    row.addWidget(fact, 1)
    for act in acts:
        button = IconButton(theme, act.icon, act.name, size="sm")
        button.clicked.connect(lambda _=False, do=act.do: do())
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return whole
