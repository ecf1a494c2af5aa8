"""The directory page: find the door that is open today, and keep its entry true."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lead_desktop.base.errors import EditConflict, LeadError
from lead_desktop.domain.directory.directory import LocalKnowledge, ServiceDetail
from lead_desktop.domain.directory.service_finder import FinderEntry, ServiceFinder, ServiceQuery
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.directory import directory
from lead_desktop.services.directory.directory import CheckService
from ui.kit.card import hairline
from ui.kit.empty_state import EmptyState
from ui.kit.keep_width import keep_width
from ui.kit.skeleton import Skeleton
from ui.models.day_words import Calendar
from ui.models.service_list import ServiceListModel
from ui.pages.directory.check_sheet import CheckSheet
from ui.pages.directory.detail import Detail
from ui.pages.directory.filter_bar import FilterBar, Wanted
from ui.pages.directory.knowledge_sheet import KnowledgeSheet
from ui.pages.directory.service_table import ServiceTable
from ui.pages.doing import Doing, SheetHost
from ui.pages.linkage_sheets.acts import LinkageActs
from ui.pages.page import Heading, KeyedPage, KeyHint
from ui.pages.sheet_keeper import keep_words
from ui.pages.workplace import Workplace
from ui.runner import Task
from ui.theme.tokens import Size

_DETAIL_AFTER_MS = 80
_DETAIL_WIDTH = 432
_MOST_LANGUAGES = 40


class DirectoryPage(KeyedPage, SheetHost):
    """Everything that is offered, found by words and needs; the current entry stands beside."""

    topics = frozenset({Topic.DIRECTORY, Topic.LINKAGES})
    narrow_navigation = True

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        theme = workplace.theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._finder: ServiceFinder | None = None
        self._task: Task[ServiceDetail] | None = None
        self._doing = Doing(workplace, self, self._publish)
        self._may_edit = workplace.desk.may(Act.EDIT_PLAN)
        self.acts = LinkageActs(workplace, self)
        self.bar = FilterBar(theme)
        self.model = ServiceListModel(Calendar.of(workplace.desk.clock), self)
        self.table = ServiceTable(theme, self.model)
        self.detail = Detail(theme, may_edit=self._may_edit)
        keep_width(self.detail, theme, _DETAIL_WIDTH)
        self._skeleton = Skeleton(theme, rows=12, row_height=Size.ROW_TWO_LINES)
        self._empty = EmptyState(
            theme,
            "life-buoy",
            "The directory is empty",
            "An administrator brings one in: lead-desktop import VAULT directory FILE",
        )
        self._no_match = EmptyState(
            theme,
            "search",
            "No service fits all of this",
            "Ask for less, or look in another neighborhood.",
            action="Clear filters",
        )
        self._no_match.acted.connect(self._clear)
        self._stack = QStackedWidget()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DETAIL_AFTER_MS)
        self._timer.timeout.connect(self.fetch_detail)
        self._lay_out()
        self.bar.changed.connect(lambda _: self._show_found())
        self.bar.search.left.connect(self.table.setFocus)
        self.table.opened.connect(lambda _: self.detail.area.setFocus())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._timer.start())
        self.detail.verify_asked.connect(self._ask_check)
        self.detail.edit_asked.connect(self._ask_knowledge)
        self.detail.link_asked.connect(self._link_somebody)
        self.acts.changed.connect(self._publish)
        self.acts.sheet_wanted.connect(lambda make: self.show_sheet(make(self)))

    def heading(self) -> Heading:
        return Heading("Directory")

    def hints(self) -> tuple[KeyHint, ...]:
        hints = [KeyHint(("/",), "find"), KeyHint(("J",), "next"), KeyHint(("Enter",), "read")]
        if self._may_edit:
            hints += [
                KeyHint(("N",), "link somebody"),
                KeyHint(("V",), "check"),
                KeyHint(("E",), "what we know"),
            ]
        return tuple(hints)

    def look_for(self, words: str) -> None:
        """Look for `words`, and let go of every other filter."""
        self.bar.clear()
        self.bar.search.setText(words)

    @property
    def loaded(self) -> bool:
        """Whether the directory has been fetched."""
        return self._finder is not None

    @property
    def current(self) -> FinderEntry | None:
        """The service that keys act upon."""
        return self.model.row_at(self.table.currentIndex().row())

    def refresh(self) -> None:
        desk = self.workplace.desk
        if self._finder is None:
            self._skeleton.wait()
        self.workplace.runner.run(
            lambda: directory.open_finder(desk), self._take, self._fail, owner=self
        )

    def activate(self) -> None:
        super().activate()
        # A list that is still hidden cannot take the focus; it would go to the search field.
        target = self.table if self.loaded else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _act_on(self, key: Qt.Key) -> bool:
        """Do what a plain key asks of this page; False when it asks nothing."""
        if key == Qt.Key.Key_Escape and self.bar.wanted.is_narrowed:
            self._clear()
        elif not self.table.letters_enabled:
            return False
        elif key == Qt.Key.Key_Slash:
            self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key == Qt.Key.Key_F:
            self.bar.open_filters()
        elif key == Qt.Key.Key_V and self._may_edit:
            self._ask_check()
        elif key == Qt.Key.Key_E and self._may_edit:
            self._ask_knowledge()
        elif key == Qt.Key.Key_N and self._may_edit:
            self._link_somebody()
        else:
            return False
        return True

    def _lay_out(self) -> None:
        left = QWidget()
        left.setProperty("kind", "surface")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(hairline())
        loading = QWidget()
        shapes = QVBoxLayout(loading)
        shapes.setContentsMargins(16, 0, 16, 0)
        self._skeleton.hide()
        shapes.addWidget(self._skeleton)
        shapes.addStretch()
        for widget in (loading, self.table, self._empty, self._no_match):
            self._stack.addWidget(widget)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self.detail)

    def _take(self, finder: ServiceFinder) -> None:
        self._skeleton.stop()
        self._finder = finder
        spoken = {
            name.strip()
            for entry in finder.entries
            for name in entry.languages.replace("\n", ",").split(",")
            if name.strip()
        }
        self.bar.offer(finder.zones(), sorted(spoken, key=str.casefold)[:_MOST_LANGUAGES])
        self._show_found()
        if self.rows_may_focus(self.table):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, error: LeadError) -> None:
        self._skeleton.stop()
        self.workplace.navigator.report(error)

    def _show_found(self) -> None:
        if self._finder is None:
            return
        clock, wanted, stood = self.workplace.desk.clock, self.bar.wanted, self.current
        now = clock.now().astimezone(clock.zone)
        found = self._finder.find(_query(wanted, now))
        self.model.replace_on(found, Calendar.of(clock))
        self.bar.show_count(len(found))
        if not found:
            self._stack.setCurrentWidget(self._no_match if wanted.is_narrowed else self._empty)
            self.detail.show_nothing()
            return
        self._stack.setCurrentWidget(self.table)
        place = self.model.place_of(stood) if stood else 0
        self.table.go_to(self.model.index(max(place, 0), 0))
        self._timer.start()

    def _clear(self) -> None:
        self.bar.clear()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def fetch_detail(self) -> None:
        """Show the current service whole; otherwise done once the hand rests on it."""
        entry, desk = self.current, self.workplace.desk
        if self._task is not None:
            self._task.forget()
        if entry is None:
            self.detail.show_nothing()
            return
        wanted = entry.line.id
        self._task = self.workplace.runner.run(
            lambda: directory.read_service(desk, wanted),
            self._show_detail,
            self.workplace.navigator.report,
            owner=self,
        )

    def _show_detail(self, detail: ServiceDetail) -> None:
        clock = self.workplace.desk.clock
        now = clock.now().astimezone(clock.zone)
        self.detail.show_detail(detail, Calendar.of(clock), now)

    def _link_somebody(self) -> None:
        """Begin a linkage to the service that is read."""
        entry = self.current
        if entry is not None:
            self.acts.begin(service=entry.line)

    def _ask_check(self) -> None:
        entry, desk = self.current, self.workplace.desk
        if entry is None:
            return
        sheet = CheckSheet(self.workplace.theme, self, entry.line.id, entry.line.name)
        keep_words(self.workplace, sheet, None, entry.line.id)

        def save(command: CheckService) -> None:
            self._doing.save(
                sheet,
                lambda: directory.check_service(desk, command),
                undo=lambda: directory.withdraw_check(desk, command.id),
            )

        sheet.wanted.connect(save)
        self.show_sheet(sheet)

    def _ask_knowledge(self) -> None:
        detail, desk = self.detail.detail, self.workplace.desk
        if detail is None:
            return
        theme, service_id, before = self.workplace.theme, detail.line.id, detail.knowledge
        sheet = KnowledgeSheet(theme, self, detail.line.name, before, desk.clock.today())
        keep_words(self.workplace, sheet, None, service_id)

        def save(knowledge: LocalKnowledge) -> None:
            self._doing.save(
                sheet,
                lambda: directory.save_knowledge(desk, service_id, knowledge),
                undo=lambda: directory.save_knowledge(
                    desk, service_id, replace(before, version=before.version + 1)
                ),
                refused=_refused,
            )

        sheet.wanted.connect(save)
        self.show_sheet(sheet)

    def _publish(self, change: Change) -> None:
        self.workplace.bus.publish(change.topics, change.ids, writer=self)
        self.refresh()


def _refused(sheet: KnowledgeSheet, error: LeadError) -> bool:
    if not isinstance(error, EditConflict):
        return sheet.refused(error)
    sheet.show_conflict(error)
    return True


def _query(wanted: Wanted, now: datetime) -> ServiceQuery:
    return ServiceQuery(
        words=wanted.words,
        category=wanted.category,
        zone=wanted.zone,
        open_at=now if wanted.open_now else None,
        walk_in=wanted.walk_in,
        language=wanted.language,
        cost=wanted.cost,
        moud=wanted.moud,
        insurance=wanted.insurance,
        welcomes=frozenset(wanted.welcomes),
    )
