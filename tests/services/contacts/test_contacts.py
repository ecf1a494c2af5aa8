"""Logging a contact: one save, many effects, and nothing half-written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from lead_desktop.base.errors import InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    NoteFormat,
    PlaceType,
    Purpose,
    Role,
    Seal,
    ServiceCategory,
    Supply,
)
from lead_desktop.services.contacts import contacts, drafts
from lead_desktop.services.contacts.contacts import FollowUp, LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from lead_desktop.services.plan import linkages
from lead_desktop.store.audit import verify_chain
from lead_desktop.store.tables import Contact, ContactParticipant

Enroll = Callable[..., UUID]


def a_contact(desk: Desk, person: UUID, **changes: object) -> LogContact:
    command = LogContact(
        id=new_id(),
        participant_ids=(person,),
        mode=ContactMode.IN_PERSON,
        place_type=PlaceType.STREET,
        outcome=ContactOutcome.MET,
        occurred_at=desk.clock.now() - timedelta(hours=1),
    )
    return replace(command, **changes)  # type: ignore[arg-type]


def test_a_contact_is_saved_with_all_its_effects(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable", case_manager=desk)
    linkage = linkages.add_linkage(
        desk, linkages.AddLinkage(new_id(), person, ServiceCategory.HOUSING)
    ).line
    command = a_contact(
        desk,
        person,
        minutes=20,
        note="Met at the shelter. Asked about housing.",
        note_format=NoteFormat.FREE,
        purposes=frozenset({Purpose.CHECK_IN}),
        supplies=((Supply.NALOXONE_KIT, 2),),
        touched=(linkage.id,),
        follow_up=FollowUp("Call the housing office", date(2026, 11, 24)),
    )
    result = contacts.log_contact(desk, command)
    assert result.created
    (entry,) = contacts.list_contacts(desk, participant_id=person)
    assert (entry.note, entry.minutes, entry.supplies) == (
        command.note,
        20,
        ((Supply.NALOXONE_KIT, 2),),
    )
    record = participants.read_record(desk, person)
    assert record.row.last_reached_at == command.occurred_at
    assert record.row.cadence.days_since == 0
    assert [task.words for task in record.tasks] == ["Call the housing office"]
    steps = linkages.list_steps(desk, linkage.id)
    assert {step.words for step in steps} == {"", "Talked about in a contact"}
    hits = participants.find_in_notes(desk, "shel hous")
    assert [hit.contact_id for hit in hits] == [command.id]


def test_saving_twice_makes_one_contact(desk: Desk, enroll: Enroll) -> None:
    command = a_contact(desk, enroll("Moss Example"))
    assert contacts.log_contact(desk, command).created
    assert not contacts.log_contact(desk, command).created
    assert len(contacts.list_contacts(desk)) == 1


def test_an_attempt_never_resets_the_cadence(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Moss Example")
    reached = a_contact(desk, person, occurred_at=desk.clock.now() - timedelta(days=19))
    contacts.log_contact(desk, reached)
    contacts.log_contact(desk, a_contact(desk, person, outcome=ContactOutcome.NOT_FOUND))
    row = participants.read_record(desk, person).row
    assert row.cadence.days_since == 19
    assert row.attempts_since_reached == 1
    assert row.cadence.reason == "19 days since reached, target 14; 1 try"


def test_a_collateral_contact_counts_as_neither(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Wren Sample")
    contacts.log_contact(desk, a_contact(desk, person, kind=ContactKind.COLLATERAL))
    row = participants.read_record(desk, person).row
    assert row.last_reached_at is None
    assert row.attempts_since_reached == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"participant_ids": ()}, "participant_ids"),
        ({"minutes": -1}, "minutes"),
        ({"supplies": ((Supply.FOOD, 0),)}, "supplies"),
    ],
)
def test_what_cannot_be_taken_is_named_by_field(
    desk: Desk, enroll: Enroll, changes: dict[str, object], field: str
) -> None:
    command = a_contact(desk, enroll("Moss Example"), **changes)
    with pytest.raises(InvalidInput) as caught:
        contacts.log_contact(desk, command)
    assert [problem.field for problem in caught.value.problems] == [field]
    assert contacts.list_contacts(desk) == []


def test_a_contact_in_the_future_is_refused(desk: Desk, enroll: Enroll) -> None:
    later = desk.clock.now() + timedelta(hours=1)
    command = a_contact(desk, enroll("Moss Example"), occurred_at=later)
    with pytest.raises(InvalidInput):
        contacts.log_contact(desk, command)


def test_an_unknown_person_leaves_nothing_behind(desk: Desk, enroll: Enroll) -> None:
    command = a_contact(desk, enroll("Moss Example"))
    with pytest.raises(NotFound):
        contacts.log_contact(desk, replace(command, participant_ids=(new_id(),)))
    assert contacts.list_contacts(desk) == []


def test_only_the_author_signs_and_a_signed_note_stays(
    desk: Desk, seat: Callable[..., Desk], enroll: Enroll
) -> None:
    command = a_contact(desk, enroll("Moss Example"), note="Went well.")
    contacts.log_contact(desk, command)
    with pytest.raises(Refused):
        contacts.sign_contact(seat(Role.PEER, name="Dre Exampleton"), command.id)
    contacts.sign_contact(desk, command.id)
    (entry,) = contacts.list_contacts(desk)
    assert entry.signed_by == "Tomas Sampleton, case manager"
    with pytest.raises(Refused):
        contacts.withdraw_contact(desk, command.id)
    with pytest.raises(Refused):
        contacts.sign_contact(desk, command.id)


def test_a_signature_holds_whatever_zone_the_time_was_given_in(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable", case_manager=desk)
    local = (desk.clock.now() - timedelta(hours=1)).astimezone(desk.clock.zone)
    command = a_contact(desk, person, occurred_at=local, sign=True)
    contacts.log_contact(desk, command)
    (entry,) = contacts.list_contacts(desk)
    assert entry.seal is Seal.INTACT


def test_undo_takes_an_unsigned_contact_back_whole(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Moss Example")
    command = a_contact(desk, person, note="A word", follow_up=FollowUp("Call", date(2026, 11, 24)))
    contacts.log_contact(desk, command)
    contacts.withdraw_contact(desk, command.id)
    record = participants.read_record(desk, person)
    assert contacts.list_contacts(desk) == []
    assert participants.find_in_notes(desk, "word") == []
    assert (record.row.last_reached_at, record.tasks) == (None, ())
    with desk.store.read() as connection:
        standing = connection.execute(select(ContactParticipant.standing)).scalar_one()
        note = connection.execute(select(Contact.note)).scalar_one()
    assert (standing, note) == ("none", "A word")


def test_a_draft_ends_with_its_contact_and_does_not_come_back(desk: Desk, enroll: Enroll) -> None:
    command = a_contact(desk, enroll("Moss Example"))
    state = drafts.DraftState(command.id, "contact", None, {"note": "half a wor", "caret": 10})
    drafts.save_draft(desk, state)
    assert [line.body for line in drafts.list_drafts(desk)] == [state.body]
    contacts.log_contact(desk, command)
    drafts.save_draft(desk, state)
    assert drafts.list_drafts(desk) == []


def test_every_save_is_in_the_chain(desk: Desk, enroll: Enroll) -> None:
    for _ in range(3):
        contacts.log_contact(desk, a_contact(desk, enroll("Moss Example")))
    with desk.store.read() as connection:
        assert verify_chain(connection) is None
