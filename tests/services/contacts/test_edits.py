"""An unsigned contact changed in any field: what counts, what was promised and found follow it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from lead_desktop.base.errors import EditConflict, InvalidInput, NotFound
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    EventKind,
    InitiatedBy,
    LifeArea,
    LinkageMethod,
    LinkageStatus,
    NoteFormat,
    PlaceType,
    Purpose,
    Relation,
    Role,
    ServiceCategory,
    Supply,
)
from lead_desktop.domain.contacts.contact_facts import ContactFacts, from_stored, to_stored
from lead_desktop.domain.contacts.timeline import EventEntry
from lead_desktop.domain.plan.linkage import Move
from lead_desktop.services.consent import restricted
from lead_desktop.services.contacts import contacts, note_edits, revisions, trash
from lead_desktop.services.contacts.contacts import (
    FollowUp,
    LearnedEvent,
    LifeChange,
    LinkageMove,
)
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from lead_desktop.services.plan import linkages
from tests.services.contacts.test_trash import whole_state
from tests.services.noting import edited, entry, log

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]


def a_linkage(desk: Desk, person: UUID) -> UUID:
    told = linkages.AddLinkage(new_id(), person, ServiceCategory.HOUSING)
    return linkages.add_linkage(desk, told).line.id


def test_every_field_is_saved_kept_and_named(desk: Desk, enroll: Enroll, seat: Seat) -> None:
    lou = seat(Role.PEER, name="Lou Testerman")
    juniper, moss, wren = (enroll(name) for name in ("Juniper Fable", "Moss Example", "Wren Test"))
    one = log(desk, juniper, moss, private_lines=((moss, "His own line."),))
    before = note_edits.read_saved(desk, one).facts
    wanted = ContactFacts(
        participant_ids=(juniper, wren),
        mode=ContactMode.IN_PERSON,
        outcome=ContactOutcome.BRIEF,
        occurred_at=before.occurred_at - timedelta(days=1),
        kind=ContactKind.CASE_CONFERENCE,
        minutes=45,
        place_type=PlaceType.COURT,
        place="Room 4",
        note="Data: They came.",
        note_format=NoteFormat.DAP,
        purposes=frozenset({Purpose.ADVOCACY}),
        supplies=((Supply.FOOD, 2),),
        worker_ids=(lou.worker.id,),
        private_lines=((wren, "Her own line."),),
        relation=Relation.DEFENDER,
        third_party="Ash Sampleton",
        initiated_by=InitiatedBy.PROSECUTOR_DEFENDER,
    )
    # Whatever field a contact will have one day is changed here as well.
    names = [one.name for one in fields(ContactFacts)]
    assert [name for name in names if getattr(wanted, name) == getattr(before, name)] == []
    note_edits.edit_contact(desk, note_edits.EditContact(one, entry(desk, one).version, wanted))
    assert note_edits.read_saved(desk, one).facts == wanted
    assert from_stored(to_stored(wanted)) == wanted
    (earlier,) = revisions.list_revisions(desk, one)
    told = {line.label: (line.before, line.after) for line in earlier.fields}
    assert told["With"] == ("Juniper Fable, Moss Example", "Juniper Fable, Wren Test")
    assert told["Outcome"] == ("Met", "Brief, spoke shortly")
    assert told["Started by"] == ("", "Prosecutor or defender")
    assert told["Minutes"] == ("", "45")
    assert told["For Moss Example alone"] == ("His own line.", "")
    assert told["For Wren Test alone"] == ("", "Her own line.")
    assert set(told) == {
        "With", "Kind", "Somebody else", "How", "Outcome", "Started by", "When", "Minutes",
        "Place", "Who was there", "Given", "Topics", "Note format", "For Moss Example alone",
        "For Wren Test alone",
    }  # fmt: skip


def test_what_counts_and_what_is_found_follows_the_people_and_the_time(
    desk: Desk, enroll: Enroll
) -> None:
    juniper, wren = enroll("Juniper Fable"), enroll("Wren Test")
    one = log(desk, juniper, note="Came by with a quokka.")
    at = desk.clock.now() - timedelta(days=3)
    note_edits.edit_contact(desk, edited(desk, one, participant_ids=(wren,), occurred_at=at))
    reached = [participants.read_record(desk, who).row.last_reached_at for who in (juniper, wren)]
    assert reached == [None, at]
    found = participants.find_in_notes(desk, "quokka")
    assert [hit.participant_id for hit in found] == [wren]
    assert contacts.list_contacts(desk, participant_id=juniper) == []
    assert entry(desk, one).late


def test_what_it_did_for_somebody_who_was_not_there_is_taken_back_and_comes_with_the_undo(
    desk: Desk, enroll: Enroll
) -> None:
    juniper, moss = enroll("Juniper Fable"), enroll("Moss Example")
    hers, his = a_linkage(desk, juniper), a_linkage(desk, moss)
    earlier = log(desk, moss, follow_up=FollowUp("Bring the form", date(2026, 11, 24)))
    promise = participants.read_record(desk, moss).tasks[0].id
    one = log(
        desk,
        juniper,
        moss,
        touched=(hers, his),
        moves=(
            LinkageMove(
                his, 1, Move(LinkageStatus.SENT, desk.clock.today(), LinkageMethod.SELF_REFERRED)
            ),
        ),
        closes_tasks=(promise,),
        follow_up=FollowUp("Call the landlord", date(2026, 11, 25)),
        changes=(LifeChange(LifeArea.INCOME, "SNAP", moss),),
    )
    whole = whole_state(desk)
    version = entry(desk, one).version
    note_edits.edit_contact(desk, edited(desk, one, participant_ids=(juniper,)))
    his_record, her_record = (participants.read_record(desk, who) for who in (moss, juniper))
    assert [task.words for task in his_record.tasks] == ["Bring the form"]
    assert [task.words for task in her_record.tasks] == ["Call the landlord"]
    assert [line.status for line in his_record.linkages] == [LinkageStatus.IDENTIFIED]
    assert whole_state(desk)["changes"] == []
    assert his_record.row.last_reached_at == entry(desk, earlier).occurred_at
    note_edits.take_edit_back(desk, one, version)
    again = whole_state(desk)
    assert {name: again[name] for name in ("tasks", "changes", "standing")} == {
        name: whole[name] for name in ("tasks", "changes", "standing")
    }
    assert [line.status for line in participants.read_record(desk, moss).linkages] == [
        LinkageStatus.SENT
    ]
    # And the whole contact is taken back and restored as ever.
    trash.withdraw_contact(desk, one)
    trash.restore_contact(desk, one)
    assert len(whole_state(desk)["standing"]) == len(whole["standing"])


def test_an_event_that_the_outcome_tells_of_goes_with_the_outcome(
    desk: Desk, enroll: Enroll
) -> None:
    person = enroll("Juniper Fable")
    learned = LearnedEvent(person, EventKind.JAIL_BOOKED)
    one = log(desk, person, outcome=ContactOutcome.IN_CUSTODY, learned=learned)

    def events() -> list[EventEntry]:
        shown = participants.list_timeline(desk, person)
        return [line for line in shown if isinstance(line, EventEntry)]

    # It was learned an hour earlier than was written at first.
    earlier = entry(desk, one).occurred_at - timedelta(hours=1)
    note_edits.edit_contact(desk, edited(desk, one, occurred_at=earlier))
    assert [event.occurred_at for event in events()] == [earlier]
    version = entry(desk, one).version
    note_edits.edit_contact(desk, edited(desk, one, outcome=ContactOutcome.NO_ANSWER))
    assert events() == []
    note_edits.take_edit_back(desk, one, version)
    assert [event.kind for event in events()] == [EventKind.JAIL_BOOKED]


def test_the_day_of_what_was_told_moves_with_the_contact(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable")
    linkage = a_linkage(desk, person)
    change = LifeChange(LifeArea.INCOME, "SNAP", person)
    one = log(desk, person, touched=(linkage,), changes=(change,))
    at = desk.clock.now() - timedelta(days=4)
    note_edits.edit_contact(desk, edited(desk, one, occurred_at=at))
    day = at.astimezone(desk.clock.zone).date().isoformat()
    with desk.store.read() as connection:
        (told,) = connection.exec_driver_sql('SELECT "on" FROM outcome_change').all()
        touch = connection.exec_driver_sql(
            'SELECT "on" FROM linkage_change WHERE contact_id = ?', (one.hex,)
        ).all()
    assert [told[0], touch[0][0]] == [day, day]


def test_an_undo_is_refused_once_somebody_changed_it_again(desk: Desk, enroll: Enroll) -> None:
    one = log(desk, enroll("Juniper Fable"))
    with pytest.raises(NotFound):
        note_edits.take_edit_back(desk, one, 1)
    first = entry(desk, one).version
    note_edits.edit_contact(desk, edited(desk, one, place="Here"))
    note_edits.edit_contact(desk, edited(desk, one, place="There"))
    with pytest.raises(EditConflict):
        note_edits.take_edit_back(desk, one, first)
    assert entry(desk, one).place == "There"


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("participant_ids", {"participant_ids": ()}),
        ("minutes", {"minutes": 1441}),
        ("supplies", {"supplies": ((Supply.FOOD, 0),)}),
        ("private_lines", {"private_lines": ((UUID(int=1), "Whose?"),)}),
        ("relation", {"third_party": "Aunt Ida"}),
    ],
)
def test_what_cannot_be_saved_cannot_be_changed_to_either(
    desk: Desk, enroll: Enroll, field: str, change: dict[str, object]
) -> None:
    one = log(desk, enroll("Juniper Fable"))
    before = entry(desk, one)
    with pytest.raises(InvalidInput) as caught:
        note_edits.edit_contact(desk, edited(desk, one, **change))
    assert [problem.field for problem in caught.value.problems] == [field]
    future = desk.clock.now() + timedelta(hours=1)
    with pytest.raises(InvalidInput):
        note_edits.edit_contact(desk, edited(desk, one, occurred_at=future))
    with pytest.raises(NotFound):
        note_edits.edit_contact(desk, edited(desk, one, participant_ids=(new_id(),)))
    assert entry(desk, one) == before


def test_somebody_hidden_stays_in_the_contact_unseen(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    juniper, moss = enroll("Juniper Fable"), enroll("Moss Example")
    one = log(desk, juniper, moss, private_lines=((moss, "A quokka."),))
    supervisor = seat(Role.SUPERVISOR, name="Ada Sampleton")
    restricted.set_restricted(supervisor, moss, True, "A relative works here")
    saved = note_edits.read_saved(desk, one)
    changed = replace(saved.facts, note="Changed.")
    note_edits.edit_contact(desk, note_edits.EditContact(one, saved.version, changed))
    with supervisor.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT private_line FROM contact_participant").all()
    assert sorted(row[0] for row in rows) == ["", "A quokka."]


def test_only_linkages_and_promises_of_those_in_the_contact_are_touched(
    desk: Desk, enroll: Enroll
) -> None:
    juniper, moss = enroll("Juniper Fable"), enroll("Moss Example")
    his = a_linkage(desk, moss)
    log(desk, moss, follow_up=FollowUp("Bring the form", date(2026, 11, 24)))
    promise = participants.read_record(desk, moss).tasks[0].id
    for field, his_own in (("touched", his), ("closes_tasks", promise)):
        with pytest.raises(InvalidInput) as caught:
            log(desk, juniper, **{field: (his_own,)})
        assert [problem.field for problem in caught.value.problems] == [field]
    assert contacts.list_contacts(desk, participant_id=juniper) == []
