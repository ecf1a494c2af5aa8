"""Copies on other grounds than consent, and what a participant asked for that binds a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AgreementKind,
    Audience,
    Basis,
    ConsentCategory,
    DisclosureMethod,
    Role,
)
from lead_desktop.services.consent import privacy
from lead_desktop.services.consent.consents import WithdrawConsent, withdraw_consent
from lead_desktop.services.desk import Desk
from lead_desktop.services.trust import trust
from tests.ui.pages.printing import PURPOSE, Answers, agree, words_of
from ui.pages.copies.restrictions import UNDECIDED
from ui.pages.print_summary.exception_sheet import ExceptionSheet
from ui.pages.print_summary.page import UNREAD, PrintPage
from ui.pages.workplace import Workplace

COURT = "Sample Circuit Court"
WHY = "Talked it over with her this morning"
HELPERS = "Example Data Helpers"
Seat = Callable[..., Desk]


@pytest.fixture
def person(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


@pytest.fixture
def supervisor(seat: Seat) -> Desk:
    return seat(Role.SUPERVISOR, name="Priya Demoson")


@pytest.fixture
def bring(
    qtbot: QtBot, workplace: Workplace, person: UUID, tmp_path: Path
) -> Iterator[Callable[[Desk, Audience], PrintPage]]:
    """A print page of somebody's, on screen, with an audience chosen."""
    shown: list[PrintPage] = []
    answers = Answers(tmp_path)

    def make(desk: Desk, audience: Audience) -> PrintPage:
        made = PrintPage(replace(workplace, desk=desk), ask_for_printer=answers.choose_printer)
        shown.append(made)
        made.resize(1220, 814)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        made.show_participant(person)
        made.activate()
        qtbot.waitUntil(lambda: made.choices.audiences._covered != {})
        made.choices.audiences.choose(audience)
        qtbot.waitUntil(lambda: made._plan is not None and not made.source.is_working)
        return made

    yield make
    for page in shown:
        Shiboken.delete(page)


def ordered(desk: Desk, person: UUID, **facts: object) -> UUID:
    """A court order on file that opens what it names, unless a test takes something from it."""
    order = privacy.RecordOrder(
        new_id(), person, COURT, "2.64", desk.clock.today(),
        (COURT, "Office of the Public Defender"), (ConsentCategory.PROGRAM_STATUS,),
        case_number="24-D-0001", findings_present=True, notice_given=True, mandate_attached=True,
    )  # fmt: skip
    order = replace(order, **facts)
    privacy.record_order(desk, order)
    return order.id


def exception(qtbot: QtBot, page: PrintPage) -> ExceptionSheet:
    page.record_exception()
    qtbot.waitUntil(lambda: page._exception is not None)
    sheet = page._exception
    assert sheet is not None
    return sheet


def take(sheet: ExceptionSheet, basis: Basis) -> None:
    sheet.kind.setCurrentIndex(sheet._grounds.index(basis))


def test_an_order_names_who_may_receive_and_nothing_is_seen_before_it_is_complete(
    qtbot: QtBot,
    bring: Callable[[Desk, Audience], PrintPage],
    supervisor: Desk,
    person: UUID,
) -> None:
    ordered(supervisor, person)
    page = bring(supervisor, Audience.JUSTICE)
    sheet = exception(qtbot, page)
    take(sheet, Basis.COURT_ORDER)
    assert sheet.facts.text() == "It lets go: program status."
    sheet.submit()
    assert sheet.fields["named"].problem() is not None
    assert sheet.fields["purpose"].problem() is not None
    assert page.preview.canvas.pictures() == {}
    sheet.named.setCurrentIndex(0)
    sheet.purpose.setFocus()
    qtbot.keyClicks(sheet.purpose, "As the court ordered")
    qtbot.keyClick(sheet.purpose, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.footer.print.isEnabled() and page.source.present is not None)
    request = page.choices.request(person)
    assert (request.recipient, request.purpose) == (COURT, "As the court ordered")
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        page.counter.print_copy()
    (row,) = trust.list_disclosures(supervisor, person)
    assert (row.basis, row.recipient) == (Basis.COURT_ORDER, COURT)
    assert "program_status" in row.sections
    assert "goals" not in row.sections


