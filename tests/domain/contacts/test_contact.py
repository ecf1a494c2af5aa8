"""What a contact counts as."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.domain.codes import ContactKind, ContactMode, ContactOutcome, PlaceType
from lead_desktop.domain.contacts.contact import (
    ALL_MODES,
    counts_as_attempt,
    is_late,
    is_substantive,
    kind_of,
    minutes_of,
    mode_label,
    resets_cadence,
    standing_of,
)

KINDS = st.sampled_from(list(ContactKind))
OUTCOMES = st.sampled_from(list(ContactOutcome))
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


@given(kind=KINDS, outcome=OUTCOMES)
def test_reached_and_attempted_are_disjoint(kind: ContactKind, outcome: ContactOutcome) -> None:
    settled = kind_of(outcome, kind)
    assert not (resets_cadence(settled, outcome) and counts_as_attempt(settled, outcome))


@given(kind=KINDS, outcome=OUTCOMES)
def test_only_direct_and_group_contacts_reset_the_cadence(
    kind: ContactKind, outcome: ContactOutcome
) -> None:
    if resets_cadence(kind, outcome):
        assert kind in (ContactKind.DIRECT, ContactKind.GROUP)
        assert outcome in (ContactOutcome.MET, ContactOutcome.BRIEF)


def test_an_attempt_follows_from_its_outcome() -> None:
    assert kind_of(ContactOutcome.NO_ANSWER) is ContactKind.ATTEMPT
    assert kind_of(ContactOutcome.MET, ContactKind.ATTEMPT) is ContactKind.DIRECT
    assert kind_of(ContactOutcome.NO_ANSWER, ContactKind.COLLATERAL) is ContactKind.COLLATERAL
    assert not counts_as_attempt(
        kind_of(ContactOutcome.CANCELLED_BY_STAFF), ContactOutcome.CANCELLED_BY_STAFF
    )


@pytest.mark.parametrize(
    ("mode", "minutes", "purposes", "note", "expected"),
    [
        (ContactMode.PHONE, 5, 0, 0, True),
        (ContactMode.PHONE, 4, 0, 0, False),
        (ContactMode.PHONE, None, 1, 0, True),
        (ContactMode.VIDEO, None, 0, 40, True),
        (ContactMode.IN_PERSON, None, 0, 39, False),
        (ContactMode.TEXT, 60, 3, 400, False),
    ],
)
def test_a_substantive_contact_has_content(
    mode: ContactMode, minutes: int | None, purposes: int, note: int, expected: bool
) -> None:
    found = is_substantive(
        ContactKind.DIRECT,
        ContactOutcome.MET,
        mode,
        minutes=minutes,
        purposes=purposes,
        note_length=note,
    )
    assert found is expected


def test_a_late_entry_is_written_more_than_two_days_after() -> None:
    assert not is_late(NOW - timedelta(hours=48), NOW)
    assert is_late(NOW - timedelta(hours=48, seconds=1), NOW)


def test_every_way_of_contact_has_words() -> None:
    assert mode_label(ContactMode.IN_PERSON, PlaceType.STREET) == "Street outreach"
    assert mode_label(ContactMode.IN_PERSON, PlaceType.HOSPITAL_INPT) == "Hospital ward"
    assert mode_label(ContactMode.IN_PERSON, None) == "In person"
    assert len({(one.mode, one.place) for one in ALL_MODES}) == len(ALL_MODES)
    assert {one.mode for one in ALL_MODES} == set(ContactMode)
    assert {one.place for one in ALL_MODES} == {*PlaceType, None}


def test_an_attempt_takes_no_minutes() -> None:
    assert minutes_of(ContactKind.ATTEMPT, ContactOutcome.NOT_FOUND, 15) == 0
    assert minutes_of(ContactKind.DIRECT, ContactOutcome.MET, 15) == 15
    assert minutes_of(ContactKind.COLLATERAL, ContactOutcome.NO_ANSWER, 3) == 3


@given(kind=KINDS, outcome=OUTCOMES)
def test_what_the_database_counts_by_follows_the_rules(
    kind: ContactKind, outcome: ContactOutcome
) -> None:
    standing = standing_of(kind, outcome)
    assert (standing == "reached") is resets_cadence(kind, outcome)
    assert (standing == "attempted") is counts_as_attempt(kind, outcome)
    assert standing in ("reached", "attempted", "none")
