"""Linkages with their history, appointments, promises and needs: written from short plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from lead_desktop.demo.cast import TeamMember
from lead_desktop.demo.directory import Directory
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.domain.codes import (
    AppointmentStatus,
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    NeedStatus,
    ServiceCategory,
    VerifiedBy,
)
from lead_desktop.domain.plan.linkage import CONNECTED, END_STATES, USUAL_CLOCKS
from lead_desktop.store.tables import Appointment, Handoff, Linkage, LinkageChange, Need, Task

L = LinkageStatus
_WARM = (LinkageMethod.WARM_HANDOFF_IN_PERSON, LinkageMethod.WARM_HANDOFF_PHONE)

_PATHS: dict[LinkageStatus, tuple[LinkageStatus, ...]] = {
    L.IDENTIFIED: (),
    L.SENT: (L.IDENTIFIED,),
    L.WAITING_PROVIDER: (L.IDENTIFIED, L.SENT),
    L.WAITING_PARTICIPANT: (L.IDENTIFIED, L.SENT),
    L.WAITLIST: (L.IDENTIFIED, L.SENT),
    L.ACCEPTED: (L.IDENTIFIED, L.SENT, L.WAITING_PROVIDER),
    L.SCHEDULED: (L.IDENTIFIED, L.SENT),
    L.STARTED: (L.IDENTIFIED, L.SENT, L.SCHEDULED),
    L.ONGOING: (L.IDENTIFIED, L.SENT, L.SCHEDULED, L.STARTED),
    L.COMPLETED: (L.IDENTIFIED, L.SENT, L.SCHEDULED, L.STARTED),
    L.NOT_COMPLETED: (L.IDENTIFIED, L.SENT),
    L.WITHDRAWN: (L.IDENTIFIED, L.SENT),
    L.ERROR: (L.IDENTIFIED,),
}
"""The states that a linkage passed through before the one in which it stands."""


@dataclass(frozen=True, kw_only=True)
class LinkagePlan:
    """A linkage of a participant and where it stands, `since` days ago.

    provider: a name of the directory, None while none is chosen. due: days until the next step,
    None for the ladder's own clock. dates: days ago of each earlier state, oldest first, for a
    history that has to fall on certain days. moved_at: wall-clock time of the latest move.
    """

    category: ServiceCategory
    title: str
    status: LinkageStatus
    since: int
    worker: TeamMember
    provider: str | None = None
    due: int | None = None
    dates: tuple[int, ...] | None = None
    moved_at: tuple[int, int] = (15, 20)
    method: LinkageMethod | None = None
    verified_by: VerifiedBy | None = None
    reason: LinkageReason | None = None


@dataclass(frozen=True, kw_only=True)
class Visit:
    """An appointment so many days ahead, at a wall-clock time."""

    title: str
    days: int
    at: tuple[int, int]
    place: str = ""
    transport: str = ""
    minutes: int | None = 60
    court: bool = False
    status: AppointmentStatus = AppointmentStatus.PLANNED


def add_linkage(
    rows: Rows, days: Days, directory: Directory, person: UUID, need: UUID, plan: LinkagePlan
) -> UUID:
    """Write a linkage and every move of its history; returns the id."""
    dates = plan.dates if plan.dates is not None else _earlier(rows.random, plan)
    moves = [*zip(_PATHS[plan.status], dates, strict=True), (plan.status, plan.since)]
    began = days.past(moves[0][1], 13)
    listed = directory[plan.provider][plan.category] if plan.provider else None
    linkage_id = rows.add_stamped(
        Linkage,
        began,
        participant_id=person,
        need_id=need,
        category=plan.category,
        title=plan.title,
        service_id=listed.service_id if listed else None,
        organization_id=listed.organization_id if listed else None,
        worker_id=plan.worker.id,
        status=plan.status,
        status_since=days.day(plan.since),
        due_on=_due(days, plan),
        method=plan.method,
        verified_by=_verified(plan, plan.status),
        reason=plan.reason,
        need_met_partly=False if plan.status is L.COMPLETED else None,
    )
    before: LinkageStatus | None = None
    for status, ago in moves:
        at = days.past(ago, *(plan.moved_at if status is plan.status else (13, 5)))
        step = rows.add_stamped(
            LinkageChange,
            at,
            linkage_id=linkage_id,
            worker_id=plan.worker.id,
            from_status=before,
            to_status=status,
            on=days.day(ago),
            at=at,
            verified_by=_verified(plan, status),
            reason=plan.reason if status is plan.status else None,
            method=plan.method if status is plan.status else None,
            due_on=_due(days, plan) if status is plan.status else None,
        )
        if status is plan.status and plan.method in _WARM:
            took = timedelta(minutes=12 + 7 * ago % 30)
            _hand_over(rows, plan, (step, linkage_id, person), at - took, at)
        before = status
    return linkage_id


def _hand_over(
    rows: Rows, plan: LinkagePlan, of: tuple[UUID, UUID, UUID], called: datetime, there: datetime
) -> None:
    """How somebody was handed over. of: the step, its linkage, the person."""
    step, linkage_id, person = of
    rows.add(
        Handoff,
        id=step,
        linkage_id=linkage_id,
        participant_id=person,
        worker_id=plan.worker.id,
        method=plan.method,
        called_at=called,
        arrived_at=there,
        place="At the front desk",
        went_along=plan.worker.name,
        ride_given=plan.method is LinkageMethod.WARM_HANDOFF_IN_PERSON,
        created_at=there,
        updated_at=there,
    )


def _earlier(random: Random, plan: LinkagePlan) -> tuple[int, ...]:
    ago, dates = plan.since, []
    for _ in _PATHS[plan.status]:
        ago += random.randint(1, 5)
        dates.append(ago)
    return tuple(reversed(dates))


def _verified(plan: LinkagePlan, status: LinkageStatus) -> VerifiedBy | None:
    return (plan.verified_by or VerifiedBy.STAFF_PRESENT) if status in CONNECTED else None


def _due(days: Days, plan: LinkagePlan) -> date | None:
    if plan.due is not None:
        return days.day(-plan.due)
    clock = USUAL_CLOCKS.days(plan.status)
    if clock is None or plan.status in END_STATES:
        return None
    due = days.day(plan.since) + timedelta(days=clock)
    # A service that goes on is looked at again and again: the next look lies ahead.
    while plan.status is L.ONGOING and due < days.today:
        due += timedelta(days=clock)
    return due


def add_need(
    rows: Rows,
    days: Days,
    person: UUID,
    category: ServiceCategory,
    ago: int,
    *,
    status: NeedStatus = NeedStatus.WORKING_ON,
    priority: int | None = None,
    words: str = "",
) -> UUID:
    """Write a need; returns the id, to which linkages are tied."""
    return rows.add_stamped(
        Need,
        days.past(ago, 12),
        participant_id=person,
        category=category,
        status=status,
        priority=priority,
        words=words,
        identified_on=days.day(ago),
    )


def add_visit(
    rows: Rows, days: Days, person: UUID, visit: Visit, linkage: UUID | None = None
) -> UUID:
    """Write an appointment; returns the id."""
    made: datetime = days.past(max(3, 3 - visit.days), 14, 55)
    return rows.add_stamped(
        Appointment,
        made,
        participant_id=person,
        linkage_id=linkage,
        title=visit.title,
        starts_at=days.ahead(visit.days, *visit.at),
        minutes=visit.minutes,
        place=visit.place,
        transport=visit.transport,
        status=visit.status,
        court=visit.court,
    )


def add_promise(
    rows: Rows, days: Days, person: UUID, worker: TeamMember, words: str, due: int
) -> UUID:
    """Write an open follow-up due in so many days; returns the id."""
    return rows.add_stamped(
        Task,
        days.past(2, 16, 30),
        participant_id=person,
        worker_id=worker.id,
        words=words,
        due_on=days.day(-due),
    )
