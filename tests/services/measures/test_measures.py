"""Measures by role over a real store: own, everybody's, aggregates without small counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from lead_desktop.base.errors import Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    Door,
    Evidence,
    LifeArea,
    LinkageMethod,
    LinkageStatus,
    PlaceType,
    Purpose,
    Role,
    ServiceCategory,
    Supply,
    VerifiedBy,
)
from lead_desktop.domain.measures import Share
from lead_desktop.domain.measures.lives import Mark
from lead_desktop.domain.measures.people import Stage
from lead_desktop.domain.measures.spans import Span
from lead_desktop.domain.plan.assessment import Answers
from lead_desktop.domain.plan.linkage import Move
from lead_desktop.services.contacts import contacts, trash
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.measures import measures
from lead_desktop.services.people import outcomes
from lead_desktop.services.people.outcomes import RecordOutcome
from lead_desktop.services.plan import assessments, linkages
from lead_desktop.services.plan.assessments import TakeAssessment
from lead_desktop.services.plan.linkages import AddLinkage
from lead_desktop.services.referral import referrals
from lead_desktop.services.referral.referral_taking import AddReferral
from lead_desktop.store.queries.measures import list_stories

S = LinkageStatus
TODAY = date(2026, 11, 23)
SPAN = Span(TODAY - timedelta(days=30), TODAY)


def link(desk: Desk, person: UUID, *, started: bool) -> None:
    made = new_id()
    linkages.add_linkage(desk, AddLinkage(made, person, ServiceCategory.LEGAL))
    if started:
        linkages.move_linkage(
            desk,
            made,
            Move(S.STARTED, TODAY, LinkageMethod.ACCOMPANIED, VerifiedBy.STAFF_PRESENT),
        )


def test_everybody_sees_what_their_role_may_see(
    desk: Desk, seat: Callable[..., Desk], enroll: Callable[..., UUID]
) -> None:
    other = seat(Role.CASE_MANAGER, name="Lou Testwell")
    boss = seat(Role.SUPERVISOR, name="Sue Pervisor")
    reader = seat(Role.READ_ONLY, name="Ray Reader")
    link(desk, enroll("Juniper Fable", case_manager=desk), started=True)
    link(other, enroll("Moss Example", case_manager=other), started=False)
    assert measures.own_measures(desk, SPAN).linkages.linked == Share(1, 1)
    assert measures.own_measures(other, SPAN).linkages.linked == Share(0, 1)
    assert measures.all_measures(boss, SPAN).linkages.linked == Share(1, 2)
    assert measures.aggregate_measures(reader, SPAN).linkages.linkages is None
    with pytest.raises(Refused):
        measures.all_measures(desk, SPAN)
    with pytest.raises(Refused):
        measures.own_measures(reader, SPAN)


def test_a_cohort_is_what_began_in_the_span(desk: Desk, enroll: Callable[..., UUID]) -> None:
    link(desk, enroll("Juniper Fable", case_manager=desk), started=True)
    before = Span(TODAY - timedelta(days=30), TODAY - timedelta(days=1))
    assert measures.own_measures(desk, before).linkages.linkages == 0


def test_a_move_taken_back_counts_nowhere(desk: Desk, enroll: Callable[..., UUID]) -> None:
    made = new_id()
    person = enroll("Juniper Fable", case_manager=desk)
    linkages.add_linkage(desk, AddLinkage(made, person, ServiceCategory.LEGAL))
    moved = linkages.move_linkage(
        desk, made, Move(S.STARTED, TODAY, verified_by=VerifiedBy.STAFF_PRESENT)
    )
    assert measures.own_measures(desk, SPAN).linkages.linked == Share(1, 1)
    assert moved.step_id is not None
    linkages.undo_move(desk, made, moved.step_id)
    assert measures.own_measures(desk, SPAN).linkages.linked == Share(0, 1)


def test_people_who_are_hidden_are_in_no_count(
    desk: Desk, seat: Callable[..., Desk], enroll: Callable[..., UUID]
) -> None:
    hidden = enroll("Quillon Example", case_manager=desk, restricted=True)
    link(desk, hidden, started=True)
    assert measures.own_measures(desk, SPAN).linkages.linkages == 1
    assert list_stories_of(seat(Role.READ_ONLY, name="Ray Reader")) == 0
    assert list_stories_of(seat(Role.SUPERVISOR, name="Sue Pervisor")) == 1


def log(desk: Desk, person: UUID, outcome: ContactOutcome, day: date, **more: object) -> UUID:
    command = LogContact(
        id=new_id(),
        participant_ids=(person,),
        mode=ContactMode.IN_PERSON,
        place_type=PlaceType.STREET,
        outcome=outcome,
        occurred_at=datetime(day.year, day.month, day.day, 14, tzinfo=UTC),
    )
    return contacts.log_contact(desk, replace(command, **more)).id  # type: ignore[arg-type]


def test_contacts_are_counted_by_week_and_a_struck_one_nowhere(
    desk: Desk, seat: Callable[..., Desk], enroll: Callable[..., UUID]
) -> None:
    person = enroll("Juniper Fable", case_manager=desk)
    other = seat(Role.PEER, name="Lou Testwell")
    log(desk, person, ContactOutcome.MET, TODAY - timedelta(9), minutes=20)
    log(desk, person, ContactOutcome.BRIEF, TODAY, supplies=((Supply.NALOXONE_KIT, 2),))
    log(desk, person, ContactOutcome.NOT_FOUND, TODAY)
    log(other, person, ContactOutcome.MET, TODAY, purposes=(Purpose.CHECK_IN,))
    gone = log(desk, person, ContactOutcome.MET, TODAY, minutes=20)
    trash.withdraw_contact(desk, gone)
    own = measures.own_measures(desk, SPAN).contacts
    assert (own.reached, own.attempted, own.substantive) == (2, 1, Share(1, 2))
    assert own.handed_out == {Supply.NALOXONE_KIT: 2}
    assert sum(part.all_reached or 0 for part in own.parts) == 2
    boss = seat(Role.SUPERVISOR, name="Sue Pervisor")
    whole = measures.all_measures(boss, SPAN)
    assert (whole.contacts.reached, whole.contacts.substantive) == (3, Share(2, 3))
    assert (whole.people.active, whole.people.reached) == (1, Share(1, 1))
    assert measures.reader_for(boss.may, mine=True)(boss, SPAN).contacts.reached == 0


def test_the_day_of_a_contact_is_that_of_the_vault(desk: Desk, enroll: Callable[..., UUID]) -> None:
    person = enroll("Juniper Fable", case_manager=desk)
    # Half past eleven in the night of Baltimore is the next day in UTC.
    late = datetime(2026, 11, 22, 4, 30, tzinfo=UTC)
    log(desk, person, ContactOutcome.MET, TODAY, occurred_at=late)
    day = Span(date(2026, 11, 21), date(2026, 11, 21))
    assert measures.own_measures(desk, day).contacts.reached == 1


def test_a_referral_is_followed_to_its_engagement(desk: Desk, enroll: Callable[..., UUID]) -> None:
    person = enroll("Juniper Fable", case_manager=desk)
    told = AddReferral(
        id=new_id(), door=Door.COMMUNITY, participant_id=person, agency="Example House"
    )
    referrals.add_referral(desk, told)
    link(desk, person, started=True)
    enroll("Moss Example", case_manager=desk)  # nobody referred them in this span
    found = measures.own_measures(desk, SPAN).people
    assert found.stages == {
        Stage.REFERRED: 1,
        Stage.ENROLLED: 1,
        Stage.LINKED: 1,
        Stage.ENGAGED: 0,
    }


def test_lives_are_set_then_beside_now(desk: Desk, enroll: Callable[..., UUID]) -> None:
    for name in ("A", "B", "C", "D", "E"):
        person = enroll(f"{name} Example", case_manager=desk)
        for value, on in (("LOOKING", TODAY - timedelta(200)), ("PART_TIME", TODAY)):
            told = RecordOutcome(new_id(), person, LifeArea.WORK, value, on, Evidence.SELF_REPORT)
            outcomes.record_outcome(desk, told)
        for value, on in ((2, TODAY - timedelta(200)), (0, TODAY)):
            answers = Answers(on, {"food": value}, frozenset({"money"}))
            assessments.take_assessment(desk, TakeAssessment(new_id(), person, "NEEDS", answers))
    outcomes.strike_outcome(desk, told.id)
    found = measures.own_measures(desk, SPAN).lives
    work = found.marks[Mark.WORK]
    assert (work.then, work.now, found.gained[Mark.WORK]) == (Share(0, 4), Share(4, 4), 4)
    food, money = (found.assessments["NEEDS"][key] for key in ("food", "money"))
    assert (food.then, food.now) == (Share(0, 5), Share(5, 5))
    assert money.people == 0  # declined is no answer


def test_nobody_who_is_hidden_is_in_any_measure(
    desk: Desk, seat: Callable[..., Desk], enroll: Callable[..., UUID]
) -> None:
    hidden = enroll("Quillon Example", case_manager=desk, restricted=True)
    log(desk, hidden, ContactOutcome.MET, TODAY, supplies=((Supply.WATER, 12),))
    told = RecordOutcome(new_id(), hidden, LifeArea.WORK, "PART_TIME", TODAY, Evidence.SELF_REPORT)
    outcomes.record_outcome(desk, told)
    reader = seat(Role.READ_ONLY, name="Ray Reader")
    found = measures.aggregate_measures(reader, SPAN)
    assert (found.people.active, found.contacts.reached, found.contacts.handed_out) == (0, 0, {})
    assert found.lives.gained[Mark.WORK] == 0
    assert measures.own_measures(desk, SPAN).contacts.handed_out == {Supply.WATER: 12}


def test_what_went_before_is_counted_as_the_span_itself_is(
    desk: Desk, enroll: Callable[..., UUID]
) -> None:
    person = enroll("Juniper Fable", case_manager=desk)
    log(desk, person, ContactOutcome.MET, TODAY - timedelta(40), minutes=9)
    log(desk, person, ContactOutcome.MET, TODAY, supplies=((Supply.NALOXONE_KIT, 2),))
    link(desk, person, started=True)
    earlier = SPAN.before(TODAY)
    assert measures.own_measures(desk, SPAN).before == (
        measures.own_measures(desk, earlier).headline()
    )
    now = measures.own_measures(desk, SPAN).headline()
    assert (now.days, now.active, now.reached, now.naloxone) == (31, 1, 1, 2)
    assert now.median_days == 0


def test_each_role_reads_the_widest_that_it_may(seat: Callable[..., Desk]) -> None:
    words = {
        role: measures.scope_words(seat(role).may)
        for role in (Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR, Role.AUDITOR)
    }
    assert words == {
        Role.CASE_MANAGER: "My people",
        Role.PEER: "My people",
        Role.SUPERVISOR: "Whole team",
        Role.AUDITOR: "Whole team",
    }
    auditor = seat(Role.AUDITOR, name="Aud Itor")
    assert measures.reader_for(auditor.may, mine=True) is measures.aggregate_measures


def list_stories_of(desk: Desk) -> int:
    with desk.store.read() as connection:
        return len(list_stories(connection, desk.viewer, SPAN))
