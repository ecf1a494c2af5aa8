"""Taking in people from a spreadsheet at the keyboard: tried, asked about, taken in, taken back."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.services.desk import Desk
from lead_desktop.services.people.details import read_details
from lead_desktop.services.people.participants import list_caseload
from tests.ui.pages.importing.clerk import CTRL, Clerk, Key, Told, words_in
from ui.pages.settings.page import SettingsPage
from ui.pages.workplace import Workplace

FILE = "Name of person,Born,Cell\nAnna Fable,1988-02-29,410-555-0100\nሰላም ምሳሌ,1990-13-40,\n"


def test_a_file_is_tried_taken_in_and_taken_back(
    clerk: Clerk, page: SettingsPage, boss: Desk, told: Told, qtbot: QtBot
) -> None:
    sheet = clerk.open(FILE)
    assert sheet.mapping() == {"date_of_birth": "Born", "phone": "Cell"}
    clerk.press(Key.Key_Return, CTRL)
    assert sheet.fields["preferred_name"].problem() == "Say which column holds a name."
    assert sheet.places["preferred_name"].hasFocus()
    clerk.press(Key.Key_Down)  # the first column
    assert sheet.mapping()["preferred_name"] == "Name of person"
    clerk.tried(sheet)
    assert list_caseload(boss) == []
    shown = words_in(sheet)
    assert "Nothing was changed yet. 2 rows: 2 new." in shown
    assert "Row 3, Born: " in shown
    assert sheet.save_button.text() == "Take in 2 people"
    assert "1990" not in clerk.save_problems(sheet)
    sheet.save_button.setFocus()
    clerk.take_in(sheet)
    assert {row.preferred_name for row in list_caseload(boss)} == {"Anna Fable", "ሰላም ምሳሌ"}
    qtbot.waitUntil(lambda: len(page.importing.section.undos) == 1)
    page.importing.section.undos[0].setFocus()
    clerk.press(Key.Key_Space)
    qtbot.waitUntil(lambda: list_caseload(boss) == [])
    qtbot.waitUntil(lambda: told[-1][0] == "Taken back: 2 gone, 0 as before")
    qtbot.waitUntil(lambda: page.importing.section.undos == [])


def test_what_was_said_of_a_file_is_remembered_for_the_next_like_it(
    clerk: Clerk, boss: Desk, told: Told, qtbot: QtBot
) -> None:
    sheet = clerk.open(FILE)
    sheet.places["preferred_name"].setCurrentIndex(1)
    sheet.places["phone"].setCurrentIndex(0)
    clerk.tried(sheet)
    clerk.take_in(sheet)
    qtbot.waitUntil(lambda: bool(told))
    again = clerk.open(FILE + "Moss Sample,1970,\n")
    assert again.look is not None
    assert again.look.remembered
    assert again.mapping() == {"preferred_name": "Name of person", "date_of_birth": "Born"}
    clerk.tried(again)
    assert again.save_button.text() == "Take in 1 person"
    undo = told[-1][1]
    assert undo is not None
    undo()  # the toast of the first import
    qtbot.waitUntil(lambda: list_caseload(boss) == [])


def test_dates_that_can_be_read_two_ways_are_asked_about(
    clerk: Clerk, boss: Desk, qtbot: QtBot
) -> None:
    sheet = clerk.open("Name,DOB\nAnna Fable,01/02/1988\n")
    clerk.press(Key.Key_Return, CTRL)
    qtbot.waitUntil(sheet.order.isVisible)
    assert "DOB" in (sheet.fields["date_order"].problem() or "")
    clerk.press(Key.Key_Return, CTRL)
    assert sheet.fields["date_order"].problem() == "Say how the dates are meant."
    sheet.order.choose("dmy")
    clerk.tried(sheet)
    clerk.take_in(sheet)
    (row,) = list_caseload(boss)
    assert row.date_of_birth == "1988-02-01"


def test_letters_that_can_be_read_two_ways_are_asked_about(
    clerk: Clerk, boss: Desk, qtbot: QtBot
) -> None:
    clerk.path.write_bytes("Name\nZoë Ørsted\n".encode("windows-1252"))
    sheet = clerk.begin()
    qtbot.waitUntil(sheet.encoding.isVisible)
    place = sheet.encoding.findData("windows-1252")
    sheet.encoding.setCurrentIndex(place)
    sheet.encoding.activated.emit(place)
    qtbot.waitUntil(lambda: sheet.look is not None)
    assert "Zoë Ørsted" in sheet.places["preferred_name"].currentText()
    clerk.tried(sheet)
    clerk.take_in(sheet)
    assert [row.preferred_name for row in list_caseload(boss)] == ["Zoë Ørsted"]


def test_a_file_that_is_none_says_so_and_the_sheet_stays(
    clerk: Clerk, page: SettingsPage, qtbot: QtBot
) -> None:
    met: list[object] = []
    page.workplace.navigator.problem_met.connect(met.append)
    clerk.path.write_bytes(b"%PDF-1.7 nothing")
    sheet = clerk.begin()
    qtbot.waitUntil(lambda: bool(met))
    assert page.importing.sheet is sheet
    assert not sheet.save_button.isEnabled()


def test_who_does_not_import_is_told_why(
    qtbot: QtBot, workplace: Workplace, tmp_path: Path
) -> None:
    made = SettingsPage(workplace, config=tmp_path)
    made.show()
    assert not made.importing.section.take_in.isEnabled()
    made.importing.open()
    assert made.importing.sheet is None
    Shiboken.delete(made)


def test_febrl_comes_in_through_the_window(clerk: Clerk, boss: Desk, shared_data: Path) -> None:
    text = (shared_data / "persons" / "febrl" / "dataset1.csv").read_text("utf-8")
    sheet = clerk.open("\n".join(text.splitlines()[:301]) + "\n")
    wanted = {
        "external_id": "rec_id", "legal_first_name": "given_name", "legal_last_name": "surname",
        "date_of_birth": "date_of_birth", "address": "address_1", "city": "suburb",
        "postal_code": "postcode",
    }  # fmt: skip
    for field, heading in wanted.items():
        sheet.places[field].setCurrentIndex(sheet.places[field].findData(heading))
    clerk.tried(sheet)
    assert sheet.report is not None
    assert (sheet.report.read, sheet.report.created) == (300, 300)
    clerk.take_in(sheet)
    assert len(list_caseload(boss)) == 300


def test_names_of_thirty_locales_come_in_as_they_are_written(
    clerk: Clerk, boss: Desk, shared_data: Path
) -> None:
    folder = shared_data / "persons" / "faker_multiscript_names"
    text = (folder / "names_multiscript.csv").read_text("utf-8")
    lines = text.splitlines()
    some = [lines[0], *lines[1::12]]
    sheet = clerk.open("\n".join(some) + "\n")
    clerk.tried(sheet)
    assert sheet.report is not None
    assert sheet.report.created == len(some) - 1
    clerk.take_in(sheet)
    shown = {row.legal_name or row.preferred_name for row in list_caseload(boss)}
    assert all(any(word in line for line in some) for name in shown for word in name.split()[:1])


def test_one_letter_names_and_odd_births_come_in_as_they_are(
    clerk: Clerk, boss: Desk, qtbot: QtBot
) -> None:
    sheet = clerk.open(
        "Name,DOB\nÓ,1900-01-01\nX,\nLeap,2000-02-29\nNever,2023-02-29\nSoon,2031-01-01\n"
    )
    clerk.tried(sheet)
    clerk.take_in(sheet)
    born = {row.preferred_name: row.date_of_birth for row in list_caseload(boss)}
    assert born == {"Ó": "1900-01-01", "X": None, "Leap": "2000-02-29", "Never": None, "Soon": None}
    (leap,) = [row for row in list_caseload(boss) if row.preferred_name == "Leap"]
    assert read_details(boss, leap.id)
