"""Diverted incidents on the participant's own page: added, opened, stopped, settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Charge, DiversionOutcome, Role, StopClockReason
from lead_desktop.services.desk import Desk
from lead_desktop.services.referral import incidents
from lead_desktop.services.referral.incidents import AddIncident
from tests.ui.pages.test_life import Hands
from ui.kit.button import IconButton
from ui.kit.chip import ChipLabel
from ui.pages.life_sheets.incident_sheets import AddIncidentSheet, IncidentSheet
from ui.pages.participant.details.tab import DetailsTab
from ui.pages.participant.page import ParticipantPage
from ui.pages.participant.tab_table import TabName
from ui.pages.workplace import Workplace

Opened = Callable[..., Hands]


@pytest.fixture
def moss(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return enroll("Moss Example", case_manager=desk)


@pytest.fixture
def opened(qtbot: QtBot, workplace: Workplace, moss: UUID) -> Iterator[Opened]:
    pages: list[ParticipantPage] = []

    def bring(desk: Desk | None = None) -> Hands:
        page = ParticipantPage(replace(workplace, desk=desk) if desk else workplace)
        pages.append(page)
        page.resize(1220, 800)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.show_participant(moss, (moss,))
        page.activate()
        page.show_tab(TabName.DETAILS)
        qtbot.waitUntil(lambda: page._record is not None)
        return Hands(qtbot, page, moss)

    yield bring
    for page in pages:
        Shiboken.delete(page)


def card_of(hands: Hands) -> DetailsTab:
    (tab,) = hands.page.findChildren(DetailsTab)
    return tab


def opener(hands: Hands) -> IconButton | None:
    """The button of the one incident that is shown."""
    found = [
        button
        for button in card_of(hands).incident_card.findChildren(IconButton)
        if button.accessibleName().startswith("Clock and outcome") and button.isVisible()
    ]
    return found[-1] if found else None


def test_a_further_incident_is_added_without_a_referral_and_taken_back(opened: Opened) -> None:
    hands = opened()
    tab = card_of(hands)
    hands.bot.waitUntil(lambda: tab._who is not None)
    tab.incident_card.header.action.click()
    sheet = hands.sheet(AddIncidentSheet)
    sheet.submit()
    assert sheet.fields["charges"].problem() == "Name the charge that was held back."
    assert sheet.fields["hold_until"].isHidden()
    sheet.charges.choose(Charge.LARCENY.value)
    sheet.number.setText("DEMO-9")
    sheet.number.setFocus()
    hands.agree(sheet)
    (line,) = incidents.list_incidents(hands.desk, hands.who)
    assert (line.referral_id, line.incident_number) == (None, "DEMO-9")
    assert (line.charges, line.hold_until) == ((Charge.LARCENY,), None)
    hands.bot.waitUntil(lambda: opener(hands) is not None)
    hands.undo(lambda: incidents.list_incidents(hands.desk, hands.who) == [])


def test_the_clock_is_stopped_with_a_reason_and_the_outcome_written_down(opened: Opened) -> None:
    hands = opened()
    day = hands.desk.clock.today()
    added = AddIncident(new_id(), hands.who, day, frozenset({Charge.TRESPASS}))
    incidents.add_incident(hands.desk, added)
    hands.page.refresh()
    hands.bot.waitUntil(lambda: opener(hands) is not None)

    def stand() -> tuple[StopClockReason | None, DiversionOutcome]:
        (line,) = incidents.list_incidents(hands.desk, hands.who)
        return line.stopped.reason, line.outcome

    button = opener(hands)
    assert button is not None
    button.click()
    sheet = hands.sheet(IncidentSheet)
    sheet.clock.choose("stands")
    sheet.reason.setCurrentIndex(list(StopClockReason).index(StopClockReason.IN_JAIL))
    sheet.reason.setFocus(Qt.FocusReason.OtherFocusReason)
    hands.agree(sheet)
    assert stand() == (StopClockReason.IN_JAIL, DiversionOutcome.PENDING)

    (line,) = incidents.list_incidents(hands.desk, hands.who)
    card_of(hands).incidents.open_incident(line)
    settled = hands.sheet(IncidentSheet)
    settled.outcome.setCurrentIndex(
        list(DiversionOutcome).index(DiversionOutcome.INTAKE_MET_NOT_FILED)
    )
    settled.outcome.setFocus(Qt.FocusReason.OtherFocusReason)
    hands.agree(settled)
    assert stand()[1] is DiversionOutcome.INTAKE_MET_NOT_FILED
    hands.undo(lambda: stand()[1] is DiversionOutcome.PENDING)


def test_who_does_not_see_legal_detail_sees_no_incidents(
    opened: Opened, seat: Callable[..., Desk]
) -> None:
    hands = opened(seat(Role.PEER))
    tab = card_of(hands)
    hands.bot.waitUntil(lambda: tab._who is not None)
    assert tab.incident_card.isHidden()


def test_undo_after_days_brings_the_clock_back_as_it_was_and_the_card_says_why_it_is_still(
    opened: Opened, desk: Desk
) -> None:
    with desk.store.write() as session:
        session.connection().exec_driver_sql("UPDATE participant SET status = 'OUTREACH'")
    hands = opened()
    day = hands.desk.clock.today() - timedelta(days=9)
    added = AddIncident(new_id(), hands.who, day, frozenset({Charge.TRESPASS}))
    earlier = FixedClock(instant=hands.desk.clock.now() - timedelta(days=4))
    incidents.add_incident(hands.desk, added)
    incidents.update_incident(
        replace(desk, clock=earlier), added.id,
        stop=StopClockReason.IN_JAIL, outcome=DiversionOutcome.PENDING, on=earlier.today(),
    )  # fmt: skip
    hands.page.refresh()
    hands.bot.waitUntil(lambda: opener(hands) is not None)
    (before,) = incidents.list_incidents(hands.desk, hands.who)
    card_of(hands).incidents.open_incident(before)
    sheet = hands.sheet(IncidentSheet)
    sheet.clock.choose("runs")
    sheet.outcome.setFocus(Qt.FocusReason.OtherFocusReason)
    hands.agree(sheet)
    (running,) = incidents.list_incidents(hands.desk, hands.who)
    assert running.stopped.since is None
    hands.undo(lambda: incidents.list_incidents(hands.desk, hands.who) == [before])
    assert before.stopped.since == earlier.today()


@pytest.mark.parametrize(
    ("status", "chip", "words"),
    [
        ("OUTREACH", "Counting", "Intake by"),
        ("ACTIVE", "Intake done", "Enrolled"),
        ("NOT_ENROLLED", "No longer counts", "No intake to come: not enrolled since"),
        ("CLOSED", "No longer counts", "No intake to come: closed since"),
    ],
)
def test_the_card_says_whether_and_why_the_clock_runs(
    opened: Opened, desk: Desk, moss: UUID, status: str, chip: str, words: str
) -> None:
    with desk.store.write() as session:
        session.connection().exec_driver_sql("UPDATE participant SET status = ?", (status,))
    day = desk.clock.today() - timedelta(days=9)
    incidents.add_incident(desk, AddIncident(new_id(), moss, day, frozenset({Charge.TRESPASS})))
    hands = opened()
    hands.bot.waitUntil(lambda: opener(hands) is not None)
    card = card_of(hands).incident_card
    assert [one.text() for one in card.findChildren(ChipLabel)] == [chip]
    assert any(words in label.text() for label in card.findChildren(QLabel))
