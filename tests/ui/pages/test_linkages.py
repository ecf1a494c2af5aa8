"""The linkages page at the keyboard, over a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    LinkageMethod,
    LinkageStatus,
    Role,
    ServiceCategory,
    VerifiedBy,
)
from lead_desktop.domain.directory.directory import LocalKnowledge
from lead_desktop.domain.plan.linkage import Column, Move
from lead_desktop.services.desk import Desk
from lead_desktop.services.directory import directory
from lead_desktop.services.importing.imports import import_directory
from lead_desktop.services.plan import handoffs, linkages
from lead_desktop.services.plan.linkages import AddLinkage
from ui.pages.facts import FactRow
from ui.pages.linkage_sheets.handoff_sheet import HandoffSheet
from ui.pages.linkage_sheets.move_sheet import MoveSheet
from ui.pages.linkage_sheets.new_linkage_sheet import NewLinkageSheet
from ui.pages.linkages.page import LinkagesPage
from ui.pages.linkages.sheet import LinkageSheet
from ui.pages.workplace import Workplace

Key = Qt.Key
S = LinkageStatus
TODAY = date(2026, 11, 23)
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Press = Callable[..., None]


@pytest.fixture
def juniper(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


@pytest.fixture
def bed(desk: Desk, juniper: UUID) -> UUID:
    made = AddLinkage(new_id(), juniper, ServiceCategory.HOUSING, title="Shelter bed")
    added = linkages.add_linkage(desk, made).line.id
    linkages.move_linkage(desk, added, Move(S.SENT, TODAY, method=LinkageMethod.SELF_REFERRED))
    return added


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, bed: UUID) -> Iterator[LinkagesPage]:
    made = shown(qtbot, workplace)
    yield made
    Shiboken.delete(made)


def shown(qtbot: QtBot, workplace: Workplace) -> LinkagesPage:
    made = LinkagesPage(workplace)
    made.resize(1220, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.activate()
    qtbot.waitUntil(lambda: made.current() is not None)
    return made


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    def key(which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget(), which, held)

    return key


def standing(desk: Desk, linkage_id: UUID) -> S:
    (line,) = [one for one in linkages.list_linkages(desk) if one.id == linkage_id]
    return line.status


def test_a_card_moves_to_connected_with_only_what_that_asks(
    page: LinkagesPage, press: Press, qtbot: QtBot, desk: Desk, bed: UUID
) -> None:
    assert page.board.columns[Column.REFERRED].list.hasFocus()
    linkages.move_linkage(desk, bed, Move(S.ACCEPTED, TODAY))
    page.refresh()
    qtbot.waitUntil(lambda: page.current() is not None and page.current().status is S.ACCEPTED)
    page.board.moved.emit(page.current(), Column.CONNECTED)
    sheet = page.findChild(MoveSheet)
    assert isinstance(sheet, MoveSheet)
    asked = {name for name, field in sheet.fields.items() if field.isVisible()}
    assert asked == {"on", "verified_by", "words"}
    press(Key.Key_Return, CTRL)
    assert sheet.fields["verified_by"].problem() == "Say who confirmed it."
    sheet.verified_by.setCurrentIndex(list(VerifiedBy).index(VerifiedBy.PROVIDER_CONFIRMED))
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted) as told:
        press(Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.board.columns[Column.CONNECTED].current() is not None)
    assert standing(desk, bed) is S.STARTED
    words, undo = told.args
    assert words == "Shelter bed: First visit attended"
    undo()
    qtbot.waitUntil(lambda: page.board.columns[Column.REFERRED].current() is not None)
    assert standing(desk, bed) is S.ACCEPTED


def test_a_move_is_told_although_its_sheet_was_closed_while_it_was_saving(
    page: LinkagesPage, press: Press, qtbot: QtBot, desk: Desk, bed: UUID
) -> None:
    """Esc at once after Ctrl+Enter ended in an error of the program: the sheet was gone."""
    linkages.move_linkage(desk, bed, Move(S.ACCEPTED, TODAY))
    page.refresh()
    qtbot.waitUntil(lambda: page.current() is not None and page.current().status is S.ACCEPTED)
    page.board.moved.emit(page.current(), Column.CONNECTED)
    sheet = page.findChild(MoveSheet)
    assert isinstance(sheet, MoveSheet)
    sheet.verified_by.setCurrentIndex(list(VerifiedBy).index(VerifiedBy.PROVIDER_CONFIRMED))
    written, gone = Event(), QSignalSpy(sheet.destroyed)
    page.workplace.runner.run(lambda: written.wait(5), lambda _: None, owner=page)
    press(Key.Key_Return, CTRL)
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: gone.count() == 1)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted) as told:
        written.set()
    assert told.args[0] == "Shelter bed: First visit attended"
    assert standing(desk, bed) is S.STARTED


def test_shift_and_an_arrow_put_the_card_into_the_next_column(
    page: LinkagesPage, press: Press
) -> None:
    press(Key.Key_Right, SHIFT)
    sheet = page.findChild(MoveSheet)
    assert isinstance(sheet, MoveSheet)
    assert sheet.fields["appointment"].isVisible()
    assert not sheet.fields["to"].isVisible()
    press(Key.Key_Escape)
    assert page.board.columns[Column.REFERRED].list.hasFocus()


def test_a_card_is_dragged_into_a_column(
    page: LinkagesPage, qtbot: QtBot, desk: Desk, bed: UUID
) -> None:
    linkages.move_linkage(desk, bed, Move(S.STARTED, TODAY, verified_by=VerifiedBy.STAFF_PRESENT))
    page.refresh()
    source = page.board.columns[Column.CONNECTED].list
    qtbot.waitUntil(lambda: source.model().rowCount() == 1)
    start = source.visualRect(source.model().index(0, 0)).center()
    engaged = page.board.columns[Column.ENGAGED]
    end = source.viewport().mapFromGlobal(engaged.mapToGlobal(QPoint(60, 200)))
    port = source.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for share in (3, 2, 1):
        qtbot.mouseMove(port, start + (end - start) / share)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    assert standing(desk, bed) is S.ONGOING


def test_v_shows_the_same_as_a_table(page: LinkagesPage, press: Press) -> None:
    press(Key.Key_V)
    assert page.table.isVisible()
    assert page.table.hasFocus()
    assert page.current() is not None
    assert page.model.index(0, 1).data() == "Juniper Fable"
    press(Key.Key_V)
    assert page.board.isVisible()


def test_the_table_moves_its_row_by_the_same_keys(
    qtbot: QtBot, page: LinkagesPage, press: Press, desk: Desk, bed: UUID
) -> None:
    press(Key.Key_V)
    assert page.table.hasFocus()
    press(Key.Key_Right, SHIFT)
    sheet = page.findChild(MoveSheet)
    assert isinstance(sheet, MoveSheet)
    assert not sheet.fields["appointment"].isHidden()  # a visit is what this move needs
    assert sheet.fields["reason"].isHidden()
    press(Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: standing(desk, bed) is S.SCHEDULED)


def test_enter_opens_everything_about_it(
    page: LinkagesPage, press: Press, qtbot: QtBot, juniper: UUID
) -> None:
    press(Key.Key_Return)
    sheet = page.findChild(LinkageSheet)
    assert isinstance(sheet, LinkageSheet)
    qtbot.waitUntil(lambda: "Referred" in sheet.detail.ladder.accessibleName())
    with qtbot.waitSignal(page.workplace.navigator.participant_wanted) as asked:
        press(Key.Key_P)
    assert asked.args == [juniper]


def test_w_keeps_a_warm_hand_off_with_its_times(
    page: LinkagesPage, press: Press, qtbot: QtBot, desk: Desk, bed: UUID
) -> None:
    press(Key.Key_W)
    sheet = page.findChild(HandoffSheet)
    assert isinstance(sheet, HandoffSheet)
    sheet.arrived.setChecked(True)
    sheet.received_by.setText("Intake nurse")
    sheet.ride.setChecked(True)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted) as told:
        press(Key.Key_Return, CTRL)
    (kept,) = handoffs.list_handoffs(desk, bed)
    assert (kept.minutes, kept.received_by, kept.ride_given) == (0, "Intake nurse", True)
    assert standing(desk, bed) is S.SENT
    told.args[1]()
    qtbot.waitUntil(lambda: handoffs.list_handoffs(desk, bed) == [])


def test_n_begins_a_linkage_of_somebody_named(
    page: LinkagesPage, press: Press, qtbot: QtBot, desk: Desk, juniper: UUID
) -> None:
    press(Key.Key_N)
    sheet = page.findChild(NewLinkageSheet)
    assert isinstance(sheet, NewLinkageSheet)
    assert sheet.person is not None
    person = sheet.person
    press(Key.Key_Return, CTRL)
    assert sheet.fields["participant_id"].problem() == "Say for whom."
    qtbot.waitUntil(lambda: bool(person._rows))
    qtbot.keyClicks(person.search, "jun")
    qtbot.keyClick(person.search, Key.Key_Return)
    sheet.category.setCurrentIndex(list(ServiceCategory).index(ServiceCategory.LEGAL))
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        sheet.submit()
    needs = [line.need for line in linkages.list_linkages(desk, participant_id=juniper)]
    assert needs == [ServiceCategory.HOUSING, ServiceCategory.LEGAL]


def test_finding_narrows_and_nothing_found_says_so(
    page: LinkagesPage, press: Press, qtbot: QtBot
) -> None:
    press(Key.Key_Slash)
    qtbot.keyClicks(page.row.search, "dentist")
    assert page.empty.isVisible()
    assert page.current() is None
    qtbot.keyClick(page.row.search, Key.Key_Escape)
    assert page.board.isVisible()


def test_a_reader_sees_everybody_and_moves_nothing(
    qtbot: QtBot, workplace: Workplace, seat: Callable[..., Desk], bed: UUID, press: Press
) -> None:
    reader = seat(Role.READ_ONLY, name="Ray Reader")
    page = shown(qtbot, replace(workplace, desk=reader))
    press(Key.Key_Right, SHIFT)
    press(Key.Key_M)
    assert page.findChild(MoveSheet) is None
    assert page.top_bar_widgets() == ()
    Shiboken.delete(page)


@pytest.fixture
def clinic(seat: Callable[..., Desk], tmp_path: Path, desk: Desk) -> UUID:
    """A service of the directory about which something is known."""
    path = tmp_path / "partner.csv"
    sheet = "Agency,Service,Type,Phone\nSample Clinic,Methadone,Substance use,410-555-0143\n"
    path.write_text(sheet, encoding="utf-8")
    boss = seat(Role.CASE_MANAGER, name="Ada Specimen", administrator=True)
    import_directory(boss, path)
    [line] = directory.list_services(desk)
    known = LocalKnowledge(documents="Photo ID", handoff_name="Quincy at intake")
    directory.save_knowledge(desk, line.id, known)
    return line.id


def test_the_number_and_what_to_bring_stand_beside_a_linkage_and_a_call_is_noted(
    qtbot: QtBot, workplace: Workplace, desk: Desk, juniper: UUID, clinic: UUID, press: Press
) -> None:
    made = AddLinkage(new_id(), juniper, ServiceCategory.SUD_TREATMENT, service_id=clinic)
    linkages.add_linkage(desk, made)
    page = shown(qtbot, workplace)
    press(Key.Key_Return)
    sheet = page.findChild(LinkageSheet)
    assert isinstance(sheet, LinkageSheet)
    provider = sheet.detail.provider
    qtbot.waitUntil(provider.isVisible)
    said = [row.accessibleName() for row in provider.findChildren(FactRow)]
    assert said[0].startswith("Call: 410-555-0143")
    assert said[1:] == ["Ask for: Quincy at intake", "Bring: Photo ID"]
    undo: list[Callable[[], None]] = []
    workplace.navigator.toast_wanted.connect(lambda _, back: undo.append(back))
    for times in (1, 2, 3):
        press(Key.Key_A)
        qtbot.waitUntil(lambda so_far=times: unanswered(desk, clinic) == so_far)

    def doubted() -> bool:
        rows = [row.accessibleName() for row in provider.findChildren(FactRow)]
        return any("3 calls not answered" in words for words in rows)

    qtbot.waitUntil(doubted)
    assert standing(desk, made.id) is S.IDENTIFIED  # a call moves nothing
    undo[-1]()
    qtbot.waitUntil(lambda: unanswered(desk, clinic) == 2)
    Shiboken.delete(page)


def unanswered(desk: Desk, service: UUID) -> int:
    return directory.read_service(desk, service).unanswered
