"""Measures of people: who was with the program, who was reached, and the way from a referral on.

Everybody counts once, however many contacts, referrals or linkages they have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from lead_desktop.domain.codes import ParticipantStatus
from lead_desktop.domain.measures.cells import Share, hide_cell, hide_share, hide_steps
from lead_desktop.domain.measures.linkages import LinkageStory, Retention, retention
from lead_desktop.domain.measures.spans import Span
from lead_desktop.domain.people.status import ENROLLED, StatusStep
from lead_desktop.domain.plan.linkage_history import first_visit

ENGAGED_DAYS = 30
"""So many days after a first visit somebody who is still there is called engaged."""


class Stage(StrEnum):
    """How far somebody came who was referred."""

    REFERRED = "Referred"
    ENROLLED = "Enrolled"
    LINKED = "Linked to a service"
    ENGAGED = "Engaged 30 days"


@dataclass(frozen=True)
class PersonStory:
    """One person's way with the program. reached: in the span, by any worker."""

    participant_id: UUID
    steps: tuple[StatusStep, ...]
    reached: bool = False


@dataclass(frozen=True)
class PeopleMeasures:
    """active: enrolled on some day of the span; by_part: on some day of each part. reached: of
    those. started: enrolled for the first time in the span. stages: of the people referred."""

    active: int | None
    by_part: tuple[int | None, ...]
    started: int | None
    reached: Share
    stages: Mapping[Stage, int | None]


def enrolled_in(steps: Iterable[StatusStep], span: Span) -> bool:
    """Whether somebody was enrolled, worked with as usual or not, on some day of a span."""
    return _enrolled(_standing(steps), span)


def _enrolled(steps: Sequence[StatusStep], span: Span) -> bool:
    """The same of steps that count, in their order: asked once a person and part of a span."""
    since: date | None = None
    for step in steps:
        if step.to_status in ENROLLED:
            since = since or step.on
        elif since is not None:
            # On the day of the change somebody still stood where they stood before.
            if since <= span.last and step.on >= span.first:
                return True
            since = None
    return since is not None and since <= span.last


def referred_in(steps: Iterable[StatusStep], span: Span) -> bool:
    """Whether somebody came to stand at "referred" in a span."""
    days = (step.on for step in _standing(steps) if step.to_status is ParticipantStatus.REFERRED)
    return any(span.first <= day <= span.last for day in days)


def first_enrolled(steps: Iterable[StatusStep]) -> date | None:
    """The day on which somebody was enrolled for the first time."""
    return next((step.on for step in _standing(steps) if step.to_status in ENROLLED), None)


def measure_people(
    stories: Sequence[PersonStory],
    referred: Iterable[UUID],
    linkages: Mapping[UUID, Sequence[LinkageStory]],
    parts: Sequence[Span],
    span: Span,
    today: date,
) -> PeopleMeasures:
    """The measures of the people of a span, nothing hidden.

    referred: by a referral that was taken in the span; whose history says so as well counts too.
    linkages: all that these people ever had.
    """
    ways = [(one, _standing(one.steps)) for one in stories]
    active = [(one, way) for one, way in ways if _enrolled(way, span)]
    starts = {one.participant_id: day for one, way in ways if (day := first_enrolled(way))}
    came = set(referred) | {one.participant_id for one in stories if referred_in(one.steps, span)}
    in_ = came & starts.keys()
    linked = {who for who in in_ if any(_began(one) for one in linkages.get(who, ()))}
    engaged = {who for who in linked if any(_stayed(one, today) for one in linkages[who])}
    return PeopleMeasures(
        active=len(active),
        by_part=tuple(sum(_enrolled(way, part) for _, way in active) for part in parts),
        started=sum(span.first <= day <= span.last for day in starts.values()),
        reached=Share(sum(one.reached for one, _ in active), len(active)),
        stages={
            Stage.REFERRED: len(came),
            Stage.ENROLLED: len(in_),
            Stage.LINKED: len(linked),
            Stage.ENGAGED: len(engaged),
        },
    )


def hide_people(measures: PeopleMeasures) -> PeopleMeasures:
    """The same without small counts."""
    return PeopleMeasures(
        active=hide_cell(measures.active),
        by_part=tuple(hide_cell(one) for one in measures.by_part),
        started=hide_cell(measures.started),
        reached=hide_share(measures.reached),
        stages=hide_steps(measures.stages),
    )


def _standing(steps: Iterable[StatusStep]) -> list[StatusStep]:
    """The steps that count, in the order of their days."""
    return sorted((step for step in steps if not step.undone), key=lambda step: step.on)


def _began(story: LinkageStory) -> bool:
    return first_visit(story.steps) is not None


def _stayed(story: LinkageStory, today: date) -> bool:
    return retention(story, ENGAGED_DAYS, today) is Retention.RETAINED
