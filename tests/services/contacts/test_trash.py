"""The trash: an unsigned contact taken back with its effects, and restored with all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from lead_desktop.base.errors import InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactOutcome,
    EventKind,
    LifeArea,
    LinkageMethod,
    LinkageStatus,
    Role,
    ServiceCategory,
)
from lead_desktop.domain.contacts.timeline import EventEntry
from lead_desktop.domain.plan.linkage import Move
from lead_desktop.services.contacts import contacts, trash
from lead_desktop.services.contacts.contacts import FollowUp, LearnedEvent, LifeChange, LinkageMove
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import outcomes, participants
from lead_desktop.services.plan import linkages
from lead_desktop.store.tables import Task
from tests.services.contacts.test_contacts import a_contact

Enroll = Callable[..., UUID]


def whole_state(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """What every other page reads, without the moments of change."""
    queries = {
        "tasks": "SELECT id, words, due_on, done_at IS NULL, done_in_contact_id FROM task",
        "touches": 'SELECT id, linkage_id, contact_id, words, "on" FROM linkage_change',
        "events": "SELECT id, kind, place, occurred_at FROM event",
        "changes": "SELECT id, area, value, contact_id FROM outcome_change",
        "joined": "SELECT contact_id, event_id FROM contact_event",
        "standing": "SELECT contact_id, participant_id, standing FROM contact_participant",
        "found": "SELECT rowid FROM note_search WHERE note_search MATCH 'scope : struck'",
    }
    with desk.store.read() as connection:
        return {
            name: sorted(tuple(row) for row in connection.execute(text(query)))
            for name, query in queries.items()
        }


def test_what_is_restored_is_what_was_taken_back(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable", case_manager=desk)
    line = linkages.add_linkage(
        desk, linkages.AddLinkage(new_id(), person, ServiceCategory.HOUSING)
    ).line
    first = a_contact(desk, person, follow_up=FollowUp("Bring the form", date(2026, 11, 24)))
    contacts.log_contact(desk, first)
    (promise,) = participants.read_record(desk, person).tasks
    command = a_contact(
        desk,
        person,
        outcome=ContactOutcome.IN_CUSTODY,
        note="Heard it from the front desk",
        touched=(line.id,),
        closes_tasks=(promise.id,),
        follow_up=FollowUp("Call the jail", date(2026, 11, 25)),
        learned=LearnedEvent(person, EventKind.JAIL_BOOKED, "Central Booking"),
        changes=(LifeChange(LifeArea.HOUSING, "207"),),
    )
    contacts.log_contact(desk, command)
    before = whole_state(desk)
    contacts.withdraw_contact(desk, command.id)
    record = participants.read_record(desk, person)
    assert [task.words for task in record.tasks] == ["Bring the form"]
    assert participants.find_in_notes(desk, "front") == []
    assert outcomes.list_outcomes(desk, person) == ()
    assert not any(isinstance(e, EventEntry) for e in participants.list_timeline(desk, person))
    change = trash.restore_contact(desk, command.id)
    assert change.ids == (person,)
    assert whole_state(desk) == before
    assert [hit.contact_id for hit in participants.find_in_notes(desk, "front")] == [command.id]
    assert trash.list_withdrawn(desk) == []


def test_the_trash_tells_what_when_and_why(desk: Desk, enroll: Enroll) -> None:
    people = (enroll("Moss Example"), enroll("Wren Sample"))
    command = a_contact(desk, people[0], participant_ids=people, note="Wrong day")
    contacts.log_contact(desk, command)
    trash.withdraw_contact(desk, command.id, "Entered twice")
    (line,) = trash.list_withdrawn(desk)
    assert (line.people, line.how) == (("Moss Example", "Wren Sample"), "Street outreach")
    assert (line.note, line.reason) == ("Wrong day", "Entered twice")
    trash.give_reason(desk, command.id, "Another day")
    assert trash.list_withdrawn(desk)[0].reason == "Another day"


def test_only_the_author_sees_and_restores_it(
    desk: Desk, seat: Callable[..., Desk], enroll: Enroll
) -> None:
    command = a_contact(desk, enroll("Moss Example"))
    contacts.log_contact(desk, command)
    contacts.withdraw_contact(desk, command.id)
    other = seat(Role.SUPERVISOR, name="Sol Demoski")
    assert trash.list_withdrawn(other) == []
    with pytest.raises(Refused):
        trash.restore_contact(other, command.id)
    trash.restore_contact(desk, command.id)
    with pytest.raises(NotFound):
        trash.restore_contact(desk, command.id)


def test_a_promise_kept_meanwhile_stays_kept(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Moss Example")
    made = a_contact(desk, person, follow_up=FollowUp("Call", date(2026, 11, 24)))
    contacts.log_contact(desk, made)
    (task,) = participants.read_record(desk, person).tasks
    done = a_contact(desk, person, closes_tasks=(task.id,))
    contacts.log_contact(desk, done)
    contacts.withdraw_contact(desk, made.id)
    with desk.store.read() as connection:
        kept = connection.execute(select(Task.words, Task.done_in_contact_id)).one()
    assert tuple(kept) == ("Call", done.id)


def test_the_same_event_is_not_recorded_twice(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Moss Example")
    learned = LearnedEvent(person, EventKind.JAIL_BOOKED)
    first = a_contact(desk, person, outcome=ContactOutcome.IN_CUSTODY, learned=learned)
    contacts.log_contact(desk, first)
    again = replace(first, id=new_id(), occurred_at=first.occurred_at + timedelta(minutes=5))
    contacts.log_contact(desk, again)
    events = [e for e in participants.list_timeline(desk, person) if isinstance(e, EventEntry)]
    assert [event.kind for event in events] == [EventKind.JAIL_BOOKED]
    assert participants.read_record(desk, person).row.place is not None


def test_a_move_made_in_a_contact_goes_and_comes_with_it(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable", case_manager=desk)
    line = linkages.add_linkage(
        desk, linkages.AddLinkage(new_id(), person, ServiceCategory.HOUSING)
    ).line
    visit = desk.clock.now() + timedelta(days=2)
    told = Move(LinkageStatus.SCHEDULED, desk.clock.today(), appointment=visit)
    move = LinkageMove(line.id, line.version, told)
    command = a_contact(desk, person, touched=(line.id,), moves=(move,))
    contacts.log_contact(desk, command)

    def stands() -> tuple[LinkageStatus, list[datetime]]:
        record = participants.read_record(desk, person)
        return record.linkages[0].status, [one.starts_at for one in record.appointments]

    assert stands() == (LinkageStatus.SCHEDULED, [visit])
    contacts.withdraw_contact(desk, command.id)
    assert stands() == (LinkageStatus.IDENTIFIED, [])
    trash.restore_contact(desk, command.id)
    assert stands() == (LinkageStatus.SCHEDULED, [visit])


def test_a_move_that_lacks_a_fact_leaves_no_contact_behind(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable", case_manager=desk)
    line = linkages.add_linkage(
        desk, linkages.AddLinkage(new_id(), person, ServiceCategory.HOUSING)
    ).line
    bare = LinkageMove(line.id, line.version, Move(LinkageStatus.STARTED, desk.clock.today()))
    with pytest.raises(InvalidInput):
        contacts.log_contact(desk, a_contact(desk, person, moves=(bare,)))
    stale = LinkageMove(line.id, line.version + 1, Move(LinkageStatus.SENT, desk.clock.today()))
    with pytest.raises(Refused):
        contacts.log_contact(desk, a_contact(desk, person, moves=(stale,)))
    assert contacts.list_contacts(desk) == []


def test_a_linkage_that_has_moved_on_stays_where_it_is(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable", case_manager=desk)
    line = linkages.add_linkage(
        desk, linkages.AddLinkage(new_id(), person, ServiceCategory.HOUSING)
    ).line
    today = desk.clock.today()
    first = Move(LinkageStatus.SENT, today, method=LinkageMethod.INFORMATION_GIVEN)
    command = a_contact(desk, person, moves=(LinkageMove(line.id, line.version, first),))
    contacts.log_contact(desk, command)
    check = today + timedelta(days=30)
    linkages.move_linkage(desk, line.id, Move(LinkageStatus.WAITLIST, today, next_check=check))
    contacts.withdraw_contact(desk, command.id)
    assert participants.read_record(desk, person).linkages[0].status is LinkageStatus.WAITLIST
    trash.restore_contact(desk, command.id)
    assert participants.read_record(desk, person).linkages[0].status is LinkageStatus.WAITLIST


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(st.tuples(st.booleans(), st.booleans()), max_size=9))
def test_a_promise_that_a_later_contact_kept_ends_as_it_stood(
    desk: Desk, enroll: Enroll, acts: list[tuple[bool, bool]]
) -> None:
    """The first contact makes the promise, the second keeps it; both go and come in any order."""
    person = enroll("Juniper Fable", case_manager=desk)
    maker = a_contact(desk, person, follow_up=FollowUp("Bring the form", date(2026, 11, 24)))
    contacts.log_contact(desk, maker)
    (promise,) = participants.read_record(desk, person).tasks
    keeper = a_contact(desk, person, closes_tasks=(promise.id,))
    contacts.log_contact(desk, keeper)
    before, stands = whole_state(desk), {maker.id, keeper.id}
    both = (maker.id, keeper.id)
    for first, restore in [*acts, (True, True), (False, True)]:
        contact_id = both[not first]
        if restore and contact_id not in stands:
            trash.restore_contact(desk, contact_id)
            stands.add(contact_id)
        elif not restore and contact_id in stands:
            trash.withdraw_contact(desk, contact_id)
            stands.discard(contact_id)
        listed = [task.id for task in participants.read_record(desk, person).tasks]
        assert listed == ([promise.id] if stands == {maker.id} else [])
    assert whole_state(desk) == before


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=8))
def test_whatever_is_taken_back_and_restored_the_end_is_what_stands(
    desk: Desk, enroll: Enroll, acts: list[tuple[int, bool]]
) -> None:
    """Against the plainest model: the contacts that stand, and nothing of those that do not."""
    person = enroll("Juniper Fable", case_manager=desk)
    line = linkages.add_linkage(
        desk, linkages.AddLinkage(new_id(), person, ServiceCategory.HOUSING)
    ).line
    visit = desk.clock.now() + timedelta(days=2)
    told = Move(LinkageStatus.SCHEDULED, desk.clock.today(), appointment=visit)
    commands = (
        a_contact(desk, person, follow_up=FollowUp("Call", date(2026, 11, 25)), touched=(line.id,)),
        a_contact(desk, person, moves=(LinkageMove(line.id, line.version, told),)),
        a_contact(desk, person, changes=(LifeChange(LifeArea.HOUSING, "207"),), note="In a word"),
    )
    for command in commands:
        contacts.log_contact(desk, command)
    stands = {command.id for command in commands}
    for place, restore in acts:
        contact_id = commands[place].id
        if restore and contact_id not in stands:
            trash.restore_contact(desk, contact_id)
            stands.add(contact_id)
        elif not restore and contact_id in stands:
            trash.withdraw_contact(desk, contact_id)
            stands.discard(contact_id)
    record = participants.read_record(desk, person)
    shown = contacts.list_contacts(desk, participant_id=person)
    assert {entry.id for entry in shown} == stands
    in_trash = {one.contact_id for one in trash.list_withdrawn(desk)}
    assert in_trash & {command.id for command in commands} == {
        command.id for command in commands if command.id not in stands
    }
    assert len(record.tasks) == (commands[0].id in stands)
    moved = record.linkages[0].status is LinkageStatus.SCHEDULED
    assert moved == (commands[1].id in stands) == (len(record.appointments) == 1)
    assert len(outcomes.list_outcomes(desk, person)) == (commands[2].id in stands)
    assert (record.row.last_reached_at is not None) == bool(stands)
