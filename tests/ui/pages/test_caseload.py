"""The caseload page at the keyboard, over a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ContactMode, ContactOutcome, FormKind, ParticipantStatus, Role
from lead_desktop.domain.people.caseload_filter import list_of
from lead_desktop.domain.people.stage import (
    View,
)
from lead_desktop.services.changes import Topic
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants, transfers
from lead_desktop.services.trust import kept
from lead_desktop.services.worklist import saved_views, tasks
from lead_desktop.services.worklist.saved_views import SaveView
from ui.kit.chip import RemovableChip
from ui.models.caseload import Col
from ui.pages.caseload.page import CaseloadPage
from ui.pages.caseload.preview import NextCard
from ui.pages.life_sheets.transfer_sheet import TransferSheet
from ui.pages.workplace import Workplace

Key = Qt.Key
Enroll = Callable[..., UUID]


@pytest.fixture
def people(desk: Desk, seat: Callable[..., Desk], enroll: Enroll) -> dict[str, UUID]:
    other = seat(Role.CASE_MANAGER, name="Ana Other")
    made = {
        "Juniper": enroll("Juniper Fable", case_manager=desk),
        "Moss": enroll("Moss Example", case_manager=desk),
        "Wren": enroll("Wren Sample", case_manager=other),
        "Fern": enroll("Fern Past", status=ParticipantStatus.CLOSED),
    }
    for name, days in (("Juniper", 1), ("Moss", 19)):
        at = desk.clock.now() - timedelta(days=days)
        phone, met = ContactMode.PHONE, ContactOutcome.MET
        contacts.log_contact(
            desk, LogContact(new_id(), (made[name],), phone, met, at, note=f"Call with {name}")
        )
    return made


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, people: dict[str, UUID]) -> Iterator[CaseloadPage]:
    made = CaseloadPage(workplace)
    made.resize(1380, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.activate()
    qtbot.waitUntil(lambda: made.pane.loaded)
    yield made
    Shiboken.delete(made)


@pytest.fixture
def press(qtbot: QtBot) -> Callable[..., None]:
    def key(which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget(), which, held)

    return key


Press = Callable[..., None]


def test_own_people_come_most_needed_first(page: CaseloadPage, people: dict[str, UUID]) -> None:
    assert page.order() == (people["Moss"], people["Juniper"])
    assert page.heading().title == "My caseload"
    assert page.rail.buttons[View.TEAM].accessibleName() == "Team, 3"


def test_numbers_change_the_view(page: CaseloadPage, press: Press) -> None:
    press(Key.Key_2)
    assert len(page.order()) == 3
    press(Key.Key_7)
    assert [row.preferred_name for row in page.pane.model.rows] == ["Fern Past"]
    assert page.heading().title == "Closed"


def test_slash_finds_and_enter_returns_to_the_list(
    page: CaseloadPage, press: Press, qtbot: QtBot, people: dict[str, UUID]
) -> None:
    press(Key.Key_Slash)
    qtbot.keyClicks(QApplication.focusWidget(), "junip")
    assert page.order() == (people["Juniper"],)
    press(Key.Key_Return)
    assert page.pane.table.hasFocus()
    press(Key.Key_Escape)
    assert len(page.order()) == 2


def test_escape_leaves_finding_for_the_list_and_keeps_the_page(
    page: CaseloadPage, press: Press, qtbot: QtBot, people: dict[str, UUID]
) -> None:
    press(Key.Key_Slash)
    qtbot.keyClicks(QApplication.focusWidget(), "junip")
    for _ in ("what was typed goes", "the rows have the keys again"):
        press(Key.Key_Escape)
    assert page.pane.table.hasFocus()
    assert len(page.order()) == 2


def test_letters_typed_into_the_field_are_no_commands(
    page: CaseloadPage, press: Press, qtbot: QtBot
) -> None:
    press(Key.Key_Slash)
    with qtbot.assertNotEmitted(page.workplace.navigator.log_wanted):
        qtbot.keyClicks(QApplication.focusWidget(), "l2")
    assert page.heading().title == "My caseload"


def test_nobody_matches_and_the_way_out(page: CaseloadPage, press: Press, qtbot: QtBot) -> None:
    press(Key.Key_Slash)
    qtbot.keyClicks(QApplication.focusWidget(), "nobody at all")
    assert page.order() == ()
    page.pane.clear_asked.emit()
    assert len(page.order()) == 2
    assert page.bar.search.text() == ""


def test_enter_opens_l_logs_and_p_prints(
    page: CaseloadPage, press: Press, qtbot: QtBot, people: dict[str, UUID]
) -> None:
    navigator = page.workplace.navigator
    for key, signal in (
        (Key.Key_Return, navigator.participant_wanted),
        (Key.Key_L, navigator.log_wanted),
        (Key.Key_P, navigator.summary_wanted),
    ):
        with qtbot.waitSignal(signal) as asked:
            press(key)
        assert asked.args == [people["Moss"]]


def test_rows_are_chosen_and_let_go(page: CaseloadPage, press: Press) -> None:
    press(Key.Key_X)
    assert page.selection_bar.isVisible()
    assert page.selection_bar.buttons["log"].isVisible()
    press(Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    assert len(page.pane.chosen()) == 2
    assert page.selection_bar.buttons["log"].isVisible()
    press(Key.Key_Escape)
    assert page.pane.chosen() == ()
    assert not page.selection_bar.isVisible()


def test_the_choice_outlasts_a_refresh(
    page: CaseloadPage, press: Press, qtbot: QtBot, enroll: Enroll, desk: Desk
) -> None:
    press(Key.Key_X)
    enroll("Cedar Makebelieve", case_manager=desk)
    page.workplace.bus.publish({Topic.PARTICIPANTS})
    qtbot.waitUntil(lambda: len(page.order()) == 3)
    assert [row.preferred_name for row in page.pane.chosen()] == ["Moss Example"]


def test_the_preview_tells_the_reason_and_the_latest_note(page: CaseloadPage, qtbot: QtBot) -> None:
    def said() -> str:
        return " | ".join(label.text() for label in page.preview.findChildren(QLabel))

    qtbot.waitUntil(lambda: "Call with Moss" in said())
    assert "19 days since reached, target 14" in said()


def test_space_puts_the_preview_away_and_back(page: CaseloadPage, press: Press) -> None:
    assert page.preview.isVisible()
    press(Key.Key_Space)
    assert not page.preview.isVisible()
    press(Key.Key_Space)
    assert page.preview.isVisible()


def test_a_narrow_page_keeps_its_room_for_the_list(page: CaseloadPage, qtbot: QtBot) -> None:
    page.resize(1040, 700)
    assert not page.preview.isVisible()
    qtbot.waitUntil(lambda: page.pane.table.width() > 800)


def test_order_turns_to_names(page: CaseloadPage, press: Press) -> None:
    press(Key.Key_O)
    assert [row.preferred_name for row in page.pane.model.rows] == ["Juniper Fable", "Moss Example"]


def test_a_filter_chip_is_taken_away(page: CaseloadPage, qtbot: QtBot) -> None:
    chips = page.bar.findChildren(RemovableChip)
    assert [chip.text() for chip in chips] == ["Stage: not closed", "Case manager: me"]
    qtbot.mouseClick(chips[1], Qt.MouseButton.LeftButton)
    assert page.heading().title == "Team"


def test_columns_can_be_hidden(page: CaseloadPage) -> None:
    page.bar.columns_changed.emit(frozenset({Col.PEER}))
    assert page.pane.table.isColumnHidden(Col.PEER)
    assert not page.pane.table.isColumnHidden(Col.MANAGER)


def test_an_empty_vault_says_so(qtbot: QtBot, workplace: Workplace) -> None:
    page = CaseloadPage(workplace)
    page.activate()
    qtbot.waitUntil(lambda: page.pane.loaded)
    assert page.order() == ()
    assert page.pane.empty_words() == "No participants yet"
    Shiboken.delete(page)


# Offscreen has no window manager for the menu's own window; it says so.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_f_narrows_by_stage(page: CaseloadPage, press: Press, qtbot: QtBot, enroll: Enroll) -> None:
    enroll("Hazel Specimen", status=ParticipantStatus.REFERRED)
    page.workplace.bus.publish({Topic.PARTICIPANTS})
    press(Key.Key_2)
    qtbot.waitUntil(lambda: len(page.order()) == 4)
    press(Key.Key_F)
    menus = page.bar.findChildren(QMenu)
    new = next(action for menu in menus for action in menu.actions() if action.text() == "New")
    new.trigger()
    for menu in menus:
        menu.close()
    assert [row.preferred_name for row in page.pane.model.rows] == ["Hazel Specimen"]

    def shown() -> list[str]:
        chips = page.bar.findChildren(RemovableChip)
        return [chip.text() for chip in chips if chip.isVisible()]

    qtbot.waitUntil(lambda: shown() == ["Stage: not closed", "Stage: New"])


def test_filters_are_saved_as_a_view_chosen_again_and_removed_with_undo(
    page: CaseloadPage, press: Press, qtbot: QtBot, people: dict[str, UUID]
) -> None:
    told: list[tuple[str, Callable[[], None]]] = []
    page.workplace.navigator.toast_wanted.connect(lambda words, undo: told.append((words, undo)))
    press(Key.Key_2)
    press(Key.Key_Slash)
    qtbot.keyClicks(QApplication.focusWidget(), "moss")
    press(Key.Key_Return)
    press(Key.Key_W)
    qtbot.keyClicks(QApplication.focusWidget(), "Moss alone")
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page.rail.saved) == 1)
    qtbot.waitUntil(page.pane.table.hasFocus)
    press(Key.Key_1)
    assert len(page.order()) == 2
    (button,) = page.rail.saved.values()
    assert button.accessibleName() == "Moss alone, 1"
    button.click()
    assert page.order() == (people["Moss"],)
    assert page.heading().title == "Moss alone"
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)  # a new button takes the focus once it has been laid out
    press(Key.Key_Delete)
    qtbot.waitUntil(lambda: page.rail.saved == {})
    assert told[-1][0] == "View removed: Moss alone"
    told[-1][1]()
    qtbot.waitUntil(lambda: len(page.rail.saved) == 1)


def test_columns_are_kept_for_the_worker(
    page: CaseloadPage, workplace: Workplace, qtbot: QtBot
) -> None:
    page.bar.columns_changed.emit(frozenset({Col.PEER, Col.LINKAGES}))
    desk = workplace.desk
    qtbot.waitUntil(lambda: kept.read_own(desk, "caseload.hidden_columns") is not None)
    other = CaseloadPage(workplace)
    other.refresh()
    qtbot.waitUntil(lambda: other.pane.loaded)
    assert other.pane.table.isColumnHidden(Col.PEER)
    assert not other.pane.table.isColumnHidden(Col.STAGE)
    Shiboken.delete(other)


def test_a_follow_up_is_written_for_all_chosen_people_and_undone(
    page: CaseloadPage, press: Press, qtbot: QtBot, desk: Desk, people: dict[str, UUID]
) -> None:
    told: list[tuple[str, Callable[[], None]]] = []
    page.workplace.navigator.toast_wanted.connect(lambda words, undo: told.append((words, undo)))
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Key.Key_U)
    qtbot.waitUntil(lambda: page.bulk.sheet is not None)
    qtbot.keyClicks(QApplication.focusWidget(), "Bring a coat")
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1][0] == "Follow-up saved for 2 participants"
    written = {line.participant_id for line in tasks.list_tasks(desk)}
    assert written == {people["Juniper"], people["Moss"]}
    told[-1][1]()
    qtbot.waitUntil(lambda: tasks.list_tasks(desk) == ())


def test_the_gauge_says_how_full_the_caseload_is(page: CaseloadPage) -> None:
    assert page.foot.gauge.accessibleDescription() == "2 people, weight 2: comfortable"


def test_chosen_people_are_passed_to_a_colleague(
    page: CaseloadPage, press: Press, qtbot: QtBot, desk: Desk
) -> None:
    told: list[object] = []
    page.workplace.navigator.toast_wanted.connect(lambda words, undo: told.append(words))
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.selection_bar.buttons["assign"].isVisible()
    press(Key.Key_A)
    qtbot.waitUntil(lambda: isinstance(page.bulk.sheet, TransferSheet))
    sheet = page.bulk.sheet
    assert isinstance(sheet, TransferSheet)
    qtbot.waitUntil(lambda: sheet.to.count() > 0)
    sheet.to.setCurrentIndex(sheet.to.findText("Ana Other", Qt.MatchFlag.MatchStartsWith))
    sheet.reason.setCurrentIndex(0)
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(told))
    mine = participants.list_caseload(desk, view=View.MINE)
    assert mine == []


def test_a_case_manager_plans_to_pass_the_whole_caseload_on_and_sees_the_plan(
    page: CaseloadPage, press: Press, qtbot: QtBot, desk: Desk
) -> None:
    press(Key.Key_2)  # the team's view is shown: only own people go
    press(Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: isinstance(page.bulk.sheet, TransferSheet))
    sheet = page.bulk.sheet
    assert isinstance(sheet, TransferSheet)
    qtbot.waitUntil(lambda: sheet.to.count() > 0)
    sheet.to.setCurrentIndex(sheet.to.findText("Ana Other", Qt.MatchFlag.MatchStartsWith))
    sheet.on.setDate(sheet.on.date().addDays(7))
    sheet.reason.setCurrentIndex(0)
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.bulk.sheet is None)
    (plan,) = transfers.list_planned(desk)
    assert plan.people == ("Juniper Fable", "Moss Example")
    page.refresh()
    qtbot.waitUntil(lambda: page.foot.planned.text() == "Nov 30: 2 people to Ana Other")
    qtbot.waitUntil(lambda: any("Ana Other" in card.accessibleName() for card in cards(page)))


def cards(page: CaseloadPage) -> list[NextCard]:
    return page.preview.findChildren(NextCard)


@pytest.mark.parametrize("role", [Role.PEER, Role.READ_ONLY])
def test_who_passes_nobody_on_is_not_offered_it(
    qtbot: QtBot, workplace: Workplace, people: dict[str, UUID], role: Role
) -> None:
    worker = replace(workplace.desk.worker, role=role)
    made = CaseloadPage(replace(workplace, desk=replace(workplace.desk, worker=worker)))
    made.show()
    made.activate()
    qtbot.waitUntil(lambda: made.pane.loaded)
    assert not made.foot.pass_on.isVisible()
    qtbot.keyClick(made.pane.table, Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert made.bulk.sheet is None
    Shiboken.delete(made)


def test_a_contact_is_logged_for_all_chosen_people(
    page: CaseloadPage, press: Press, qtbot: QtBot, people: dict[str, UUID]
) -> None:
    press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.selection_bar.buttons["log"].isVisible()
    with qtbot.waitSignal(page.workplace.navigator.log_several_wanted) as asked:
        press(Key.Key_L)
    assert asked.args is not None
    assert set(asked.args[0]) == {people["Juniper"], people["Moss"]}


def test_the_roster_of_the_chosen_people_is_one_key_away(
    page: CaseloadPage, press: Press, qtbot: QtBot, people: dict[str, UUID]
) -> None:
    press(Key.Key_X)
    with qtbot.waitSignal(page.workplace.navigator.forms_wanted) as asked:
        page.selection_bar.buttons["roster"].click()
    assert asked.args is not None
    (wish,) = asked.args
    assert (wish.kind, wish.people) == (FormKind.ROSTER, (page.order()[0],))


def test_chosen_people_are_put_on_a_list_and_taken_off_again(
    page: CaseloadPage, press: Press, qtbot: QtBot, desk: Desk, people: dict[str, UUID]
) -> None:
    told: list[tuple[str, Callable[[], None]]] = []
    page.workplace.navigator.toast_wanted.connect(lambda words, undo: told.append((words, undo)))

    def listed() -> set[UUID]:
        return set().union(*(v.wanted.picked for v in saved_views.list_saved_views(desk)))

    first, second = page.order()
    press(Key.Key_V)  # nobody is chosen: the current one
    qtbot.waitUntil(lambda: page.saved_views.sheet is not None)
    qtbot.keyClicks(QApplication.focusWidget(), "Thursday")
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page.rail.saved) == 1)
    assert told[-1][0] == "On the list: Thursday"
    assert listed() == {first}
    qtbot.waitUntil(page.pane.table.hasFocus)
    press(Key.Key_J)
    press(Key.Key_V)
    qtbot.waitUntil(lambda: page.saved_views.sheet is not None)
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert listed() == {first, second}
    told[-1][1]()
    qtbot.waitUntil(lambda: listed() == {first})
    told[0][1]()
    qtbot.waitUntil(lambda: page.rail.saved == {})
    line = SaveView(new_id(), "Both", list_of({first, second}))
    saved_views.save_view(desk, line)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.rail.saved) == 1)
    (button,) = page.rail.saved.values()
    button.click()
    assert set(page.order()) == {first, second}
    qtbot.waitUntil(page.pane.table.hasFocus)
    press(Key.Key_Delete)
    qtbot.waitUntil(lambda: len(told) == 3)
    qtbot.waitUntil(lambda: len(page.order()) == 1)
    told[-1][1]()
    qtbot.waitUntil(lambda: listed() == {first, second})
