"""Telephone numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.exchange.phones import e164


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
