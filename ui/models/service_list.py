"""Services as the directory's list shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lead_desktop.domain.codes import ServiceCategory
from lead_desktop.domain.directory.directory import Ageing, ageing_of
from lead_desktop.domain.directory.service_finder import FinderEntry
from ui.models.day_words import Calendar
from ui.models.services import where_words

AnyIndex = QModelIndex | QPersistentModelIndex
_NOBODY = QModelIndex()

CATEGORY_ICON: Final[Mapping[ServiceCategory, str]] = {
    ServiceCategory.SUD_TREATMENT: "pill",
    ServiceCategory.RECOVERY_SUPPORT: "heart-handshake",
    ServiceCategory.MENTAL_HEALTH: "message-circle",
    ServiceCategory.HEALTH: "stethoscope",
    ServiceCategory.HARM_REDUCTION: "package",
    ServiceCategory.HOUSING: "house",
    ServiceCategory.ID_DOCUMENTS: "id-card",
    ServiceCategory.BENEFITS_INCOME: "wallet",
    ServiceCategory.LEGAL: "scale",
    ServiceCategory.EMPLOYMENT_EDU: "briefcase",
    ServiceCategory.BASIC_NEEDS: "utensils",
    ServiceCategory.FAMILY_SOCIAL: "users",
    ServiceCategory.OTHER: "life-buoy",
}


class ServiceListModel(QAbstractTableModel):
    """What the finder found, one service a row; one column, painted by a delegate."""

    def __init__(self, calendar: Calendar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calendar = calendar
        self._entries: Sequence[FinderEntry] = ()

    def show_entries(self, entries: Sequence[FinderEntry], calendar: Calendar) -> None:
        """Show other services."""
        self.beginResetModel()
        self._entries, self._calendar = entries, calendar
        self.endResetModel()

    def entry_at(self, row: int) -> FinderEntry | None:
        """The service in `row`."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def place_of(self, entry: FinderEntry) -> int:
        """The row of a service; -1 when it is not shown."""
        wanted = entry.line.id
        return next((at for at, one in enumerate(self._entries) if one.line.id == wanted), -1)

    def ageing(self, entry: FinderEntry) -> Ageing:
        """How far the entry may be trusted today."""
        verified = entry.line.last_verified_on
        return ageing_of(verified, self._calendar.today, entry.unanswered)

    def rowCount(self, parent: AnyIndex = _NOBODY) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: AnyIndex = _NOBODY) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry_at(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            kinds = ", ".join(category.label for category in entry.line.categories)
            parts = (entry.line.name, where_words(entry.line), kinds, self.ageing(entry).words)
            return ". ".join(part for part in parts if part)
        return None
