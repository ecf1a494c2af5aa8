"""After a death every list that asks for something is silent about the person, in every room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import EventKind, EventSource, SafetyKind, ServiceCategory, TaskKind
from lead_desktop.domain.people.events import EventFacts
from lead_desktop.domain.people.stage import View
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import events, participants, safety
from lead_desktop.services.people.events import AddEvent
from lead_desktop.services.people.safety import AddSafetyNote
from lead_desktop.services.plan import appointments, linkages
from lead_desktop.services.plan.appointments import MakeAppointment
from lead_desktop.services.plan.linkages import AddLinkage
from lead_desktop.services.worklist import duties, tasks, worklist
from lead_desktop.services.worklist.tasks import WriteTask


def asked(desk: Desk) -> dict[str, int]:
    """How much each list asks for, of anybody."""
    today = desk.clock.today()
    items = worklist.list_work(desk, everybody=True).items
    return {
        "worklist": len([item for item in items if item.kind is not TaskKind.UNSIGNED_NOTE]),
        "promises": len(tasks.list_tasks(desk)),
        "duties": len(duties.list_duties(desk)),
        "board": len(linkages.list_board(desk)),
        "calendar": len(
            appointments.read_agenda(desk, today, today + timedelta(days=7)).appointments
        ),
        **{
            view.value: len(participants.list_caseload(desk, view=view))
            for view in (View.MINE, View.TEAM, View.PAST_CADENCE)
        },
    }


def test_a_death_silences_every_list(desk: Desk, enroll: Callable[..., UUID]) -> None:
    person = enroll("Juniper Fable", case_manager=desk)
    now, today = desk.clock.now(), desk.clock.today()
    tasks.write_tasks(desk, (WriteTask(new_id(), person, "Bring the form", today),))
    bed = AddLinkage(new_id(), person, ServiceCategory.HOUSING, title="Shelter bed")
    linkages.add_linkage(desk, bed)
    visit = MakeAppointment(new_id(), person, "Clinic", now + timedelta(days=1))
    appointments.make_appointment(desk, visit)
    week = today + timedelta(days=5)
    safety.add_safety_note(desk, AddSafetyNote(new_id(), person, SafetyKind.DOG, "", week))
    overdose = EventFacts(EventKind.OVERDOSE_NONFATAL, EventSource.STAFF, now - timedelta(hours=9))
    events.add_event(desk, AddEvent(new_id(), person, overdose))
    before = asked(desk)
    loud = {name for name, count in before.items() if count}
    assert loud >= {"worklist", "promises", "duties", "board", "calendar", "mine", "team"}
    died = EventFacts(EventKind.DEATH, EventSource.STAFF, now - timedelta(hours=1))
    death = new_id()
    events.add_event(desk, AddEvent(death, person, died))
    assert {name: count for name, count in asked(desk).items() if count} == {}
    assert participants.read_record(desk, person).row.preferred_name == "Juniper Fable"
    events.strike_event(desk, death)
    assert asked(desk) == before
