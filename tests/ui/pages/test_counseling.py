"""Writing, reading and sharing a counseling-type note, and who is told that there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Role
from lead_desktop.services.contacts import counseling
from lead_desktop.services.contacts.counseling import WriteCounseling
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from tests.ui.waiting import catch_up
from ui.models.day_words import Calendar
from ui.pages.participant.counseling_sheet import CounselingSheet
from ui.pages.participant.timeline_tab import TimelineTab
from ui.pages.workplace import Workplace

Key, Mod = Qt.Key, Qt.KeyboardModifier
Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
WORDS = "Spoke about the winter of the orchard."


@pytest.fixture
def person(enroll: Enroll) -> UUID:
    return enroll("Juniper Fable")


@pytest.fixture
def opens(
    qtbot: QtBot, workplace: Workplace, stage: QWidget, person: UUID
) -> Callable[..., CounselingSheet]:
    """Open the sheet for somebody; its list is there."""

    def show(desk: Desk) -> CounselingSheet:
        sheet = CounselingSheet(replace(workplace, desk=desk), stage, person)
        sheet.open()
        qtbot.waitUntil(lambda: bool(texts(sheet)))
        return sheet

    return show


def texts(sheet: CounselingSheet) -> list[str]:
    return [label.text() for label in sheet.body.findChildren(QLabel) if label.isVisible()]


def written(desk: Desk, person: UUID) -> UUID:
    note_id = new_id()
    command = WriteCounseling(note_id, person, desk.clock.now(), WORDS)
    counseling.write_counseling(desk, command)
    return note_id


def test_a_note_is_written_signed_and_shared(
    qtbot: QtBot,
    desk: Desk,
    seat: Seat,
    person: UUID,
    opens: Callable[..., CounselingSheet],
) -> None:
    supervisor = seat(Role.SUPERVISOR, name="Ada Sampleton")
    sheet = opens(desk)
    sheet.write_button.click()
    qtbot.waitUntil(lambda: sheet.text is not None)
    assert sheet.text is not None
    qtbot.keyClicks(sheet.text, WORDS)
    qtbot.keyClick(sheet.text, Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: len(sheet.lines) == 1)
    (line,) = counseling.list_counseling(desk, person)
    assert counseling.list_counseling(supervisor, person) == ()
    sheet.lines[0].click()
    qtbot.waitUntil(lambda: WORDS in texts(sheet))
    box = sheet.readers
    assert box is not None
    box.setCurrentIndex(1)
    box.activated.emit(1)
    qtbot.waitUntil(lambda: counseling.list_counseling(supervisor, person) != ())
    assert counseling.read_counseling(supervisor, line.id).text == WORDS


def test_what_was_begun_is_there_again(
    qtbot: QtBot, desk: Desk, person: UUID, opens: Callable[..., CounselingSheet]
) -> None:
    sheet = opens(desk)
    sheet.write_button.click()
    qtbot.waitUntil(lambda: sheet.text is not None)
    assert sheet.text is not None
    qtbot.keyClicks(sheet.text, "Half a thou")
    qtbot.waitUntil(lambda: counseling.counseling_draft(desk, person) is not None)
    qtbot.keyClicks(sheet.text, "ght")
    qtbot.keyClick(sheet.text, Key.Key_Escape)  # closing keeps the last words at once
    again = opens(desk)
    again.write_button.click()
    qtbot.waitUntil(lambda: again.text is not None)
    assert again.text is not None
    assert again.text.toPlainText() == "Half a thought"
    assert counseling.list_counseling(desk, person) == ()


@pytest.fixture
def tab(qtbot: QtBot, workplace: Workplace) -> Iterator[Callable[[Desk, UUID], TimelineTab]]:
    made: list[TimelineTab] = []

    def show(desk: Desk, person: UUID) -> TimelineTab:
        tab = TimelineTab(replace(workplace, desk=desk))
        made.append(tab)
        tab.resize(900, 600)
        tab.show()
        tab.show_record(participants.read_record(desk, person), Calendar.of(desk.clock))
        return tab

    yield show
    for one in made:
        Shiboken.delete(one)


def test_only_those_who_may_read_one_are_told_that_there_is_one(
    qtbot: QtBot,
    workplace: Workplace,
    desk: Desk,
    seat: Seat,
    person: UUID,
    tab: Callable[[Desk, UUID], TimelineTab],
) -> None:
    supervisor, peer = seat(Role.SUPERVISOR, name="Ada"), seat(Role.PEER, name="Dre")
    note_id = written(desk, person)
    own = tab(desk, person).counseling_button
    qtbot.waitUntil(lambda: own.accessibleName() == "Counseling-type notes, 1")
    others, hers = tab(peer, person).counseling_button, tab(supervisor, person).counseling_button
    catch_up(qtbot, workplace.runner)
    counseling.grant_counseling(desk, note_id, supervisor.worker.id)
    granted = tab(supervisor, person).counseling_button
    qtbot.waitUntil(granted.isVisible)
    assert granted.text() == "1"
    assert not hers.isVisible()
    assert (others.isVisible(), others.text()) == (True, "")  # a peer may write one
    assert not tab(seat(Role.READ_ONLY, name="Ron"), person).counseling_button.isVisible()
    assert QApplication.activeModalWidget() is None
