"""The bar over the table: finding, filter chips, how many, order and columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.caseload_filter import CaseloadFilter, Facet, Order, Reach
from lead_desktop.domain.people.stage import (
    ConsentMark,
    Stage,
)
from ui.kit.button import Button, IconButton
from ui.kit.chip import Chip, RemovableChip
from ui.kit.keep_width import keep_width
from ui.kit.label import Label
from ui.kit.search_field import SearchField
from ui.models.caseload import TITLES, Col
from ui.pages.caseload.table import OPTIONAL
from ui.theme import Theme

_FIND_WIDTH = 176


class FilterBar(QWidget):
    """`found` carries what was typed, `removed` a Facet, `chosen` a narrower CaseloadFilter.

    columns_changed carries the hidden columns; order_asked: sort the other way. print_asked:
    show the team's printed forms, the roster among them.
    own: the words of the chip for the worker's own people ("Case manager: me").
    """

    found = Signal(str)
    removed = Signal(object)
    chosen = Signal(object)
    order_asked = Signal()
    columns_changed = Signal(object)
    print_asked = Signal()

    def __init__(self, theme: Theme, own: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._own = own
        self._filter = CaseloadFilter()
        self._shown: tuple[Chip, ...] = ()
        self._stages: tuple[Stage, ...] = ()
        self._workers: tuple[str, ...] = ()
        self._hidden: frozenset[Col] = frozenset()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        self.search = SearchField(theme, "Find in this list")
        keep_width(self.search, theme, _FIND_WIDTH)
        self.search.textChanged.connect(self.found)
        row.addWidget(self.search)
        chips = _Yielding()
        self._chips = QHBoxLayout(chips)
        self._chips.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._chips.setSpacing(8)
        row.addWidget(chips)
        self.filter_button = Button(theme, "Filter", kind="ghost", icon="list-filter", keys="F")
        self.filter_button.clicked.connect(self.open_filters)
        row.addWidget(self.filter_button)
        row.addStretch(1)
        self._count = Label(theme, "", "caption", "text2")
        row.addWidget(self._count)
        self.order_button = IconButton(theme, "arrow-up-down", "Order")
        self.order_button.clicked.connect(self.order_asked)
        row.addWidget(self.order_button)
        self.columns_button = IconButton(theme, "columns-3", "Columns")
        self.columns_button.clicked.connect(self._open_columns)
        row.addWidget(self.columns_button)
        printer = IconButton(theme, "printer", "Print the roster and other forms")
        printer.clicked.connect(self.print_asked)
        row.addWidget(printer)

    def show_filter(self, wanted: CaseloadFilter, shown: int) -> None:
        """Show which filters stand and how many people they let through."""
        self._count.setText(f"{shown} {'participant' if shown == 1 else 'participants'}")
        need = wanted.order is Order.NEED
        order = "most needed first" if need else "by name"
        self.order_button.set_name(f"Order: {order}. Press O for the other")
        chips = tuple(chip_of(facet, wanted, self._own) for facet in wanted.facets)
        if chips != self._shown:
            self._shown = chips
            self._make_chips(wanted.facets)
        self._filter = wanted

    def show_hidden(self, hidden: frozenset[Col]) -> None:
        """Tick the columns that stand in the table."""
        self._hidden = hidden

    def offer(self, rows: Iterable[CaseloadRow]) -> None:
        """Offer the stages and workers that occur in `rows`."""
        everybody = tuple(rows)
        present = {row.stage for row in everybody}
        self._stages = tuple(stage for stage in Stage if stage in present)
        names = {name for row in everybody for name in (row.case_manager, row.peer) if name}
        self._workers = tuple(sorted(names, key=str.casefold))

    def open_filters(self) -> None:
        """The menu of everything by which the list can be narrowed."""
        menu = QMenu(self)
        stages = menu.addMenu(self._theme.icon("sprout", "text2", 16), "Stage")
        for stage in self._stages:
            _add(stages, stage.value, self._choose(stage=stage))
        workers = menu.addMenu(self._theme.icon("users", "text2", 16), "Worker")
        workers.setEnabled(bool(self._workers))
        for name in self._workers:
            _add(workers, name, self._choose(worker=name))
        consents = menu.addMenu(self._theme.icon("file-check", "text2", 16), "Consent")
        for mark in ConsentMark:
            _add(consents, mark.value, self._choose(consent=mark))
        reached = menu.addMenu(self._theme.icon("clock-alert", "text2", 16), "Contact")
        for reach in Reach:
            _add(reached, reach.value, self._choose(reach=reach))
        _add(menu, "Safety note on file", self._choose(safety=True))
        self._popup(menu, self.filter_button)

    def _choose(
        self,
        *,
        stage: Stage | None = None,
        worker: str | None = None,
        consent: ConsentMark | None = None,
        reach: Reach | None = None,
        safety: bool = False,
    ) -> Callable[[], None]:
        before = self._filter
        narrowed = replace(
            before,
            stage=stage or before.stage,
            worker=worker or before.worker,
            consent=consent or before.consent,
            reach=reach or before.reach,
            safety=safety or before.safety,
        )
        return lambda: self.chosen.emit(narrowed)

    def _open_columns(self) -> None:
        menu = QMenu(self)
        for column in OPTIONAL:
            action = menu.addAction(TITLES[column])
            action.setCheckable(True)
            action.setChecked(column not in self._hidden)
            action.toggled.connect(lambda on, which=column: self._show_column(which, on))
        self._popup(menu, self.columns_button)

    def _show_column(self, column: Col, shown: bool) -> None:
        self._hidden = self._hidden - {column} if shown else self._hidden | {column}
        self.columns_changed.emit(self._hidden)

    def _popup(self, menu: QMenu, under: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + 4)))

    def _make_chips(self, facets: tuple[Facet, ...]) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for facet, face in zip(facets, self._shown, strict=True):
            chip = RemovableChip(self._theme, face)
            chip.removed.connect(lambda which=facet: self.removed.emit(which))
            self._chips.addWidget(chip)


class _Yielding(QWidget):
    """Takes what its content asks for, and less where the window has less to give."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


def chip_of(facet: Facet, wanted: CaseloadFilter, own: str) -> Chip:
    """The chip that stands for one part of a filter."""
    words, icon = {
        Facet.NOT_CLOSED: ("Stage: not closed", "funnel"),
        Facet.MINE: (own, "user"),
        Facet.STAGE: (f"Stage: {wanted.stage}", "funnel"),
        Facet.WORKER: (f"Worker: {wanted.worker}", "user"),
        Facet.CONSENT: (str(wanted.consent), "file-check"),
        Facet.REACH: (str(wanted.reach), "clock-alert"),
        Facet.SAFETY: ("Safety note", "shield-alert"),
        Facet.PICKED: (f"Chosen by hand: {len(wanted.picked)}", "check"),
    }[facet]
    return Chip(words, "accent", icon, size="lg", removable=True)


def _add(menu: QMenu, words: str, chosen: Callable[[], None]) -> None:
    # An ampersand in a name is no mnemonic.
    menu.addAction(words.replace("&", "&&")).triggered.connect(lambda _=False: chosen())
