"""The scene of a file from elsewhere, tried before it is taken in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt

from lead_desktop.domain.codes import ImportKind
from ui.pages.settings.page import SettingsPage
from ui.shell.page_table import SETTINGS
from ui.shell.tour.visit import Visit

_CONTACTS = (
    "Participant number,Date,Type,Result,Minutes,Notes,Staff\n"
    "P-0042,2026-11-20 10:00,Phone,Met,20,Talked about the waiting list.,Dre Exampleton\n"
    "P-0043,2026-11-20 14:30,Street outreach,Met,15,Walked to the clinic together.,Dre Exampleton\n"
    "P-0044,2026-11-21,Text,Left message,,Wrote the new hours.,Somebody Else\n"
    "P-9999,2026-11-21,Phone,Met,10,A call about papers.,Dre Exampleton\n"
    "P-0045,2026-13-40,Phone,Met,10,A call about a ride.,Dre Exampleton\n"
    "P-0046,2026-11-22,Pigeon,Met,5,A word from afar.,Dre Exampleton\n"
)
"""Three rows that can be taken, and three with something wrong; all of it made up."""


def importing(visit: Visit) -> Iterator[None]:
    """Contacts of a spreadsheet: their columns, and what would come of it."""
    yield from visit.go(SETTINGS)
    page = visit.workspace.page()
    if not isinstance(page, SettingsPage):
        raise RuntimeError("the settings did not open")
    page.importing.open()
    sheet = page.importing.sheet
    if sheet is None:
        raise RuntimeError("who stands at the desk may not take in files")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.csv"
        path.write_text(_CONTACTS, "utf-8")
        sheet.kinds.choose(ImportKind.CONTACTS)
        sheet.choose_path(path)
        yield
        visit.picture("13-settings-import")
        sheet.submit()
        yield
        visit.picture("13-settings-import-tried")
    visit.press(Qt.Key.Key_Escape)
    yield
