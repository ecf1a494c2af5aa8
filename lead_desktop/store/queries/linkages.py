"""Linkages as listed, with provider and next appointment."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from lead_desktop.domain.codes import AppointmentStatus, LinkageStatus
from lead_desktop.domain.linkage import LADDER
from lead_desktop.domain.participant import LinkageLine
from lead_desktop.store.queries.caseload import Viewer
from lead_desktop.store.tables import (
    Appointment,
    Linkage,
    Organization,
    Participant,
    Service,
    Worker,
)


def list_linkages(
    connection: Connection,
    viewer: Viewer,
    *,
    participant_id: UUID | None = None,
    linkage_id: UUID | None = None,
    include_errors: bool = False,
) -> list[LinkageLine]:
    """Linkages in the order in which they began; those entered in error only when asked for."""
    next_at = (
        select(func.min(Appointment.starts_at))
        .where(
            Appointment.linkage_id == Linkage.id,
            Appointment.status == AppointmentStatus.PLANNED,
            Appointment.starts_at >= viewer.now,
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
        )
        .join(Participant, Participant.id == Linkage.participant_id)
        .join(Worker, Worker.id == Linkage.worker_id)
        .outerjoin(Service, Service.id == Linkage.service_id)
        .outerjoin(
            Organization,
            Organization.id == func.coalesce(Linkage.organization_id, Service.organization_id),
        )
        .order_by(Linkage.created_at, Linkage.id)
    )
    if participant_id is not None:
        query = query.where(Linkage.participant_id == participant_id)
    if linkage_id is not None:
        query = query.where(Linkage.id == linkage_id)
    if not include_errors:
        query = query.where(Linkage.status != LinkageStatus.ERROR)
    return [LinkageLine(*tuple[Any, ...](row)) for row in connection.execute(query)]


def furthest_first(lines: list[LinkageLine]) -> list[LinkageLine]:
    """Open linkages, furthest along the ladder first; ended ones after them."""
    rank = {status: index for index, status in enumerate(LADDER)}
    return sorted(lines, key=lambda line: -rank.get(line.status, -1))
