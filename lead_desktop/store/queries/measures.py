"""The histories of linkages, for the measures: of those that began in a span of days, and of the
people who were referred in one."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, String, exists, or_, select, type_coerce
from sqlalchemy.orm import aliased

from lead_desktop.base.clock import day_end, day_start
from lead_desktop.domain.codes import (
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    ParticipantStatus,
    ServiceCategory,
    VerifiedBy,
)
from lead_desktop.domain.measures import LinkageStory
from lead_desktop.domain.measures.spans import Span
from lead_desktop.domain.plan.linkage_history import Step
from lead_desktop.store.histories import as_written
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.stored import members, read_id, read_known_id
from lead_desktop.store.tables import (
    Assignment,
    Linkage,
    LinkageChange,
    Need,
    Referral,
    StatusChange,
)

_STATUSES, _METHODS = members(LinkageStatus), members(LinkageMethod)
_SOURCES, _REASONS = members(VerifiedBy), members(LinkageReason)
_CATEGORIES = members(ServiceCategory)

# As they are stored: a year of a large team is 30,000 steps, and SQLAlchemy's way of turning their
# ten columns into values took longer than all that is reckoned from them.
_COLUMNS = tuple(
    type_coerce(column, String)
    for column in (
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
        LinkageChange.contact_id,
        LinkageChange.undone_at,
    )
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
        select(*_COLUMNS)
        .join(Need, Need.id == Linkage.need_id)
        .join(LinkageChange, LinkageChange.linkage_id == Linkage.id)
        .where(wanted, Linkage.status != LinkageStatus.ERROR)
        .where(seen_by(Linkage.participant_id, viewer))
        .order_by(Linkage.id, *as_written(LinkageChange.at))
    )
    if mine:
        assigned = exists().where(
            Assignment.participant_id == Linkage.participant_id,
            Assignment.worker_id == viewer.worker_id,
            Assignment.to_on.is_(None),
        )
        query = query.where(or_(Linkage.worker_id == viewer.worker_id, assigned))
    stories = []
    for _, group in groupby(connection.execute(query), key=itemgetter(0)):
        rows: list[tuple[Any, ...]] = [tuple(row) for row in group]
        linkage_id, participant_id, category, need_on = rows[0][:4]
        told = tuple(_step(*row[4:]) for row in rows)
        # A need that was written down after its linkage began was known on that day.
        agreed = min(date.fromisoformat(need_on), told[0].on)
        stories.append(
            LinkageStory(
                read_id(linkage_id),
                read_known_id(participant_id),
                _CATEGORIES[category],
                agreed,
                told,
            )
        )
    return stories


def _step(
    before: str | None,
    to: str,
    on: str,
    method: str | None,
    source: str | None,
    reason: str | None,
    due_on: str | None,
    need_met: str | None,
    contact_id: str | None,
    undone_at: str | None,
) -> Step:
    return Step(
        _STATUSES[before] if before else None,
        _STATUSES[to],
        date.fromisoformat(on),
        _METHODS[method] if method else None,
        _SOURCES[source] if source else None,
        _REASONS[reason] if reason else None,
        date.fromisoformat(due_on) if due_on else None,
        need_met,
        talked=contact_id is not None,
        undone=undone_at is not None,
    )
