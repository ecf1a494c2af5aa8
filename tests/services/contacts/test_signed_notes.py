"""A signed note stays: what may be written to it, what is refused, and what a broken seal says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError

from lead_desktop.base.errors import EditConflict, InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AddendumKind,
    ContactKind,
    ContactOutcome,
    NoteFormat,
    PlaceType,
    Purpose,
    Relation,
    Role,
    Seal,
    Supply,
)
from lead_desktop.services.contacts import addenda, contacts, note_edits, revisions, signing
from lead_desktop.services.contacts.contact_form import FollowUp
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import merging, participants
from tests.services.noting import NOTE, acts, edited, entry, log, tamper, write_to

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]


@pytest.fixture
def person(enroll: Enroll) -> UUID:
    return enroll("Juniper Fable")


def test_a_signature_carries_name_role_and_time_and_holds(desk: Desk, person: UUID) -> None:
    one = log(desk, person)
    assert entry(desk, one).seal is Seal.UNSIGNED
    signing.sign_contact(desk, one)
    signed = entry(desk, one)
    assert (signed.signed_by, signed.signed_at) == (
        "Tomas Sampleton, case manager",
        desk.clock.now(),
    )
    assert (signed.seal, signed.whole) == (Seal.INTACT, True)


def test_no_way_in_changes_a_signed_note(desk: Desk, person: UUID) -> None:
    one = log(
        desk,
        person,
        kind=ContactKind.COLLATERAL,
        relation=Relation.FAMILY,
        third_party="Aunt Ida",
        purposes=frozenset({Purpose.CHECK_IN}),
        supplies=((Supply.FOOD, 1),),
        sign=True,
    )
    before = entry(desk, one)
    for act in (
        lambda: note_edits.edit_contact(desk, edited(desk, one, note="Other words")),
        lambda: contacts.withdraw_contact(desk, one),
        lambda: signing.sign_contact(desk, one),
    ):
        with pytest.raises(Refused, match="signed and locked"):
            act()
    assert not contacts.log_contact(
        desk, contacts.LogContact(one, (person,), before.mode, before.outcome, before.occurred_at)
    ).created
    # And whoever forgets the rule is refused by the database itself.
    with (
        pytest.raises(IntegrityError, match="a signed contact is never changed"),
        desk.store.write() as session,
    ):
        session.connection().exec_driver_sql("UPDATE contact SET note = 'Other words'")
    for statement in (
        "UPDATE contact SET initiated_by = 'POLICE'",
        "DELETE FROM contact_purpose",
        "UPDATE contact_supply SET quantity = 3",
        "DELETE FROM contact_worker",
        "UPDATE contact_third_party SET name = 'Another'",
    ):
        with (
            pytest.raises(IntegrityError, match="a signed contact is never changed"),
            desk.store.write() as session,
        ):
            session.connection().exec_driver_sql(statement)
    assert entry(desk, one) == before


def test_all_checked_are_signed_or_none(desk: Desk, seat: Seat, person: UUID) -> None:
    peer = seat(Role.PEER, name="Dre Exampleton")
    own, other = [log(desk, person), log(desk, person)], log(peer, person)
    with pytest.raises(Refused, match="Only the author"):
        signing.sign_contacts(desk, [*own, other])
    assert {entry(desk, one).seal for one in own} == {Seal.UNSIGNED}
    signing.sign_contacts(desk, own)
    assert {entry(desk, one).seal for one in own} == {Seal.INTACT}


def test_the_three_things_written_to_a_note_are_told_apart_and_the_note_stays(
    desk: Desk, person: UUID
) -> None:
    one = log(desk, person, sign=True)
    write_to(desk, one, "The office called back.")
    write_to(desk, one, "Gave two kits.", AddendumKind.LATE_ENTRY, "I had no computer with me.")
    write_to(desk, one, "It was by the library.", AddendumKind.CORRECTION, "Wrong place.")
    now = entry(desk, one)
    assert now.note == NOTE
    assert [line.kind for line in now.addenda] == list(AddendumKind)
    assert {line.seal for line in now.addenda} == {Seal.INTACT}
    assert {line.signed_by for line in now.addenda} == {"Tomas Sampleton, case manager"}
    assert now.amended_at == desk.clock.now()
    assert now.addenda[2].reason == "Wrong place."
    found = participants.find_in_notes(desk, "libra", participant_id=person)
    assert [hit.contact_id for hit in found] == [one]


@pytest.mark.parametrize(
    ("kind", "text", "reason", "fields"),
    [
        (AddendumKind.ADDENDUM, " ", "", ["text"]),
        (AddendumKind.LATE_ENTRY, "Words", " ", ["reason"]),
        (AddendumKind.CORRECTION, "", "", ["text", "reason"]),
    ],
)
def test_what_an_addendum_lacks_is_named(
    desk: Desk, person: UUID, kind: AddendumKind, text: str, reason: str, fields: list[str]
) -> None:
    one = log(desk, person, sign=True)
    with pytest.raises(InvalidInput) as caught:
        write_to(desk, one, text, kind, reason)
    assert [problem.field for problem in caught.value.problems] == fields
    assert entry(desk, one).addenda == ()


def test_who_may_write_to_a_note(desk: Desk, seat: Seat, person: UUID) -> None:
    peer, supervisor = seat(Role.PEER, name="Dre"), seat(Role.SUPERVISOR, name="Ada")
    one = log(desk, person)
    with pytest.raises(Refused, match="not signed yet"):
        write_to(desk, one)
    signing.sign_contact(desk, one)
    write_to(peer, one, "I was there too.")
    with pytest.raises(Refused, match="Only the author or a supervisor"):
        write_to(peer, one, "No.", AddendumKind.CORRECTION, "Wrong.")
    write_to(supervisor, one, "Yes.", AddendumKind.CORRECTION, "Wrong.")
    signed = [line.signed_by for line in entry(desk, one).addenda]
    assert signed == ["Dre, peer recovery specialist", "Ada, supervisor"]


def test_adding_twice_adds_once(desk: Desk, person: UUID) -> None:
    one = log(desk, person, sign=True)
    command = addenda.AddAddendum(new_id(), one, AddendumKind.ADDENDUM, "Once")
    addenda.add_addendum(desk, command)
    addenda.add_addendum(desk, command)
    assert [line.text for line in entry(desk, one).addenda] == ["Once"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE contact SET note = note || ' He agreed.'",
        "UPDATE contact SET place = 'Court'",
        "UPDATE contact SET signed_as = 'Somebody else, supervisor'",
        "UPDATE contact_participant SET private_line = 'A line'",
        "UPDATE contact_supply SET quantity = 5",
        "DELETE FROM contact_purpose",
        "DELETE FROM contact_worker",
        "UPDATE contact SET content_hash = NULL",
    ],
)
def test_a_note_changed_behind_the_program_is_said_to_be(
    desk: Desk, person: UUID, statement: str
) -> None:
    one = log(
        desk,
        person,
        sign=True,
        place_type=PlaceType.STREET,
        place="Fountain",
        purposes=frozenset({Purpose.CHECK_IN}),
        supplies=((Supply.FOOD, 1),),
    )
    assert entry(desk, one).seal is Seal.INTACT
    tamper(desk.store, statement)
    (listed,) = contacts.list_contacts(desk, participant_id=person)
    (shown,) = participants.list_timeline(desk, person)
    assert listed == shown
    assert (listed.seal, listed.whole) == (Seal.BROKEN, False)


def test_an_addendum_changed_behind_the_program_is_said_to_be(desk: Desk, person: UUID) -> None:
    one = log(desk, person, sign=True)
    write_to(desk, one)
    tamper(desk.store, "UPDATE addendum SET text = 'Nobody called.'")
    now = entry(desk, one)
    assert (now.seal, now.addenda[0].seal, now.whole) == (Seal.INTACT, Seal.BROKEN, False)


def test_a_note_signed_before_two_records_became_one_still_matches(
    desk: Desk, person: UUID, enroll: Enroll
) -> None:
    gone = enroll("Juniper Fabel", case_manager=desk)
    other = enroll("Moss Example")
    alone, both = log(desk, gone, sign=True), log(desk, gone, other, sign=True)
    command = merging.MergeRecords(new_id(), person, gone)
    merged = merging.merge_records(desk, command)
    assert {one.id for one in contacts.list_contacts(desk, participant_id=person)} == {alone, both}
    assert [entry(desk, one).seal for one in (alone, both)] == [Seal.INTACT, Seal.INTACT]
    tamper(desk.store, "UPDATE contact SET place = 'Court' WHERE id = ?", alone.hex)
    assert entry(desk, alone).seal is Seal.BROKEN
    tamper(desk.store, "UPDATE contact SET place = '' WHERE id = ?", alone.hex)
    merging.undo_merge(seat_of_supervisor(desk), merged.id)
    assert [entry(desk, one).seal for one in (alone, both)] == [Seal.INTACT, Seal.INTACT]


def seat_of_supervisor(desk: Desk) -> Desk:
    """The same worker with a supervisor's rights, who alone undoes a merge."""
    return replace(desk, worker=replace(desk.worker, role=Role.SUPERVISOR))