def test_an_order_without_its_subpoena_says_so_and_opens_nothing(
    qtbot: QtBot,
    bring: Callable[[Desk, Audience], PrintPage],
    supervisor: Desk,
    person: UUID,
) -> None:
    ordered(supervisor, person, mandate_attached=False)
    page = bring(supervisor, Audience.JUSTICE)
    sheet = exception(qtbot, page)
    take(sheet, Basis.COURT_ORDER)
    assert "no subpoena goes with it" in sheet.facts.text()
    sheet.named.setCurrentIndex(0)
    sheet.purpose.setText("As ordered")
    sheet.submit()
    assert sheet.fields["order"].problem() is not None
    assert sheet.isVisible()
    assert page.preview.canvas.pictures() == {}


@pytest.mark.parametrize(
    ("kind", "basis"), [(AgreementKind.QSO, Basis.QSO), (AgreementKind.AUDIT, Basis.AUDIT)]
)
def test_an_agreement_opens_a_copy_for_its_organization_only(
    qtbot: QtBot,
    bring: Callable[[Desk, Audience], PrintPage],
    supervisor: Desk,
    person: UUID,
    kind: AgreementKind,
    basis: Basis,
) -> None:
    signed = supervisor.clock.today() - timedelta(days=30)
    agreement = privacy.RecordAgreement(
        new_id(), kind, HELPERS, signed, binds_to_part2=True, will_resist=True
    )
    page = bring(supervisor, Audience.COMMUNITY)
    sheet = exception(qtbot, page)
    take(sheet, basis)
    assert "is on file" in sheet.facts.text()
    sheet.submit()
    assert sheet.fields["agreement"].problem() is not None
    sheet.closing.emit()
    qtbot.waitUntil(lambda: page._exception is None)
    privacy.record_agreement(supervisor, agreement)
    sheet = exception(qtbot, page)
    take(sheet, basis)
    sheet.purpose.setText("The yearly look")
    sheet.submit()
    qtbot.waitUntil(lambda: page.footer.print.isEnabled() and page.source.present is not None)
    assert page.choices.request(person).recipient == HELPERS
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        page.counter.print_copy()
    (row,) = trust.list_disclosures(supervisor, person)
    assert (row.basis, row.recipient) == (basis, HELPERS)
    page.choices.recipient.other.setText("Somebody Other")  # the agreement is not with them
    page.choices.changed.emit()
    qtbot.waitUntil(lambda: page.refused is not None)
    assert not page.footer.print.isEnabled()


def test_a_case_manager_is_offered_an_emergency_only(
    qtbot: QtBot, bring: Callable[[Desk, Audience], PrintPage], desk: Desk
) -> None:
    sheet = exception(qtbot, bring(desk, Audience.PROVIDER))
    assert [sheet.kind.itemText(place) for place in range(sheet.kind.count())] == [
        Basis.EMERGENCY.label
    ]


def wish(desk: Desk, supervisor: Desk, person: UUID, *what: ConsentCategory) -> None:
    asked = privacy.AskRestriction(
        new_id(), person, "Not where I sleep", desk.clock.today(), categories=what
    )
    privacy.ask_restriction(desk, asked)
    privacy.decide_restriction(supervisor, asked.id, agreed=True)


def test_what_a_participant_asked_for_is_read_before_a_copy_that_it_limits_is_printed(
    qtbot: QtBot,
    bring: Callable[[Desk, Audience], PrintPage],
    desk: Desk,
    supervisor: Desk,
    person: UUID,
) -> None:
    kinds = (ConsentCategory.PROGRAM_STATUS, ConsentCategory.HOUSING)
    agree(desk, person, Audience.PROVIDER, "Example House", *kinds)
    agree(desk, person, Audience.PROVIDER, "Sample Clinic", *kinds)
    wish(desk, supervisor, person, ConsentCategory.HOUSING)
    page = bring(desk, Audience.PROVIDER)
    box = page.choices.restrictions
    qtbot.waitUntil(lambda: box.isVisible() and page.source.present is not None)
    assert any("Not where I sleep" in label.text() for label in box.findChildren(QLabel))
    assert not page.footer.print.isEnabled()
    assert page.footer.words.text() == UNREAD
    box.read.setFocus()
    qtbot.keyClick(box.read, Qt.Key.Key_Space)
    assert box.reason.hasFocus()  # one tick and one line, without the mouse
    qtbot.waitUntil(lambda: not page.source.is_working)
    assert not page.footer.print.isEnabled()
    qtbot.keyClicks(box.reason, WHY)
    qtbot.waitUntil(page.footer.print.isEnabled)
    page.choices.recipient.choice.setCurrentIndex(1)  # another copy is asked about anew
    qtbot.waitUntil(lambda: not box.read.isChecked() and not page.source.is_working)
    assert not page.footer.print.isEnabled()
    box.read.setChecked(True)
    qtbot.keyClicks(box.reason, WHY)
    qtbot.waitUntil(page.footer.print.isEnabled)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        page.counter.print_copy()
    (row,) = trust.list_disclosures(desk, person)
    assert (row.purpose, "housing" in row.sections) == (PURPOSE, False)
    assert row.restriction_reason == WHY
    page.choices.audiences.choose(Audience.INTERNAL)
    qtbot.waitUntil(lambda: not box.isVisible() and page.footer.print.isEnabled())


