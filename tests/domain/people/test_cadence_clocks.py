"""Whose clock runs, and what restarts it: being reached, a try, or a look for somebody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lead_desktop.domain.codes import WorkerPart
from lead_desktop.domain.people.cadence import (
    Cadence,
    CadenceState,
    Satisfied,
    Standing,
    need_key,
    state_of,
    with_role_clocks,
)

TODAY = date(2026, 11, 23)
CAME = 40


def ago(days: int | None) -> date | None:
    return None if days is None else TODAY - timedelta(days=days)


def state(
    by: Satisfied = Satisfied.REACHED,
    *,
    reached: int | None = None,
    tried: int | None = None,
    looked: int | None = None,
    came: int = CAME,
    target: int = 7,
    attempts: int = 0,
) -> CadenceState:
    """How somebody stands today; the figures are days ago."""
    return state_of(
        Cadence(target, by), today=TODAY, reached_on=ago(reached), attempted_on=ago(tried),
        attempts_since=attempts, since=TODAY - timedelta(days=came), searched_on=ago(looked),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("by", "days_since"),
    [(Satisfied.REACHED, 30), (Satisfied.ATTEMPT, 5), (Satisfied.SEARCH, 2)],
)
def test_each_clock_restarts_with_what_satisfies_it(by: Satisfied, days_since: int) -> None:
    found = state(by, reached=30, tried=5, looked=2)
    assert (found.days_since, found.waited) == (days_since, days_since)


def test_whatever_was_the_last_restarts_the_clock_of_a_search() -> None:
    assert state(Satisfied.SEARCH, reached=1, tried=5, looked=9).days_since == 1
    assert state(Satisfied.SEARCH, reached=9, tried=1, looked=5).days_since == 1
    assert state(Satisfied.ATTEMPT, reached=1, tried=5).days_since == 1


def test_in_the_wind_only_what_came_since_that_day_counts() -> None:
    wind = 10
    assert state(Satisfied.SEARCH, reached=11, tried=12, looked=13, came=wind).days_since is None
    assert state(Satisfied.SEARCH, reached=10, came=wind).days_since == 10
    assert state(Satisfied.SEARCH, looked=10, tried=11, came=wind).days_since == 10
    # In outreach a try counts whenever it was.
    assert state(Satisfied.ATTEMPT, tried=11, came=wind).days_since == 11


def test_somebody_never_reached_waits_since_they_came() -> None:
    found = state(came=9, target=7)
    assert (found.days_since, found.waited, found.days_past) == (None, 9, 2)
    assert found.standing is Standing.PAST
    assert state(came=7, target=7).standing is Standing.NEVER


def test_the_reason_says_what_restarts_the_clock_and_of_whom() -> None:
    assert state(Satisfied.ATTEMPT, tried=0).reason == "Tried today, target 7"
    assert state(Satisfied.ATTEMPT, tried=1).reason == "1 day since last tried, target 7"
    assert state(Satisfied.SEARCH, looked=0).reason == "Looked for today, target 7"
    assert state(Satisfied.SEARCH, looked=2).reason == "2 days since last looked for, target 7"
    assert state(Satisfied.SEARCH).reason == "Not looked for yet, waiting 40 days, target 7"
    assert state(reached=3, attempts=1).reason == "3 days since reached, target 7; 1 try"


def roles(team: CadenceState, *clocks: tuple[WorkerPart, int, int | None]) -> CadenceState:
    return with_role_clocks(
        team,
        [(part, agreed, ago(reached)) for part, agreed, reached in clocks],
        today=TODAY,
        since=TODAY - timedelta(days=CAME),
    )


PEER, MANAGER = WorkerPart.PEER, WorkerPart.CASE_MANAGER


def test_a_roles_own_clock_decides_only_when_it_presses_more() -> None:
    team = state(reached=9, target=7, attempts=2)
    assert roles(team) is team
    assert roles(team, (PEER, 30, 9)) is team
    assert roles(team, (PEER, 7, 9)) is team
    peer = roles(team, (PEER, 7, 20), (MANAGER, 7, 12))
    assert peer.days_past == 13
    assert peer.reason == "20 days since reached by the peer, target 7; 2 tries"
    assert roles(team, (MANAGER, 7, 12), (PEER, 7, 20)) == peer
    within = state(reached=3, target=30)
    assert roles(within, (PEER, 7, 6)).standing is Standing.DUE
    assert roles(within, (PEER, 7, 3)) is within
    manager = roles(team, (PEER, 30, 20), (MANAGER, 7, None))
    assert manager.reason == (
        "Not reached by the case manager yet, waiting 40 days, target 7; 2 tries"
    )


def test_within_one_standing_the_longest_waiting_comes_first() -> None:
    waits = [state(reached=days, target=30) for days in (3, 20, 11)]
    assert [one.days_since for one in sorted(waits, key=need_key)] == [20, 11, 3]
    past = [state(reached=days, target=target) for days, target in ((40, 30), (20, 7), (60, 50))]
    assert [one.days_past for one in sorted(past, key=need_key)] == [13, 10, 10]
    assert [one.days_since for one in sorted(past, key=need_key)] == [20, 60, 40]


def test_nobody_is_due_where_no_cadence_applies() -> None:
    found = state_of(
        None, today=TODAY, reached_on=ago(3), attempted_on=None, attempts_since=1, since=TODAY
    )
    assert (found.standing, found.days_since, found.days_past) == (Standing.NO_CADENCE, 3, 0)
    assert found.reason == "No contact is due"
