"""The calendar page at the keyboard, over a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AppointmentStatus,
    FormKind,
    LinkageStatus,
    Role,
    ServiceCategory,
    VerifiedBy,
)
from lead_desktop.services.desk import Desk
from lead_desktop.services.plan import appointments, linkages
from lead_desktop.services.plan.appointments import MakeAppointment
from lead_desktop.services.plan.linkages import AddLinkage
from lead_desktop.services.worklist import team_events
from lead_desktop.services.worklist.team_events import SetTeamEvent
from ui.pages.calendar.page import CalendarPage
from ui.pages.calendar.sheets import AppointmentSheet, TeamEventSheet
from ui.pages.linkage_sheets.appointment_sheets import (
    NewAppointmentSheet,
    NewDateSheet,
    OutcomeSheet,
)
from ui.pages.workplace import Workplace

Key = Qt.Key
A = AppointmentStatus
CTRL = Qt.KeyboardModifier.ControlModifier
NOW = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)
Press = Callable[..., None]


@pytest.fixture
def juniper(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


@pytest.fixture
def visit(desk: Desk, juniper: UUID) -> UUID:
    bed = AddLinkage(new_id(), juniper, ServiceCategory.HOUSING, title="Shelter bed")
    linkages.add_linkage(desk, bed)
    made = new_id()
    at = NOW - timedelta(hours=2)
    command = MakeAppointment(made, juniper, "Viewing", at, 60, linkage_id=bed.id)
    appointments.make_appointment(desk, command)
    return made


def shown(qtbot: QtBot, workplace: Workplace) -> CalendarPage:
    made = CalendarPage(workplace)
    made.resize(1220, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.activate()
    return made


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, visit: UUID) -> Iterator[CalendarPage]:
    made = shown(qtbot, workplace)
    qtbot.waitUntil(lambda: len(made.grid.blocks()) == 1)
    made.activate()
    yield made
    Shiboken.delete(made)


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    def key(which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget(), which, held)

    return key


def test_a_missed_visit_is_said_and_a_new_date_offered(
    page: CalendarPage, press: Press, qtbot: QtBot, desk: Desk, juniper: UUID
) -> None:
    press(Key.Key_Return)
    assert isinstance(page.findChild(AppointmentSheet), AppointmentSheet)
    press(Key.Key_D)
    sheet = page.findChild(OutcomeSheet)
    assert isinstance(sheet, OutcomeSheet)
    sheet.status.choose(A.MISSED.value)
    assert not sheet.fields["verified_by"].isVisible()
    press(Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.findChild(NewDateSheet) is not None)
    sheet_of_date = page.findChild(NewDateSheet)
    assert isinstance(sheet_of_date, NewDateSheet)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        sheet_of_date.submit()
    said = [line.status for line in appointments.list_appointments(desk, juniper)]
    assert said == [A.MISSED, A.PLANNED]
    assert linkages.list_linkages(desk)[0].status is LinkageStatus.SCHEDULED


def test_an_attended_visit_needs_a_witness_and_can_be_taken_back(
    page: CalendarPage, press: Press, qtbot: QtBot, desk: Desk
) -> None:
    press(Key.Key_Return)
    press(Key.Key_D)
    sheet = page.findChild(OutcomeSheet)
    assert isinstance(sheet, OutcomeSheet)
    sheet.status.choose(A.ATTENDED.value)
    press(Key.Key_Return, CTRL)
    assert sheet.fields["verified_by"].problem() == "Say who confirmed it."
    sheet.verified_by.setCurrentIndex(list(VerifiedBy).index(VerifiedBy.STAFF_PRESENT))
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted) as told:
        press(Key.Key_Return, CTRL)
    assert linkages.list_linkages(desk)[0].status is LinkageStatus.STARTED
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        told.args[1]()
    assert linkages.list_linkages(desk)[0].status is LinkageStatus.SCHEDULED


def test_the_card_of_a_visit_is_one_key_away(
    page: CalendarPage, press: Press, qtbot: QtBot, juniper: UUID
) -> None:
    press(Key.Key_Return)
    with qtbot.waitSignal(page.workplace.navigator.forms_wanted) as asked:
        press(Key.Key_F)
    assert asked.args is not None
    (wish,) = asked.args
    (line,) = appointments.list_appointments(page.workplace.desk, juniper)
    assert (wish.participant_id, wish.kind) == (juniper, FormKind.APPOINTMENT)
    assert wish.appointment_id == line.id


def test_keys_turn_span_and_days(page: CalendarPage, press: Press, qtbot: QtBot) -> None:
    assert len(page.days()) == 7
    press(Key.Key_D)
    assert page.days() == (page.workplace.desk.clock.today(),)
    press(Key.Key_Right)
    qtbot.waitUntil(lambda: page.grid.blocks() == [])
    press(Key.Key_T)
    qtbot.waitUntil(lambda: len(page.grid.blocks()) == 1)


def test_n_makes_an_appointment(
    page: CalendarPage, press: Press, qtbot: QtBot, desk: Desk, juniper: UUID
) -> None:
    press(Key.Key_N)
    sheet = page.findChild(NewAppointmentSheet)
    assert isinstance(sheet, NewAppointmentSheet)
    sheet.submit()
    assert sheet.fields["title"].problem() == "Say what it is for."
    assert sheet.person is not None
    qtbot.waitUntil(lambda: bool(sheet.person and sheet.person._rows))
    qtbot.keyClicks(sheet.person.search, "juniper")
    qtbot.keyClick(sheet.person.search, Key.Key_Return)
    sheet.title_edit.setText("Eye exam")
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        sheet.submit()
    made = appointments.list_appointments(desk, juniper)[-1]
    assert made.starts_at == datetime(2026, 11, 24, 14, tzinfo=UTC)
    qtbot.waitUntil(lambda: len(page.grid.blocks()) == 2)


def test_the_teams_own_events_come_every_week_and_go_with_undo(
    page: CalendarPage, press: Press, qtbot: QtBot, desk: Desk
) -> None:
    meeting = SetTeamEvent(new_id(), "Team meeting", NOW + timedelta(days=1), weekly=True)
    team_events.set_team_event(desk, meeting)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.grid.blocks()) == 2)
    press(Key.Key_Right)
    qtbot.waitUntil(lambda: len(page.grid.blocks()) == 1)
    press(Key.Key_Return)
    sheet = page.findChild(TeamEventSheet)
    assert isinstance(sheet, TeamEventSheet)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted) as told:
        sheet.removed.emit()
    qtbot.waitUntil(lambda: page.grid.blocks() == [])
    told.args[1]()
    qtbot.waitUntil(lambda: len(page.grid.blocks()) == 1)


def test_court_dates_are_not_shown_to_a_peer(
    qtbot: QtBot, workplace: Workplace, seat: Callable[..., Desk], visit: UUID, desk: Desk,
    juniper: UUID,
) -> None:  # fmt: skip
    court = MakeAppointment(new_id(), juniper, "Hearing", NOW + timedelta(hours=1), court=True)
    appointments.make_appointment(desk, court)
    peer = seat(Role.PEER, name="Dre Exampleton")
    page = shown(qtbot, replace(workplace, desk=peer))
    page.whose.choose("team")
    qtbot.waitUntil(lambda: len(page.grid.blocks()) == 1)
    assert "Viewing" in page.grid.blocks()[0].accessibleName()
    Shiboken.delete(page)
