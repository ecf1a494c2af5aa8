"""Telephone numbers."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.exchange.phones import e164

MARKS = st.text(" .-", max_size=3)
AREAS = st.one_of(st.sampled_from(["410", "443", "667"]), st.integers(200, 999).map(str))
WRITTEN = st.builds(
    "{}{}{}{}{}{}{}{:04}".format,
    st.sampled_from(["", "", "1", "1-", "+1 ", "1."]),
    st.sampled_from(["", "("]),
    AREAS,
    st.sampled_from(["", ")", ") ", "/"]),
    MARKS,
    st.integers(200, 999),
    MARKS,
    st.integers(0, 9999),
)


@pytest.mark.parametrize(
    "text",
    ["(410) 555-0142", "410-555-0142", "410.555.0142", "4105550142", "+1 410 555 0142",
     "1-410-555-0142", " 410 555 0142 ", "410/555-0142"],
)  # fmt: skip
def test_american_numbers(text: str) -> None:
    assert e164(text) == "+14105550142"


def test_numbers_of_other_countries_and_letters() -> None:
    assert e164("+44 20 7946 0958") == "+442079460958"
    assert e164("1-800-FLOWERS") == "+18003569377"
    assert e164("340 773 4489") == "+13407734489"


@pytest.mark.parametrize(
    "text", ["", "x", "911", "555-0142", "999-999-9999", "000-000-0000", "(410)    -", "1" * 99]
)
def test_what_is_no_number(text: str) -> None:
    assert e164(text) is None


@given(st.text(max_size=70))
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = e164(text)
    assert found is None or found.startswith("+")


def by_library(text: str) -> str | None:
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


@given(WRITTEN)
def test_american_shapes_are_read_as_the_library_reads_them(text: str) -> None:
    assert e164(text) == by_library(text)


def test_areas_of_which_only_some_exchanges_are_served() -> None:
    assert e164("246-978-6800") is None
    assert e164("242-676-7620") == "+12426767620"


def test_digits_of_other_scripts_never_reach_the_number() -> None:
    assert e164("4\u0661\u0660-555-0142") == "+14105550142"
