"""The linkage ladder: every path ends in a countable outcome, no clock is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.domain.codes import LinkageMethod, LinkageReason, LinkageStatus, VerifiedBy
from lead_desktop.domain.plan.linkage import (
    END_STATES,
    LADDER,
    RUNGS,
    Move,
    Position,
    check_move,
    due_on,
    is_open,
    is_stalled,
    next_step,
    stall_words,
    supervisor_sees_on,
)

S = LinkageStatus
ON = date(2026, 11, 23)
WHEN = datetime(2026, 11, 25, 16, tzinfo=UTC)


def full(to: S) -> Move:
    """A move to `to` with every fact that any move may ask for."""
    return Move(
        to,
        ON,
        method=LinkageMethod.WARM_HANDOFF_PHONE,
        verified_by=VerifiedBy.PARTICIPANT_REPORT,
        reason=LinkageReason.TRANSPORT,
        appointment=WHEN,
        next_check=date(2026, 12, 10),
        need_met="fully",
    )


def problems(start: S, move: Move, *, has_provider: bool = True) -> set[str]:
    return {one.field for one in check_move(Position(start, has_provider), move)}


@given(start=st.sampled_from(LADDER), to=st.sampled_from(list(S)))
def test_with_every_fact_any_open_state_reaches_any_other_but_identified(start: S, to: S) -> None:
    wanted = set() if to not in (start, S.IDENTIFIED) else {"to"}
    assert problems(start, full(to)) == wanted


@given(start=st.sampled_from(sorted(END_STATES)), to=st.sampled_from(list(S)))
def test_an_end_state_is_left_only_by_referring_again(start: S, to: S) -> None:
    assert problems(start, full(to)) == {"to"}


@given(start=st.sampled_from(LADDER), to=st.sampled_from(LADDER))
def test_going_back_needs_a_reason(start: S, to: S) -> None:
    move = full(to)
    silent = Move(
        to,
        ON,
        method=move.method,
        verified_by=move.verified_by,
        appointment=WHEN,
        next_check=move.next_check,
    )
    goes_back = to is not S.IDENTIFIED and LADDER.index(to) < LADDER.index(start)
    assert ("reason" in problems(start, silent)) == goes_back


@pytest.mark.parametrize(
    ("to", "asks"),
    [
        (S.WAITLIST, {"next_check"}),
        (S.SCHEDULED, {"appointment"}),
        (S.STARTED, {"verified_by"}),
        (S.COMPLETED, {"verified_by", "need_met"}),
        (S.NOT_COMPLETED, {"reason"}),
        (S.WITHDRAWN, {"reason"}),
        (S.WAITING_PROVIDER, set()),
        (S.ERROR, set()),
    ],
)
def test_a_move_asks_only_for_its_own_facts(to: S, asks: set[str]) -> None:
    assert problems(S.IDENTIFIED, Move(to, ON)) == asks


def test_sending_needs_somewhere_to_send_unless_only_information_is_given() -> None:
    assert problems(S.IDENTIFIED, Move(S.SENT, ON), has_provider=False) == {"service"}
    told = Move(S.SENT, ON, method=LinkageMethod.INFORMATION_GIVEN)
    assert problems(S.IDENTIFIED, told, has_provider=False) == set()


def test_completed_needs_a_confirmed_connection() -> None:
    move = Move(S.COMPLETED, ON, verified_by=VerifiedBy.NOT_VERIFIED, need_met="fully")
    assert problems(S.STARTED, move) == {"verified_by"}


@given(to=st.sampled_from(LADDER))
def test_every_open_state_has_a_clock(to: S) -> None:
    assert due_on(full(to), date(2026, 11, 25)) is not None


def test_every_state_has_a_rung_and_open_ones_an_owner() -> None:
    assert set(RUNGS) == set(S)
    assert all(RUNGS[one].owner is not None for one in S if is_open(one))


def test_stalled_and_seen_by_the_supervisor_after_twice_the_clock() -> None:
    due = date(2026, 11, 8)
    assert not is_stalled(S.WAITING_PROVIDER, due, due)
    assert is_stalled(S.WAITING_PROVIDER, due, date(2026, 11, 9))
    assert not is_stalled(S.COMPLETED, due, date(2026, 12, 1))
    assert supervisor_sees_on(S.WAITING_PROVIDER, due) == date(2026, 11, 15)
    assert supervisor_sees_on(S.SCHEDULED, due) == date(2026, 11, 15)
    assert supervisor_sees_on(S.COMPLETED, due) is None


def test_a_provider_that_is_known_is_not_to_be_chosen() -> None:
    assert next_step(S.IDENTIFIED, provider_known=False) == "Choose a provider"
    assert next_step(S.IDENTIFIED, provider_known=True) == "Send the referral"
    assert next_step(S.SENT, provider_known=True) == RUNGS[S.SENT].next_step
    words = stall_words(S.IDENTIFIED, ON, ON, provider_known=True)
    assert words == "Send the referral"
