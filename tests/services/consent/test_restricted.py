"""Restricted participants: there for those with the right, nowhere for anybody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from lead_desktop.base.errors import NotFound
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    DisclosureMethod,
    FormKind,
    Role,
    ServiceCategory,
)
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import FollowUp
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import forms
from lead_desktop.services.paper.forms import FormRequest
from lead_desktop.services.people import participants
from lead_desktop.services.plan import linkages
from lead_desktop.services.trust import trust
from lead_desktop.services.worklist import tasks
from lead_desktop.store.queries.visibility import hidden_ids, hidden_people
from lead_desktop.store.tables import Participant

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
HIDDEN_NAME, HIDDEN_NOTE = "Quillon Example", "Talked about the zeppelin"


def log(desk: Desk, *people: UUID, note: str = HIDDEN_NOTE) -> UUID:
    contact_id = new_id()
    contacts.log_contact(
        desk,
        contacts.LogContact(
            id=contact_id,
            participant_ids=people,
            mode=ContactMode.PHONE,
            outcome=ContactOutcome.MET,
            occurred_at=desk.clock.now(),
            note=note,
            follow_up=FollowUp("Bring the zeppelin form", desk.clock.today() + timedelta(days=1)),
        ),
    )
    return contact_id


@pytest.fixture
def hidden(desk: Desk, enroll: Enroll) -> UUID:
    """Somebody restricted, of the case manager's own people, with something of everything."""
    person = enroll(HIDDEN_NAME, case_manager=desk, restricted=True, external_id="Q-1")
    log(desk, person)
    linkages.add_linkage(desk, linkages.AddLinkage(new_id(), person, ServiceCategory.HOUSING))
    return person


@pytest.fixture
def other(seat: Seat) -> Desk:
    """A colleague without the right."""
    return seat(Role.CASE_MANAGER, name="Wren Example")


def test_their_own_workers_and_the_supervisor_see_them(
    desk: Desk, seat: Seat, hidden: UUID
) -> None:
    for one in (desk, seat(Role.SUPERVISOR)):
        assert [row.id for row in participants.list_caseload(one)] == [hidden]
        assert participants.read_record(one, hidden).row.preferred_name == HIDDEN_NAME
        assert len(contacts.list_contacts(one)) == 1
        assert len(participants.find_in_notes(one, "zeppelin")) == 1
        assert len(tasks.list_tasks(one)) == 1
        assert len(linkages.list_linkages(one)) == 1


def test_for_a_colleague_they_are_nowhere(other: Desk, hidden: UUID) -> None:
    assert participants.list_caseload(other) == []
    assert participants.list_caseload(other, find="Quillon") == []
    assert contacts.list_contacts(other) == []
    assert contacts.list_contacts(other, find="zeppelin") == []
    assert participants.find_in_notes(other, "zeppelin") == []
    assert tasks.list_tasks(other) == ()
    assert linkages.list_linkages(other) == []
    assert linkages.list_board(other) == []


def test_what_names_them_is_answered_as_if_they_were_not_there(
    desk: Desk, other: Desk, hidden: UUID
) -> None:
    contact = log(desk, hidden)
    (linkage,) = linkages.list_linkages(desk)
    for ask in (
        lambda: participants.find_participant_id(other, "Q-1"),
        lambda: participants.find_participant_id(other, "P-0001"),
        lambda: participants.read_record(other, hidden),
        lambda: participants.list_timeline(other, hidden),
        lambda: trust.list_disclosures(other, hidden),
        lambda: contacts.read_contact(other, contact),
        lambda: linkages.list_steps(other, linkage.id),
        lambda: log(other, hidden),
    ):
        with pytest.raises(NotFound) as caught:
            ask()
        assert "Quillon" not in str(caught.value)


def test_a_contact_with_others_shows_only_those_who_may_be_seen(
    desk: Desk, other: Desk, enroll: Enroll, hidden: UUID
) -> None:
    shown = enroll("Juniper Fable", case_manager=other)
    together = log(desk, shown, hidden, note="A group walk")
    (entry,) = contacts.list_contacts(other)
    assert (entry.participant_id, entry.others) == (shown, 0)
    assert contacts.read_contact(other, together).participant == "Juniper Fable"
    assert {one.others for one in contacts.list_contacts(desk) if one.id == together} == {1}


def test_written_and_built_the_predicate_hides_the_same_people(
    desk: Desk, seat: Seat, other: Desk, enroll: Enroll, hidden: UUID
) -> None:
    enroll("Sorrel Sample", case_manager=other, restricted=True)
    enroll("Clover Sample", restricted=True)
    enroll("Alder Sample")
    counted = []
    for one in (desk, other, seat(Role.PEER), seat(Role.SUPERVISOR)):
        with one.store.read() as connection:
            built = connection.execute(hidden_people(one.viewer)).scalars()
            written = hidden_ids(connection, one.viewer)
        assert written == frozenset(built)
        counted.append(len(written))
    assert counted == [2, 2, 3, 0]


def test_turning_somebody_away_is_audited(other: Desk, seat: Seat, hidden: UUID) -> None:
    with pytest.raises(NotFound):
        participants.read_record(other, hidden)
    actions = [entry.action for entry in trust.list_audit(seat(Role.SUPERVISOR))]
    assert "restricted.turned_away" in actions


def test_an_auditor_reads_an_unbroken_chain_that_does_not_say_about_whom(
    desk: Desk, seat: Seat, hidden: UUID
) -> None:
    participants.open_record(desk, hidden)
    entries = trust.list_audit(seat(Role.AUDITOR))
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    told = "".join(f"{entry.subject}{entry.detail}" for entry in entries)
    assert str(hidden) not in told
    assert str(hidden) in "".join(
        entry.subject for entry in trust.list_audit(seat(Role.SUPERVISOR, name="Dana"))
    )


def test_a_record_that_is_open_to_all_is_shown_to_all(
    desk: Desk, other: Desk, hidden: UUID
) -> None:
    with desk.store.write() as session:
        person = session.get(Participant, hidden)
        assert person is not None
        person.restricted = False
    assert [row.id for row in participants.list_caseload(other)] == [hidden]


@pytest.mark.parametrize("kind", [FormKind.ROSTER, FormKind.SHIFT])
def test_a_list_on_paper_names_nobody_who_was_hidden_while_it_lay_open(
    desk: Desk, other: Desk, enroll: Enroll, kind: FormKind
) -> None:
    """It was drawn for looking at; it is asked again in the moment in which it leaves."""
    person = enroll(HIDDEN_NAME, case_manager=desk)
    log(desk, person)
    request = FormRequest(kind=kind, mine=False)
    composed = forms.compose_form(other, request)
    assert composed.listed == {person}
    printed = forms.draw_composed(composed)
    with desk.store.write() as session:
        session.get_one(Participant, person).restricted = True
    with pytest.raises(NotFound):
        forms.record_form(other, composed, printed, DisclosureMethod.PRINT)
    again = forms.compose_form(other, request)
    assert again.listed == frozenset()
    assert forms.record_form(other, again, printed, DisclosureMethod.PRINT) == ()
