"""What runs out or grows old: asked about in time, until it was done, and never for ever."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lead_desktop.domain.codes import MedicationKind
from lead_desktop.domain.worklist.upkeep import (
    UpkeepClocks,
    check_medication,
    medication_words,
    months_after,
    naloxone_due,
    naloxone_words,
    review_due,
    review_words,
)

TODAY, DAY = date(2026, 11, 23), timedelta(days=1)
CLOCKS = UpkeepClocks(medication_days=7, naloxone_months=12, plan_days=90)
OFF = UpkeepClocks(0, 0, 0)


def test_medication_is_asked_about_from_a_week_before_until_a_month_after() -> None:
    def asked(left: int) -> str | None:
        return medication_words("It", TODAY + left * DAY, TODAY, CLOCKS)

    assert [left for left in range(-40, 12) if asked(left)] == list(range(-30, 8))
    said = {left: asked(left) or "" for left in (-1, 0, 1, 2)}
    assert "ran out 1 day ago" in said[-1]
    assert "runs out today" in said[0]
    assert "runs out tomorrow" in said[1]
    assert "runs out in 2 days" in said[2]


def test_a_kit_is_old_after_a_year_and_a_plan_after_its_days() -> None:
    given, looked = date(2025, 11, 23), TODAY - 90 * DAY
    assert naloxone_due(given, CLOCKS) == TODAY
    assert naloxone_words(given, TODAY - DAY, CLOCKS) is None
    assert "Nov 23, 2025" in (naloxone_words(given, TODAY, CLOCKS) or "")
    assert review_due(looked, CLOCKS) == TODAY
    assert review_words(looked, TODAY - DAY, CLOCKS, ever=True) is None
    assert "not looked at for 90 days" in (review_words(looked, TODAY, CLOCKS, ever=True) or "")
    assert "No plan yet" in (review_words(looked, TODAY, CLOCKS, ever=False) or "")


def test_a_program_that_turned_a_clock_off_is_asked_nothing() -> None:
    long_ago = date(2020, 1, 1)
    assert medication_words("It", TODAY, TODAY, OFF) is None
    assert naloxone_words(long_ago, TODAY, OFF) is None
    assert review_words(long_ago, TODAY, OFF, ever=True) is None


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last_one(
    day: date, months: int, later: date
) -> None:
    assert months_after(day, months) == later


def test_a_medication_is_named_and_runs_out_on_a_day_that_can_be_meant() -> None:
    def problems(kind: MedicationKind, words: str, left: int = 0) -> list[str]:
        return [p.field for p in check_medication(kind, words, TODAY + left * DAY, TODAY)]

    named = next(kind for kind in MedicationKind if kind is not MedicationKind.OTHER)
    assert problems(named, "") == []
    assert problems(MedicationKind.OTHER, " ") == ["words"]
    assert problems(MedicationKind.OTHER, "w" * 120) == []
    assert problems(named, "w" * 121) == ["words"]
    lefts = (-31, -30, 730, 731)
    assert [problems(named, "", left) for left in lefts] == [
        ["runs_out_on"], [], [], ["runs_out_on"],
    ]  # fmt: skip
