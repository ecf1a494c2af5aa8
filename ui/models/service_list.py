"""Services as the directory's list shows them."""

from __future__ import annotations

from lead_desktop.domain.directory.directory import Ageing, ageing_of
from lead_desktop.domain.directory.service_finder import FinderEntry
from ui.models.rows import DatedRows
from ui.models.services import where_words


class ServiceListModel(DatedRows[FinderEntry]):
    """What the finder found, one service a row; one column, painted by a delegate."""

    def place_of(self, entry: FinderEntry) -> int:
        """The row of a service; -1 when it is not shown."""
        return self.place_where(lambda one: one.line.id == entry.line.id)

    def ageing(self, entry: FinderEntry) -> Ageing:
        """How far the entry may be trusted today."""
        verified = entry.line.last_verified_on
        return ageing_of(verified, self.calendar.today, entry.unanswered)

    def shown(self, row: FinderEntry, column: int) -> str:
        return row.line.name

    def spoken(self, row: FinderEntry, column: int) -> str:
        kinds = ", ".join(category.label for category in row.line.categories)
        parts = (row.line.name, where_words(row.line), kinds, self.ageing(row).words)
        return ". ".join(part for part in parts if part)
