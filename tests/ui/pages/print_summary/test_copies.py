"""What leaves the print page: files and prints, and the account of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from lead_desktop.base.errors import Cancelled, LeadError
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper.summaries import open_preview
from tests.ui.pages.print_summary.driving import (
    NAME,
    PASSPHRASE,
    disclosures,
    key,
    press_print,
    save,
)
from tests.ui.pages.printing import Answers
from ui.pages.copies.printing import prepare_printer, print_pages
from ui.pages.page import Page
from ui.pages.print_summary.page import PrintPage
from ui.pages.workplace import Workplace
from ui.runner import Lane


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
