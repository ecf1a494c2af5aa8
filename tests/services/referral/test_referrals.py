"""Referrals: taken in whatever the result, judged anew, decided by partners, then accepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import InvalidInput, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Answer,
    Charge,
    Decision,
    DiversionOutcome,
    Door,
    IneligibleReason,
    NotEnrolledReason,
    ParticipantStatus,
    Question,
    ReferralState,
    Role,
    StopClockReason,
    TaskKind,
)
from lead_desktop.domain.referral.eligibility import STREET_DOORS
from lead_desktop.domain.referral.incident_clock import ClockState, Deadline, deadline_words
from lead_desktop.domain.referral.referral import (
    ApprovalLine,
    Clocks,
    Shelf,
    ToldAtTheDoor,
    WarmHandOff,
    clocks_of,
    partners_of,
)
from lead_desktop.services.contacts.contacts import LogContact, log_contact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from lead_desktop.services.people.participants import list_caseload
from lead_desktop.services.referral import incidents
from lead_desktop.services.referral.referral_steps import (
    RecordDecision,
    accept,
    decline,
    grant_exception,
    put_on_docket,
    record_decision,
    record_hand_off,
    take_up_again,
    undo_decision,
)
from lead_desktop.services.referral.referral_taking import AddReferral, OwnerApproval
from lead_desktop.services.referral.referrals import (
    add_referral,
    answer_referral,
    begin_outreach,
    list_answers,
    list_referrals,
    read_more,
)
from lead_desktop.services.worklist import worklist
from lead_desktop.store.tables import Participant, Referral, StatusChange

S = ParticipantStatus
Enroll = Callable[..., UUID]
YES = Answer.YES
WILLING = {Question.CONSENTS_TO_MEET: YES, Question.NO_EXCLUSION: YES}


def stop(**facts: object) -> AddReferral:
    """A stop referral of Cypress with everything answered."""
    usual: dict[str, object] = {
        "id": new_id(),
        "door": Door.STOP,
        "name": "Cypress Hypothetical",
        "born": "1988-02-29",
        "charges": frozenset({Charge.CDS_POSSESSION}),
        "district": "Central",
        "officer": "Ofc. Q. Placeholder",
        "answers": WILLING,
    }
    return AddReferral(**{**usual, **facts})  # type: ignore[arg-type]  # a test's shorthand


def status_of(desk: Desk, person: UUID) -> ParticipantStatus:
    (row,) = [row for row in list_caseload(desk) if row.id == person]
    return row.status


def test_a_referral_makes_a_participant_and_starts_its_clock(desk: Desk) -> None:
    done = add_referral(desk, stop())
    assert done.eligibility.eligible is True
    assert done.line.state is ReferralState.PENDING
    assert done.line.due == desk.clock.now() + timedelta(hours=24)
    assert done.line.intake_due_on == date(2026, 12, 23)
    assert status_of(desk, done.line.participant_id) is S.REFERRED
    social = add_referral(desk, stop(door=Door.SOCIAL, name="Moss Example", charges=frozenset()))
    assert social.line.due == desk.clock.now() + timedelta(hours=72)


@pytest.mark.parametrize(
    ("door", "hours"),
    [(Door.STOP, 12), (Door.ARREST, 12), (Door.SOCIAL, 48), (Door.COMMUNITY, 48), (Door.OTHER, 48)],
)
def test_each_door_has_the_clock_that_the_program_sets(desk: Desk, door: Door, hours: int) -> None:
    own = replace(desk.settings, street_outreach_hours=12, social_outreach_hours=48, intake_days=14)
    ours = replace(desk, settings=own)
    street = door in STREET_DOORS
    line = add_referral(ours, stop(door=door, hold_until=date(2026, 12, 20))).line
    assert line.due == desk.clock.now() + timedelta(hours=hours)
    assert line.intake_due_on == date(2026, 12, 7)
    assert line.hold_until == (date(2026, 12, 20) if street else None)


def test_what_was_told_at_the_door_is_read_back_whole(
    desk: Desk, seat: Callable[..., Desk]
) -> None:
    seen = desk.clock.now() - timedelta(hours=2)
    agreed = OwnerApproval(YES, "Example Market", seen, "by phone")
    done = add_referral(
        desk,
        stop(
            charges=frozenset({Charge.TRESPASS}), unit="Patrol", post="Post 12",
            basis="Asked to go",
            place="Fable St", agency="Example Market", incident_number="DEMO-7",
            occurred_at=seen, approval=agreed,
        ),
    )  # fmt: skip
    line, more = done.line, read_more(desk, done.line.id)
    assert (line.officer, line.unit, line.district, line.charges, line.incident_number) == (
        "Ofc. Q. Placeholder", "Patrol", "Central", (Charge.TRESPASS,), "DEMO-7",
    )  # fmt: skip
    assert more.told == ToldAtTheDoor(seen, "Fable St", "Example Market", "Post 12", "Asked to go")
    assert more.approval == ApprovalLine(YES, "Example Market", seen, "by phone")
    peers = read_more(seat(Role.PEER), done.line.id)  # without legal detail
    assert peers.approval is None
    assert peers.told == ToldAtTheDoor(seen, "Fable St", "Example Market", "", "")


@pytest.mark.parametrize("known", [{"by": "Example Market"}, {"how": "by phone"}])
def test_an_approval_without_who_and_how_accepts_nobody(desk: Desk, known: dict[str, str]) -> None:
    charges = frozenset({Charge.PUBLIC_URINATION})
    one = add_referral(desk, stop(charges=charges, approval=OwnerApproval(YES, **known))).line.id
    today = desk.clock.today()
    for partner in partners_of(desk.settings):
        record_decision(desk, RecordDecision(new_id(), one, partner, Decision.APPROVED, today))
    with pytest.raises(InvalidInput) as caught:
        accept(desk, one)
    assert [problem.field for problem in caught.value.problems] == ["approval"]
    answer_referral(desk, one, {}, approval=OwnerApproval(YES, "Example Market", how="by phone"))
    assert accept(desk, one).line.state is ReferralState.ACCEPTED


def test_saving_twice_makes_one(desk: Desk) -> None:
    command = stop()
    first, second = add_referral(desk, command), add_referral(desk, command)
    assert (first.created, second.created) == (True, False)
    assert first.line == second.line
    with desk.store.read() as connection:
        assert connection.scalar(select(func.count(Participant.id))) == 1


def test_whoever_is_not_eligible_stays_countable_and_can_come_by_the_other_door(
    desk: Desk,
) -> None:
    told = OwnerApproval(Answer.NO, "Example Market")
    done = add_referral(desk, stop(charges=frozenset({Charge.TRESPASS}), approval=told))
    assert done.line.state is ReferralState.NOT_ELIGIBLE
    assert done.line.reason_codes == (IneligibleReason.VICTIM_OR_OWNER_DECLINED,)
    assert done.line.shelf is Shelf.NOT_ELIGIBLE
    person = done.line.participant_id
    assert status_of(desk, person) is S.NOT_ENROLLED
    answers = {**WILLING, Question.RECENT_POLICE_CONTACT: YES, Question.TIED_TO_NEED: YES}
    again = add_referral(
        desk,
        stop(
            door=Door.SOCIAL,
            charges=frozenset(),
            participant_id=person,
            answers=answers,
            again_of=done.line.id,
            begin_outreach=True,
        ),
    )
    assert again.eligibility.eligible is True
    assert again.line.participant_id == person
    assert status_of(desk, person) is S.OUTREACH
    assert len(list_referrals(desk, participant_id=person)) == 2


def test_trespass_waits_for_the_owner_before_outreach(desk: Desk) -> None:
    command = stop(charges=frozenset({Charge.TRESPASS}), begin_outreach=True)
    with pytest.raises(InvalidInput) as caught:
        add_referral(desk, command)
    assert [problem.field for problem in caught.value.problems] == ["approval"]
    assert list_referrals(desk) == []  # refused whole
    saved = add_referral(desk, replace(command, begin_outreach=False))
    assert saved.eligibility.missing == (Question.OWNER_APPROVAL,)
    agreed = OwnerApproval(YES, "Example Market", how="by phone")
    assert answer_referral(desk, saved.line.id, {}, approval=agreed).eligibility.eligible is True
    begun = begin_outreach(desk, saved.line.id)
    assert begun.line.state is ReferralState.OUTREACH
    assert status_of(desk, begun.line.participant_id) is S.OUTREACH


def test_every_step_of_the_status_is_in_the_history(desk: Desk) -> None:
    done = add_referral(desk, stop(begin_outreach=True))
    with desk.store.read() as connection:
        steps = connection.execute(
            select(StatusChange.to_status)
            .where(StatusChange.participant_id == done.line.participant_id)
            .order_by(StatusChange.created_at, StatusChange.id)
        ).scalars()
        assert list(steps) == [S.REFERRED, S.SCREENING, S.OUTREACH]


def test_an_attempt_satisfies_the_first_outreach(desk: Desk) -> None:
    from lead_desktop.domain.codes import ContactMode, ContactOutcome

    done = add_referral(desk, stop(begin_outreach=True))
    assert done.line.shelf is Shelf.OUTREACH
    log_contact(
        desk,
        LogContact(
            id=new_id(),
            participant_ids=(done.line.participant_id,),
            mode=ContactMode.IN_PERSON,
            outcome=ContactOutcome.NOT_FOUND,
            occurred_at=desk.clock.now(),
        ),
    )
    (line,) = list_referrals(desk)
    assert line.first_tried_at == desk.clock.now()
    assert line.due is None
    assert line.shelf is Shelf.ANSWERS


def test_a_referral_is_not_an_approval(desk: Desk) -> None:
    done = add_referral(desk, stop())
    with pytest.raises(InvalidInput, match="Still to agree"):
        accept(desk, done.line.id)
    partners = partners_of(desk.settings)
    for partner in partners:
        decided = RecordDecision(
            new_id(), done.line.id, partner, Decision.APPROVED, desk.clock.today(), "Ms Example"
        )
        record_decision(desk, decided)
        record_decision(desk, decided)  # the same id again is the same decision
    assert status_of(desk, done.line.participant_id) is S.SCREENING
    accepted = accept(desk, done.line.id)
    assert accepted.line.state is ReferralState.ACCEPTED
    assert [line.partner for line in accepted.line.decisions] == list(partners)
    assert status_of(desk, done.line.participant_id) is S.OUTREACH


def test_the_newest_decision_of_a_partner_counts_and_can_be_taken_back(desk: Desk) -> None:
    done = add_referral(desk, stop())
    today = desk.clock.today()
    for partner in partners_of(desk.settings):
        record_decision(
            desk, RecordDecision(new_id(), done.line.id, partner, Decision.APPROVED, today)
        )
    last = RecordDecision(
        new_id(), done.line.id, partners_of(desk.settings)[0], Decision.NOT_APPROVED, today
    )
    record_decision(desk, last)
    with pytest.raises(InvalidInput, match="Still to agree"):
        accept(desk, done.line.id)
    undo_decision(desk, last.id)
    assert accept(desk, done.line.id).line.state is ReferralState.ACCEPTED
    with pytest.raises(Refused):
        undo_decision(desk, accept_decisions(desk, done.line.id)[0])


def accept_decisions(desk: Desk, referral_id: UUID) -> list[UUID]:
    (line,) = [line for line in list_referrals(desk) if line.id == referral_id]
    return [decision.id for decision in line.decisions]


def test_an_exception_is_a_supervisors_act_with_a_reason(
    desk: Desk, seat: Callable[..., Desk]
) -> None:
    done = add_referral(desk, stop(district="Western"))
    assert done.line.state is ReferralState.NOT_ELIGIBLE
    with pytest.raises(Refused):
        grant_exception(desk, done.line.id, "Stays around the corner of the district")
    boss = seat(Role.SUPERVISOR)
    with pytest.raises(InvalidInput):
        grant_exception(boss, done.line.id, "ok")
    granted = grant_exception(boss, done.line.id, "Stays around the corner of the district")
    assert granted.line.state is ReferralState.PENDING
    told = read_more(desk, done.line.id).exception
    assert told is not None
    assert (told.worker, told.reason) == (
        boss.worker.name,
        "Stays around the corner of the district",
    )
    assert status_of(desk, done.line.participant_id) is S.REFERRED
    assert begin_outreach(desk, done.line.id).line.state is ReferralState.OUTREACH


def test_no_exception_stands_for_the_owners_approval(desk: Desk, seat: Callable[..., Desk]) -> None:
    told = OwnerApproval(Answer.NO, "Example Market")
    done = add_referral(desk, stop(charges=frozenset({Charge.TRESPASS}), approval=told))
    boss = seat(Role.SUPERVISOR)
    grant_exception(boss, done.line.id, "The street is on the way to the center")
    for step in (accept, begin_outreach):
        with pytest.raises(InvalidInput) as caught:
            step(boss, done.line.id)
        assert "approval" in {problem.field for problem in caught.value.problems}
    assert status_of(desk, done.line.participant_id) is S.REFERRED


def test_a_decline_keeps_its_reason_and_can_be_taken_up_again(desk: Desk) -> None:
    done = add_referral(desk, stop())
    gone = decline(
        desk,
        done.line.id,
        NotEnrolledReason.NOT_ELIGIBLE,
        why=IneligibleReason.SAO_DECLINED,
    )
    assert gone.line.settled_reason is NotEnrolledReason.NOT_ELIGIBLE
    assert gone.line.reason_codes == (IneligibleReason.SAO_DECLINED,)
    assert status_of(desk, done.line.participant_id) is S.NOT_ENROLLED
    with pytest.raises(Refused):
        decline(desk, done.line.id, NotEnrolledReason.DECLINED_LATER)
    back = take_up_again(desk, done.line.id)
    assert back.line.state is ReferralState.PENDING
    assert status_of(desk, done.line.participant_id) is S.REFERRED


def test_somebody_alike_who_is_with_lead_is_told_and_never_decides_alone(
    desk: Desk, enroll: Enroll
) -> None:
    known = enroll("Cypress Hypothetical", date_of_birth="1988-02-29")
    done = add_referral(desk, stop())
    assert [match.participant_id for match in done.possible_matches] == [known]
    assert done.line.participant_id != known
    assert done.eligibility.missing == (Question.NOT_ENROLLED,)
    other = add_referral(desk, stop(different_from=(known,)))
    assert known not in {match.participant_id for match in other.possible_matches}


def test_a_referral_of_somebody_who_is_with_lead_keeps_its_incident(
    desk: Desk, enroll: Enroll
) -> None:
    known = enroll("Cypress Hypothetical")
    for day in (1, 2):
        add_referral(
            desk,
            stop(
                participant_id=known,
                door=Door.ARREST,
                occurred_at=desk.clock.now() - timedelta(days=day),
                hold_until=date(2026, 12, 20),
            ),
        )
    assert status_of(desk, known) is S.ACTIVE
    found = incidents.list_incidents(desk, known)
    assert [line.occurred_on for line in found] == [date(2026, 11, 21), date(2026, 11, 22)]
    assert all(line.outcome is DiversionOutcome.PENDING for line in found)


def set_incident(
    desk: Desk,
    incident_id: UUID,
    *,
    stop: StopClockReason | None = None,
    outcome: DiversionOutcome = DiversionOutcome.PENDING,
) -> incidents.IncidentUpdated:
    """Set clock and outcome as the sheet of an incident does, decided today."""
    return incidents.update_incident(
        desk, incident_id, stop=stop, outcome=outcome, on=desk.clock.today()
    )


def test_the_days_until_intake_can_stand_still_with_a_reason(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Moss Example")
    added = incidents.add_incident(
        desk,
        incidents.AddIncident(
            new_id(), person, date(2026, 11, 20), frozenset({Charge.LARCENY}), "DEMO-1"
        ),
    )
    assert added.intake_due_on == date(2026, 12, 20)
    set_incident(desk, added.id, stop=StopClockReason.IN_JAIL)
    later = replace(desk, clock=FixedClock(instant=desk.clock.now() + timedelta(days=5)))
    (standing,) = incidents.list_incidents(later, person)
    assert standing.intake_due_on == date(2026, 12, 25)
    assert standing.stopped.reason is StopClockReason.IN_JAIL
    set_incident(later, added.id)
    (started,) = incidents.list_incidents(later, person)
    assert (started.intake_due_on, started.stopped.days) == (date(2026, 12, 25), 5)
    set_incident(later, added.id, outcome=DiversionOutcome.INTAKE_MET_NOT_FILED)
    (settled,) = incidents.list_incidents(later, person)
    assert settled.clock is ClockState.SETTLED


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (ParticipantStatus.OUTREACH, ClockState.COUNTING),
        (ParticipantStatus.INTAKE_STARTED, ClockState.COUNTING),
        (ParticipantStatus.ACTIVE, ClockState.INTAKE_DONE),
        (ParticipantStatus.INACTIVE_LOST, ClockState.INTAKE_DONE),
        (ParticipantStatus.NOT_ENROLLED, ClockState.ENDED),
        (ParticipantStatus.CLOSED, ClockState.ENDED),
    ],
)
def test_the_days_until_intake_count_for_who_has_an_intake_to_come(
    desk: Desk, enroll: Callable[..., UUID], status: ParticipantStatus, state: ClockState
) -> None:
    person = enroll("Moss Example", status=status)
    day = desk.clock.today() - timedelta(days=26)
    hold = desk.clock.today() + timedelta(days=3)
    charge = frozenset({Charge.LARCENY})
    line = incidents.add_incident(
        desk, incidents.AddIncident(new_id(), person, day, charge, hold_until=hold)
    )
    assert line.clock is state
    row = participants.read_record(desk, person).row
    intake = Deadline(day + timedelta(days=30), intake=True)
    held = Deadline(hold, intake=False)
    assert (
        row.deadlines
        == {
            ClockState.COUNTING: (held, intake),
            ClockState.INTAKE_DONE: (held,),
            ClockState.ENDED: (),
        }[state]
    )
    shown = {
        item.kind: item.due
        for item in worklist.list_work(desk, everybody=True).items
        if item.kind in (TaskKind.INTAKE_DUE, TaskKind.CHARGE_HOLD)
    }
    assert shown.get(TaskKind.INTAKE_DUE) == (intake.on if state is ClockState.COUNTING else None)
    assert shown.get(TaskKind.CHARGE_HOLD) == (None if state is ClockState.ENDED else hold)


def test_a_clock_that_stands_still_asks_for_no_intake_and_a_peer_sees_none(
    desk: Desk, enroll: Callable[..., UUID], seat: Callable[..., Desk]
) -> None:
    person = enroll("Moss Example", status=ParticipantStatus.OUTREACH)
    day = desk.clock.today() - timedelta(days=26)
    line = incidents.add_incident(
        desk, incidents.AddIncident(new_id(), person, day, frozenset({Charge.LARCENY}))
    )
    assert participants.read_record(seat(Role.PEER), person).row.deadlines == ()
    short = replace(desk, settings=replace(desk.settings, intake_days=14))
    (late,) = participants.read_record(short, person).row.deadlines
    assert deadline_words(late, desk.clock.today()) == "Full intake 12 days late"
    set_incident(desk, line.id, stop=StopClockReason.IN_JAIL)
    assert participants.read_record(desk, person).row.deadlines == ()


def test_undoing_brings_clock_and_outcome_back_as_they_were(
    desk: Desk, enroll: Callable[..., UUID]
) -> None:
    """Days had stood still since five days ago; starting the clock by mistake loses none."""
    person = enroll("Moss Example", status=ParticipantStatus.OUTREACH)
    line = incidents.add_incident(
        desk,
        incidents.AddIncident(new_id(), person, date(2026, 11, 20), frozenset({Charge.LARCENY})),
    )
    set_incident(desk, line.id, stop=StopClockReason.IN_JAIL)
    later = replace(desk, clock=FixedClock(instant=desk.clock.now() + timedelta(days=5)))
    (before,) = incidents.list_incidents(later, person)
    done = set_incident(later, line.id, outcome=DiversionOutcome.FILED_OTHER_REASON)
    assert incidents.list_incidents(later, person) != [before]
    incidents.put_back_incident(later, line.id, done.before)
    assert incidents.list_incidents(later, person) == [before]


def test_what_somebody_changed_since_is_not_undone(desk: Desk, enroll: Callable[..., UUID]) -> None:
    person = enroll("Moss Example", status=ParticipantStatus.OUTREACH)
    line = incidents.add_incident(
        desk,
        incidents.AddIncident(new_id(), person, date(2026, 11, 20), frozenset({Charge.LARCENY})),
    )
    done = set_incident(desk, line.id, stop=StopClockReason.IN_JAIL)
    set_incident(desk, line.id, outcome=DiversionOutcome.INTAKE_MET_NOT_FILED)
    with pytest.raises(Refused, match="changed this incident since"):
        incidents.put_back_incident(desk, line.id, done.before)
    (now,) = incidents.list_incidents(desk, person)
    assert now.outcome is DiversionOutcome.INTAKE_MET_NOT_FILED


def test_only_an_incident_on_which_nothing_rests_is_taken_back(desk: Desk, enroll: Enroll) -> None:
    person, day = enroll("Moss Example"), date(2026, 11, 20)
    added = incidents.AddIncident(new_id(), person, day, frozenset({Charge.LARCENY}))
    incidents.add_incident(desk, added)
    incidents.remove_incident(desk, added.id)
    assert incidents.list_incidents(desk, person) == []
    stood = replace(added, id=new_id())
    incidents.add_incident(desk, stood)
    set_incident(desk, stood.id, stop=StopClockReason.IN_JAIL)
    with pytest.raises(Refused):
        incidents.remove_incident(desk, stood.id)
    add_referral(desk, stop(participant_id=person, door=Door.ARREST))
    of_referral = next(one for one in incidents.list_incidents(desk, person) if one.referral_id)
    with pytest.raises(Refused):
        incidents.remove_incident(desk, of_referral.id)
    assert len(incidents.list_incidents(desk, person)) == 2


def test_a_warm_hand_off_is_timed(desk: Desk) -> None:
    done = add_referral(desk, stop())
    called = desk.clock.now() - timedelta(minutes=50)
    came = WarmHandOff(called, called + timedelta(minutes=25), "Fable St", "Dre", True)
    record_hand_off(desk, done.line.id, came)
    assert (came.minutes, came.met(Clocks())) == (25, True)
    assert replace(came, arrived_at=called + timedelta(minutes=31)).met(Clocks()) is False
    assert replace(came, arrived_at=None).met(Clocks()) is None
    shorter = clocks_of(replace(desk.settings, handoff_minutes=20))
    kept = read_more(desk, done.line.id).hand_off
    assert kept == came
    assert kept.met(shorter) is False
    with pytest.raises(InvalidInput):
        record_hand_off(desk, done.line.id, replace(came, arrived_at=called - timedelta(1)))


def test_roles_without_legal_detail_see_a_referral_without_its_charges(
    desk: Desk, seat: Callable[..., Desk]
) -> None:
    add_referral(desk, stop(incident_number="DEMO-000123"))
    (line,) = list_referrals(seat(Role.PEER))
    assert (line.charges, line.incident_number) == ((), "")
    (whole,) = list_referrals(desk)
    assert whole.charges == (Charge.CDS_POSSESSION,)


def test_who_answered_and_on_which_evidence_is_kept(desk: Desk) -> None:
    done = add_referral(desk, stop(answers={}, evidence={}))
    answer_referral(
        desk,
        done.line.id,
        {Question.NO_EXCLUSION: YES},
        evidence={Question.NO_EXCLUSION: "Public court search"},
    )
    (answer,) = list_answers(desk, done.line.id)
    assert (answer.answer, answer.evidence) == (YES, "Public court search")
    assert answer.worker == desk.worker.name


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"born": "soon"}, "born"),
        ({"occurred_at": FixedClock().now() + timedelta(hours=1)}, "occurred_at"),
    ],
)
def test_bad_input_is_refused_whole(desk: Desk, facts: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        add_referral(desk, stop(**facts))
    assert field in {problem.field for problem in caught.value.problems}
    with desk.store.read() as connection:
        assert connection.scalar(select(func.count(Referral.id))) == 0


def test_a_referral_goes_on_the_list_of_a_meeting_and_off_it(desk: Desk) -> None:
    done = add_referral(desk, stop())
    assert put_on_docket(desk, done.line.id, date(2026, 11, 25)).line.docket_on is not None
    assert put_on_docket(desk, done.line.id, None).line.docket_on is None
