"""The hand-off sheet's data: gathered from what the record knows, through the worker's role."""

from __future__ import annotations

from uuid import UUID

from lead_desktop.domain.people.handoff import LOOKED_AT, HandOff, ways_that_work
from lead_desktop.domain.plan.linkage import is_open
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.people import details, safety
from lead_desktop.services.people.participants import read_record
from lead_desktop.services.worklist import duties
from lead_desktop.store.queries.contacts import list_contacts


@allowed(Act.SEE_PARTICIPANTS)
def read_hand_off(desk: Desk, participant_id: UUID) -> HandOff:
    """What goes along with a person: promises, appointments, safety, and what works."""
    record = read_record(desk, participant_id)
    known = details.read_details(desk, participant_id)
    today = desk.clock.today()
    with desk.store.read() as connection:
        recent = list_contacts(
            connection, participant_id=participant_id, newest_first=True, limit=LOOKED_AT
        )
    notes = safety.list_safety_notes(desk, participant_id)
    return HandOff(
        day=today,
        row=record.row,
        promises=record.tasks,
        appointments=record.appointments,
        duties=tuple(duties.list_duties(desk, participant_id=participant_id)),
        safety=tuple(note for note in notes if note.holds(today)),
        safe_contact=known.safe_contact,
        phones=record.phones,
        places=known.places,
        emergency=known.emergency,
        goals=record.goals,
        linkages=tuple(line for line in record.linkages if is_open(line.status)),
        ways=ways_that_work(recent),
        helps=record.helps,
        gets_in_the_way=record.gets_in_the_way,
        please=record.please,
    )
