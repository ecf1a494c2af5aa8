"""The words and spans of the outcomes page."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.domain.plan.measures import Share, hide_small, measure
from ui.models.outcomes import (
    HIDDEN,
    Period,
    day_bars,
    of_words,
    percent_words,
    span_of,
    span_words,
    stairs,
    stepped,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period.MONTH, "Nov 1 to Nov 30, 2026"),
        (Period.QUARTER, "Oct 1 to Dec 31, 2026"),
        (Period.YEAR, "Jan 1 to Dec 31, 2026"),
    ],
)
def test_spans_are_those_of_the_calendar(period: Period, words: str) -> None:
    assert span_words(*span_of(period, TODAY)) == words


@settings(max_examples=60)
@given(period=st.sampled_from(list(Period)), day=st.dates(date(2000, 2, 1), date(2090, 1, 1)))
def test_spans_follow_each_other_without_a_gap(period: Period, day: date) -> None:
    first, last = span_of(period, day)
    assert first <= day <= last
    after, _ = span_of(period, stepped(period, day, 1))
    _, before = span_of(period, stepped(period, day, -1))
    assert (after - last).days == (first - before).days == 1


def test_what_is_hidden_is_said_to_be() -> None:
    assert percent_words(Share(None, None)) == HIDDEN
    assert percent_words(Share(0, 0)) == HIDDEN
    assert of_words(Share(None, None), "") == "Too few to show"
    hidden = hide_small(measure([], TODAY))
    assert {bar.words for bar in (*stairs(hidden), *day_bars(hidden))} == {HIDDEN}
