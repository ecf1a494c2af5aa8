"""The list of the caseload: one fetch, narrowed in memory, and what stands when it is empty."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.caseload_filter import CaseloadFilter, Shelves, choose
from lead_desktop.domain.people.stage import View
from ui.kit.empty_state import EmptyState
from ui.kit.skeleton import Skeleton
from ui.models.caseload import CaseloadModel
from ui.models.day_words import Calendar
from ui.pages.caseload.table import CaseloadTable
from ui.theme import Theme
from ui.theme.tokens import Size

_SELECT_ROWS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_NOBODY_IN: dict[View, tuple[str, str]] = {
    View.MINE: ("Nobody is on your caseload yet", "The team’s people are one key away: press 2."),
    View.TEAM: ("Nobody is on the team’s caseload", "People appear here as they are referred."),
    View.PAST_CADENCE: ("Everyone is inside their contact cadence", "Nobody is waiting for a try."),
    View.NEW: ("Nobody new is waiting", "New referrals appear here."),
    View.AWAY: ("Nobody is in jail or hospital", "As far as the team knows today."),
    View.UNASSIGNED: ("Everybody has a case manager", "Nobody is waiting to be assigned."),
    View.TO_FIND: ("Nobody is in the wind", "Everyone’s whereabouts are known well enough."),
    View.CLOSED: ("Nobody’s time here has ended", "Closed records are kept in this view."),
}


class ListPane(QWidget):
    """Table, skeleton or empty state.

    current_changed: another participant (or nobody) is current. chosen_changed: others are chosen.
    clear_asked: the filters are to be let go. retry_asked: fetch again.
    """

    current_changed = Signal()
    chosen_changed = Signal()
    clear_asked = Signal()
    retry_asked = Signal()

    def __init__(self, theme: Theme, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = CaseloadModel(calendar, self)
        self.table = CaseloadTable(theme, self.model)
        self._shelves = Shelves.of(())
        self.loaded = False
        self._stack = QStackedWidget()
        self._loading, self._skeleton = _loading(theme)
        self._nobody = EmptyState(theme, "users", "")
        self._no_match = EmptyState(
            theme,
            "search",
            "No one matches these filters",
            "Look for another spelling, or let the filters go.",
            action="Clear filters",
        )
        self._no_match.acted.connect(self.clear_asked)
        self._failed = EmptyState(
            theme,
            "circle-alert",
            "The list could not be read",
            "What is saved is safe.",
            action="Try again",
            tone="danger_text",
        )
        self._failed.acted.connect(self.retry_asked)
        for widget in (self._loading, self.table, self._nobody, self._no_match, self._failed):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        selection = self.table.selectionModel()
        selection.currentRowChanged.connect(lambda *_: self.current_changed.emit())
        selection.selectionChanged.connect(lambda *_: self.chosen_changed.emit())

    @property
    def everybody(self) -> tuple[CaseloadRow, ...]:
        """All rows of the last fetch, whatever is shown of them."""
        return self._shelves.everybody

    @property
    def current(self) -> CaseloadRow | None:
        """The participant that keys act upon."""
        return self.model.row_at(self.table.currentIndex().row())

    def chosen(self) -> tuple[CaseloadRow, ...]:
        """The chosen participants, in the order of the list."""
        rows = (self.model.row_at(row) for row in self.table.chosen_rows())
        return tuple(row for row in rows if row is not None)

    def wait(self) -> None:
        """A fetch is under way; the first one shows a skeleton when it takes its time."""
        if not self.loaded:
            self._stack.setCurrentWidget(self._loading)
            self._skeleton.wait()

    def fail(self) -> None:
        """The fetch came to nothing."""
        self._skeleton.stop()
        if not self.loaded:
            self._stack.setCurrentWidget(self._failed)

    def take(self, shelves: Shelves) -> None:
        """Keep what was fetched; `show_filtered` shows it."""
        self._skeleton.stop()
        self._shelves = shelves
        self.loaded = True

    def show_filtered(self, wanted: CaseloadFilter, calendar: Calendar) -> None:
        """Show what `wanted` lets through; current and chosen people stay so while shown."""
        current, place = self.current, max(self.table.currentIndex().row(), 0)
        chosen = {row.id for row in self.chosen()}
        self.model.replace_on(choose(self._shelves, wanted), calendar)
        self._choose_again(chosen)
        stayed = self.model.place_of_row(current) if current else -1
        last = self.model.rowCount() - 1
        self.go_to_row(stayed if stayed >= 0 else min(place if current else 0, last))
        self._show_state(wanted)
        self.current_changed.emit()
        self.chosen_changed.emit()

    def go_to_row(self, row: int) -> None:
        """Make `row` the current one."""
        self.table.go_to(self.model.index(row, 0))

    def choose_all(self) -> None:
        """Choose everybody who is shown."""
        first, last = self.model.index(0, 0), self.model.index(self.model.rowCount() - 1, 0)
        whole = QItemSelection(first, last)
        self.table.selectionModel().select(whole, _SELECT_ROWS)

    def empty_words(self) -> str:
        """What the empty state says, "" while there is something to show."""
        shown = self._stack.currentWidget()
        return shown.accessibleName().split(".")[0] if isinstance(shown, EmptyState) else ""

    def _choose_again(self, chosen: set[UUID]) -> None:
        if chosen:
            self._select(at for at, row in enumerate(self.model.rows) if row.id in chosen)

    def _select(self, rows: Iterable[int]) -> None:
        selection = QItemSelection()
        for row in rows:
            index = self.model.index(row, 0)
            selection.select(index, index)
        self.table.selectionModel().select(selection, _SELECT_ROWS)

    def _show_state(self, wanted: CaseloadFilter) -> None:
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.table)
        elif wanted.is_narrowed:
            self._stack.setCurrentWidget(self._no_match)
        else:
            words = _NOBODY_IN.get(wanted.view, ("Nobody is here", ""))
            if not self.everybody:
                words = ("No participants yet", "People appear here as they are referred.")
            self._nobody.set_text(*words)
            self._stack.setCurrentWidget(self._nobody)


def _loading(theme: Theme) -> tuple[QWidget, Skeleton]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(16, Size.TABLE_HEADER, 16, 0)
    skeleton = Skeleton(theme, rows=10, row_height=Size.ROW_TWO_LINES)
    skeleton.hide()
    column.addWidget(skeleton)
    column.addStretch()
    return page, skeleton
