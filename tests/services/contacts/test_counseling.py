"""Counseling-type notes: author and those let in; nowhere else does a word of one turn up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from lead_desktop.base.errors import InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Audience, Role, Seal
from lead_desktop.services.contacts import contacts, counseling, drafts
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import summaries
from lead_desktop.services.people import participants
from tests.documents.reading import whole_text
from tests.services.noting import acts, log, tamper

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
WORDS = "Spoke at length about the winter of the orchard."


@pytest.fixture
def person(enroll: Enroll) -> UUID:
    return enroll("Juniper Fable")


def a_note(
    desk: Desk, person: UUID, text: str = WORDS, **more: object
) -> counseling.WriteCounseling:
    values: dict[str, object] = {
        "id": new_id(),
        "participant_id": person,
        "held_at": desk.clock.now() - timedelta(hours=1),
        "text": text,
    }
    return counseling.WriteCounseling(**values | more)  # type: ignore[arg-type]


def write(desk: Desk, person: UUID, text: str = WORDS, **more: object) -> UUID:
    command = a_note(desk, person, text, **more)
    counseling.write_counseling(desk, command)
    return command.id


def test_only_the_author_reads_it_at_first(desk: Desk, seat: Seat, person: UUID) -> None:
    note_id = write(desk, person)
    note = counseling.read_counseling(desk, note_id)
    assert (note.text, note.seal) == (WORDS, Seal.INTACT)
    assert note.signed_by == "Tomas Sampleton, case manager"
    assert [line.own for line in counseling.list_counseling(desk, person)] == [True]
    assert WORDS not in repr(note)
    for role in (Role.SUPERVISOR, Role.PEER, Role.CASE_MANAGER):
        other = seat(role, name=f"Another {role}", administrator=True)
        assert counseling.list_counseling(other, person) == ()
        with pytest.raises(NotFound):
            counseling.read_counseling(other, note_id)
    for role in (Role.READ_ONLY, Role.AUDITOR, Role.ADMINISTRATOR):
        with pytest.raises(Refused):
            counseling.read_counseling(seat(role, administrator=True), note_id)
    assert acts(desk.store).count("refused") == 6


def test_a_supervisor_reads_it_when_let_in_and_not_any_more_when_closed(
    desk: Desk, seat: Seat, person: UUID
) -> None:
    supervisor = seat(Role.SUPERVISOR, name="Ada Sampleton")
    auditor = seat(Role.AUDITOR, name="Aud Exampleton")
    note_id = write(desk, person)
    assert [reader.name for reader in counseling.possible_readers(desk)] == ["Ada Sampleton"]
    counseling.grant_counseling(desk, note_id, supervisor.worker.id)
    assert counseling.read_counseling(supervisor, note_id).text == WORDS
    assert counseling.read_counseling(supervisor, note_id).readers == ()
    (reader,) = counseling.read_counseling(desk, note_id).readers
    assert reader.name == "Ada Sampleton"
    with pytest.raises(Refused):
        counseling.grant_counseling(desk, note_id, auditor.worker.id)
    counseling.end_counseling_grant(desk, note_id, supervisor.worker.id)
    with pytest.raises(NotFound):
        counseling.read_counseling(supervisor, note_id)
    counseling.grant_counseling(desk, note_id, supervisor.worker.id)
    assert counseling.read_counseling(supervisor, note_id).text == WORDS
    assert {"counseling.write", "counseling.read", "counseling.grant", "counseling.revoke"} < set(
        acts(desk.store)
    )


def test_nobody_but_the_author_lets_others_in(desk: Desk, seat: Seat, person: UUID) -> None:
    peer, other = seat(Role.PEER, name="Dre"), seat(Role.CASE_MANAGER, name="Wren")
    note_id = write(desk, person)
    counseling.grant_counseling(desk, note_id, peer.worker.id)
    with pytest.raises(NotFound):
        counseling.grant_counseling(peer, note_id, other.worker.id)


def test_it_is_signed_when_written_and_stays(desk: Desk, person: UUID) -> None:
    note_id = new_id()
    write(desk, person, id=note_id)
    write(desk, person, "Other words", id=note_id)
    assert counseling.read_counseling(desk, note_id).text == WORDS
    with pytest.raises(IntegrityError), desk.store.write() as session:
        session.connection().exec_driver_sql("UPDATE counseling_note SET text = 'Other'")
    tamper(desk.store, "UPDATE counseling_note SET text = 'Other words'")
    assert counseling.read_counseling(desk, note_id).seal is Seal.BROKEN


def test_what_is_being_written_is_kept_for_its_author_alone(
    desk: Desk, seat: Seat, person: UUID
) -> None:
    note_id = new_id()
    half = counseling.WriteCounseling(note_id, person, desk.clock.now(), "Spoke at len")
    counseling.keep_counseling_draft(desk, half)
    counseling.keep_counseling_draft(desk, replace(half, text="Spoke at length"))
    kept = counseling.counseling_draft(desk, person)
    assert kept == replace(half, text="Spoke at length")
    assert counseling.counseling_draft(seat(Role.PEER, name="Dre"), person) is None
    assert drafts.list_drafts(desk) == []
    assert counseling.list_counseling(desk, person) == ()
    write(desk, person, id=note_id)
    counseling.keep_counseling_draft(desk, half)  # a late save never brings it back
    assert counseling.counseling_draft(desk, person) is None


def test_words_about_one_person_do_not_touch_those_about_another(
    desk: Desk, person: UUID, enroll: Enroll
) -> None:
    other = enroll("Moss Example", case_manager=desk)
    for one in (person, other):
        counseling.keep_counseling_draft(desk, a_note(desk, one, text="Half a word"))
    counseling.write_counseling(desk, a_note(desk, other))
    kept = counseling.counseling_draft(desk, person)
    assert kept is not None
    assert kept.text == "Half a word"


@pytest.mark.parametrize("late", ["signed", "kept again", "emptied"])
def test_what_another_sheet_does_with_its_note_costs_no_word_of_this_one(
    desk: Desk, person: UUID, late: str
) -> None:
    """Two notes about one person, in two windows or one after the other."""
    first, second = a_note(desk, person, text="The first"), a_note(desk, person, text="The next")
    if late == "kept again":
        counseling.write_counseling(desk, first)
    else:
        counseling.keep_counseling_draft(desk, first)
    counseling.keep_counseling_draft(desk, second)
    if late == "signed":
        counseling.write_counseling(desk, first)
    else:
        text = "" if late == "emptied" else first.text
        counseling.keep_counseling_draft(desk, replace(first, text=text))
    assert counseling.counseling_draft(desk, person) == second


def test_what_cannot_be_written_is_named(desk: Desk, person: UUID) -> None:
    with pytest.raises(InvalidInput) as caught:
        write(desk, person, " ", held_at=desk.clock.now() + timedelta(hours=1))
    assert [problem.field for problem in caught.value.problems] == ["text", "held_at"]
    with pytest.raises(NotFound):
        write(desk, new_id())


# No word of the program begins like that.
LETTERS = st.text("abcdefghijklmnopqrstuvwxyzéü", min_size=4, max_size=12).map("zq{}".format)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.lists(LETTERS, min_size=1, max_size=4))
def test_no_word_of_one_turns_up_in_search_lists_or_records(
    desk: Desk, person: UUID, words: list[str]
) -> None:
    log(desk, person)
    write(desk, person, " ".join(words))
    told = repr(
        [
            *contacts.list_contacts(desk),
            *participants.list_timeline(desk, person),
            participants.read_record(desk, person),
            *participants.list_caseload(desk),
        ]
    )
    for word in words:
        assert participants.find_in_notes(desk, word) == []
        assert contacts.list_contacts(desk, find=word) == []
        assert word not in told


def test_no_word_of_one_is_printed(seat: Seat, person: UUID) -> None:
    supervisor = seat(Role.SUPERVISOR, name="Ada Sampleton")
    manager = seat(Role.CASE_MANAGER, name="Tomas Sampleton")
    log(manager, person)
    write(manager, person)
    for audience in (Audience.INTERNAL, Audience.PARTICIPANT):
        choice = summaries.SummaryRequest(person, audience)
        for desk in (manager, supervisor):
            composed = summaries.compose_summary(desk, choice)
            text = whole_text(summaries.draw_summary(composed).pdf)
            assert "Juniper Fable" in text
            assert "orchard" not in text
            assert "ounseling" not in text
