"""The history of a linkage: it replays to the present state, whatever path was walked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.domain.codes import (
    EndedBy,
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    VerifiedBy,
)
from lead_desktop.domain.plan.linkage import (
    CONNECTED,
    END_STATES,
    LADDER,
    RUNGS,
    Check,
    Column,
    Move,
    Position,
    check_due,
    check_move,
    check_problems,
    due_on,
    ended_by,
    fhir_status,
    is_open,
)
from lead_desktop.domain.plan.linkage_history import (
    Standing,
    Step,
    StepKind,
    effective,
    first_visit,
    replay,
)

S = LinkageStatus
BEGAN = date(2026, 3, 2)

moves = st.builds(
    Move,
    to=st.sampled_from(list(S)),
    on=st.just(BEGAN),
    method=st.none() | st.sampled_from(list(LinkageMethod)),
    verified_by=st.none() | st.sampled_from(list(VerifiedBy)),
    reason=st.none() | st.sampled_from(list(LinkageReason)),
    appointment=st.none() | st.just(datetime(2026, 4, 1, 14, tzinfo=UTC)),
    next_check=st.none() | st.just(date(2026, 4, 20)),
    need_met=st.sampled_from([None, "fully", "partly"]),
)
looks = st.builds(
    Check, on=st.just(BEGAN), verified_by=st.none() | st.sampled_from(list(VerifiedBy))
)
walks = st.lists(st.tuples(st.integers(0, 9), moves | looks), max_size=14)


def walk(acts: list[tuple[int, Move | Check]]) -> tuple[Standing, list[Step]]:
    """Make each act that the rules allow, one after the other; the state kept by hand."""
    day = BEGAN
    state = Standing(S.IDENTIFIED, day, due_on(Move(S.IDENTIFIED, day)))
    steps = [Step(None, S.IDENTIFIED, day, due_on=state.due_on)]
    for later, act in acts:
        day += timedelta(days=later)
        done = replace(act, on=day)
        if isinstance(done, Move):
            if check_move(Position(state.status, True, state.method), done):
                continue
            due = due_on(done, date(2026, 4, 1) if done.appointment else None)
            step = Step(
                state.status, done.to, day, done.method, done.verified_by, done.reason, due,
                done.need_met,
            )  # fmt: skip
            state = Standing(
                done.to, day, due, done.method or state.method,
                done.verified_by or state.verified_by, done.reason, done.need_met,
            )  # fmt: skip
        else:
            if check_problems(state.status, state.since, done):
                continue
            due = check_due(state.status, state.since, done)
            step = Step(state.status, state.status, day, verified_by=done.verified_by, due_on=due)
            state = replace(state, due_on=due, verified_by=done.verified_by or state.verified_by)
        steps.append(step)
    return state, steps


@settings(max_examples=60)
@given(walks)
def test_the_history_replays_to_the_present_state(acts: list[tuple[int, Move | Check]]) -> None:
    state, steps = walk(acts)
    assert replay(steps) == state


@settings(max_examples=60)
@given(walks)
def test_an_open_linkage_never_loses_its_clock(acts: list[tuple[int, Move | Check]]) -> None:
    state, _ = walk(acts)
    if is_open(state.status):
        assert state.due_on is not None
        assert RUNGS[state.status].owner is not None
        assert RUNGS[state.status].next_step


@settings(max_examples=60)
@given(walks)
def test_every_path_can_end_and_ends_in_a_countable_outcome(
    acts: list[tuple[int, Move | Check]],
) -> None:
    state, _ = walk(acts)
    if is_open(state.status):
        end = Move(S.NOT_COMPLETED, BEGAN, reason=LinkageReason.TRANSPORT)
        assert check_move(Position(state.status, True), end) == ()
        return
    met = state.status is S.COMPLETED and state.need_met in ("fully", "partly")
    unmet = ended_by(state.status, state.reason) is not None and state.reason is not None
    assert met + unmet + (state.status is S.ERROR) == 1
    if met:
        assert state.verified_by not in (None, VerifiedBy.NOT_VERIFIED)


@settings(max_examples=60)
@given(walks)
def test_taking_back_the_latest_step_leads_to_the_state_before(
    acts: list[tuple[int, Move | Check]],
) -> None:
    _, steps = walk(acts)
    if len(steps) < 2:
        return
    before = replay(steps[:-1])
    assert replay([*steps[:-1], replace(steps[-1], undone=True)]) == before


@settings(max_examples=60)
@given(walks)
def test_the_first_visit_is_the_first_step_into_care(acts: list[tuple[int, Move | Check]]) -> None:
    _, steps = walk(acts)
    found = first_visit(steps)
    connected = [step for step in steps if step.to_status in CONNECTED]
    assert found == (connected[0] if connected else None)


def test_a_topic_of_a_contact_moves_nothing() -> None:
    steps = [
        Step(None, S.IDENTIFIED, BEGAN, due_on=BEGAN),
        Step(S.IDENTIFIED, S.IDENTIFIED, BEGAN, talked=True),
    ]
    assert [step.kind for step in steps] == [StepKind.BEGAN, StepKind.TALKED]
    assert effective(steps) == steps[:1]
    assert replay(steps).due_on == BEGAN


def test_a_history_written_before_days_were_kept_still_has_its_clock() -> None:
    steps = [Step(None, S.IDENTIFIED, BEGAN), Step(S.IDENTIFIED, S.SENT, BEGAN)]
    assert replay(steps).due_on == BEGAN + timedelta(days=3)


def test_a_history_without_a_beginning_is_a_fault() -> None:
    with pytest.raises(ValueError, match="beginning"):
        replay([])


def test_a_service_that_goes_on_is_looked_at_after_30_and_90_days() -> None:
    def after(days: int) -> date | None:
        return check_due(S.ONGOING, BEGAN, Check(BEGAN + timedelta(days=days)))

    assert after(12) == BEGAN + timedelta(days=30)
    assert after(30) == BEGAN + timedelta(days=90)
    assert after(95) == BEGAN + timedelta(days=185)
    asked = Check(BEGAN, next_check=date(2026, 3, 9))
    assert check_due(S.ONGOING, BEGAN, asked) == date(2026, 3, 9)


def test_a_look_lies_between_the_last_move_and_the_next_look() -> None:
    assert {p.field for p in check_problems(S.SENT, BEGAN, Check(date(2026, 3, 1)))} == {"on"}
    back = Check(BEGAN, next_check=BEGAN)
    assert {p.field for p in check_problems(S.SENT, BEGAN, back)} == {"next_check"}
    assert {p.field for p in check_problems(S.COMPLETED, BEGAN, Check(BEGAN))} == {"to"}


@pytest.mark.parametrize("reason", list(LinkageReason))
def test_a_decline_is_somebodys_and_never_a_fault(reason: LinkageReason) -> None:
    assert ended_by(S.WITHDRAWN, reason) is EndedBy.PARTICIPANT
    assert ended_by(S.NOT_COMPLETED, reason) in EndedBy
    assert ended_by(S.STARTED, reason) is None


def test_declines_are_told_apart() -> None:
    said = {
        LinkageReason.NO_CAPACITY: EndedBy.PROVIDER,
        LinkageReason.NOT_READY: EndedBy.PARTICIPANT,
        LinkageReason.TRANSPORT: EndedBy.CIRCUMSTANCES,
    }
    assert {reason: ended_by(S.NOT_COMPLETED, reason) for reason in said} == said


def test_fhir_codes_stand_beside_every_state() -> None:
    assert {fhir_status(state) for state in S} == {
        "draft", "requested", "on-hold", "accepted", "in-progress", "completed", "failed",
        "cancelled", "entered-in-error",
    }  # fmt: skip
    assert fhir_status(S.NOT_COMPLETED, LinkageReason.NO_CAPACITY) == "rejected"
    assert fhir_status(S.NOT_COMPLETED, LinkageReason.TRANSPORT) == "failed"


def test_every_state_stands_in_one_of_six_columns() -> None:
    assert {RUNGS[state].column for state in S} == set(Column)
    assert set(LADDER) | END_STATES == set(S)
