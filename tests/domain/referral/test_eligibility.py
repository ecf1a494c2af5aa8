"""Eligibility: the poster's rules, what stays open, and what never decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.base.settings import VaultSettings
from lead_desktop.domain.codes import Answer, Charge, Door, IneligibleReason, Question
from lead_desktop.domain.referral.eligibility import (
    PRIORITY,
    Checklist,
    Eligibility,
    ReferralFacts,
    asked_questions,
    checklist_of,
    deciding_questions,
    judge,
    other_door,
)

Q = Question
DAY = date(2026, 11, 23)
YES = Answer.YES
BASE = {Q.CONSENTS_TO_MEET: YES, Q.NO_EXCLUSION: YES}
STOP = ReferralFacts(
    Door.STOP, DAY, "1988-02-29", frozenset({Charge.CDS_POSSESSION}), "Central", answers=BASE
)
SOCIAL = ReferralFacts(
    Door.SOCIAL,
    DAY,
    "1988-02-29",
    district="Central",
    answers={**BASE, Q.RECENT_POLICE_CONTACT: YES, Q.TIED_TO_NEED: YES},
)


@pytest.mark.parametrize("facts", [STOP, replace(STOP, door=Door.ARREST), SOCIAL])
def test_a_whole_set_of_good_answers_is_eligible(facts: ReferralFacts) -> None:
    assert judge(facts).eligible is True


@pytest.mark.parametrize(
    ("charge", "question"),
    [
        (Charge.CDS_DISTRIBUTION, Q.SUBSISTENCE),
        (Charge.LARCENY, Q.SUBSISTENCE),
        (Charge.LARCENY_FROM_AUTO, Q.SUBSISTENCE),
        (Charge.TRESPASS, Q.OWNER_APPROVAL),
        (Charge.PUBLIC_URINATION, Q.OWNER_APPROVAL),
    ],
)
def test_the_poster_asks_more_of_some_charges(charge: Charge, question: Question) -> None:
    asked = judge(replace(STOP, charges=frozenset({charge})))
    assert (asked.eligible, asked.missing) == (None, (question,))


@pytest.mark.parametrize("charge", [Charge.CDS_POSSESSION, Charge.PROSTITUTION])
def test_the_poster_asks_nothing_more_of_the_others(charge: Charge) -> None:
    assert judge(replace(STOP, charges=frozenset({charge}))).eligible is True


def test_an_owner_who_disagrees_decides_and_the_social_door_is_offered() -> None:
    facts = replace(STOP, charges=frozenset({Charge.TRESPASS}), owner_approval=Answer.NO)
    result = judge(facts)
    assert result.eligible is False
    assert result.reason_codes == (IneligibleReason.VICTIM_OR_OWNER_DECLINED,)
    assert "did not agree" in result.reasons[0].casefold()
    assert other_door(Door.STOP) is Door.SOCIAL
    assert Q.OWNER_APPROVAL not in deciding_questions(Door.SOCIAL, facts.charges)


@pytest.mark.parametrize(
    ("born", "eligible"),
    [
        ("2008-11-23", True),  # eighteen today
        ("2008-11-24", False),
        ("2008", None),  # turns eighteen within this year, nobody knows when
        ("2007", True),
        ("2010", False),
        ("~1980", True),
        ("~2008", None),
        ("", None),
    ],
)
def test_age_follows_from_what_is_known_of_the_birth_date(born: str, eligible: bool | None) -> None:
    assert judge(replace(STOP, born=born)).eligible is eligible


def test_a_birth_date_speaks_before_an_answer_and_an_answer_before_nothing() -> None:
    told = {**BASE, Q.ADULT: YES}
    assert judge(replace(STOP, born="2010-01-01", answers=told)).eligible is False
    assert judge(replace(STOP, born="", answers=told)).eligible is True
    assert judge(replace(STOP, born="2008", answers=told)).eligible is True


def test_the_district_follows_from_the_program_list_unless_somebody_answers() -> None:
    assert judge(replace(STOP, district="Western")).eligible is False
    assert judge(replace(STOP, district="central ")).eligible is True
    wider = checklist_of(replace(VaultSettings(), districts="Central, Western"))
    assert judge(replace(STOP, district="Western"), wider).eligible is True
    answered = {**BASE, Q.IN_AREA: YES}
    assert judge(replace(STOP, district="Western", answers=answered)).eligible is True


def test_somebody_alike_who_is_with_lead_leaves_it_open_and_one_who_is_decides() -> None:
    assert judge(replace(STOP, enrolled=None)).missing == (Q.NOT_ENROLLED,)
    assert judge(replace(STOP, enrolled=True)).reason_codes == (
        IneligibleReason.ALREADY_IN_PROGRAM,
    )


def test_a_program_may_take_a_question_out_of_those_that_decide() -> None:
    facts = replace(STOP, answers={**BASE, Q.NO_EXCLUSION: Answer.NO})
    rules = checklist_of(replace(VaultSettings(), recorded_only="no_exclusion, nonsense"))
    assert judge(facts).eligible is False
    assert judge(facts, rules).eligible is True


def test_the_words_name_what_decides() -> None:
    assert judge(STOP).headline == "Eligible"
    assert judge(replace(STOP, charges=frozenset())).headline == "Almost there: 1 answer missing"
    assert "Outside our area" in judge(replace(STOP, district="Western")).headline


_doors = st.sampled_from(Door)
_charges = st.frozensets(st.sampled_from(Charge), max_size=3)
_answers = st.dictionaries(st.sampled_from(Question), st.sampled_from(Answer))
_facts = st.builds(
    ReferralFacts,
    door=_doors,
    day=st.just(DAY),
    born=st.sampled_from(["", "1988-02-29", "2008", "2012-01-01", "~1990", "nonsense"]),
    charges=_charges,
    district=st.sampled_from(["", "Central", "Western"]),
    owner_approval=st.none() | st.sampled_from(Answer),
    enrolled=st.none() | st.booleans(),
    answers=_answers,
)


@settings(max_examples=60)
@given(_facts)
def test_false_if_one_says_no_else_open_if_one_is_open_else_true(facts: ReferralFacts) -> None:
    result = judge(facts)
    decided = [check.answer for check in result.checks if check.deciding]
    if Answer.NO in decided:
        assert result.eligible is False
        assert result.reasons
        assert result.reason_codes
    elif set(decided) - {Answer.YES}:
        assert result.eligible is None
        assert result.missing
    else:
        assert result.eligible is True
        assert not result.missing
    assert [check.question for check in result.checks if check.deciding] == list(
        deciding_questions(facts.door, facts.charges)
    )


@settings(max_examples=60)
@given(_facts, st.sampled_from(Question), st.sampled_from([Answer.UNKNOWN, Answer.DECLINED]))
def test_not_knowing_or_not_saying_never_decides_against_anybody(
    facts: ReferralFacts, question: Question, open_answer: Answer
) -> None:
    with_no = judge(replace(facts, answers={**facts.answers, question: Answer.NO}))
    without = judge(replace(facts, answers={**facts.answers, question: open_answer}))
    assert without.eligible is not False or with_no.eligible is False
    assert question not in {check.question for check in without.against if _answered(check)}


def _answered(check: object) -> bool:
    return getattr(check, "evidence", "").startswith("Answered")


@settings(max_examples=60)
@given(_facts, st.sampled_from(PRIORITY), st.sampled_from(Answer))
def test_priority_is_recorded_and_never_decides(
    facts: ReferralFacts, question: Question, answer: Answer
) -> None:
    plain = {key: given for key, given in facts.answers.items() if key is not question}
    before: Eligibility = judge(replace(facts, answers=plain))
    after = judge(replace(facts, answers={**plain, question: answer}))
    assert after.eligible is before.eligible
    assert question in {check.question for check in after.checks}


@pytest.mark.parametrize("door", Door)
def test_every_door_asks_for_what_decides_and_for_priority(door: Door) -> None:
    asked = asked_questions(door, ())
    assert set(PRIORITY) <= set(asked)
    assert Q.CHARGE_LISTED not in asked
    assert (Q.TIED_TO_NEED in asked) == (door is Door.SOCIAL)
    assert Checklist().serves("") is None
