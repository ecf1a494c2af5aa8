"""Who may get what: nothing is previewed or printed without a ground for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    Basis,
    ConsentCategory,
    Role,
)
from lead_desktop.services.consent.privacy import RecordOrder, record_order
from lead_desktop.services.desk import Desk
from tests.ui.pages.print_summary.driving import NAME, RECIPIENT, disclosures, drawn_text, key
from tests.ui.pages.printing import PURPOSE, Answers
from ui.pages.page import Page
from ui.pages.print_summary.page import NOT_COVERED, NOT_YOURS, PrintPage
from ui.pages.workplace import Workplace


@pytest.mark.parametrize(
    ("number", "audience"),
    [
        (Qt.Key.Key_2, Audience.PROVIDER),
        (Qt.Key.Key_3, Audience.COMMUNITY),
        (Qt.Key.Key_4, Audience.JUSTICE),
    ],
)
def test_without_a_consent_nothing_is_previewed_and_the_reason_stands_by_print(
    qtbot: QtBot, page: PrintPage, desk: Desk, person: UUID, number: Qt.Key, audience: Audience
) -> None:
    key(qtbot, number)
    assert page.choices.audiences.audience() is audience
    assert page.preview.canvas.pictures() == {}  # gone at once, before the gate has answered
    qtbot.waitUntil(lambda: page.footer.words.text() == NOT_COVERED)
    assert not page.footer.print.isEnabled()
    assert not page.footer.save.isEnabled()
    assert page.footer.print.accessibleDescription() == NOT_COVERED
    assert not page.preview.isVisible()
    key(qtbot, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: bool(page.preview.canvas.pictures()))
    assert page.footer.print.isEnabled()
    assert disclosures(desk, person) == []


def test_another_audience_can_be_chosen_from_the_refusal(qtbot: QtBot, page: PrintPage) -> None:
    key(qtbot, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: page.refused is not None)
    assert page.refused is not None
    page.refused.other.click()
    assert page.choices.audiences.audience() is Audience.INTERNAL


def test_a_role_that_prints_nothing_is_told_so(
    qtbot: QtBot,
    workplace: Workplace,
    seat: Callable[..., Desk],
    person: UUID,
    show: Callable[[Page], None],
) -> None:
    reader = replace(workplace, desk=seat(Role.READ_ONLY))
    page = PrintPage(reader)
    show(page)
    page.show_participant(person)
    assert page.footer.words.text() == NOT_YOURS
    assert not page.footer.print.isEnabled()
    assert not any(card.isEnabled() for card in page.choices.audiences.cards.values())


def test_a_peer_is_not_offered_the_justice_copy(
    qtbot: QtBot,
    workplace: Workplace,
    seat: Callable[..., Desk],
    person: UUID,
    show: Callable[[Page], None],
) -> None:
    page = PrintPage(replace(workplace, desk=seat(Role.PEER)))
    show(page)
    page.show_participant(person)
    qtbot.waitUntil(lambda: bool(page.preview.canvas.pictures()))
    assert not page.choices.audiences.choose(Audience.JUSTICE)
    assert page.choices.audiences.audience() is Audience.INTERNAL


def test_a_consent_offers_its_recipient_and_purpose_and_opens_what_it_covers(
    qtbot: QtBot, agreed: UUID, page: PrintPage, desk: Desk, person: UUID, answers: Answers
) -> None:
    qtbot.waitUntil(lambda: page.choices.audiences.is_covered(Audience.PROVIDER))
    key(qtbot, Qt.Key.Key_2)
    assert page.choices.recipient.name() == RECIPIENT
    assert page.choices.purpose.input.text() == PURPOSE
    qtbot.waitUntil(lambda: page.footer.print.isEnabled() and page.source.present is not None)
    text = drawn_text(page)
    assert "This record which has been disclosed to you is protected by Federal" in text
    assert "housing list" not in text
    withheld = page.choices.withheld.accessibleName()
    assert withheld.startswith("Withheld for this audience")
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        qtbot.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier
        )
    (row,) = disclosures(desk, person)
    assert (row.recipient, row.purpose, row.consent_id) == (RECIPIENT, PURPOSE, agreed)
    assert NAME.split()[0] not in answers.job_name


def test_another_purpose_than_the_consents_is_named_and_can_be_mended(
    qtbot: QtBot, agreed: UUID, page: PrintPage
) -> None:
    qtbot.waitUntil(lambda: page.choices.audiences.is_covered(Audience.PROVIDER))
    key(qtbot, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: page.footer.print.isEnabled())
    purpose = page.choices.purpose.input
    purpose.setFocus()
    qtbot.keyClicks(purpose, " and more")
    qtbot.waitUntil(lambda: page.refused is not None)
    assert page.preview.canvas.pictures() == {}
    assert purpose.isVisible()
    for _ in " and more":
        key(qtbot, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: page.footer.print.isEnabled())


def test_from_a_refusal_the_consents_are_one_key_away(
    qtbot: QtBot, page: PrintPage, person: UUID
) -> None:
    key(qtbot, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: page.refused is not None)
    with qtbot.waitSignal(page.workplace.navigator.tab_wanted) as asked:
        key(qtbot, Qt.Key.Key_C)
    assert asked.args == [person, "consents"]


def test_an_emergency_copy_needs_its_facts_and_is_accounted_for_with_them(
    qtbot: QtBot, page: PrintPage, desk: Desk, person: UUID
) -> None:
    key(qtbot, Qt.Key.Key_2)
    page.choices.recipient.other.setFocus()
    qtbot.keyClicks(page.choices.recipient.other, "Demo Hospital")
    page.choices.purpose.input.setFocus()
    qtbot.keyClicks(page.choices.purpose.input, "Emergency care")
    qtbot.waitUntil(lambda: page.refused is not None and not page.source.is_working)
    assert page.refused is not None
    page.refused.exception.click()
    sheet = page._exception
    assert sheet is not None
    sheet.submit()
    assert sheet.isVisible()  # the law asks for three facts
    for name, words in (
        ("personnel", "Nurse Specimen"),
        ("affiliation", "Demo Hospital"),
        ("emergency", "Found unresponsive"),
    ):
        sheet.inputs[name].setText(words)
    sheet.submit()
    qtbot.waitUntil(lambda: page.footer.print.isEnabled() and page.source.present is not None)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        page.counter.print_copy()
    (row,) = disclosures(desk, person)
    assert row.basis is Basis.EMERGENCY
    page.choices.audiences.choose(Audience.COMMUNITY)  # the ground does not go along
    assert page.choices.request(person).ground is None


def test_a_supervisor_can_rest_a_copy_on_a_court_order_that_is_on_file(
    qtbot: QtBot,
    workplace: Workplace,
    show: Callable[[Page], None],
    seat: Callable[..., Desk],
    person: UUID,
    answers: Answers,
) -> None:
    desk = seat(Role.SUPERVISOR, name="Priya Specimen")
    order = RecordOrder(
        new_id(),
        person,
        court="Circuit Court",
        section="2.64",
        ordered_on=desk.clock.today(),
        recipients=("Circuit Court",),
        categories=(ConsentCategory.PROGRAM_STATUS,),
        findings_present=True,
        notice_given=True,
        mandate_attached=True,
    )
    record_order(desk, order)
    page = PrintPage(replace(workplace, desk=desk), ask_for_printer=answers.choose_printer)
    show(page)
    page.show_participant(person)
    page.choices.audiences.choose(Audience.JUSTICE)
    page.choices.recipient.other.setText("Circuit Court")
    page.choices.purpose.input.setText("As ordered")
    page.choices.changed.emit()
    qtbot.waitUntil(lambda: page.refused is not None and not page.source.is_working)
    page.record_exception()
    qtbot.waitUntil(lambda: page._exception is not None)
    sheet = page._exception
    assert sheet is not None
    assert sheet.order.count() == 1
    assert sheet.fields["order"].isVisible()
    sheet.submit()
    qtbot.waitUntil(lambda: page.footer.print.isEnabled() and page.source.present is not None)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        page.counter.print_copy()
    (row,) = disclosures(desk, person)
    assert row.basis is Basis.COURT_ORDER
