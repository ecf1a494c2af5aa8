"""Merging two records: nothing is lost, everything follows, and all of it can be taken back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import InvalidInput, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.base.settings import VaultSettings
from lead_desktop.demo.caseload import fill_demo
from lead_desktop.demo.cast import DEMO_WORKERS
from lead_desktop.domain.codes import ContactMode, ContactOutcome, Role, Seal
from lead_desktop.domain.trust.worker import WorkerLine, worker_key
from lead_desktop.services.contacts.contact_form import FollowUp
from lead_desktop.services.contacts.contacts import LogContact, list_contacts, log_contact
from lead_desktop.services.contacts.drafts import DraftState, list_drafts, save_draft
from lead_desktop.services.contacts.note_edits import (
    EditContact,
    edit_contact,
    read_saved,
    take_edit_back,
)
from lead_desktop.services.contacts.trash import restore_contact, withdraw_contact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people.duplicates import Sought, find_matches, tell_apart
from lead_desktop.services.people.merging import (
    MergeRecords,
    list_merges,
    merge_records,
    preview_merge,
    undo_merge,
)
from lead_desktop.services.people.participants import (
    find_in_notes,
    find_participant_id,
    list_caseload,
    read_record,
)
from lead_desktop.store.merging import owning_columns
from lead_desktop.store.store import Store, open_store
from lead_desktop.store.tables import Base, Participant, ParticipantPhone, SafeContactRow, Worker
from tests.conftest import KEY

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
_DERIVED = {"audit", "merge_record", "blocking_key", "blocking_stale", "blocking_behind"}


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for what only grows and what follows from others."""
    with store.read() as connection:
        return {
            table.name: sorted(
                map(tuple, connection.exec_driver_sql(f"SELECT * FROM {table.name}")), key=repr
            )
            for table in Base.metadata.sorted_tables
            if table.name not in _DERIVED
        }


def say(desk: Desk, person: UUID, words: str) -> UUID:
    command = LogContact(
        id=new_id(),
        participant_ids=(person,),
        mode=ContactMode.PHONE,
        outcome=ContactOutcome.MET,
        occurred_at=desk.clock.now(),
        note=words,
    )
    return log_contact(desk, command).id


def merge(desk: Desk, kept: UUID, gone: UUID, *take: str) -> UUID:
    return merge_records(desk, MergeRecords(new_id(), kept, gone, frozenset(take))).id


@pytest.fixture(scope="module")
def demo_file(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, UUID]:
    """A vault full of every kind of record, filled once."""
    path = tmp_path_factory.mktemp("merging") / "caseload.db"
    shutil.copyfile(empty_database, path)
    store = open_store(path, KEY)
    now = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)
    ids = {worker.name: new_id() for worker in DEMO_WORKERS}
    with store.write() as session:
        for worker in DEMO_WORKERS:
            session.add(
                Worker(
                    id=ids[worker.name],
                    name=worker.name,
                    name_key=worker_key(worker.name),
                    role=worker.role,
                    administrator=worker.administrator,
                    created_at=now,
                    updated_at=now,
                )
            )
    fill_demo(store, now=now, zone=FixedClock().zone, workers=ids, participants=40)
    store.close()
    return path, ids["Priya Demoson"]


@pytest.fixture
def full(demo_file: tuple[Path, UUID], tmp_path: Path) -> Iterator[Desk]:
    """The desk of the supervisor of a full vault."""
    path, priya = demo_file
    own = tmp_path / "full.db"
    shutil.copyfile(path, own)
    store = open_store(own, KEY)
    line = WorkerLine(priya, "Priya Demoson", Role.SUPERVISOR, False, True, None)
    yield Desk(store, line, FixedClock(), VaultSettings())
    store.close()


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pick=st.tuples(st.integers(0, 39), st.integers(0, 39)), take_all=st.booleans())
def test_taking_a_merge_back_restores_every_row_exactly(
    full: Desk, pick: tuple[int, int], take_all: bool
) -> None:
    with full.store.read() as connection:
        people = list(
            connection.execute(select(Participant.id).order_by(Participant.number)).scalars()
        )
    kept, gone = people[pick[0] % len(people)], people[pick[1] % len(people)]
    preview = preview_merge(full, kept, gone)
    before = contents(full.store)
    command = MergeRecords(
        new_id(),
        kept,
        gone,
        frozenset(field.name for field in preview.fields if take_all),
    )
    if preview.refusal is not None:
        with pytest.raises(Refused):
            merge_records(full, command)
        assert contents(full.store) == before
        return
    merge_records(full, command)
    with full.store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        for table, column in owning_columns():
            left = f"SELECT count(*) FROM {table.name} WHERE {column} = ?"
            assert connection.exec_driver_sql(left, (gone.hex,)).scalar() == 0, table.name
    undo_merge(full, command.id)
    assert contents(full.store) == before


