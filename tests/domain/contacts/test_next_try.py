"""What is proposed after an attempt: another time, another way, never a forbidden one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.domain.codes import ContactMode, ContactOutcome, OutcomeClass
from lead_desktop.domain.contacts.contact import OUTCOME_CLASS
from lead_desktop.domain.contacts.next_try import (
    DayPart,
    KnownWays,
    Try,
    allowed_modes,
    open_parts,
    part_of,
    propose_next_try,
)
from lead_desktop.domain.people.participant import PhoneLine

ZONE = ZoneInfo("America/New_York")
MORNING = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)  # 10:41 in Baltimore
TODAY = date(2026, 11, 23)
PHONE = PhoneLine("410-555-0101", "mobile", text_ok=True, voicemail_ok=True)
NO_ANSWER = ContactOutcome.NO_ANSWER


@pytest.mark.parametrize(
    ("mode", "outcome", "ways", "words"),
    [
        (ContactMode.IN_PERSON, NO_ANSWER, KnownWays(), "Try in person in the afternoon"),
        (ContactMode.IN_PERSON, NO_ANSWER, KnownWays((PHONE,)), "Try a text in the afternoon"),
        (ContactMode.TEXT, NO_ANSWER, KnownWays((PHONE,)), "Try a call in the afternoon"),
        (
            ContactMode.TEXT,
            NO_ANSWER,
            KnownWays((replace(PHONE, voicemail_ok=None),)),
            "Try a call without a message in the afternoon",
        ),
        (
            ContactMode.PHONE,
            ContactOutcome.WRONG_NUMBER_OR_DISCONNECTED,
            KnownWays((PHONE,)),
            "Try in person in the afternoon",
        ),
        (
            ContactMode.PHONE,
            NO_ANSWER,
            KnownWays((replace(PHONE, text_ok=None),)),
            "Try in person in the afternoon",
        ),
        (
            ContactMode.PHONE,
            NO_ANSWER,
            KnownWays((replace(PHONE, text_ok=False),), visit_ok=False),
            "Try a call in the afternoon",
        ),
        (
            ContactMode.IN_PERSON,
            NO_ANSWER,
            KnownWays((PHONE,), quiet=(time(12), time(17))),
            "Try a text in the evening",
        ),
        (
            ContactMode.IN_PERSON,
            NO_ANSWER,
            KnownWays(visit_ok=False, mail_ok=True),
            "Write a letter",
        ),
        (
            ContactMode.IN_PERSON,
            NO_ANSWER,
            KnownWays(visit_ok=False),
            "Ask the team who has seen them",
        ),
        (
            ContactMode.IN_PERSON,
            ContactOutcome.IN_CUSTODY,
            KnownWays((PHONE,)),
            "Visit or call at the jail",
        ),
    ],
)
def test_another_way_at_another_time(
    mode: ContactMode, outcome: ContactOutcome, ways: KnownWays, words: str
) -> None:
    offered = propose_next_try(Try(mode, MORNING, outcome), (), ways, TODAY, ZONE)
    assert offered is not None
    assert (offered.words, offered.due_on) == (words, date(2026, 11, 24))


def test_what_was_tried_least_comes_first() -> None:
    ways = KnownWays((PHONE,))
    texts = [Try(ContactMode.TEXT, MORNING + timedelta(hours=4), NO_ANSWER)] * 2
    offered = propose_next_try(
        Try(ContactMode.IN_PERSON, MORNING, NO_ANSWER), texts, ways, TODAY, ZONE
    )
    assert offered is not None
    assert (offered.mode, offered.part) == (ContactMode.PHONE, DayPart.AFTERNOON)


phones = st.lists(
    st.builds(
        PhoneLine,
        st.just("410-555-0101"),
        st.just(""),
        st.sampled_from([True, False, None]),
        st.sampled_from([True, False, None]),
    ),
    max_size=3,
).map(tuple)
hours = st.times().map(lambda at: at.replace(minute=0, second=0, microsecond=0))
ways_known = st.builds(
    KnownWays,
    phones,
    st.none() | st.tuples(hours, hours),
    st.sampled_from([True, False, None]),
    st.sampled_from([True, False, None]),
)
tries = st.builds(
    Try,
    st.sampled_from(ContactMode),
    st.integers(0, 10_000).map(lambda minutes: MORNING - timedelta(minutes=minutes)),
    st.sampled_from(
        [one for one in ContactOutcome if OUTCOME_CLASS[one] is OutcomeClass.ATTEMPTED]
    ),
)


@given(this=tries, before=st.lists(tries, max_size=6), ways=ways_known)
def test_never_a_forbidden_way_or_a_quiet_hour(
    this: Try, before: list[Try], ways: KnownWays
) -> None:
    offered = propose_next_try(this, before, ways, TODAY, ZONE)
    assert offered is not None
    if offered.mode is None:
        return
    allowed = allowed_modes(this, ways)
    assert offered.mode in allowed
    if offered.mode is ContactMode.TEXT:
        assert any(phone.text_ok for phone in ways.phones)
    if offered.mode is ContactMode.PHONE and "without" not in offered.words:
        assert any(phone.voicemail_ok for phone in ways.phones)
    if len(set(allowed) - {this.mode}) > 0:
        assert offered.mode is not this.mode
    if offered.part is not None:
        assert offered.part in open_parts(ways)
        if set(open_parts(ways)) - {part_of(this.at, ZONE)}:
            assert offered.part is not part_of(this.at, ZONE)


def test_nothing_is_proposed_after_reaching_somebody() -> None:
    met = Try(ContactMode.PHONE, MORNING, ContactOutcome.MET)
    assert propose_next_try(met, (), KnownWays((PHONE,)), TODAY, ZONE) is None
