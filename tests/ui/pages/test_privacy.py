"""The privacy page at the keyboard: an emergency opening, a complaint, the supervisor's list."""

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
from lead_desktop.domain.codes import Audience, Basis, Role
from lead_desktop.services.consent import privacy, privacy_log, restricted
from lead_desktop.services.consent.gate import Ground
from lead_desktop.services.consent.restricted import BreakGlass
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from ui.pages.privacy.page import PrivacyPage
from ui.pages.privacy.sheets import (
    BreakGlassSheet,
    ComplaintSheet,
    IncidentSheet,
    OrderSheet,
    ReviewSheet,
)
from ui.pages.workplace import Workplace

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
CTRL = Qt.KeyboardModifier.ControlModifier
WHY = "Brought in by the ambulance"


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    return enroll("Quillon Example", case_manager=desk, restricted=True)


def shown(qtbot: QtBot, workplace: Workplace, desk: Desk) -> PrivacyPage:
    page = PrivacyPage(replace(workplace, desk=desk))
    page.resize(1220, 900)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.activate()
    qtbot.waitUntil(lambda: page.office is not None)
    return page


@pytest.fixture
def office(qtbot: QtBot, workplace: Workplace, seat: Seat, person: UUID) -> Iterator[PrivacyPage]:
    """The page of a supervisor."""
    page = shown(qtbot, workplace, seat(Role.SUPERVISOR, name="Priya Demoson"))
    yield page
    Shiboken.delete(page)


def words(page: PrivacyPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, held or Qt.KeyboardModifier.NoModifier)


def test_a_peer_opens_a_restricted_record_in_an_emergency(
    qtbot: QtBot, workplace: Workplace, seat: Seat, person: UUID
) -> None:
    peer = seat(Role.PEER, name="Dre Exampleton")
    page = shown(qtbot, workplace, peer)
    assert "Quillon" not in words(page)
    press(qtbot, Qt.Key.Key_E)
    sheet = page.findChild(BreakGlassSheet)
    assert sheet is not None
    qtbot.keyClicks(sheet.who, "Quillon")
    qtbot.keyClicks(sheet.reason, WHY)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: sheet.fields["who"].problem() is not None)
    qtbot.keyClicks(sheet.who, " Example")
    with qtbot.waitSignal(workplace.navigator.participant_wanted) as asked:
        press(qtbot, Qt.Key.Key_Return, CTRL)
    assert asked.args == [person]
    Shiboken.delete(page)


def test_the_supervisor_works_through_what_waits(
    qtbot: QtBot, workplace: Workplace, office: PrivacyPage, desk: Desk, seat: Seat, person: UUID
) -> None:
    peer = seat(Role.PEER, name="Dre Exampleton")
    restricted.break_glass(peer, BreakGlass(new_id(), "P-0001", WHY))
    ground = Ground(
        basis=Basis.EMERGENCY, personnel="Dr. Example", affiliation="Hospital", emergency="Fell"
    )
    summaries.issue_summary(
        desk, SummaryRequest(person, Audience.PROVIDER, "Hospital", "Care", ground=ground)
    )
    wish = privacy.AskRestriction(new_id(), person, "Not my goals", desk.clock.today())
    privacy.ask_restriction(desk, wish)
    office.refresh()
    qtbot.waitUntil(lambda: office.office is not None and office.office.waiting == 3)
    assert office.heading().subtitle == "3 for you to look at"
    assert office.office is not None
    office.acts.review(office.office.exceptions[0])
    sheet = office.findChild(ReviewSheet)
    assert sheet is not None
    assert "Dr. Example" in sheet.lead.text()
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: office.office is not None and office.office.waiting == 2)
    opening = office.office.openings[0]
    office.acts.do(lambda: restricted.note_seen(office.workplace.desk, opening.id))
    qtbot.waitUntil(lambda: office.office is not None and office.office.waiting == 1)


def test_a_complaint_and_a_possible_breach_are_written_down(
    qtbot: QtBot, office: PrivacyPage
) -> None:
    press(qtbot, Qt.Key.Key_Q)
    complaint = office.findChild(ComplaintSheet)
    assert complaint is not None
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: complaint.fields["words"].problem() is not None)
    qtbot.keyClicks(complaint.said, "My landlord knew")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "My landlord knew" in words(office))
    office.acts.keep_incident()
    incident = office.findChild(IncidentSheet)
    assert incident is not None
    qtbot.keyClicks(incident.said, "A folder was left on a bus")
    incident.people.setText("many")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: incident.fields["people"].problem() is not None)
    incident.people.setText("2")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "tell the people concerned by" in words(office))
    (line,) = privacy_log.list_incidents(office.workplace.desk)
    assert line.facts.people == 2


def test_a_court_order_is_kept_for_the_participant_named(
    qtbot: QtBot, office: PrivacyPage, person: UUID
) -> None:
    office.acts.keep_order()
    sheet = office.findChild(OrderSheet)
    assert sheet is not None
    qtbot.keyClicks(sheet.who, "P-0099")
    sheet.court.setText("Circuit Court")
    sheet.recipients.setText("Sample Court")
    sheet.categories.choose("services")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: sheet.fields["who"].problem() is not None)
    sheet.who.setText("P-0001")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Opens nothing" in words(office))
    (order,) = privacy.list_orders(office.workplace.desk)
    assert order.participant_id == person
