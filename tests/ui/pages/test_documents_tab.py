"""The documents tab: papers go in, are looked at, go away and come back; copies stand below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import AttachmentKind, Audience, Role
from lead_desktop.services.consent import attachments
from lead_desktop.services.consent.attachments import AddAttachment
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.people import participants
from lead_desktop.store.audit import list_entries
from ui.kit.side_sheet import SideSheet
from ui.models.day_words import Calendar
from ui.models.papers import PapersModel, title_of
from ui.pages.papers.paper_view import MOST_PAGES
from ui.pages.participant.add_paper_sheet import AddPaperSheet
from ui.pages.participant.documents_tab import DocumentsTab
from ui.pages.participant.purge_sheet import PurgeSheet
from ui.pages.workplace import Workplace

NAME = "Juniper Fable"


def make_pdf() -> bytes:
    buffer = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def person(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return enroll(NAME, case_manager=desk)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A photograph of an ID on the worker's disk, with a telling name."""
    path = tmp_path / "Juniper Fable ID.png"
    image = QImage(900, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("#884422"))
    assert image.save(str(path))
    return path


@pytest.fixture
def tab(qtbot: QtBot, workplace: Workplace, person: UUID, scan: Path) -> Iterator[DocumentsTab]:
    """The tab on a page of its own, with the record shown anew after each change."""
    host = QWidget()
    host.resize(1200, 800)

    def chosen(parent: QWidget, then: Callable[[Path], None]) -> None:
        then(scan)

    made = DocumentsTab(workplace, ask_for_file=chosen)
    made.setParent(host)
    made.resize(1200, 800)
    desk = workplace.desk

    def show_record() -> None:
        record = participants.read_record(desk, person)
        made.show_record(record, Calendar.of(desk.clock))

    def open_sheet(build: Callable[[QWidget], SideSheet]) -> None:
        sheet = build(host)
        sheet.closing.connect(sheet.dismiss)
        sheet.open()

    made.changed.connect(lambda _: show_record())
    made.sheet_wanted.connect(open_sheet)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    show_record()
    yield made
    Shiboken.delete(host)


def keep(desk: Desk, person: UUID, content: bytes, title: str = "Consent of August") -> None:
    command = AddAttachment(new_id(), person, AttachmentKind.CONSENT, content, title)
    attachments.add_attachment(desk, command)


def rows(tab: DocumentsTab) -> list[str]:
    model: PapersModel = tab.model
    return [title_of(p) for r in range(model.rowCount()) if (p := model.row_at(r)) is not None]


def actions(desk: Desk, person: UUID) -> list[str]:
    with desk.store.read() as connection:
        return [entry.action for entry in list_entries(connection, subject=person)]


def sheet_of(tab: DocumentsTab) -> AddPaperSheet:
    (sheet,) = tab.parentWidget().findChildren(AddPaperSheet)
    return sheet


def test_a_paper_is_added_from_a_file_that_stays_where_it_is(
    qtbot: QtBot, tab: DocumentsTab, scan: Path
) -> None:
    before = scan.read_bytes()
    assert tab.act_on(Qt.Key.Key_N)
    sheet = sheet_of(tab)
    assert "The file itself stays where it is" in sheet.lead.text()
    sheet.submit()
    assert sheet.fields["kind"].problem()  # what it is must be said
    sheet.kind.setCurrentIndex(sheet.kind.findText(AttachmentKind.IDENTITY.label))
    with qtbot.waitSignal(tab.changed):
        sheet.submit()
    qtbot.waitUntil(lambda: rows(tab) == ["ID copy"])
    assert scan.read_bytes() == before
    tab.show_paper()
    qtbot.waitUntil(lambda: bool(tab.paper.canvas.pictures()))


def test_a_file_of_another_kind_is_refused_in_the_sheet(
    qtbot: QtBot, tab: DocumentsTab, tmp_path: Path, person: UUID, desk: Desk
) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"just words")
    tab.add_file(path)
    sheet = sheet_of(tab)
    sheet.kind.setCurrentIndex(0)
    sheet.submit()
    qtbot.waitUntil(lambda: any(field.problem() for field in sheet.fields.values()))
    assert attachments.list_attachments(desk, person) == []


def test_a_paper_is_shown_only_when_asked_for_and_the_look_is_written_down(
    qtbot: QtBot, tab: DocumentsTab, desk: Desk, person: UUID
) -> None:
    keep(desk, person, make_pdf())
    tab.changed.emit(None)
    qtbot.waitUntil(lambda: rows(tab) == ["Consent of August"])
    tab.take_focus()
    assert tab.paper.canvas.pictures() == {}
    assert "attachment.view" not in actions(desk, person)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(tab.paper.canvas.pictures()))
    assert actions(desk, person)[-1] == "attachment.view"


