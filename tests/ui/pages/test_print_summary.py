"""The print page: who may get what, what is seen before it leaves, and the account of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.errors import Cancelled, LeadError
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    Basis,
    ConsentCategory,
    ContactMode,
    ContactOutcome,
    Role,
)
from lead_desktop.domain.consent.disclosure import DisclosureLine, Section
from lead_desktop.services.consent.privacy import RecordOrder, record_order
from lead_desktop.services.contacts import contacts
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper.summaries import open_preview
from lead_desktop.services.trust import trust
from tests.ui.pages.printing import PURPOSE, Answers, agree, words_of
from ui.kit.focus_trap import tab_stops
from ui.pages.copies.copy_source import DEBOUNCE_MS
from ui.pages.copies.printing import prepare_printer, print_pages
from ui.pages.page import Page
from ui.pages.print_summary.page import NOT_COVERED, NOT_YOURS, NOTHING_CHOSEN, PrintPage
from ui.pages.print_summary.summary_copy import reading_of
from ui.pages.workplace import Workplace
from ui.runner import Lane

NAME = "Juniper Fable"
PASSPHRASE = "maple river stone"


@pytest.fixture
def person(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    participant = enroll(NAME, case_manager=desk, pronouns="she/her")
    contacts.log_contact(
        desk,
        contacts.LogContact(
            id=new_id(),
            participant_ids=(participant,),
            mode=ContactMode.PHONE,
            outcome=ContactOutcome.MET,
            occurred_at=desk.clock.now(),
            note="Talked about the housing list.",
        ),
    )
    return participant


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(tmp_path)


@pytest.fixture
def show(qtbot: QtBot, workplace: Workplace) -> Iterator[Callable[[Page], None]]:
    """Bring a page on screen; it is gone before the workplace's threads are."""
    shown: list[Page] = []

    def bring(page: Page) -> None:
        shown.append(page)
        page.resize(1220, 814)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)

    yield bring
    for page in shown:
        Shiboken.delete(page)


@pytest.fixture
def page(
    qtbot: QtBot,
    workplace: Workplace,
    show: Callable[[Page], None],
    person: UUID,
    answers: Answers,
) -> PrintPage:
    made = PrintPage(
        workplace, ask_for_printer=answers.choose_printer, ask_for_file=answers.choose_file
    )
    show(made)
    with qtbot.waitSignal(made.preview.pictured):
        made.show_participant(person)
    made.activate()
    return made


def key(qtbot: QtBot, *keys: Qt.Key) -> None:
    for one in keys:
        qtbot.keyClick(QApplication.focusWidget(), one)


def disclosures(desk: Desk, person: UUID) -> list[DisclosureLine]:
    return trust.list_disclosures(desk, person)


def test_the_page_begins_with_an_internal_copy_and_shows_it(page: PrintPage) -> None:
    assert page.choices.audiences.audience() is Audience.INTERNAL
    assert page.preview.canvas.pictures()
    assert page.footer.print.isEnabled()
    assert page.heading().crumbs == (("participant", NAME),)


def test_safety_notes_are_left_out_until_somebody_wants_them(page: PrintPage) -> None:
    assert Section.SAFETY not in page.choices.sections.chosen()
    page.choices.sections.select_all()
    assert Section.SAFETY in page.choices.sections.chosen()
    assert not page.choices.sections.select_all_button.isEnabled()


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


def test_numbers_typed_into_a_field_choose_no_audience(qtbot: QtBot, page: PrintPage) -> None:
    page.choices.purpose.input.setFocus()
    key(qtbot, Qt.Key.Key_4)
    assert page.choices.purpose.input.text() == "4"
    assert page.choices.audiences.audience() is Audience.INTERNAL


def drawn_text(page: PrintPage) -> str:
    """What the present copy holds; "" while another one is being made."""
    copy = page.source.present
    return "" if copy is None else words_of(copy.pdf)


def test_leaving_a_section_out_changes_the_copy(qtbot: QtBot, page: PrintPage) -> None:
    assert "housing list" in drawn_text(page)
    box = page.choices.sections.boxes[Section.CONTACTS]
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: NAME in drawn_text(page))
    assert "housing list" not in drawn_text(page)


def test_an_empty_copy_cannot_be_printed(qtbot: QtBot, page: PrintPage) -> None:
    for box in page.choices.sections.boxes.values():
        box.setChecked(False)
    qtbot.waitUntil(lambda: page.footer.words.text() == NOTHING_CHOSEN)
    assert not page.footer.print.isEnabled()


def test_only_the_newest_wish_is_shown(qtbot: QtBot, page: PrintPage) -> None:
    shown: list[str] = []
    page.source.drawn.connect(lambda copy: shown.append(words_of(copy.pdf)))
    request = replace(page.choices.request(new_id()), sections=frozenset({Section.NAME}))
    first = replace(request, participant_id=page._participant or new_id())
    page.source.ask(reading_of(first), at_once=True)
    second = replace(first, sections=frozenset({Section.NAME, Section.GOALS}))
    with qtbot.waitSignal(page.source.drawn):
        page.source.ask(reading_of(second), at_once=True)
    assert len(shown) == 1
    assert "what we are working on" in shown[0]


