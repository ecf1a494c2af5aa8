"""A participant's contacts as a table."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lead_desktop.domain.codes import Seal
from lead_desktop.domain.contacts.timeline import ContactEntry
from ui.models.day_words import Calendar

AnyIndex = QModelIndex | QPersistentModelIndex
ENTRY_ROLE: Final = int(Qt.ItemDataRole.UserRole)
"""Under this role every cell gives its whole ContactEntry."""

_NOBODY = QModelIndex()


class Col(IntEnum):
    """Columns, in the order in which they stand."""

    WHEN = 0
    HOW = 1
    OUTCOME = 2
    MINUTES = 3
    WORKERS = 4
    SIGNED = 5


_SIGNED_WORDS: Final = {
    Seal.UNSIGNED: "Unsigned",
    Seal.INTACT: "Signed",
    Seal.IMPORTED: "Imported",
    Seal.BROKEN: "No match",
}
TITLES: Final = ("When", "How", "Outcome", "Minutes", "Workers", "Signed")


def signed_word(entry: ContactEntry) -> str:
    """What stands of a note's signature, in a word or two."""
    return _SIGNED_WORDS[entry.seal if entry.whole else Seal.BROKEN]


class ContactsModel(QAbstractTableModel):
    """Contacts newest first; older pages are appended."""

    def __init__(self, calendar: Calendar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.calendar = calendar
        self._rows: list[ContactEntry] = []

    def begin_anew(self, rows: Iterable[ContactEntry], calendar: Calendar) -> None:
        """Show these contacts and nothing else."""
        self.beginResetModel()
        self._rows, self.calendar = list(rows), calendar
        self.endResetModel()

    def append(self, rows: Iterable[ContactEntry]) -> None:
        """Add an older page."""
        fresh = list(rows)
        if fresh:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(fresh) - 1)
            self._rows.extend(fresh)
            self.endInsertRows()

    def entry_at(self, row: int) -> ContactEntry | None:
        """The contact in `row`, None outside of the table."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: AnyIndex = _NOBODY) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NOBODY) -> int:
        return 0 if parent.isValid() else len(Col)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry_at(index.row())
        if entry is None or role == ENTRY_ROLE:
            return entry
        column = Col(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(entry, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{TITLES[column]}: {self._words(entry, column) or 'not recorded'}"
        if role == Qt.ItemDataRole.ToolTipRole and column is Col.SIGNED and entry.signed_at:
            return f"{entry.signed_by}, {self.calendar.moment(entry.signed_at)}"
        return None

    def _words(self, entry: ContactEntry, column: Col) -> str:
        match column:
            case Col.WHEN:
                return self.calendar.moment(entry.occurred_at)
            case Col.HOW:
                return entry.how
            case Col.OUTCOME:
                return entry.outcome.label
            case Col.MINUTES:
                return str(entry.minutes) if entry.minutes else ""
            case Col.WORKERS:
                return ", ".join(entry.workers)
            case Col.SIGNED:
                return signed_word(entry)
