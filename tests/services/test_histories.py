"""Histories keep the order of their writing, whatever ids say and wherever the clock goes.

Each is written twice: at its time with the later of two ids, then by somebody whose clock was set
back by two hours, with the earlier id. What was written second stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import update

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AppointmentStatus,
    CheckOutcome,
    Decision,
    Door,
    Evidence,
    LifeArea,
    LinkageMethod,
    ParticipantStatus,
    Role,
    ServiceCategory,
    SnoozeReason,
    TaskKind,
    VerifiedBy,
)
from lead_desktop.domain.people.details import DetailField, PhoneEntry
from lead_desktop.domain.people.outcomes import standing
from lead_desktop.domain.people.status import StatusMove, replay
from lead_desktop.domain.plan.assessment import Answers
from lead_desktop.domain.plan.calendar import Outcome
from lead_desktop.domain.plan.instruments import NEEDS
from lead_desktop.domain.plan.linkage import Check
from lead_desktop.domain.referral.referral import standing_decisions
from lead_desktop.services.desk import Desk
from lead_desktop.services.directory import directory
from lead_desktop.services.directory.directory import CheckService
from lead_desktop.services.importing.imports import import_caseload
from lead_desktop.services.importing.undoing import undo_import
from lead_desktop.services.people import details, merging, outcomes, statuses
from lead_desktop.services.people.details import SaveDetail
from lead_desktop.services.people.merging import MergeRecords
from lead_desktop.services.people.outcomes import RecordOutcome
from lead_desktop.services.people.participants import list_caseload
from lead_desktop.services.people.statuses import SetStatus
from lead_desktop.services.plan import appointments, assessments, handoffs, linkages
from lead_desktop.services.plan.appointments import MakeAppointment
from lead_desktop.services.plan.assessments import TakeAssessment
from lead_desktop.services.plan.handoffs import RecordHandoff
from lead_desktop.services.plan.linkages import AddLinkage
from lead_desktop.services.referral.referral_steps import RecordDecision, record_decision
from lead_desktop.services.referral.referral_taking import AddReferral
from lead_desktop.services.referral.referrals import add_referral, list_referrals
from lead_desktop.services.worklist.worklist import SnoozeItem, snooze
from lead_desktop.store.histories import moment_after
from lead_desktop.store.queries.worklist import list_snoozes
from lead_desktop.store.tables import Service, StatusChange

TODAY = date(2026, 11, 23)
PARTNER = "Police Department"


@dataclass(frozen=True)
class Twice:
    """Who writes first, and who writes after them at an earlier hour; with their ids."""

    first: Desk
    second: Desk
    person: UUID

    @property
    def ids(self) -> tuple[UUID, UUID]:
        early, late = sorted((new_id(), new_id()))
        return late, early

    @property
    def turns(self) -> tuple[tuple[Desk, UUID], ...]:
        return tuple(zip((self.first, self.second), self.ids, strict=True))


def set_back(desk: Desk) -> Desk:
    return replace(desk, clock=FixedClock(instant=desk.clock.now() - timedelta(hours=2)))


@pytest.fixture
def twice(seat: Callable[..., Desk], enroll: Callable[..., UUID]) -> Twice:
    desk = seat(Role.SUPERVISOR, name="Ada Sampleton", administrator=True)
    return Twice(desk, set_back(desk), enroll("Juniper Fable", case_manager=desk))


def test_a_step_is_stamped_after_the_latest_of_its_own_history(
    twice: Twice, enroll: Callable[..., UUID]
) -> None:
    move = StatusMove(ParticipantStatus.INACTIVE_PAUSED, TODAY)
    statuses.set_status(twice.first, SetStatus(new_id(), twice.person, move))
    now, earlier = twice.first.clock.now(), twice.second.clock.now()
    stamp, owner = StatusChange.created_at, StatusChange.participant_id
    other = enroll("Moss Example")
    with twice.first.store.write() as session:
        later = moment_after(session, stamp, now + timedelta(days=1), owner == twice.person)
        assert later == now + timedelta(days=1)
        assert moment_after(session, stamp, earlier, owner == twice.person) > now
        assert moment_after(session, stamp, earlier, owner == other) == earlier


def test_linkages(twice: Twice) -> None:
    linkage = new_id()
    linkages.add_linkage(twice.first, AddLinkage(linkage, twice.person, ServiceCategory.HOUSING))
    for desk, on in ((twice.first, 9), (twice.second, 12)):
        look = Check(TODAY, next_check=TODAY + timedelta(days=on), words=f"In {on} days")
        linkages.check_linkage(desk, linkage, look)
    steps = linkages.list_steps(twice.first, linkage)
    assert [step.words for step in steps] == ["In 12 days", "In 9 days", ""]
    with pytest.raises(Refused):
        linkages.undo_move(twice.first, linkage, steps[1].id)
    back = linkages.undo_move(twice.first, linkage, steps[0].id)
    assert back.line.due_on == TODAY + timedelta(days=9)


def test_hand_offs_stand_as_the_steps_that_they_belong_to(twice: Twice) -> None:
    linkage = new_id()
    linkages.add_linkage(twice.first, AddLinkage(linkage, twice.person, ServiceCategory.HOUSING))
    for desk, place in ((twice.first, "At the door"), (twice.second, "At the desk")):
        how, at = LinkageMethod.ACCOMPANIED, twice.second.clock.now()
        handoffs.record_handoff(desk, RecordHandoff(linkage, how, arrived_at=at, place=place))
    listed = handoffs.list_handoffs(twice.first, linkage)
    assert [line.place for line in listed] == ["At the desk", "At the door"]


def test_appointments(twice: Twice) -> None:
    visit = new_id()
    at = twice.first.clock.now() - timedelta(days=1)
    appointments.make_appointment(twice.first, MakeAppointment(visit, twice.person, "Court", at))
    missed = Outcome(AppointmentStatus.MISSED)
    came = Outcome(AppointmentStatus.ATTENDED, VerifiedBy.PARTICIPANT_REPORT)
    appointments.settle_appointment(twice.second, visit, missed)
    for outcome in (came, missed):
        line = appointments.undo_settling(twice.second, visit).line
        assert line.status is AppointmentStatus.PLANNED
        line = appointments.settle_appointment(twice.second, visit, outcome).line
        assert line.status is outcome.status


def test_changes_in_a_life(twice: Twice) -> None:
    for (desk, id_), value in zip(twice.turns, ("116", "410"), strict=True):
        change = RecordOutcome(
            id_, twice.person, LifeArea.HOUSING, value, TODAY, Evidence.SELF_REPORT
        )
        outcomes.record_outcome(desk, change)
    lines = outcomes.list_outcomes(twice.first, twice.person)
    assert [line.value for line in lines] == ["410", "116"]
    assert standing(lines)[LifeArea.HOUSING].value == "410"


def test_earlier_texts_of_a_record_are_kept_when_the_clock_was_set_back(twice: Twice) -> None:
    texts = ["Canton", "Fells Point", "Highlandtown"]
    was = ""
    for desk, text in zip((twice.first, twice.first, twice.second), texts, strict=True):
        details.save_detail(desk, SaveDetail(twice.person, DetailField.CITY, text, was))
        was = text
    earlier = details.list_earlier_texts(twice.first, twice.person)
    assert [line.before for line in earlier] == ["Fells Point", "Canton"]


def test_assessments(twice: Twice) -> None:
    for (desk, id_), value in zip(twice.turns, (3, 1), strict=True):
        said = Answers(TODAY, {"food": value})
        assessments.take_assessment(desk, TakeAssessment(id_, twice.person, NEEDS.key, said))
    listed = assessments.list_assessments(twice.first, twice.person)
    assert [taking.answers.values["food"] for taking in listed] == [3, 1]


def test_partners_decisions(twice: Twice) -> None:
    command = AddReferral(id=new_id(), door=Door.SOCIAL, name="Wren Sample")
    referral = add_referral(twice.first, command).line.id
    for (desk, id_), said in zip(twice.turns, (Decision.DEFERRED, Decision.APPROVED), strict=True):
        record_decision(desk, RecordDecision(id_, referral, PARTNER, said, TODAY))
    (line,) = list_referrals(twice.first)
    assert standing_decisions(line.decisions)[PARTNER].decision is Decision.APPROVED


def test_checks_of_a_service(twice: Twice) -> None:
    service = new_id()
    now = twice.first.clock.now()
    with twice.first.store.write() as session:
        stamps = {"created_at": now, "updated_at": now}
        session.add(Service(id=service, name="Night shelter", status="active", **stamps))
    turns = zip(twice.turns, (CheckOutcome.CLOSED, CheckOutcome.CONFIRMED), strict=True)
    for (desk, id_), found in turns:
        directory.check_service(desk, CheckService(service, found, found.value, id_))
    shown = directory.read_service(twice.first, service)
    assert shown.line.status == "active"
    assert [one.words for one in shown.checks] == ["CONFIRMED", "CLOSED"]


def test_merges_are_taken_back_in_turn(twice: Twice, enroll: Callable[..., UUID]) -> None:
    merged = []
    for (desk, id_), name in zip(twice.turns, ("Juniper Fabel", "J. Fable"), strict=True):
        gone = enroll(name, case_manager=twice.first)
        merged.append(merging.merge_records(desk, MergeRecords(id_, twice.person, gone)).id)
    with pytest.raises(Refused):
        merging.undo_merge(twice.first, merged[0])
    for merge in reversed(merged):
        merging.undo_merge(twice.first, merge)
    assert len(list_caseload(twice.first)) == 3


def test_what_is_put_off_twice_stands_as_put_off_last(twice: Twice) -> None:
    key, kind = f"promise:{twice.person}", TaskKind.FOLLOW_UP
    for (desk, id_), words in zip(twice.turns, ("First", "Second"), strict=True):
        until = TODAY + timedelta(days=1)
        why = SnoozeReason.WAITING
        snooze(desk, SnoozeItem(id_, key, kind, twice.person, until, why, words))
    with twice.first.store.read() as connection:
        put_off = list_snoozes(connection, twice.first.viewer)
    assert [one.words for one in put_off] == ["First", "Second"]


def bring(desk: Desk, tmp_path: Path, status: str) -> UUID:
    """Import Anna as a file says she stands; returns the import."""
    path = tmp_path / "people.csv"
    path.write_text(f"ID,First name,Last name,Status\nA1,Anna,Ray,{status}", encoding="utf-8")
    report = import_caseload(desk, path)
    assert report.import_id is not None
    return report.import_id


def anna_of(desk: Desk) -> UUID:
    return next(row.id for row in list_caseload(desk) if row.legal_name == "Anna Ray")


def test_a_status_that_an_import_brings(twice: Twice, tmp_path: Path) -> None:
    bring(twice.first, tmp_path, "Active")
    anna = anna_of(twice.first)
    move = StatusMove(ParticipantStatus.INACTIVE_PAUSED, TODAY)
    statuses.set_status(twice.first, SetStatus(new_id(), anna, move))
    bring(twice.second, tmp_path, "Closed")
    lines = statuses.list_history(twice.first, anna)
    assert replay(line.step for line in lines) == statuses.read_standing(twice.first, anna)
    assert lines[-1].step.to_status is ParticipantStatus.CLOSED


def test_taking_an_import_back_leaves_what_was_typed_since(twice: Twice, tmp_path: Path) -> None:
    bring(twice.first, tmp_path, "Active")
    anna = anna_of(twice.first)
    import_id = bring(twice.first, tmp_path, "Closed")
    phone = PhoneEntry(new_id(), anna, "410-555-0142")
    details.save_entry(twice.second, phone)
    assert undo_import(twice.first, import_id).kept == 1
    assert details.read_details(twice.first, anna).phones == (phone,)


def test_an_import_of_a_clock_that_was_set_back_is_taken_back(twice: Twice, tmp_path: Path) -> None:
    bring(twice.first, tmp_path, "Active")
    assert undo_import(twice.first, bring(twice.second, tmp_path, "Closed")).brought_back == 1


def test_steps_of_one_moment_stand_as_they_were_written(twice: Twice) -> None:
    """Vaults of before hold them: then the place in the table decides, not the id."""
    moves = (ParticipantStatus.INACTIVE_PAUSED, ParticipantStatus.ACTIVE)
    for (desk, id_), to in zip(twice.turns, moves, strict=True):
        statuses.set_status(desk, SetStatus(id_, twice.person, StatusMove(to, TODAY)))
    with twice.first.store.write() as session:
        session.execute(update(StatusChange).values(created_at=twice.first.clock.now()))
    lines = statuses.list_history(twice.first, twice.person)
    assert [line.step.to_status for line in lines] == list(moves)
