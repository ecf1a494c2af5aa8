"""What every set of acts has in common: done, told, taken back, refused where it was asked."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.errors import EditConflict, VaultBusy
from lead_desktop.services.changes import Topic
from lead_desktop.services.desk import Desk
from lead_desktop.services.plan import plan
from lead_desktop.services.plan.plan import SetGoal
from ui.pages.doing import Doing, SheetHost
from ui.pages.participant.plan.sheets import GoalSheet
from ui.pages.workplace import Workplace
from ui.runner import Change

Enroll = Callable[..., UUID]
Told = list[tuple[str, Callable[[], None] | None]]


class Host(QWidget, SheetHost):
    """A page with nothing on it."""


@pytest.fixture
def told(workplace: Workplace) -> Told:
    """What the person was told, with the way back."""
    heard: Told = []
    workplace.navigator.toast_wanted.connect(lambda words, undo: heard.append((words, undo)))
    return heard


@pytest.fixture
def sheet(
    qtbot: QtBot, workplace: Workplace, stage: QWidget, desk: Desk, enroll: Enroll
) -> GoalSheet:
    """A sheet for a new goal over a page, with words in it, saved as pages do."""
    host = Host(stage)
    host.resize(stage.size())
    host.show()
    doing = Doing(workplace, host)
    made = GoalSheet(workplace.theme, host, enroll("Juniper Fable", case_manager=desk), None)

    def keep(command: SetGoal) -> None:
        doing.save(
            made,
            lambda: plan.set_goal(desk, command),
            "Goal kept",
            lambda: plan.take_back_goal(desk, command.id),
        )

    made.wanted.connect(keep)
    host.show_sheet(made)
    qtbot.keyClicks(made.words, "My own door")
    return made


def press_save(qtbot: QtBot, sheet: GoalSheet) -> None:
    qtbot.keyClick(sheet.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_what_was_saved_is_told_and_taken_back(
    qtbot: QtBot, workplace: Workplace, sheet: GoalSheet, told: Told
) -> None:
    news: list[Change] = []
    workplace.bus.subscribe(workplace.navigator, Topic, news.append)
    with qtbot.waitSignal(sheet.dismissed):
        press_save(qtbot, sheet)
    ((words, way_back),) = told
    assert (words, len(news)) == ("Goal kept", 1)
    assert way_back is not None
    way_back()
    qtbot.waitUntil(lambda: len(news) == 2)


def test_a_sheet_closed_while_it_was_being_saved_is_told_of_all_the_same(
    qtbot: QtBot, workplace: Workplace, stage: QWidget, sheet: GoalSheet, told: Told
) -> None:
    """Ctrl+Enter and Esc in one breath: the goal was kept, and no view, no word said so."""
    go_on = Event()
    workplace.runner.run(lambda: go_on.wait(5), lambda _: None, owner=stage)
    press_save(qtbot, sheet)
    qtbot.keyClick(sheet.words, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not Shiboken.isValid(sheet))
    go_on.set()
    qtbot.waitUntil(lambda: [words for words, _ in told] == ["Goal kept"])


def test_what_a_sheet_cannot_show_is_reported_and_the_sheet_stays(
    qtbot: QtBot, workplace: Workplace, sheet: GoalSheet
) -> None:
    problems: list[object] = []
    workplace.navigator.problem_met.connect(problems.append)
    doing = Doing(workplace, workplace.navigator)
    busy = VaultBusy("Somebody else is saving.")
    doing.refuse(sheet, busy)
    assert problems == [busy]
    doing.refuse(sheet, EditConflict("Somebody else changed it.", kept="Their words", offered=""))
    assert sheet.lead.isVisible()
    assert "Their words" in sheet.lead.text()
    assert problems == [busy]
    sheet.dismiss()
    doing.refuse(sheet, busy)
    assert problems == [busy, busy]


def test_another_sheet_takes_the_place_of_the_one_that_stands(
    qtbot: QtBot, workplace: Workplace, sheet: GoalSheet, desk: Desk, enroll: Enroll
) -> None:
    host = sheet.parentWidget()
    assert isinstance(host, Host)
    other = GoalSheet(workplace.theme, host, enroll("Moss Example"), None)
    with qtbot.waitSignal(sheet.dismissed):
        host.show_sheet(other)
    assert host.sheet is other
    qtbot.keyClick(other.words, Qt.Key.Key_Escape)
    assert host.sheet is None
