"""Scenes of the areas in the sidebar, each a page of the whole team."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt

from ui.pages.directory.page import DirectoryPage
from ui.shell.page_table import CALENDAR, DIRECTORY, LINKAGES, OUTCOMES, PRIVACY, REVIEW
from ui.shell.tour.visit import Visit

_SERVICE = 11  # a row of the directory about which much is known


def linkages(visit: Visit) -> Iterator[None]:
    yield from visit.go(LINKAGES)
    visit.picture("06-linkages")
    yield from visit.small("06-linkages")
    visit.press(Qt.Key.Key_Return)
    yield
    visit.picture("06-linkages-sheet")
    visit.press(Qt.Key.Key_Escape)
    visit.press(Qt.Key.Key_V, "v")
    yield
    visit.picture("06-linkages-table")
    visit.press(Qt.Key.Key_V, "v")
    yield


def calendar(visit: Visit) -> Iterator[None]:
    yield from visit.go(CALENDAR)
    visit.picture("08-calendar")
    visit.press(Qt.Key.Key_M, "m")
    yield
    visit.press(Qt.Key.Key_D, "d")
    yield
    visit.picture("08-calendar-day-team")
    visit.press(Qt.Key.Key_W, "w")
    visit.press(Qt.Key.Key_M, "m")
    yield


def outcomes(visit: Visit) -> Iterator[None]:
    yield from visit.go(OUTCOMES)
    visit.press(Qt.Key.Key_3, "3")
    yield
    visit.picture("09-outcomes")
    for name in ("09-outcomes-linkages", "09-outcomes-lives"):
        for _ in range(2):
            visit.press(Qt.Key.Key_PageDown)
        yield
        visit.picture(name)
    visit.press(Qt.Key.Key_Home)
    yield from visit.small("09-outcomes")


def review(visit: Visit) -> Iterator[None]:
    yield from visit.go(REVIEW)
    visit.picture("12-review")
    visit.press(Qt.Key.Key_E, "e")
    yield
    visit.picture("12-review-change")
    visit.press(Qt.Key.Key_Escape)
    yield


def directory(visit: Visit) -> Iterator[None]:
    yield from visit.go(DIRECTORY)
    page = visit.workspace.page()
    if not isinstance(page, DirectoryPage):
        raise RuntimeError("the directory did not open")
    page.table.go_to(page.model.index(_SERVICE, 0))
    page.fetch_detail()
    yield
    visit.picture("17-directory")
    visit.press(Qt.Key.Key_E, "e")
    yield
    visit.picture("17-directory-what-we-know")
    visit.press(Qt.Key.Key_Escape)
    yield
    yield from visit.small("17-directory")


def privacy(visit: Visit) -> Iterator[None]:
    yield from visit.go(PRIVACY)
    visit.picture("18-privacy")
    visit.press(Qt.Key.Key_E, "e")
    yield
    visit.picture("18-privacy-emergency")
    visit.press(Qt.Key.Key_Escape)
    yield
