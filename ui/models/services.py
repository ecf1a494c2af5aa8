"""Services of the directory as a list to choose from; the first row is "none yet"."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lead_desktop.domain.directory.directory import ServiceLine

AnyIndex = QModelIndex | QPersistentModelIndex
SERVICE_ROLE: Final = int(Qt.ItemDataRole.UserRole)
"""Under this role a row gives its ServiceLine, or None for the first row."""

NONE_YET: Final = "No provider chosen yet"
_NOBODY = QModelIndex()


def where_words(line: ServiceLine) -> str:
    """Who offers it, and where."""
    return " · ".join(part for part in (line.organization, *line.addresses[:1]) if part)


class ServicesModel(QAbstractListModel):
    """What a search of the directory found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ServiceLine, ...] = ()

    def show_lines(self, lines: tuple[ServiceLine, ...]) -> None:
        """Show other services."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line_at(self, row: int) -> ServiceLine | None:
        """The service in `row`; None for "none yet"."""
        return self._lines[row - 1] if 0 < row <= len(self._lines) else None

    def rowCount(self, parent: AnyIndex = _NOBODY) -> int:
        return 0 if parent.isValid() else len(self._lines) + 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line_at(index.row())
        if role == SERVICE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name if line else NONE_YET
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.name}, {where_words(line)}" if line else NONE_YET
        return None
