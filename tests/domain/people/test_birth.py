"""Birth dates as people know them: what is typed, what is kept, what is said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.base.errors import InvalidInput
from lead_desktop.domain.people.birth import Birth, parse_birth, read_birth

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "stored", "words"),
    [
        ("1981-05-12", "1981-05-12", "May 12, 1981 (45)"),
        ("12/31/1981", "1981-12-31", "December 31, 1981 (44)"),
        ("May 1981", "1981-05", "May 1981 (45)"),
        ("11/1981", "1981-11", "November 1981 (about 45)"),
        ("1981", "1981", "1981 (about 45)"),
        ("about 45", "~1981", "about 45"),
        ("~45", "~1981", "about 45"),
        ("45 years old", "~1981", "about 45"),
    ],
)
def test_what_is_known_is_kept_and_nothing_is_made_up(typed: str, stored: str, words: str) -> None:
    born = parse_birth(typed, TODAY)
    assert born is not None
    assert (born.stored, born.words(TODAY)) == (stored, words)
    assert parse_birth("  ", TODAY) is None


@pytest.mark.parametrize(
    "typed", ["soon", "31/31/1981", "1981-13", "2027-01-01", "1890", "about 130"]
)
def test_what_is_no_birth_date_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_birth(typed, TODAY)
    assert [problem.field for problem in caught.value.problems] == ["date_of_birth"]


@given(st.dates(date(1910, 1, 1), TODAY), st.integers(0, 3))
def test_every_kind_reads_back_and_its_ages_hold_the_true_one(day: date, kind: int) -> None:
    born = (
        Birth(day.year, day.month, day.day),
        Birth(day.year, day.month),
        Birth(day.year),
        Birth(day.year, approximate=True),
    )[kind]
    assert read_birth(born.stored) == born
    assert len(born.stored) <= 10
    age = TODAY.year - day.year - ((TODAY.month, TODAY.day) < (day.month, day.day))
    youngest, oldest = born.ages(TODAY)
    assert youngest <= age <= oldest
