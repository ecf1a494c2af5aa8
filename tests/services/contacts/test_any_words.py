"""Whatever is typed or pasted: it is kept, its signature holds, and it is found."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lead_desktop.domain.codes import ContactKind, Relation, Seal
from lead_desktop.services.contacts import contacts, note_edits, signing
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from tests.services.noting import edited, entry, log, write_to

Enroll = Callable[..., UUID]
WITHIN = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# Half characters are refused by name (BrokenText).
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
separators = st.sampled_from(["a\x1fb", "\x1f", ":", "|", "\x02hit\x03", "\x00", "\r\n", "\u2028"])
MUCH = "Word for word, pasted from elsewhere. " * 2700


@WITHIN
@given(note=words, line=words | separators, place=words, name=words | separators)
def test_a_signature_holds_over_any_words(
    desk: Desk, enroll: Enroll, note: str, line: str, place: str, name: str
) -> None:
    juniper, moss = enroll("Juniper Fable"), enroll("Moss Example")
    one = log(
        desk,
        juniper,
        moss,
        note=note,
        place=place,
        kind=ContactKind.CASE_CONFERENCE,
        relation=Relation.FAMILY,
        third_party=name,
        private_lines=((moss, line), (juniper, f"{line}!")),
    )
    # Changed and changed back, it says the same again.
    before = note_edits.read_saved(desk, one)
    note_edits.edit_contact(desk, edited(desk, one, note="Other words."))
    note_edits.take_edit_back(desk, one, before.version)
    assert note_edits.read_saved(desk, one).facts == before.facts
    signing.sign_contact(desk, one)
    for person in (juniper, moss):
        (shown,) = contacts.list_contacts(desk, participant_id=person)
        assert (shown.seal, shown.others) == (Seal.INTACT, 1)
    write_to(desk, one, f"{note} and more")
    assert entry(desk, one).whole


@pytest.mark.parametrize(
    "typed",
    ["*", '"', '" OR', "NEAR(", "body : x", "scope:struck", "\x00", "-", "{", "^a", "(", "a AND"],
)
def test_what_the_index_would_read_as_its_own_language_is_looked_for_as_words(
    desk: Desk, enroll: Enroll, typed: str
) -> None:
    log(desk, enroll("Juniper Fable"), note="Nothing of the kind.")
    assert participants.find_in_notes(desk, typed) == []
    assert contacts.list_contacts(desk, find=f"zq {typed}") == []


@WITHIN
@given(typed=words)
def test_no_text_that_is_looked_for_breaks_the_search(
    desk: Desk, enroll: Enroll, typed: str
) -> None:
    participants.find_in_notes(desk, typed)


@pytest.mark.parametrize(
    "typed",
    [
        "cafe",
        "CAFÉ",
        "shel",
        "zoe",
        "naive",
        "zo shel",
        '"shelter"',
        "shel*",
        "café,",
        "ሰላም",
        "سلام",
    ],
)
def test_notes_are_found_by_the_beginnings_of_words_whatever_their_accents(
    desk: Desk, enroll: Enroll, typed: str
) -> None:
    person = enroll("Juniper Fable")
    one = log(desk, person, note="Café at the shelter, Zoë's, naïve 🙂 ሰላም سلام")
    log(desk, person, note="Something else.")
    assert [hit.contact_id for hit in participants.find_in_notes(desk, typed)] == [one]


def test_a_note_of_a_hundred_thousand_characters_is_kept_whole(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable")
    one = log(desk, person, note=f"{MUCH}quokka", sign=True)
    now = entry(desk, one)
    assert (len(now.note), now.seal) == (len(MUCH) + 6, Seal.INTACT)
    (hit,) = participants.find_in_notes(desk, "quokk")
    assert len(hit.snippet) < 200


def test_thirty_people_in_one_group(desk: Desk, enroll: Enroll) -> None:
    people = [enroll(f"Person {place:02}") for place in range(30)]
    lines = tuple((one, f"Line {place}") for place, one in enumerate(people))
    one = log(desk, *people, kind=ContactKind.GROUP, private_lines=lines)
    fewer = edited(desk, one, participant_ids=tuple(people[1:]), private_lines=lines[1:])
    note_edits.edit_contact(desk, fewer)
    signing.sign_contact(desk, one)
    shown = contacts.list_contacts(desk)
    assert len(shown) == 29
    assert {(line.seal, line.others) for line in shown} == {(Seal.INTACT, 28)}
    assert {line.private_line for line in shown} == {f"Line {place}" for place in range(1, 30)}
    assert len(participants.find_in_notes(desk, "fountain", limit=50)) == 29
    reached = [participants.read_record(desk, who).row.last_reached_at for who in people]
    assert reached == [None, *[shown[0].occurred_at] * 29]
