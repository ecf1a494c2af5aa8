"""What the acts on a contact leave behind: an audit of each, and nothing lost beside each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from lead_desktop.base.errors import NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AddendumKind,
    ContactKind,
    ContactOutcome,
    EventKind,
    LifeArea,
    LinkageStatus,
    Purpose,
    Relation,
    Role,
    Seal,
    ServiceCategory,
    Supply,
)
from lead_desktop.domain.plan.linkage import Move
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.consent import restricted
from lead_desktop.services.contacts import addenda, contacts, note_edits, reviews, signing, trash
from lead_desktop.services.contacts.contacts import (
    FollowUp,
    LearnedEvent,
    LifeChange,
    LinkageMove,
)
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import outcomes, participants
from lead_desktop.services.plan import linkages
from lead_desktop.store.audit import list_entries
from lead_desktop.store.tables import Event, LinkageChange, NoteReview, OutcomeChange, Task
from tests.services.contacts.test_contacts import a_contact
from tests.services.contacts.test_trash import whole_state
from tests.services.noting import edited, entry, log, write_to

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]


def audited(desk: Desk, contact_id: UUID) -> list[str]:
    with desk.store.read() as connection:
        return [one.action for one in list_entries(connection, subject=contact_id)]


def test_every_act_on_a_contact_is_written_down(desk: Desk, seat: Seat, enroll: Enroll) -> None:
    supervisor = seat(Role.SUPERVISOR, name="Ada Sampleton")
    person = enroll("Juniper Fable")
    log(supervisor, person)
    one = log(desk, person)
    version = entry(desk, one).version
    note_edits.edit_contact(desk, edited(desk, one, place="Here"))
    note_edits.take_edit_back(desk, one, version)
    trash.withdraw_contact(desk, one)
    trash.give_reason(desk, one, "Entered twice")
    trash.restore_contact(desk, one)
    returned = reviews.ReturnNote(new_id(), one, "When was this?")
    reviews.return_note(supervisor, returned)
    reviews.settle_return(supervisor, returned.id)
    signing.sign_contact(desk, one)
    reviews.cosign_notes(supervisor, (one,))
    write_to(desk, one)
    addenda.strike_note(desk, one, "Another person's")
    addenda.unstrike_note(desk, one)
    assert audited(desk, one) == [
        "contact.log",
        "contact.edit",
        "contact.edit.undo",
        "contact.withdraw",
        "contact.withdraw.reason",
        "contact.restore",
        "contact.return",
        "contact.return.settle",
        "contact.sign",
        "contact.cosign",
        "contact.addendum",
        "contact.strike",
        "contact.unstrike",
    ]


def test_a_reason_is_given_for_what_lies_in_ones_own_trash_alone(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    """Nothing is written down that did not happen."""
    one = log(desk, enroll("Juniper Fable"))
    with pytest.raises(NotFound):
        trash.give_reason(desk, one, "Entered twice")
    trash.withdraw_contact(desk, one, "Wrong day")
    with pytest.raises(NotFound):
        trash.give_reason(seat(Role.PEER, name="Dre Exampleton"), one, "Entered twice")
    assert [line.reason for line in trash.list_withdrawn(desk)] == ["Wrong day"]
    assert audited(desk, one) == ["contact.log", "contact.withdraw"]


def test_somebody_hidden_since_is_in_no_list_of_the_trash(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    juniper, moss = enroll("Juniper Fable"), enroll("Moss Example")
    alone, both = log(desk, moss, note="A quokka."), log(desk, juniper, moss)
    for one in (alone, both):
        trash.withdraw_contact(desk, one)
    restricted.set_restricted(seat(Role.SUPERVISOR), moss, True, "A relative works here")
    (line,) = trash.list_withdrawn(desk)
    assert (line.contact_id, line.people) == (both, ("Juniper Fable",))


def test_a_promise_that_goes_to_the_trash_after_its_contact_costs_nothing_that_lies_there(
    desk: Desk, enroll: Enroll
) -> None:
    """The contact that made it was taken back first, and the one that kept it after that."""
    person = enroll("Juniper Fable", case_manager=desk)
    other = a_contact(desk, person, changes=(LifeChange(LifeArea.INCOME, "SNAP"),))
    maker = a_contact(
        desk,
        person,
        follow_up=FollowUp("Bring the form", date(2026, 11, 24)),
        changes=(LifeChange(LifeArea.HOUSING, "207"),),
    )
    contacts.log_contact(desk, other)
    contacts.log_contact(desk, maker)
    (promise,) = participants.read_record(desk, person).tasks
    keeper = a_contact(desk, person, closes_tasks=(promise.id,))
    contacts.log_contact(desk, keeper)
    before = whole_state(desk)
    for one in (other, maker, keeper):
        trash.withdraw_contact(desk, one.id)
    assert participants.read_record(desk, person).tasks == ()
    trash.restore_contact(desk, maker.id)
    assert [task.id for task in participants.read_record(desk, person).tasks] == [promise.id]
    assert [line.area for line in outcomes.list_outcomes(desk, person)] == [LifeArea.HOUSING]
    for one in (other, keeper):
        trash.restore_contact(desk, one.id)
    assert whole_state(desk) == before


def test_of_two_promises_in_the_trash_only_the_one_that_was_kept_comes_back_closed(
    desk: Desk, enroll: Enroll
) -> None:
    person = enroll("Juniper Fable", case_manager=desk)
    makers = [
        a_contact(desk, person, follow_up=FollowUp(words, date(2026, 11, 24)))
        for words in ("Bring the form", "Call the clinic")
    ]
    for maker in makers:
        contacts.log_contact(desk, maker)
    tasks = {task.words: task.id for task in participants.read_record(desk, person).tasks}
    keeper = a_contact(desk, person, closes_tasks=(tasks["Bring the form"],))
    contacts.log_contact(desk, keeper)
    for one in (keeper, *makers):
        trash.withdraw_contact(desk, one.id)
    for one in (keeper, *makers):
        trash.restore_contact(desk, one.id)
    with desk.store.read() as connection:
        kept = connection.execute(select(Task.words, Task.done_in_contact_id)).all()
    assert {tuple(row) for row in kept} == {
        ("Bring the form", keeper.id),
        ("Call the clinic", None),
    }


def test_what_somebody_dated_anew_stays_when_the_contact_moves(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable")
    one = log(
        desk,
        person,
        outcome=ContactOutcome.IN_CUSTODY,
        learned=LearnedEvent(person, EventKind.JAIL_BOOKED),
        changes=(LifeChange(LifeArea.INCOME, "SNAP", person),),
    )
    booked, since = desk.clock.now() - timedelta(days=2), desk.clock.today() - timedelta(days=9)
    with desk.store.write() as session:
        session.execute(update(Event).values(occurred_at=booked))
        session.execute(update(OutcomeChange).values(on=since))
    moved = desk.clock.now() - timedelta(days=1)
    note_edits.edit_contact(desk, edited(desk, one, occurred_at=moved))
    with desk.store.read() as connection:
        assert connection.execute(select(Event.occurred_at)).scalar_one() == booked
        assert connection.execute(select(OutcomeChange.on)).scalar_one() == since


def test_a_move_keeps_the_day_that_was_chosen_for_it(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable", case_manager=desk)
    told = linkages.AddLinkage(new_id(), person, ServiceCategory.HOUSING)
    line, today = linkages.add_linkage(desk, told).line, desk.clock.today()
    move = Move(LinkageStatus.SCHEDULED, today, appointment=desk.clock.now() + timedelta(days=2))
    one = log(desk, person, moves=(LinkageMove(line.id, line.version, move),))
    moved = desk.clock.now() - timedelta(days=1)
    note_edits.edit_contact(desk, edited(desk, one, occurred_at=moved))
    with desk.store.read() as connection:
        days = select(LinkageChange.on).where(LinkageChange.contact_id == one)
        assert connection.execute(days).scalars().all() == [today]


@pytest.mark.parametrize("how", ["touched", "moved", "neither"])
def test_the_views_of_linkages_hear_of_a_contact_that_was_about_one(
    desk: Desk, enroll: Enroll, how: str
) -> None:
    person = enroll("Juniper Fable", case_manager=desk)
    told = linkages.AddLinkage(new_id(), person, ServiceCategory.HOUSING)
    line = linkages.add_linkage(desk, told).line
    move = Move(
        LinkageStatus.SCHEDULED,
        desk.clock.today(),
        appointment=desk.clock.now() + timedelta(days=2),
    )
    command = a_contact(desk, person)
    if how == "touched":
        command = replace(command, touched=(line.id,))
    elif how == "moved":
        command = replace(command, moves=(LinkageMove(line.id, line.version, move),))
    change = contacts.log_contact(desk, command).change
    assert isinstance(change, Change)
    assert (Topic.LINKAGES in change.topics) == (how != "neither")


def test_who_struck_a_note_is_kept_with_the_strike_and_goes_with_it(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    supervisor = seat(Role.SUPERVISOR, name="Ada Sampleton")
    one = log(desk, enroll("Juniper Fable"), sign=True)
    query = "SELECT struck_by_id, struck_as, struck_at IS NULL, struck_reason FROM contact"
    addenda.strike_note(supervisor, one, " Another person's ")
    with desk.store.read() as connection:
        row = connection.exec_driver_sql(query).one()
    assert tuple(row) == (
        supervisor.worker.id.hex,
        "Ada Sampleton, supervisor",
        0,
        "Another person's",
    )
    addenda.unstrike_note(supervisor, one)
    with desk.store.read() as connection:
        assert tuple(connection.exec_driver_sql(query).one()) == (None, None, 1, None)
    write_to(desk, one, kind=AddendumKind.CORRECTION, reason="The day was another")


def test_the_way_of_somebody_who_stays_in_the_contact_stays(desk: Desk, enroll: Enroll) -> None:
    """Whoever was not there after all takes their own linkage's move with them, and no other."""
    people = [enroll(name, case_manager=desk) for name in ("Juniper Fable", "Moss Example")]
    moves = []
    for person in people:
        told = linkages.AddLinkage(new_id(), person, ServiceCategory.HOUSING)
        line = linkages.add_linkage(desk, told).line
        visit = desk.clock.now() + timedelta(days=2)
        move = Move(LinkageStatus.SCHEDULED, desk.clock.today(), appointment=visit)
        moves.append(LinkageMove(line.id, line.version, move))
    one = log(desk, *people, moves=tuple(moves))
    version = entry(desk, one).version

    def stand() -> list[LinkageStatus]:
        records = [participants.read_record(desk, person) for person in people]
        return [record.linkages[0].status for record in records]

    note_edits.edit_contact(desk, edited(desk, one, participant_ids=(people[0],)))
    assert stand() == [LinkageStatus.SCHEDULED, LinkageStatus.IDENTIFIED]
    note_edits.take_edit_back(desk, one, version)
    assert stand() == [LinkageStatus.SCHEDULED, LinkageStatus.SCHEDULED]


