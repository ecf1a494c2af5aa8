"""Names and numbers: folding for finding, the neutral number, initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.domain.people.names import fold_name, phone_digits

COMBINING_ACUTE = "\u0301"


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Juniper Fable", "juniper fable"),
        ("O'Brien-Smith, Jr.", "obrien smith jr"),
        ("Zoë Nguyễn", "zoe nguyen"),
        ("D’Angelo", "dangelo"),
        ("  A__B  ", "a b"),
        ("-", ""),
    ],
)
def test_case_accents_and_marks_do_not_matter(name: str, folded: str) -> None:
    assert fold_name(name) == folded


def test_several_names_and_missing_ones() -> None:
    assert fold_name("Ana", None, "", "Fable") == "ana fable"
    assert fold_name() == ""


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_fold_as_they_do_beside_others(name: str) -> None:
    assert fold_name(name) == fold_name(name + COMBINING_ACUTE)


def test_the_digits_of_a_phone() -> None:
    assert phone_digits("+1 (410) 555-0142 x7") == "141055501427"
