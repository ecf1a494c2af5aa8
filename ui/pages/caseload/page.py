"""The caseload page: find, compare, open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.codes import Role
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.caseload_filter import (
    VIEWS,
    CaseloadFilter,
    Facet,
    Order,
    SavedViewLine,
)
from lead_desktop.domain.people.stage import View
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Topic
from ui.kit.button import Button
from ui.kit.card import hairline
from ui.kit.held_keys import held_keys
from ui.models.caseload import Col
from ui.models.day_words import Calendar
from ui.pages.caseload.bulk import Bulk
from ui.pages.caseload.chosen_bar import ChosenBar
from ui.pages.caseload.filter_bar import FilterBar, chip_of
from ui.pages.caseload.following import Following
from ui.pages.caseload.list_pane import ListPane
from ui.pages.caseload.listing import Listing, keep_columns, read_listing
from ui.pages.caseload.preview import Preview
from ui.pages.caseload.rail_foot import RailFoot
from ui.pages.caseload.saved_views import SavedViews
from ui.pages.caseload.views_rail import FACES, ViewsRail
from ui.pages.page import Heading, KeyHint, Page
from ui.pages.workplace import Workplace
from ui.theme.tokens import Size

_NARROW = 1280 - Size.NAV_RAIL
"""Below this width of the page the preview floats over the list, and only when asked for."""

_TABLE_MIN = 640
_DIGITS = {Qt.Key(Qt.Key.Key_1 + place): view for place, view in enumerate(VIEWS)}


class CaseloadPage(Page):
    """Everybody in one table with ready-made views; the current person is previewed."""

    topics = frozenset(
        {Topic.PARTICIPANTS, Topic.CONTACTS, Topic.LINKAGES, Topic.TASKS, Topic.WORKLISTS}
    )
    narrow_navigation = True

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._filter = CaseloadFilter()
        self._saved: SavedViewLine | None = None
        self._calendar = Calendar.of(workplace.desk.clock)
        self._preview_asked: bool | None = None
        theme = workplace.theme
        self.rail = ViewsRail(theme)
        self.foot = RailFoot(theme, may=workplace.desk.may(Act.TRANSFER_OWN))
        self.rail.foot.addWidget(self.foot)
        peer = workplace.desk.worker.role is Role.PEER
        self.bar = FilterBar(theme, "Peer: me" if peer else "Case manager: me")
        self.pane = ListPane(theme, self._calendar)
        may = workplace.desk.may
        self._may_log, self._may_print = may(Act.LOG_CONTACT), may(Act.PRINT_OWN_COPIES)
        self.preview = Preview(theme, self, may_log=self._may_log, may_print=self._may_print)
        self._middle = QWidget()
        self.selection_bar = ChosenBar(theme, self._middle, workplace.desk.may)
        self.saved_views = SavedViews(workplace, self)
        self.bulk = Bulk(workplace, self)
        self._forms = Button(theme, "Forms", kind="ghost", icon="printer")
        self._forms.clicked.connect(lambda: workplace.navigator.print_forms())
        self.following = Following(workplace, self.pane, self.preview)
        self._lay_out()
        self._connect()
        self._show_filter()

    def heading(self) -> Heading:
        title = FACES[self._filter.view].title
        return Heading(self._saved.name if self._saved else title)

    def top_bar_widgets(self) -> tuple[QWidget, ...]:
        return (self._forms,)

    def hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("J",), "next"),
            KeyHint(("X",), "select"),
            KeyHint(("Space",), "preview"),
            KeyHint(("Enter",), "open"),
            *((KeyHint(("U",), "follow-up"),) if self._may_log else ()),
            KeyHint(("W",), "save view"),
        )

    def current_person(self) -> UUID | None:
        return self.pane.current.id if self.pane.current is not None else None

    def order(self) -> tuple[UUID, ...]:
        return tuple(row.id for row in self.pane.model.rows)

    def refresh(self) -> None:
        desk = self.workplace.desk
        self.pane.wait()
        self.workplace.runner.run(
            lambda: read_listing(desk),
            self._take,
            self._fail,
            owner=self,
        )

    def activate(self) -> None:
        super().activate()
        # Rows that are still being fetched cannot take the focus; they ask the page for it.
        rows = self.pane.table
        (rows if rows.isVisible() else self).setFocus(Qt.FocusReason.OtherFocusReason)
        self.following.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_preview()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        modifiers = held_keys(event)
        if modifiers == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_A:
            self.pane.choose_all()
        elif modifiers == Qt.KeyboardModifier.ShiftModifier and key == Qt.Key.Key_P:
            self._pin()
        elif modifiers == Qt.KeyboardModifier.ShiftModifier and key == Qt.Key.Key_A:
            self._pass_all_on()
        elif modifiers or not self._act_on(key):
            event.ignore()

    def _act_on(self, key: Qt.Key) -> bool:
        """Do what a plain key asks of this page; False when it asks nothing."""
        if key == Qt.Key.Key_Escape:
            return self._step_back()
        if not self.pane.table.letters_enabled or self._sheet_is_open():
            return False
        if key in _DIGITS:
            self._show_view(_DIGITS[key])
        elif key in (acts := self._letters()):
            acts[key]()
        else:
            return False
        return True

    def _letters(self) -> dict[Qt.Key, Callable[[], object]]:
        """What each letter does, to the chosen people or to the current one."""
        reason = Qt.FocusReason.ShortcutFocusReason
        return {
            Qt.Key.Key_Slash: lambda: self.bar.search.setFocus(reason),
            Qt.Key.Key_F: self.bar.open_filters,
            Qt.Key.Key_O: self._turn_order,
            Qt.Key.Key_L: self._log,
            Qt.Key.Key_U: self._follow_up,
            Qt.Key.Key_A: lambda: self.bulk.assign(self._acted_upon()),
            Qt.Key.Key_W: self._save_view,
            Qt.Key.Key_P: self._print,
            Qt.Key.Key_V: lambda: self.saved_views.add_people(self._acted_upon()),
            Qt.Key.Key_Delete: lambda: self._take_off(self._acted_upon()),
            Qt.Key.Key_R: lambda: self.bulk.print_roster(self._acted_upon()),
        }

    def _step_back(self) -> bool:
        """Leave finding for the rows, let go of the choice, then of the filters; False when there
        is nothing to let go."""
        if self.bar.search.hasFocus() and self.pane.table.isVisible():
            self.pane.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.pane.chosen():
            self.pane.table.clear_chosen()
        elif self._filter.is_narrowed:
            self._clear_filters()
        else:
            return False
        return True

    def _lay_out(self) -> None:
        self._middle.setProperty("kind", "surface")
        self._middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(hairline())
        column.addWidget(self.pane, 1)
        # Said outright: the room of the preview, a margin, must not keep the page from shrinking.
        self.setMinimumSize(Size.SUB_RAIL + _TABLE_MIN, 320)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.rail)
        self._row.addWidget(hairline(upright=True))
        self._row.addWidget(self._middle, 1)

    def _connect(self) -> None:
        self.rail.chosen.connect(self._show_view)
        self.rail.saved_chosen.connect(self._show_saved)
        self.rail.removed.connect(self.saved_views.remove)
        self.rail.save_asked.connect(self._save_view)
        self.foot.pass_on_asked.connect(self.bulk.assign_all)
        self.bar.found.connect(lambda words: self._narrow(replace(self._filter, find=words)))
        self.bar.removed.connect(self._remove)
        self.bar.chosen.connect(self._narrow)
        self.bar.order_asked.connect(self._turn_order)
        self.bar.columns_changed.connect(self._hide_columns)
        self.bar.print_asked.connect(lambda: self.workplace.navigator.print_forms(None))
        self.bar.search.left.connect(self.pane.table.setFocus)
        self.pane.table.opened.connect(self._open)
        self.pane.table.previewed.connect(self._toggle_preview)
        self.pane.current_changed.connect(self.following.follow)
        self.pane.chosen_changed.connect(self._show_chosen)
        self.pane.clear_asked.connect(self._clear_filters)
        self.pane.retry_asked.connect(self.refresh)
        self.preview.log_asked.connect(self._log)
        self.preview.open_asked.connect(self._open)
        self.preview.print_asked.connect(self._print)
        self.preview.closed.connect(self._toggle_preview)
        self.workplace.theme.changed.connect(self._place_preview)
        self.selection_bar.acted.connect(self._act_on_chosen)
        self.selection_bar.cleared.connect(self.pane.table.clear_chosen)

    def _take(self, listing: Listing) -> None:
        self._calendar = Calendar.of(self.workplace.desk.clock)
        self.pane.take(listing.shelves)
        self.rail.show_counts(listing.shelves.counts)
        self.rail.show_saved(listing.saved)
        self.saved_views.known = tuple(line for line, _ in listing.saved)
        self._follow_saved(listing)
        self.bar.offer(listing.shelves.everybody)
        self.bar.show_hidden(listing.hidden)
        self.pane.table.hide_columns(listing.hidden)
        self.foot.show_load(listing.load, listing.planned, self._calendar)
        self.following.anew()
        self._show_filter()
        if self.rows_may_focus(self.pane.table):
            self.pane.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_saved(self, listing: Listing) -> None:
        """The saved view that is shown may have changed, or be gone."""
        before = self._saved
        if before is None:
            return
        self._saved = next((line for line, _ in listing.saved if line.id == before.id), None)
        if self._saved is not None and self._filter == before.wanted:
            self._filter = self._saved.wanted

    def _fail(self, error: LeadError) -> None:
        self.pane.fail()
        self.workplace.navigator.report(error)

    def _show_filter(self) -> None:
        if self.pane.loaded:
            self.pane.show_filtered(self._filter, self._calendar)
        self.rail.mark(self._filter.view, self._saved.id if self._saved else None)
        self.bar.show_filter(self._filter, self.pane.model.rowCount())

    def _narrow(self, wanted: CaseloadFilter) -> None:
        if wanted == self._filter:
            return
        another = wanted.view is not self._filter.view or self._saved is not None
        if self._saved is not None and wanted != self._saved.wanted:
            self._saved = None
        self._filter = wanted
        self._show_filter()
        if another:
            self.heading_changed.emit()

    def _show_view(self, view: View) -> None:
        self.bar.search.clear()
        self._narrow(self._filter.in_another(view))

    def _show_saved(self, line: SavedViewLine) -> None:
        self.bar.search.setText(line.wanted.find)
        self._saved = line
        self._filter = line.wanted
        self._show_filter()
        self.heading_changed.emit()
        self.pane.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save_view(self) -> None:
        chips = [chip_of(facet, self._filter, "Mine").text for facet in self._filter.facets]
        words = f"Words: {self._filter.find}" if self._filter.find.strip() else ""
        said = ", ".join(part for part in (FACES[self._filter.view].title, *chips, words) if part)
        self.saved_views.ask_name(self._filter, said)

    def _hide_columns(self, hidden: frozenset[Col]) -> None:
        self.pane.table.hide_columns(hidden)
        desk = self.workplace.desk
        self.workplace.runner.run(lambda: keep_columns(desk, hidden), lambda _: None, owner=self)

    def _sheet_is_open(self) -> bool:
        return self.saved_views.sheet is not None or self.bulk.sheet is not None

    def _remove(self, facet: Facet) -> None:
        self._narrow(self._filter.without(facet))
        self.pane.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear_filters(self) -> None:
        self.bar.search.clear()
        self._narrow(self._filter.cleared())
        self.pane.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_order(self) -> None:
        by_name = self._filter.order is Order.NEED
        self._narrow(replace(self._filter, order=Order.NAME if by_name else Order.NEED))

    def _open(self) -> None:
        if self.pane.current:
            self.workplace.navigator.open_participant(self.pane.current.id)

    def _log(self) -> None:
        if len(chosen := self.pane.chosen()) > 1:
            self.bulk.log(chosen)
            return
        self.workplace.navigator.log_contact(self.pane.current.id if self.pane.current else None)

    def _print(self) -> None:
        if self.pane.current and self._may_print:
            self.workplace.navigator.print_summary(self.pane.current.id)

    def _pin(self) -> None:
        if self.pane.current and self.pane.table.letters_enabled:
            self.workplace.navigator.toggle_pin(self.pane.current.id)

    def _pass_all_on(self) -> None:
        if self.pane.table.letters_enabled:
            self.bulk.assign_all()

    def _show_chosen(self) -> None:
        self.selection_bar.show_chosen(len(self.pane.table.chosen_rows()), self._saved)

    def _act_on_chosen(self, key: str) -> None:
        bulk = self.bulk
        acts = {"log": bulk.log, "follow_up": bulk.follow_up, "assign": bulk.assign}
        acts |= {"list": self.saved_views.add_people, "off": self._take_off}
        acts["roster"] = bulk.print_roster
        acts[key](self.pane.chosen())

    def _take_off(self, rows: tuple[CaseloadRow, ...]) -> None:
        if self._saved is not None:
            self.saved_views.take_off(self._saved, rows)

    def _acted_upon(self) -> tuple[CaseloadRow, ...]:
        """The chosen people, or the current one when none are chosen."""
        current = self.pane.current
        return self.pane.chosen() or ((current,) if current is not None else ())

    def _follow_up(self) -> None:
        if self._may_log:
            self.bulk.follow_up(self._acted_upon())

    def _toggle_preview(self) -> None:
        self._preview_asked = self.preview.isHidden()
        self._place_preview()
        if self._preview_asked:
            self.following.follow()
        self.pane.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_preview(self) -> None:
        """Beside the list where there is room; over its right edge where there is not."""
        px = self.workplace.theme.px
        wide = self.width() >= px(_NARROW)
        shown = wide if self._preview_asked is None else self._preview_asked
        self.preview.setVisible(shown)
        width = px(Size.PREVIEW)
        room = width if shown and wide else 0
        self._row.setContentsMargins(0, 0, room, 0)
        self.preview.setGeometry(self.width() - width, 0, width, self.height())
        self.preview.raise_()
