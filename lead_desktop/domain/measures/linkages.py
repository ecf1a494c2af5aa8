"""Measures of linkages, from their histories: the same functions for the screen and every report.

They are about a cohort, the linkages that began in a span of days, as far as is known today.
Entries made in error are left out. A share says of how many it is one, and what is not known is
counted apart and never as a no.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from uuid import UUID

from lead_desktop.domain.codes import (
    EndedBy,
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    ServiceCategory,
    VerifiedBy,
)
from lead_desktop.domain.measures.cells import (
    NOT_SHOWN,
    SMALL_CELL,
    Key,
    Share,
    hide_cell,
    hide_counts,
    hide_share,
    hide_steps,
)
from lead_desktop.domain.plan.linkage import CONNECTED, RUNGS, Column, ended_by
from lead_desktop.domain.plan.linkage_history import Step, effective, first_visit, replay

S = LinkageStatus

STATIONS = (
    Column.IDENTIFIED,
    Column.REFERRED,
    Column.SCHEDULED,
    Column.CONNECTED,
    Column.ENGAGED,
)
CHECK_DAYS = (30, 90)
WITNESSED = frozenset(
    {VerifiedBy.PROVIDER_CONFIRMED, VerifiedBy.STAFF_PRESENT, VerifiedBy.DOCUMENT_SEEN}
)
"""Sources beside the participant's own word, which is enough and is reported apart."""

DAY_BANDS = ((0, 1), (2, 3), (4, 7), (8, 14), (15, 30), (31, 60), (61, None))
"""Days from need to first visit, for the histogram; the last band is open."""


@dataclass(frozen=True)
class LinkageStory:
    """What the measures need of one linkage. need_on: the day on which the need was agreed."""

    linkage_id: UUID
    participant_id: UUID
    category: ServiceCategory
    need_on: date
    steps: tuple[Step, ...]


class Retention(StrEnum):
    """What is known of a linkage so many days after its first visit."""

    RETAINED = "retained"
    ENDED = "ended before"
    UNKNOWN = "not known"
    TOO_EARLY = "too early to say"


@dataclass(frozen=True)
class Retained:
    """How a cohort stands `days` after the first visits. `share` is of those of which it is
    known; the two last are counted apart."""

    days: int
    share: Share
    unknown: int | None
    too_early: int | None


@dataclass(frozen=True)
class OfCategory:
    """How a cohort's linkages of one kind of service fared. median_days: need to first visit."""

    begun: int | None
    linked: Share
    median_days: float | None


@dataclass(frozen=True)
class LinkageMeasures:
    """The measures of one cohort. Counts by key are None where they are too small to be shown.

    median_days: from need to first visit, None without any. reached: how many got at least as far
    as each station of the board. categories: the commonest first.
    """

    linkages: int | None
    participants: int | None
    linked: Share
    verified: Share
    by_word: Share
    median_days: float | None
    days: Mapping[tuple[int, int | None], int | None]
    reached: Mapping[Column, int | None]
    retained: tuple[Retained, ...]
    reasons: Mapping[LinkageReason, int | None]
    ended: Mapping[EndedBy, int | None]
    methods: Mapping[LinkageMethod | None, int | None]
    sources: Mapping[VerifiedBy, int | None]
    categories: Mapping[ServiceCategory, OfCategory]
    hidden: bool = False


def days_to_first_visit(story: LinkageStory) -> int | None:
    """Days from the agreed need to the first visit; None while there was none."""
    visit = first_visit(story.steps)
    return max((visit.on - story.need_on).days, 0) if visit is not None else None


def best_source(steps: Iterable[Step]) -> VerifiedBy | None:
    """By whose word the connection stands: the best source that any step into care gives."""
    order = (*(one for one in VerifiedBy if one in WITNESSED), VerifiedBy.PARTICIPANT_REPORT)
    given = {step.verified_by for step in effective(steps) if step.to_status in CONNECTED}
    if not given:
        return None
    return next((one for one in order if one in given), VerifiedBy.NOT_VERIFIED)


def retention(story: LinkageStory, days: int, today: date) -> Retention | None:
    """What is known `days` after the first visit; None for one that never began.

    Retained: a look, a move or an attended end on that day or later says that it went on till
    then, or the need was met before. Ended: it was broken off before. Silence is not known.
    """
    visit = first_visit(story.steps)
    if visit is None:
        return None
    mark = visit.on + timedelta(days=days)
    for step in effective(story.steps):
        if step.on < visit.on:
            continue
        if step.to_status is S.COMPLETED:
            return Retention.RETAINED
        if step.to_status in (S.NOT_COMPLETED, S.WITHDRAWN):
            return Retention.RETAINED if step.on >= mark else Retention.ENDED
        if step.to_status in CONNECTED and step.on >= mark:
            return Retention.RETAINED
    return Retention.TOO_EARLY if today < mark else Retention.UNKNOWN


def furthest(steps: Iterable[Step]) -> Column:
    """The furthest station of the board that a linkage has reached."""
    reached = [RUNGS[step.to_status].column for step in effective(steps)]
    return max((one for one in reached if one in STATIONS), key=STATIONS.index)


