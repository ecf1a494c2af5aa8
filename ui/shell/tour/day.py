"""Scenes of a morning: unlocking, today, the caseload; the finder and the list of keys."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt

from ui.kit.search_field import SearchField
from ui.shell.page_table import CASELOAD
from ui.shell.tour.visit import Visit


def unlock(visit: Visit) -> Iterator[None]:
    page = visit.guide.window.unlock_page
    if page is None:
        raise RuntimeError("the window opened without its unlock page")
    visit.picture("01-unlock-first-start")
    page.make_demo()
    yield
    access = page.demo[1]
    if access is None:
        raise RuntimeError("the demo vault was not made")
    visit.passphrase = access.passphrase
    page.form.passphrase.input.setFocus()
    visit.type(visit.passphrase)
    yield
    visit.picture("01-unlock")
    visit.press(Qt.Key.Key_Return)
    yield


def today(visit: Visit) -> Iterator[None]:
    visit.picture("02-today")
    yield from visit.small("02-today")
    visit.press(Qt.Key.Key_S, "s")
    yield
    visit.picture("02-today-snooze")
    visit.press(Qt.Key.Key_Escape)
    visit.press(Qt.Key.Key_M, "m")
    yield
    visit.picture("02-today-team")
    visit.press(Qt.Key.Key_M, "m")
    yield


def caseload(visit: Visit) -> Iterator[None]:
    yield from visit.go(CASELOAD)
    visit.picture("03-caseload")
    for _ in range(2):
        visit.press(Qt.Key.Key_X, "x")
        visit.press(Qt.Key.Key_J, "j")
    yield
    visit.picture("03-caseload-selected")
    visit.press(Qt.Key.Key_Escape)
    yield from visit.small("03-caseload")
    visit.press(Qt.Key.Key_2, "2")
    yield
    visit.picture("03-caseload-team")
    visit.press(Qt.Key.Key_1, "1")
    field = visit.workspace.findChild(SearchField)
    if field is not None:
        field.setText("nobody by this name")
        yield
        visit.picture("03-caseload-empty")
        field.clear()
    yield


def overlays(visit: Visit) -> Iterator[None]:
    workspace = visit.workspace
    yield from visit.go(CASELOAD)
    finder = workspace.finding.open()
    yield
    visit.picture("11-finder-empty")
    visit.type("jun")
    yield
    visit.picture("11-finder")
    finder.field.setText("shelter")
    yield
    visit.picture("11-finder-notes")
    finder.dismiss()
    workspace.show_shortcuts()
    yield
    visit.picture("12-shortcuts")
    visit.press(Qt.Key.Key_Escape)
    yield
