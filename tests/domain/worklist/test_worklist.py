"""Arranging a worklist: nothing is lost, nothing stands twice, hands and snoozes hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.domain.codes import SnoozeReason, TaskKind
from lead_desktop.domain.worklist.work_arranging import (
    TRIED_ASIDE,
    HandoverFact,
    Putting,
    SnoozeFact,
    arrange,
    by_hand,
    for_team,
    most_snooze,
    moved,
)
from lead_desktop.domain.worklist.work_item import REACHING, Moment, Urgency, WorkItem
from lead_desktop.domain.worklist.worklist import work_order

MOMENT = Moment(datetime(2026, 11, 23, 15, 41, tzinfo=UTC), ZoneInfo("America/New_York"))
ME, OTHER = uuid4(), uuid4()
PEOPLE = [uuid4() for _ in range(4)]


def item(number: int, kind: TaskKind, urgency: Urgency, days: int) -> WorkItem:
    who = PEOPLE[number % len(PEOPLE)]
    due = date(2026, 11, 23) + timedelta(days=days)
    key = f"{kind.value}:{number}"
    return WorkItem(
        key, kind, None, who, f"Person {number}", None, None, "why", "", urgency, due, None, True
    )


ITEMS = st.lists(
    st.tuples(
        st.integers(0, 30), st.sampled_from(TaskKind), st.sampled_from(Urgency), st.integers(-9, 9)
    ),
    unique_by=lambda one: (one[0], one[1]),
    max_size=8,
).map(lambda facts: [item(*fact) for fact in facts if fact[1] is not TaskKind.HANDED_OVER])


@st.composite
def situations(draw: st.DrawFn) -> tuple[list[WorkItem], Putting]:
    items = draw(ITEMS)
    keys = [one.key for one in items] or ["none"]
    snoozes = [
        SnoozeFact(uuid4(), key, date(2026, 11, 23) + timedelta(days=days), reason, "")
        for key, days, reason in draw(
            st.lists(
                st.tuples(st.sampled_from(keys), st.integers(-1, 5), st.sampled_from(SnoozeReason)),
                max_size=3,
            )
        )
    ]
    handovers = [
        HandoverFact(
            uuid4(), key, PEOPLE[0], "Person", giver, "Giver", taker, "Taker", "words", MOMENT.now
        )
        for key, giver, taker in draw(
            st.lists(
                st.tuples(
                    st.sampled_from([*keys, "gone:1"]),
                    st.sampled_from([ME, OTHER]),
                    st.sampled_from([None, ME, OTHER]),
                ).filter(lambda one: one[1] != one[2]),
                unique_by=lambda one: one[0],
                max_size=3,
            )
        )
    ]
    tried = [
        (who, MOMENT.now - timedelta(hours=hours))
        for who, hours in draw(
            st.lists(st.tuples(st.sampled_from(PEOPLE), st.integers(0, 12)), max_size=3)
        )
    ]
    order = draw(st.lists(st.sampled_from(keys), unique=True))
    return items, Putting(snoozes, handovers, tried, order)


def received(handover: HandoverFact) -> bool:
    if handover.to_worker_id is None:
        return handover.from_worker_id != ME
    return handover.to_worker_id == ME


@given(situations())
def test_every_item_stands_exactly_once(situation: tuple[list[WorkItem], Putting]) -> None:
    items, put = situation
    work = arrange(items, ME, MOMENT, put)
    keys = [one.key for one in work.items] + [aside.item.key for aside in work.aside]
    assert len(keys) == len(set(keys))
    replaced = {handover.key for handover in put.handovers if received(handover)}
    assert {one.key for one in items} - replaced <= set(keys)
    passed = sum(1 for key in keys if key.startswith(TaskKind.HANDED_OVER.value))
    present = {one.key for one in items}
    given_away = [h for h in put.handovers if h.from_worker_id == ME and h.key not in present]
    assert passed == len(replaced) + len(given_away)


@given(situations())
def test_what_stands_aside_says_why_and_the_safety_clock_never_does_for_a_try(
    situation: tuple[list[WorkItem], Putting],
) -> None:
    items, put = situation
    work = arrange(items, ME, MOMENT, put)
    assert all(aside.words for aside in work.aside)
    tried = {who for who, at in put.tried if MOMENT.now - at < TRIED_ASIDE}
    for aside in work.aside:
        if aside.act_id is None:
            assert aside.item.kind in REACHING
            assert aside.item.participant_id in tried


@given(situations())
def test_sections_keep_their_order_whatever_the_hand_did(
    situation: tuple[list[WorkItem], Putting],
) -> None:
    items, put = situation
    sections = [one.section for one in arrange(items, ME, MOMENT, put).items]
    order = list(dict.fromkeys(sections))
    assert sections == [section for section in order for _ in range(sections.count(section))]
    team = for_team(items, put.handovers, MOMENT)
    assert [work_order(one) for one in team.items] == sorted(work_order(one) for one in team.items)


@given(ITEMS, st.data())
def test_a_move_swaps_neighbours_of_one_section_only(
    items: list[WorkItem], data: st.DataObject
) -> None:
    work = arrange(items, ME, MOMENT, Putting())
    if not work.items:
        return
    at = data.draw(st.integers(0, len(work.items) - 1))
    step = data.draw(st.sampled_from([-1, 1]))
    keys = [one.key for one in work.items]
    after = list(moved(work, keys[at], step))
    assert sorted(after) == sorted(keys)
    moved_items = by_hand(work.items, after)
    assert [one.section for one in moved_items] == [one.section for one in work.items]
    assert [one.key for one in moved_items] == after


def test_the_safety_clock_is_put_off_for_a_day_at_most() -> None:
    assert most_snooze(TaskKind.AFTER_RELEASE) == most_snooze(TaskKind.AFTER_OVERDOSE) == 1
    assert all(1 <= most_snooze(kind) <= 30 for kind in TaskKind)


def test_nobody_is_named_by_an_unknown_key() -> None:
    work = arrange([], ME, MOMENT, Putting())
    assert moved(work, f"x:{UUID(int=1).hex}", 1) == ()


def test_what_ties_stands_by_its_words_and_not_by_a_key_drawn_by_lot() -> None:
    one = item(1, TaskKind.FOLLOW_UP, Urgency.CALM, 0)
    first, second = replace(one, why="Bed", key="z"), replace(one, why="Rent", key="a")
    assert sorted((second, first), key=work_order) == [first, second]
