"""Appointments on the worklist and in the day: ahead, past without a word, beside a linkage."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AppointmentStatus,
    LinkageStatus,
    NeedStatus,
    Role,
    ServiceCategory,
    TaskKind,
)
from lead_desktop.domain.plan.calendar import UNSAID_DAYS, Outcome
from lead_desktop.services.desk import Desk
from lead_desktop.services.plan import appointments, linkages
from lead_desktop.services.plan.linkages import AddLinkage
from lead_desktop.services.worklist import team_events, worklist
from lead_desktop.services.worklist.team_events import SetTeamEvent
from lead_desktop.store.tables import (
    Appointment,
    Linkage,
    Need,
    Organization,
)
from tests.services.worklist.working import Enroll, Seat, add, reach, stamps, visit


def test_a_past_appointment_is_asked_about_until_somebody_says_what_became_of_it(
    desk: Desk, enroll: Enroll, clock: FixedClock
) -> None:
    juniper = enroll("Juniper Fable", case_manager=desk)
    reach(desk, juniper)
    now = desk.clock.now()
    asked = visit(desk, juniper, now - timedelta(days=2))
    visit(desk, juniper, now - timedelta(days=UNSAID_DAYS + 1))  # nobody remembers any more
    visit(desk, juniper, now - timedelta(hours=2))
    visit(desk, juniper, now + timedelta(hours=1))
    assert [(i.why, i.badge) for i in worklist.list_work(desk).items] == [
        ("Did it happen? Intake", "2 days ago"),
        ("Did it happen? Intake", "08:41"),
        ("Intake", "11:41"),
    ]
    missed = Outcome(AppointmentStatus.MISSED)
    appointments.settle_appointment(desk, asked, missed)
    assert asked not in {item.subject_id for item in worklist.list_work(desk).items}
    appointments.undo_settling(desk, asked)
    assert worklist.list_work(desk).items[0].subject_id == asked


def test_who_drives_reads_you_where_the_others_read_the_name(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    juniper, lou = enroll("Juniper Fable", case_manager=desk), seat(Role.PEER, name="Lou Testwell")
    reach(desk, juniper)
    add(
        desk,
        Appointment(
            participant_id=juniper, title="Intake", starts_at=desk.clock.now(),
            place="Sample Clinic", transport=desk.worker.name,
            status=AppointmentStatus.PLANNED, **stamps(desk),
        ),
    )  # fmt: skip
    said = [worklist.list_work(one, everybody=True).items[0].why for one in (desk, lou)]
    assert said == [
        "Intake · Sample Clinic · transport: you",
        f"Intake · Sample Clinic · transport: {desk.worker.name}",
    ]


def test_a_visit_and_its_linkage_ask_once_until_the_supervisor_should_see(
    desk: Desk, enroll: Enroll, clock: FixedClock
) -> None:
    juniper = enroll("Juniper Fable", case_manager=desk)
    reach(desk, juniper)
    today, need, linkage = desk.clock.today(), new_id(), new_id()
    day = today - timedelta(days=1)
    add(
        desk,
        Need(
            id=need,
            participant_id=juniper,
            category=ServiceCategory.HOUSING,
            status=NeedStatus.WORKING_ON,
            identified_on=day,
            **stamps(desk),
        ),
        Linkage(
            id=linkage,
            participant_id=juniper,
            need_id=need,
            category=ServiceCategory.HOUSING,
            worker_id=desk.worker.id,
            status=LinkageStatus.SCHEDULED,
            status_since=day,
            due_on=day,
            **stamps(desk),
        ),
    )
    asked = visit(desk, juniper, desk.clock.now() - timedelta(days=1), linkage)
    assert [item.subject_id for item in worklist.list_work(desk).items] == [asked]
    later = replace(desk, clock=FixedClock(instant=clock.now() + timedelta(days=8)))
    kinds = {item.kind for item in worklist.list_work(later).items}
    assert kinds == {TaskKind.APPOINTMENT, TaskKind.LINKAGE_CHECK}


def test_a_linkage_is_asked_to_be_sent_once_its_provider_is_known(
    desk: Desk, enroll: Enroll
) -> None:
    juniper = enroll("Juniper Fable", case_manager=desk)
    reach(desk, juniper)
    house = new_id()
    add(desk, Organization(id=house, name="Example House", **stamps(desk)))
    for organization in (None, house):
        made = AddLinkage(new_id(), juniper, ServiceCategory.HOUSING, organization_id=organization)
        linkages.add_linkage(desk, made)
    later = replace(desk, clock=FixedClock(instant=desk.clock.now() + timedelta(days=9)))
    asked = {
        item.why.split(" · ")[1]
        for item in worklist.list_work(later).items
        if item.kind is TaskKind.LINKAGE_CHECK
    }
    assert asked == {"choose a provider", "send the referral"}


def test_the_agenda_of_a_day_is_the_calendars(desk: Desk, seat: Seat, enroll: Enroll) -> None:
    mine = enroll("Juniper Fable", case_manager=desk)
    other = enroll("Wren Sample", case_manager=seat(Role.CASE_MANAGER, name="Ana Placeholder"))
    now = desk.clock.now()
    own, theirs = visit(desk, mine, now), visit(desk, other, now + timedelta(hours=2))
    huddle = SetTeamEvent(new_id(), "Team huddle", now - timedelta(hours=1), 30, "Office")
    team_events.set_team_event(desk, huddle)
    agenda = worklist.read_day(desk).agenda
    assert [line.id for line in agenda.appointments] == [own]
    assert [line.title for line in agenda.team] == ["Team huddle"]
    everybody = worklist.read_day(desk, everybody=True).agenda
    assert [line.id for line in everybody.appointments] == [own, theirs]
    today = desk.clock.today()
    assert appointments.read_agenda(desk, today, today) == everybody