def test_an_outcome_that_tells_of_another_event_takes_the_first_one_back(
    desk: Desk, enroll: Enroll
) -> None:
    person = enroll("Juniper Fable")
    learned = LearnedEvent(person, EventKind.JAIL_BOOKED)
    one = log(desk, person, outcome=ContactOutcome.IN_CUSTODY, learned=learned)
    note_edits.edit_contact(desk, edited(desk, one, outcome=ContactOutcome.IN_HOSPITAL))
    with desk.store.read() as connection:
        assert connection.execute(select(Event.kind)).all() == []


def test_a_peer_writes_no_legal_change_of_a_life_into_a_contact(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    person = enroll("Juniper Fable")
    peer = seat(Role.PEER, name="Dre Exampleton")
    legal = LifeChange(LifeArea.LEGAL, "probation", person)
    with pytest.raises(Refused):
        log(peer, person, changes=(legal,))
    assert contacts.list_contacts(desk, participant_id=person) == []
    log(peer, person, changes=(LifeChange(LifeArea.INCOME, "SNAP", person),))


def test_a_returned_note_is_answered_by_its_author_alone(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    supervisor = seat(Role.SUPERVISOR, name="Ada Sampleton")
    one = log(desk, enroll("Juniper Fable"), sign=True)
    reviews.return_note(supervisor, reviews.ReturnNote(new_id(), one, "When was this?"))

    def answered() -> bool:
        with desk.store.read() as connection:
            return connection.execute(select(NoteReview.answered_at)).scalar_one() is not None

    write_to(supervisor, one, "I asked them as well.")
    write_to(seat(Role.PEER, name="Dre Exampleton"), one, "I was there.")
    assert not answered()
    write_to(desk, one, "On Tuesday.")
    assert answered()


def test_each_contact_is_changed_from_what_it_says_itself(desk: Desk, enroll: Enroll) -> None:
    """Of two that say other things in every part, each is read whole and alone."""
    juniper, moss = enroll("Juniper Fable"), enroll("Moss Example")
    said = [
        {
            "participant_ids": (juniper, moss),
            "purposes": frozenset({Purpose.ADVOCACY}),
            "supplies": ((Supply.FOOD, 2),),
            "private_lines": ((juniper, "Her own line."),),
            "relation": Relation.DEFENDER,
            "third_party": "Ash Sampleton",
        },
        {
            "participant_ids": (moss,),
            "purposes": frozenset({Purpose.CHECK_IN}),
            "supplies": ((Supply.HYGIENE, 1),),
            "private_lines": ((moss, "His own line."),),
            "relation": Relation.FAMILY,
            "third_party": "Sol Demoski",
        },
    ]
    kind = ContactKind.CASE_CONFERENCE
    logged = [log(desk, kind=kind, **parts) for parts in said]
    for one, parts in zip(logged, said, strict=True):
        facts = note_edits.read_saved(desk, one).facts
        assert {name: getattr(facts, name) for name in parts} == parts


def test_what_one_strike_took_back_is_not_what_another_one_brings(
    desk: Desk, enroll: Enroll
) -> None:
    person = enroll("Juniper Fable", case_manager=desk)
    promise = FollowUp("Bring the form", date(2026, 11, 24))
    first, second = log(desk, person, follow_up=promise), log(desk, person)
    for one in (first, second):
        addenda.strike_note(desk, one, "Another person's")
    assert participants.read_record(desk, person).tasks == ()
    addenda.unstrike_note(desk, second)
    assert participants.read_record(desk, person).tasks == ()
    addenda.unstrike_note(desk, first)
    (task,) = participants.read_record(desk, person).tasks
    assert task.words == promise.words


def test_a_change_that_is_to_be_signed_is_signed_as_changed(desk: Desk, enroll: Enroll) -> None:
    one = log(desk, enroll("Juniper Fable"))
    change = note_edits.edit_contact(desk, replace(edited(desk, one, place="Here"), sign=True))
    now = entry(desk, one)
    assert (now.place, now.seal, change.undo_label) == ("Here", Seal.INTACT, "")
    assert audited(desk, one)[-1] == "contact.sign"
