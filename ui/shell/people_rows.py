"""People at hand in the sidebar: a heading, and a row for each."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.avatar import avatar_tone
from ui.kit.label import Label
from ui.shell.nav_row import NavRow
from ui.theme import Theme


class PeopleRows(QWidget):
    """`wanted` carries a participant's id. Without people, and in the rail, nothing shows."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rail = False
        self.rows: list[NavRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        label = Label(theme, title, "capmed", "text3")
        label.setContentsMargins(10, 12, 0, 4)
        self._column.addWidget(label)
        self.hide()

    def show_people(self, people: Sequence[tuple[UUID, str]]) -> None:
        """List these participants in this order."""
        for row in self.rows:
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows = []
        for person_id, name in people:
            row = NavRow(self._theme, name, person=avatar_tone(person_id))
            row.clicked.connect(lambda _=False, who=person_id: self.wanted.emit(who))
            self._column.addWidget(row)
            self.rows.append(row)
        self.set_rail(self._rail)

    def set_rail(self, rail: bool) -> None:
        """The sidebar shrank to icons, or widened."""
        self._rail = rail
        self.setVisible(not rail and bool(self.rows))
