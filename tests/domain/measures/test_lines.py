"""Spans, and the words of measures: what is hidden or not known is never a number."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.domain.measures import Share, hide_small, measure
from lead_desktop.domain.measures.lines import (
    HIDDEN,
    days_to_visit,
    of_words,
    percent_words,
    span_words,
    stairs,
    target_words,
)
from lead_desktop.domain.measures.spans import Period, Span, parts_of, span_of, stepped

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2000, 2, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period.MONTH, "Nov 1 to Nov 30, 2026"),
        (Period.QUARTER, "Oct 1 to Dec 31, 2026"),
        (Period.YEAR, "Jan 1 to Dec 31, 2026"),
    ],
)
def test_spans_are_those_of_the_calendar(period: Period, words: str) -> None:
    assert span_words(span_of(period, TODAY)) == words


def test_two_years_are_both_named() -> None:
    span = Span(date(2025, 12, 1), date(2026, 1, 31))
    assert span_words(span) == "Dec 1, 2025 to Jan 31, 2026"


@settings(max_examples=60)
@given(period=st.sampled_from([Period.MONTH, Period.QUARTER, Period.YEAR]), day=DAYS)
def test_spans_follow_each_other_without_a_gap(period: Period, day: date) -> None:
    span = span_of(period, day)
    assert span.first <= day <= span.last
    after, before = stepped(period, span, 1), stepped(period, span, -1)
    assert (after.first - span.last).days == (span.first - before.last).days == 1


@settings(max_examples=60)
@given(first=DAYS, days=st.integers(1, 900), step=st.sampled_from([-2, -1, 1, 3]))
def test_a_span_of_ones_own_steps_by_its_own_length(first: date, days: int, step: int) -> None:
    span = Span(first, first + timedelta(days=days - 1))
    moved = stepped(Period.CUSTOM, span, step)
    assert moved.days == span.days == days
    assert stepped(Period.CUSTOM, moved, -step) == span


@settings(max_examples=100)
@given(first=DAYS, days=st.integers(1, 800), passed=st.integers(-5, 900))
def test_the_parts_of_a_span_hold_each_of_its_days_once(
    first: date, days: int, passed: int
) -> None:
    span = Span(first, first + timedelta(days=days - 1))
    today = first + timedelta(days=passed)
    parts = parts_of(span, today)
    covered = [
        day for part in parts for day in range(part.first.toordinal(), part.last.toordinal() + 1)
    ]
    assert covered == list(range(first.toordinal(), first.toordinal() + len(covered)))
    assert all(part.first <= today for part in parts)
    assert bool(parts) == (today >= first)
    if today >= span.last:
        assert parts[-1].last == span.last
    inner = parts[1:]
    weekly = days <= 105
    assert all((part.first.weekday() == 6) if weekly else (part.first.day == 1) for part in inner)


def test_a_span_that_runs_is_compared_with_as_many_days() -> None:
    quarter = span_of(Period.QUARTER, TODAY)
    assert quarter.before(TODAY) == Span(date(2026, 8, 8), date(2026, 9, 30))
    assert quarter.before(date(2027, 5, 1)).days == quarter.days


def test_what_is_hidden_is_said_to_be() -> None:
    assert percent_words(Share(None, None)) == HIDDEN
    assert percent_words(Share(0, 0)) == HIDDEN
    assert of_words(Share(None, None)) == "Too few to show"
    hidden = hide_small(measure([], TODAY))
    assert {line.words for line in (*stairs(hidden), *days_to_visit(hidden))} == {HIDDEN}
    assert target_words(hidden) == "Target 7 days"
