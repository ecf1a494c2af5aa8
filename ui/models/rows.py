"""What every list and table of the window is: rows of one kind, and words for their cells."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.models.day_words import Calendar

AnyIndex = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)
"""Under this role every cell gives its whole row, for whoever paints it."""

_NOBODY = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Frozen rows in the order in which they are shown. A list is a table of one column.

    A model says what a cell shows (`shown`), what is read aloud of it where that is more
    (`spoken`), and what its tip says (`tip`); "" where there is nothing to say. Rows that cannot
    be chosen, headings, are told by its `flags`.
    """

    titles: ClassVar[Sequence[str]] = ("",)
    """The heading of each column; one without words for a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown, from top to bottom."""
        return self._rows

    def row_at(self, place: int) -> Row | None:
        """What stands in a row, None outside of the list."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_where(self, fits: Callable[[Row], object]) -> int:
        """The first row that fits, -1 when there is none."""
        return next((place for place, row in enumerate(self._rows) if fits(row)), -1)

    def replace(self, rows: Iterable[Row], *, anew: bool = False) -> None:
        """Show these rows and nothing else. Where they are those that are shown, nothing happens,
        and whatever is chosen in a view stays so. anew: their words changed none the less."""
        wanted = tuple(rows)
        if anew or wanted != self._rows:
            self.beginResetModel()
            self._rows = wanted
            self.endResetModel()

    def extend(self, rows: Iterable[Row]) -> None:
        """Show further rows below."""
        fresh = tuple(rows)
        if fresh:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(fresh) - 1)
            self._rows = (*self._rows, *fresh)
            self.endInsertRows()

    @abstractmethod
    def shown(self, row: Row, column: int) -> str:
        """What stands in a cell."""

    def spoken(self, row: Row, column: int) -> str:
        """What a screen reader says of a cell."""
        return self.shown(row, column)

    def tip(self, row: Row, column: int) -> str:
        """What is told of a cell while the pointer rests on it."""
        return ""

    def rowCount(self, parent: AnyIndex = _NOBODY) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NOBODY) -> int:
        return 0 if parent.isValid() else len(self.titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> str | None:
        across = orientation is Qt.Orientation.Horizontal
        return self.titles[section] or None if across and role == _DISPLAY else None

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> object:
        place, column = index.row(), index.column()
        if not 0 <= place < len(self._rows):
            return None
        row = self._rows[place]
        if role == ROW_ROLE:
            return row
        if role == _DISPLAY:
            return self.shown(row, column)
        if role == _SPOKEN:
            return self.spoken(row, column)
        return self.tip(row, column) or None if role == _TIP else None


class DatedRows(RowsModel[Row]):
    """Rows whose words count from a day: another day is another list."""

    def __init__(self, calendar: Calendar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.calendar = calendar

    def replace_on(self, rows: Iterable[Row], calendar: Calendar) -> None:
        """Show these rows and nothing else, told from the day of `calendar`."""
        anew, self.calendar = calendar != self.calendar, calendar
        self.replace(rows, anew=anew)
