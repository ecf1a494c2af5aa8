"""The privacy page at the keyboard: an emergency opening, a complaint, the supervisor's list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    Basis,
    ComplaintOutcome,
    ConsentCategory,
    FormKind,
    Role,
)
from lead_desktop.domain.consent.privacy import IncidentFacts
from lead_desktop.services.changes import Topic
from lead_desktop.services.consent import privacy, privacy_log, restricted
from lead_desktop.services.consent.gate import Ground
from lead_desktop.services.consent.privacy import RecordOrder
from lead_desktop.services.consent.privacy_log import TakeComplaint
from lead_desktop.services.consent.restricted import BreakGlass
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from ui.kit.button import Button
from ui.models.day_words import Calendar
from ui.pages.facts import FactRow
from ui.pages.form_sheet import as_qdate
from ui.pages.participant.page import ParticipantPage
from ui.pages.privacy.page import PrivacyPage
from ui.pages.privacy.sheets import (
    AgreementSheet,
    BreakGlassSheet,
    ComplaintSheet,
    EmergencySheet,
    IncidentSheet,
    OrderSheet,
    ReviewSheet,
)
from ui.pages.workplace import FormWish, Workplace

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


def press_button(qtbot: QtBot, page: PrivacyPage, name: str) -> None:
    """Go to a button and press it with the space bar; the newest one of its name counts."""
    found = [one for one in page.findChildren(Button) if one.accessibleName() == name]
    assert found, [one.accessibleName() for one in page.findChildren(Button)]
    found[-1].setFocus(Qt.FocusReason.TabFocusReason)
    assert found[-1].hasFocus()
    qtbot.keyClick(found[-1], Qt.Key.Key_Space)


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
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: all(field.problem() is not None for field in sheet.fields.values()))
    qtbot.keyClicks(sheet.who, "Quillon")
    qtbot.keyClicks(sheet.reason, WHY)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: sheet.fields["who"].problem() is not None)
    qtbot.keyClicks(sheet.who, " Example")
    with qtbot.waitSignal(workplace.navigator.participant_wanted) as asked:
        press(qtbot, Qt.Key.Key_Return, CTRL)
    assert asked.args == [person]
    heard: list[object] = []
    workplace.bus.subscribe(page, [Topic.PARTICIPANTS], heard.append)
    (over,) = page.findChildren(QTimer, "emergency over")
    assert timedelta(milliseconds=over.remainingTime()) > timedelta(hours=3, minutes=59)
    assert not heard
    over.timeout.emit()  # the hours are over: every view looks again
    qtbot.waitUntil(lambda: bool(heard))
    Shiboken.delete(page)


def test_a_record_that_was_opened_in_an_emergency_says_until_when(
    qtbot: QtBot, workplace: Workplace, seat: Seat, person: UUID
) -> None:
    peer = seat(Role.PEER, name="Dre Exampleton")
    restricted.break_glass(peer, BreakGlass(new_id(), "P-0001", WHY))
    for desk, told in ((peer, True), (workplace.desk, False)):
        page = ParticipantPage(replace(workplace, desk=desk))
        qtbot.addWidget(page)
        page.show_participant(person, ())
        qtbot.waitUntil(lambda page=page: "Quillon" in page.heading().title)
        banner = page.open_until.banner
        assert (banner is not None) is told
        if banner is not None:
            closes = peer.clock.now() + timedelta(hours=4)
            assert (
                banner.accessibleName()
                .split(". ")[0]
                .endswith(f"until {Calendar.of(peer.clock).ahead(closes)}")
            )


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


def test_a_complaint_is_put_right_answered_and_opened_again(
    qtbot: QtBot, office: PrivacyPage, person: UUID
) -> None:
    desk = office.workplace.desk
    taken = TakeComplaint(new_id(), "My landlord new", desk.clock.today())
    privacy_log.take_complaint(desk, taken)
    office.refresh()
    qtbot.waitUntil(lambda: "My landlord new" in words(office))
    press_button(qtbot, office, "Correct: “My landlord new”")
    sheet = office.findChildren(ComplaintSheet)[-1]
    sheet.said.setPlainText("My landlord knew")
    sheet.who.setText("P-0099")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: sheet.fields["who"].problem() is not None)
    sheet.who.setText("P-0001")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "My landlord knew" in words(office))
    (line,) = privacy_log.list_complaints(desk)
    assert line.participant_id == person
    privacy_log.answer_complaint(desk, line.id, ComplaintOutcome.UPHELD, "We told them")
    office.refresh()
    qtbot.waitUntil(lambda: "answered: “We told them”" in words(office))
    press_button(qtbot, office, "Open again: “My landlord knew”")
    qtbot.waitUntil(lambda: "We told them" not in words(office))
    assert privacy_log.list_complaints(desk)[0].is_open


def test_an_agreement_is_kept_without_an_end_and_gets_one_later(
    qtbot: QtBot, office: PrivacyPage
) -> None:
    desk = office.workplace.desk
    office.acts.keep_agreement()
    sheet = office.findChildren(AgreementSheet)[-1]
    sheet.organization.setText("Example Laboratory")
    sheet.open_end.setChecked(True)
    assert sheet.fields["ends_on"].isHidden()
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: sheet.fields["binds_to_part2"].problem() is not None)
    sheet.binds.setChecked(True)
    sheet.resists.setChecked(True)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Example Laboratory" in words(office))
    assert privacy.list_agreements(desk)[0].ends_on is None
    press_button(qtbot, office, "Correct: Example Laboratory")
    again = office.findChildren(AgreementSheet)[-1]
    assert again.binds.isChecked()
    assert again.open_end.isChecked()
    again.open_end.setChecked(False)
    again.ends_on.setDate(as_qdate(desk.clock.today()))
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: ", ends Nov 23, 2026" in words(office))
    (line,) = privacy.list_agreements(desk)
    assert line.ends_on == desk.clock.today()


def test_a_court_order_says_what_it_lacks_until_that_is_added(
    qtbot: QtBot, office: PrivacyPage, person: UUID
) -> None:
    desk = office.workplace.desk
    order = RecordOrder(
        new_id(), person, "Circuit Court", "2.64", desk.clock.today(), ("Sample Court",),
        (ConsentCategory.SERVICES,), findings_present=True, notice_given=True,
    )  # fmt: skip
    privacy.record_order(desk, order)
    office.refresh()
    qtbot.waitUntil(lambda: "no subpoena goes with it" in words(office))
    press_button(qtbot, office, "Correct: Circuit Court")
    sheet = office.findChildren(OrderSheet)[-1]
    assert sheet.fields["who"].isHidden()  # it stays with its participant
    assert sheet.recipients.text() == "Sample Court"
    sheet.mandate.setChecked(True)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "no subpoena goes with it" not in words(office))
    (line,) = privacy.list_orders(desk)
    assert line.opens(desk.clock.today())


def test_a_breach_tells_when_it_happened_and_that_a_day_has_passed(
    qtbot: QtBot, office: PrivacyPage
) -> None:
    desk = office.workplace.desk
    today = desk.clock.today()
    facts = IncidentFacts(discovered_on=today - timedelta(days=61), words="A folder on a bus")
    privacy_log.save_incident(desk, new_id(), facts)
    office.refresh()
    qtbot.waitUntil(lambda: "A folder on a bus" in words(office))
    rows = [one.accessibleName() for one in office.findChildren(FactRow)]
    assert any("The day has passed" in one for one in rows), rows
    press_button(qtbot, office, "Go on: A folder on a bus")
    sheet = office.findChildren(IncidentSheet)[-1]
    assert sheet.fields["happened_on"].isHidden()
    sheet.known.setChecked(True)
    sheet.happened_on.setDate(as_qdate(today))
    press(qtbot, Qt.Key.Key_Return, CTRL)  # it cannot be discovered before it happened
    qtbot.waitUntil(lambda: sheet.fields["happened_on"].problem() is not None)
    sheet.happened_on.setDate(as_qdate(today - timedelta(days=70)))
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(
        lambda: privacy_log.list_incidents(desk)[0].facts.happened_on == today - timedelta(days=70)
    )


def test_what_was_documented_of_an_emergency_is_put_right_and_never_emptied(
    qtbot: QtBot, office: PrivacyPage, desk: Desk, person: UUID
) -> None:
    ground = Ground(
        basis=Basis.EMERGENCY, personnel="Dr. Exmple", affiliation="Hospital", emergency="Fell"
    )
    asked = SummaryRequest(person, Audience.PROVIDER, "Hospital", "Care", ground=ground)
    summaries.issue_summary(desk, asked)
    office.refresh()
    qtbot.waitUntil(lambda: "Dr. Exmple" in words(office))
    press_button(qtbot, office, "Correct: Quillon Example to Hospital")
    sheet = office.findChildren(EmergencySheet)[-1]
    assert sheet.emergency.toPlainText() == "Fell"
    sheet.personnel.setText(" ")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: sheet.fields["personnel"].problem() is not None)
    sheet.personnel.setText("Dr. Example")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Dr. Example" in words(office))
    (line,) = privacy_log.list_exceptions(office.workplace.desk)
    assert (line.personnel, line.affiliation, line.emergency) == ("Dr. Example", "Hospital", "Fell")
    assert line.worker == desk.worker.name


def test_a_breach_has_a_letter_and_what_is_none_has_not(qtbot: QtBot, office: PrivacyPage) -> None:
    desk, breach = office.workplace.desk, new_id()
    facts = IncidentFacts(
        discovered_on=desk.clock.today(), words="A folder on a bus", what_data="Names",
        who_got_it="Nobody", was_seen="No", mitigation="It came back",
    )  # fmt: skip
    privacy_log.save_incident(desk, breach, facts)
    office.refresh()
    qtbot.waitUntil(lambda: "A folder on a bus" in words(office))
    asked: list[FormWish] = []
    office.workplace.navigator.forms_wanted.connect(asked.append)
    press_button(qtbot, office, "Letter: A folder on a bus")
    assert [(one.kind, one.incident_id) for one in asked] == [(FormKind.BREACH_LETTER, breach)]
    privacy_log.save_incident(desk, breach, replace(facts, words="A list", is_breach=False))
    office.refresh()
    qtbot.waitUntil(lambda: "A list" in words(office))
    names = [one.accessibleName() for one in office.findChildren(Button)]
    assert "Go on: A list" in names
    assert "Letter: A list" not in names


def test_the_day_on_which_people_were_told_is_chosen_and_lies_after_the_discovery(
    qtbot: QtBot, office: PrivacyPage
) -> None:
    desk = office.workplace.desk
    today = desk.clock.today()
    found, told = today - timedelta(days=20), today - timedelta(days=6)
    facts = IncidentFacts(discovered_on=found, words="A folder on a bus")
    privacy_log.save_incident(desk, new_id(), facts)
    office.refresh()
    qtbot.waitUntil(lambda: "A folder on a bus" in words(office))
    press_button(qtbot, office, "Go on: A folder on a bus")
    sheet = office.findChildren(IncidentSheet)[-1]
    day = sheet.told_on["told_people_on"]
    assert sheet.fields["told_people_on"].isHidden()
    sheet.told_people.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert not sheet.fields["told_people_on"].isHidden()
    assert day.date() == as_qdate(today)
    day.setDate(as_qdate(today + timedelta(days=1)))
    assert day.date() == as_qdate(today)  # not a day that has not come
    day.setDate(as_qdate(found - timedelta(days=1)))
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: sheet.fields["told_people_on"].problem() is not None)
    assert privacy_log.list_incidents(desk)[0].facts.told_people_on is None
    day.setDate(as_qdate(told))
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: privacy_log.list_incidents(desk)[0].facts.told_people_on == told)
    assert privacy_log.list_incidents(desk)[0].facts.told_hhs_on is None
