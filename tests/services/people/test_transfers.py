"""Passing people on: who may, what goes along, a day to come, taking it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    ContactMode,
    ContactOutcome,
    ParticipantStatus,
    Phase,
    Role,
    SafetyKind,
    ServiceCategory,
    WorkerChangeReason,
    WorkerPart,
)
from lead_desktop.domain.trust.roles import READING, Act
from lead_desktop.domain.worklist.workload import Fullness, fullness, weight_of
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import FollowUp, LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.people import handoff, participants, safety, transfers
from lead_desktop.services.people.safety import AddSafetyNote
from lead_desktop.services.people.transfers import PassOn
from lead_desktop.services.plan import linkages
from lead_desktop.services.plan.linkages import AddLinkage
from lead_desktop.store.tables import Assignment, Worker

TODAY = date(2026, 11, 23)
CM, PEER = WorkerPart.CASE_MANAGER, WorkerPart.PEER
Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]


@pytest.fixture
def juniper(desk: Desk, enroll: Enroll) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


@pytest.fixture
def dre(seat: Seat) -> Desk:
    return seat(Role.CASE_MANAGER, name="Dre Exampleton")


def order(to: Desk, *people: UUID, part: WorkerPart = CM, on: date = TODAY) -> PassOn:
    return PassOn(new_id(), people, to.worker.id, part, on, WorkerChangeReason.CAPACITY)


def team_of(desk: Desk, person: UUID) -> tuple[str | None, str | None]:
    row = participants.read_record(desk, person).row
    return row.case_manager, row.peer


def promise(desk: Desk, person: UUID) -> None:
    call = LogContact(
        new_id(),
        (person,),
        ContactMode.PHONE,
        ContactOutcome.MET,
        desk.clock.now() - timedelta(hours=1),
        follow_up=FollowUp("Bring the form", TODAY + timedelta(days=2)),
    )
    contacts.log_contact(desk, call)
    bed = AddLinkage(new_id(), person, ServiceCategory.HOUSING, title="Shelter bed")
    linkages.add_linkage(desk, bed)


def test_own_people_go_with_their_promises_and_linkages_and_come_back(
    desk: Desk, dre: Desk, juniper: UUID
) -> None:
    promise(desk, juniper)
    wish = order(dre, juniper)
    change = transfers.pass_on(desk, wish)
    assert change.undo_label
    assert team_of(desk, juniper) == ("Dre Exampleton", None)
    record = participants.read_record(desk, juniper)
    assert [task.worker for task in record.tasks] == ["Dre Exampleton"]
    assert [line.worker for line in record.linkages] == ["Dre Exampleton"]
    transfers.undo_transfer(desk, wish.id)
    record = participants.read_record(desk, juniper)
    assert team_of(desk, juniper) == ("Tomas Sampleton", None)
    assert [task.worker for task in record.tasks] == ["Tomas Sampleton"]
    assert [line.worker for line in record.linkages] == ["Tomas Sampleton"]
    with pytest.raises(NotFound):
        transfers.undo_transfer(desk, wish.id)


def test_the_history_of_the_team_keeps_both_rows(desk: Desk, dre: Desk, juniper: UUID) -> None:
    transfers.pass_on(desk, order(dre, juniper))
    with desk.store.read() as connection:
        rows = connection.execute(
            select(Assignment.worker_id, Assignment.to_on, Assignment.reason, Assignment.view_until)
            .where(Assignment.participant_id == juniper)
            .order_by(Assignment.to_on.is_(None))
        ).all()
    former, now = rows
    assert tuple(former) == (
        desk.worker.id,
        TODAY,
        WorkerChangeReason.CAPACITY,
        None,  # the team's settings let nobody read on
    )
    assert (now.worker_id, now.to_on) == (dre.worker.id, None)


def test_others_people_are_passed_on_by_a_supervisor_only(
    desk: Desk, dre: Desk, seat: Seat, juniper: UUID
) -> None:
    with pytest.raises(Refused):
        transfers.pass_on(dre, order(dre, juniper))
    with pytest.raises(Refused):
        transfers.pass_on(seat(Role.PEER), order(dre, juniper))
    assert team_of(desk, juniper) == ("Tomas Sampleton", None)
    transfers.pass_on(seat(Role.SUPERVISOR), order(dre, juniper))
    assert team_of(desk, juniper) == ("Dre Exampleton", None)


def test_a_part_goes_only_to_who_can_hold_it(desk: Desk, seat: Seat, juniper: UUID) -> None:
    peer = seat(Role.PEER, name="Dre Exampleton")
    transfers.pass_on(desk, order(peer, juniper, part=PEER))
    assert team_of(desk, juniper) == ("Tomas Sampleton", "Dre Exampleton")
    for wish, field in (
        (order(peer, juniper), "to_worker"),
        (order(desk, juniper), "to_worker"),
        (order(seat(name="Ada"), juniper, on=date(2026, 1, 1)), "on"),
        (order(seat(name="Bea")), "participant_ids"),
    ):
        with pytest.raises(InvalidInput) as caught:
            transfers.pass_on(desk, wish)
        assert [problem.field for problem in caught.value.problems] == [field]


def test_a_whole_caseload_shows_both_workloads_before_and_after(
    desk: Desk, dre: Desk, enroll: Enroll
) -> None:
    for name, phase in (("Moss Example", Phase.ENGAGING), ("Fern Pretend", Phase.MAINTAINING)):
        enroll(name, case_manager=desk, phase=phase)
    people = transfers.people_of(desk, desk.worker.id, CM)
    told = transfers.preview_transfer(desk, order(dre, *people))
    assert told.from_before is not None
    assert told.from_after is not None
    assert (told.from_before.people, told.from_before.weighted) == (2, 1.75)
    assert (told.from_after.people, told.from_after.weighted) == (0, 0.0)
    assert (told.to_before.people, told.to_after.people) == (0, 2)
    assert [holder.name for holder in told.people] == ["Fern Pretend", "Moss Example"]


def test_a_day_to_come_is_carried_out_when_it_is_there(
    desk: Desk, dre: Desk, juniper: UUID
) -> None:
    monday = TODAY + timedelta(days=7)
    transfers.pass_on(desk, order(dre, juniper, on=monday))
    assert team_of(desk, juniper) == ("Tomas Sampleton", None)
    assert transfers.carry_out_planned(desk) == 0
    later = replace(desk, clock=FixedClock(instant=desk.clock.now() + timedelta(days=7)))
    assert transfers.carry_out_planned(later) == 1
    assert team_of(later, juniper) == ("Dre Exampleton", None)
    assert transfers.carry_out_planned(later) == 0


def test_who_was_passed_on_again_is_not_brought_back(
    desk: Desk, dre: Desk, seat: Seat, juniper: UUID
) -> None:
    first = order(dre, juniper)
    transfers.pass_on(desk, first)
    transfers.pass_on(dre, order(seat(name="Ada Sampleton"), juniper))
    with pytest.raises(Refused):
        transfers.undo_transfer(desk, first.id)
    assert team_of(desk, juniper) == ("Ada Sampleton", None)


def test_two_transfers_in_a_row_are_taken_back_one_after_the_other(
    desk: Desk, dre: Desk, seat: Seat, juniper: UUID
) -> None:
    promise(desk, juniper)
    boss, ada = seat(Role.SUPERVISOR), seat(Role.CASE_MANAGER, name="Ada Madeup")
    first, second, third = order(dre, juniper), order(ada, juniper), order(dre, juniper)
    held = []
    for wish in (first, second, third):
        held.append(team_of(desk, juniper))
        transfers.pass_on(boss, wish)
    for wish in (third, second, first):
        transfers.undo_transfer(boss, wish.id)
        assert team_of(desk, juniper) == held.pop()
    assert [task.worker for task in participants.read_record(desk, juniper).tasks] == [
        "Tomas Sampleton"
    ]


def test_the_first_of_two_transfers_is_not_taken_back_under_the_second(
    desk: Desk, dre: Desk, seat: Seat, juniper: UUID
) -> None:
    boss, ada = seat(Role.SUPERVISOR), seat(Role.CASE_MANAGER, name="Ada Madeup")
    first, back, again = order(dre, juniper), order(ada, juniper), order(dre, juniper)
    for wish in (first, back, again):
        transfers.pass_on(boss, wish)
    with pytest.raises(Refused):
        transfers.undo_transfer(boss, first.id)
    assert team_of(desk, juniper) == ("Dre Exampleton", None)


def test_the_hand_off_holds_what_the_next_worker_needs(desk: Desk, juniper: UUID) -> None:
    promise(desk, juniper)
    safety.add_safety_note(desk, AddSafetyNote(new_id(), juniper, SafetyKind.DOG))
    told = handoff.read_hand_off(desk, juniper)
    assert [task.words for task in told.promises] == ["Bring the form"]
    assert [note.kind for note in told.safety] == [SafetyKind.DOG]
    assert [(way.how, way.reached, way.tries) for way in told.ways] == [("Phone", 1, 1)]
    assert [line.title for line in told.linkages] == ["Shelter bed"]


def test_the_gauge_reads_its_words_at_its_marks() -> None:
    assert [fullness(mark) for mark in (15, 15.25, 20, 25, 25.25)] == [
        Fullness.COMFORTABLE,
        Fullness.FULL,
        Fullness.FULL,
        Fullness.OVER,
        Fullness.STOP,
    ]
    assert weight_of(ParticipantStatus.ACTIVE, Phase.ENGAGING) == 1.25
    assert weight_of(ParticipantStatus.INACTIVE_LOST, Phase.ENGAGING) == 0.25
    assert weight_of(ParticipantStatus.CLOSED, Phase.ENGAGING) == 0


@pytest.fixture
def passed_on(desk: Desk, dre: Desk, seat: Seat, enroll: Enroll) -> Callable[..., UUID]:
    """A restricted participant whom `desk` passed on, with so many days of reading on."""

    def move(view_days: int | None = 7) -> UUID:
        person = enroll("Quillon Sample", case_manager=desk, restricted=True)
        promise(desk, person)
        transfers.pass_on(desk, replace(order(dre, person), view_days=view_days))
        return person

    return move


def days_on(desk: Desk, days: int) -> Desk:
    later = desk.clock.now() + timedelta(days=days)
    return replace(desk, clock=FixedClock(instant=later))


def test_a_former_worker_reads_a_restricted_record_until_the_day_and_never_writes(
    desk: Desk, dre: Desk, seat: Seat, passed_on: Callable[..., UUID]
) -> None:
    person = passed_on()
    for day in (0, 7):
        former = days_on(desk, day)
        assert participants.read_record(former, person).row.preferred_name == "Quillon Sample"
        assert person in {row.id for row in participants.list_caseload(former)}
        for write in (
            lambda former=former: promise(former, person),
            lambda former=former: safety.add_safety_note(
                former, AddSafetyNote(new_id(), person, SafetyKind.DOG)
            ),
            lambda former=former: summaries.issue_summary(
                former, SummaryRequest(person, Audience.INTERNAL)
            ),
        ):
            with pytest.raises(Refused, match="passed this participant on"):
                write()
    with pytest.raises(NotFound):
        participants.read_record(days_on(desk, 8), person)
    with pytest.raises(NotFound):
        promise(days_on(desk, 8), person)
    for stranger in (seat(Role.PEER), seat(Role.CASE_MANAGER, name="Ada Sampleton")):
        with pytest.raises(NotFound):
            participants.read_record(stranger, person)
    for now_theirs in (dre, seat(Role.SUPERVISOR)):
        promise(now_theirs, person)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.PEER])
def test_of_all_acts_only_reading_is_left_to_a_former_worker(
    desk: Desk, passed_on: Callable[..., UUID], role: Role, act: Act
) -> None:
    person = passed_on()
    former = replace(desk, worker=replace(desk.worker, role=role))
    named = {"participant_id": frozenset({person})}
    if act in (Act.SEE_PARTICIPANTS, Act.SEE_LEGAL_DETAIL):
        former.require_visible(named, reading=act in READING)
    else:
        with pytest.raises(Refused):
            former.require_visible(named, reading=act in READING)


def test_without_a_policy_a_former_worker_does_not_meet_a_restricted_record(
    desk: Desk, passed_on: Callable[..., UUID]
) -> None:
    person = passed_on(None)
    with pytest.raises(NotFound):
        participants.read_record(desk, person)


def test_the_days_of_reading_on_come_from_the_settings(
    desk: Desk, dre: Desk, enroll: Enroll
) -> None:
    person = enroll("Quillon Sample", case_manager=desk, restricted=True)
    lenient = replace(desk, settings=replace(desk.settings, former_view_days=3))
    transfers.pass_on(lenient, order(dre, person))
    assert participants.read_record(days_on(desk, 3), person).row.id == person
    with pytest.raises(NotFound):
        participants.read_record(days_on(desk, 4), person)


def test_a_planned_transfer_is_listed_and_cancelled(
    desk: Desk, dre: Desk, seat: Seat, enroll: Enroll, juniper: UUID
) -> None:
    monday = TODAY + timedelta(days=7)
    moss = enroll("Moss Example", case_manager=desk)
    wish = order(dre, juniper, moss, on=monday)
    transfers.pass_on(desk, wish)
    (planned,) = transfers.list_planned(desk)
    assert (planned.id, planned.people, planned.to_worker, planned.on) == (
        wish.id, ("Juniper Fable", "Moss Example"), "Dre Exampleton", monday,
    )  # fmt: skip
    assert planned.from_worker == planned.planned_by == desk.worker.name
    assert len(transfers.list_planned(seat(Role.SUPERVISOR))) == 1
    assert transfers.list_planned(seat(name="Ada Sampleton")) == ()
    transfers.undo_transfer(desk, wish.id)
    assert transfers.list_planned(desk) == ()
    assert transfers.carry_out_planned(days_on(desk, 7)) == 0
    assert team_of(desk, juniper) == ("Tomas Sampleton", None)


def test_a_plan_is_seen_by_whom_it_concerns_and_called_off_by_who_made_it(
    desk: Desk, dre: Desk, seat: Seat, enroll: Enroll, juniper: UUID
) -> None:
    boss, moss = seat(Role.SUPERVISOR), enroll("Moss Example", case_manager=dre)
    peer = seat(Role.PEER, name="Lou Testwell")
    transfers.pass_on(desk, order(peer, juniper, part=PEER))
    ada = seat(name="Ada Sampleton")
    wish = order(ada, juniper, moss, on=TODAY + timedelta(days=7))
    transfers.pass_on(boss, wish)
    may = {
        one.worker.name: [plan.may_cancel for plan in transfers.list_planned(one)]
        for one in (desk, dre, ada, peer, boss, seat(name="Bea Nobody"), seat(Role.READ_ONLY))
    }
    assert may.pop(boss.worker.name) == [True]
    concerned = {one.worker.name for one in (desk, dre, ada, peer)}
    assert {name for name, plans in may.items() if plans == [False]} == concerned
    assert all(not plans for name, plans in may.items() if name not in concerned)
    reader = seat(Role.READ_ONLY, name="Rae Reader")
    (seen,) = transfers.list_planned(reader, participant_id=juniper)
    assert (seen.id, seen.may_cancel, seen.planned_by) == (wish.id, False, boss.worker.name)
    assert transfers.list_planned(desk, participant_id=enroll("Fern Pretend")) == ()
    with pytest.raises(Refused):
        transfers.undo_transfer(desk, wish.id)


def test_a_plan_does_not_name_a_hidden_person(
    desk: Desk, dre: Desk, seat: Seat, enroll: Enroll, juniper: UUID
) -> None:
    hidden = enroll("Quillon Sample", case_manager=dre, restricted=True)
    transfers.pass_on(
        seat(Role.SUPERVISOR),
        order(seat(name="Ada Sampleton"), juniper, hidden, on=TODAY + timedelta(days=3)),
    )
    (planned,) = transfers.list_planned(desk)
    assert planned.people == ("Juniper Fable",)


def test_people_of_several_workers_go_on_the_planned_day(
    desk: Desk, dre: Desk, seat: Seat, enroll: Enroll, juniper: UUID
) -> None:
    boss, ada = seat(Role.SUPERVISOR), seat(name="Ada Sampleton")
    moss, fern = enroll("Moss Example", case_manager=dre), enroll("Fern Pretend")
    wish = order(ada, juniper, moss, fern, on=TODAY + timedelta(days=7))
    transfers.pass_on(boss, wish)
    assert transfers.carry_out_planned(days_on(desk, 7)) == 1
    for person in (juniper, moss, fern):
        assert team_of(desk, person) == ("Ada Sampleton", None)
    transfers.undo_transfer(boss, wish.id)
    assert [team_of(desk, person)[0] for person in (juniper, moss, fern)] == [
        "Tomas Sampleton",
        "Dre Exampleton",
        None,
    ]


def test_who_got_another_worker_before_the_day_stays_and_the_others_can_come_back(
    desk: Desk, dre: Desk, seat: Seat, enroll: Enroll, juniper: UUID
) -> None:
    moss = enroll("Moss Example", case_manager=desk)
    wish = order(dre, juniper, moss, on=TODAY + timedelta(days=7))
    transfers.pass_on(desk, wish)
    transfers.pass_on(days_on(desk, 1), order(seat(name="Ada Sampleton"), moss))
    transfers.carry_out_planned(days_on(desk, 7))
    assert team_of(desk, juniper)[0] == "Dre Exampleton"
    assert team_of(desk, moss)[0] == "Ada Sampleton"
    transfers.undo_transfer(desk, wish.id)
    assert team_of(desk, juniper)[0] == "Tomas Sampleton"
    assert team_of(desk, moss)[0] == "Ada Sampleton"


def test_a_vault_closed_on_the_day_carries_the_plan_out_when_it_is_opened(
    desk: Desk, dre: Desk, juniper: UUID
) -> None:
    wish = order(dre, juniper, on=TODAY + timedelta(days=7))
    transfers.pass_on(desk, wish)
    assert transfers.carry_out_planned(days_on(desk, 9)) == 1
    with desk.store.read() as connection:
        rows = connection.execute(
            select(Assignment.from_on, Assignment.to_on)
            .where(Assignment.participant_id == juniper)
            .order_by(Assignment.from_on)
        ).all()
    assert [row.to_on for row in rows] == [wish.on, None]
    assert rows[-1].from_on == wish.on


def test_nobody_goes_to_a_worker_who_has_left_before_the_day(
    desk: Desk, dre: Desk, juniper: UUID
) -> None:
    wish = order(dre, juniper, on=TODAY + timedelta(days=7))
    transfers.pass_on(desk, wish)
    with desk.store.write() as session:
        session.get_one(Worker, dre.worker.id).active = False
    late = days_on(desk, 7)
    assert transfers.carry_out_planned(late) == 0
    assert team_of(desk, juniper)[0] == "Tomas Sampleton"
    (planned,) = transfers.list_planned(late)
    assert (planned.to_gone, planned.may_cancel) == (True, True)
    transfers.undo_transfer(late, wish.id)
    assert transfers.list_planned(late) == ()


def test_a_cancelled_plan_can_be_put_back_by_who_made_it(
    desk: Desk, dre: Desk, juniper: UUID
) -> None:
    wish = order(dre, juniper, on=TODAY + timedelta(days=7))
    transfers.pass_on(desk, wish)
    with pytest.raises(NotFound):
        transfers.plan_again(desk, wish.id)
    transfers.undo_transfer(desk, wish.id)
    with pytest.raises(Refused):
        transfers.plan_again(dre, wish.id)
    transfers.plan_again(desk, wish.id)
    assert transfers.carry_out_planned(days_on(desk, 7)) == 1
    assert team_of(desk, juniper)[0] == "Dre Exampleton"
    transfers.undo_transfer(desk, wish.id)
    with pytest.raises(NotFound):
        transfers.plan_again(desk, wish.id)
