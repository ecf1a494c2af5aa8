"""One worker's list: what was put off, passed on or tried stands aside; the rest by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from lead_desktop.base.clock import local_day
from lead_desktop.domain.codes import SnoozeReason, TaskKind
from lead_desktop.domain.worklist.work_item import (
    CONSENT_STEPS,
    REACHING,
    Moment,
    Section,
    WorkFact,
    WorkItem,
)
from lead_desktop.domain.worklist.work_words import item_of_fact, short_day
from lead_desktop.domain.worklist.worklist import PLACE, work_order

TRIED_ASIDE = timedelta(hours=8)
"""A person tried within this time stands aside, so that the list shows who is still to be tried."""


class AsideKind(StrEnum):
    """Why something stands aside for now."""

    SNOOZED = "Put off"
    HANDED = "Passed on"
    TRIED = "Tried today"


@dataclass(frozen=True, slots=True)
class SnoozeFact:
    """A standing snooze of the worker who asks. made_on: the day on which they put it off."""

    id: UUID
    key: str
    until_on: date
    reason: SnoozeReason
    words: str
    made_on: date | None = None


@dataclass(frozen=True, slots=True)
class HandoverFact:
    """An open hand-over. to_worker: None for the next shift."""

    id: UUID
    key: str
    participant_id: UUID | None
    participant: str
    from_worker_id: UUID
    from_worker: str
    to_worker_id: UUID | None
    to_worker: str | None
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Aside:
    """An item that stands aside. act_id: the snooze or hand-over that can be taken back."""

    item: WorkItem
    kind: AsideKind
    words: str
    act_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Worklist:
    """What is to be done now, and what stands aside with the reason."""

    items: tuple[WorkItem, ...]
    aside: tuple[Aside, ...]

    def sections(self) -> tuple[tuple[Section, tuple[WorkItem, ...]], ...]:
        """Items under their headings; empty sections are not there."""
        shelves: dict[Section, list[WorkItem]] = {}
        for item in self.items:
            shelves.setdefault(item.section, []).append(item)
        return tuple(
            (section, tuple(shelves[section])) for section in Section if section in shelves
        )


@dataclass(frozen=True, slots=True)
class Putting:
    """What was put off, passed on, tried and ordered by hand, as far as the asker is concerned."""

    snoozes: Sequence[SnoozeFact] = ()
    handovers: Sequence[HandoverFact] = ()
    tried: Sequence[tuple[UUID, datetime]] = ()
    order: Sequence[str] = ()


def arrange(items: Sequence[WorkItem], worker_id: UUID, moment: Moment, put: Putting) -> Worklist:
    """One worker's list: their own items and what was passed to them, less what stands aside.

    Every item stands exactly once, either among the items or aside.
    """
    given = {h.key: h for h in put.handovers if h.from_worker_id == worker_id}
    received = [h for h in put.handovers if _is_for(h, worker_id)]
    replaced = {handover.key for handover in received}
    present = {item.key for item in items}
    own = [item for item in items if item.key not in replaced]
    # What was passed on stays in sight of the giver, also once its cause has gone.
    passed = received + [h for key, h in given.items() if key not in present]
    own += [item_of_fact(_handed_fact(handover, moment), moment) for handover in passed]
    given |= {_handed_key(handover): handover for handover in given.values()}
    snoozed = {s.key: s for s in put.snoozes if s.until_on > moment.today}
    tried = dict(put.tried)
    standing: list[WorkItem] = []
    aside: list[Aside] = []
    for item in sorted(own, key=work_order):
        why = _aside_of(item, given, snoozed, tried, moment)
        if why is None:
            standing.append(item)
        else:
            aside.append(why)
    return Worklist(tuple(by_hand(standing, put.order)), tuple(aside))


def for_team(
    items: Sequence[WorkItem], handovers: Sequence[HandoverFact], moment: Moment
) -> Worklist:
    """Everybody's list: nothing stands aside, what was passed on says from whom and to whom."""
    replaced = {handover.key for handover in handovers}
    standing = [item for item in items if item.key not in replaced]
    standing.extend(item_of_fact(_handed_fact(h, moment), moment) for h in handovers)
    return Worklist(tuple(sorted(standing, key=work_order)), ())


