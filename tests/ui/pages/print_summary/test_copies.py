"""What leaves the print page: files and prints, and the account of each."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from uuid import UUID

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
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
from ui.pages.copies.hand_over import ONE_OF_SEVERAL
from ui.pages.copies.printing import MOST_DPI, prepare_printer, print_pages
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


def test_a_print_dialog_that_is_cancelled_is_no_disclosure(
    qtbot: QtBot, page: PrintPage, desk: Desk, person: UUID, answers: Answers
) -> None:
    answers.prints = False
    key(qtbot, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: page.source.present is not None)
    press_print(qtbot)
    qtbot.waitUntil(lambda: answers.job_name != "")
    assert disclosures(desk, person) == []
    assert not page.hand_over.is_busy
    assert page.footer.print.isEnabled()


def test_each_paper_has_a_number_of_its_own_so_one_is_sent(
    qtbot: QtBot, page: PrintPage, desk: Desk, person: UUID, answers: Answers
) -> None:
    answers.copies = 3
    key(qtbot, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: page_count(page) > 0)
    pages = page_count(page)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted) as told:
        press_print(qtbot)
    assert told.args is not None
    assert ONE_OF_SEVERAL in told.args[0]
    assert len(disclosures(desk, person)) == 1
    with open_preview(answers.file.read_bytes()) as opened:
        assert len(opened.sizes()) == pages


def page_count(page: PrintPage) -> int:
    copy = page.source.present
    return len(copy.sizes) if copy is not None else 0


def test_a_page_is_printed_whole_on_the_printers_paper_and_in_its_dots(
    qtbot: QtBot, page: PrintPage, answers: Answers
) -> None:
    """A letter page on A4 is made a little smaller; nothing is cut off, no dot is torn."""
    answers.printer_paper = QPageSize(QPageSize.PageSizeId.A4)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        press_print(qtbot)
    with pikepdf.open(answers.file) as pdf:
        sheet = pdf.pages[0]
        assert [round(float(side)) for side in sheet.mediabox[2:]] == [595, 842]
        bands = list(sheet.get_images().values())
        widths = {int(one.Width) for one in bands}
        height = sum(int(one.Height) for one in bands)
    assert widths == {round(612 / 72 * MOST_DPI)}
    assert height == pytest.approx(792 / 72 * MOST_DPI, abs=1)
    assert len(bands) > 1
    with open_preview(answers.file.read_bytes()) as opened:
        picture = opened.render(0, 1.0, grey=True)
    rows = [
        picture.bgra[at : at + picture.width * 4 : 4]
        for at in range(0, len(picture.bgra), picture.stride)
    ]
    inked = [number for number, row in enumerate(rows) if min(row) < 128]
    columns = [min(row[x] for row in rows) for x in range(picture.width)]
    assert inked[0] > 30
    assert inked[-1] < 800  # the foot of a letter page, 34 points from its edge
    dark = [x for x, darkest in enumerate(columns) if darkest < 128]
    assert dark[0] == pytest.approx(picture.width - 1 - dark[-1], abs=3)


def test_nothing_is_written_but_the_file_that_was_asked_for(
    qtbot: QtBot,
    page: PrintPage,
    answers: Answers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No copy in clear in a folder for temporary files, not even for a moment."""
    away = tmp_path / "temporary"
    away.mkdir()
    monkeypatch.setenv("TMPDIR", str(away))
    monkeypatch.setattr("tempfile.tempdir", None)
    answers.file = tmp_path / "out" / "copy.pdf"
    answers.file.parent.mkdir()
    written = WATCH.begin()
    key(qtbot, Qt.Key.Key_5)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        save(qtbot, page, passphrase=PASSPHRASE)
    WATCH.end()
    with open_preview(answers.file.read_bytes(), PASSPHRASE):
        pass
    content = answers.file.read_bytes()
    assert b"%PDF" in content
    assert b"Juniper" not in content
    assert list(away.iterdir()) == []
    assert list(answers.file.parent.iterdir()) == [answers.file]
    copies = {Path(name).name for name in written if "vault" not in name and ".db" not in name}
    assert len(copies) == 1, copies
    assert not any("copy" in name for name in copies)  # people name files after people


class _Watch:
    """Files that Python opens for writing while it looks; a hook of the interpreter stays for good,
    so there is one, and it sleeps."""

    def __init__(self) -> None:
        self._names: list[str] | None = None
        self._installed = False

    def begin(self) -> list[str]:
        if not self._installed:
            sys.addaudithook(self._hear)
            self._installed = True
        self._names = []
        return self._names

    def end(self) -> None:
        self._names = None

    def _hear(self, event: str, args: tuple[object, ...]) -> None:
        names = self._names
        if names is not None and event == "open" and len(args) == 3:
            name, mode, flags = args
            writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if isinstance(name, (str, Path)) and (
                writes or (mode and set(str(mode)) & set("wax+"))
            ):
                names.append(str(name))


WATCH = _Watch()


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
