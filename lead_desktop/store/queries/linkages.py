"""Linkages as listed, with provider and next appointment."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    case,
    column,
    exists,
    func,
    literal,
    or_,
    select,
    text,
)

from lead_desktop.base.clock import day_start
from lead_desktop.domain.codes import AppointmentStatus, LinkageStatus
from lead_desktop.domain.people.participant import ENDED, LinkageLine
from lead_desktop.domain.plan.linkage import BOARD_DAYS, LADDER
from lead_desktop.domain.plan.linkage_history import Step
from lead_desktop.store.queries.caseload import Viewer
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import (
    Appointment,
    Assignment,
    Linkage,
    LinkageChange,
    Organization,
    Participant,
    Service,
    Worker,
)

_SHOWN_ENDED = (LinkageStatus.COMPLETED, LinkageStatus.NOT_COMPLETED, LinkageStatus.WITHDRAWN)


def list_linkages(
    connection: Connection,
    viewer: Viewer,
    *,
    participant_id: UUID | None = None,
    linkage_id: UUID | None = None,
    include_errors: bool = False,
    board: bool = False,
) -> list[LinkageLine]:
    """Linkages in the order in which they began; those entered in error only when asked for.

    board: open ones, and those that ended in the last BOARD_DAYS days; of people whose part in
    the program has ended none, since nothing is due for them any more.
    """
    # On the board a visit of this morning stands until somebody says what became of it.
    since = day_start(viewer.today, viewer.zone) if board else viewer.now
    next_at = (
        select(func.min(Appointment.starts_at))
        .where(
            Appointment.linkage_id == Linkage.id,
            Appointment.status == AppointmentStatus.PLANNED,
            Appointment.starts_at >= since,
        )
        .correlate(Linkage)
        .scalar_subquery()
    )
    query = (
        select(
            Linkage.id,
            Linkage.participant_id,
            Participant.preferred_name,
            Linkage.category,
            Linkage.title,
            Service.name.label("service"),
            Organization.name.label("organization"),
            Worker.name.label("worker"),
            Linkage.status,
            Linkage.status_since,
            Linkage.due_on,
            next_at.label("next_at"),
            Linkage.version,
            Linkage.worker_id,
            Linkage.method,
            Linkage.verified_by,
            Linkage.reason,
            Linkage.again_of_id,
            Linkage.created_at,
            Linkage.service_id,
            Linkage.organization_id,
            (_is_mine(viewer) if board else literal(False)).label("mine"),
        )
        .join(Participant, Participant.id == Linkage.participant_id)
        .join(Worker, Worker.id == Linkage.worker_id)
        .outerjoin(Service, Service.id == Linkage.service_id)
        .outerjoin(
            Organization,
            Organization.id == func.coalesce(Linkage.organization_id, Service.organization_id),
        )
        .where(seen_by(Linkage.participant_id, viewer))
        .order_by(Linkage.created_at, Linkage.id)
    )
    if participant_id is not None:
        query = query.where(Linkage.participant_id == participant_id)
    if linkage_id is not None:
        query = query.where(Linkage.id == linkage_id)
    if board:
        recent = viewer.today - timedelta(days=BOARD_DAYS)
        ended = Linkage.status.in_(_SHOWN_ENDED) & (Linkage.status_since >= recent)
        query = query.where(_is_open() | ended)
        query = query.where(Participant.status.not_in(ENDED))
    elif not include_errors:
        query = query.where(Linkage.status != LinkageStatus.ERROR)
    return [LinkageLine(*tuple[Any, ...](row)) for row in connection.execute(query)]


def count_open(connection: Connection, viewer: Viewer, *, everybody: bool) -> int:
    """How many of the board's linkages are still open: the viewer's, or everybody's."""
    query = (
        select(func.count())
        .select_from(Linkage)
        .join(Participant, Participant.id == Linkage.participant_id)
        .where(_is_open(), Participant.status.not_in(ENDED))
        .where(seen_by(Linkage.participant_id, viewer))
    )
    if not everybody:
        query = query.where(_belongs_to(viewer))
    return connection.execute(query).scalar_one()


def _is_open() -> ColumnElement[bool]:
    return Linkage.status.in_(LADDER)


def _is_mine(viewer: Viewer) -> ColumnElement[bool]:
    return case((_belongs_to(viewer), True), else_=False)


def _belongs_to(viewer: Viewer) -> ColumnElement[bool]:
    assigned = exists().where(
        Assignment.participant_id == Linkage.participant_id,
        Assignment.worker_id == viewer.worker_id,
        Assignment.to_on.is_(None),
    )
    return or_(Linkage.worker_id == viewer.worker_id, assigned)


_STEPS = text(
    """
SELECT id, from_status, to_status, "on", method, verified_by, reason, due_on, need_met,
       contact_id IS NOT NULL AS talked, undone_at IS NOT NULL AS undone
  FROM linkage_change WHERE linkage_id = :linkage ORDER BY at, rowid
"""
).columns(
    LinkageChange.id,
    LinkageChange.from_status,
    LinkageChange.to_status,
    LinkageChange.on,
    LinkageChange.method,
    LinkageChange.verified_by,
    LinkageChange.reason,
    LinkageChange.due_on,
    LinkageChange.need_met,
    column("talked", Boolean),
    column("undone", Boolean),
)


def read_steps(connection: Connection, linkage_id: UUID) -> list[tuple[UUID, Step]]:
    """The whole history of a linkage, oldest first, each step with its id."""
    rows = connection.execute(_STEPS, {"linkage": linkage_id.hex})
    return [(row[0], Step(*tuple[Any, ...](row)[1:])) for row in rows]


def furthest_first(lines: list[LinkageLine]) -> list[LinkageLine]:
    """Open linkages, furthest along the ladder first; ended ones after them."""
    rank = {status: index for index, status in enumerate(LADDER)}
    return sorted(lines, key=lambda line: -rank.get(line.status, -1))
