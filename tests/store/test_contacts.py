"""Reading contacts and timelines: order, pages, parts, and no sorting of whole histories."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import event

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AddendumKind,
    ContactMode,
    ContactOutcome,
    EventKind,
    EventSource,
    Purpose,
    Role,
    Supply,
)
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.addenda import AddAddendum, add_addendum
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from lead_desktop.store.queries import contacts as query
from lead_desktop.store.tables import Event

Enroll = Callable[..., UUID]


def log(desk: Desk, people: Sequence[UUID], hours_ago: int = 1, **more: object) -> UUID:
    values: dict[str, object] = {
        "id": new_id(),
        "participant_ids": tuple(people),
        "mode": ContactMode.PHONE,
        "outcome": ContactOutcome.MET,
        "occurred_at": desk.clock.now() - timedelta(hours=hours_ago),
    }
    command = contacts.LogContact(**values | more)  # type: ignore[arg-type]  # a test's short form
    contacts.log_contact(desk, command)
    return command.id


def happened(desk: Desk, person: UUID, at: datetime) -> UUID:
    event_id = new_id()
    with desk.store.write() as session:
        session.add(
            Event(
                id=event_id,
                participant_id=person,
                worker_id=desk.worker.id,
                kind=EventKind.JAIL_BOOKED,
                source=next(iter(EventSource)),
                occurred_at=at,
                created_at=at,
                updated_at=at,
            )
        )
    return event_id


def test_contacts_of_one_instant_have_one_order(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Moss Example")
    written = [log(desk, [person]) for _ in range(4)]
    earlier = log(desk, [person], hours_ago=5)
    with desk.store.read() as connection:
        one = query.list_contacts(connection, participant_id=person)
        everybody = query.list_contacts(connection)
        newest = query.list_contacts(connection, participant_id=person, newest_first=True, limit=2)
    assert [entry.seq for entry in everybody] == [5, 1, 2, 3, 4]
    assert [entry.id for entry in everybody] == [earlier, *written]
    assert {entry.id for entry in one[1:]} == set(written)
    assert newest == one[:-3:-1]


def test_only_named_contacts_within_bounds_are_read(desk: Desk, enroll: Enroll) -> None:
    moss, wren = enroll("Moss Example"), enroll("Wren Sample")
    shared, older = log(desk, [moss, wren]), log(desk, [wren], hours_ago=30)
    a_day_ago = desk.clock.now() - timedelta(days=1)
    with desk.store.read() as connection:
        both = query.list_contacts(connection, contact_ids=[shared])
        since = query.list_contacts(connection, participant_id=wren, since=a_day_ago)
        until = query.list_contacts(connection, until=a_day_ago)
    assert {entry.participant_id for entry in both} == {moss, wren}
    assert [entry.id for entry in since] == [shared]
    assert [entry.id for entry in until] == [older]


def test_the_parts_of_a_contact_are_in_their_own_order(
    desk: Desk, enroll: Enroll, seat: Callable[..., Desk]
) -> None:
    person, colleague = enroll("Moss Example"), seat(Role.PEER, name="Dre Exampleton")
    purposes, supplies = list(Purpose)[:3], list(Supply)[:2]
    log(
        desk,
        [person],
        worker_ids=(colleague.worker.id,),
        purposes=frozenset(purposes),
        supplies=tuple((supply, 2) for supply in reversed(supplies)),
    )
    with desk.store.read() as connection:
        (entry,) = query.list_contacts(connection)
    assert entry.workers == (desk.worker.name, "Dre Exampleton")
    assert entry.purposes == tuple(purposes)
    assert entry.supplies == tuple((supply, 2) for supply in supplies)


def test_pages_of_a_timeline_make_the_whole(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Moss Example")
    for hours in range(1, 14, 2):
        log(desk, [person], hours_ago=hours)
        happened(desk, person, desk.clock.now() - timedelta(hours=hours + 1))
    whole = participants.list_timeline(desk, person)
    assert len(whole) == 14
    pages, before = [], None
    while page := participants.list_timeline(desk, person, limit=3, before=before):
        assert len(page) <= 3
        pages += page
        before = page[-1].occurred_at
    assert pages == whole


def test_a_page_is_read_without_sorting_the_history(desk: Desk) -> None:
    bounds = {"person": "", "before": None, "since": None, "worker": None}
    pages = (
        f"{query._CONTACTS.format(contacts=query._ALL)}"
        " ORDER BY contact.occurred_at DESC, contact.seq DESC LIMIT 1",
        f"{query._CONTACTS.format(contacts=query._ONE_PERSON)} AND here.participant_id = :person"
        " ORDER BY here.occurred_at DESC, here.contact_id DESC LIMIT 1",
        query._EVENTS,
    )
    with desk.store.read() as connection:
        for page in pages:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {page}", bounds).all()
            assert not [step.detail for step in plan if "TEMP B-TREE" in step.detail]


def test_a_longer_timeline_takes_no_more_statements(desk: Desk, enroll: Enroll) -> None:
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    person = enroll("Moss Example")
    event.listen(desk.store.engine, "before_cursor_execute", note)
    counted = []
    for many in (2, 20):
        for hours_ago in range(many):
            signed = log(desk, [person], hours_ago, note="Talked", sign=True)
            add_addendum(
                desk, AddAddendum(new_id(), signed, AddendumKind.ADDENDUM, f"And {hours_ago}")
            )
        asked.clear()
        entries = participants.list_timeline(desk, person)
        assert all(isinstance(one, ContactEntry) and one.addenda for one in entries)
        counted.append((len(entries), len(asked)))
    assert [entries for entries, _ in counted] == [2, 22]
    # One for each kind of entry, the notes' addenda and reviews, and who may be seen.
    assert counted[0][1] == counted[1][1] <= 8


def test_a_note_of_several_people_is_found_for_each_alone(desk: Desk, enroll: Enroll) -> None:
    moss, wren = enroll("Moss Example"), enroll("Wren Sample")
    log(desk, [moss, wren], note="Marmalade for both")
    later = log(desk, [wren], note="More marmalade")
    found = participants.find_in_notes(desk, "marm", participant_id=wren)
    assert [hit.participant_id for hit in found] == [wren, wren]
    assert found[0].contact_id == later
    assert len(participants.find_in_notes(desk, "marm")) == 3
    contacts.withdraw_contact(desk, later)
    assert len(participants.find_in_notes(desk, "marm")) == 2
