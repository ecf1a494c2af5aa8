"""What a signature fixes, by each recipe, and what breaks a seal."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from lead_desktop.domain.codes import (
    AddendumKind,
    ContactKind,
    ContactMode,
    ContactOutcome,
    InitiatedBy,
    NoteFormat,
    PlaceType,
    Purpose,
    Relation,
    Seal,
    Supply,
    Verdict,
)
from lead_desktop.domain.contacts.signature import (
    FIRST_RECIPE,
    RECIPE,
    SECOND_RECIPE,
    SignedContent,
    addendum_hash,
    counseling_hash,
    merged_into,
    note_hash,
    review_hash,
    seal_of,
)

AT = datetime(2026, 11, 23, 15, tzinfo=UTC)
MOSS, WREN, OTHER = UUID(int=11), UUID(int=12), UUID(int=13)
CONTENT = SignedContent(
    contact_id=UUID(int=1),
    occurred_at=AT,
    recorded_at=AT + timedelta(minutes=30),
    mode=ContactMode.PHONE,
    outcome=ContactOutcome.MET,
    kind=ContactKind.DIRECT,
    minutes=20,
    place_type=PlaceType.OFFICE,
    place="Front desk",
    note_format=NoteFormat.FREE,
    note="Asked about housing",
    people=((MOSS, "a line"), (WREN, "")),
    relation=None,
    third_party="",
    workers=(UUID(int=21), UUID(int=22)),
    purposes=(Purpose.CHECK_IN, Purpose.CRISIS),
    supplies=((Supply.FOOD, 1), (Supply.WATER, 2)),
    signed_at=AT + timedelta(hours=1),
    signed_as="Ada Sampleton, supervisor",
)
CHANGES: dict[str, object] = {
    "contact_id": UUID(int=2),
    "occurred_at": AT + timedelta(microseconds=1),
    "recorded_at": AT,
    "mode": ContactMode.TEXT,
    "outcome": ContactOutcome.BRIEF,
    "kind": ContactKind.GROUP,
    "minutes": None,
    "place_type": None,
    "place": "Back door",
    "note_format": NoteFormat.DAP,
    "note": "Asked about housing.",
    "people": ((MOSS, ""), (WREN, "a line")),
    "relation": Relation.FAMILY,
    "third_party": "Ash Sampleton",
    "workers": (UUID(int=21),),
    "purposes": (Purpose.CHECK_IN,),
    "supplies": ((Supply.FOOD, 2), (Supply.WATER, 1)),
    "signed_at": AT,
    "signed_as": "Ada Sampleton, case manager",
    "initiated_by": InitiatedBy.POLICE,
}
OF_THE_FIRST = {
    "contact_id", "occurred_at", "mode", "outcome", "kind", "minutes", "note", "signed_as",
}  # fmt: skip


def test_every_field_is_fixed() -> None:
    assert set(CHANGES) == {field.name for field in fields(SignedContent)}
    kept = note_hash(CONTENT)
    for name, value in CHANGES.items():
        changed = replace(CONTENT, **{name: value})  # type: ignore[arg-type]
        assert seal_of(changed, kept) is Seal.BROKEN, name


def test_a_note_of_the_first_recipe_still_matches() -> None:
    # What the program of the first revision wrote, byte for byte.
    kept = "b200854a96f97066289e5f3b0482f485f5685e8e1c83a9218ac0a958b94b0233"
    for name, value in CHANGES.items():
        changed = replace(CONTENT, **{name: value})  # type: ignore[arg-type]
        expected = Seal.BROKEN if name in OF_THE_FIRST else Seal.INTACT
        assert seal_of(changed, kept, FIRST_RECIPE) is expected, name


def test_a_note_of_the_second_recipe_still_matches() -> None:
    # What the program of schema 0014 wrote, byte for byte.
    kept = "1aa08854185e9c33507a7a1ca4c354b6bb5e1abc536423ca8c7a9c33495c42a8"
    for name, value in CHANGES.items():
        changed = replace(CONTENT, **{name: value})  # type: ignore[arg-type]
        expected = Seal.INTACT if name == "initiated_by" else Seal.BROKEN
        assert seal_of(changed, kept, SECOND_RECIPE) is expected, name


def test_neither_order_nor_zone_counts() -> None:
    baltimore = ZoneInfo("America/New_York")
    same = replace(
        CONTENT,
        occurred_at=AT.astimezone(baltimore),
        people=CONTENT.people[::-1],
        workers=CONTENT.workers[::-1],
        purposes=CONTENT.purposes[::-1],
        supplies=CONTENT.supplies[::-1],
    )
    for recipe in (FIRST_RECIPE, SECOND_RECIPE, RECIPE):
        assert note_hash(same, recipe) == note_hash(CONTENT, recipe)


def test_no_text_can_pass_for_another_field() -> None:
    one = replace(CONTENT, place="a", note="b\x1fc")
    other = replace(CONTENT, place="a\x1fb", note="c")
    assert note_hash(one) != note_hash(other)


def test_a_merge_of_two_records_breaks_no_seal() -> None:
    kept = note_hash(CONTENT)
    moved = replace(CONTENT, people=((OTHER, "a line"), (WREN, "")))
    assert seal_of(moved, kept) is Seal.BROKEN
    assert seal_of(moved, kept, merged={OTHER: (UUID(int=99), MOSS)}) is Seal.INTACT
    assert seal_of(moved, kept, merged={WREN: (MOSS,)}) is Seal.BROKEN


def test_two_records_of_one_person_in_one_note_may_become_one() -> None:
    both = replace(CONTENT, people=((MOSS, ""), (OTHER, "a line"), (WREN, "")))
    one = replace(CONTENT, people=((MOSS, "a line"), (WREN, "")))
    kept = note_hash(both)
    assert seal_of(one, kept) is Seal.BROKEN
    assert seal_of(one, kept, merged={MOSS: (OTHER,)}) is Seal.INTACT


def test_lines_of_both_records_and_a_large_group_are_recognized() -> None:
    crowd = tuple((UUID(int=100 + place), f"line {place}") for place in range(30))
    both = replace(CONTENT, people=((MOSS, "a line"), (OTHER, "another"), *crowd))
    kept = note_hash(both)
    one = replace(CONTENT, people=((MOSS, "a line\nanother"), *crowd))
    assert seal_of(one, kept, merged={MOSS: (OTHER,)}) is Seal.INTACT
    wrong = replace(CONTENT, people=((MOSS, "a line\nand another"), *crowd))
    assert seal_of(wrong, kept, merged={MOSS: (OTHER,)}) is Seal.BROKEN


def test_what_went_into_a_record_by_way_of_others_counts() -> None:
    assert merged_into([(MOSS, WREN), (WREN, OTHER), (OTHER, MOSS)]) == {
        MOSS: (WREN, OTHER),
        WREN: (OTHER, MOSS),
        OTHER: (MOSS, WREN),
    }


ADDENDUM = {
    "addendum_id": UUID(int=3),
    "contact_id": UUID(int=1),
    "kind": AddendumKind.ADDENDUM,
    "at": AT,
    "text": "More",
    "reason": "",
    "signed_as": "Ada Sampleton, supervisor",
    "note_hash": "0" * 64,
}
REVIEW = {
    "review_id": UUID(int=3),
    "contact_id": UUID(int=1),
    "verdict": Verdict.COSIGNED,
    "at": AT,
    "comment": "",
    "signed_as": "Ada Sampleton, supervisor",
    "note_hash": "0" * 64,
}
COUNSELING = {
    "note_id": UUID(int=3),
    "held_at": AT,
    "at": AT,
    "text": "Words",
    "by": "Ada Sampleton, supervisor",
}
OTHERS = {
    AddendumKind.ADDENDUM: AddendumKind.CORRECTION,
    Verdict.COSIGNED: Verdict.RETURNED,
    AT: AT + timedelta(seconds=1),
}


@pytest.mark.parametrize(
    ("hashed", "values"),
    [(addendum_hash, ADDENDUM), (review_hash, REVIEW), (counseling_hash, COUNSELING)],
)
def test_what_is_written_later_is_fixed_whole(hashed: object, values: dict[str, object]) -> None:
    assert callable(hashed)
    seen = {hashed(**values)}
    for name, value in values.items():
        other = UUID(int=9) if isinstance(value, UUID) else OTHERS.get(value, f"{value}.")
        seen.add(hashed(**values | {name: other}))
    assert len(seen) == 1 + len(values)
