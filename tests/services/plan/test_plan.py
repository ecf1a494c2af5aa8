"""Needs, goals and assessments over a real store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from lead_desktop.base.errors import InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    GoalStatus,
    NeedStatus,
    ServiceCategory,
)
from lead_desktop.domain.plan.assessment import Answers
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people.participants import read_record
from lead_desktop.services.plan import assessments, linkages, plan
from lead_desktop.services.plan.assessments import TakeAssessment
from lead_desktop.services.plan.linkages import AddLinkage
from lead_desktop.services.plan.plan import SetGoal, SetNeed, SetStep
from lead_desktop.store.tables import Goal, Need

C = ServiceCategory
TODAY = date(2026, 11, 23)


@pytest.fixture
def person(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def need(desk: Desk, person: UUID, category: ServiceCategory) -> UUID:
    made = new_id()
    plan.set_need(desk, SetNeed(made, person, category))
    return made


def test_needs_stand_in_the_persons_own_order(desk: Desk, person: UUID) -> None:
    housing, papers, food = (need(desk, person, c) for c in (C.HOUSING, C.ID_DOCUMENTS, C.OTHER))
    plan.order_needs(desk, person, (food, housing))
    assert [line.id for line in read_record(desk, person).needs] == [food, housing, papers]
    with pytest.raises(NotFound):
        plan.order_needs(desk, person, (new_id(),))


def test_not_now_is_kept_as_an_answer(desk: Desk, person: UUID) -> None:
    housing = need(desk, person, C.HOUSING)
    plan.set_need(desk, SetNeed(housing, person, C.HOUSING, NeedStatus.NOT_NOW, " Later. "))
    (line,) = read_record(desk, person).needs
    assert (line.status, line.words) == (NeedStatus.NOT_NOW, "Later.")


def test_a_goal_with_small_steps_and_the_contact_that_shows_one(desk: Desk, person: UUID) -> None:
    goal, step, other = new_id(), new_id(), new_id()
    plan.set_goal(desk, SetGoal(goal, person, "My own door with my own key."))
    plan.set_step(desk, SetStep(step, goal, "Find the birth certificate"))
    plan.set_step(desk, SetStep(other, goal, "Call Example House"))
    met = new_id()
    at = desk.clock.now() - timedelta(days=2)
    contacts.log_contact(
        desk, LogContact(met, (person,), ContactMode.PHONE, ContactOutcome.MET, at)
    )
    plan.set_step(
        desk, SetStep(step, goal, "Find the birth certificate", done=True, contact_id=met)
    )
    (line,) = read_record(desk, person).goals
    assert line.steps == (("Find the birth certificate", True), ("Call Example House", False))
    assert (line.small[0].done_on, line.small[0].evidence) == (TODAY, at)
    plan.remove_step(desk, other)
    assert len(read_record(desk, person).goals[0].small) == 1
    plan.remove_step(desk, other, back=True)
    assert [one.id for one in read_record(desk, person).goals[0].small] == [step, other]


def test_a_step_is_not_shown_by_somebody_elses_contact(
    desk: Desk, person: UUID, enroll: Callable[..., UUID]
) -> None:
    goal, met = new_id(), new_id()
    plan.set_goal(desk, SetGoal(goal, person, "Work"))
    moss = enroll("Moss Example")
    at = desk.clock.now()
    contacts.log_contact(desk, LogContact(met, (moss,), ContactMode.PHONE, ContactOutcome.MET, at))
    with pytest.raises(InvalidInput):
        plan.set_step(desk, SetStep(new_id(), goal, "Apply", done=True, contact_id=met))


def test_a_goal_changes_and_is_never_without_words(desk: Desk, person: UUID) -> None:
    goal = new_id()
    plan.set_goal(desk, SetGoal(goal, person, "Work"))
    plan.set_goal(desk, SetGoal(goal, person, "Work with dogs", GoalStatus.ON_HOLD, C.OTHER))
    with pytest.raises(InvalidInput):
        plan.set_goal(desk, SetGoal(goal, person, "  "))
    (line,) = read_record(desk, person).goals
    assert (line.words, line.status, line.category) == (
        "Work with dogs",
        GoalStatus.ON_HOLD,
        C.OTHER,
    )


def test_assessments_are_kept_listed_and_taken_back(desk: Desk, person: UUID) -> None:
    first, second = new_id(), new_id()
    earlier = Answers(TODAY - timedelta(days=60), {"food": 3}, frozenset({"use"}))
    assessments.take_assessment(desk, TakeAssessment(first, person, "NEEDS", earlier))
    now = Answers(TODAY, {"food": 1})
    assessments.take_assessment(desk, TakeAssessment(second, person, "NEEDS", now))
    assessments.take_assessment(desk, TakeAssessment(second, person, "NEEDS", now))
    assert [one.answers for one in assessments.list_assessments(desk, person)] == [earlier, now]
    assessments.remove_assessment(desk, second)
    assert [one.id for one in assessments.list_assessments(desk, person)] == [first]
    assessments.remove_assessment(desk, second, back=True)
    assert len(assessments.list_assessments(desk, person)) == 2
    with pytest.raises(InvalidInput):
        assessments.take_assessment(desk, TakeAssessment(new_id(), person, "MOOD", now))


def test_a_need_and_a_goal_just_begun_are_taken_back_and_nothing_that_was_worked_on(
    desk: Desk, enroll: Callable[..., UUID]
) -> None:
    person, need, goal = enroll("Juniper Fable", case_manager=desk), new_id(), new_id()

    def kept() -> tuple[int, int]:
        with desk.store.read() as connection:
            needs = connection.scalar(select(func.count()).select_from(Need))
            goals = connection.scalar(select(func.count()).select_from(Goal))
        return needs or 0, goals or 0

    def begin() -> None:
        plan.set_need(desk, SetNeed(need, person, ServiceCategory.HOUSING))
        plan.set_goal(desk, SetGoal(goal, person, "A door of my own"))

    begin()
    plan.take_back_need(desk, need)
    plan.take_back_goal(desk, goal)
    assert kept() == (0, 0)
    begin()
    plan.set_step(desk, SetStep(new_id(), goal, "Call the landlord"))
    linkages.add_linkage(desk, AddLinkage(new_id(), person, ServiceCategory.HOUSING))
    with pytest.raises(Refused):
        plan.take_back_need(desk, need)
    with pytest.raises(Refused):
        plan.take_back_goal(desk, goal)
    assert kept() == (1, 1)
