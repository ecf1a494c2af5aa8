"""The same figures as a table: what a screen reader gets, and what can be read out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ui.kit.row_keys import AnyIndex
from ui.models.outcomes import Bar

_TITLES = ("Measure", "", "Count", "")
_NOBODY = QModelIndex()


class FigureRow(NamedTuple):
    """A line of the table."""

    measure: str
    label: str
    words: str
    note: str


def rows_of(measure: str, bars: Sequence[Bar]) -> list[FigureRow]:
    """The lines of one chart; its name stands in the first."""
    return [
        FigureRow(
            measure if place == 0 else "",
            bar.label,
            bar.words,
            "" if bar.note == "side" else bar.note,
        )
        for place, bar in enumerate(bars)
    ]


class FigureModel(QAbstractTableModel):
    """All charts of the page under each other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FigureRow, ...] = ()

    def show_rows(self, rows: Sequence[FigureRow]) -> None:
        """Show other figures."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NOBODY) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NOBODY) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _TITLES[section]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(part for part in row if part)
        return None
