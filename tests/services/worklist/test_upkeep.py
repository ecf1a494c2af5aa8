"""What runs out or grows old is asked for in words until it was done, at the program's times."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import InvalidInput
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    CloseReason,
    ContactMode,
    ContactOutcome,
    EventKind,
    MedicationKind,
    ParticipantStatus,
    Role,
    Supply,
    TaskKind,
)
from lead_desktop.domain.people.status import StatusMove
from lead_desktop.domain.worklist.oversight import Concern
from lead_desktop.domain.worklist.upkeep import months_after
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import medications, statuses
from lead_desktop.services.people.medications import AddMedication
from lead_desktop.services.people.statuses import SetStatus
from lead_desktop.services.plan import plan, plan_reviews
from lead_desktop.services.plan.plan import SetGoal
from lead_desktop.services.worklist import oversight, program_timelines, worklist
from tests.services.people.test_statuses import happen
from tests.services.worklist.working import Enroll, Seat, reach

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
K = TaskKind


def later(desk: Desk, days: int) -> Desk:
    return replace(desk, clock=FixedClock(instant=desk.clock.now() + timedelta(days=days)))


def asked(desk: Desk, kind: TaskKind) -> list[str]:
    return [item.why for item in worklist.list_work(desk).items if item.kind is kind]


def took(desk: Desk, person: UUID, left: int, **facts: object) -> UUID:
    usual: dict[str, object] = {"kind": MedicationKind.BUPRENORPHINE, **facts}
    on = desk.clock.today() + left * DAY
    wish = AddMedication(new_id(), person, runs_out_on=on, **usual)  # type: ignore[arg-type]  # a test's shorthand
    medications.add_medication(desk, wish)
    return wish.id


def give_kit(desk: Desk, person: UUID) -> None:
    kit = ((Supply.NALOXONE_KIT, 1),)
    mode, met = ContactMode.IN_PERSON, ContactOutcome.MET
    at = desk.clock.now()
    made = LogContact(new_id(), (person,), mode, met, at, supplies=kit, sign=True)
    contacts.log_contact(desk, made)


@pytest.fixture
def moss(desk: Desk, enroll: Enroll) -> UUID:
    person = enroll("Moss Example", case_manager=desk)
    reach(desk, person)
    return person


@pytest.mark.parametrize(
    ("left", "why"),
    [
        (8, None),
        (7, "Buprenorphine runs out in 7 days: is the refill arranged?"),
        (1, "Buprenorphine runs out tomorrow: is the refill arranged?"),
        (0, "Buprenorphine runs out today: is the refill arranged?"),
        (-3, "Buprenorphine ran out 3 days ago: refilled?"),
    ],
)
def test_medication_is_asked_about_before_it_runs_out(
    desk: Desk, moss: UUID, left: int, why: str | None
) -> None:
    took(desk, moss, left)
    assert asked(desk, K.MEDICATION) == ([why] if why else [])
    assert asked(later(desk, 40), K.MEDICATION) == []


def test_a_refill_ends_the_question_and_undo_brings_it_back(desk: Desk, moss: UUID) -> None:
    first = took(desk, moss, 2, words="Strips, Fable pharmacy")
    assert asked(desk, K.MEDICATION)[0].startswith("Strips, Fable pharmacy runs out in 2 days")
    second = took(desk, moss, 32, refill_of=first)
    assert asked(desk, K.MEDICATION) == []
    medications.remove_medication(desk, second)
    assert len(asked(desk, K.MEDICATION)) == 1
    medications.end_medication(desk, first)
    assert asked(desk, K.MEDICATION) == []
    assert medications.read_harm_reduction(desk, moss).medications == ()
    medications.reopen_medication(desk, first)
    assert len(asked(desk, K.MEDICATION)) == 1


def test_medication_without_a_name_or_a_likely_day_is_refused(desk: Desk, moss: UUID) -> None:
    for facts, field in (
        ({"kind": MedicationKind.OTHER, "left": 5}, "words"),
        ({"words": "x" * 121, "left": 5}, "words"),
        ({"left": 800}, "runs_out_on"),
        ({"left": -31}, "runs_out_on"),
    ):
        with pytest.raises(InvalidInput) as caught:
            took(desk, moss, **facts)  # type: ignore[arg-type]  # a test's shorthand
        assert [problem.field for problem in caught.value.problems] == [field]


def test_an_old_naloxone_kit_is_asked_about_until_a_new_one_is_given(
    desk: Desk, moss: UUID
) -> None:
    assert asked(desk, K.NALOXONE_OLD) == []  # nobody is asked to have had one
    give_kit(desk, moss)
    year = later(desk, 364), later(desk, 365)
    assert [asked(day, K.NALOXONE_OLD) for day in year] == [
        [],
        ["Last naloxone kit given Nov 23, 2026: bring a new one"],
    ]
    short = replace(desk, settings=replace(desk.settings, naloxone_months=6))
    assert len(asked(later(short, 181), K.NALOXONE_OLD)) == 1
    happen(later(desk, 364), moss, EventKind.JAIL_BOOKED, 1)
    assert asked(later(desk, 365), K.NALOXONE_OLD) == []  # nobody brings one into a jail


def test_a_plan_is_asked_for_a_look_after_ninety_days(desk: Desk, enroll: Enroll) -> None:
    moss = enroll("Moss Example", case_manager=desk, plan_looked_at=False)
    assert asked(desk, K.PLAN_REVIEW) == ["No plan yet, 265 days after enrolment"]
    goal = SetGoal(new_id(), moss, "My own door")
    plan.set_goal(desk, goal)
    assert asked(desk, K.PLAN_REVIEW) == []
    assert asked(later(desk, 89), K.PLAN_REVIEW) == []
    then = later(desk, 90)
    assert asked(then, K.PLAN_REVIEW) == ["Plan not looked at for 90 days"]
    looked = new_id()
    plan_reviews.review_plan(then, looked, moss)
    plan_reviews.review_plan(then, looked, moss)
    assert asked(then, K.PLAN_REVIEW) == []
    plan_reviews.take_back_review(then, looked)
    assert len(asked(then, K.PLAN_REVIEW)) == 1
    plan.set_goal(then, replace(goal, words="My own door, with a lock"))
    assert asked(then, K.PLAN_REVIEW) == []


def test_a_step_of_the_first_months_and_the_plan_ask_once(desk: Desk, enroll: Enroll) -> None:
    enrolled = TODAY - 90 * DAY
    moss = enroll("Moss Example", case_manager=desk, enrolled_on=enrolled, plan_looked_at=False)
    assert asked(desk, K.TIMELINE_STEP)
    assert asked(desk, K.PLAN_REVIEW) == []
    for step in program_timelines.list_steps(desk):
        program_timelines.mark_step(desk, moss, step.key)
    assert asked(desk, K.PLAN_REVIEW) == []
    assert len(asked(later(desk, 90), K.PLAN_REVIEW)) == 1


def test_the_supervisor_sees_a_plan_a_month_after_it_was_due(
    desk: Desk, seat: Seat, moss: UUID
) -> None:
    boss = seat(Role.SUPERVISOR)

    def seen(days: int) -> list[str]:
        lines = oversight.read_oversight(later(boss, days)).lines
        return [line.why for line in lines if line.concern is Concern.PLANS]

    assert seen(120) == []
    assert seen(121)[0].startswith("Plan not looked at for 121 days")


def test_nothing_is_asked_of_who_has_left_and_where_the_program_does_not_ask(
    desk: Desk, moss: UUID
) -> None:
    took(desk, moss, 2)
    give_kit(desk, moss)
    off = replace(desk.settings, medication_days=0, naloxone_months=0, plan_review_days=0)
    kinds = (K.MEDICATION, K.NALOXONE_OLD, K.PLAN_REVIEW)
    far = later(desk, 400)
    took(far, moss, 2)
    assert all(asked(far, kind) for kind in kinds)
    silent = replace(far, settings=off)
    assert [asked(silent, kind) for kind in kinds] == [[], [], []]
    move = StatusMove(ParticipantStatus.CLOSED, TODAY, CloseReason.MOVED_AWAY.value)
    statuses.set_status(desk, SetStatus(new_id(), moss, move))
    assert [asked(far, kind) for kind in kinds] == [[], [], []]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 23), 12, date(2027, 11, 23)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then