def measure(stories: Sequence[LinkageStory], today: date) -> LinkageMeasures:
    """The measures of a cohort, nothing hidden."""
    standing = [(one, replay(one.steps)) for one in stories]
    counted = [one for one, end in standing if end.status is not S.ERROR]
    ends = [end for _, end in standing if end.status is not S.ERROR]
    waits = [days for one in counted if (days := days_to_first_visit(one)) is not None]
    sources = Counter(source for one in counted if (source := best_source(one.steps)) is not None)
    linked = len(waits)
    witnessed = sum(count for source, count in sources.items() if source in WITNESSED)
    places = Counter(furthest(one.steps) for one in counted)
    unmet = [end for end in ends if ended_by(end.status, end.reason) is not None]
    return LinkageMeasures(
        linkages=len(counted),
        participants=len({one.participant_id for one in counted}),
        linked=Share(linked, len(counted)),
        verified=Share(witnessed, linked),
        by_word=Share(sources[VerifiedBy.PARTICIPANT_REPORT], linked),
        median_days=median(waits) if waits else None,
        days={band: sum(_within(days, band) for days in waits) for band in DAY_BANDS},
        reached={
            station: sum(
                count
                for place, count in places.items()
                if STATIONS.index(place) >= STATIONS.index(station)
            )
            for station in STATIONS
        },
        retained=tuple(_retained(counted, days, today) for days in CHECK_DAYS),
        reasons=_most_first(end.reason for end in unmet if end.reason is not None),
        ended=_most_first(
            side for end in unmet if (side := ended_by(end.status, end.reason)) is not None
        ),
        methods=_most_first(end.method for end in ends),
        sources=_most_first(sources.elements()),
        categories=_by_category(counted),
    )


def _by_category(stories: Sequence[LinkageStory]) -> dict[ServiceCategory, OfCategory]:
    found = {}
    for category in _most_first(one.category for one in stories):
        own = [one for one in stories if one.category is category]
        waits = [days for one in own if (days := days_to_first_visit(one)) is not None]
        found[category] = OfCategory(
            len(own), Share(len(waits), len(own)), median(waits) if waits else None
        )
    return found


def _within(days: int, band: tuple[int, int | None]) -> bool:
    return band[0] <= days and (band[1] is None or days <= band[1])


def _retained(stories: Sequence[LinkageStory], days: int, today: date) -> Retained:
    known = Counter(retention(one, days, today) for one in stories)
    of = known[Retention.RETAINED] + known[Retention.ENDED]
    return Retained(
        days,
        Share(known[Retention.RETAINED], of),
        known[Retention.UNKNOWN],
        known[Retention.TOO_EARLY],
    )


def _most_first(keys: Iterable[Key]) -> dict[Key, int | None]:
    return dict(Counter(keys).most_common())


def hide_small(measures: LinkageMeasures) -> LinkageMeasures:
    """The same with every small count hidden, for roles that see aggregates only.

    A count is small below SMALL_CELL. Where hiding one count of a breakdown would let it be
    reckoned from the others, the next smallest is hidden as well.
    """
    if (measures.linkages or 0) < SMALL_CELL or (measures.participants or 0) < SMALL_CELL:
        return LinkageMeasures(
            linkages=None,
            participants=None,
            linked=NOT_SHOWN,
            verified=NOT_SHOWN,
            by_word=NOT_SHOWN,
            median_days=None,
            days=dict.fromkeys(measures.days),
            reached=dict.fromkeys(measures.reached),
            retained=tuple(Retained(one.days, NOT_SHOWN, None, None) for one in measures.retained),
            reasons=dict.fromkeys(measures.reasons),
            ended=dict.fromkeys(measures.ended),
            methods=dict.fromkeys(measures.methods),
            sources=dict.fromkeys(measures.sources),
            categories={one: OfCategory(None, NOT_SHOWN, None) for one in measures.categories},
            hidden=True,
        )
    enough = (measures.linked.count or 0) >= SMALL_CELL
    return LinkageMeasures(
        linkages=measures.linkages,
        participants=measures.participants,
        linked=hide_share(measures.linked),
        verified=hide_share(measures.verified),
        by_word=hide_share(measures.by_word),
        median_days=measures.median_days if enough else None,
        days=hide_counts(measures.days),
        reached=hide_steps(measures.reached),
        retained=tuple(
            Retained(
                one.days, hide_share(one.share), hide_cell(one.unknown), hide_cell(one.too_early)
            )
            for one in measures.retained
        ),
        reasons=hide_counts(measures.reasons),
        ended=hide_counts(measures.ended),
        methods=hide_counts(measures.methods),
        sources=hide_counts(measures.sources),
        categories=_categories_hidden(measures.categories),
        hidden=True,
    )


def _categories_hidden(
    found: Mapping[ServiceCategory, OfCategory],
) -> dict[ServiceCategory, OfCategory]:
    begun = hide_counts({category: one.begun for category, one in found.items()})
    hidden = {}
    for category, one in found.items():
        linked = hide_share(one.linked) if begun[category] is not None else NOT_SHOWN
        enough = (linked.count or 0) >= SMALL_CELL
        hidden[category] = OfCategory(begun[category], linked, one.median_days if enough else None)
    return hidden
