"""Taking in service directories at the keyboard: any partner's spreadsheet, and tables in a zip."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from pytestqt.qtbot import QtBot

from lead_desktop.domain.codes import ImportKind
from lead_desktop.services.desk import Desk
from lead_desktop.services.directory.directory import list_services
from lead_desktop.services.importing.undoing import list_imports
from tests.ui.pages.importing.clerk import CTRL, Clerk, Key, Told, words_in
from ui.pages.settings.page import SettingsPage

FINAL = "Once the services are in, they cannot be taken back as a whole."
FILE = (
    "What,Agency,Cost,Phone\n"
    "Shelter,Example House,Free,410-555-0142\n"
    "Counseling,Sample Clinic,Sliding,410-555-0143\n"
    ",Sample Clinic,Free,410-555-0144\n"
)


def said_first(clerk: Clerk, boss: Desk) -> None:
    """The services of FILE come in."""
    sheet = clerk.open(FILE, ImportKind.DIRECTORY)
    assert FINAL in words_in(sheet)
    clerk.press(Key.Key_Return, CTRL)
    assert sheet.fields["name"].problem() == "Say which column holds the service's name."
    assert sheet.places["name"].hasFocus()
    clerk.press(Key.Key_Down)
    clerk.tried(sheet)
    assert list_services(boss) == []
    shown = words_in(sheet)
    assert "Nothing was changed yet. 3 services: 2 new, 1 left out." in shown
    assert "Besides: organizations 2 new, phones 2 new." in shown
    assert "Known here as the directory “people”." in shown
    assert "people.csv, Row 4" in shown
    assert shown.count(FINAL) == 2
    assert sheet.save_button.text() == "Take in 2 services"
    clerk.take_in(sheet)


def test_a_directory_with_mistakes_is_tried_and_taken_in(
    clerk: Clerk, page: SettingsPage, boss: Desk, told: Told, qtbot: QtBot
) -> None:
    said_first(clerk, boss)
    assert {one.name for one in list_services(boss)} == {"Shelter", "Counseling"}
    qtbot.waitUntil(lambda: told[-1:] == [("Taken in: 2 new, 0 changed", None)])
    (line,) = list_imports(boss)
    assert (line.kind, line.created, line.can_undo) == ("directory", 2, False)
    assert page.importing.section.undos == []


def test_what_a_directory_now_says_otherwise_is_shown_first(
    clerk: Clerk, boss: Desk, told: Told, qtbot: QtBot
) -> None:
    said_first(clerk, boss)
    qtbot.waitUntil(lambda: bool(told))
    sheet = clerk.open(FILE.replace("0142", "0199"), ImportKind.DIRECTORY)
    clerk.tried(sheet)
    assert "410-555-0142” is now “410-555-0199”" in words_in(sheet)
    assert sheet.save_button.text() == "Take in what changed"
    clerk.take_in(sheet)
    phones = {phone for one in list_services(boss) for phone in one.phones}
    assert phones == {"410-555-0199", "410-555-0143"}


def test_tables_of_a_zip_come_in_without_being_asked_about(
    clerk: Clerk, boss: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    clerk.path = tmp_path / "partners.zip"
    with ZipFile(clerk.path, "w") as packed:
        packed.writestr("organizations.csv", "id,name\n1,Example House\n")
        packed.writestr("services.csv", "id,organization_id,name\n1,1,Shelter\n2,9,\n")
    sheet = clerk.begin(ImportKind.DIRECTORY)
    qtbot.waitUntil(sheet.save_button.hasFocus)
    assert sheet.places == {}
    assert "partners.zip: its tables say what is what." in words_in(sheet)
    clerk.tried(sheet)
    assert sheet.report is not None
    assert (sheet.report.created, sheet.report.rejected) == (1, 1)
    assert "services.csv, Row 3" in words_in(sheet)
    clerk.take_in(sheet)
    assert [one.name for one in list_services(boss)] == ["Shelter"]