def test_a_struck_note_is_kept_and_counts_nowhere(desk: Desk, person: UUID) -> None:
    promise = FollowUp("Call the office", date(2026, 11, 24))
    one = log(desk, person, sign=True, follow_up=promise)
    with pytest.raises(InvalidInput):
        addenda.strike_note(desk, one, " ")
    addenda.strike_note(desk, one, "Written for the wrong person.")
    record = participants.read_record(desk, person)
    assert (record.row.last_reached_at, record.tasks) == (None, ())
    assert contacts.list_contacts(desk) == []
    assert participants.find_in_notes(desk, "fountain") == []
    (shown,) = participants.list_timeline(desk, person)
    assert shown == entry(desk, one)
    assert (shown.note, shown.struck_reason) == (NOTE, "Written for the wrong person.")
    assert (shown.struck_by, shown.substantive) == ("Tomas Sampleton, case manager", False)
    assert shown.seal is Seal.INTACT
    with pytest.raises(NotFound):
        write_to(desk, one)
    addenda.unstrike_note(desk, one)
    record = participants.read_record(desk, person)
    assert record.row.last_reached_at == shown.occurred_at
    assert [task.words for task in record.tasks] == ["Call the office"]
    assert len(participants.find_in_notes(desk, "fountain")) == 1
    assert acts(desk.store)[-2:] == ["contact.strike", "contact.unstrike"]


