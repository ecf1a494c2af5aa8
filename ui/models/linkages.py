"""A participant's linkages as a list: open ones first, furthest along first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lead_desktop.domain.people.participant import LinkageLine
from lead_desktop.domain.plan.linkage import LADDER, RUNGS, is_stalled, next_step
from ui.models.day_words import Calendar

AnyIndex = QModelIndex | QPersistentModelIndex
LINE_ROLE: Final = int(Qt.ItemDataRole.UserRole)
"""Under this role a row gives its LinkageLine."""

_NOBODY = QModelIndex()


def due_words(line: LinkageLine, calendar: Calendar) -> str:
    """The next step and by when: "Hear from the provider by Nov 26", "Appointment today 11:00"."""
    if line.next_at is not None:
        return f"Appointment {calendar.ahead(line.next_at)}"
    step = next_step(line.status, provider_known=line.provider_known)
    if not step:
        return line.status.label
    return f"{step} by {calendar.short_date(line.due_on)}" if line.due_on else step


class LinkagesModel(QAbstractListModel):
    """The linkages of one participant."""

    def __init__(self, calendar: Calendar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.calendar = calendar
        self._lines: tuple[LinkageLine, ...] = ()

    def show_lines(self, lines: Iterable[LinkageLine], calendar: Calendar) -> None:
        """Show other linkages."""
        rank = {status: place for place, status in enumerate(LADDER)}
        self.beginResetModel()
        self._lines = tuple(sorted(lines, key=lambda line: -rank.get(line.status, -1)))
        self.calendar = calendar
        self.endResetModel()

    def line_at(self, row: int) -> LinkageLine | None:
        """The linkage in `row`, None outside of the list."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def place_of(self, linkage_id: UUID) -> int:
        """The row of a linkage, -1 when it is not there."""
        places = (at for at, line in enumerate(self._lines) if line.id == linkage_id)
        return next(places, -1)

    def rowCount(self, parent: AnyIndex = _NOBODY) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line_at(index.row())
        if line is None or role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column = RUNGS[line.status].column.value
            where = f" with {line.organization}" if line.organization else ""
            late = ", overdue" if self.is_late(line) else ""
            return f"{line.title}{where}: {column}, {due_words(line, self.calendar)}{late}"
        return None

    def is_late(self, line: LinkageLine) -> bool:
        """Whether its next step is overdue today."""
        return is_stalled(line.status, line.due_on, self.calendar.today)
