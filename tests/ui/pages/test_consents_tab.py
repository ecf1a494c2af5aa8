"""The consents tab at the keyboard: record, withdraw, undo, and what is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ConsentCategory, ConsentState, Role
from lead_desktop.domain.statements import REQUIRED_STATEMENTS
from lead_desktop.services import consents, participants, privacy
from lead_desktop.services.consents import RecordConsent
from lead_desktop.services.desk import Desk
from tests.domain.consents import terms
from ui.pages.consent_sheets.consent_sheet import ConsentSheet
from ui.pages.consent_sheets.small_sheets import (
    GrantSheet,
    NoticeSheet,
    RestrictionSheet,
    WithdrawSheet,
)
from ui.pages.participant.consents_tab import ConsentsTab
from ui.pages.participant.page import ParticipantPage
from ui.pages.participant.tab_table import TABS, TabName
from ui.pages.workplace import Workplace

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def juniper(desk: Desk, enroll: Enroll) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def recorded(desk: Desk, person: UUID) -> UUID:
    consent_id = new_id()
    consents.record_consent(desk, RecordConsent(consent_id, person, terms()))
    return consent_id


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, juniper: UUID) -> Iterator[ParticipantPage]:
    made = ParticipantPage(workplace)
    made.resize(1220, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_participant(juniper, ())
    made.show_tab(TabName.CONSENTS)
    qtbot.waitUntil(lambda: "Copies that left" in words(made))
    made.activate()
    yield made
    Shiboken.delete(made)


def tab(page: ParticipantPage) -> ConsentsTab:
    found = page._tab([entry.name for entry in TABS].index(TabName.CONSENTS))
    assert isinstance(found, ConsentsTab)
    return found


def words(page: ParticipantPage) -> str:
    return " ".join(label.text() for label in tab(page).findChildren(QLabel))


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, held or Qt.KeyboardModifier.NoModifier)


def open_sheet(qtbot: QtBot, page: ParticipantPage, kind: type) -> object:
    qtbot.waitUntil(lambda: bool(page.findChildren(kind)))
    return page.findChildren(kind)[0]


def test_a_consent_is_recorded_at_the_keyboard_and_can_be_taken_back(
    qtbot: QtBot, page: ParticipantPage, workplace: Workplace, desk: Desk, juniper: UUID
) -> None:
    assert "No consent on file" in words(page)
    press(qtbot, Qt.Key.Key_N)
    sheet = open_sheet(qtbot, page, ConsentSheet)
    assert isinstance(sheet, ConsentSheet)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: sheet.fields["recipients"].problem() is not None)
    assert sheet.fields["purpose"].problem() is not None
    assert sheet.fields["categories"].problem() is not None
    assert sheet.fields["statements"].problem() is not None
    assert consents.list_consents(desk, juniper) == ()
    qtbot.keyClicks(sheet.recipients, "Example House; Sample Clinic")
    qtbot.keyClicks(sheet.purpose, "To coordinate care")
    sheet.categories.choose("services", "goals")
    sheet.carries.setChecked(True)
    with qtbot.waitSignal(workplace.navigator.toast_wanted) as told:
        press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Example House; Sample Clinic" in words(page))
    (line,) = consents.list_consents(desk, juniper)
    assert (line.state, line.categories) == (
        ConsentState.LIVE,
        (ConsentCategory.SERVICES, ConsentCategory.GOALS),
    )
    assert line.recorded_by == desk.worker.name
    undo = told.args[1] if told.args else None
    assert callable(undo)
    undo()
    qtbot.waitUntil(lambda: consents.list_consents(desk, juniper) == ())
    qtbot.waitUntil(lambda: not tab(page).cards)


def test_a_withdrawal_keeps_the_words_and_can_be_undone(
    qtbot: QtBot, page: ParticipantPage, workplace: Workplace, desk: Desk, juniper: UUID
) -> None:
    recorded(desk, juniper)
    page.refresh()
    qtbot.waitUntil(lambda: bool(tab(page).cards))
    withdraw = tab(page).cards[0].withdraw
    assert withdraw is not None
    withdraw.click()
    sheet = open_sheet(qtbot, page, WithdrawSheet)
    assert isinstance(sheet, WithdrawSheet)
    qtbot.keyClicks(sheet.words, "They talk too much")
    with qtbot.waitSignal(workplace.navigator.toast_wanted) as told:
        press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "They talk too much" in words(page))
    (line,) = consents.list_consents(desk, juniper)
    assert (line.state, line.revoked_at) == (ConsentState.REVOKED, desk.clock.now())
    assert tab(page).cards[0].withdraw is None
    undo = told.args[1] if told.args else None
    assert callable(undo)
    undo()
    qtbot.waitUntil(lambda: "They talk too much" not in words(page))
    assert consents.list_consents(desk, juniper)[0].live


def test_renewing_begins_with_the_terms_of_the_earlier_one(
    qtbot: QtBot, page: ParticipantPage, desk: Desk, juniper: UUID
) -> None:
    earlier = recorded(desk, juniper)
    page.refresh()
    qtbot.waitUntil(lambda: bool(tab(page).cards))
    renew = tab(page).cards[0].renew
    assert renew is not None
    renew.click()
    sheet = open_sheet(qtbot, page, ConsentSheet)
    assert isinstance(sheet, ConsentSheet)
    assert sheet.recipients.text() == "Example House"
    assert sheet.categories.values() == ("program_status", "services")
    sheet.carries.setChecked(True)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(tab(page).cards) == 2)
    lines = consents.list_consents(desk, juniper)
    assert {line.renews_id for line in lines} == {None, earlier}


def test_a_wish_and_a_notice_are_written_down(
    qtbot: QtBot, page: ParticipantPage, desk: Desk, juniper: UUID
) -> None:
    tab(page).acts.ask_restriction(juniper)
    wish = open_sheet(qtbot, page, RestrictionSheet)
    assert isinstance(wish, RestrictionSheet)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert wish.fields["words"].problem() is not None
    qtbot.keyClicks(wish.words, "Nothing about my sister")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Nothing about my sister" in words(page))
    tab(page).acts.give_notice(juniper)
    notice = open_sheet(qtbot, page, NoticeSheet)
    assert isinstance(notice, NoticeSheet)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "On paper" in words(page))
    assert len(privacy.list_notices(desk, juniper)) == 1


def test_a_supervisor_restricts_agrees_and_asks_who_has_seen_it(
    qtbot: QtBot, workplace: Workplace, seat: Seat, desk: Desk, juniper: UUID
) -> None:
    supervisor = seat(Role.SUPERVISOR, name="Priya Demoson")
    asked = privacy.AskRestriction(new_id(), juniper, "Not my goals", desk.clock.today())
    privacy.ask_restriction(desk, asked)
    made = ParticipantPage(replace(workplace, desk=supervisor))
    made.resize(1220, 800)
    made.show()
    made.show_participant(juniper, ())
    made.show_tab(TabName.CONSENTS)
    qtbot.waitUntil(lambda: "Who has seen this record" in words(made))
    tab(made).acts.decide(asked.id, agreed=True)
    qtbot.waitUntil(lambda: privacy.list_restrictions(desk, juniper)[0].agreed_on is not None)
    tab(made).acts.restrict(juniper, on=True)
    qtbot.waitUntil(lambda: "This record is restricted" in words(made))
    assert participants.read_record(desk, juniper).restricted
    peer = seat(Role.PEER, name="Dre Exampleton")
    made.refresh()
    qtbot.waitUntil(lambda: "Nobody beside its own workers" in words(made))
    tab(made).acts.grant(juniper, ((peer.worker.id, peer.worker.name),))
    sheet = open_sheet(qtbot, made, GrantSheet)
    assert isinstance(sheet, GrantSheet)
    sheet.reason.setPlainText("Covers the holidays")
    sheet.submit()
    qtbot.waitUntil(lambda: "Covers the holidays" in words(made))
    assert participants.read_record(peer, juniper).restricted
    card = tab(made)._seen_card
    assert card is not None
    card.asked.emit()
    qtbot.waitUntil(lambda: "opened the record" in words(made))
    Shiboken.delete(made)


def test_who_only_reads_can_change_nothing(
    qtbot: QtBot, workplace: Workplace, seat: Seat, desk: Desk, juniper: UUID
) -> None:
    recorded(desk, juniper)
    made = ParticipantPage(replace(workplace, desk=seat(Role.READ_ONLY)))
    made.show()
    made.show_participant(juniper, ())
    made.show_tab(TabName.CONSENTS)
    qtbot.waitUntil(lambda: bool(tab(made).cards))
    assert tab(made).cards[0].withdraw is None
    assert tab(made).cards[0].renew is None
    assert not tab(made).act_on(Qt.Key.Key_N)
    Shiboken.delete(made)


def test_the_form_names_every_statement_that_it_must_carry(
    qtbot: QtBot, page: ParticipantPage, juniper: UUID
) -> None:
    tab(page).acts.record(juniper)
    sheet = open_sheet(qtbot, page, ConsentSheet)
    assert isinstance(sheet, ConsentSheet)
    for place, kind in enumerate(REQUIRED_STATEMENTS):
        sheet.kind.setCurrentIndex(place)
        said = sheet._said.text().count("“")
        assert said == len(REQUIRED_STATEMENTS[kind])
