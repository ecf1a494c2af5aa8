"""The histories of linkages that began in a span of days, for the measures."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, exists, or_, select, text
from sqlalchemy.orm import aliased

from lead_desktop.domain.codes import LinkageStatus
from lead_desktop.domain.plan.linkage_history import Step
from lead_desktop.domain.plan.measures import LinkageStory
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import Assignment, Linkage, LinkageChange, Need


def list_stories(
    connection: Connection, viewer: Viewer, first: date, last: date, *, mine: bool = False
) -> list[LinkageStory]:
    """Every linkage that began from `first` to `last`, both included, with its steps in order.

    mine: only those of the viewer, or of one of their people. Those of people who are hidden from
    the viewer are not counted.
    """
    start = aliased(LinkageChange)
    began = exists().where(
        start.linkage_id == Linkage.id,
        start.from_status.is_(None),
        start.on.between(first, last),
    )
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
        .where(began, Linkage.status != LinkageStatus.ERROR)
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
