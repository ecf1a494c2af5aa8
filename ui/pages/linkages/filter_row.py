"""The row over the board: board or table, finding, filter chips, and what stands out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from lead_desktop.domain.codes import ServiceCategory
from lead_desktop.domain.people.participant import LinkageLine
from ui.kit.button import Button
from ui.kit.chip import Chip, ChipLabel, RemovableChip
from ui.kit.choice_chip import Choice
from ui.kit.flow_layout import FlowLayout
from ui.kit.keep_width import keep_width
from ui.kit.label import Label
from ui.kit.search_field import SearchField
from ui.kit.segmented import Segmented
from ui.models.linkage_board import Board, BoardFilter, Facet
from ui.pages.facts import clear_layout
from ui.theme import Theme

BOARD, TABLE = "board", "table"
_FIND_WIDTH = 176


class FilterRow(QWidget):
    """changed carries the BoardFilter that is wanted; view_changed BOARD or TABLE."""

    changed = Signal(object)
    view_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filter = BoardFilter()
        self._shown: tuple[Chip, ...] = ()
        self._categories: tuple[ServiceCategory, ...] = ()
        self._workers: tuple[str, ...] = ()
        choices = (Choice(BOARD, "Board", "columns-3"), Choice(TABLE, "Table", "list-filter"))
        self.view = Segmented(theme, "How linkages are shown", choices)
        self.view.changed.connect(self.view_changed)
        self.search = SearchField(theme, "Find in these linkages")
        keep_width(self.search, theme, _FIND_WIDTH)
        self.search.textChanged.connect(self._find)
        chips = QWidget()
        self._chips = QHBoxLayout(chips)
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._chips.setSpacing(8)
        self.filter_button = Button(theme, "Filter", kind="ghost", icon="list-filter", keys="F")
        self.filter_button.clicked.connect(self.open_filters)
        told = QWidget()
        self._told = QHBoxLayout(told)
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(8)
        self._count = Label(theme, "", "caption", "text2")
        row = FlowLayout(self)
        for widget in (self.view, self.search, chips, self.filter_button, told, self._count):
            row.addWidget(widget)
        row.push_right(told)

    def show_filter(self, wanted: BoardFilter, board: Board) -> None:
        """Show which filters stand and what they let through."""
        self._filter = wanted
        chips = tuple(chip_of(facet, wanted) for facet in wanted.facets)
        if chips != self._shown:
            self._shown = chips
            clear_layout(self._chips)
            for facet, face in zip(wanted.facets, chips, strict=True):
                chip = RemovableChip(self._theme, face)
                chip.removed.connect(lambda which=facet: self._change(wanted.without(which)))
                self._chips.addWidget(chip)
        clear_layout(self._told)
        for told in told_chips(board):
            self._told.addWidget(ChipLabel(self._theme, told))
        linkages = "linkage" if board.linkages == 1 else "linkages"
        people = "participant" if board.participants == 1 else "participants"
        self._count.setText(f"{board.linkages} {linkages}, {board.participants} {people}")

    def offer(self, lines: Iterable[LinkageLine]) -> None:
        """Offer the categories and workers that occur in `lines`."""
        everything = tuple(lines)
        present = {line.need for line in everything}
        self._categories = tuple(one for one in ServiceCategory if one in present)
        self._workers = tuple(sorted({line.worker for line in everything}, key=str.casefold))

    def open_filters(self) -> None:
        """The menu of everything by which the board can be narrowed."""
        menu = QMenu(self)
        before, icon = self._filter, self._theme.icon
        if not before.mine:
            _add(menu, "My caseload", self._wish(replace(before, mine=True)))
        if not before.stalled:
            _add(menu, "Only stalled", self._wish(replace(before, stalled=True)))
        kinds = menu.addMenu(icon("route", "text2", 16), "What it is about")
        kinds.setEnabled(bool(self._categories))
        for one in self._categories:
            _add(kinds, one.label, self._wish(replace(before, category=one)))
        workers = menu.addMenu(icon("users", "text2", 16), "Worker")
        workers.setEnabled(bool(self._workers))
        for name in self._workers:
            _add(workers, name, self._wish(replace(before, worker=name)))
        menu.aboutToHide.connect(menu.deleteLater)
        under = self.filter_button
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + 4)))

    def _wish(self, wanted: BoardFilter) -> Callable[[], None]:
        return lambda: self._change(wanted)

    def _find(self, words: str) -> None:
        self._change(replace(self._filter, find=words))

    def _change(self, wanted: BoardFilter) -> None:
        self.changed.emit(wanted)


def chip_of(facet: Facet, wanted: BoardFilter) -> Chip:
    """The chip that stands for one part of the filter."""
    words, icon = {
        Facet.MINE: ("My caseload", "user"),
        Facet.CATEGORY: (wanted.category.label if wanted.category else "", "route"),
        Facet.WORKER: (wanted.worker or "", "users"),
        Facet.STALLED: ("Only stalled", "triangle-alert"),
    }[facet]
    return Chip(words, "accent", icon, size="lg", removable=True)


def told_chips(board: Board) -> list[Chip]:
    """What stands out now."""
    chips = []
    if board.stalled:
        chips.append(Chip(f"{board.stalled} stalled", "warn", "triangle-alert", size="lg"))
    if board.visits_today:
        many = "appointment" if board.visits_today == 1 else "appointments"
        words = f"{board.visits_today} {many} today"
        chips.append(Chip(words, "accent", "calendar-check", size="lg"))
    return chips


def _add(menu: QMenu, words: str, chosen: Callable[[], None]) -> None:
    # An ampersand in a name is no mnemonic.
    menu.addAction(words.replace("&", "&&")).triggered.connect(lambda _=False: chosen())
