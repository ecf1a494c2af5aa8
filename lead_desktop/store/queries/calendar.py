"""Appointments of a span of days, and the team's own events in it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, case, exists, func, or_, select

from lead_desktop.base.clock import day_end, day_start
from lead_desktop.domain.codes import AppointmentStatus
from lead_desktop.domain.people.stage import ENDED
from lead_desktop.domain.plan.calendar import CalendarLine, TeamEventLine, occurrences
from lead_desktop.store.queries.caseload import Viewer
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import (
    Appointment,
    Assignment,
    Linkage,
    Organization,
    Participant,
    Service,
    TeamEvent,
    Worker,
)

SHOWN = (AppointmentStatus.PLANNED, AppointmentStatus.ATTENDED, AppointmentStatus.MISSED)


def list_appointments(
    connection: Connection,
    viewer: Viewer,
    *,
    first: date | None = None,
    last: date | None = None,
    court: bool,
    mine: bool = False,
    participant_id: UUID | None = None,
    appointment_id: UUID | None = None,
) -> list[CalendarLine]:
    """Appointments in the order in which they begin, from `first` to `last`, both included.

    court: whether court dates may be shown. mine: only of the viewer's own people and linkages.
    Of people whose part in the program has ended nothing is planned any more. What was cancelled
    or set anew is left out, unless it is asked for by its id or for one participant.
    """
    own = _is_mine(viewer)
    query = (
        select(
            Appointment.id,
            Appointment.participant_id,
            Participant.preferred_name,
            Appointment.title,
            Appointment.starts_at,
            Appointment.minutes,
            Appointment.place,
            Appointment.transport,
            Appointment.status,
            Appointment.court,
            Appointment.linkage_id,
            Linkage.category,
            Organization.name.label("organization"),
            Worker.name.label("worker"),
            Appointment.verified_by,
            Appointment.version,
            case((own, True), else_=False).label("mine"),
        )
        .join(Participant, Participant.id == Appointment.participant_id)
        .outerjoin(Linkage, Linkage.id == Appointment.linkage_id)
        .outerjoin(Service, Service.id == Linkage.service_id)
        .outerjoin(
            Organization,
            Organization.id == func.coalesce(Linkage.organization_id, Service.organization_id),
        )
        .outerjoin(Worker, Worker.id == Linkage.worker_id)
        .where(seen_by(Appointment.participant_id, viewer))
        .order_by(Appointment.starts_at, Participant.number, Appointment.title, Appointment.id)
    )
    if first is not None:
        query = query.where(Appointment.starts_at >= day_start(first, viewer.zone))
    if last is not None:
        query = query.where(Appointment.starts_at < day_end(last, viewer.zone))
    if not court:
        query = query.where(Appointment.court.is_(False))
    if mine:
        query = query.where(own)
    if participant_id is not None:
        query = query.where(Appointment.participant_id == participant_id)
    elif appointment_id is not None:
        query = query.where(Appointment.id == appointment_id)
    else:
        query = query.where(Appointment.status.in_(SHOWN), Participant.status.not_in(ENDED))
    return [CalendarLine(*tuple[Any, ...](row)) for row in connection.execute(query)]


def _is_mine(viewer: Viewer) -> ColumnElement[bool]:
    assigned = exists().where(
        Assignment.participant_id == Appointment.participant_id,
        Assignment.worker_id == viewer.worker_id,
        Assignment.to_on.is_(None),
    )
    return or_(Linkage.worker_id == viewer.worker_id, assigned)


def list_team_events(
    connection: Connection, first: date, last: date, zone: ZoneInfo
) -> list[TeamEventLine]:
    """What the team has of its own in a span of days, each occurrence once, in order."""
    rows = connection.execute(
        select(
            TeamEvent.id,
            TeamEvent.title,
            TeamEvent.starts_at,
            TeamEvent.minutes,
            TeamEvent.place,
            TeamEvent.weekly,
            TeamEvent.last_on,
        ).where(TeamEvent.removed_at.is_(None), TeamEvent.starts_at < day_end(last, zone))
    )
    found = [
        TeamEventLine(row.id, row.title, at, row.minutes, row.place, row.weekly)
        for row in rows
        for at in _moments(row, first, last, zone)
    ]
    return sorted(found, key=lambda line: (line.starts_at, line.title))


def _moments(row: Any, first: date, last: date, zone: ZoneInfo) -> list[datetime]:
    return list(
        occurrences(
            row.starts_at,
            weekly=row.weekly,
            last_on=row.last_on,
            first=first,
            last=last,
            zone=zone,
        )
    )
