"""Names in many traditions, partial birth dates, places: what speaks for one person."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.domain.people.matching import (
    THRESHOLD,
    Commonness,
    MatchedOn,
    blocking_keys,
    compare,
    likeness,
)
from lead_desktop.domain.people.matching.spelling import plain_words, skeleton

NOBODY = Commonness()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("محمد", "Mohammed"),
        ("Muhammad", "Mohamed"),
        ("Yusuf", "Youssef"),
        ("Nguyễn", "Nguyen"),
        ("Zoë", "Zoe"),
        ("Jiménez", "Gimenez"),
        ("Иван", "Ivan"),
        ("Aleksandr", "Alexander"),
        ("Deshawn", "D'Shawn"),
        ("Kathryn", "Catherine"),
        ("Xiaoming", "Xiao Ming"),
        ("Philip", "Filip"),
        ("Abdirahman", "Abdurrahman"),
        ("Zhang", "Zang"),
    ],
)
def test_variants_of_one_name_share_a_key_and_speak_for_one_person(one: str, other: str) -> None:
    mine = likeness([f"{one} Fable"], born="1988-02-29")
    theirs = likeness([f"{other} Fable"], born="1988-02-29")
    assert blocking_keys(mine) & blocking_keys(theirs)
    assert compare(mine, theirs, NOBODY).score >= THRESHOLD


def test_a_skeleton_is_never_empty_for_a_written_name() -> None:
    for name in ("Wu", "Ahh", "李", "ሀይሌ", "אבי", "Ōe", "Yi"):
        assert all(skeleton(word) for word in plain_words(name)), name


def test_the_order_of_names_does_not_matter_much() -> None:
    mine = likeness(["Nguyen Van Minh"], born="1979-05-01")
    theirs = likeness(["Minh Nguyen"], born="1979-05-01")
    match = compare(mine, theirs, NOBODY)
    assert match.score >= THRESHOLD
    assert set(match.matched_on) == {MatchedOn.NAME, MatchedOn.BIRTH_DATE}


def test_a_street_name_finds_its_bearer() -> None:
    known = likeness(["June Fable", "Smoke"], born="1988-02-29")
    told = likeness(["Smoke"], born="1988")
    assert blocking_keys(known) & blocking_keys(told)
    assert compare(told, known, NOBODY).matched_on == (MatchedOn.NAME, MatchedOn.BIRTH_YEAR)


@pytest.mark.parametrize(
    ("told", "on"),
    [
        ("1988-02-11", MatchedOn.BIRTH_DATE),
        ("1988-11-02", MatchedOn.BIRTH_DATE_ALIKE),  # turned around
        ("1988-02-12", MatchedOn.BIRTH_DATE_ALIKE),  # a digit apart
        ("1988-02", MatchedOn.BIRTH_YEAR),
        ("1988", MatchedOn.BIRTH_YEAR),
        ("~1987", MatchedOn.BIRTH_YEAR),  # about an age
    ],
)
def test_a_birth_date_matches_in_part_or_nearly(told: str, on: MatchedOn) -> None:
    match = compare(
        likeness(["Bo Example"], born="1988-02-11"), likeness(["Bo Example"], born=told), NOBODY
    )
    assert on in match.matched_on


def test_another_birth_date_speaks_against() -> None:
    same = compare(likeness(["Bo Example"]), likeness(["Bo Example"]), NOBODY)
    other = compare(
        likeness(["Bo Example"], born="1988-02-11"),
        likeness(["Bo Example"], born="1961-07-30"),
        NOBODY,
    )
    assert other.score < same.score


def test_a_rare_name_says_more_than_a_common_one() -> None:
    common = Commonness({"w:smith": 400, "w:james": 300, "w:quillfeather": 1}, 5_000)
    smith, quill = likeness(["James Smith"]), likeness(["James Quillfeather"])
    assert compare(smith, smith, common).score < compare(quill, quill, common).score
    assert compare(smith, smith, common).score < THRESHOLD


def test_phone_digits_match_with_and_without_the_area_code() -> None:
    mine = likeness(["Bo"], phones=["14105550142"])
    theirs = likeness(["Robert Example"], phones=["5550142"])
    assert blocking_keys(mine) & blocking_keys(theirs)
    assert MatchedOn.PHONE in compare(mine, theirs, NOBODY).matched_on


def test_a_street_and_its_short_form_are_one() -> None:
    mine = likeness(["Bo Example"], address="12 Fable Street", postcode="21201")
    theirs = likeness(["B Example"], address="12 Fable St, Apt 2", postcode="21201-1234")
    assert MatchedOn.ADDRESS in compare(mine, theirs, NOBODY).matched_on


_text = st.text(max_size=12)


@settings(max_examples=60)
@given(st.lists(_text, max_size=3), _text, _text, _text)
def test_any_text_can_be_compared_and_comparing_is_fair(
    names: list[str], address: str, city: str, born: str
) -> None:
    one = likeness(names, born=born, address=address, city=city)
    other = likeness(["Bo Example"], born="1988-02-11")
    assert compare(one, other, NOBODY).score == compare(other, one, NOBODY).score
    assert all(key.isprintable() for key in blocking_keys(one))