def test_zoom_keys_change_the_pictures(qtbot: QtBot, page: PrintPage) -> None:
    def width() -> int:
        return page.preview.canvas.pictures()[0].width()

    control = Qt.KeyboardModifier.ControlModifier
    before = width()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Equal, control)
    qtbot.waitUntil(lambda: width() > before)
    larger = width()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Minus, control)
    qtbot.waitUntil(lambda: width() < larger)
    assert page.preview.canvas.page_rects()[0].width() < larger


def test_escape_goes_back(qtbot: QtBot, page: PrintPage) -> None:
    with qtbot.waitSignal(page.workplace.navigator.back_wanted):
        key(qtbot, Qt.Key.Key_Escape)
    assert page.isVisible()


def save(qtbot: QtBot, page: PrintPage, *, passphrase: str) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.counter.sheet is not None)
    sheet = page.counter.sheet
    assert sheet is not None
    if passphrase:
        qtbot.keyClicks(sheet.passphrase.first.input, passphrase)
        qtbot.keyClicks(sheet.passphrase.second.input, passphrase)
    else:
        sheet.plain.setChecked(True)
        assert not sheet.save.isEnabled()
        sheet.understood.setChecked(True)
    sheet.save.click()


def test_an_encrypted_file_is_written_and_accounted_for(
    qtbot: QtBot, page: PrintPage, desk: Desk, person: UUID, answers: Answers
) -> None:
    key(qtbot, Qt.Key.Key_5)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted) as told:
        save(qtbot, page, passphrase=PASSPHRASE)
    (row,) = disclosures(desk, person)
    assert (row.method.value, row.sha256 is None) == ("encrypted_file", False)
    with open_preview(answers.file.read_bytes(), PASSPHRASE) as opened:
        assert opened.sizes()
    assert answers.file.stat().st_mode & 0o077 == 0
    assert NAME.split()[0] not in answers.proposed
    assert answers.proposed == f"{row.document_number}.pdf"
    assert told.args is not None
    assert "Disclosures" in told.args[0]


def test_a_plain_file_needs_the_warning_to_be_understood(
    qtbot: QtBot, page: PrintPage, desk: Desk, person: UUID, answers: Answers
) -> None:
    key(qtbot, Qt.Key.Key_5)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        save(qtbot, page, passphrase="")
    (row,) = disclosures(desk, person)
    assert row.method.value == "file"
    assert answers.file.read_bytes().startswith(b"%PDF")


def test_two_different_passphrases_are_refused_at_the_field(qtbot: QtBot, page: PrintPage) -> None:
    page.counter.save_copy()
    sheet = page.counter.sheet
    assert sheet is not None
    sheet.save.click()
    assert sheet.passphrase.first.problem() == "Too short: 0 of 8 characters."
    qtbot.keyClicks(sheet.passphrase.first.input, PASSPHRASE)
    qtbot.keyClicks(sheet.passphrase.second.input, PASSPHRASE[:-1])
    sheet.save.click()
    assert sheet.passphrase.second.problem() == "The two are not the same."
    assert sheet.passphrase.second.input.echoMode() == QLineEdit.EchoMode.Password


def test_a_file_that_cannot_be_written_is_said_and_corrected_in_the_account(
    qtbot: QtBot, page: PrintPage, desk: Desk, person: UUID, answers: Answers
) -> None:
    answers.file = answers.file.parent / "no such folder" / "copy.pdf"
    key(qtbot, Qt.Key.Key_5)
    with qtbot.waitSignal(page.workplace.navigator.problem_met) as told:
        save(qtbot, page, passphrase=PASSPHRASE)
    (row,) = disclosures(desk, person)
    assert row.sha256 is None
    assert told.args is not None
    assert "no such folder" not in str(told.args[0])
    qtbot.waitUntil(page.footer.print.isEnabled)


