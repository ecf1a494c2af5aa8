"""The worklist over a real store: what puts things on it, and what takes them off again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lead_desktop.base.errors import InvalidInput
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AppointmentStatus,
    Audience,
    ContactOutcome,
    DiversionOutcome,
    Door,
    EventKind,
    EventSource,
    LinkageStatus,
    NeedStatus,
    ParticipantStatus,
    Phase,
    ReferralState,
    ReferralType,
    Role,
    ServiceCategory,
    TaskKind,
)
from lead_desktop.domain.worklist.program_timeline import TimelineStep
from lead_desktop.domain.worklist.work_item import Section
from lead_desktop.services.contacts import contacts, drafts, note_edits, reviews
from lead_desktop.services.contacts.drafts import DraftState
from lead_desktop.services.contacts.reviews import ReturnNote
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from lead_desktop.services.plan.appointments import Agenda
from lead_desktop.services.worklist import program_timelines, tasks, worklist
from lead_desktop.services.worklist.tasks import WriteTask
from lead_desktop.services.worklist.worklist import HandOver
from lead_desktop.store.tables import (
    Appointment,
    Consent,
    ConsentRecipient,
    DivertedIncident,
    Event,
    Linkage,
    Need,
    Referral,
)
from tests.services.noting import edited
from tests.services.worklist.working import Enroll, Seat, add, only, put_off, reach, stamps, told

CHANGING = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def test_past_cadence_stands_until_the_person_is_reached(desk: Desk, enroll: Enroll) -> None:
    moss = enroll("Moss Example", case_manager=desk)
    reach(desk, moss, days=19)
    item = only(worklist.list_work(desk), TaskKind.PAST_CADENCE)
    assert (item.why, item.badge) == ("19 days since reached, target 14", "5 days past")
    assert item.due == date(2026, 11, 18)
    reach(desk, moss)
    assert worklist.list_work(desk).items == ()


people = st.lists(
    st.tuples(
        st.sampled_from(list(ParticipantStatus)),
        st.sampled_from(list(Phase)),
        st.integers(0, 90),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@CHANGING
@given(people)
def test_each_person_past_cadence_stands_exactly_once_and_goes_when_reached(
    seat: Seat,
    enroll: Enroll,
    lives: list[tuple[ParticipantStatus, Phase, int, bool]],
) -> None:
    worker = seat(Role.CASE_MANAGER, name=f"Worker {new_id()}")
    for place, (status, phase, ago, tried) in enumerate(lives):
        who = enroll(f"Person {place}", case_manager=worker, status=status, phase=phase)
        reach(worker, who, days=ago)
        if tried:
            reach(worker, who, days=0.1, outcome=ContactOutcome.NO_ANSWER)
    rows = {row.id: row for row in participants.list_caseload(worker) if row.mine}
    past = sorted(row.id for row in rows.values() if row.cadence.days_past)
    work = worklist.list_work(worker)
    everything = [*work.items, *(aside.item for aside in work.aside)]
    asked = {TaskKind.PAST_CADENCE, TaskKind.TO_FIND}
    listed = [item.participant_id for item in everything if item.kind in asked]
    assert sorted(who for who in listed if who and rows[who].cadence.days_past) == past
    for who in past:
        reach(worker, who)
    after = worklist.list_work(worker)
    remaining = [*after.items, *(aside.item for aside in after.aside)]
    assert not [i for i in remaining if i.kind in asked and i.participant_id in past]


def test_what_is_due_is_found_by_its_kind(desk: Desk, enroll: Enroll) -> None:
    juniper = enroll("Juniper Fable", case_manager=desk)
    reach(desk, juniper)
    today, now = desk.clock.today(), desk.clock.now()
    need, consent = new_id(), new_id()
    add(
        desk,
        Appointment(
            participant_id=juniper,
            title="Intake",
            starts_at=now + timedelta(hours=1),
            place="Sample Street",
            status=AppointmentStatus.PLANNED,
            **stamps(desk),
        ),
        Need(
            id=need,
            participant_id=juniper,
            category=ServiceCategory.HOUSING,
            status=NeedStatus.WORKING_ON,
            identified_on=today,
            **stamps(desk),
        ),
        Linkage(
            participant_id=juniper,
            need_id=need,
            category=ServiceCategory.HOUSING,
            worker_id=desk.worker.id,
            status=LinkageStatus.SENT,
            status_since=today - timedelta(days=9),
            due_on=today - timedelta(days=6),
            **stamps(desk),
        ),
        Consent(
            id=consent,
            participant_id=juniper,
            kind="part2_single",
            recipient_kind=Audience.PROVIDER,
            purpose="care",
            signed_on=today - timedelta(days=300),
            expires_on=today + timedelta(days=7),
            **stamps(desk),
        ),
        ConsentRecipient(consent_id=consent, name="Sample Street", **stamps(desk)),
    )
    tasks.write_tasks(desk, (WriteTask(new_id(), juniper, "Bring the form", today),))
    tasks.write_tasks(desk, (WriteTask(new_id(), juniper, "Next week", today + timedelta(days=7)),))
    reach(desk, juniper, sign=False)
    drafts.save_draft(desk, DraftState(new_id(), "contact", juniper, {}, open=False))
    assert [(i.kind, i.why, i.badge) for i in worklist.list_work(desk).items] == [
        (TaskKind.APPOINTMENT, "Intake · Sample Street", "11:41"),
        (TaskKind.FOLLOW_UP, "Bring the form", "Today"),
        (TaskKind.LINKAGE_CHECK, "Housing · hear from the provider", "6 days late"),
        (TaskKind.CONSENT_ENDING, "Release to Sample Street ends Nov 30", "7 days"),
        (TaskKind.UNSIGNED_NOTE, "Contact note, Mon Nov 23, 10:41 · phone", "0 h"),
        (TaskKind.DRAFT, "Begun, not saved: last written Mon Nov 23, 10:41", "0 h"),
    ]
    duties = worklist.list_duties(desk, participant_id=juniper)
    assert "Next week" in [duty.why for duty in duties]


def test_a_returned_note_stands_on_its_authors_list_until_it_is_answered(
    desk: Desk, enroll: Enroll, seat: Callable[..., Desk]
) -> None:
    juniper = enroll("Juniper Fable", case_manager=desk)
    reach(desk, juniper, sign=False)
    note = contacts.list_contacts(desk, participant_id=juniper)[0]
    supervisor = seat(Role.SUPERVISOR, name="Ada Sampleton")
    reviews.return_note(supervisor, ReturnNote(new_id(), note.id, "Which shelter?"))

    def listed(of: Desk) -> list[tuple[TaskKind, str]]:
        notes = (TaskKind.RETURNED_NOTE, TaskKind.UNSIGNED_NOTE)
        items = worklist.list_work(of).items
        return [(item.kind, item.section) for item in items if item.kind in notes]

    # Once, as returned: not a second time as one to sign. Nobody else is asked for it.
    assert listed(desk) == [(TaskKind.RETURNED_NOTE, "Returned to you")]
    assert listed(supervisor) == []
    (item,) = (i for i in worklist.list_work(desk).items if i.kind is TaskKind.RETURNED_NOTE)
    assert item.why == "Contact note to look at again, returned Mon Nov 23 · phone"
    assert "shelter" not in item.why
    note_edits.edit_contact(desk, edited(desk, note.id, note="At Sample Street"))
    assert listed(desk) == [(TaskKind.UNSIGNED_NOTE, "Notes to sign")]


def test_a_release_asks_for_a_contact_within_72_hours_until_it_happened(
    desk: Desk, enroll: Enroll
) -> None:
    alder = enroll("Alder Pretend", case_manager=desk)
    reach(desk, alder, days=3)
    released = desk.clock.now() - timedelta(hours=50)
    add(
        desk,
        Event(
            participant_id=alder,
            worker_id=desk.worker.id,
            kind=EventKind.JAIL_RELEASED,
            source=EventSource.SELF_REPORT,
            occurred_at=released,
            **stamps(desk),
        ),
    )
    item = only(worklist.list_work(desk), TaskKind.AFTER_RELEASE)
    assert (item.badge, item.section) == ("22 h left of 72 h", Section.SAFETY)
    assert "naloxone in hand" in item.why
    with pytest.raises(InvalidInput):
        put_off(desk, item, days=2)
    reach(desk, alder, outcome=ContactOutcome.NO_ANSWER)
    assert only(worklist.list_work(desk), TaskKind.AFTER_RELEASE)
    reach(desk, alder)
    assert only(worklist.list_work(desk), TaskKind.NALOXONE).section is Section.SAFETY
    assert len(worklist.list_work(desk).items) == 1


def test_new_people_stand_until_somebody_tried(desk: Desk, enroll: Enroll) -> None:
    wren = enroll(
        "Wren Sample",
        case_manager=desk,
        status=ParticipantStatus.REFERRED,
        enrolled_on=date(2026, 11, 22),
    )
    item = only(worklist.list_work(desk), TaskKind.FIRST_OUTREACH)
    assert item.badge == "2 d left of 3 d"
    reach(desk, wren, outcome=ContactOutcome.NOT_FOUND)
    assert worklist.list_work(desk).items == ()


def test_ended_people_ask_for_nothing(desk: Desk, enroll: Enroll) -> None:
    basil = enroll("Basil Placeholder", case_manager=desk, status=ParticipantStatus.CLOSED)
    tasks.write_tasks(desk, (WriteTask(new_id(), basil, "Call", desk.clock.today()),))
    assert worklist.list_work(desk).items == ()
    assert worklist.list_duties(desk) == ()


def test_others_people_and_drafts_are_not_on_my_day(desk: Desk, seat: Seat, enroll: Enroll) -> None:
    other = seat(Role.CASE_MANAGER, name="Ana Other")
    wren = enroll("Wren Sample", case_manager=other)
    reach(other, wren, days=30, sign=False)
    drafts.save_draft(other, DraftState(new_id(), "contact", wren, {}, open=False))
    assert worklist.list_work(desk).items == ()
    assert told(worklist.list_work(desk, everybody=True)) == [
        (TaskKind.PAST_CADENCE, "Wren Sample"),
        (TaskKind.UNSIGNED_NOTE, "Wren Sample"),
    ]


def test_promises_of_a_colleague_who_left_fall_to_the_team(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    gone = seat(Role.PEER, name="Lou Testwell")
    moss = enroll("Moss Example", case_manager=desk)
    reach(desk, moss)
    tasks.write_tasks(gone, (WriteTask(new_id(), moss, "Call the clinic", desk.clock.today()),))
    assert worklist.list_work(desk).items == ()
    with desk.store.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE worker SET active = FALSE WHERE id = ?", (gone.worker.id.hex,)
        )
    assert told(worklist.list_work(desk)) == [(TaskKind.FOLLOW_UP, "Moss Example")]


def test_no_branch_of_the_worklist_walks_a_history(desk: Desk) -> None:
    from lead_desktop.store.queries import worklist as query
    from lead_desktop.store.queries.visibility import bounds_of

    names = (
        "worker", "now", "today", "promised_by", "consents_by", "unsaid_from", "day_end",
        "legal", "holds_by", "altered",
    )  # fmt: skip
    for branches in (query._MINE, query._EVERYBODY):
        with desk.store.read() as connection:
            plan = connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {query._WITH.format(branches=branches)}",
                dict.fromkeys(names, "") | bounds_of(desk.viewer),
            ).all()
        scans = [step.detail for step in plan if step.detail.startswith("SCAN")]
        # A vault has few incidents that stand in the place of a charge.
        # That index holds returns which are open, and nothing else.
        returns = "SCAN r USING INDEX ix_note_review_open"
        allowed = ("SCAN found", "SCAN my_people", "SCAN worker", "SCAN d", "SCAN i", returns)
        assert [scan for scan in scans if not scan.startswith(allowed)] == []


def test_a_referral_asks_for_outreach_by_the_clock_of_its_door(desk: Desk, enroll: Enroll) -> None:
    linden = enroll("Linden Mock", case_manager=desk, status=ParticipantStatus.REFERRED)
    add(
        desk,
        Referral(
            participant_id=linden,
            worker_id=desk.worker.id,
            door=Door.STOP,
            type=ReferralType.STOP_REFERRAL,
            state=ReferralState.OUTREACH,
            received_at=desk.clock.now() - timedelta(hours=18),
            district="Sample District",
            charges=[],
            reason_codes=[],
            **stamps(desk),
        ),
    )
    (item,) = worklist.list_work(desk).items
    assert (item.kind, item.badge) == (TaskKind.FIRST_OUTREACH, "6 h left")
    assert item.why == "Stop referral · Sample District · needs first outreach"
    reach(desk, linden, outcome=ContactOutcome.NOT_FOUND)
    assert worklist.list_work(desk).items == ()


def test_a_charge_hold_is_listed_before_it_ends_for_those_who_may_know(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    moss = enroll("Moss Example", case_manager=desk)
    reach(desk, moss)
    add(
        desk,
        DivertedIncident(
            participant_id=moss,
            worker_id=desk.worker.id,
            occurred_on=desk.clock.today() - timedelta(days=25),
            charges=[],
            hold_until=desk.clock.today() + timedelta(days=5),
            outcome=DiversionOutcome.PENDING,
            **stamps(desk),
        ),
    )
    item = only(worklist.list_work(desk), TaskKind.CHARGE_HOLD)
    assert (item.badge, item.due) == ("in 5 days", date(2026, 11, 28))
    assert worklist.list_work(seat(Role.PEER), everybody=True).items == ()


def test_the_next_step_of_the_caseload_tells_no_court_date_to_a_peer(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    moss = enroll("Moss Example", case_manager=desk)
    for days, title, court in ((1, "Hearing", True), (2, "Clinic", False)):
        at = desk.clock.now() + timedelta(days=days)
        add(
            desk,
            Appointment(
                participant_id=moss, title=title, starts_at=at, place="", transport="",
                court=court, status=AppointmentStatus.PLANNED, **stamps(desk),
            ),
        )  # fmt: skip
    seen = {
        one.worker.role: participants.read_record(one, moss).row.next_step
        for one in (desk, seat(Role.PEER))
    }
    assert seen == {Role.CASE_MANAGER: "Hearing", Role.PEER: "Clinic"}


def test_a_restricted_record_is_on_nobody_elses_list(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    other, lou = seat(Role.CASE_MANAGER, name="Ana Other"), seat(Role.PEER, name="Lou Testwell")
    wren = enroll("Wren Sample", case_manager=other, restricted=True)
    reach(other, wren, days=30, sign=False)
    tasks.write_tasks(other, (WriteTask(new_id(), wren, "Call", desk.clock.today()),))
    worklist.hand_over(other, HandOver(new_id(), "x", wren, None, "Try at six"))
    assert len(worklist.list_work(other).items) == 3
    for stranger in (desk, lou):
        assert worklist.list_work(stranger).items == ()
        assert worklist.list_work(stranger, everybody=True).items == ()
        assert worklist.list_duties(stranger) == ()
        assert worklist.read_day(stranger, everybody=True).agenda == Agenda((), ())


def test_steps_of_the_first_months_stand_until_they_are_done(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    moss = enroll("Moss Example", case_manager=desk, enrolled_on=date(2026, 11, 16))
    reach(desk, moss)
    listed = [(i.kind, i.why, i.badge) for i in worklist.list_work(desk).items]
    assert listed == [
        (TaskKind.TIMELINE_STEP, "Intake: consent, safe contact, first needs", "7 days late"),
        (TaskKind.TIMELINE_STEP, "First week: plan in the participant’s words", "Today"),
    ]
    program_timelines.mark_step(desk, moss, "day0")
    program_timelines.mark_step(desk, moss, "day0")
    assert len(worklist.list_work(desk).items) == 1
    program_timelines.unmark_step(desk, moss, "day0")
    assert len(worklist.list_work(desk).items) == 2
    administrator = seat(Role.SUPERVISOR, administrator=True)
    steps = (TimelineStep("call", 8, "Call the family", shifts=False),)
    program_timelines.change_steps(administrator, steps)
    assert program_timelines.list_steps(desk) == steps
    assert [i.why for i in worklist.list_work(desk).items] == ["Call the family"]
    with pytest.raises(InvalidInput):
        program_timelines.change_steps(administrator, (TimelineStep("x", -1, "Before"),))
    program_timelines.change_steps(administrator, ())
    assert worklist.list_work(desk).items == ()
