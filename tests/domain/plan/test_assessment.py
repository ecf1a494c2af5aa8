"""Assessments: declined is not missing, and a change is only spoken of where both are known."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.domain.plan.assessment import (
    Answers,
    Instrument,
    Way,
    answer_problems,
    change_since_first,
)
from lead_desktop.domain.plan.instruments import INSTRUMENTS, NEEDS, RECOVERY_CAPITAL
from tests.ui.words import avoided_words

TODAY = date(2026, 11, 23)
FIRST, SECOND = NEEDS.items[0].key, NEEDS.items[1].key


def said(**values: int) -> Answers:
    return Answers(TODAY, values)


def test_a_lower_worry_is_better_and_a_fuller_yes_is_better() -> None:
    fewer = change_since_first(NEEDS, [said(**{FIRST: 3}), said(**{FIRST: 1})])
    assert fewer is not None
    assert fewer.ways[FIRST] is Way.BETTER
    item = RECOVERY_CAPITAL.items[0].key
    more = change_since_first(RECOVERY_CAPITAL, [said(**{item: 3}), said(**{item: 1})])
    assert more is not None
    assert more.ways[item] is Way.HARDER


def test_declined_and_missing_are_no_change() -> None:
    declined = Answers(TODAY, {}, frozenset({FIRST}))
    change = change_since_first(NEEDS, [said(**{FIRST: 2, SECOND: 2}), declined])
    assert change is not None
    assert set(change.ways.values()) == {Way.UNKNOWN}
    assert change_since_first(NEEDS, [declined]) is None


def test_a_question_first_answered_later_is_compared_with_that_answer() -> None:
    takings = [Answers(TODAY, {}, frozenset({FIRST})), said(**{FIRST: 2}), said(**{FIRST: 0})]
    change = change_since_first(NEEDS, takings)
    assert change is not None
    assert (change.ways[FIRST], change.count(Way.BETTER)) == (Way.BETTER, 1)


@settings(max_examples=50)
@given(
    instrument=st.sampled_from(list(INSTRUMENTS.values())),
    data=st.data(),
)
def test_every_answer_of_the_list_is_taken_and_counted(
    instrument: Instrument, data: st.DataObject
) -> None:
    keys = [item.key for item in instrument.items]
    values = data.draw(
        st.dictionaries(
            st.sampled_from(keys), st.integers(0, len(instrument.answers) - 1), min_size=1
        )
    )
    declined = frozenset(data.draw(st.sets(st.sampled_from(keys)))) - set(values)
    answers = Answers(TODAY, values, declined)
    assert answer_problems(instrument, answers, TODAY) == []
    change = change_since_first(instrument, [answers, answers])
    assert change is not None
    assert change.count(Way.SAME) == len(values)
    assert sum(change.count(way) for way in Way) == len(keys)


def test_what_cannot_be_kept() -> None:
    for answers in (
        Answers(TODAY),
        Answers(date(2026, 11, 24), {FIRST: 1}),
        Answers(TODAY, {FIRST: 9}),
        Answers(TODAY, {"somebody_elses": 1}),
        Answers(TODAY, {FIRST: 1}, frozenset({FIRST})),
    ):
        assert answer_problems(NEEDS, answers, TODAY)


def test_the_questions_speak_well_of_people() -> None:
    for instrument in INSTRUMENTS.values():
        words = (instrument.title, instrument.lead, *instrument.answers)
        for text in (*words, *(item.words for item in instrument.items)):
            assert avoided_words(text) == []
        keys = [item.key for item in instrument.items]
        assert len(keys) == len(set(keys)) <= 12