def test_everything_follows_and_the_notes_are_found_under_the_kept_record(
    desk: Desk, enroll: Enroll
) -> None:
    kept, gone = enroll("Juniper Fable"), enroll("Junipper Fable", pronouns="she/her")
    say(desk, kept, "Saw her at the library")
    moved = say(desk, gone, "Brought the marmalade papers")
    assert [hit.contact_id for hit in find_in_notes(desk, "marmalade", participant_id=gone)]
    merge(desk, kept, gone)
    (row,) = list_caseload(desk)
    assert (row.id, row.pronouns) == (kept, "she/her")  # a gap is filled, nothing overwritten
    found = find_in_notes(desk, "marmalade", participant_id=kept)
    assert [hit.contact_id for hit in found] == [moved]
    assert [match.participant_id for match in find_matches(desk, Sought(("Junipper Fable",)))] == [
        kept
    ]  # the other name still finds


def test_each_conflict_is_shown_and_the_choice_stands(desk: Desk, enroll: Enroll) -> None:
    kept = enroll("Juniper Fable", date_of_birth="1988-02-29", language="English")
    gone = enroll("June Fable", date_of_birth="1988-02-28", language="Spanish")
    preview = preview_merge(desk, kept, gone)
    assert [field.name for field in preview.fields] == [
        "preferred_name",
        "date_of_birth",
        "language",
    ]
    merge(desk, kept, gone, "date_of_birth")
    with desk.store.read() as connection:
        row = connection.execute(select(Participant.__table__)).one()
    assert (row.preferred_name, row.date_of_birth) == ("Juniper Fable", "1988-02-28")
    assert row.language == "English"
    assert "june fable" in row.name_key


def test_unsafe_merges_are_refused_with_the_reason(desk: Desk, enroll: Enroll, seat: Seat) -> None:
    one, other, hidden = enroll("Moss Example"), enroll("Moss Example"), enroll("Moss Example")
    third = enroll("Moss Example")
    with pytest.raises(Refused, match="one record already"):
        merge(desk, one, one)
    tell_apart(desk, one, third)
    with pytest.raises(Refused, match="told these two apart"):
        merge(desk, one, third)
    with pytest.raises(InvalidInput):
        merge(desk, other, hidden, "language")
    with pytest.raises(Refused):
        merge(seat(Role.PEER), one, hidden)


def test_two_who_were_in_one_contact_become_one_in_it_and_two_again(
    desk: Desk, enroll: Enroll, seat: Seat
) -> None:
    kept, gone = enroll("Juniper Fable"), enroll("June Fable")
    moss, wren = enroll("Moss Example"), enroll("Wren Sampleton")
    facts: dict[str, object] = {
        "mode": ContactMode.IN_PERSON,
        "outcome": ContactOutcome.MET,
        "occurred_at": desk.clock.now(),
        "note": "At the quince stand.",
        "sign": True,
    }
    lines = ((kept, "Asked for shoes."), (gone, "Asked for boots."), (moss, "His own."))
    both = new_id()
    log_contact(desk, LogContact(both, (kept, gone, moss, wren), private_lines=lines, **facts))  # type: ignore[arg-type]  # a short form
    one_line = new_id()
    log_contact(desk, LogContact(one_line, (kept, gone), private_lines=lines[1:2], **facts))  # type: ignore[arg-type]  # a short form
    before = contents(desk.store)
    assert preview_merge(desk, kept, gone).together == 2
    merge_id = merge(desk, kept, gone)
    entries = {entry.id: entry for entry in list_contacts(desk, participant_id=kept)}
    # The person has both lines, is counted once, and the signature still holds.
    assert entries[both].private_line == "Asked for shoes.\nAsked for boots."
    assert entries[one_line].private_line == "Asked for boots."
    assert [entries[both].others, entries[one_line].others] == [2, 0]
    assert {entry.seal for entry in entries.values()} == {Seal.INTACT}
    assert len(find_in_notes(desk, "quince", participant_id=kept)) == 2
    undo_merge(seat(Role.SUPERVISOR), merge_id)
    after = contents(desk.store)
    assert {name for name in before if before[name] != after[name]} <= {"worker", "participant"}


def test_what_lies_in_the_trash_and_in_history_comes_back_for_the_one_person(
    desk: Desk, enroll: Enroll
) -> None:
    kept, gone = enroll("Juniper Fable"), enroll("June Fable")
    made = LogContact(
        id=new_id(),
        participant_ids=(kept, gone),
        mode=ContactMode.PHONE,
        outcome=ContactOutcome.MET,
        occurred_at=desk.clock.now(),
        follow_up=FollowUp("Call again", desk.clock.today()),
    )
    log_contact(desk, made)
    changed = LogContact(new_id(), (kept, gone), made.mode, made.outcome, made.occurred_at)
    log_contact(desk, replace(changed, follow_up=made.follow_up))
    saved = read_saved(desk, changed.id)
    without = replace(saved.facts, participant_ids=(kept,))
    edit_contact(desk, EditContact(changed.id, saved.version, without))
    withdraw_contact(desk, made.id)
    merge(desk, kept, gone)
    restore_contact(desk, made.id)
    take_edit_back(desk, changed.id, saved.version)
    with desk.store.read() as connection:
        promised = connection.exec_driver_sql("SELECT participant_id FROM task").all()
    assert {who for (who,) in promised} == {kept.hex}
    assert len(promised) == 4