def press_print(qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def test_printing_sends_every_page_under_a_neutral_name(
    qtbot: QtBot, page: PrintPage, desk: Desk, person: UUID, answers: Answers
) -> None:
    key(qtbot, Qt.Key.Key_5)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        press_print(qtbot)
    (row,) = disclosures(desk, person)
    assert (row.method.value, row.sha256 is None) == ("print", False)
    assert answers.job_name == row.document_number
    with open_preview(answers.file.read_bytes()) as opened:
        sizes = opened.sizes()
    assert [(round(size.width), round(size.height)) for size in sizes] == [(612, 792)] * len(sizes)


def test_the_next_copy_gets_the_next_number(
    qtbot: QtBot, page: PrintPage, answers: Answers
) -> None:
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        press_print(qtbot)
    first = answers.job_name
    qtbot.waitUntil(page.footer.print.isEnabled)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        press_print(qtbot)
    assert first.endswith("-1")
    assert answers.job_name.endswith("-2")


@pytest.mark.qt_log_ignore("QPainter::begin", "QPdf", extend=True)
def test_a_printer_that_takes_nothing_is_said_and_corrected_in_the_account(
    qtbot: QtBot, page: PrintPage, desk: Desk, person: UUID, answers: Answers
) -> None:
    answers.file = answers.file.parent / "no such folder" / "copy.pdf"
    key(qtbot, Qt.Key.Key_5)
    with qtbot.waitSignal(page.workplace.navigator.problem_met) as told:
        press_print(qtbot)
    (row,) = disclosures(desk, person)
    assert row.sha256 is None
    assert told.args is not None
    assert "printer" in str(told.args[0])


def test_a_cancelled_print_is_marked_as_not_sent(
    qtbot: QtBot, page: PrintPage, desk: Desk, person: UUID
) -> None:
    key(qtbot, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: page.source.present is not None)
    go_on = Event()
    page.workplace.runner.run(lambda: go_on.wait(5), lambda _: None, owner=page, lane=Lane.DRAWING)
    with qtbot.waitSignal(page.workplace.navigator.problem_met) as told:
        press_print(qtbot)
        qtbot.waitUntil(lambda: page.hand_over.is_sending)
        assert page.footer.job is not None
        page.footer.job.button.click()
        go_on.set()
    (row,) = disclosures(desk, person)
    assert row.sha256 is None
    assert told.args is not None
    assert "stopped" in str(told.args[0])


def test_a_print_stopped_between_pages_is_thrown_away(
    qtbot: QtBot, page: PrintPage, tmp_path: Path
) -> None:
    copy = page.source.present
    assert copy is not None
    printer = prepare_printer(copy.document_number, "letter", grey=True)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "stopped.pdf"))
    heard: list[float] = []

    def stop(fraction: float) -> None:
        heard.append(fraction)
        raise Cancelled("This was stopped.")

    with pytest.raises(Cancelled):
        print_pages(printer, copy.pdf, grey=True, report=stop)
    assert len(heard) == 1


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="a printer is set up here")
def test_without_a_printer_it_says_so(
    qtbot: QtBot, workplace: Workplace, person: UUID, desk: Desk, show: Callable[[Page], None]
) -> None:
    page = PrintPage(workplace)
    show(page)
    page.show_participant(person)
    qtbot.waitUntil(lambda: bool(page.preview.canvas.pictures()))
    problems: list[LeadError] = []
    workplace.navigator.problem_met.connect(problems.append)
    page.counter.print_copy()
    assert "No printer" in problems[0].what
    assert disclosures(desk, person) == []


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


def test_another_participant_starts_from_the_beginning(
    qtbot: QtBot, page: PrintPage, enroll: Callable[..., UUID]
) -> None:
    qtbot.keyClicks(page.choices.purpose.input, "Start of treatment")
    other = enroll("Moss Example")
    page.show_participant(other)
    qtbot.waitUntil(lambda: "Moss" in drawn_text(page))
    assert page.choices.purpose.input.text() == ""
    assert NAME not in drawn_text(page)


def test_everything_that_takes_focus_has_a_name(page: PrintPage) -> None:
    reachable = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    unnamed = [
        widget
        for widget in reachable
        if not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
    ]
    assert reachable
    assert unnamed == []


def test_tab_follows_the_reading_order(page: PrintPage) -> None:
    parts = (page.choices, page.footer, page.preview)
    reached = []
    for stop in tab_stops(page):
        (part,) = [at for at, part in enumerate(parts) if part.isAncestorOf(stop)]
        place = stop.mapTo(parts[part], stop.rect().center())
        reached.append((part, place.y() // 16, place.x()))
    assert {part for part, _, _ in reached} == {0, 1, 2}
    assert reached == sorted(reached)


RECIPIENT = "Sample Street Recovery"


@pytest.fixture
def agreed(desk: Desk, person: UUID) -> UUID:
    """The person has agreed that a provider hears of services."""
    return agree(desk, person, Audience.PROVIDER, RECIPIENT, ConsentCategory.SERVICES)


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


def test_the_picture_stands_soon_after_the_last_change(qtbot: QtBot, page: PrintPage) -> None:
    """The path is the one of quality: the pause, then reading, drawing and picturing."""
    box = page.choices.sections.boxes[Section.CONTACTS]
    spent: list[float] = []
    for _ in range(5):
        with qtbot.waitSignal(page.preview.pictured):
            box.toggle()
            began = time.perf_counter()
        spent.append(time.perf_counter() - began - DEBOUNCE_MS / 1000)
    assert min(spent) < 0.3


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
