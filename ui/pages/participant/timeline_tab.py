"""The timeline tab: the whole story of one person, newest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout

from lead_desktop.domain.contacts.timeline import (
    ContactEntry,
    EntryKind,
    TimelineEntry,
    TimelineFilter,
)
from lead_desktop.domain.people.participant import ParticipantRecord
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.contacts import contacts
from lead_desktop.services.people import participants
from ui.kit.choice_chip import Choice
from ui.kit.empty_state import EmptyState
from ui.kit.search_field import SearchField
from ui.kit.segmented import Segmented
from ui.models.day_words import Calendar
from ui.models.timeline import Show, TimelineModel, WordFinder
from ui.pages.drawer_button import DrawerButton
from ui.pages.note_sheets.acts import NoteAct, NoteActs, acts_on
from ui.pages.participant.counseling_button import CounselingButton
from ui.pages.participant.counseling_sheet import CounselingSheet
from ui.pages.participant.log_row import LogRow
from ui.pages.participant.note_buttons import NoteButtons
from ui.pages.participant.tab import BESIDE_BAR, Tab
from ui.pages.participant.timeline_delegate import TimelineDelegate
from ui.pages.participant.timeline_filter import FilterPanel, Writers
from ui.pages.participant.timeline_tools import TimelineTools
from ui.pages.participant.timeline_view import TimelineView
from ui.pages.workplace import Workplace
from ui.runner import Task

_PAGE = 100
_MOST_HITS = 200
_MOST_AGAIN = 600  # entries that a refresh fetches again at most
_FIND_AFTER_MS = 150
_AHEAD = 3  # screens of entries that are kept loaded below the one in sight
_TICK = timedelta(microseconds=1)
_CHOICES = (
    Choice(Show.EVERYTHING, "Everything"),
    Choice(Show.CONTACTS, "Contacts"),
    Choice(Show.LINKAGES, "Linkages"),
    Choice(Show.EVENTS, "Events"),
)
_KINDS: dict[Show, EntryKind | None] = {
    Show.EVERYTHING: None,
    Show.CONTACTS: EntryKind.CONTACT,
    Show.LINKAGES: EntryKind.LINKAGE,
    Show.EVENTS: EntryKind.EVENT,
}
_NOTHING: dict[Show, tuple[str, str]] = {
    Show.EVERYTHING: ("No contacts yet", "The first one starts the story."),
    Show.CONTACTS: ("No contacts yet", "The first one starts the story."),
    Show.LINKAGES: ("No linkage has moved yet", ""),
    Show.EVENTS: ("No events on record", ""),
}


class TimelineTab(Tab):
    """What stands chosen can be signed, changed or written to; L writes the next contact down."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        theme, clock = workplace.theme, workplace.desk.clock
        self._who: UUID | None = None
        self._more = False
        self._task: Task[list[TimelineEntry]] | None = None
        self._hits: Task[list[ContactEntry]] | None = None
        self._limit = _PAGE
        self._goal: UUID | None = None
        self.model = TimelineModel(Calendar.of(clock), self)
        self.delegate = TimelineDelegate(
            theme, self.model.calendar, workplace.desk.worker.name, self
        )
        self.view = TimelineView(theme, self.model, self.delegate)
        self.kinds = Segmented(theme, "Show", _CHOICES)
        self.search = SearchField(theme, "Find in notes", placeholder="Find in notes")
        self.panel = FilterPanel(theme, self.model.calendar)
        self.drawer_button = DrawerButton(workplace)
        self.counseling_button = CounselingButton(workplace)
        self.acts = NoteActs(workplace, self)
        self.note_buttons = NoteButtons(theme)
        self.tools = TimelineTools(
            theme,
            self.kinds,
            self.note_buttons,
            self.search,
            self.counseling_button,
            self.drawer_button,
        )
        self.filter_button = self.tools.filter_button
        self.log_row = LogRow(theme)
        self._empty = EmptyState(theme, "message-square-plus", "No contacts yet")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FIND_AFTER_MS)
        self._lay_out()
        self._connect()

    def show_record(self, record: ParticipantRecord, calendar: Calendar) -> None:
        if record.row.id != self._who:
            self._who = record.row.id
            self.search.clear()
            self.panel.calendar = calendar
            self.panel.clear()
            self._show_filter()
            self.model.begin_anew((), calendar)
            self._offer_acts()
            self._limit = _PAGE
        self.delegate.calendar = calendar
        self.counseling_button.show_person(record.row.id)
        self.log_row.name(record.row.preferred_name.split()[0])
        # As many as are shown already, so that a refresh never takes the ground from under a row.
        self._limit = min(max(_PAGE, self.model.loaded), _MOST_AGAIN)
        self._fetch_first()

    def show_contact(self, entry: ContactEntry) -> None:
        """Show one contact among those of its day; “Clear” in the filter shows everything again."""
        self._goal = entry.id
        self.search.clear()
        self.kinds.choose(Show.EVERYTHING)
        self.panel.ask_day(self.delegate.calendar.day_of(entry.occurred_at))
        self.panel.show()
        self._narrow()
        self.take_focus()

    def take_focus(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def act_on(self, key: Qt.Key) -> bool:
        if self.note_buttons.act_on(key):
            return True
        if key == Qt.Key.Key_Slash:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key == Qt.Key.Key_F:
            self._toggle_filter()
        elif key == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.take_focus()
        elif key == Qt.Key.Key_Escape and not self.panel.isHidden():
            self._toggle_filter()
        else:
            return False
        return True

    def _lay_out(self) -> None:
        if not self._workplace.desk.may(Act.LOG_CONTACT):
            self.drawer_button.hide()
            self.log_row.hide()
        self._stack = QStackedWidget()
        # In a low window the entries give way, not what stands above them.
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(10)
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, BESIDE_BAR, 0)
        above.setSpacing(10)
        above.addWidget(self.tools)
        above.addWidget(self.panel)
        above.addWidget(self.log_row)
        column.addLayout(above)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.kinds.changed.connect(self._show_kind)
        self.search.textChanged.connect(lambda _: self._timer.start())
        self.search.left.connect(self.take_focus)
        self._timer.timeout.connect(self._find)
        self.note_buttons.asked.connect(self._do)
        self.filter_button.clicked.connect(self._toggle_filter)
        self.panel.changed.connect(self._narrow)
        self.counseling_button.clicked.connect(self._open_counseling)
        self.log_row.clicked.connect(self._log)
        self.view.opened.connect(lambda _: self._open())
        self.view.verticalScrollBar().valueChanged.connect(lambda _: self._reach_on())
        self.view.selectionModel().currentChanged.connect(lambda *_: self._offer_acts())

    def _fetch_first(self) -> None:
        """The newest entries of the person who is shown; an older answer is dropped."""
        who, desk, limit = self._who, self._workplace.desk, self._limit
        if who is None:
            return
        if self.search.text().strip():
            self._find()
            return
        if self._task is not None:
            self._task.forget()
        only = self.only
        self._task = self._workplace.runner.run(
            lambda: participants.list_timeline(desk, who, limit=limit, only=only),
            lambda entries: self._begin(entries, limit),
            self._workplace.navigator.report,
            owner=self,
        )

    def _begin(self, entries: list[TimelineEntry], limit: int) -> None:
        self._task = None
        self._limit = _PAGE
        self._more = len(entries) >= limit
        self._replace(entries)
        self._show_state(*self._nothing())
        if self._goal is not None:
            self.view.go_to(self.model.index(self.model.place_of(self._goal), 0))
            self._goal = None
        self._reach_on()

    def _replace(self, entries: list[TimelineEntry]) -> None:
        """Other entries in place of those shown; row and place on the screen stay."""
        place, row = self.view.verticalScrollBar().value(), self.view.currentIndex().row()
        self.delegate.forget()
        self.model.begin_anew(entries, self.delegate.calendar)
        self.view.updateGeometries()
        self.view.verticalScrollBar().setValue(place)
        if row >= 0:
            self.view.go_to(self.model.index(min(row, self.model.rowCount() - 1), 0))
        self._offer_acts()

    def _reach_on(self) -> None:
        """Fetch the next page well before the end comes into sight."""
        bar = self.view.verticalScrollBar()
        near = bar.maximum() - bar.value() < _AHEAD * max(self.view.viewport().height(), 1)
        oldest, who = self.model.oldest, self._who
        if not (near and self._more and self._task is None and oldest and who):
            return
        desk, limit, only = self._workplace.desk, self._limit, self.only
        # The edge itself is asked for again: several entries may share its moment.
        before = oldest + _TICK
        self._task = self._workplace.runner.run(
            lambda: participants.list_timeline(desk, who, limit=limit, before=before, only=only),
            lambda entries: self._go_on(entries, limit),
            self._workplace.navigator.report,
            owner=self,
        )

    def _go_on(self, entries: list[TimelineEntry], limit: int) -> None:
        self._task = None
        if self.search.text().strip():
            return
        self._more = len(entries) >= limit
        fresh = self.model.append(entries)
        # A page of nothing but known entries: more share one moment than a page holds.
        self._limit = _PAGE if fresh else limit * 2
        self._reach_on()

    def _find(self) -> None:
        words, who, desk = self.search.text().strip(), self._who, self._workplace.desk
        only = replace(self.only, kind=None)
        self.delegate.highlight(WordFinder(words))
        for stale in (self._hits, self._task):
            if stale is not None:
                stale.forget()
        self._task = None
        if not words:
            self._limit = _PAGE
            self._fetch_first()
            return
        self._hits = self._workplace.runner.run(
            lambda: contacts.list_contacts(
                desk, participant_id=who, find=words, newest_first=True, limit=_MOST_HITS, only=only
            ),
            self._show_hits,
            self._workplace.navigator.report,
            owner=self,
        )

    def _show_hits(self, found: list[ContactEntry]) -> None:
        self._more = False
        self._replace([*found])
        self.view.scrollToTop()
        self._show_state("No note says that", "The beginnings of all words are looked for.")

    @property
    def only(self) -> TimelineFilter:
        """What is asked of the vault: the kind in the bar, and the panel's answers."""
        return replace(self.panel.only(), kind=_KINDS[Show(self.kinds.value() or Show.EVERYTHING)])

    def _show_kind(self, key: str) -> None:
        """At once out of what is loaded; then the vault is asked for this kind alone."""
        self.model.show_only(Show(key))
        self.view.scrollToTop()
        self._narrow()

    def _narrow(self) -> None:
        self._show_filter()
        self._limit = _PAGE
        self._fetch_first()

    def _nothing(self) -> tuple[str, str]:
        if self.panel.only().count:
            return "Nothing by this filter", "“Clear” in the filter shows everything again."
        return _NOTHING[Show(self.kinds.value() or Show.EVERYTHING)]

    def _toggle_filter(self) -> None:
        """Open the filter with the focus in it, or fold it; what it asks stays."""
        opening = self.panel.isHidden()
        self.panel.setVisible(opening)
        if not opening:
            self.take_focus()
            return
        self.panel.setFocus(Qt.FocusReason.ShortcutFocusReason)
        who, desk = self._who, self._workplace.desk
        if who is not None:
            self._workplace.runner.run(
                lambda: participants.list_writers(desk, who), self._take_writers, owner=self
            )

    def _take_writers(self, writers: Writers) -> None:
        self.panel.set_writers(writers)

    def _show_filter(self) -> None:
        self.tools.show_count(self.panel.only().count)

    def _show_state(self, heading: str, line: str) -> None:
        """The list, or why it is empty; it is not called empty while older pages may follow."""
        empty = self.model.rowCount() == 0 and not self._more
        if empty:
            self._empty.set_text(heading, line)
        self._stack.setCurrentWidget(self._empty if empty else self.view)

    def _chosen(self) -> ContactEntry | None:
        """The contact that stands chosen."""
        item = self.model.row_at(self.view.currentIndex().row())
        return item if isinstance(item, ContactEntry) else None

    def _acts(self) -> tuple[NoteAct, ...]:
        """What can be done here with the note that stands chosen."""
        entry = self._chosen()
        offered = () if entry is None else acts_on(entry, self._workplace.desk)
        return tuple(offered)

    def _offer_acts(self) -> None:
        self.note_buttons.offer(self._acts())

    def _open(self) -> None:
        """Enter: change an own unsigned note, write to a signed one."""
        acts = self._acts()
        for act in (NoteAct.CHANGE, NoteAct.ADD):
            if act in acts:
                self._do(act)
                return

    def _do(self, act: NoteAct) -> None:
        entry = self._chosen()
        if entry is not None:
            self.take_focus()
            self.acts.do(act, entry)

    def _log(self) -> None:
        self._workplace.navigator.log_contact(self._who)

    def _open_counseling(self) -> None:
        workplace, who = self._workplace, self._who
        if who is not None:
            self.sheet_wanted.emit(lambda host: CounselingSheet(workplace, host, who))