def test_a_draft_of_the_other_record_goes_on(desk: Desk, enroll: Enroll) -> None:
    kept, gone = enroll("Juniper Fable"), enroll("June Fable")
    body: dict[str, object] = {"participants": [str(gone)], "note": "half a thought"}
    save_draft(desk, DraftState(new_id(), "contact", gone, body))
    merge(desk, kept, gone)
    (draft,) = list_drafts(desk)
    assert draft.participant_id == kept
    assert draft.body == {"participants": [str(kept)], "note": "half a thought"}


def test_taking_back_is_a_supervisors_act_and_keeps_what_came_since(
    desk: Desk, enroll: Enroll, seat: Seat
) -> None:
    kept, gone = enroll("Juniper Fable"), enroll("June Fable")
    merge_id = merge(desk, kept, gone)
    since = say(desk, kept, "After the merge, about quinces")
    with pytest.raises(Refused):
        undo_merge(desk, merge_id)
    assert [line.id for line in list_merges(desk)] == [merge_id]
    undo_merge(seat(Role.SUPERVISOR), merge_id)
    assert list_merges(desk) == ()
    assert {row.id for row in list_caseload(desk)} == {kept, gone}
    assert [hit.contact_id for hit in find_in_notes(desk, "quinces", participant_id=kept)] == [
        since
    ]


def test_saving_twice_merges_once_and_the_number_is_not_given_again(
    desk: Desk, enroll: Enroll
) -> None:
    from lead_desktop.store.numbers import next_number

    kept, gone = enroll("Juniper Fable"), enroll("June Fable")
    command = MergeRecords(new_id(), kept, gone)
    merge_records(desk, command)
    merge_records(desk, command)
    assert len(list_merges(desk)) == 1
    with desk.store.write() as session:
        assert next_number(session) == 3


def test_a_signed_note_still_holds_after_the_merge_and_after_it_was_taken_back(
    desk: Desk, enroll: Enroll, seat: Seat
) -> None:
    kept, gone = enroll("Juniper Fable"), enroll("June Fable")
    command = LogContact(
        id=new_id(),
        participant_ids=(gone,),
        mode=ContactMode.PHONE,
        outcome=ContactOutcome.MET,
        occurred_at=desk.clock.now(),
        note="Signed before the merge",
        sign=True,
    )
    log_contact(desk, command)
    merge_id = merge(desk, kept, gone)
    (entry,) = list_contacts(desk, participant_id=kept)
    assert entry.seal is Seal.INTACT
    undo_merge(seat(Role.SUPERVISOR), merge_id)
    (entry,) = list_contacts(desk, participant_id=gone)
    assert entry.seal is Seal.INTACT


def test_the_number_and_the_id_of_the_other_record_still_name_the_person(
    desk: Desk, enroll: Enroll, seat: Seat
) -> None:
    kept, gone = enroll("Juniper Fable"), enroll("June Fable")
    merge_id = merge(desk, kept, gone)
    assert find_participant_id(desk, "P-0002") == kept
    assert find_participant_id(desk, str(gone)) == kept
    undo_merge(seat(Role.SUPERVISOR), merge_id)
    assert find_participant_id(desk, "P-0002") == gone


@pytest.mark.parametrize("kept_says_no", [True, False])
def test_a_way_that_either_record_rules_out_stays_ruled_out(
    desk: Desk, seat: Seat, enroll: Enroll, kept_says_no: bool
) -> None:
    """No message on the machine that somebody at home listens to, whichever record knew it."""
    kept, gone = enroll("Moss Example", case_manager=desk), enroll("Moss Exampel")
    now = desk.clock.now()
    stamps = {"created_at": now, "updated_at": now}
    with desk.store.write() as session:
        for person in (kept, gone):
            no = (person == kept) is kept_says_no
            session.add(
                ParticipantPhone(
                    id=new_id(), participant_id=person, number="410-555-0142",
                    digits="4105550142", text_ok=True, voicemail_ok=not no, **stamps,
                )
            )  # fmt: skip
            session.add(SafeContactRow(participant_id=person, mail_ok=not no, **stamps))
    before = contents(desk.store)
    merge_id = merge(desk, kept, gone)
    record = read_record(desk, kept)
    assert {(one.text_ok, one.voicemail_ok) for one in record.phones} == {(True, False)}
    assert record.safe_contact.mail_ok is False
    undo_merge(seat(Role.SUPERVISOR, name="Priya Demoson"), merge_id)
    after = contents(desk.store)
    for table in ("participant_phone", "safe_contact"):
        assert after[table] == before[table]
