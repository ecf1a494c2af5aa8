"""Several people in one contact: a line for each alone, somebody else, and who may read which."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from lead_desktop.base.errors import InvalidInput
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    EventKind,
    Relation,
    Role,
)
from lead_desktop.domain.contacts.timeline import ContactEntry, TimelineFilter
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LearnedEvent
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from tests.services.contacts.test_contacts import a_contact
from tests.services.paper.test_notes_on_paper import contact_log

Enroll = Callable[..., UUID]


def entry_of(desk: Desk, person: UUID) -> ContactEntry:
    (entry,) = participants.list_timeline(desk, person)
    assert isinstance(entry, ContactEntry)
    return entry


def test_each_person_of_a_group_has_a_line_of_their_own(desk: Desk, enroll: Enroll) -> None:
    juniper, moss, wren = (enroll(name) for name in ("Juniper Fable", "Moss Example", "Wren"))
    command = a_contact(
        desk,
        juniper,
        participant_ids=(juniper, moss, wren),
        kind=ContactKind.GROUP,
        note="Tea and talk at the drop-in",
        private_lines=((juniper, "Asked about marmalade"), (moss, " ")),
    )
    contacts.log_contact(desk, command)
    lines = {person: entry_of(desk, person).private_line for person in (juniper, moss, wren)}
    assert lines == {juniper: "Asked about marmalade", moss: "", wren: ""}
    assert {entry_of(desk, person).others for person in (juniper, moss, wren)} == {2}
    assert all(
        participants.read_record(desk, person).row.last_reached_at == command.occurred_at
        for person in (juniper, moss, wren)
    )
    # A private line is in no search: the hit would show it under everybody's name.
    assert participants.find_in_notes(desk, "marmalade") == []
    assert len(participants.find_in_notes(desk, "drop")) == 3


def test_the_name_of_somebody_else_is_for_the_timeline_alone(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Wren Sample")
    command = a_contact(
        desk,
        person,
        kind=ContactKind.COLLATERAL,
        relation=Relation.FAMILY,
        third_party="Aunt Marmalade",
    )
    contacts.log_contact(desk, command)
    entry = entry_of(desk, person)
    assert (entry.relation, entry.third_party) == (Relation.FAMILY, "Aunt Marmalade")
    (listed,) = contacts.list_contacts(desk, participant_id=person)
    assert (listed.relation, listed.third_party) == (Relation.FAMILY, "")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"private_lines": ((new_id(), "For nobody here"),)}, "private_lines"),
        ({"relation": Relation.FAMILY}, "relation"),
        ({"kind": ContactKind.GROUP, "third_party": "Somebody"}, "relation"),
        ({"learned": LearnedEvent(new_id(), EventKind.JAIL_BOOKED)}, "learned"),
    ],
)
def test_what_does_not_fit_together_is_refused_whole(
    desk: Desk, enroll: Enroll, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        contacts.log_contact(desk, a_contact(desk, enroll("Moss Example"), **changes))
    assert [problem.field for problem in caught.value.problems] == [field]
    assert contacts.list_contacts(desk) == []


def test_an_event_is_only_learned_where_the_outcome_tells_of_it(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Moss Example")
    learned = LearnedEvent(person, EventKind.JAIL_BOOKED)
    with pytest.raises(InvalidInput):
        contacts.log_contact(desk, a_contact(desk, person, learned=learned))
    attempt = a_contact(desk, person, outcome=ContactOutcome.IN_CUSTODY, learned=learned)
    assert contacts.log_contact(desk, attempt).created


def test_a_timeline_is_narrowed_by_worker_mode_days_and_signature(
    desk: Desk, seat: Callable[..., Desk], enroll: Enroll
) -> None:
    person, peer = enroll("Juniper Fable"), seat(Role.PEER, name="Dre Exampleton")
    now = desk.clock.now()
    street = a_contact(desk, person, worker_ids=(peer.worker.id,), sign=True)
    text = a_contact(desk, person, mode=ContactMode.TEXT, occurred_at=now - timedelta(days=3))
    jail = a_contact(
        peer,
        person,
        outcome=ContactOutcome.IN_CUSTODY,
        occurred_at=now - timedelta(days=9),
        learned=LearnedEvent(person, EventKind.JAIL_BOOKED),
    )
    for author, command in ((desk, street), (desk, text), (peer, jail)):
        contacts.log_contact(author, command)

    def kinds(only: TimelineFilter) -> list[str]:
        entries = participants.list_timeline(desk, person, only=only)
        names = {street.id: "street", text.id: "text", jail.id: "jail"}
        return [names.get(e.id, "") if isinstance(e, ContactEntry) else "event" for e in entries]

    assert kinds(TimelineFilter()) == ["street", "text", "jail", "event"]
    assert kinds(TimelineFilter(worker_id=peer.worker.id)) == ["street", "jail", "event"]
    assert kinds(TimelineFilter(modes=frozenset({ContactMode.TEXT}))) == ["text"]
    assert kinds(TimelineFilter(signed=False)) == ["text", "jail"]
    assert kinds(TimelineFilter(since=now - timedelta(days=4))) == ["street", "text"]
    assert kinds(TimelineFilter(until=now - timedelta(days=2))) == ["text", "jail", "event"]
    assert kinds(TimelineFilter(worker_id=desk.worker.id, signed=True)) == ["street"]


def test_a_printed_log_holds_neither_a_third_party_nor_the_line_of_another(
    desk: Desk, enroll: Enroll
) -> None:
    juniper, moss = enroll("Juniper Fable", case_manager=desk), enroll("Moss Example")
    group = a_contact(
        desk,
        juniper,
        participant_ids=(juniper, moss),
        kind=ContactKind.GROUP,
        note="Tea and talk",
        private_lines=((moss, "Porcupine"), (juniper, "Hedgehog")),
    )
    about = a_contact(
        desk, juniper, kind=ContactKind.COLLATERAL, note="Called", third_party="Tarantula"
    )
    for command in (group, about):
        contacts.log_contact(desk, command)
    text = contact_log(desk, juniper)
    assert "Tea and talk" in text
    assert "Hedgehog" in text
    assert not {"Porcupine", "Tarantula", "Moss"} & set(text.replace(",", " ").split())