def test_a_wish_that_nobody_decided_yet_is_told_and_read_before_the_copy_leaves(
    qtbot: QtBot,
    bring: Callable[[Desk, Audience], PrintPage],
    desk: Desk,
    person: UUID,
) -> None:
    agree(desk, person, Audience.PROVIDER, "Example House", ConsentCategory.HOUSING)
    asked = privacy.AskRestriction(new_id(), person, "Not where I sleep", desk.clock.today())
    privacy.ask_restriction(desk, asked)
    page = bring(desk, Audience.PROVIDER)
    box = page.choices.restrictions
    qtbot.waitUntil(lambda: box.isVisible() and page.source.present is not None)
    assert any("not decided yet" in label.text() for label in box.findChildren(QLabel))
    assert box.read.text() == UNDECIDED
    assert not page.footer.print.isEnabled()
    box.read.setChecked(True)
    qtbot.keyClicks(box.reason, WHY)
    qtbot.waitUntil(page.footer.print.isEnabled)


def test_a_wish_that_does_not_touch_a_copy_is_shown_and_asks_nothing(
    qtbot: QtBot,
    bring: Callable[[Desk, Audience], PrintPage],
    desk: Desk,
    supervisor: Desk,
    person: UUID,
) -> None:
    agree(desk, person, Audience.PROVIDER, "Example House", ConsentCategory.PROGRAM_STATUS)
    wish(desk, supervisor, person, ConsentCategory.HOUSING)
    page = bring(desk, Audience.PROVIDER)
    box = page.choices.restrictions
    qtbot.waitUntil(lambda: box.isVisible() and page.footer.print.isEnabled())
    assert not box.read.isVisible()


def test_a_wish_that_holds_everything_back_is_told_in_the_place_of_the_pages(
    qtbot: QtBot,
    bring: Callable[[Desk, Audience], PrintPage],
    desk: Desk,
    supervisor: Desk,
    person: UUID,
) -> None:
    agree(desk, person, Audience.PROVIDER, "Example House", ConsentCategory.HOUSING)
    wish(desk, supervisor, person)
    page = bring(desk, Audience.PROVIDER)
    qtbot.waitUntil(lambda: page.refused is not None)
    assert page.refused is not None
    assert "asked to keep back" in page.refused.accessibleName()
    box = page.choices.restrictions
    assert box.isVisible()
    assert not box.read.isVisible()
    assert not page.footer.print.isEnabled()


def test_an_emergency_goes_before_a_wish_and_says_what_to_ask_of_the_recipient(
    qtbot: QtBot,
    bring: Callable[[Desk, Audience], PrintPage],
    desk: Desk,
    supervisor: Desk,
    person: UUID,
) -> None:
    wish(desk, supervisor, person, ConsentCategory.HOUSING)
    page = bring(desk, Audience.PROVIDER)
    sheet = exception(qtbot, page)
    sheet.submit()  # nothing is said yet, and nothing seen
    assert sheet.fields["recipient"].problem() is not None
    assert page.preview.canvas.pictures() == {}
    sheet.recipient.setText("Demo Hospital")
    sheet.purpose.setText("Emergency care")
    for name, words in (
        ("personnel", "Nurse Specimen"),
        ("affiliation", "Demo Hospital"),
        ("emergency", "Found unresponsive"),
    ):
        sheet.inputs[name].setText(words)
    sheet.submit()
    qtbot.waitUntil(lambda: page.footer.print.isEnabled())
    box = page.choices.restrictions
    assert box.isVisible()
    assert "not to use it further" in box.words.text()
    assert not box.read.isVisible()


