"""The drawer by keyboard: going on with a draft, discarding with undo, restoring from the trash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Role
from lead_desktop.services.contacts import contacts, drafts, trash
from lead_desktop.services.contacts.drafts import DraftState
from lead_desktop.services.desk import Desk
from tests.services.contacts.test_contacts import a_contact
from tests.ui.pages.typist import Typist
from ui.models.drawer import Pile
from ui.pages.drafts.drawer import Drawer
from ui.pages.workplace import Workplace

Key = Qt.Key
Enroll = Callable[..., UUID]
Open = Callable[[Workplace], Drawer]


@pytest.fixture
def typist(qtbot: QtBot) -> Typist:
    return Typist(qtbot)


@pytest.fixture
def open_drawer(qtbot: QtBot, stage: QWidget) -> Iterator[Open]:
    made: list[Drawer] = []

    def make(workplace: Workplace) -> Drawer:
        drawer = Drawer(workplace, stage)
        drawer.closing.connect(drawer.dismiss)
        drawer.open()
        made.append(drawer)
        qtbot.waitUntil(lambda: bool(drawer.model.rowCount()) or drawer.piles.hasFocus())
        return drawer

    yield make
    for drawer in made:
        if Shiboken.isValid(drawer):
            Shiboken.delete(drawer)


def keep_draft(desk: Desk, person: UUID | None, words: str) -> UUID:
    body: dict[str, object] = {"note": [["What happened", words]]}
    state = DraftState(new_id(), "contact", person, body, open=False)
    return drafts.save_draft(desk, state).id


def spoken(drawer: Drawer) -> str:
    """The first row in words."""
    row = drawer.model.row_at(0)
    return row.spoken() if row is not None else ""


def test_every_own_draft_is_listed_and_one_key_goes_on_with_it(
    qtbot: QtBot, workplace: Workplace, enroll: Enroll, typist: Typist, open_drawer: Open
) -> None:
    person = enroll("Moss Example")
    keep_draft(workplace.desk, None, "")
    draft = keep_draft(workplace.desk, person, "Half a sentence")
    drawer = open_drawer(workplace)
    qtbot.waitUntil(lambda: drawer.model.rowCount() == 2)
    rows = [drawer.model.row_at(place) for place in range(2)]
    told = {(row.title, row.line, row.note) for row in rows if row is not None}
    assert told == {
        ("Moss Example", "Half a sentence", "Saved today 10:41"),
        ("Nobody chosen yet", "No words yet", "Saved today 10:41"),
    }
    qtbot.waitUntil(drawer.list.hasFocus)
    place = next(at for at, row in enumerate(rows) if row is not None and row.id == draft)
    drawer.list.go_to(drawer.model.index(place, 0))
    with qtbot.waitSignal(drawer.draft_wanted) as wanted:
        typist.press(Key.Key_Return)
    assert wanted.args == [draft]


def test_a_discarded_draft_comes_back_with_undo(
    qtbot: QtBot, workplace: Workplace, enroll: Enroll, typist: Typist, open_drawer: Open
) -> None:
    undos: list[Callable[[], None]] = []
    workplace.navigator.toast_wanted.connect(lambda _words, undo: undos.append(undo))
    draft = keep_draft(workplace.desk, enroll("Moss Example"), "Half a sentence")
    drawer = open_drawer(workplace)
    qtbot.waitUntil(drawer.list.hasFocus)
    typist.press(Key.Key_D)
    qtbot.waitUntil(lambda: drawer.model.rowCount() == 0)
    assert drafts.list_drafts(workplace.desk) == []
    undos[0]()
    qtbot.waitUntil(lambda: drawer.model.rowCount() == 1)
    (line,) = drafts.list_drafts(workplace.desk)
    assert (line.id, line.body["note"]) == (draft, [["What happened", "Half a sentence"]])


def test_a_contact_is_restored_from_the_trash_with_its_reason_told(
    qtbot: QtBot, workplace: Workplace, enroll: Enroll, typist: Typist, open_drawer: Open
) -> None:
    desk = workplace.desk
    command = a_contact(desk, enroll("Moss Example"), note="Met at the shelter")
    contacts.log_contact(desk, command)
    contacts.withdraw_contact(desk, command.id)
    drawer = open_drawer(workplace)
    drawer.piles.segments[0].setFocus()
    typist.press(Key.Key_Right)
    qtbot.waitUntil(lambda: drawer.model.rowCount() == 1)
    typist.tab_to("reason")
    typist.type("Wrong day")
    typist.press(Key.Key_Return)
    qtbot.waitUntil(lambda: trash.list_withdrawn(desk)[0].reason == "Wrong day")
    qtbot.waitUntil(lambda: "Taken back: Wrong day" in spoken(drawer))
    drawer.list.setFocus()
    typist.press(Key.Key_Return)
    qtbot.waitUntil(lambda: drawer.model.rowCount() == 0)
    assert [entry.note for entry in contacts.list_contacts(desk)] == ["Met at the shelter"]


def test_a_supervisor_sees_that_drafts_exist_and_can_open_none(
    qtbot: QtBot,
    workplace: Workplace,
    seat: Callable[..., Desk],
    enroll: Enroll,
    typist: Typist,
    open_drawer: Open,
) -> None:
    keep_draft(workplace.desk, enroll("Moss Example"), "canary")
    over = replace(workplace, desk=seat(Role.SUPERVISOR, name="Sol Demoski"))
    drawer = open_drawer(over)
    assert [segment.choice.key for segment in drawer.piles.segments][-1] == Pile.TEAM
    drawer.piles.segments[0].setFocus()
    typist.press(Key.Key_Left)  # from the first to the last
    qtbot.waitUntil(lambda: drawer.model.rowCount() == 1)
    row = drawer.model.row_at(0)
    assert row is not None
    assert (row.title, row.id) == ("Tomas Sampleton", None)
    assert "canary" not in row.spoken()
    assert not drawer.open_button.isVisible()
