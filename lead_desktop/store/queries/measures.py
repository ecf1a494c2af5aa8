"""The histories of linkages, for the measures: of those that began in a span of days, and of the
people who were referred in one."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, exists, or_, select, text
from sqlalchemy.orm import aliased

from lead_desktop.base.clock import day_end, day_start
from lead_desktop.domain.codes import LinkageStatus, ParticipantStatus
from lead_desktop.domain.measures import LinkageStory
from lead_desktop.domain.measures.spans import Span
from lead_desktop.domain.plan.linkage_history import Step
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import (
    Assignment,
    Linkage,
    LinkageChange,
    Need,
    Referral,
    StatusChange,
)


def list_stories(
    connection: Connection, viewer: Viewer, span: Span, *, mine: bool = False
) -> list[LinkageStory]:
    """Every linkage that began in a span, with its steps in order.

    mine: only those of the viewer, or of one of their people. Those of people who are hidden from
    the viewer are not counted.
    """
    start = aliased(LinkageChange)
    began = exists().where(
        start.linkage_id == Linkage.id,
        start.from_status.is_(None),
        start.on.between(span.first, span.last),
    )
    return _stories(connection, viewer, began, mine=mine)


def list_stories_of_referred(
    connection: Connection, viewer: Viewer, span: Span, *, mine: bool = False
) -> dict[UUID, list[LinkageStory]]:
    """Every linkage, whenever it began, of the people who were referred in a span; by person.
    Referred: by a referral that was taken, or by the history of their status."""
    taken = exists().where(
        Referral.participant_id == Linkage.participant_id,
        Referral.received_at >= day_start(span.first, viewer.zone),
        Referral.received_at < day_end(span.last, viewer.zone),
    )
    began = exists().where(
        StatusChange.participant_id == Linkage.participant_id,
        StatusChange.to_status == ParticipantStatus.REFERRED,
        StatusChange.effective_on.between(span.first, span.last),
        StatusChange.undone_at.is_(None),
    )
    found: defaultdict[UUID, list[LinkageStory]] = defaultdict(list)
    for story in _stories(connection, viewer, or_(taken, began), mine=mine):
        found[story.participant_id].append(story)
    return found


def _stories(
    connection: Connection, viewer: Viewer, wanted: ColumnElement[bool], *, mine: bool
) -> list[LinkageStory]:
    query = (
        select(
            Linkage.id,
            Linkage.participant_id,
            Linkage.category,
            Need.identified_on,
            LinkageChange.from_status,
            LinkageChange.to_status,
            LinkageChange.on,
            LinkageChange.method,
            LinkageChange.verified_by,
            LinkageChange.reason,
            LinkageChange.due_on,
            LinkageChange.need_met,
            LinkageChange.contact_id.is_not(None),
            LinkageChange.undone_at.is_not(None),
        )
        .join(Need, Need.id == Linkage.need_id)
        .join(LinkageChange, LinkageChange.linkage_id == Linkage.id)
        .where(wanted, Linkage.status != LinkageStatus.ERROR)
        .where(seen_by(Linkage.participant_id, viewer))
        .order_by(Linkage.id, LinkageChange.at, text("linkage_change.rowid"))
    )
    if mine:
        assigned = exists().where(
            Assignment.participant_id == Linkage.participant_id,
            Assignment.worker_id == viewer.worker_id,
            Assignment.to_on.is_(None),
        )
        query = query.where(or_(Linkage.worker_id == viewer.worker_id, assigned))
    rows: list[tuple[Any, ...]] = [tuple(row) for row in connection.execute(query)]
    stories = []
    for _, group in groupby(rows, key=lambda row: row[0]):
        steps = list(group)
        linkage_id, participant_id, category, need_on = steps[0][:4]
        told = tuple(Step(*row[4:]) for row in steps)
        # A need that was written down after its linkage began was known on that day.
        agreed = min(need_on, told[0].on)
        stories.append(LinkageStory(linkage_id, participant_id, category, agreed, told))
    return stories
