"""Taking in contacts at the keyboard: tried, with what is wrong by row, and for good."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lead_desktop.base.errors import Cancelled
from lead_desktop.domain.codes import ImportKind, Seal
from lead_desktop.services.contacts.contacts import list_contacts
from lead_desktop.services.desk import Desk
from lead_desktop.services.importing.looking import FileLook
from lead_desktop.services.importing.undoing import list_imports
from tests.ui.pages.importing.clerk import CTRL, Clerk, Key, Told, words_in
from ui.pages.settings.page import SettingsPage
from ui.runner import Lane

FINAL = "Once the contacts are in, they cannot be taken back as a whole."
FILE = (
    "Client,When it was,How,Result,Narrative,Staff\n"
    "A1,2026-11-20,Phone,Met,Talked about housing.,Ada Sampleton\n"
    "A1,2026-11-21,Text,Left message,,Somebody Else\n"
    "nobody,2026-11-20,Phone,Met,Words of nobody here.,\n"
    "A1,2026-13-40,Phone,Met,Words without a day.,\n"
    "A1,2026-11-22,Pigeon,Met,Words by pigeon.,\n"
)


@pytest.fixture
def juniper(enroll: Callable[..., UUID]) -> UUID:
    return enroll("Juniper Fable", external_id="A1")


def test_contacts_with_mistakes_are_tried_and_taken_in(
    clerk: Clerk, page: SettingsPage, boss: Desk, juniper: UUID, told: Told, qtbot: QtBot
) -> None:
    sheet = clerk.open(FILE, ImportKind.CONTACTS)
    assert FINAL in words_in(sheet)  # before anything was even tried
    assert sheet.mapping() == {
        "participant": "Client", "mode": "How", "outcome": "Result", "note": "Narrative",
        "author": "Staff",
    }  # fmt: skip
    clerk.press(Key.Key_Return, CTRL)
    assert sheet.fields["occurred_at"].problem() == "Say which column holds the day."
    assert sheet.places["occurred_at"].hasFocus()
    for _ in range(2):
        clerk.press(Key.Key_Down)
    assert sheet.mapping()["occurred_at"] == "When it was"
    clerk.tried(sheet)
    assert list_contacts(boss) == []
    shown = words_in(sheet)
    assert "Nothing was changed yet. 5 rows: 2 new, 3 left out." in shown
    assert shown.count(FINAL) == 2
    assert "Row 3, Staff: no worker has this name; it is kept as text" in shown
    assert "Row 4, Client: no participant of this vault has this id or number" in shown
    assert "Row 5, When it was: " in shown
    assert "Row 6, How: this is not a known way of contact" in shown
    qtbot.waitUntil(lambda: not sheet.problems.visibleRegion().isEmpty())  # all of it is in sight
    assert sheet.save_button.text() == "Take in 2 contacts"
    assert "Words" not in clerk.save_problems(sheet)
    sheet.save_button.setFocus()
    clerk.take_in(sheet)
    contacts = list_contacts(boss, participant_id=juniper)
    assert {one.note for one in contacts} == {"Talked about housing.", ""}
    assert {one.seal for one in contacts} == {Seal.IMPORTED}
    qtbot.waitUntil(lambda: told[-1:] == [("Taken in: 2 new, 0 changed", None)])
    (line,) = list_imports(boss)
    assert (line.kind, line.created, line.rejected, line.can_undo) == ("contacts", 2, 3, False)
    assert page.importing.section.undos == []


def test_the_same_contacts_again_bring_nothing_and_know_their_columns(
    clerk: Clerk, boss: Desk, juniper: UUID, told: Told, qtbot: QtBot
) -> None:
    sheet = clerk.open(FILE, ImportKind.CONTACTS)
    sheet.places["occurred_at"].setCurrentIndex(2)
    clerk.tried(sheet)
    clerk.take_in(sheet)
    qtbot.waitUntil(lambda: bool(told))
    again = clerk.open(FILE, ImportKind.CONTACTS)
    assert again.look is not None
    assert again.look.remembered
    clerk.tried(again)
    assert again.save_button.text() == "Nothing new to take in"
    assert not again.save_button.isEnabled()
    clerk.press(Key.Key_Return, CTRL)
    assert again.isVisible()
    assert len(list_contacts(boss)) == 2


def test_a_file_is_looked_at_anew_when_it_holds_something_else(clerk: Clerk, qtbot: QtBot) -> None:
    sheet = clerk.open("Name,Client,Date,How\nAnna Fable,A1,2026-11-20,Phone\n")
    assert "preferred_name" in sheet.places
    assert FINAL not in words_in(sheet)
    sheet.kinds.setFocus()
    clerk.press(Key.Key_Right)
    qtbot.waitUntil(lambda: sheet.look is not None)
    assert sheet.mapping() == {"participant": "Client", "occurred_at": "Date", "mode": "How"}
    assert FINAL in words_in(sheet)
    assert "preferred_name" not in sheet.fields
    late = FileLook(ImportKind.CASELOAD, ("Name",), {"preferred_name": "Name"}, {}, False)
    sheet.show_look(late)  # of what the file was thought to hold before
    assert sheet.mapping() == {"participant": "Client", "occurred_at": "Date", "mode": "How"}


def test_what_is_under_way_is_not_changed_and_is_stopped_by_leaving(
    clerk: Clerk, page: SettingsPage, boss: Desk, juniper: UUID, qtbot: QtBot
) -> None:
    met: list[object] = []
    page.workplace.navigator.problem_met.connect(met.append)
    sheet = clerk.open(FILE.replace("When it was", "Date"), ImportKind.CONTACTS)
    clerk.tried(sheet)
    gate = Event()
    page.workplace.runner.run(lambda: gate.wait(30), lambda _: None, owner=page, lane=Lane.STORE)
    clerk.press(Key.Key_Return, CTRL)
    assert sheet.busy
    assert not any(one.isEnabled() for one in (sheet.kinds, sheet.choose, sheet.order))
    assert QApplication.focusWidget() is not None
    qtbot.keyClick(sheet, Qt.Key.Key_Return, CTRL)  # said twice, taken in once
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    gate.set()
    qtbot.waitUntil(lambda: not sheet.busy)
    assert page.importing.sheet is sheet
    assert [type(one) for one in met] == [Cancelled]
    assert list_contacts(boss) == []
    assert list_imports(boss) == ()
    clerk.take_in(sheet)
    assert len(list_contacts(boss)) == 2
    assert len(list_imports(boss)) == 1