def test_only_the_author_or_a_supervisor_strikes(desk: Desk, seat: Seat, person: UUID) -> None:
    one = log(desk, person, sign=True)
    with pytest.raises(Refused):
        addenda.strike_note(seat(Role.PEER, name="Dre"), one, "Not mine.")
    addenda.strike_note(seat(Role.SUPERVISOR, name="Ada"), one, "Wrong person.")
    assert entry(desk, one).struck_by == "Ada, supervisor"


def test_an_edit_keeps_the_earlier_text_and_shows_what_changed(desk: Desk, person: UUID) -> None:
    one = log(desk, person, note="Asked about housing.", minutes=10)
    note_edits.edit_contact(
        desk,
        edited(desk, one, note="Asked about a shelter.", minutes=0, outcome=ContactOutcome.NO_SHOW),
    )
    now = entry(desk, one)
    assert (now.note, now.minutes, now.kind) == ("Asked about a shelter.", 0, ContactKind.ATTEMPT)
    assert participants.read_record(desk, person).row.attempts_since_reached == 1
    (earlier,) = revisions.list_revisions(desk, one)
    assert (earlier.note, earlier.minutes) == ("Asked about housing.", 10)
    assert [(run.part.value, run.text) for run in earlier.words] == [
        ("kept", "Asked about "),
        ("removed", "housing"),
        ("added", "a shelter"),
        ("kept", "."),
    ]
    assert participants.find_in_notes(desk, "shelter")
    assert not participants.find_in_notes(desk, "housing")


def test_two_editors_both_keep_their_text(desk: Desk, person: UUID) -> None:
    one = log(desk, person, note="At first.")
    second = edited(desk, one, note="From the second window.")
    note_edits.edit_contact(desk, edited(desk, one, note="From the first window."))
    with pytest.raises(EditConflict) as caught:
        note_edits.edit_contact(desk, second)
    assert (caught.value.kept, caught.value.offered) == (
        "From the first window.",
        "From the second window.",
    )
    assert "window" not in str(caught.value).replace("another window", "")
    assert entry(desk, one).note == "From the first window."


def test_only_an_own_note_is_edited(desk: Desk, seat: Seat, person: UUID) -> None:
    one = log(desk, person)
    for other in (seat(Role.SUPERVISOR, name="Ada"), seat(Role.PEER, name="Dre")):
        with pytest.raises(Refused, match="Only the author"):
            note_edits.edit_contact(other, edited(desk, one, note="Mine now"))


@pytest.mark.parametrize("note_format", [NoteFormat.DAP, NoteFormat.SOAP])
def test_a_peer_writes_no_assessment_by_any_way(
    seat: Seat, person: UUID, note_format: NoteFormat
) -> None:
    peer, manager = seat(Role.PEER, name="Dre"), seat(Role.CASE_MANAGER, name="Tomas")
    note = "Data: Met.\nAssessment: Doing well.\nPlan: Call."
    with pytest.raises(InvalidInput) as caught:
        log(peer, person, note=note, note_format=note_format)
    assert [problem.field for problem in caught.value.problems] == ["note"]
    one = log(peer, person, note="Data: Met.\nPlan: Call.", note_format=note_format)
    with pytest.raises(InvalidInput):
        note_edits.edit_contact(peer, edited(peer, one, note=note))
    assert entry(manager, log(manager, person, note=note, note_format=note_format)).note == note
