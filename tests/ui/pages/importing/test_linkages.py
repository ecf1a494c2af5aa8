"""Taking in linkages at the keyboard: tried, with what is wrong by row, and for good."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from lead_desktop.domain.codes import ImportKind, LinkageStatus
from lead_desktop.services.desk import Desk
from lead_desktop.services.importing.undoing import list_imports
from lead_desktop.services.plan.linkages import list_linkages
from lead_desktop.store.tables import Organization
from tests.ui.pages.importing.clerk import CTRL, Clerk, Key, Told, words_in
from ui.pages.settings.page import SettingsPage

FINAL = "Once the linkages are in, they cannot be taken back as a whole."
FILE = (
    "Client,What they need,Status,Agency,Date,First visit\n"
    "X-1,Housing,Linked,Example House,01/02/2026,01/03/2026\n"
    "X-1,Food,Sent,Nowhere Known,02/02/2026,\n"
    "nobody,Housing,Sent,Example House,02/02/2026,\n"
    "X-1,Moonlight,Sent,Example House,02/02/2026,\n"
)


@pytest.fixture
def juniper(boss: Desk, enroll: Callable[..., UUID]) -> UUID:
    now = boss.clock.now()
    with boss.store.write() as session:
        session.add(Organization(name="Example House", created_at=now, updated_at=now))
    return enroll("Juniper Fable", case_manager=boss, external_id="X-1")


def test_linkages_with_mistakes_are_tried_and_taken_in(
    clerk: Clerk, page: SettingsPage, boss: Desk, juniper: UUID, told: Told, qtbot: QtBot
) -> None:
    sheet = clerk.open(FILE, ImportKind.LINKAGES)
    assert FINAL in words_in(sheet)
    clerk.press(Key.Key_Return, CTRL)
    assert sheet.fields["need"].problem() == "Say which column holds what is needed."
    assert sheet.places["need"].hasFocus()
    for _ in range(2):
        clerk.press(Key.Key_Down)
    clerk.press(Key.Key_Return, CTRL)
    qtbot.waitUntil(sheet.order.isVisible)
    assert "Date, First visit" in (sheet.fields["date_order"].problem() or "")
    clerk.press(Key.Key_Right)
    clerk.press(Key.Key_Left)
    assert sheet.order.value() == "mdy"
    clerk.tried(sheet)
    assert list_linkages(boss) == []
    shown = words_in(sheet)
    assert "Nothing was changed yet. 4 rows: 2 new, 2 left out." in shown
    assert shown.count(FINAL) == 2
    assert "Row 3, Agency: no provider of the directory has this name" in shown
    assert "Row 4, Client: no participant of this vault has this id or number" in shown
    assert "Row 5, What they need: this is not a known kind of need" in shown
    assert "Moonlight" not in clerk.save_problems(sheet)
    sheet.save_button.setFocus()
    assert sheet.save_button.text() == "Take in 2 linkages"
    clerk.take_in(sheet)
    stands = {(one.organization, one.status, one.status_since.month) for one in list_linkages(boss)}
    assert stands == {
        ("Example House", LinkageStatus.STARTED, 1), (None, LinkageStatus.SENT, 2),
    }  # fmt: skip
    qtbot.waitUntil(lambda: told[-1:] == [("Taken in: 2 new, 0 changed", None)])
    (line,) = list_imports(boss)
    assert (line.kind, line.rejected, line.can_undo) == ("linkages", 2, False)
    assert page.importing.section.undos == []
