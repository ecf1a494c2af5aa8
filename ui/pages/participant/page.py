"""The participant page: one person's whole story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError, NotFound
from lead_desktop.domain.codes import ParticipantStatus
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.domain.people.participant import ParticipantRecord
from lead_desktop.domain.people.transfer import PlannedTransfer
from lead_desktop.domain.trust.roles import Act
from lead_desktop.domain.worklist.duties import Duty
from lead_desktop.domain.worklist.upkeep import HarmReduction
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.consent.restricted import read_open_until
from lead_desktop.services.people import medications, participants, transfers
from lead_desktop.services.worklist.duties import list_duties
from ui.kit.button import IconButton
from ui.kit.card import hairline
from ui.kit.held_keys import held_keys
from ui.kit.label import Label
from ui.kit.side_sheet import SideSheet
from ui.kit.tab_bar import TabBar
from ui.models.day_words import Calendar
from ui.pages.doing import SheetHost
from ui.pages.life_sheets.acts import LifeActs
from ui.pages.life_sheets.medication_acts import MedicationActs
from ui.pages.life_sheets.planned import PlannedBanner
from ui.pages.life_sheets.transfer_acts import TransferActs
from ui.pages.page import Heading, KeyHint, Page
from ui.pages.participant.contacts_tab import ContactsTab
from ui.pages.participant.ending_banner import EndingBanner
from ui.pages.participant.facts_column import FactsColumn
from ui.pages.participant.header import Header
from ui.pages.participant.more_menu import Acts, open_menu
from ui.pages.participant.open_banner import OpenBanner
from ui.pages.participant.tab import Tab
from ui.pages.participant.tab_table import TABS, TabName
from ui.pages.participant.timeline_tab import TimelineTab
from ui.pages.workplace import Workplace
from ui.runner import Task
from ui.theme.tokens import Size, Space

_NARROW = 1280 - Size.NAV
"""Below this width of the page the facts give their room to the tab."""


@dataclass(frozen=True)
class Known:
    """What the page reads: the record, what happenings ask for, who takes over from when,
    naloxone and medication, and when it closes by itself."""

    record: ParticipantRecord
    due: tuple[Duty, ...]
    planned: tuple[PlannedTransfer, ...]
    harm: HarmReduction
    open_until: datetime | None


class ParticipantPage(Page, SheetHost):
    """Call `show_participant` before it comes on screen."""

    topics = frozenset({Topic.PARTICIPANTS, Topic.CONTACTS, Topic.LINKAGES, Topic.TASKS})

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._who: UUID | None = None
        self._opened: UUID | None = None
        self._neighbours: tuple[UUID, ...] = ()
        self._record: ParticipantRecord | None = None
        self._task: Task[Known] | None = None
        self._told: set[int] = set()
        theme = workplace.theme
        may = workplace.desk.may
        self.header = Header(theme, may_print=may(Act.PRINT_OWN_COPIES))
        self.tabs = TabBar(theme, "Parts of the record")
        for entry in TABS:
            self.tabs.add(entry.words)
        self._whole = QWidget()
        self._built: dict[int, Tab] = {}
        self._stack = QStackedWidget()
        self.facts = FactsColumn(theme, may=may(Act.EDIT_PERSON))
        self._before = IconButton(theme, "chevron-up", "Previous participant (Alt+Up)")
        self._after = IconButton(theme, "chevron-down", "Next participant (Alt+Down)")
        self._place = Label(theme, "", "caption", "text2")
        self.ending = EndingBanner(theme)
        self.planned = PlannedBanner(theme)
        self.open_until = OpenBanner(theme)
        self.life = LifeActs(workplace, self)
        self.transfer = TransferActs(workplace, self)
        self.medication = MedicationActs(workplace, self)
        for acts in (self.life, self.transfer, self.medication):
            acts.changed.connect(self._publish)
            acts.sheet_wanted.connect(self._make_sheet)
        self._lay_out()
        self.header.print_asked.connect(self._print)
        self.header.forms_asked.connect(self._print_forms)
        self.header.safety_asked.connect(lambda: self._for_person(self.life.show_safety))
        self.header.more.clicked.connect(self._open_menu)
        self.ending.reopen_asked.connect(self._reopen)
        self.planned.cancelled.connect(self.transfer.cancel)
        self.facts.safety_asked.connect(lambda: self._for_person(self.life.show_safety))
        self.facts.search_asked.connect(lambda: self._for_person(self.life.look_for))
        self.facts.status_asked.connect(self._propose)
        self.facts.medication_asked.connect(lambda: self._for_person(self.medication.show))
        self.facts.details_asked.connect(lambda: self.show_tab(TabName.DETAILS))
        self.tabs.currentChanged.connect(self._show_tab)
        self.facts.plan_asked.connect(lambda: self.show_tab(TabName.PLAN))
        self._before.clicked.connect(lambda: self._step(-1))
        self._after.clicked.connect(lambda: self._step(1))
        workplace.theme.changed.connect(self._place_facts)
        self._timeline()

    def show_participant(self, participant_id: UUID, neighbours: tuple[UUID, ...]) -> None:
        """Show this person; neighbours: the list they were opened from, in its order."""
        self._neighbours = neighbours
        if self.sheet is not None:
            self.sheet.dismiss()
        self._who = participant_id
        self._opened = None
        self._stale = False
        self._show_place()
        self.refresh()

    def current_person(self) -> UUID | None:
        return self._who

    def show_tab(self, name: TabName) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(self._place_of(name))

    def heading(self) -> Heading:
        name = self._record.row.preferred_name if self._record else ""
        return Heading(name, crumbs=(("caseload", "Caseload"),))

    def top_bar_widgets(self) -> tuple[QWidget, ...]:
        return (self._before, self._after, self._place)

    def hints(self) -> tuple[KeyHint, ...]:
        may = self.workplace.desk.may
        told = (
            (KeyHint(("L",), "log"), Act.LOG_CONTACT),
            (KeyHint(("[", "]"), "tabs"), Act.SEE_PARTICIPANTS),
            (KeyHint(("E",), "event"), Act.EDIT_PERSON),
            (KeyHint(("C",), "status"), Act.EDIT_PERSON),
            (KeyHint(("P",), "print"), Act.PRINT_OWN_COPIES),
            (KeyHint(("Esc",), "back"), Act.SEE_PARTICIPANTS),
        )
        return tuple(hint for hint, act in told if may(act))

    def refresh(self) -> None:
        who, desk = self._who, self.workplace.desk
        if who is None:
            return
        # The look is written down once per opening; a refresh is no further look.
        read = participants.read_record if self._opened == who else participants.open_record
        self._opened = who
        if self._task is not None:
            self._task.forget()
        self._task = self.workplace.runner.run(
            lambda: Known(
                read(desk, who),
                tuple(list_duties(desk, participant_id=who)),
                transfers.list_planned(desk, participant_id=who),
                medications.read_harm_reduction(desk, who),
                read_open_until(desk, who),
            ),
            self._take,
            self._fail,
            owner=self,
        )

    def activate(self) -> None:
        super().activate()
        self._current().take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_facts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        modifiers = held_keys(event)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if modifiers == Qt.KeyboardModifier.AltModifier and key in steps:
            self._step(steps[key])
        elif modifiers == Qt.KeyboardModifier.ShiftModifier and key == Qt.Key.Key_P and self._who:
            self.workplace.navigator.toggle_pin(self._who)
        elif modifiers or not self._act_on(key):
            event.ignore()

    def _act_on(self, key: Qt.Key) -> bool:
        """Do what a plain key asks; the tab is asked first. False when it asks nothing."""
        there = not self._whole.isHidden()
        letters = there and self._timeline().view.letters_enabled
        if there and (letters or key == Qt.Key.Key_Escape) and self._current().act_on(key):
            return True
        if key == Qt.Key.Key_Escape:
            self.workplace.navigator.go_back()
            return True
        if not letters:
            return False
        if key == Qt.Key.Key_BracketLeft:
            self._turn(-1)
        elif key == Qt.Key.Key_BracketRight:
            self._turn(1)
        elif key == Qt.Key.Key_L:
            self.workplace.navigator.log_contact(self._who)
        elif key == Qt.Key.Key_P:
            self._print()
        elif key == Qt.Key.Key_O:
            self._print_forms()
        elif key == Qt.Key.Key_E:
            self._for_person(self.life.add_event)
        elif key == Qt.Key.Key_C and self.life.may:
            self._for_person(self.life.change_status)
        else:
            return False
        return True

    def _lay_out(self) -> None:
        top = QWidget()
        top.setProperty("kind", "surface")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = QVBoxLayout(top)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(self.header)
        head.addWidget(self.open_until)
        head.addWidget(self.ending)
        head.addWidget(self.planned)
        bar = QHBoxLayout()
        bar.setContentsMargins(21, 0, 0, 0)
        bar.addWidget(self.tabs)
        bar.addStretch()
        head.addLayout(bar)
        self._body = QHBoxLayout()
        self._body.setContentsMargins(Space.PAGE, 0, 10, 0)
        self._body.setSpacing(Space.PAGE - Size.SCROLL_BAR)
        self._body.addWidget(self._stack, 1)
        self._body.addWidget(self.facts)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(hairline())
        column.addLayout(self._body, 1)

    def _tab(self, place: int) -> Tab:
        """The tab in `place`, built when it is first needed."""
        if place not in self._built:
            tab = TABS[place].build(self.workplace)
            tab.changed.connect(self._publish)
            if isinstance(tab, ContactsTab):
                tab.opened.connect(self._read_contact)
            tab.sheet_wanted.connect(self._make_sheet)
            self._built[place] = tab
            self._stack.addWidget(tab)
        return self._built[place]

    def _timeline(self) -> TimelineTab:
        tab = self._tab(self._place_of(TabName.TIMELINE))
        if not isinstance(tab, TimelineTab):
            raise TypeError("the first tab is the timeline")
        return tab

    def _place_of(self, name: TabName) -> int:
        return [entry.name for entry in TABS].index(name)

    def _read_contact(self, entry: ContactEntry) -> None:
        self.show_tab(TabName.TIMELINE)
        self._timeline().show_contact(entry)

    def _current(self) -> Tab:
        return self._tab(max(self.tabs.currentIndex(), 0))

    def _take(self, known: Known) -> None:
        self._record = record = known.record
        self._whole.show()
        calendar = Calendar.of(self.workplace.desk.clock)
        self.header.show_record(record, calendar)
        self.facts.show_record(record, calendar, known.due, known.harm)
        self.ending.show_ending(record.ending, calendar, may=self.life.may)
        self.planned.show_planned(known.planned, calendar)
        self.open_until.show_until(known.open_until, calendar)
        for place, entry in enumerate(TABS):
            self.tabs.set_count(place, entry.count(record))
        self._told.clear()
        self._tell(max(self.tabs.currentIndex(), 0))
        self.heading_changed.emit()

    def _fail(self, error: LeadError) -> None:
        self._opened = None
        if isinstance(error, NotFound):
            self._put_away()
        self.workplace.navigator.report(error)

    def _put_away(self) -> None:
        """Nothing of a record that may be read no more, or of the one before it, stays in sight."""
        if self.sheet is not None:
            self.sheet.dismiss()
        self._record = self._who = None
        self._told.clear()
        self._whole.hide()
        self.heading_changed.emit()
        if self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, place: int) -> None:
        """Show the record in a tab that does not know it yet."""
        if self._record is not None and place not in self._told:
            self._told.add(place)
            calendar = Calendar.of(self.workplace.desk.clock)
            self._tab(place).show_record(self._record, calendar)

    def _show_tab(self, place: int) -> None:
        tab = self._tab(place)
        self._stack.setCurrentWidget(tab)
        self._place_facts()
        self._tell(place)
        if not self.tabs.hasFocus():
            tab.take_focus()

    def _turn(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
        self._current().take_focus()

    def _place_facts(self) -> None:
        wide = self.width() >= self.workplace.theme.px(_NARROW)
        timeline = self._place_of(TabName.TIMELINE)
        self.facts.setVisible(wide and self.tabs.currentIndex() == timeline)

    def _step(self, step: int) -> None:
        """Go to the neighbour in the list that the person was opened from."""
        if self._who not in self._neighbours:
            return
        place = self._neighbours.index(self._who) + step
        if 0 <= place < len(self._neighbours):
            self.show_participant(self._neighbours[place], self._neighbours)

    def _show_place(self) -> None:
        there = self._who in self._neighbours
        place = self._neighbours.index(self._who) if there and self._who else -1
        count = len(self._neighbours)
        self._before.setEnabled(place > 0)
        self._after.setEnabled(0 <= place < count - 1)
        self._place.setText(f"{place + 1} of {count}" if there else "")

    def _print_forms(self) -> None:
        if self._who is not None and self.workplace.desk.may(Act.PRINT_OWN_COPIES):
            self.workplace.navigator.print_forms(self._who)

    def _print(self) -> None:
        if self._who is not None and self.workplace.desk.may(Act.PRINT_OWN_COPIES):
            self.workplace.navigator.print_summary(self._who)

    def _for_person(self, act: Callable[[UUID], None]) -> None:
        if self._who is not None:
            act(self._who)

    def _open_menu(self) -> None:
        if self._record is not None:
            acts = Acts(self.life, self.transfer, self.medication)
            open_menu(self.header.more, self._record, acts)

    def _propose(self) -> None:
        self._for_person(lambda who: self.life.change_status(who, ParticipantStatus.INACTIVE_LOST))

    def _reopen(self) -> None:
        record = self._record
        if record is not None:
            closed = record.row.status is ParticipantStatus.CLOSED
            back = ParticipantStatus.ACTIVE if closed else ParticipantStatus.REFERRED
            self.life.change_status(record.row.id, back)

    def _publish(self, change: Change) -> None:
        """Tell the other views what was changed here, and show it here."""
        self.workplace.bus.publish(change.topics, change.ids, writer=self)
        self.refresh()

    def _make_sheet(self, make: Callable[[QWidget], SideSheet]) -> None:
        self.show_sheet(make(self))
