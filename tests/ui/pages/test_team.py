"""The supervisor's page at the keyboard, over a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    EventKind,
    EventSource,
    FormKind,
    Role,
)
from lead_desktop.domain.worklist.oversight import Concern
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import transfers
from lead_desktop.store.tables import Event
from tests.ui.words import avoided_words
from ui.models.worklist import line_of
from ui.pages.life_sheets.transfer_sheet import TransferSheet
from ui.pages.team.page import TeamPage
from ui.pages.team.sheets import ReportSheet
from ui.pages.workplace import Workplace

Key, Mod = Qt.Key, Qt.KeyboardModifier
Press = Callable[..., None]


@pytest.fixture
def people(desk: Desk, seat: Callable[..., Desk], enroll: Callable[..., UUID]) -> dict[str, UUID]:
    seat(Role.PEER, name="Lou Testwell")
    made = {name: enroll(name, case_manager=desk) for name in ("Moss", "Juniper")}
    now = desk.clock.now()
    for name, days in (("Moss", 19), ("Juniper", 0)):
        at, met = now - timedelta(days=days), ContactOutcome.MET
        made_at = LogContact(new_id(), (made[name],), ContactMode.PHONE, met, at, sign=True)
        contacts.log_contact(desk, made_at)
    with desk.store.write() as session:
        session.add(
            Event(
                participant_id=made["Juniper"],
                worker_id=desk.worker.id,
                kind=EventKind.VICTIMIZATION,
                source=EventSource.SELF_REPORT,
                occurred_at=now - timedelta(days=2),
                created_at=now,
                updated_at=now,
            )
        )
    return made


@pytest.fixture
def page(
    qtbot: QtBot, workplace: Workplace, seat: Callable[..., Desk], people: dict[str, UUID]
) -> Iterator[TeamPage]:
    supervisor = seat(Role.SUPERVISOR, name="Priya Demoson")
    made = TeamPage(replace(workplace, desk=supervisor))
    made.resize(1180, 780)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.activate()
    qtbot.waitUntil(lambda: made.loaded)
    yield made
    Shiboken.delete(made)


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    def key(which: Qt.Key, held: Mod = Mod.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget(), which, held)

    return key


def concerns(page: TeamPage) -> list[tuple[Concern, str]]:
    return [(line.concern, line.name) for line in page._seen.lines]


def test_exceptions_are_walked_and_open_the_record(
    page: TeamPage, press: Press, qtbot: QtBot, people: dict[str, UUID]
) -> None:
    assert concerns(page) == [
        (Concern.SILENT, "Moss"),
        (Concern.CRITICAL, "Juniper"),
        (Concern.SUPERVISION, "Lou Testwell"),
    ]
    assert page.heading().subtitle == "3 exceptions"
    for name in ("Moss", "Juniper"):
        with qtbot.waitSignal(page.workplace.navigator.participant_wanted) as caught:
            press(Key.Key_Return)
        assert caught.args == [people[name]]
        press(Key.Key_J)
    said = [line.words for entry in page.model.rows if (line := line_of(entry))]
    assert [avoided_words(words) for words in said if avoided_words(words)] == []


def test_r_keeps_the_date_of_a_report_and_undo_brings_it_back(
    page: TeamPage, press: Press, qtbot: QtBot
) -> None:
    told: list[Callable[[], None]] = []
    page.workplace.navigator.toast_wanted.connect(lambda _, undo: told.append(undo))
    press(Key.Key_R)
    assert page.sheet is None  # somebody silent is nothing to report
    press(Key.Key_J)
    press(Key.Key_R)
    sheet = page.sheet
    assert isinstance(sheet, ReportSheet)
    press(Key.Key_Right)
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: sheet.fields["words"].problem() is not None)
    sheet.answer.choose("reported")
    sheet.words.setFocus()
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: (Concern.CRITICAL, "Juniper") not in concerns(page))
    told[-1]()
    qtbot.waitUntil(lambda: (Concern.CRITICAL, "Juniper") in concerns(page))


def test_n_writes_a_session_down(page: TeamPage, press: Press, qtbot: QtBot) -> None:
    assert page.standings.rows[0].worker == "Lou Testwell"
    press(Key.Key_N)
    qtbot.keyClicks(QApplication.focusWidget(), "an hour")
    press(Key.Key_Return, Mod.ControlModifier)
    assert page.sheet is not None
    assert page.sheet.fields["minutes"].problem() == "Minutes in figures, such as 60."
    qtbot.keyClicks(QApplication.focusWidget(), "")
    press(Key.Key_A, Mod.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "240")
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: (Concern.SUPERVISION, "Lou Testwell") not in concerns(page))
    index = page.standings.index(0, 0)
    assert index.data() == "Lou Testwell, Last Nov 23 · 4 of 4 h this month"


def test_caseloads_say_how_full_they_are(page: TeamPage) -> None:
    assert page.loads.index(0, 0).data() == "Tomas Sampleton, 2 people, weight 2: comfortable"


def test_a_whole_caseload_is_passed_on_and_the_plan_cancelled(
    qtbot: QtBot, page: TeamPage, desk: Desk, seat: Callable[..., Desk]
) -> None:
    seat(Role.CASE_MANAGER, name="Ada Sampleton")
    rows = [load.worker_id for load in page._seen.loads]
    page.load_view.go_to(page.loads.index(rows.index(desk.worker.id), 0))
    page.view.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_P)
    qtbot.waitUntil(lambda: isinstance(page.sheet, TransferSheet))
    sheet = page.sheet
    assert isinstance(sheet, TransferSheet)
    qtbot.waitUntil(lambda: sheet.to.count() > 0)
    names = [sheet.to.itemText(place).split(" · ")[0] for place in range(sheet.to.count())]
    sheet.to.setCurrentIndex(names.index("Ada Sampleton"))
    sheet.on.setDate(sheet.on.date().addDays(7))
    sheet.reason.setCurrentIndex(0)
    sheet.submit()
    qtbot.waitUntil(lambda: page.sheet is None)
    page.refresh()
    qtbot.waitUntil(lambda: page.planned.isVisible())
    (planned,) = transfers.list_planned(page.workplace.desk)
    assert (len(planned.people), planned.to_worker) == (2, "Ada Sampleton")
    page.planned.cancels[0].click()
    qtbot.waitUntil(lambda: transfers.list_planned(page.workplace.desk) == ())


def test_what_is_missing_is_printed_for_everybody_or_for_one(
    page: TeamPage, press: Press, qtbot: QtBot, desk: Desk
) -> None:
    with qtbot.waitSignal(page.workplace.navigator.forms_wanted) as caught:
        press(Key.Key_O)
    (wish,) = caught.args
    assert (wish.kind, wish.worker_id, wish.words) == (FormKind.ONE_TO_ONE, None, "")
    page.load_view.setFocus()
    with qtbot.waitSignal(page.workplace.navigator.forms_wanted) as caught:
        press(Key.Key_O)
    (wish,) = caught.args
    assert (wish.worker_id, wish.words) == (desk.worker.id, "Tomas Sampleton")
