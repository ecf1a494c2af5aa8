"""Whatever sheet stands open when the vault locks, no word typed in it is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.domain.codes import EventKind
from lead_desktop.services.contacts import contacts
from tests.ui.shell.conftest import NAMES, PEER, PEER_PASSPHRASE, person
from ui.kit.inputs import NoteEdit
from ui.kit.side_sheet import SideSheet
from ui.pages.life_sheets.event_sheet import EventSheet
from ui.pages.note_sheets.acts import NoteAct
from ui.pages.note_sheets.sheets import StrikeSheet
from ui.pages.participant.counseling_button import CounselingButton
from ui.pages.participant.counseling_sheet import CounselingSheet
from ui.pages.participant.page import ParticipantPage
from ui.pages.participant.timeline_tab import TimelineTab
from ui.pages.quick_log.form import QuickLog
from ui.pages.sheet_keeper import SheetKeeper
from ui.shell.main_window import MainWindow
from ui.shell.workspace import Workspace

Unlock = Callable[..., None]
Sheet = TypeVar("Sheet", bound=SideSheet)
CTRL = Qt.KeyboardModifier.ControlModifier
JUNIPER, MOSS = NAMES[:2]


class Desk:
    """Somebody at the window; it is locked and opened again under their hands."""

    def __init__(self, bot: QtBot, window: MainWindow, unlock: Unlock) -> None:
        self.bot, self.window, self._unlock = bot, window, unlock

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    def enter(self, *who: str) -> None:
        self._unlock(*who)
        self.bot.waitUntil(lambda: len(self.workspace.people.rows) == len(NAMES) + 1)

    def lock(self, *who: str) -> None:
        """In the middle of a word: nothing has had the time to be kept by itself."""
        self.window.lock()
        self.enter(*who)

    def page(self, name: str) -> ParticipantPage:
        self.workspace.show_place(person(self.workspace, name))
        shown = self.workspace.page()
        assert isinstance(shown, ParticipantPage)
        self.bot.waitUntil(shown.header.isVisible)
        return shown

    def sheet(self, kind: type[Sheet]) -> Sheet:
        def shown() -> list[Sheet]:
            return [one for one in self.workspace.findChildren(kind) if one.isVisible()]

        self.bot.waitUntil(lambda: bool(shown()))
        return shown()[0]

    def event_sheet(self, name: str, kind: EventKind | None = None) -> EventSheet:
        who = person(self.workspace, name).participant_id
        assert who is not None
        self.page(name).life.add_event(who, kind)
        return self.sheet(EventSheet)

    def note_sheet(self, act: NoteAct, kind: type[Sheet]) -> Sheet:
        page = self.page(JUNIPER)
        who = person(self.workspace, JUNIPER).participant_id
        assert who is not None
        [one] = contacts.list_contacts(page.workplace.desk, participant_id=who)
        tab = page.findChild(TimelineTab)
        assert isinstance(tab, TimelineTab)
        tab.acts.do(act, one)
        return self.sheet(kind)

    def type(self, field: QWidget, words: str) -> None:
        field.setFocus()
        self.bot.keyClicks(field, words)


def keeper(sheet: SideSheet) -> SheetKeeper:
    found = sheet.findChild(SheetKeeper)
    assert isinstance(found, SheetKeeper)
    return found


def test_an_event_goes_on_where_the_lock_cut_it_off(
    qtbot: QtBot, window: MainWindow, unlock: Unlock
) -> None:
    desk = Desk(qtbot, window, unlock)
    desk.enter()
    sheet = desk.event_sheet(JUNIPER, EventKind.JAIL_BOOKED)
    desk.type(sheet.place, "Fable County")
    desk.type(sheet.words, "Her brother called at ni")
    desk.lock()
    other = desk.event_sheet(MOSS, EventKind.JAIL_BOOKED)
    qtbot.waitUntil(lambda: keeper(other).looked)
    assert (other.words.toPlainText(), keeper(other).banner) == ("", None)
    again = desk.event_sheet(JUNIPER, EventKind.JAIL_BOOKED)
    qtbot.waitUntil(lambda: keeper(again).banner is not None)
    assert again.words.toPlainText() == "Her brother called at ni"
    assert again.place.text() == "Fable County"
    banner = keeper(again).banner
    assert banner is not None
    assert banner.accessibleName().startswith("You began this today ")
    desk.type(again.words, "ght.")
    qtbot.keyClick(again.words, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not Shiboken.isValid(again) or not again.isVisible())
    fresh = desk.event_sheet(JUNIPER, EventKind.JAIL_BOOKED)
    qtbot.waitUntil(lambda: keeper(fresh).looked)
    assert (fresh.words.toPlainText(), keeper(fresh).banner) == ("", None)


def test_what_is_written_about_a_note_outlives_a_lock(
    qtbot: QtBot, window: MainWindow, unlock: Unlock
) -> None:
    desk = Desk(qtbot, window, unlock)
    desk.enter()
    strike = desk.note_sheet(NoteAct.STRIKE, StrikeSheet)
    desk.type(strike.reason, "Written for anoth")
    desk.lock()
    struck = desk.note_sheet(NoteAct.STRIKE, StrikeSheet)
    qtbot.waitUntil(lambda: struck.reason.text() == "Written for anoth")


def test_a_contact_that_is_being_changed_stands_there_again_after_a_lock(
    qtbot: QtBot, window: MainWindow, unlock: Unlock
) -> None:
    def form() -> QuickLog:
        forms = desk.workspace.forms
        qtbot.waitUntil(lambda: forms.quick_log is not None)
        assert forms.quick_log is not None
        qtbot.waitUntil(lambda: forms.quick_log is not None and forms.quick_log.body.has_arrived)
        return forms.quick_log

    desk = Desk(qtbot, window, unlock)
    desk.enter()
    page = desk.page(JUNIPER)
    who = person(desk.workspace, JUNIPER).participant_id
    [one] = contacts.list_contacts(page.workplace.desk, participant_id=who)
    page.workplace.navigator.change_contact(one.id)
    place = form().body.facts.place
    desk.type(place, "By the founta")
    qtbot.keyClick(place, Qt.Key.Key_Left)
    desk.lock()
    # Every field, the caret too: typing goes on where it was cut off.
    again = form()
    qtbot.waitUntil(again.body.facts.place.hasFocus)
    assert (again.state.place, again.body.facts.place.cursorPosition()) == ("By the founta", 12)
    saved = again.state.changes_to
    assert saved is not None
    assert (saved.contact_id, again.state.note) == (one.id, one.note)
    qtbot.keyClick(again.body.facts.place, Qt.Key.Key_S, CTRL)
    desk_now = desk.workspace.workplace.desk
    qtbot.waitUntil(lambda: contacts.read_contact(desk_now, one.id).place == "By the founta")


def test_a_counseling_type_note_outlives_a_lock(
    qtbot: QtBot, window: MainWindow, unlock: Unlock
) -> None:
    def write() -> NoteEdit:
        button = desk.page(JUNIPER).findChild(CounselingButton)
        assert isinstance(button, CounselingButton)
        qtbot.waitUntil(button.isVisible)
        button.click()
        sheet = desk.sheet(CounselingSheet)
        qtbot.waitUntil(sheet.write_button.isVisible)
        sheet.write_button.click()
        qtbot.waitUntil(lambda: sheet.text is not None)
        assert sheet.text is not None
        return sheet.text

    desk = Desk(qtbot, window, unlock)
    desk.enter(PEER, PEER_PASSPHRASE)
    desk.type(write(), "The winter of the orch")
    desk.lock(PEER, PEER_PASSPHRASE)
    assert write().toPlainText() == "The winter of the orch"
