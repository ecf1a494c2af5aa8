"""Everything that the window shows while a vault is open. A lock destroys the whole of it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.codes import FormKind
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Topic
from lead_desktop.services.contacts.drafts import DraftState
from ui.kit.banner import Banner
from ui.kit.card import hairline
from ui.kit.message_bar import MessageBar
from ui.kit.sheet import Sheet
from ui.models.shortcuts import Command, KeyNote
from ui.pages.directory.page import DirectoryPage
from ui.pages.forms.page import FormsPage
from ui.pages.last_words import Keep, LastWords
from ui.pages.page import Page
from ui.pages.participant.page import ParticipantPage
from ui.pages.participant.tab_table import TabName
from ui.pages.print_summary.page import PrintPage
from ui.pages.referrals.form_page import NewReferralPage
from ui.pages.settings.page import SettingsPage
from ui.pages.workplace import FormWish
from ui.shell.finding import Finding
from ui.shell.forms import Forms
from ui.shell.history import History, Place
from ui.shell.keys import Letters, Regions, WindowKeys
from ui.shell.others import Others
from ui.shell.page_table import (
    CASELOAD,
    DIRECTORY,
    FORMS,
    NEW_REFERRAL,
    PARTICIPANT,
    PRINT,
    SETTINGS,
    PageEntry,
    Premises,
    entry_of,
    pages_for,
)
from ui.shell.people import People
from ui.shell.shortcut_sheet import ShortcutSheet
from ui.shell.sidebar import NavPage, Sidebar, Signboard, needs_rail
from ui.shell.status import Status
from ui.shell.toasts import Toasts
from ui.shell.top_bar import TopBar

PEOPLE_AT_HAND = 5
"""So many people stand in the sidebar before those who were only open give way."""


class Workspace(QWidget):
    """Sidebar, top bar, pages, status strip. lock_wanted: by key, button or finder.
    settings_changed: the vault's, or this computer's."""

    lock_wanted = Signal()
    settings_changed = Signal()

    def __init__(self, premises: Premises, board: Signboard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._premises = premises
        self.workplace = workplace = premises.workplace
        self._pages: dict[str, Page] = {}
        self._history = History()
        self._rail_wish: bool | None = None
        desk, theme = workplace.desk, workplace.theme
        self._entries = pages_for(desk.may)
        self.people = People(workplace, self)
        self.sidebar = Sidebar(
            theme, [NavPage(e.name, e.title, e.icon, e.low) for e in self._listed()], board
        )
        self.top_bar = TopBar(theme, workplace.keys, may_log=desk.may(Act.LOG_CONTACT))
        self.messages = MessageBar()
        self.messages.setContentsMargins(24, 10, 24, 4)
        self.stack = QStackedWidget()
        self.status = Status(
            theme,
            desk.clock,
            fictional=desk.settings.fictional,
            backup_hours=desk.settings.backup_hours,
        )
        self._lay_out()
        self.toasts = Toasts(theme, workplace.keys, self)
        self.forms = Forms(workplace, self)
        self.others = Others(workplace, self)
        self.finding = Finding(workplace, self.people, self)
        self._keys = WindowKeys(self, workplace.keys, self._is_covered)
        self._letters = Letters("".join(e.letter + e.also for e in self._listed()), self)
        self._regions = Regions((self.sidebar, self.top_bar, self.messages, self.stack), self)
        self._connect()
        self.people.fetch()

    def start(self, place: Place | None) -> None:
        """Show `place`, or the first page of this worker."""
        first = Place(self._entries[0].name)
        self.show_place(place if place and self._may_show(place) else first)

    def place(self) -> Place | None:
        """Where the person is now."""
        return self._history.here

    def page(self) -> Page | None:
        """The page now shown."""
        here = self._history.here
        return self._pages.get(here.page) if here else None

    def show_place(self, place: Place) -> None:
        """Go somewhere; it becomes the newest step of the trail."""
        if self._may_show(place):
            self._history.visit(place)
            self._show(place)

    def draft_states(self) -> list[DraftState]:
        """What stands in open forms, over the page and as a page, to be kept before a lock."""
        page = self._pages.get(NEW_REFERRAL)
        own = page.draft_state() if isinstance(page, NewReferralPage) else None
        return [*self.forms.draft_states(), *([own] if own is not None else [])]

    def last_words(self) -> list[Keep]:
        """What writes down the words of every sheet that no draft holds yet."""
        taken = [place.take() for place in self.findChildren(LastWords)]
        return [keep for keep in taken if keep is not None]

    def sheet_is_open(self) -> bool:
        """Whether a dialog, or the finder, covers the window."""
        open_sheets = [s for s in self.findChildren(Sheet) if s.isVisible()]
        return bool(open_sheets) or self.finding.finder is not None

    def _is_covered(self, command: Command) -> bool:
        if self.finding.finder is not None:  # it logs a contact with whom it found
            return command is not Command.LOG_CONTACT
        return self.sheet_is_open()

    def report(self, error: LeadError) -> None:
        """Show an error above the page until it is put away."""
        line = " ".join(part for part in (error.meaning, error.remedy) if part)
        banner = Banner(self.workplace.theme, "danger", error.what, line, closable=True)
        self.messages.post(type(error).__name__, banner)

    def show_shortcuts(self) -> None:
        """Open the list of keys."""
        page = self.page()
        chords = [KeyNote(f"G {e.letter}", e.title) for e in self._listed()]
        title = page.heading().title if page else ""
        hints = page.hints() if page else ()
        sheet = ShortcutSheet(self.workplace, self, chords, title, hints)
        sheet.change_wanted.connect(self._change_keys)
        sheet.open()

    def act(self, command: Command) -> None:
        """Do what a key of the window asks."""
        acts = {
            Command.FIND: self.finding.open,
            Command.LOG_CONTACT: self._log,
            Command.BACK: lambda: self._step(self._history.back()),
            Command.FORWARD: lambda: self._step(self._history.forward()),
            Command.SIDEBAR: self._toggle_sidebar,
            Command.NEXT_REGION: lambda: self._regions.move(forward=True),
            Command.PREVIOUS_REGION: lambda: self._regions.move(forward=False),
            Command.UNDO: self.toasts.undo_last,
            Command.SHORTCUTS: self.show_shortcuts,
            Command.LOCK: self.lock_wanted.emit,
            Command.DRAFTS: self.forms.show_drawer,
        }
        acts[command]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._letters.press(event):
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self._step(self._history.back())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sidebar()

    def _show_docket(self) -> None:
        self.show_place(Place(FORMS))
        page = self.page()
        if isinstance(page, FormsPage):
            page.choose(FormKind.DOCKET)

    def _change_keys(self) -> None:
        self.show_place(Place(SETTINGS))
        page = self.page()
        if isinstance(page, SettingsPage):
            page.keys.take_focus()

    def _listed(self) -> list[PageEntry]:
        return [entry for entry in self._entries if entry.icon]

    def _may_show(self, place: Place) -> bool:
        return any(entry.name == place.page for entry in self._entries)

    def _show(self, place: Place) -> None:
        before = self.stack.currentWidget()
        page = self._build(place.page)
        if place.participant_id is not None:
            self._turn_to(page, place.participant_id)
        elif isinstance(page, FormsPage):
            page.show_team()
        self.top_bar.give_back()
        self.stack.setCurrentWidget(page)
        entry = entry_of(place.page)
        self.sidebar.set_current(entry.under or entry.name if entry else "")
        self._fit_sidebar()
        self._show_heading()
        self.top_bar.show_actions(page, page.top_bar_widgets())
        self.status.show_hints(page.hints())
        page.activate()
        if before is not page and not _has_focus_inside(page):
            page.setFocus()

    def _build(self, name: str) -> Page:
        if name not in self._pages:
            entry = entry_of(name)
            if entry is None:
                raise KeyError(name)
            page = entry.build(self._premises)
            page.heading_changed.connect(self._heading_changed)
            self.stack.addWidget(page)
            self._pages[name] = page
        return self._pages[name]

    def _turn_to(self, page: Page, participant_id: UUID) -> None:
        if isinstance(page, ParticipantPage):
            page.show_participant(participant_id, self._order_around(participant_id))
            self.people.opened(participant_id)
        elif isinstance(page, PrintPage | FormsPage):
            page.show_participant(participant_id)

    def _order_around(self, participant_id: UUID) -> tuple[UUID, ...]:
        """The list from which somebody was opened, else the caseload's."""
        before = self.stack.currentWidget()
        for page in (before, self._pages.get(CASELOAD)):
            if isinstance(page, Page) and participant_id in (order := page.order()):
                return order
        return ()

    def _heading_changed(self) -> None:
        if self.sender() is self.page():
            self._show_heading()
            page = self.page()
            if page is not None:
                self.status.show_hints(page.hints())

    def _show_heading(self) -> None:
        page = self.page()
        if page is not None:
            self.top_bar.show_heading(page.heading())

    def _step(self, place: Place | None) -> None:
        if place is not None:
            self._show(place)

    def _log(self) -> None:
        if self.finding.log():
            return
        here = self.place()
        person = here.participant_id if here else None
        page = self.page()
        if page is not None:
            person = page.current_person() or person
        self.forms.log_contact(person)

    def _toggle_sidebar(self) -> None:
        self._rail_wish = not self.sidebar.is_rail
        self._fit_sidebar()

    def _fit_sidebar(self) -> None:
        page = self.page()
        panes = page is not None and page.narrow_navigation
        rail = self._rail_wish
        if rail is None:
            rail = needs_rail(self.workplace.theme, self.width(), three_panes=panes)
        if rail != self.sidebar.is_rail:
            self.sidebar.set_rail(rail)

    def _show_people(self) -> None:
        for name, count in self.people.counts().items():
            if name in self.sidebar.rows:
                self.sidebar.set_count(name, count)
        pinned = [(row.id, row.preferred_name) for row in self.people.pinned()]
        recent = [(row.id, row.preferred_name) for row in self.people.recent()]
        others = [person for person in recent if person not in pinned]
        self.sidebar.show_people(pinned, others[: max(0, PEOPLE_AT_HAND - len(pinned))])

    def _connect(self) -> None:
        navigator = self.workplace.navigator
        navigator.participant_wanted.connect(lambda who: self.show_place(Place(PARTICIPANT, who)))
        navigator.summary_wanted.connect(lambda who: self.show_place(Place(PRINT, who)))
        navigator.docket_wanted.connect(self._show_docket)
        navigator.forms_wanted.connect(self._print_forms)
        navigator.tab_wanted.connect(self._show_tab)
        navigator.page_wanted.connect(self._show_named)
        navigator.service_wanted.connect(self._find_service)
        navigator.referral_wanted.connect(self._refer)
        navigator.pin_wanted.connect(self.people.toggle_pin)
        navigator.back_wanted.connect(lambda: self._step(self._history.back()))
        navigator.log_wanted.connect(self.forms.log_contact)
        navigator.log_by_wanted.connect(self.forms.log_by)
        navigator.log_several_wanted.connect(self.forms.log_several)
        navigator.change_wanted.connect(self.forms.change_contact)
        navigator.draft_wanted.connect(self.forms.resume)
        navigator.drawer_wanted.connect(self.forms.show_drawer)
        navigator.lock_wanted.connect(self.lock_wanted)
        navigator.toast_wanted.connect(self.toasts.tell)
        navigator.problem_met.connect(self.report)
        self.sidebar.page_wanted.connect(navigator.show_page)
        self.sidebar.participant_wanted.connect(navigator.open_participant)
        self.sidebar.lock_wanted.connect(self.lock_wanted)
        self.top_bar.crumb_wanted.connect(navigator.show_page)
        self.top_bar.find_wanted.connect(self.finding.open)
        self.top_bar.log_wanted.connect(self._log)
        self.finding.command_wanted.connect(self.act)
        self._keys.asked.connect(self.act)
        self._letters.helped.connect(self.show_shortcuts)
        self._letters.went.connect(self._go_by_letter)
        self.people.changed.connect(self._show_people)
        self.workplace.theme.changed.connect(self._fit_sidebar)
        bus = self.workplace.bus
        bus.subscribe(self, map(str, Topic), lambda _: self.status.show_saved())
        bus.subscribe(self, (Topic.SETTINGS,), lambda _: self.settings_changed.emit())

    def _refer(self, before: object) -> None:
        self.show_place(Place(NEW_REFERRAL))
        page = self.page()
        if isinstance(page, NewReferralPage):
            page.begin(before)

    def _print_forms(self, wish: FormWish) -> None:
        self.show_place(Place(FORMS, wish.participant_id))
        page = self.page()
        if isinstance(page, FormsPage):
            page.grant(wish)

    def _show_named(self, name: str) -> None:
        """A page by its name; one that shows somebody shows whoever is open now."""
        entry, here = entry_of(name), self.place()
        person = here.participant_id if here and entry and not entry.icon else None
        self.show_place(Place(name, person))

    def _show_tab(self, participant_id: UUID, tab: str) -> None:
        self.show_place(Place(PARTICIPANT, participant_id))
        page = self.page()
        if isinstance(page, ParticipantPage):
            page.show_tab(TabName(tab))

    def _find_service(self, words: str) -> None:
        self.show_place(Place(DIRECTORY))
        page = self.page()
        if isinstance(page, DirectoryPage):
            page.look_for(words)

    def _go_by_letter(self, letter: str) -> None:
        for entry in self._listed():
            if letter in entry.letter + entry.also:
                self.show_place(Place(entry.name))

    def _lay_out(self) -> None:
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self.top_bar)
        main.addWidget(hairline())
        main.addWidget(self.messages)
        main.addWidget(self.stack, 1)
        main.addWidget(hairline())
        main.addWidget(self.status)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addWidget(hairline(upright=True))
        across.addLayout(main, 1)


def _has_focus_inside(page: QWidget) -> bool:
    focused = page.window().focusWidget()
    return focused is not None and (focused is page or page.isAncestorOf(focused))
