"""Putting off, handing over and following up from a row of the Today list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactMode,
    Role,
    SnoozeReason,
)
from lead_desktop.domain.worklist.work_item import Section
from lead_desktop.services.desk import Desk
from lead_desktop.services.worklist import worklist
from tests.ui.pages.today.hands import Press, rows, sheet_of, undo
from ui.models.worklist import item_of
from ui.pages.follow_up_sheet import FollowUpSheet
from ui.pages.today.page import TodayPage
from ui.pages.today.row_actions import RowAct
from ui.pages.today.sheets import HandOverSheet, SnoozeSheet

Key, Mod = Qt.Key, Qt.KeyboardModifier


def test_one_key_logs_texts_calls_and_opens(
    page: TodayPage, press: Press, qtbot: QtBot, people: dict[str, UUID]
) -> None:
    navigator, moss = page.workplace.navigator, people["Moss"]
    for key, signal, arguments in (
        (Key.Key_L, navigator.log_wanted, [moss]),
        (Key.Key_T, navigator.log_by_wanted, [moss, ContactMode.TEXT]),
        (Key.Key_C, navigator.log_by_wanted, [moss, ContactMode.PHONE]),
        (Key.Key_Return, navigator.participant_wanted, [moss]),
    ):
        with qtbot.waitSignal(signal) as caught:
            press(key)
        assert caught.args == arguments
    assert page.current_person() == moss
    assert page.order() == (moss, people["Sorrel"], people["Juniper"])


def test_the_buttons_on_the_row_do_what_the_keys_do(
    page: TodayPage, qtbot: QtBot, people: dict[str, UUID]
) -> None:
    button = page.buttons.buttons[RowAct.TEXT]
    assert button.isVisible()
    with qtbot.waitSignal(page.workplace.navigator.log_by_wanted) as caught:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert caught.args == [people["Moss"], ContactMode.TEXT]
    assert page.view.hasFocus()


def test_snoozing_asks_until_when_and_why_and_can_be_undone(
    page: TodayPage, press: Press, qtbot: QtBot, told: list[tuple[str, object]]
) -> None:
    press(Key.Key_S)
    sheet = sheet_of(page, SnoozeSheet, qtbot)
    assert isinstance(sheet, SnoozeSheet)
    press(Key.Key_Return, Mod.ControlModifier)
    assert sheet.fields["reason"].problem() == "Say why; one tap is enough."
    for _ in range(2):
        press(Key.Key_Right)
    assert sheet.reason.value() == SnoozeReason.ASKED_FOR_SPACE
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: rows(page)[-2:] == ["Set aside for now", "Moss"])
    assert told[-1][0] == "Put off until Nov 24"
    # What took its place is next; the list does not run after what is done with.
    assert page.view.currentIndex().row() == 1
    undo(told)
    qtbot.waitUntil(lambda: rows(page)[1] == "Moss")


def test_what_was_put_off_is_taken_back_with_one_key(
    page: TodayPage, press: Press, qtbot: QtBot, desk: Desk
) -> None:
    item = item_of(page.entry())
    assert item is not None
    command = worklist.SnoozeItem(
        new_id(), item.key, item.kind, item.participant_id,
        desk.clock.today() + timedelta(days=1), SnoozeReason.IN_HOSPITAL,
    )  # fmt: skip
    worklist.snooze(desk, command)
    page.refresh()
    qtbot.waitUntil(lambda: rows(page)[-1] == "Moss")
    press(Key.Key_End)
    press(Key.Key_B)
    qtbot.waitUntil(lambda: rows(page)[1] == "Moss")


def test_handing_over_to_the_next_shift_and_undo(
    page: TodayPage,
    press: Press,
    qtbot: QtBot,
    told: list[tuple[str, object]],
    seat: Callable[..., Desk],
) -> None:
    lou = seat(Role.PEER, name="Lou Testwell")
    press(Key.Key_H)
    sheet_of(page, HandOverSheet, qtbot)
    qtbot.keyClicks(QApplication.focusWidget(), "Try the library steps after six")
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1][0] == "Handed to next shift"
    qtbot.waitUntil(lambda: rows(page)[-1] == "Moss")
    (theirs,) = worklist.list_work(lou).items
    assert theirs.why == "From Tomas Sampleton: Try the library steps after six"
    undo(told)
    qtbot.waitUntil(lambda: rows(page)[1] == "Moss")
    assert worklist.list_work(lou).items == ()


def test_a_follow_up_is_written_changed_done_and_undone(
    page: TodayPage, press: Press, qtbot: QtBot, told: list[tuple[str, object]]
) -> None:
    press(Key.Key_U)
    sheet_of(page, FollowUpSheet, qtbot)
    qtbot.keyClicks(QApplication.focusWidget(), "Call the pharmacy")
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: rows(page)[3:] == [Section.FOLLOW_UPS, "Juniper", "Moss"])
    qtbot.waitUntil(page.view.hasFocus)
    press(Key.Key_End)
    press(Key.Key_E)
    sheet_of(page, FollowUpSheet, qtbot)
    press(Key.Key_End)
    qtbot.keyClicks(QApplication.focusWidget(), " today")
    press(Key.Key_Return, Mod.ControlModifier)

    def why() -> str:
        item = item_of(page.model.rows[-1])
        return item.why if item else ""

    qtbot.waitUntil(lambda: why() == "Call the pharmacy today")
    qtbot.waitUntil(page.view.hasFocus)
    press(Key.Key_D)
    qtbot.waitUntil(lambda: rows(page)[3:] == [Section.FOLLOW_UPS, "Juniper"])
    undo(told)
    qtbot.waitUntil(lambda: rows(page)[3:] == [Section.FOLLOW_UPS, "Juniper", "Moss"])
