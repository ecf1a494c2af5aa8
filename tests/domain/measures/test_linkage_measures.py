"""Measures from histories: what is not known is never counted as a no, and small counts hide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.domain.codes import (
    EndedBy,
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    ServiceCategory,
    VerifiedBy,
)
from lead_desktop.domain.measures import (
    SMALL_CELL,
    STATIONS,
    LinkageStory,
    Retention,
    Share,
    best_source,
    days_to_first_visit,
    hide_small,
    measure,
    retention,
)
from lead_desktop.domain.plan.linkage import Column
from lead_desktop.domain.plan.linkage_history import Step

S = LinkageStatus
NEED = date(2026, 1, 5)
TODAY = date(2026, 11, 23)


def story(
    *moves: tuple[S, int], witness: VerifiedBy | None = None, undone: bool = False
) -> LinkageStory:
    """A linkage whose steps lie so many days after the need."""
    steps = [Step(None, S.IDENTIFIED, NEED)]
    for to, days in moves:
        reason = LinkageReason.NO_CAPACITY if to is S.NOT_COMPLETED else None
        said = witness if to in (S.STARTED, S.ONGOING, S.COMPLETED) else None
        on = NEED + timedelta(days=days)
        met = "fully" if to is S.COMPLETED else None
        steps.append(
            Step(steps[-1].to_status, to, on, verified_by=said, reason=reason, need_met=met)
        )
    if undone:
        last = steps.pop()
        steps.append(
            Step(last.from_status, last.to_status, last.on, reason=last.reason, undone=True)
        )
    return LinkageStory(uuid4(), uuid4(), ServiceCategory.HOUSING, NEED, tuple(steps))


def test_time_from_need_to_first_visit() -> None:
    assert days_to_first_visit(story((S.SENT, 2), (S.STARTED, 9))) == 9
    assert days_to_first_visit(story((S.SENT, 2))) is None
    assert days_to_first_visit(story((S.STARTED, 9), undone=True)) is None


@pytest.mark.parametrize(
    ("moves", "today", "known"),
    [
        ([(S.SENT, 1)], TODAY, None),
        ([(S.STARTED, 0), (S.ONGOING, 31)], TODAY, Retention.RETAINED),
        ([(S.STARTED, 0), (S.ONGOING, 3)], TODAY, Retention.UNKNOWN),
        ([(S.STARTED, 0), (S.ONGOING, 3)], NEED + timedelta(29), Retention.TOO_EARLY),
        ([(S.STARTED, 0), (S.NOT_COMPLETED, 12)], TODAY, Retention.ENDED),
        ([(S.STARTED, 0), (S.NOT_COMPLETED, 30)], TODAY, Retention.RETAINED),
        ([(S.STARTED, 0), (S.COMPLETED, 12)], TODAY, Retention.RETAINED),
    ],
)
def test_retained_at_thirty_days(
    moves: list[tuple[S, int]], today: date, known: Retention | None
) -> None:
    assert retention(story(*moves), 30, today) is known


def test_the_participants_word_counts_and_is_reported_apart() -> None:
    word, provider = VerifiedBy.PARTICIPANT_REPORT, VerifiedBy.PROVIDER_CONFIRMED
    cohort = [
        story((S.STARTED, 3), witness=word),
        story((S.STARTED, 3), witness=provider),
        story((S.STARTED, 3), witness=VerifiedBy.NOT_VERIFIED),
        story((S.SENT, 3)),
    ]
    found = measure(cohort, TODAY)
    assert found.linked == Share(3, 4)
    assert found.verified == Share(1, 3)
    assert found.by_word == Share(1, 3)
    assert best_source(cohort[2].steps) is VerifiedBy.NOT_VERIFIED
    assert found.median_days == 3


def test_reasons_are_told_by_side_and_errors_count_nowhere() -> None:
    found = measure([story((S.SENT, 1), (S.NOT_COMPLETED, 5)), story((S.ERROR, 1))], TODAY)
    assert found.linkages == 1
    assert found.reasons == {LinkageReason.NO_CAPACITY: 1}
    assert found.ended == {EndedBy.PROVIDER: 1}


paths = st.lists(
    st.tuples(st.sampled_from([one for one in S if one is not S.IDENTIFIED]), st.integers(0, 120)),
    max_size=6,
)


@settings(max_examples=60)
@given(st.lists(paths, max_size=12))
def test_the_staircase_goes_down_and_the_parts_make_the_whole(
    cohort: list[list[tuple[S, int]]],
) -> None:
    found = measure([story(*sorted(one, key=lambda m: m[1])) for one in cohort], TODAY)
    steps = [found.reached[station] or 0 for station in STATIONS]
    assert steps == sorted(steps, reverse=True)
    assert found.reached[Column.IDENTIFIED] == found.linkages
    assert sum(count or 0 for count in found.days.values()) == found.linked.count
    assert sum(count or 0 for count in found.sources.values()) == found.linked.count
    for one in found.retained:
        known = (one.share.of or 0) + (one.unknown or 0) + (one.too_early or 0)
        assert known == found.linked.count


def many(count: int, *moves: tuple[S, int]) -> Iterable[LinkageStory]:
    return (story(*moves) for _ in range(count))


def test_small_counts_are_hidden_and_cannot_be_reckoned() -> None:
    cohort = [*many(40, (S.STARTED, 1)), *many(30, (S.STARTED, 5)), *many(3, (S.STARTED, 20))]
    hidden = hide_small(measure(cohort, TODAY))
    assert hidden.linkages == 73
    assert hidden.days[15, 30] is None
    assert hidden.days[4, 7] is None  # else 3 would be what is missing from 73
    assert hidden.days[0, 1] == 40
    few = hide_small(measure(list(many(SMALL_CELL - 1, (S.STARTED, 1))), TODAY))
    assert few.linkages is None
    assert few.linked == Share(None, None)
    assert few.median_days is None


@settings(max_examples=60)
@given(st.lists(paths, max_size=40))
def test_nothing_small_is_ever_shown_to_aggregate_roles(cohort: list[list[tuple[S, int]]]) -> None:
    hidden = hide_small(measure([story(*one) for one in cohort], TODAY))
    shares = [hidden.linked, hidden.verified, hidden.by_word, *(r.share for r in hidden.retained)]
    shown = [
        hidden.linkages, hidden.participants, *hidden.days.values(), *hidden.reached.values(),
        *hidden.reasons.values(), *hidden.ended.values(), *hidden.methods.values(),
        *hidden.sources.values(),
        *(share.count for share in shares),
        *(share.of - share.count for share in shares if share.of and share.count is not None),
    ]  # fmt: skip
    assert all(count is None or count == 0 or count >= SMALL_CELL for count in shown)


def test_how_people_were_connected_is_told_apart() -> None:
    """Issue 4: warm hand-off, accompanied, appointment made, information given are told apart."""
    apart = (
        LinkageMethod.WARM_HANDOFF_IN_PERSON,
        LinkageMethod.WARM_HANDOFF_PHONE,
        LinkageMethod.ACCOMPANIED,
        LinkageMethod.APPOINTMENT_MADE,
        LinkageMethod.INFORMATION_GIVEN,
        None,
    )
    stories = []
    for times, method in enumerate(apart, 1):
        for _ in range(times):
            told = story((S.SENT, 1))
            sent = replace(told.steps[-1], method=method)
            stories.append(replace(told, steps=(*told.steps[:-1], sent)))
    found = measure(stories, TODAY)
    assert found.methods == {method: times for times, method in enumerate(apart, 1)}


def test_each_kind_of_service_has_its_own_time() -> None:
    legal = replace(story((S.SENT, 1), (S.STARTED, 30)), category=ServiceCategory.LEGAL)
    stories = [story((S.STARTED, 2)), story((S.STARTED, 4)), story((S.SENT, 1)), legal]
    found = measure(stories, TODAY).categories
    assert list(found) == [ServiceCategory.HOUSING, ServiceCategory.LEGAL]
    housing = found[ServiceCategory.HOUSING]
    assert (housing.begun, housing.linked, housing.median_days) == (3, Share(2, 3), 3)
    assert found[ServiceCategory.LEGAL].median_days == 30
