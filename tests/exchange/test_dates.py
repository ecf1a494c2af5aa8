"""Dates: every usual form, no guesses, no other exception."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.exchange.dates import (
    BadDate,
    DateOrder,
    PartialDate,
    detect_order,
    parse_date,
)

FEBRUARY_FIRST = PartialDate(2026, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-01", "2026/2/1", "20260201", "2026.02.01", "1-Feb-2026", "1 february 2026",
        "February 1, 2026", "Feb 1st 2026", "2026 Feb 1", "2026-02-01 00:00:00",
        "2026-02-01T09:30:00.123Z", "2026-02-01 9:30 PM", " 2026-02-01 ",
    ],
)  # fmt: skip
def test_unmistakable_forms(text: str) -> None:
    assert parse_date(text) == FEBRUARY_FIRST


def test_order_settles_which_number_is_the_month() -> None:
    assert parse_date("2/1/2026", DateOrder.MDY) == FEBRUARY_FIRST
    assert parse_date("1.2.2026", DateOrder.DMY) == FEBRUARY_FIRST
    assert parse_date("02012026", DateOrder.MDY) == FEBRUARY_FIRST
    assert parse_date("25/12/1980") == parse_date("12/25/1980") == PartialDate(1980, 12, 25)
    assert parse_date("5/5/1980") == PartialDate(1980, 5, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1980", PartialDate(1980)),
        ("1980-05", PartialDate(1980, 5)),
        ("5/1980", PartialDate(1980, 5)),
        ("May 1980", PartialDate(1980, 5)),
    ],
)
def test_what_is_known_of_a_birth_date(text: str, expected: PartialDate) -> None:
    assert parse_date(text) == expected
    assert expected.full() is None
    assert parse_date(expected.isoformat()) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("19080230", "calendar"),
        ("31/04/1980", "calendar"),
        ("1980-13-01", "calendar"),
        ("1980-00-10", "calendar"),
        ("13/13/1980", "calendar"),
        ("1/2/80", "four digits"),
        ("1-May-80", "four digits"),
        ("5/80", "four digits"),
        ("0980-01-01", "between"),
        ("9999", "between"),
        ("1/2/1980", "month"),
        ("unknown", "not a date"),
        ("12345", "not a date"),
        ("", "not a date"),
        ("٢٠٢٦-٠٢-٠١", "not a date"),
        ("1980-05-17-03", "not a date"),
    ],
)
def test_what_is_refused_and_why(text: str, reason: str) -> None:
    with pytest.raises(BadDate, match=reason):
        parse_date(text)


def test_an_impossible_date_in_the_named_order_is_not_turned_round() -> None:
    with pytest.raises(BadDate, match="calendar"):
        parse_date("25/12/1980", DateOrder.MDY)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1/2/1980", "3/25/1981"], (DateOrder.MDY, False)),
        (["1/2/1980", "25/3/1981"], (DateOrder.DMY, False)),
        (["1/2/1980", "3/4/1981"], (None, True)),
        (["1/2/1980", "25/3/1981", "3/25/1981"], (None, False)),
        (["5/5/1980", "1980-01-02", "19800102", "", "x"], (None, False)),
    ],
)
def test_a_column_proves_its_own_order_or_is_asked_about(
    cells: list[str], expected: tuple[DateOrder | None, bool]
) -> None:
    assert detect_order(cells) == expected


@given(st.dates(date(1850, 1, 1), date(2200, 12, 31)))
def test_every_day_survives_every_way_of_writing_it(day: date) -> None:
    expected = PartialDate(day.year, day.month, day.day)
    assert parse_date(day.isoformat()) == parse_date(day.strftime("%Y%m%d")) == expected
    assert parse_date(f"{day.month}/{day.day}/{day.year}", DateOrder.MDY) == expected
    assert parse_date(f"{day.day:02}.{day.month:02}.{day.year}", DateOrder.DMY) == expected
    assert parse_date(expected.isoformat()).full() == day


@given(st.text(max_size=80), st.sampled_from([None, *DateOrder]))
def test_any_text_is_a_date_or_a_reason(text: str, order: DateOrder | None) -> None:
    try:
        found = parse_date(text, order)
    except BadDate:
        return
    assert parse_date(found.isoformat()) == found


@given(st.integers(1800, 2250), st.integers(0, 13), st.integers(0, 32))
def test_the_short_way_for_iso_dates_agrees_with_the_long_one(y: int, m: int, d: int) -> None:
    assert _told(f"{y:04}-{m:02}-{d:02}") == _told(f"{y:04}/{m:02}/{d:02}")


def _told(text: str) -> PartialDate | str:
    try:
        return parse_date(text)
    except BadDate as fault:
        return str(fault)
