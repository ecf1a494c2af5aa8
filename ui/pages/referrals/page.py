"""Referrals: who waits for a first visit, who for answers, what partners said."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.referral.referral import (
    SHELF_LABEL,
    ReferralLine,
    Shelf,
    clocks_of,
    partners_of,
)
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Topic
from lead_desktop.services.referral import referrals
from ui.kit.button import Button
from ui.kit.card import hairline
from ui.kit.empty_state import EmptyState
from ui.kit.keep_width import keep_width
from ui.kit.skeleton import Skeleton
from ui.kit.tab_bar import TabBar
from ui.models.day_words import Calendar
from ui.models.referrals import ReferralModel
from ui.pages.page import Heading, KeyedPage, KeyHint
from ui.pages.referrals.acts import Acts
from ui.pages.referrals.detail import FACES, Detail, Shown
from ui.pages.referrals.duplicates_pane import DuplicatesPane
from ui.pages.referrals.merge_acts import MergeActs
from ui.pages.referrals.table import ReferralTable
from ui.pages.workplace import Workplace
from ui.runner import Task
from ui.theme.tokens import Size

_DETAIL_AFTER_MS = 80
_DETAIL_WIDTH = 392
DOCKET = "docket"
DUPLICATES = "duplicates"
_EMPTY: dict[str, tuple[str, str]] = {
    Shelf.OUTREACH: ("Everybody has had a first visit", "New referrals start their clock here."),
    Shelf.ANSWERS: ("No answer is open", "Questions and partners' decisions wait here."),
    Shelf.ACCEPTED: ("Nobody was accepted yet", "After every partner has agreed."),
    Shelf.NOT_ELIGIBLE: ("Nobody was turned away", "Each stays countable, with the other door."),
    Shelf.DECLINED: ("Every referral went on", "Those that did not stay here, with their reason."),
    DOCKET: ("Nothing is up for the meeting", "P on a referral puts it on the docket."),
}


class ReferralsPage(KeyedPage):
    """The shelves of referrals, the docket of the partners' meeting, and possible duplicates."""

    topics = frozenset({Topic.REFERRALS, Topic.PARTICIPANTS, Topic.CONTACTS, Topic.DUPLICATES})

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        theme, desk = workplace.theme, workplace.desk
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lines: list[ReferralLine] = []
        self._task: Task[Shown] | None = None
        self._shown: Shown | None = None
        self.loaded = False
        self._may_record = desk.may(Act.RECORD_REFERRAL)
        partners = partners_of(desk.settings)
        self.tabs = TabBar(theme, "Shelves of referrals")
        self._shelves: list[str] = [*Shelf, DOCKET]
        for shelf in Shelf:
            self.tabs.add(SHELF_LABEL[shelf])
        self.tabs.add("Docket")
        self._shelves.append(DUPLICATES)
        self.tabs.add("Duplicates")
        self.new = Button(theme, "New referral", kind="default", icon="plus", keys="N", parent=self)
        self.new.hide()
        self.print = Button(
            theme, "Print the docket", icon="printer", size="sm", keys="O", parent=self
        )
        self.print.hide()
        self._may_print = desk.may(Act.PRINT_JUSTICE_COPIES)
        self.model = ReferralModel(Calendar.of(desk.clock), desk.clock.now(), self)
        self.table = ReferralTable(theme, self.model, partners)
        self.detail = Detail(
            theme,
            partners,
            may_record=self._may_record,
            may_except=desk.may(Act.OVERRIDE),
            clocks=clocks_of(desk.settings),
        )
        keep_width(self.detail, theme, _DETAIL_WIDTH)
        self.duplicates = DuplicatesPane(workplace)
        self.acts = Acts(workplace, self, self.refresh, self._offer_social)
        self.merging = MergeActs(workplace, self, self.refresh)
        self.duplicates.merge_wanted.connect(self.merging.compare)
        self.duplicates.undo_wanted.connect(self.merging.take_back)
        self._empty = EmptyState(theme, "inbox", "")
        self._skeleton = Skeleton(theme, rows=10, row_height=Size.ROW_TWO_LINES)
        self._stack = QStackedWidget()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DETAIL_AFTER_MS)
        self._timer.timeout.connect(self.fetch_detail)
        self._lay_out()
        self.tabs.currentChanged.connect(lambda _: self._show_shelf())
        self.new.clicked.connect(lambda: workplace.navigator.refer(None))
        self.print.clicked.connect(workplace.navigator.print_docket)
        self.table.opened.connect(lambda _: self._act("open"))
        self.table.selectionModel().currentChanged.connect(lambda *_: self._timer.start())
        self.detail.acted.connect(self._act)

    def heading(self) -> Heading:
        return Heading("Referrals")

    def top_bar_widgets(self) -> tuple[QWidget, ...]:
        return (self.new,) if self._may_record else ()

    def hints(self) -> tuple[KeyHint, ...]:
        hints = [KeyHint(("J",), "next"), KeyHint(("1", "7"), "shelf")]
        if self._may_record:
            hints += [
                KeyHint(("N",), "new"),
                KeyHint(("E",), "decision"),
                KeyHint(("P",), "docket"),
            ]
        return (*hints, KeyHint(("Enter",), "open"))

    @property
    def shelf(self) -> str:
        """The shelf that shows: a Shelf, "docket" or "duplicates"."""
        return self._shelves[self.tabs.currentIndex()]

    @property
    def current(self) -> ReferralLine | None:
        """The referral that keys act upon."""
        return self.model.row_at(self.table.currentIndex().row())

    def current_person(self) -> UUID | None:
        return self.current.participant_id if self.current is not None else None

    def order(self) -> tuple[UUID, ...]:
        return tuple(dict.fromkeys(line.participant_id for line in self.model.rows))

    def show_shelf(self, shelf: str) -> None:
        """Show one of the shelves."""
        self.tabs.setCurrentIndex(self._shelves.index(shelf))

    def refresh(self) -> None:
        desk = self.workplace.desk
        if not self.loaded:
            self._skeleton.wait()
        self.workplace.runner.run(
            lambda: referrals.list_referrals(desk), self._take, self._fail, owner=self
        )
        if self.shelf == DUPLICATES:
            self.duplicates.refresh()
        else:
            self.duplicates.mark_stale()

    def activate(self) -> None:
        super().activate()
        target: QWidget = self.table if self.loaded and self.table.isVisible() else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _act_on(self, key: Qt.Key) -> bool:
        """Do what a plain key asks of this page; False when it asks nothing."""
        if not self.table.letters_enabled:
            return False
        place = int(key) - int(Qt.Key.Key_1)
        if 0 <= place < len(self._shelves):
            self.tabs.setCurrentIndex(place)
            return True
        if key == Qt.Key.Key_N and self._may_record:
            self.workplace.navigator.refer(None)
            return True
        if self.shelf == DUPLICATES:
            return self.duplicates.act_on(key)
        if key == Qt.Key.Key_O and self.print.isVisible():
            self.workplace.navigator.print_docket()
            return True
        letters = {face.keys: name for name, face in FACES.items() if len(face.keys) == 1}
        asked = letters.get(chr(int(key))) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else None
        if asked is None or not self.detail.buttons[asked].isVisible():
            return False
        self._act(asked)
        return True

    def _lay_out(self) -> None:
        ground = QWidget()
        ground.setProperty("kind", "surface")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top = QHBoxLayout()
        top.setContentsMargins(24, 4, 24, 0)
        top.addWidget(self.tabs)
        top.addStretch(1)
        top.addWidget(self.print)
        loading = QWidget()
        shapes = QVBoxLayout(loading)
        shapes.setContentsMargins(24, 0, 24, 0)
        self._skeleton.hide()
        shapes.addWidget(self._skeleton)
        shapes.addStretch()
        for widget in (loading, self.table, self._empty, self.duplicates):
            self._stack.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._stack, 1)
        row.addWidget(self.detail)
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(hairline())
        column.addLayout(row, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ground)

    def _take(self, lines: list[ReferralLine]) -> None:
        self._skeleton.stop()
        self.loaded = True
        self._lines = lines
        for place, shelf in enumerate(self._shelves):
            if shelf != DUPLICATES:
                self.tabs.set_count(place, len(self._on(shelf)))
        self._show_shelf()
        if self.isVisible() and self.focusWidget() in (None, self, self.table):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, error: LeadError) -> None:
        self._skeleton.stop()
        self.workplace.navigator.report(error)

    def _on(self, shelf: str) -> list[ReferralLine]:
        """The referrals of a shelf: those with a clock by their clock, the others newest first."""
        if shelf == DOCKET:
            up = [line for line in self._lines if line.docket_on and line.is_open]
            return sorted(up, key=lambda line: (line.docket_on, line.received_at))
        found = [line for line in self._lines if line.shelf.value == shelf]
        if shelf == Shelf.OUTREACH:
            return sorted(found, key=lambda line: line.due or line.received_at)
        return sorted(found, key=lambda line: line.received_at, reverse=True)

    def _show_shelf(self) -> None:
        if not self.loaded:
            return
        shelf = self.shelf
        self.detail.setVisible(shelf != DUPLICATES)
        self.print.setVisible(shelf == DOCKET and self._may_print)
        if shelf == DUPLICATES:
            self._stack.setCurrentWidget(self.duplicates)
            self.duplicates.appear()
            return
        stood, lines = self.current, self._on(shelf)
        clock = self.workplace.desk.clock
        self.model.show_lines(tuple(lines), Calendar.of(clock), clock.now())
        if not lines:
            title, words = _EMPTY[shelf]
            # The key that fills the docket is for those who may press it.
            tells_key = shelf == DOCKET and not self._may_record
            self._empty.set_text(title, "" if tells_key else words)
            self._stack.setCurrentWidget(self._empty)
            self._shown = None
            self.detail.show_nothing()
            return
        self._stack.setCurrentWidget(self.table)
        ids = [line.id for line in lines]
        place = ids.index(stood.id) if stood is not None and stood.id in ids else 0
        self.table.go_to(self.model.index(place, 0))
        self._timer.start()

    def fetch_detail(self) -> None:
        """Show the current referral whole; otherwise done once the hand rests on it."""
        line, desk = self.current, self.workplace.desk
        if self._task is not None:
            self._task.forget()
        if line is None:
            self._shown = None
            self.detail.show_nothing()
            return
        self._task = self.workplace.runner.run(
            lambda: Shown(line, referrals.read_more(desk, line.id)),
            self._show_detail,
            self.workplace.navigator.report,
            owner=self,
        )

    def _show_detail(self, shown: Shown) -> None:
        self._shown = shown
        self.detail.show_referral(shown, Calendar.of(self.workplace.desk.clock))

    def _act(self, name: str) -> None:
        line = self.current
        if self._shown is not None and line is not None and self._shown.line.id == line.id:
            self.acts.do(name, Shown(line, self._shown.more))

    def _offer_social(self, shown: Shown) -> None:
        self.workplace.navigator.refer(shown.line)
