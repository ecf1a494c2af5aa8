"""The supervisor's page: exceptions only, workloads, supervision of peers."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.codes import FormKind, WorkerPart
from lead_desktop.domain.worklist.oversight import Concern, ExceptionLine
from lead_desktop.services.changes import Topic
from lead_desktop.services.people import transfers
from lead_desktop.services.worklist import oversight
from lead_desktop.services.worklist.oversight import HeldSession, Oversight, ReportAnswer
from ui.kit.button import Button, IconButton
from ui.kit.card import Card, SectionHeader
from ui.kit.empty_state import EmptyState
from ui.kit.held_keys import held_keys
from ui.kit.keep_width import keep_width
from ui.kit.list_view import ListView
from ui.kit.skeleton import Skeleton
from ui.models.day_words import Calendar
from ui.models.worklist import Entry, WorkModel, exception_entries
from ui.pages.doing import Doing, SheetHost
from ui.pages.life_sheets.planned import PlannedCard
from ui.pages.life_sheets.transfer_acts import TransferActs
from ui.pages.list_card import list_card
from ui.pages.page import Heading, KeyHint, Page
from ui.pages.sheet_keeper import keep_words
from ui.pages.team.sheets import ReportSheet, SessionSheet
from ui.pages.team.side import SIDE_ROW, SideDelegate, SideModel
from ui.pages.work_delegate import WorkDelegate
from ui.pages.workplace import FormWish, Workplace
from ui.runner import Task
from ui.theme.tokens import Space

_SIDE = 320
_NARROW = 900
T = TypeVar("T")


class TeamPage(Page, SheetHost):
    """Each row opens the record behind it; R answers for an event, N writes a session down."""

    topics = frozenset(
        {
            Topic.TASKS,
            Topic.PARTICIPANTS,
            Topic.CONTACTS,
            Topic.LINKAGES,
            Topic.WORKLISTS,
            Topic.WORKERS,
        }
    )

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        theme = workplace.theme
        self._task: Task[Oversight] | None = None
        self._seen = Oversight((), (), ())
        self.loaded = False
        self._doing = Doing(workplace, self)
        self.model = WorkModel(self)
        self.view = ListView(theme, "What needs a supervisor", clear=True)
        self.view.setItemDelegate(WorkDelegate(theme, self.view))
        self.view.setModel(self.model)
        self.loads = SideModel(self)
        self.load_view = ListView(theme, "Caseloads by worker", clear=True)
        self.load_view.setItemDelegate(SideDelegate(theme, self.load_view))
        self.load_view.setModel(self.loads)
        self.standings = SideModel(self)
        self.standing_view = ListView(theme, "Supervision of peers", clear=True)
        self.standing_view.setItemDelegate(SideDelegate(theme, self.standing_view))
        self.standing_view.setModel(self.standings)
        self.passing = TransferActs(workplace, self)
        self.planned = PlannedCard(theme)
        self.pass_button = Button(theme, "Pass on", size="sm", icon="users", keys="P")
        self.pass_button.setAccessibleName("Pass on a whole caseload")
        missing = "Print what is missing, for a talk one to one (O)"
        self.print_button = IconButton(theme, "printer", missing, size="sm")
        self.session_button = Button(theme, "Session held", size="sm", icon="plus", keys="N")
        self._empty = EmptyState(
            theme, "circle-check", "Nothing needs you here", "Everybody is reached and signed."
        )
        self._failed = EmptyState(
            theme,
            "circle-alert",
            "The page could not be read",
            "What is saved is safe.",
            action="Try again",
            tone="danger_text",
        )
        self._skeleton = Skeleton(theme, rows=8, row_height=38)
        self._stack = QStackedWidget()
        self._side = QWidget()
        self._lay_out()
        self.view.opened.connect(lambda _: self._open())
        self.view.selectionModel().currentChanged.connect(lambda *_: self.heading_changed.emit())
        self.standing_view.opened.connect(lambda _: self._new_session())
        self.session_button.clicked.connect(lambda _=False: self._new_session())
        self._failed.acted.connect(self.refresh)
        self.print_button.clicked.connect(lambda _=False: self._print_one_to_one())
        self.pass_button.clicked.connect(lambda _=False: self._pass_on())
        self.planned.cancelled.connect(self.passing.cancel)
        self.passing.sheet_wanted.connect(lambda make: self.show_sheet(make(self)))
        self.passing.changed.connect(self._doing.publish)

    def heading(self) -> Heading:
        count = len(self._seen.lines)
        words = f"{count} {'exception' if count == 1 else 'exceptions'}" if self.loaded else ""
        return Heading("Team", words)

    def hints(self) -> tuple[KeyHint, ...]:
        walk = (KeyHint(("J",), "next"), KeyHint(("Enter",), "open"))
        line = self.line()
        report = line is not None and line.concern is Concern.CRITICAL
        extra = (KeyHint(("R",), "reported"),) if report else ()
        more = (("N", "session held"), ("P", "pass on"), ("O", "one to one"))
        return (*walk, *extra, *(KeyHint((key,), words) for key, words in more))

    def line(self) -> ExceptionLine | None:
        """The exception that keys act upon."""
        entry: Entry | None = self.model.row_at(self.view.currentIndex().row())
        return entry if isinstance(entry, ExceptionLine) else None

    def current_person(self) -> UUID | None:
        line = self.line()
        return line.participant_id if line is not None else None

    def order(self) -> tuple[UUID, ...]:
        people = (line.participant_id for line in self._seen.lines)
        return tuple(dict.fromkeys(who for who in people if who is not None))

    def refresh(self) -> None:
        desk = self.workplace.desk
        if self._task is not None:
            self._task.forget()
        if not self.loaded:
            self._skeleton.wait()
        self._task = self.workplace.runner.run(
            lambda: oversight.read_oversight(desk), self._take, self._fail, owner=self
        )
        self.workplace.runner.run(
            lambda: transfers.list_planned(desk),
            lambda planned: self.planned.show_planned(planned, Calendar.of(desk.clock)),
            self.workplace.navigator.report,
            owner=self,
        )

    def activate(self) -> None:
        super().activate()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= self.workplace.theme.px(_NARROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = held_keys(event)
        key = Qt.Key(event.key())
        if modifiers or self.sheet is not None or not self.view.letters_enabled:
            event.ignore()
        elif key == Qt.Key.Key_R:
            self._report()
        elif key == Qt.Key.Key_N:
            self._new_session()
        elif key == Qt.Key.Key_P:
            self._pass_on()
        elif key == Qt.Key.Key_O:
            self._print_one_to_one()
        else:
            event.ignore()

    def _pass_on(self) -> None:
        """Pass on everybody of the worker who stands chosen among the caseloads."""
        row = self.load_view.currentIndex().row()
        if not 0 <= row < len(self._seen.loads):
            return
        load = self._seen.loads[row]
        self.passing.pass_on_caseload(load.worker_id, load.worker, WorkerPart.CASE_MANAGER)

    def _print_one_to_one(self) -> None:
        """Print what is missing of the worker who stands chosen beside; of everybody while the
        exceptions are walked."""
        beside = self.standing_view if self.standing_view.hasFocus() else self.load_view
        rows = (self.standings if beside is self.standing_view else self.loads).rows
        row = beside.currentIndex().row()
        worker_id, words = None, ""
        if not self.view.hasFocus() and 0 <= row < len(rows):
            worker_id, words = rows[row].worker_id, rows[row].worker
        self.workplace.navigator.print_form(
            FormWish(kind=FormKind.ONE_TO_ONE, worker_id=worker_id, words=words)
        )

    def _open(self) -> None:
        line, navigator = self.line(), self.workplace.navigator
        if line is None:
            return
        if line.participant_id is not None:
            navigator.open_participant(line.participant_id)
        elif line.concern is Concern.SUPERVISION:
            self._new_session()
        else:
            self.load_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _report(self) -> None:
        line, desk = self.line(), self.workplace.desk
        if line is None or line.concern is not Concern.CRITICAL or line.subject_id is None:
            return
        event_id = line.subject_id
        sheet = ReportSheet(self.workplace.theme, self, line, desk.clock.today())
        keep_words(self.workplace, sheet, None, event_id)

        def keep(answer: ReportAnswer) -> None:
            self._doing.save(
                sheet,
                lambda: oversight.answer_report(desk, answer),
                "Kept",
                lambda: oversight.withdraw_answer(desk, event_id),
            )

        sheet.wanted.connect(keep)
        self.show_sheet(sheet)

    def _new_session(self) -> None:
        desk = self.workplace.desk
        peers = [(one.worker_id, one.worker) for one in self._seen.standings]
        if not peers:
            return
        line, row = self.line(), self.standing_view.currentIndex().row()
        chosen = line.subject_id if line and line.concern is Concern.SUPERVISION else None
        if self.standing_view.hasFocus() and 0 <= row < len(peers):
            chosen = peers[row][0]
        today = desk.clock.today()
        sheet = SessionSheet(self.workplace.theme, self, peers, today, chosen)
        keep_words(self.workplace, sheet, None, chosen or "")

        def write(held: HeldSession) -> None:
            self._doing.save(
                sheet,
                lambda: oversight.record_session(desk, held),
                "Session written down",
                lambda: oversight.remove_session(desk, held.id),
            )

        sheet.wanted.connect(write)
        self.show_sheet(sheet)

    def _take(self, seen: Oversight) -> None:
        line, row = self.line(), max(self.view.currentIndex().row(), 1)
        self._seen, self.loaded = seen, True
        self._skeleton.stop()
        self.model.replace(exception_entries(seen.lines))
        places = [at for at, entry in enumerate(self.model.rows) if entry == line]
        last = self.model.rowCount() - 1
        place = places[0] if places and line is not None else min(row, last)
        if not isinstance(self.model.row_at(place), ExceptionLine):
            place = min(place + 1, last)
        self.view.go_to(self.model.index(place, 0))
        self._stack.setCurrentWidget(self.view if seen.lines else self._empty)
        self.loads.replace(seen.loads)
        self.standings.replace(seen.standings)
        for view, model in ((self.load_view, self.loads), (self.standing_view, self.standings)):
            view.go_to(model.index(0, 0))
            # No card is longer than its list; the rest of the height stays free.
            view.setMaximumHeight(max(model.rowCount(), 1) * self.workplace.theme.px(SIDE_ROW) + 4)
        self.heading_changed.emit()

    def _fail(self, error: LeadError) -> None:
        self._skeleton.stop()
        if not self.loaded:
            self._stack.setCurrentWidget(self._failed)
        self.workplace.navigator.report(error)

    def _lay_out(self) -> None:
        theme = self.workplace.theme
        listed = list_card(self._stack, self._skeleton, self.view, self._empty, self._failed)
        load_card = Card(fixed=False)
        load_card.column.setContentsMargins(4, 12, 4, 8)
        above = _headed(SectionHeader(theme, "Caseloads"), self.pass_button, self.print_button)
        load_card.column.addWidget(above)
        load_card.column.addWidget(self.load_view, 1)
        peers = Card(fixed=False)
        peers.column.setContentsMargins(4, 12, 4, 8)
        head = _headed(SectionHeader(theme, "Supervision of peers"), self.session_button)
        peers.column.addWidget(head)
        peers.column.addWidget(self.standing_view, 1)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(16)
        for card in (load_card, peers):
            card.column.setSizeConstraint(QLayout.SizeConstraint.SetMinAndMaxSize)
        side.addWidget(load_card, 3)
        side.addWidget(self.planned)
        side.addWidget(peers, 2)
        side.addStretch(1)
        keep_width(self._side, theme, _SIDE)
        both = QHBoxLayout(self)
        both.setContentsMargins(Space.PAGE, 16, 20, 16)
        both.setSpacing(16)
        both.addWidget(listed, 1)
        both.addWidget(self._side)


def _headed(title: SectionHeader, *buttons: Button) -> QWidget:
    """The head of a card, with what can be done about it."""
    head = QWidget()
    row = QHBoxLayout(head)
    row.setContentsMargins(12, 0, 10, 0)
    row.addWidget(title, 1)
    for button in buttons:
        row.addWidget(button)
    head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return head