def _is_for(handover: HandoverFact, worker_id: UUID) -> bool:
    if handover.to_worker_id is None:
        return handover.from_worker_id != worker_id
    return handover.to_worker_id == worker_id


def _aside_of(
    item: WorkItem,
    given: dict[str, HandoverFact],
    snoozed: dict[str, SnoozeFact],
    tried: dict[UUID, datetime],
    moment: Moment,
) -> Aside | None:
    if handover := given.get(item.key):
        return Aside(item, AsideKind.HANDED, _given_words(handover), handover.id)
    snooze = snoozed.get(item.key)
    if snooze is not None and (back := _back_on(item, snooze)) > moment.today:
        words = f"Until {short_day(back)}: {snooze.words or snooze.reason.label.lower()}"
        return Aside(item, AsideKind.SNOOZED, words, snooze.id)
    at = tried.get(item.participant_id) if item.participant_id else None
    if at is not None and item.kind in REACHING and moment.now - at < TRIED_ASIDE:
        back = (at + TRIED_ASIDE).astimezone(moment.zone)
        words = f"Tried {at.astimezone(moment.zone):%H:%M}, back at {back:%H:%M}"
        return Aside(item, AsideKind.TRIED, words)
    return None


def _back_on(item: WorkItem, snooze: SnoozeFact) -> date:
    """The day on which a thing stands on the list again: a consent at its next step at the latest,
    so that nobody puts off its end until after it."""
    if item.kind is not TaskKind.CONSENT_ENDING or snooze.made_on is None:
        return snooze.until_on
    steps = (item.due - timedelta(days=days) for days in CONSENT_STEPS)
    return min((snooze.until_on, *(day for day in steps if day > snooze.made_on)))


def _handed_key(handover: HandoverFact) -> str:
    return f"{TaskKind.HANDED_OVER.value}:{handover.id.hex}"


def _given_words(handover: HandoverFact) -> str:
    return f"To {handover.to_worker or 'the next shift'}: {handover.words}"


def _handed_fact(handover: HandoverFact, moment: Moment) -> WorkFact:
    return WorkFact(
        TaskKind.HANDED_OVER,
        handover.id,
        handover.participant_id,
        handover.participant,
        handover.to_worker_id,
        handover.to_worker,
        f"From {handover.from_worker}: {handover.words}",
        local_day(handover.at, moment.zone),
        handover.at,
        None,
        True,
    )


def by_hand(items: Sequence[WorkItem], order: Sequence[str]) -> list[WorkItem]:
    """`items` with those that were moved by hand in that order within their section.

    What came later than the hand's order stands before it, because it is news.
    """
    places = {key: place for place, key in enumerate(order)}
    return sorted(items, key=lambda item: (PLACE[item.section], places.get(item.key, -1)))


def moved(worklist: Worklist, key: str, step: int) -> tuple[str, ...]:
    """The order by hand after `key` went `step` places, down or (negative) up; it never leaves its
    section."""
    keys = [item.key for item in worklist.items]
    if key not in keys:
        return tuple(keys)
    at = keys.index(key)
    to = at + step
    if 0 <= to < len(keys) and worklist.items[to].section is worklist.items[at].section:
        keys.insert(to, keys.pop(at))
    return tuple(keys)


MOST_SNOOZE: dict[TaskKind, int] = {
    TaskKind.AFTER_RELEASE: 1,
    TaskKind.AFTER_OVERDOSE: 1,
    TaskKind.PAST_CADENCE: 14,
    TaskKind.CADENCE_DUE: 14,
    TaskKind.FIRST_OUTREACH: 7,
}
"""Most days for which a kind can be put off; 30 for all others."""

SNOOZES_TO_SUPERVISOR = 3
"""The third snooze of the same thing shows to the supervisor."""


def most_snooze(kind: TaskKind) -> int:
    """The most days for which something of `kind` can be put off."""
    return MOST_SNOOZE.get(kind, 30)
