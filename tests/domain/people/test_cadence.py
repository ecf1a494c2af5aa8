"""Cadence: the one function behind due, overdue and "why am I seeing this person"."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.domain.codes import ParticipantStatus, Phase
from lead_desktop.domain.people.cadence import (
    Cadence,
    CadenceState,
    PlaceNow,
    Satisfied,
    Standing,
    cadence_for,
    need_key,
    state_of,
)

TODAY = date(2026, 11, 23)
S = ParticipantStatus


@pytest.mark.parametrize(
    ("status", "phase", "days", "satisfied_by"),
    [
        (S.OUTREACH, Phase.ENGAGING, 4, Satisfied.ATTEMPT),
        (S.INTAKE_STARTED, Phase.ENGAGING, 7, Satisfied.REACHED),
        (S.INTAKE_SCHEDULED, Phase.ENGAGING, 7, Satisfied.REACHED),
        (S.ACTIVE, Phase.ENGAGING, 7, Satisfied.REACHED),
        (S.ACTIVE, Phase.ENGAGED, 14, Satisfied.REACHED),
        (S.ACTIVE, Phase.MAINTAINING, 30, Satisfied.REACHED),
        (S.INACTIVE_CUSTODY, Phase.ENGAGED, 30, Satisfied.REACHED),
        (S.INACTIVE_FACILITY, Phase.ENGAGED, 14, Satisfied.REACHED),
        (S.INACTIVE_PAUSED, Phase.ENGAGED, 60, Satisfied.REACHED),
        (S.INACTIVE_LOST, Phase.ENGAGED, 7, Satisfied.SEARCH),
    ],
)
def test_the_target_of_each_status(
    status: S, phase: Phase, days: int, satisfied_by: Satisfied
) -> None:
    assert cadence_for(status, phase) == Cadence(days, satisfied_by)


@pytest.mark.parametrize("status", [S.REFERRED, S.SCREENING, S.CLOSED, S.NOT_ENROLLED])
def test_nobody_is_due_outside_the_program(status: S) -> None:
    assert cadence_for(status, Phase.ENGAGED) is None


def test_an_open_event_changes_what_is_due_and_an_agreement_overrides() -> None:
    jail = cadence_for(S.ACTIVE, Phase.ENGAGED, place=PlaceNow.JAIL)
    assert jail == Cadence(30, Satisfied.REACHED)
    assert cadence_for(S.CLOSED, Phase.ENGAGED, place=PlaceNow.JAIL) is None
    agreed = cadence_for(S.ACTIVE, Phase.ENGAGED, agreed_days=21)
    assert agreed == Cadence(21, Satisfied.REACHED)


def state(days_ago: int | None, *, attempts: int = 0, target: int = 14) -> CadenceState:
    return state_of(
        Cadence(target, Satisfied.REACHED),
        today=TODAY,
        reached_on=None if days_ago is None else TODAY - timedelta(days=days_ago),
        attempted_on=TODAY if attempts else None,
        attempts_since=attempts,
        since=TODAY - timedelta(days=5),
    )


@pytest.mark.parametrize(
    ("days_ago", "standing", "past"),
    [
        (0, Standing.WITHIN, 0),
        (11, Standing.WITHIN, 0),
        (12, Standing.DUE, 0),
        (14, Standing.DUE, 0),
        (15, Standing.PAST, 1),
        (17, Standing.PAST, 3),
        (18, Standing.STRONGLY_PAST, 4),
        (None, Standing.NEVER, 0),
    ],
)
def test_where_somebody_stands(days_ago: int | None, standing: Standing, past: int) -> None:
    found = state(days_ago)
    assert (found.standing, found.days_past) == (standing, past)


def test_the_reason_is_written_in_words() -> None:
    assert state(18, attempts=3).reason == "18 days since reached, target 14; 3 tries"
    assert state(0).reason == "Reached today, target 14"
    assert state(None).reason == "Not reached yet, waiting 5 days, target 14"


@given(
    reached=st.integers(0, 400),
    attempted=st.integers(0, 400),
    attempts=st.integers(1, 40),
    target=st.integers(1, 90),
)
def test_an_attempt_never_resets_a_reached_clock(
    reached: int, attempted: int, attempts: int, target: int
) -> None:
    cadence = Cadence(target, Satisfied.REACHED)
    reached_on = TODAY - timedelta(days=reached)
    common = {"today": TODAY, "reached_on": reached_on, "since": reached_on}
    without = state_of(cadence, **common, attempted_on=None, attempts_since=0)
    attempted_on = TODAY - timedelta(days=attempted)
    with_tries = state_of(cadence, **common, attempted_on=attempted_on, attempts_since=attempts)
    assert with_tries.days_since == without.days_since == reached
    assert with_tries.standing is without.standing


@given(st.lists(st.one_of(st.none(), st.integers(0, 400)), min_size=2, max_size=30))
def test_most_needed_first_is_by_days_past(days: list[int | None]) -> None:
    ordered = sorted((state(one) for one in days), key=need_key)
    past = [one.days_past for one in ordered if one.standing is Standing.STRONGLY_PAST]
    assert past == sorted(past, reverse=True)
    standings = [one.standing for one in ordered]
    assert standings == sorted(standings)


@given(
    status=st.sampled_from(list(S)),
    phase=st.sampled_from(list(Phase)),
    place=st.one_of(st.none(), st.sampled_from(list(PlaceNow))),
    reached=st.one_of(st.none(), st.integers(0, 500)),
)
def test_nobody_active_is_without_a_standing_and_a_reason(
    status: S, phase: Phase, place: PlaceNow | None, reached: int | None
) -> None:
    cadence = cadence_for(status, phase, place=place)
    found = state_of(
        cadence,
        today=TODAY,
        reached_on=None if reached is None else TODAY - timedelta(days=reached),
        attempted_on=None,
        attempts_since=0,
        since=TODAY - timedelta(days=900),
    )
    assert found.reason
    assert (found.standing is Standing.NO_CADENCE) == (cadence is None)