def test_a_removed_paper_can_be_brought_back_at_once_or_later(
    qtbot: QtBot, tab: DocumentsTab, desk: Desk, person: UUID, workplace: Workplace
) -> None:
    keep(desk, person, make_pdf())
    tab.changed.emit(None)
    qtbot.waitUntil(lambda: rows(tab) == ["Consent of August"])
    with qtbot.waitSignal(workplace.navigator.toast_wanted) as told:
        tab.remove_button.click()
    qtbot.waitUntil(lambda: rows(tab) == [])
    assert told.args is not None
    told.args[1]()  # Undo of the toast
    qtbot.waitUntil(lambda: rows(tab) == ["Consent of August"])
    tab.remove_button.click()
    qtbot.waitUntil(lambda: rows(tab) == [])
    tab.removed.setChecked(True)
    qtbot.waitUntil(lambda: rows(tab) == ["Consent of August"])
    assert tab.remove_button.text() == "Restore"
    tab.remove_button.click()
    qtbot.waitUntil(lambda: len(attachments.list_attachments(desk, person)) == 1)


def test_copies_that_left_stand_below_the_papers(
    qtbot: QtBot, tab: DocumentsTab, desk: Desk, person: UUID
) -> None:
    keep(desk, person, make_pdf())
    summaries.issue_summary(desk, SummaryRequest(person, Audience.PARTICIPANT))
    tab.changed.emit(None)
    qtbot.waitUntil(lambda: rows(tab) == ["Consent of August", "Care-coordination summary"])
    tab.view.go_to(tab.model.index(1, 0))
    assert "It held:" in tab._facts.text()
    assert not tab.show_button.isVisible()


def test_a_file_can_be_dragged_in(tab: DocumentsTab, scan: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(scan))])
    drop = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    tab.dropEvent(drop)
    assert sheet_of(tab).isVisible()


def test_a_supervisor_destroys_a_removed_paper_and_its_line_stays(
    qtbot: QtBot, workplace: Workplace, seat: Callable[..., Desk], desk: Desk, person: UUID
) -> None:
    keep(desk, person, make_pdf())
    (paper,) = attachments.list_attachments(desk, person)
    attachments.remove_attachment(desk, paper.id)
    supervisor = seat(Role.SUPERVISOR, name="Priya Demoson")
    made = DocumentsTab(replace(workplace, desk=supervisor))
    made.resize(1200, 700)
    made.show()
    opened: list[SideSheet] = []
    made.sheet_wanted.connect(lambda make: opened.append(make(made)))
    record = participants.read_record(supervisor, person)
    made.changed.connect(lambda _: made.show_record(record, Calendar.of(desk.clock)))
    made.show_record(record, Calendar.of(desk.clock))
    made.removed.setChecked(True)
    qtbot.waitUntil(lambda: made.model.rowCount() == 1)
    assert "Can be restored until Dec 23" in made._facts.text()
    assert made.purge_button.isVisible()
    made.purge_button.click()
    (sheet,) = opened
    assert isinstance(sheet, PurgeSheet)
    sheet.open()
    sheet.reason.setPlainText("no")
    sheet.submit()
    qtbot.waitUntil(lambda: sheet.fields["reason"].problem() is not None)
    sheet.reason.setPlainText("It shows somebody else's card")
    sheet.submit()
    qtbot.waitUntil(lambda: "was destroyed on Nov 23" in made._facts.text())
    assert not made.purge_button.isVisible()
    assert not made.remove_button.isVisible()
    assert rows(made)[0].startswith(title_of(paper))
    made.show_paper()  # Enter does nothing any more
    assert "attachment.view" not in actions(desk, person)
    Shiboken.delete(made)


def test_who_is_no_supervisor_destroys_nothing(
    qtbot: QtBot, tab: DocumentsTab, desk: Desk, person: UUID
) -> None:
    keep(desk, person, make_pdf())
    (paper,) = attachments.list_attachments(desk, person)
    attachments.remove_attachment(desk, paper.id)
    tab.removed.setChecked(True)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    assert tab.remove_button.text() == "Restore"
    assert tab.purge_button.isHidden()


def test_a_long_paper_is_read_to_its_end_page_by_page(
    qtbot: QtBot, tab: DocumentsTab, desk: Desk, person: UUID
) -> None:
    whole = pikepdf.new()
    for _ in range(MOST_PAGES + 3):
        whole.add_blank_page(page_size=(200, 100))
    buffer = BytesIO()
    whole.save(buffer)
    keep(desk, person, buffer.getvalue())
    tab.changed.emit(None)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    tab.show_paper()
    qtbot.waitUntil(lambda: tab.paper.more.text() == "Pages 1 to 20 of 23")
    assert tab.paper.later.isVisible()
    assert not tab.paper.earlier.isEnabled()
    tab.paper.later.setFocus()
    qtbot.keyClick(tab.paper.later, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tab.paper.more.text() == "Pages 21 to 23 of 23")
    assert len(tab.paper.canvas.page_rects()) == 3
    assert not tab.paper.later.isEnabled()
    tab.paper.earlier.click()
    qtbot.waitUntil(lambda: tab.paper.more.text() == "Pages 1 to 20 of 23")
    assert actions(desk, person).count("attachment.view") == 1  # one look, however long