def test_a_justice_copy_can_carry_a_label_and_only_the_screen_says_who_is_meant(
    qtbot: QtBot,
    bring: Callable[[Desk, Audience], PrintPage],
    desk: Desk,
    person: UUID,
) -> None:
    agree(desk, person, Audience.JUSTICE, COURT, ConsentCategory.PROGRAM_STATUS)
    page = bring(desk, Audience.JUSTICE)
    choice = page.choices.labels
    qtbot.waitUntil(lambda: choice.isVisible() and page.source.present is not None)
    choice.box.setFocus()
    qtbot.keyClick(choice.box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: choice.words.isVisible() and page.source.present is not None)
    assert page._plan is not None
    assert f"Juniper Fable: {page._plan.label}" in choice.words.text()
    assert page.source.present is not None
    words = words_of(page.source.present.pdf)
    assert page._plan.label in words
    assert "Juniper" not in words
    page.choices.audiences.choose(Audience.PROVIDER)
    qtbot.waitUntil(lambda: not page.source.is_working)
    assert not choice.isVisible()
    assert not page.choices.request(person).labelled


def test_a_copy_is_faxed_or_told_by_voice_and_the_account_says_which_and_where_to(
    qtbot: QtBot,
    bring: Callable[[Desk, Audience], PrintPage],
    desk: Desk,
    person: UUID,
) -> None:
    agree(desk, person, Audience.PROVIDER, "Example House", ConsentCategory.PROGRAM_STATUS)
    page = bring(desk, Audience.PROVIDER)
    way = page.choices.way
    qtbot.waitUntil(lambda: way.isVisible() and page.footer.print.isEnabled())
    focus = way.ways.findChildren(QAbstractButton)
    focus[0].setFocus()
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert way.method() is DisclosureMethod.FAX
    assert way.to.isVisible()
    qtbot.keyClicks(way.to, "410-555-0100")
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        page.counter.print_copy()
    qtbot.waitUntil(lambda: page.source.present is not None and page.footer.print.isEnabled())
    focus[2].setFocus()
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert page.footer.print.text() == "Write down as told"
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted) as told:
        page.counter.print_copy()
    assert told.args is not None
    assert "Written down as told" in told.args[0]
    faxed, spoken = trust.list_disclosures(desk, person)
    assert (faxed.method, faxed.recipient_address) == (DisclosureMethod.FAX, "410-555-0100")
    assert (spoken.method, spoken.recipient_address) == (DisclosureMethod.VERBAL, "")
    page.choices.audiences.choose(Audience.INTERNAL)
    qtbot.waitUntil(lambda: page.footer.print.isEnabled())
    assert not way.isVisible()
    assert way.method() is DisclosureMethod.PRINT
    assert page.footer.print.text() == "Print"


def test_a_consent_withdrawn_elsewhere_after_the_preview_stops_the_printer_and_says_so(
    qtbot: QtBot,
    bring: Callable[[Desk, Audience], PrintPage],
    desk: Desk,
    supervisor: Desk,
    person: UUID,
    tmp_path: Path,
) -> None:
    """Another program withdraws it: no message on the bus tells this window."""
    consent = agree(
        desk, person, Audience.PROVIDER, "Example House", ConsentCategory.PROGRAM_STATUS
    )
    page = bring(desk, Audience.PROVIDER)
    qtbot.waitUntil(lambda: page.source.present is not None and page.footer.print.isEnabled())
    withdraw_consent(supervisor, WithdrawConsent(consent, desk.clock.now()))
    with qtbot.waitSignal(page.workplace.navigator.problem_met) as told:
        page.counter.print_copy()
    assert told.args is not None
    assert "was withdrawn" in str(told.args[0])
    assert trust.list_disclosures(desk, person) == []
    assert list(tmp_path.glob("*.pdf")) == []
    qtbot.waitUntil(lambda: page.refused is not None)  # and the pages are gone from the screen
    assert page.preview.canvas.pictures() == {}
    assert not page.footer.print.isEnabled()
