"""Linkages over a real store: moves, looks, undo, referring again, appointments that follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.base.settings import VaultSettings
from lead_desktop.domain.codes import (
    AppointmentStatus,
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    NeedStatus,
    ParticipantStatus,
    Role,
    ServiceCategory,
    VerifiedBy,
)
from lead_desktop.domain.contacts.timeline import LinkageEntry
from lead_desktop.domain.plan.calendar import Outcome
from lead_desktop.domain.plan.linkage import Check, Move
from lead_desktop.domain.plan.linkage_history import replay
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from lead_desktop.services.plan import appointments, linkages
from lead_desktop.services.plan.appointments import MakeAppointment
from lead_desktop.services.plan.linkages import AddLinkage, ReferAgain
from lead_desktop.services.worklist import worklist
from lead_desktop.store.queries.linkages import read_steps
from lead_desktop.store.tables import Linkage, Need

A, S = AppointmentStatus, LinkageStatus
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)
SOON = datetime(2026, 11, 25, 16, tzinfo=UTC)


@pytest.fixture
def person(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


@pytest.fixture
def bed(desk: Desk, person: UUID) -> UUID:
    made = AddLinkage(new_id(), person, ServiceCategory.HOUSING, title="Shelter bed")
    return linkages.add_linkage(desk, made).line.id


def told(bed: UUID, to: S, **facts: object) -> Move:
    facts.setdefault("method", LinkageMethod.INFORMATION_GIVEN)
    return Move(to, TODAY, **facts)  # type: ignore[arg-type]  # facts by name, as a test wants them


def row(desk: Desk, linkage_id: UUID) -> Linkage:
    with desk.store.write() as session:
        found = session.get(Linkage, linkage_id)
        assert found is not None
        return found


def need_of(desk: Desk, linkage_id: UUID) -> NeedStatus:
    with desk.store.write() as session:
        return session.scalars(
            select(Need.status).join(Linkage, Linkage.need_id == Need.id).where(
                Linkage.id == linkage_id
            )
        ).one()  # fmt: skip


def states(desk: Desk, person: UUID) -> list[AppointmentStatus]:
    return [line.status for line in appointments.list_appointments(desk, person)]


def assert_replays(desk: Desk, linkage_id: UUID) -> None:
    now = row(desk, linkage_id)
    with desk.store.read() as connection:
        standing = replay(step for _, step in read_steps(connection, linkage_id))
    assert (standing.status, standing.since, standing.due_on) == (
        now.status, now.status_since, now.due_on,
    )  # fmt: skip
    assert (standing.method, standing.verified_by, standing.reason) == (
        now.method, now.verified_by, now.reason,
    )  # fmt: skip


def test_a_new_need_has_a_clock(desk: Desk, bed: UUID) -> None:
    assert row(desk, bed).due_on == TODAY + timedelta(days=7)
    assert_replays(desk, bed)


def test_undo_brings_back_state_clock_need_and_appointment(
    desk: Desk, person: UUID, bed: UUID
) -> None:
    linkages.move_linkage(desk, bed, told(bed, S.SENT))
    linkages.move_linkage(desk, bed, told(bed, S.SCHEDULED, appointment=SOON))
    before = row(desk, bed)
    done = linkages.move_linkage(
        desk,
        bed,
        told(bed, S.COMPLETED, verified_by=VerifiedBy.DOCUMENT_SEEN, need_met="fully"),
    )
    assert need_of(desk, bed) is NeedStatus.MET
    assert states(desk, person) == [A.CANCELLED]
    assert done.step_id is not None
    linkages.undo_move(desk, bed, done.step_id)
    after = row(desk, bed)
    assert (after.status, after.due_on, after.verified_by) == (
        before.status, before.due_on, before.verified_by,
    )  # fmt: skip
    assert need_of(desk, bed) is NeedStatus.WORKING_ON
    assert states(desk, person) == [A.PLANNED]
    assert_replays(desk, bed)
    kept = [step for step in linkages.list_steps(desk, bed) if step.undone]
    assert [step.to_status for step in kept] == [S.COMPLETED]
    story = participants.list_timeline(desk, person)
    told_of = [entry.step.to_status for entry in story if isinstance(entry, LinkageEntry)]
    assert told_of == [S.SCHEDULED, S.SENT]


def test_undoing_a_scheduled_visit_takes_the_visit_back(
    desk: Desk, person: UUID, bed: UUID
) -> None:
    moved = linkages.move_linkage(desk, bed, told(bed, S.SCHEDULED, appointment=SOON))
    assert moved.step_id is not None
    linkages.undo_move(desk, bed, moved.step_id)
    assert states(desk, person) == [A.CANCELLED]
    assert participants.read_record(desk, person).appointments == ()
    assert row(desk, bed).status is S.IDENTIFIED


def test_only_the_latest_step_is_taken_back(desk: Desk, bed: UUID) -> None:
    sent = linkages.move_linkage(desk, bed, told(bed, S.SENT))
    linkages.move_linkage(desk, bed, told(bed, S.ACCEPTED))
    assert sent.step_id is not None
    with pytest.raises(Refused):
        linkages.undo_move(desk, bed, sent.step_id)
    with desk.store.read() as connection:
        began = read_steps(connection, bed)[0][0]
    with pytest.raises(Refused):
        linkages.undo_move(desk, bed, began)


def test_a_second_mover_is_told(desk: Desk, bed: UUID) -> None:
    seen = row(desk, bed).version
    linkages.move_linkage(desk, bed, told(bed, S.SENT), version=seen)
    with pytest.raises(Refused, match="Somebody else"):
        linkages.move_linkage(desk, bed, told(bed, S.ACCEPTED), version=seen)
    assert row(desk, bed).status is S.SENT


def test_a_look_winds_the_clock_and_is_no_move(desk: Desk, bed: UUID) -> None:
    linkages.move_linkage(desk, bed, told(bed, S.WAITLIST, next_check=date(2026, 11, 24)))
    looked = linkages.check_linkage(
        desk, bed, Check(TODAY, next_check=date(2026, 12, 20), words="Still 4th in line")
    )
    assert (looked.line.status, looked.line.due_on) == (S.WAITLIST, date(2026, 12, 20))
    newest = linkages.list_steps(desk, bed)[0]
    assert (newest.words, newest.talked) == ("Still 4th in line", False)
    assert_replays(desk, bed)
    assert looked.step_id is not None
    linkages.undo_move(desk, bed, looked.step_id)
    assert row(desk, bed).due_on == date(2026, 11, 24)


def test_the_chain_of_tries_is_kept(desk: Desk, person: UUID, bed: UUID) -> None:
    again = ReferAgain(new_id(), bed)
    with pytest.raises(Refused):
        linkages.refer_again(desk, again)
    linkages.move_linkage(desk, bed, told(bed, S.NOT_COMPLETED, reason=LinkageReason.NO_CAPACITY))
    first = linkages.refer_again(desk, again).line
    assert linkages.refer_again(desk, again).line.id == first.id
    assert (first.again_of_id, first.title, first.status) == (bed, "Shelter bed", S.IDENTIFIED)
    with pytest.raises(Refused, match="already"):
        linkages.refer_again(desk, ReferAgain(new_id(), bed))
    assert len(linkages.list_linkages(desk, participant_id=person)) == 2
    assert need_of(desk, bed) is need_of(desk, first.id) is NeedStatus.WORKING_ON


def test_the_board_holds_what_is_open_and_what_ended_of_late(
    desk: Desk, enroll: Callable[..., UUID], bed: UUID
) -> None:
    gone = enroll("Ended Madeup", status=ParticipantStatus.CLOSED)
    linkages.add_linkage(desk, AddLinkage(new_id(), gone, ServiceCategory.LEGAL))
    moss = enroll("Moss Example", case_manager=desk)
    old = linkages.add_linkage(desk, AddLinkage(new_id(), moss, ServiceCategory.LEGAL)).line.id
    recent = linkages.add_linkage(desk, AddLinkage(new_id(), moss, ServiceCategory.HEALTH)).line.id
    error = linkages.add_linkage(desk, AddLinkage(new_id(), moss, ServiceCategory.HEALTH)).line.id
    ended = told(bed, S.NOT_COMPLETED, reason=LinkageReason.COST)
    linkages.move_linkage(desk, old, replace(ended, on=TODAY - timedelta(days=31)))
    linkages.move_linkage(desk, recent, replace(ended, on=TODAY - timedelta(days=30)))
    linkages.move_linkage(desk, error, told(bed, S.ERROR))
    assert {line.id for line in linkages.list_board(desk)} == {bed, recent}


def visit(person: UUID, bed: UUID | None, at: datetime = NOW, **facts: object) -> MakeAppointment:
    return MakeAppointment(new_id(), person, "Intake", at, linkage_id=bed, **facts)  # type: ignore[arg-type]


def test_an_appointment_of_a_linkage_is_its_move_to_scheduled(
    desk: Desk, person: UUID, bed: UUID
) -> None:
    made = appointments.make_appointment(desk, visit(person, bed, SOON, place="Example House"))
    assert (row(desk, bed).status, row(desk, bed).due_on) == (S.SCHEDULED, date(2026, 11, 25))
    assert (made.line.place, made.line.mine) == ("Example House", True)
    assert states(desk, person) == [A.PLANNED]
    assert_replays(desk, bed)


def test_an_attended_first_visit_connects(desk: Desk, person: UUID, bed: UUID) -> None:
    command = visit(person, bed)
    appointments.make_appointment(desk, command)
    came = Outcome(A.ATTENDED, VerifiedBy.STAFF_PRESENT)
    with pytest.raises(InvalidInput):
        appointments.settle_appointment(desk, command.id, Outcome(A.ATTENDED))
    settled = appointments.settle_appointment(desk, command.id, came)
    assert (settled.line.status, settled.line.verified_by) == (
        A.ATTENDED, VerifiedBy.STAFF_PRESENT,
    )  # fmt: skip
    assert row(desk, bed).status is S.STARTED
    assert_replays(desk, bed)
    appointments.undo_settling(desk, command.id)
    assert (states(desk, person), row(desk, bed).status) == ([A.PLANNED], S.SCHEDULED)
    assert_replays(desk, bed)


def test_a_missed_visit_ends_nothing_and_offers_a_new_date(
    desk: Desk, person: UUID, bed: UUID
) -> None:
    command = visit(person, bed)
    appointments.make_appointment(desk, command)
    missed = appointments.settle_appointment(desk, command.id, Outcome(A.MISSED))
    assert missed.offer_new_date
    assert row(desk, bed).status is S.SCHEDULED
    assert row(desk, bed).due_on == TODAY + timedelta(days=3)
    assert_replays(desk, bed)
    new = appointments.reschedule_appointment(desk, command.id, SOON)
    assert states(desk, person) == [A.MISSED, A.PLANNED]
    assert (new.line.starts_at, row(desk, bed).due_on) == (SOON, date(2026, 11, 25))


def test_a_new_date_keeps_the_old_one_in_the_history(desk: Desk, person: UUID) -> None:
    command = visit(person, None, minutes=30)
    appointments.make_appointment(desk, command)
    new = appointments.reschedule_appointment(desk, command.id, SOON)
    assert (new.line.minutes, states(desk, person)) == (30, [A.RESCHEDULED, A.PLANNED])
    with pytest.raises(InvalidInput):
        appointments.reschedule_appointment(desk, command.id, SOON)


def test_a_made_and_a_moved_appointment_are_taken_back(desk: Desk, person: UUID, bed: UUID) -> None:
    command = visit(person, bed, SOON)
    appointments.make_appointment(desk, command)
    new = appointments.reschedule_appointment(desk, command.id, SOON + timedelta(days=7)).line
    assert row(desk, bed).due_on == date(2026, 12, 2)
    appointments.undo_settling(desk, new.id)
    assert states(desk, person) == [A.PLANNED, A.CANCELLED]
    assert row(desk, bed).due_on == date(2026, 11, 25)
    assert_replays(desk, bed)
    with pytest.raises(Refused):
        appointments.undo_settling(desk, new.id)
    appointments.undo_settling(desk, command.id)
    assert states(desk, person) == [A.CANCELLED, A.CANCELLED]
    assert row(desk, bed).status is S.IDENTIFIED


def test_court_dates_are_for_roles_with_legal_detail(
    desk: Desk, seat: Callable[..., Desk], person: UUID
) -> None:
    court = visit(person, None, SOON, court=True)
    appointments.make_appointment(desk, court)
    peer = seat(Role.PEER, name="Dre Exampleton")
    assert len(appointments.read_agenda(desk, TODAY, TODAY + timedelta(7)).appointments) == 1
    assert appointments.read_agenda(peer, TODAY, TODAY + timedelta(7)).appointments == ()
    assert appointments.list_appointments(peer, person) == []
    with pytest.raises(NotFound):
        appointments.settle_appointment(peer, court.id, Outcome(A.CANCELLED))
    with pytest.raises(Refused):
        appointments.make_appointment(peer, visit(person, None, SOON, court=True))


def test_the_agenda_of_a_day_is_that_of_the_vaults_zone(
    desk: Desk, seat: Callable[..., Desk], person: UUID
) -> None:
    late = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)  # 23:30 on the 23rd in Baltimore
    appointments.make_appointment(desk, visit(person, None, late))
    assert len(appointments.read_agenda(desk, TODAY, TODAY, mine=True).appointments) == 1
    assert appointments.read_agenda(desk, date(2026, 11, 24), date(2026, 11, 24)).appointments == ()
    other = seat(Role.CASE_MANAGER, name="Somebody Else")
    assert appointments.read_agenda(other, TODAY, TODAY, mine=True).appointments == ()
    (line,) = appointments.read_agenda(other, TODAY, TODAY).appointments
    assert not line.mine


def test_moves_lie_not_in_the_future(desk: Desk, bed: UUID) -> None:
    tomorrow = replace(told(bed, S.SENT), on=TODAY + timedelta(days=1))
    with pytest.raises(InvalidInput):
        linkages.move_linkage(desk, bed, tomorrow)
    later = replace(desk, clock=FixedClock(instant=NOW + timedelta(days=1)))
    assert linkages.move_linkage(later, bed, tomorrow).line.status is S.SENT


def test_a_program_sets_its_own_clocks_and_the_supervisor_sees_it_by_them(
    desk: Desk, enroll: Callable[..., UUID]
) -> None:
    person, made = enroll("Juniper Fable", case_manager=desk), new_id()
    patient = replace(
        desk,
        settings=VaultSettings(linkage_identified_days=10, linkage_supervisor_times=3),
    )
    command = AddLinkage(made, person, ServiceCategory.HOUSING)
    line = linkages.add_linkage(patient, command).line
    today = desk.clock.today()
    assert line.due_on == today + timedelta(days=10)
    later = replace(patient, clock=FixedClock(instant=desk.clock.now() + timedelta(days=10)))
    (item,) = [i for i in worklist.list_work(later).items if i.subject_id == made]
    assert item.escalates_on == today + timedelta(days=30)
    looked = linkages.check_linkage(later, made, Check(later.clock.today())).line
    assert looked.due_on == today + timedelta(days=20)
