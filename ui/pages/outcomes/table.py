"""The same measures as a table: what a screen reader gets, and what is copied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from lead_desktop.domain.measures.lines import blocks
from lead_desktop.domain.measures.report import Measures
from ui.kit.row_keys import AnyIndex

TITLES = ("Measure", "", "Figure", "")
_NOBODY = QModelIndex()


class FigureRow(NamedTuple):
    """A line of the table."""

    measure: str
    label: str
    words: str
    note: str


def rows_of(found: Measures) -> list[FigureRow]:
    """All measures under each other; the name of each block stands in its first line."""
    return [
        FigureRow("" if place else block.title, line.label, line.words, line.note)
        for block in blocks(found)
        for place, line in enumerate(block.lines)
    ]


def copied(head: Iterable[str], found: Measures) -> str:
    """The measures as a spreadsheet takes them from the clipboard: under a few lines that say
    what this is, with the definition of each block beside its name."""
    lines = [*head, ""]
    for block in blocks(found):
        lines.append(f"{block.title}\t{block.definition}")
        lines += [f"\t{line.label}\t{line.words}\t{line.note}".rstrip() for line in block.lines]
    return "\n".join(lines) + "\n"


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
        return 0 if parent.isValid() else len(TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return TITLES[section]
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
