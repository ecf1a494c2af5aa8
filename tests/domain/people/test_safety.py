"""Safety notes: what is seen, for a while, and never a label."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from lead_desktop.domain.codes import SafetyKind
from lead_desktop.domain.people.safety import (
    LABELS_OF_PEOPLE,
    SafetyNoteLine,
    check_safety,
    review_day,
)

TODAY, DAY = date(2026, 11, 23), timedelta(days=1)


def test_a_note_holds_through_its_last_day_unless_it_was_set_aside() -> None:
    def note(ended: bool) -> SafetyNoteLine:
        kind = next(iter(SafetyKind))
        return SafetyNoteLine(uuid4(), uuid4(), kind, "A dog", TODAY, "Wren", ended)

    assert [note(False).holds(day) for day in (TODAY - DAY, TODAY, TODAY + DAY)] == [
        True, True, False,
    ]  # fmt: skip
    assert not note(True).holds(TODAY)


@pytest.mark.parametrize("label", LABELS_OF_PEOPLE)
def test_a_label_of_a_person_is_refused_wherever_it_stands(label: str) -> None:
    for words in (label.title(), f"He is {label}.", f"loud,{label},alone"):
        (problem,) = check_safety(words, TODAY, TODAY)
        assert problem.field == "words"
    assert check_safety("Shouted at the door. A big dog", TODAY, TODAY) == ()


def test_a_note_ends_within_ninety_days_from_today() -> None:
    days = (TODAY - DAY, TODAY, review_day(TODAY), review_day(TODAY) + DAY)
    problems = [[one.field for one in check_safety("A dog", day, TODAY)] for day in days]
    assert problems == [["review_by"], [], [], ["review_by"]]
    assert review_day(TODAY) == TODAY + 90 * DAY
