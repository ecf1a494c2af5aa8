"""The plan tab at the keyboard, over a real store."""

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
    ContactMode,
    ContactOutcome,
    NeedStatus,
    ServiceCategory,
)
from lead_desktop.domain.plan.assessment import Answers
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people.participants import read_record
from lead_desktop.services.plan import assessments, plan
from lead_desktop.services.plan.assessments import TakeAssessment
from lead_desktop.services.plan.plan import SetGoal, SetNeed, SetStep
from ui.kit.card import SectionHeader
from ui.kit.checks import CheckBox
from ui.pages.participant.page import ParticipantPage
from ui.pages.participant.plan.answers import AnswersCard
from ui.pages.participant.plan.assessment_sheet import AssessmentSheet
from ui.pages.participant.plan.goals import GoalCard
from ui.pages.participant.plan.sheets import GoalSheet, NeedSheet, StepSheet
from ui.pages.participant.plan_tab import PlanTab
from ui.pages.participant.tab_table import TabName
from ui.pages.workplace import Workplace

C = ServiceCategory
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TODAY = date(2026, 11, 23)
Press = Callable[..., None]


@pytest.fixture
def juniper(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    person = enroll("Juniper Fable", case_manager=desk)
    goal = SetGoal(new_id(), person, "My own door.")
    plan.set_goal(desk, goal)
    plan.set_step(desk, SetStep(new_id(), goal.id, "Find the birth certificate"))
    for category in (C.HOUSING, C.LEGAL):
        plan.set_need(desk, SetNeed(new_id(), person, category))
    return person


@pytest.fixture
def tab(qtbot: QtBot, workplace: Workplace, juniper: UUID) -> Iterator[PlanTab]:
    page = ParticipantPage(workplace)
    page.resize(1220, 900)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.show_participant(juniper, ())
    page.activate()
    page.show_tab(TabName.PLAN)
    made = page.findChild(PlanTab)
    assert isinstance(made, PlanTab)
    qtbot.waitUntil(lambda: made.list is not None)
    made.take_focus()
    yield made
    Shiboken.delete(page)


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    def key(which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget(), which, held)

    return key


def test_a_step_is_checked_off_and_undone(
    tab: PlanTab, press: Press, qtbot: QtBot, desk: Desk, juniper: UUID
) -> None:
    box = tab.findChild(CheckBox)
    assert isinstance(box, CheckBox)
    box.setFocus()
    with qtbot.waitSignal(tab._workplace.navigator.toast_wanted) as said:
        press(Key.Key_Space)
    (goal,) = read_record(desk, juniper).goals
    assert (goal.small[0].done, goal.small[0].done_on) == (True, TODAY)

    def heads() -> list[str]:
        found = [card.findChild(SectionHeader) for card in tab.findChildren(GoalCard)]
        return [head.accessibleName() for head in found if isinstance(head, SectionHeader)]

    qtbot.waitUntil(lambda: "Working toward · 1 of 1 steps" in heads())
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), CheckBox))
    said.args[1]()
    qtbot.waitUntil(lambda: not read_record(desk, juniper).goals[0].small[0].done)


def test_a_step_names_the_contact_that_shows_it(
    tab: PlanTab, qtbot: QtBot, desk: Desk, juniper: UUID
) -> None:
    at = desk.clock.now() - timedelta(days=2)
    met = new_id()
    contacts.log_contact(
        desk, LogContact(met, (juniper,), ContactMode.PHONE, ContactOutcome.MET, at)
    )
    tab.findChildren(GoalCard)[0].step_asked.emit(read_record(desk, juniper).goals[0].small[0])
    qtbot.waitUntil(lambda: tab.window().findChild(StepSheet) is not None)
    sheet = tab.window().findChild(StepSheet)
    assert isinstance(sheet, StepSheet)
    sheet.done.setChecked(True)
    sheet.contact.setCurrentIndex(1)
    with qtbot.waitSignal(tab._workplace.navigator.toast_wanted):
        sheet.submit()
    step = read_record(desk, juniper).goals[0].small[0]
    assert (step.contact_id, step.evidence) == (met, at)


def test_needs_move_in_their_order_by_keys(
    tab: PlanTab, press: Press, qtbot: QtBot, desk: Desk, juniper: UUID
) -> None:
    assert tab.list is not None
    tab.list.setFocus()
    with qtbot.waitSignal(tab._workplace.navigator.toast_wanted):
        press(Key.Key_Down, SHIFT)
    needs = [line.category for line in read_record(desk, juniper).needs]
    assert needs == [C.LEGAL, C.HOUSING]


def test_not_now_is_kept(
    tab: PlanTab, press: Press, qtbot: QtBot, desk: Desk, juniper: UUID
) -> None:
    assert tab.list is not None
    tab.list.setFocus()
    press(Key.Key_Return)
    sheet = tab.window().findChild(NeedSheet)
    assert isinstance(sheet, NeedSheet)
    sheet.status.choose(NeedStatus.NOT_NOW.value)
    with qtbot.waitSignal(tab._workplace.navigator.toast_wanted) as said:
        press(Key.Key_Return, CTRL)
    assert said.args[0] == "Housing: Not now"
    assert read_record(desk, juniper).needs[0].status is NeedStatus.NOT_NOW


def test_a_writes_a_goal_in_their_words(
    tab: PlanTab, press: Press, qtbot: QtBot, desk: Desk, juniper: UUID
) -> None:
    press(Key.Key_A)
    sheet = tab.window().findChild(GoalSheet)
    assert isinstance(sheet, GoalSheet)
    press(Key.Key_Return, CTRL)
    assert sheet.fields["words"].problem() is not None
    qtbot.keyClicks(sheet.words, "Work with dogs")
    with qtbot.waitSignal(tab._workplace.navigator.toast_wanted):
        press(Key.Key_Return, CTRL)
    assert [goal.words for goal in read_record(desk, juniper).goals] == [
        "My own door.", "Work with dogs",
    ]  # fmt: skip


def test_questions_are_answered_by_digits_and_told_apart(
    tab: PlanTab, press: Press, qtbot: QtBot, desk: Desk, juniper: UUID
) -> None:
    first = Answers(TODAY - timedelta(days=60), {"place_to_stay": 3})
    assessments.take_assessment(desk, TakeAssessment(new_id(), juniper, "NEEDS", first))
    press(Key.Key_Q)
    sheet = tab.window().findChild(AssessmentSheet)
    assert isinstance(sheet, AssessmentSheet)
    sheet.rows[0].choices.setFocus()
    for digit in (Key.Key_1, Key.Key_0):
        press(digit)
    with qtbot.waitSignal(tab._workplace.navigator.toast_wanted):
        press(Key.Key_Return, CTRL)
    _, taken = assessments.list_assessments(desk, juniper)
    assert taken.answers == Answers(TODAY, {"place_to_stay": 0}, frozenset({"food"}))

    def says_it() -> bool:
        rows = [
            w.accessibleName()
            for card in tab.findChildren(AnswersCard)
            for w in card.children()
            if hasattr(w, "accessibleName")
        ]
        return {
            "A safe place to sleep: Need help soon → Going well, better",
            "Enough to eat: Rather not say, not known",
            "ID and papers: Not asked, not known",
        } <= set(rows)

    qtbot.waitUntil(says_it)
