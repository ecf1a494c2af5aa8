"""The services tab at the keyboard: the chain of tries, a look, a visit that was missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    ServiceCategory,
)
from lead_desktop.domain.plan.linkage import Move
from lead_desktop.services.desk import Desk
from lead_desktop.services.plan import linkages
from lead_desktop.services.plan.linkages import AddLinkage
from ui.kit.label import Label
from ui.pages.linkage_sheets.check_sheet import CheckSheet
from ui.pages.participant.page import ParticipantPage
from ui.pages.participant.services_tab import ServicesTab
from ui.pages.participant.tab_table import TabName
from ui.pages.workplace import Workplace

Key = Qt.Key
S = LinkageStatus
TODAY = date(2026, 11, 23)
CTRL = Qt.KeyboardModifier.ControlModifier
Press = Callable[..., None]


@pytest.fixture
def bed(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    person = enroll("Juniper Fable", case_manager=desk)
    made = AddLinkage(new_id(), person, ServiceCategory.HOUSING, title="Shelter bed")
    linkages.add_linkage(desk, made)
    linkages.move_linkage(desk, made.id, Move(S.SENT, TODAY, LinkageMethod.SELF_REFERRED))
    return made.id


@pytest.fixture
def tab(qtbot: QtBot, workplace: Workplace, bed: UUID) -> Iterator[ServicesTab]:
    page = ParticipantPage(workplace)
    page.resize(1220, 800)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    (line,) = linkages.list_linkages(workplace.desk)
    page.show_participant(line.participant_id, ())
    page.activate()
    page.show_tab(TabName.SERVICES)
    made = page.findChild(ServicesTab)
    assert isinstance(made, ServicesTab)
    qtbot.waitUntil(lambda: made.model.rowCount() == 1)
    made.take_focus()
    yield made
    Shiboken.delete(page)


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    def key(which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget(), which, held)

    return key


def said(tab: ServicesTab) -> set[str]:
    return {label.text() for label in tab.findChildren(Label) if label.isVisible()}


def test_referring_again_keeps_what_was_tried(
    tab: ServicesTab, press: Press, qtbot: QtBot, desk: Desk, bed: UUID
) -> None:
    over = Move(S.NOT_COMPLETED, TODAY, reason=LinkageReason.NO_CAPACITY)
    linkages.move_linkage(desk, bed, over)
    tab.changed.emit(linkages.told_of(desk, bed).change)
    shown = tab.detail.buttons[Key.Key_R]
    qtbot.waitUntil(shown.isVisible)
    with qtbot.waitSignal(tab._workplace.navigator.toast_wanted):
        press(Key.Key_R)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2)
    (new,) = [one for one in linkages.list_linkages(desk) if one.id != bed]
    tab.go_to(new.id)
    assert "Tried before: Nov 23, No opening" in said(tab)
    assert not shown.isVisible()


def test_still_there_winds_the_clock_and_undo_winds_it_back(
    tab: ServicesTab, press: Press, qtbot: QtBot, desk: Desk
) -> None:
    press(Key.Key_S)
    sheet = tab.window().findChild(CheckSheet)
    assert isinstance(sheet, CheckSheet)
    sheet.next_check.setDate(sheet.next_check.date().addDays(10))
    with qtbot.waitSignal(tab._workplace.navigator.toast_wanted) as told:
        press(Key.Key_Return, CTRL)
    due = linkages.list_linkages(desk)[0].due_on
    assert due == TODAY + timedelta(days=13)
    qtbot.waitUntil(lambda: "Still there" in said(tab))
    told.args[1]()
    qtbot.waitUntil(lambda: linkages.list_linkages(desk)[0].due_on == TODAY + timedelta(days=3))


def test_the_way_so_far_is_read_aloud(tab: ServicesTab, qtbot: QtBot) -> None:
    ladder = tab.detail.ladder
    qtbot.waitUntil(lambda: "Referred Today" in ladder.accessibleName())
    assert "Connected" not in ladder.accessibleName()
