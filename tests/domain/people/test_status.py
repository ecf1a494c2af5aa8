"""The status machine: every state has a way on, a death closes from anywhere, history replays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.domain.codes import CloseReason, NotEnrolledReason, ParticipantStatus, Phase
from lead_desktop.domain.people import status as rules
from lead_desktop.domain.people.status import Standing, StatusMove, StatusStep

S = ParticipantStatus
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
PUNITIVE = ("fail", "non-compl", "noncompl", "relapse", "refus", "terminat", "violat", "abscond")


def standing(status: ParticipantStatus, *, reason: str = "") -> Standing:
    return Standing(status, TODAY - 10 * DAY, Phase.ENGAGED, reason)


def reason_for(status: ParticipantStatus) -> str:
    return next((reason.value for reason in rules.reasons_for(status)), "")


def move(to: ParticipantStatus, *, reason: str | None = None, on: date = TODAY) -> StatusMove:
    return StatusMove(to, on, reason_for(to) if reason is None else reason)


TABLE = {
    S.REFERRED: {S.SCREENING, S.NOT_ENROLLED},
    S.SCREENING: {S.OUTREACH, S.INTAKE_STARTED, S.INTAKE_SCHEDULED, S.NOT_ENROLLED},
    S.OUTREACH: {S.INTAKE_SCHEDULED, S.ACTIVE, S.NOT_ENROLLED},
    S.INTAKE_STARTED: {S.ACTIVE, S.OUTREACH},
    S.INTAKE_SCHEDULED: {S.ACTIVE, S.OUTREACH},
    S.ACTIVE: {S.INACTIVE_LOST, S.INACTIVE_CUSTODY, S.INACTIVE_FACILITY, S.INACTIVE_PAUSED},
    S.INACTIVE_LOST: {S.ACTIVE},
    S.INACTIVE_CUSTODY: {S.ACTIVE},
    S.INACTIVE_FACILITY: {S.ACTIVE},
    S.INACTIVE_PAUSED: {S.ACTIVE},
    S.CLOSED: {S.ACTIVE},
    S.NOT_ENROLLED: {S.REFERRED},
}
"""The program's table of statuses, as written. Two things stand beside it: an intake begins when
the screening is done, and every status can be closed."""


@pytest.mark.parametrize("before", S, ids=lambda status: status.value)
@pytest.mark.parametrize("then", S, ids=lambda status: status.value)
def test_each_move_of_the_table_is_made_and_each_other_is_refused(before: S, then: S) -> None:
    problems = rules.check_move(standing(before), move(then), TODAY)
    if then in TABLE[before] or (then is S.CLOSED and before is not S.CLOSED):
        assert problems == ()
        assert then in rules.moves_from(standing(before))
    else:
        assert [problem.field for problem in problems] == ["to"]
        assert then not in rules.moves_from(standing(before))


@pytest.mark.parametrize("status", S, ids=lambda status: status.value)
def test_no_status_is_a_dead_end_and_each_leads_to_active_again(status: S) -> None:
    seen, ahead = {status}, [status]
    while ahead:
        for then in rules.MOVES[ahead.pop()]:
            if then not in seen:
                seen.add(then)
                ahead.append(then)
    assert rules.MOVES[status]
    assert S.ACTIVE in seen
    assert seen == set(S) or status not in (S.REFERRED, S.SCREENING, S.NOT_ENROLLED)


@pytest.mark.parametrize("status", sorted(set(S) - {S.CLOSED}), ids=lambda status: status.value)
def test_every_status_can_be_closed_with_a_reason(status: S) -> None:
    assert rules.check_move(standing(status), move(S.CLOSED), TODAY) == ()
    without = rules.check_move(standing(status), move(S.CLOSED, reason=""), TODAY)
    assert [problem.field for problem in without] == ["reason"]


@pytest.mark.parametrize("status", S, ids=lambda status: status.value)
def test_a_death_closes_from_everywhere_and_once(status: S) -> None:
    death = move(S.CLOSED, reason=CloseReason.DECEASED.value)
    assert rules.check_move(standing(status), death, TODAY) == ()
    then = rules.after(standing(status), death)
    assert then.deceased
    assert rules.check_move(then._replace(since=TODAY), death, TODAY)


def test_no_reason_punishes_and_unknown_words_are_refused() -> None:
    for reason in (*CloseReason, *NotEnrolledReason):
        assert not any(word in reason.label.casefold() for word in PUNITIVE)
    for word in ("NON_COMPLIANT", "RELAPSE", "FAILED", NotEnrolledReason.NOT_ELIGIBLE.value):
        problems = rules.check_move(standing(S.ACTIVE), move(S.CLOSED, reason=word), TODAY)
        assert [problem.field for problem in problems] == ["reason"]


def test_a_change_counts_neither_from_tomorrow_nor_from_before_the_last_one() -> None:
    now = standing(S.ACTIVE)
    for day in (TODAY + DAY, now.since - DAY):
        problems = rules.check_move(now, move(S.INACTIVE_LOST, on=day), TODAY)
        assert [problem.field for problem in problems] == ["on"]
    assert rules.check_move(now, move(S.INACTIVE_LOST, on=now.since), TODAY) == ()
    # The day on which a record began says nothing about when its status came to be.
    imported = now._replace(decided=False)
    assert rules.check_move(imported, move(S.INACTIVE_LOST, on=now.since - DAY), TODAY) == ()


def test_coming_back_begins_at_engaging_except_from_a_pause_in_the_work() -> None:
    assert rules.after(standing(S.CLOSED), move(S.ACTIVE)).phase is Phase.ENGAGING
    assert rules.after(standing(S.INACTIVE_LOST), move(S.ACTIVE)).phase is Phase.ENGAGED
    chosen = StatusMove(S.ACTIVE, TODAY, phase=Phase.MAINTAINING)
    assert rules.after(standing(S.CLOSED), chosen).phase is Phase.MAINTAINING


@pytest.mark.parametrize("to", [S.CLOSED, S.INACTIVE_LOST, S.INACTIVE_CUSTODY])
def test_whoever_leaves_keeps_the_phase_that_they_were_in(to: S) -> None:
    now = standing(S.ACTIVE)
    assert rules.after(now, move(to)).phase is now.phase


def test_a_step_that_was_taken_back_and_a_reason_given_again_count_as_they_were_meant() -> None:
    """A step taken back counts for nothing; a reason given again is a decision of its day."""
    came = date(2026, 3, 3)
    first = StatusStep(None, S.CLOSED, came, Phase.ENGAGED, CloseReason.MOVED_AWAY.value)
    again = StatusStep(S.CLOSED, S.CLOSED, TODAY, Phase.ENGAGED, CloseReason.DECEASED.value)
    deceased = rules.replay((first, again))
    assert deceased is not None
    assert (deceased.since, deceased.deceased) == (TODAY, True)
    stands = rules.replay((first, replace(again, undone=True)))
    assert stands is not None
    assert (stands.since, stands.deceased) == (came, False)


def test_only_what_asks_for_a_reason_can_be_a_death() -> None:
    died = CloseReason.DECEASED.value
    assert rules.is_death(S.CLOSED, died)
    assert not rules.is_death(S.ACTIVE, died)
    assert rules.reason_label(S.ACTIVE, died) == ""
    assert rules.reason_label(S.CLOSED, "no such reason") == ""


steps = st.lists(
    st.tuples(st.sampled_from(S), st.integers(0, 9), st.sampled_from(Phase), st.booleans()),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(steps)
def test_the_history_replays_to_where_the_person_stands(
    wishes: list[tuple[ParticipantStatus, int, Phase, bool]],
) -> None:
    """Whatever is wished in whatever order: what passes the check is told by its history."""
    now = Standing(S.REFERRED, TODAY - timedelta(days=300), Phase.ENGAGING, decided=False)
    history = [StatusStep(None, now.status, now.since, now.phase)]
    for to, later, phase, undone in wishes:
        day = min(TODAY, now.since + later * DAY)
        wish = StatusMove(to, day, reason_for(to), phase=phase)
        if rules.check_move(now, wish, TODAY):
            continue
        then = rules.after(now, wish)
        history.append(
            StatusStep(now.status, to, wish.on, then.phase, wish.reason_code, undone=undone)
        )
        if not undone:
            assert to in rules.MOVES[now.status]
            now = then
    assert rules.replay(history) == now


def test_a_change_of_phase_keeps_the_day_of_the_status() -> None:
    came = date(2026, 3, 3)
    history = (
        StatusStep(None, S.ACTIVE, came, Phase.ENGAGING),
        StatusStep(S.ACTIVE, S.ACTIVE, TODAY, Phase.ENGAGED),
    )
    assert rules.replay(history) == Standing(S.ACTIVE, came, Phase.ENGAGED, decided=False)
    assert rules.replay(()) is None


def test_a_step_is_told_in_the_words_of_the_chips() -> None:
    left = StatusStep(S.ACTIVE, S.CLOSED, TODAY, Phase.ENGAGED, CloseReason.MOVED_AWAY.value)
    assert rules.move_words(left) == "Engaged → Closed: Moved away"
    phase = StatusStep(S.ACTIVE, S.ACTIVE, TODAY, Phase.MAINTAINING)
    assert rules.move_words(phase) == "Maintaining"
    came = StatusStep(None, S.ACTIVE, TODAY, Phase.ENGAGING)
    assert rules.move_words(came) == "Engaging"
    wind = StatusStep(S.ACTIVE, S.INACTIVE_LOST, TODAY, Phase.ENGAGED)
    assert rules.step_sides(wind) == ("Engaged", S.INACTIVE_LOST.label)
