"""The main job end to end: a contact from key press to paper, with the keyboard alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lead_desktop.cli import main
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.services.people import participants
from tests.ui.pages.typist import CTRL, Typist
from tests.ui.shell.conftest import PASSPHRASE, WORKER
from ui.pages.quick_log.form import QuickLog
from ui.shell.history import Place
from ui.shell.main_window import MainWindow
from ui.shell.page_table import SETTINGS

WORDS = "Walked to the clinic together, the door was open"


def text_of(path: Path) -> str:
    """What a reader extracts from the first page of a PDF, with single spaces."""
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    text_page = page.get_textpage()
    text: str = text_page.get_text_range()
    text_page.close()
    page.close()
    document.close()
    return " ".join(text.replace("\u200b", "").split())


def focus_name() -> str:
    """The object name of what the next key goes to."""
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def test_a_contact_goes_from_key_press_to_paper(
    qtbot: QtBot,
    window: MainWindow,
    unlock: Callable[..., None],
    vault: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    unlock()
    workspace = window.workspace
    assert workspace is not None
    desk = workspace.workplace.desk
    qtbot.waitUntil(lambda: len(workspace.people.rows) == 5)
    workspace.show_place(Place(SETTINGS))  # where nobody is current, so the form asks for whom
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    typist = Typist(qtbot)

    typist.press(Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: workspace.forms.quick_log is not None)
    form = workspace.forms.quick_log
    assert isinstance(form, QuickLog)
    qtbot.waitUntil(lambda: form.body.has_arrived)
    qtbot.waitUntil(lambda: focus_name() == "participant")
    typist.type("mos")
    typist.press(Qt.Key.Key_Return)
    typist.press(Qt.Key.Key_M, CTRL)  # a note is wanted as well
    before_note = typist.strokes
    typist.type(WORDS)
    strokes_of_note = typist.strokes - before_note
    typist.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: workspace.forms.quick_log is None)
    assert typist.strokes - strokes_of_note <= 12

    (moss,) = [row for row in workspace.people.rows if row.preferred_name == "Moss Example"]
    timeline = participants.list_timeline(desk, moss.id)
    (entry,) = [one for one in timeline if isinstance(one, ContactEntry)]
    assert WORDS in entry.note
    assert entry.signed_by == f"{WORKER}, case manager"

    secret = tmp_path / "passphrase.txt"
    secret.write_text(PASSPHRASE, "utf-8")
    access = ["--worker", WORKER, "--passphrase-file", str(secret)]
    assert main(["list", str(vault), "contacts", "--participant", "P-0002", "--json", *access]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert listed["id"] == str(entry.id)
    assert WORDS in listed["note"]

    paper = tmp_path / "hand-off.pdf"
    person = ("--participant", "P-0002", "--audience", "internal")
    assert main(["summary", str(vault), *person, "-o", str(paper), *access]) == 0
    words = text_of(paper)
    assert "Moss Example" in words
    assert WORDS in words
