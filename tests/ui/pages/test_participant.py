"""The participant page at the keyboard, over a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken
from sqlalchemy import delete

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    LinkageReason,
    LinkageStatus,
    Role,
    ServiceCategory,
)
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.services.changes import Topic
from lead_desktop.services.consent import restricted
from lead_desktop.services.contacts import contacts, note_edits, signing
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.plan import linkages
from lead_desktop.services.plan.linkages import AddLinkage
from lead_desktop.services.trust import trust
from lead_desktop.store.tables import Assignment
from tests.services.noting import edited
from ui.models.timeline import Show
from ui.pages.linkage_sheets.move_sheet import MoveSheet, targets_from
from ui.pages.linkage_sheets.new_linkage_sheet import NewLinkageSheet
from ui.pages.note_sheets.acts import NoteAct
from ui.pages.note_sheets.difference import DifferenceText
from ui.pages.note_sheets.sheets import StrikeSheet
from ui.pages.participant.contacts_tab import ContactsTab
from ui.pages.participant.page import ParticipantPage
from ui.pages.participant.services_tab import ServicesTab
from ui.pages.participant.tab_table import TABS, TabName
from ui.pages.participant.timeline_tab import TimelineTab
from ui.pages.workplace import Workplace

Key = Qt.Key
Press = Callable[..., None]
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def log(desk: Desk, person: UUID, note: str, *, days: int = 0) -> UUID:
    made = new_id()
    at = desk.clock.now() - timedelta(days=days, minutes=1)
    phone, met = ContactMode.PHONE, ContactOutcome.MET
    contacts.log_contact(desk, LogContact(made, (person,), phone, met, at, note=note))
    return made


@pytest.fixture
def juniper(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    person = enroll("Juniper Fable", case_manager=desk, pronouns="she/her")
    log(desk, person, "Asked about housing before the holiday.")
    log(desk, person, "Met at the shelter, warm and talkative.", days=3)
    bed = AddLinkage(new_id(), person, ServiceCategory.HOUSING, title="Shelter bed")
    linkages.add_linkage(desk, bed)
    return person


@pytest.fixture
def moss(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return enroll("Moss Example", case_manager=desk)


@pytest.fixture
def page(
    qtbot: QtBot, workplace: Workplace, juniper: UUID, moss: UUID
) -> Iterator[ParticipantPage]:
    made = ParticipantPage(workplace)
    made.resize(1220, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_participant(juniper, (juniper, moss))
    made.activate()
    qtbot.waitUntil(lambda: timeline(made).model.loaded == 2)
    yield made
    Shiboken.delete(made)


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    def key(which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget(), which, held)

    return key


def timeline(page: ParticipantPage) -> TimelineTab:
    tab = page.findChild(TimelineTab)
    assert isinstance(tab, TimelineTab)
    return tab


def services(page: ParticipantPage) -> ServicesTab:
    tab = page.findChild(ServicesTab)
    assert isinstance(tab, ServicesTab)
    return tab


def shown_tab(page: ParticipantPage) -> TabName:
    return TABS[page.tabs.currentIndex()].name


def test_a_record_that_may_be_read_no_more_goes_out_of_sight(
    page: ParticipantPage,
    press: Press,
    qtbot: QtBot,
    desk: Desk,
    seat: Callable[..., Desk],
    juniper: UUID,
    moss: UUID,
) -> None:
    navigator = page.workplace.navigator
    supervisor = seat(Role.SUPERVISOR, name="Priya Demoson")
    restricted.set_restricted(supervisor, juniper, restricted=True, reason="Asked for by her")
    with desk.store.write() as session:  # she is somebody else's now
        session.execute(delete(Assignment).where(Assignment.participant_id == juniper))
    with qtbot.waitSignal(navigator.problem_met):
        page.workplace.bus.publish({Topic.PARTICIPANTS})
    assert page.heading().title == ""
    assert not page.header.isVisible()
    assert not timeline(page).isVisible()
    with qtbot.assertNotEmitted(navigator.log_wanted):
        press(Key.Key_L)
    with qtbot.waitSignal(navigator.back_wanted):
        press(Key.Key_Escape)
    page.show_participant(moss, ())
    qtbot.waitUntil(lambda: page.heading().title == "Moss Example")
    assert page.header.isVisible()


def test_the_story_stands_newest_first_under_its_days(page: ParticipantPage) -> None:
    model = timeline(page).model
    shown = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert shown[0] == "Today, Monday, November 23"
    assert "housing" in shown[1]
    assert shown[2] == "Friday, November 20"
    assert page.heading().title == "Juniper Fable"


def test_one_opening_is_one_look_whatever_is_fetched_again(
    page: ParticipantPage, seat: Callable[..., Desk], juniper: UUID, desk: Desk, qtbot: QtBot
) -> None:
    log(desk, juniper, "A third call.")
    page.workplace.bus.publish({Topic.CONTACTS})
    qtbot.waitUntil(lambda: timeline(page).model.loaded == 3)
    auditor = seat(Role.AUDITOR, name="Aud Itor")
    looks = [row for row in trust.list_audit(auditor) if row.action == "participant.view"]
    assert len(looks) == 1


def test_brackets_turn_the_tabs(page: ParticipantPage, press: Press) -> None:
    press(Key.Key_BracketRight)
    assert shown_tab(page) is TabName.CONTACTS
    press(Key.Key_BracketRight)
    press(Key.Key_BracketRight)
    assert shown_tab(page) is TabName.PLAN
    assert not page.facts.isVisible()


def test_neighbours_are_one_key_away(
    page: ParticipantPage, press: Press, qtbot: QtBot, moss: UUID
) -> None:
    press(Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: page.heading().title == "Moss Example")
    press(Key.Key_Down, ALT)
    press(Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: page.heading().title == "Juniper Fable")
    assert page.heading().crumbs


def test_log_print_and_back(page: ParticipantPage, press: Press, qtbot: QtBot) -> None:
    navigator = page.workplace.navigator
    for key, signal in (
        (Key.Key_L, navigator.log_wanted),
        (Key.Key_P, navigator.summary_wanted),
        (Key.Key_Escape, navigator.back_wanted),
    ):
        with qtbot.waitSignal(signal):
            press(key)
    assert page.tabs.currentIndex() == 0


def test_words_are_found_in_notes_and_esc_shows_all_again(
    page: ParticipantPage, press: Press, qtbot: QtBot
) -> None:
    press(Key.Key_Slash)
    qtbot.keyClicks(QApplication.focusWidget(), "shelt")
    model = timeline(page).model
    qtbot.waitUntil(lambda: model.loaded == 1)
    found = model.row_at(1)
    assert isinstance(found, ContactEntry)
    assert "shelter" in found.note
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: model.loaded == 2)


def test_an_own_note_is_signed_with_s(
    page: ParticipantPage, press: Press, qtbot: QtBot, desk: Desk, juniper: UUID
) -> None:
    press(Key.Key_J)
    assert timeline(page).note_buttons.buttons[NoteAct.SIGN].isVisible()
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        press(Key.Key_S)
    signed = contacts.list_contacts(desk, participant_id=juniper, newest_first=True)[0]
    assert signed.signed_at is not None
    qtbot.waitUntil(lambda: not timeline(page).note_buttons.buttons[NoteAct.SIGN].isVisible())


def test_somebody_elses_note_is_not_offered_to_sign(
    qtbot: QtBot, workplace: Workplace, seat: Callable[..., Desk], juniper: UUID, press: Press
) -> None:
    other = seat(Role.CASE_MANAGER, name="Ana Other")
    page = ParticipantPage(replace(workplace, desk=other))
    page.resize(1220, 800)
    page.show()
    page.activateWindow()
    page.show_participant(juniper, ())
    page.activate()
    qtbot.waitUntil(lambda: timeline(page).model.loaded == 2)
    press(Key.Key_J)
    assert not timeline(page).note_buttons.buttons[NoteAct.SIGN].isVisible()
    Shiboken.delete(page)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_supervisor_strikes_a_note_from_the_timeline_and_takes_it_back_later(
    qtbot: QtBot,
    workplace: Workplace,
    seat: Callable[..., Desk],
    desk: Desk,
    juniper: UUID,
    press: Press,
) -> None:
    """By the menu of the note itself: no toast is needed to find the way back."""
    note = contacts.list_contacts(desk, participant_id=juniper, newest_first=True)[0]
    signing.sign_contacts(desk, (note.id,))
    page = ParticipantPage(replace(workplace, desk=seat(Role.SUPERVISOR, name="Ana Other")))
    page.resize(1220, 800)
    page.show()
    page.activateWindow()
    page.show_participant(juniper, ())
    page.activate()
    qtbot.waitUntil(lambda: timeline(page).model.loaded == 2)

    def choose(*wanted: str) -> None:
        page.activateWindow()
        timeline(page).take_focus()
        press(Key.Key_M)
        menu = timeline(page).note_buttons.menu
        assert menu is not None
        assert [action.text() for action in menu.actions()] == list(wanted)
        menu.actions()[-1].trigger()
        menu.close()

    def struck() -> bool:
        return contacts.read_contact(desk, note.id).struck_at is not None

    press(Key.Key_J)
    choose("Co-sign", "Return with a comment…", "Add to it…", "Strike: entered in error…")
    sheet = timeline(page).acts.sheet
    assert isinstance(sheet, StrikeSheet)
    sheet.reason.setText("Written for another person")
    sheet.submit()
    qtbot.waitUntil(struck)
    page.refresh()
    shown = timeline(page)
    qtbot.waitUntil(
        lambda: any(
            isinstance(one := shown.model.row_at(row), ContactEntry) and one.struck_at is not None
            for row in range(shown.model.rowCount())
        )
    )
    qtbot.waitUntil(lambda: shown.acts.sheet is None)
    choose("Take the strike back")
    qtbot.waitUntil(lambda: not struck())
    Shiboken.delete(page)


def test_entries_that_share_a_moment_survive_paging(
    qtbot: QtBot, workplace: Workplace, desk: Desk, moss: UUID
) -> None:
    for _ in range(130):
        log(desk, moss, "The same minute.")
    page = ParticipantPage(workplace)
    page.resize(1220, 800)
    page.show()
    page.show_participant(moss, ())
    page.activate()
    tab = timeline(page)

    def all_there() -> bool:
        bar = tab.view.verticalScrollBar()
        bar.setValue(bar.maximum())
        return tab.model.loaded == 130

    qtbot.waitUntil(all_there)
    assert tab.model.rowCount() == 131
    Shiboken.delete(page)


def test_kinds_narrow_the_story(page: ParticipantPage) -> None:
    timeline(page).kinds.choose(Show.EVENTS)
    assert timeline(page).model.rowCount() == 0


def to_services(page: ParticipantPage, qtbot: QtBot) -> ServicesTab:
    page.show_tab(TabName.SERVICES)
    tab = services(page)
    qtbot.waitUntil(lambda: tab.current() is not None)
    tab.take_focus()
    return tab


def test_a_linkage_moves_with_only_the_facts_it_needs(
    page: ParticipantPage, press: Press, qtbot: QtBot, desk: Desk, juniper: UUID
) -> None:
    to_services(page, qtbot)
    press(Key.Key_M)
    sheet = page.findChild(MoveSheet)
    assert isinstance(sheet, MoveSheet)
    line = linkages.list_linkages(desk, participant_id=juniper)[0]
    targets = targets_from(line.status)
    sheet.to.setCurrentIndex(targets.index(LinkageStatus.NOT_COMPLETED))
    asked = {name for name, field in sheet.fields.items() if field.isVisible()}
    assert asked == {"to", "on", "reason", "words"}
    press(Key.Key_Return, CTRL)
    assert sheet.fields["reason"].problem() == "Give the reason."
    sheet.reason.setCurrentIndex(list(LinkageReason).index(LinkageReason.NO_CAPACITY))
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        press(Key.Key_Return, CTRL)
    moved = linkages.list_linkages(desk, participant_id=juniper)[0]
    assert moved.status is LinkageStatus.NOT_COMPLETED


def test_an_appointment_is_read_in_the_zone_of_the_vault(
    page: ParticipantPage, press: Press, qtbot: QtBot, desk: Desk, juniper: UUID
) -> None:
    to_services(page, qtbot)
    press(Key.Key_M)
    sheet = page.findChild(MoveSheet)
    assert isinstance(sheet, MoveSheet)
    sheet.to.setCurrentIndex(targets_from(LinkageStatus.IDENTIFIED).index(LinkageStatus.SCHEDULED))
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        press(Key.Key_Return, CTRL)
    moved = linkages.list_linkages(desk, participant_id=juniper)[0]
    assert moved.next_at is not None
    assert moved.next_at.astimezone(desk.clock.zone).strftime("%d %H:%M") == "24 09:00"


def test_n_begins_a_linkage(
    page: ParticipantPage, press: Press, qtbot: QtBot, desk: Desk, juniper: UUID
) -> None:
    tab = to_services(page, qtbot)
    press(Key.Key_N)
    sheet = page.findChild(NewLinkageSheet)
    assert isinstance(sheet, NewLinkageSheet)
    press(Key.Key_Return, CTRL)
    assert sheet.fields["category"].problem() == "Say what is needed."
    sheet.category.setCurrentIndex(list(ServiceCategory).index(ServiceCategory.LEGAL))
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        press(Key.Key_Return, CTRL)
    added = linkages.list_linkages(desk, participant_id=juniper)
    assert [line.need for line in added] == [ServiceCategory.HOUSING, ServiceCategory.LEGAL]
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2)
    line = tab.current()  # what was just begun is what the next key is meant for
    assert line is not None
    assert line.need is ServiceCategory.LEGAL


def test_a_role_without_the_right_is_offered_no_moves(
    qtbot: QtBot, workplace: Workplace, seat: Callable[..., Desk], juniper: UUID, press: Press
) -> None:
    reader = seat(Role.READ_ONLY, name="Ray Reader")
    page = ParticipantPage(replace(workplace, desk=reader))
    page.show()
    page.activateWindow()
    page.show_participant(juniper, ())
    page.activate()
    qtbot.waitUntil(lambda: page.heading().title == "Juniper Fable")
    tab = to_services(page, qtbot)
    press(Key.Key_M)
    assert page.findChild(MoveSheet) is None
    assert not tab.new_button.isEnabled()
    Shiboken.delete(page)


def test_facts_say_how_things_stand(page: ParticipantPage) -> None:
    said = {label.text() for label in page.facts.findChildren(QLabel) if not label.isHidden()}
    assert {"Today", "Within 14 days", "Shelter bed"} <= said
    assert "None on file: nothing may be shared" in said


def test_every_tab_can_be_shown(page: ParticipantPage, press: Press, qtbot: QtBot) -> None:
    for _ in range(page.tabs.count()):
        press(Key.Key_BracketRight)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert page.tabs.currentIndex() == 0


def test_enter_on_a_contact_reads_it_on_the_timeline(
    page: ParticipantPage, press: Press, qtbot: QtBot
) -> None:
    press(Key.Key_BracketRight)
    table = page.findChild(ContactsTab).table
    qtbot.waitUntil(lambda: table.model().rowCount() == 2)
    press(Key.Key_J)
    press(Key.Key_Return)
    assert shown_tab(page) is TabName.TIMELINE
    tab = timeline(page)
    qtbot.waitUntil(lambda: tab.model.loaded == 1)
    chosen = tab.model.row_at(tab.view.currentIndex().row())
    assert isinstance(chosen, ContactEntry)
    assert "warm and talkative" in chosen.note
    tab.panel.clear_button.click()
    qtbot.waitUntil(lambda: tab.model.loaded == 2)


def test_what_an_edit_changed_is_one_key_away(
    qtbot: QtBot, page: ParticipantPage, workplace: Workplace, press: Press
) -> None:
    desk, tab = workplace.desk, timeline(page)
    entry = tab.model.row_at(1)
    assert isinstance(entry, ContactEntry)
    changed = edited(desk, entry.id, note="Asked about a shelter before the holiday.", minutes=12)
    note_edits.edit_contact(desk, changed)
    workplace.bus.publish({Topic.CONTACTS}, (entry.id,))
    qtbot.waitUntil(lambda: "changed since it was saved" in str(tab.model.index(1, 0).data()))
    tab.view.go_to(tab.model.index(1, 0))
    tab.take_focus()
    press(Key.Key_H)
    qtbot.waitUntil(lambda: tab.acts.history is not None)
    sheet = tab.acts.history
    assert sheet is not None
    (block,) = sheet.blocks
    words = [label.text() for label in block.findChildren(QLabel)]
    assert "Minutes: 12, not said before" in words
    (shown,) = block.findChildren(DifferenceText)
    assert shown.accessibleDescription() == "removed: housing; added: a shelter"
    # The words are reached by Tab, and Esc leads back to the note.
    qtbot.waitUntil(shown.hasFocus)
    press(Key.Key_Escape)
    qtbot.waitUntil(tab.view.hasFocus)


def test_a_note_that_was_never_changed_has_no_history(page: ParticipantPage, press: Press) -> None:
    tab = timeline(page)
    tab.view.go_to(tab.model.index(1, 0))
    tab.take_focus()
    assert tab.note_buttons.buttons[NoteAct.HISTORY].isHidden()
    press(Key.Key_H)
    assert tab.acts.history is None
