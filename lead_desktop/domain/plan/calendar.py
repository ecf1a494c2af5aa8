"""The calendar: appointments with what became of them, and what the team has of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from lead_desktop.base.clock import local_day
from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import AppointmentStatus, ServiceCategory, VerifiedBy

A = AppointmentStatus

SETTLED = frozenset({A.ATTENDED, A.MISSED, A.CANCELLED})
"""What can become of an appointment by a person's word; a new date makes it RESCHEDULED."""

USUAL_LENGTH = timedelta(hours=1)
"""How long an appointment is taken to last where nobody said."""

UNSAID_DAYS = 30
"""So many days after its day somebody is still asked what became of an appointment."""


@dataclass(frozen=True)
class Outcome:
    """What became of an appointment, and on what that rests."""

    status: AppointmentStatus
    verified_by: VerifiedBy | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """An appointment as a calendar shows it. worker: whose linkage it belongs to, None without.

    mine: of one of the viewer's own participants or linkages.
    """

    id: UUID
    participant_id: UUID
    participant: str
    title: str
    starts_at: datetime
    minutes: int | None
    place: str
    transport: str
    status: AppointmentStatus
    court: bool
    linkage_id: UUID | None
    category: ServiceCategory | None
    organization: str | None
    worker: str | None
    verified_by: VerifiedBy | None
    version: int
    mine: bool

    @property
    def ends_at(self) -> datetime:
        """When it is over; an hour is assumed where no length is known."""
        return self.starts_at + (timedelta(minutes=self.minutes) if self.minutes else USUAL_LENGTH)


@dataclass(frozen=True, slots=True)
class TeamEventLine:
    """One occurrence of something of the team's own."""

    id: UUID
    title: str
    starts_at: datetime
    minutes: int
    place: str
    weekly: bool

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


def outcome_problems(
    before: AppointmentStatus, starts_at: datetime, outcome: Outcome, now: datetime, zone: ZoneInfo
) -> tuple[FieldProblem, ...]:
    """What stands against saying that of an appointment."""
    if outcome.status not in SETTLED:
        return (FieldProblem("status", "An appointment is attended, missed or cancelled."),)
    if before is not A.PLANNED:
        return (FieldProblem("status", "It was said already what became of this appointment."),)
    ahead = local_day(starts_at, zone) > local_day(now, zone)
    if ahead and outcome.status is not A.CANCELLED:
        return (FieldProblem("status", "Its day has not come yet."),)
    if outcome.status is A.ATTENDED and outcome.verified_by is None:
        return (FieldProblem("verified_by", "Say who confirmed it."),)
    return ()


def week_of(day: date) -> tuple[date, ...]:
    """The seven days of the week in which `day` falls; weeks start on Sunday."""
    first = day - timedelta(days=(day.weekday() + 1) % 7)
    return tuple(first + timedelta(days=step) for step in range(7))


def occurrences(
    starts_at: datetime,
    *,
    weekly: bool,
    last_on: date | None,
    first: date,
    last: date,
    zone: ZoneInfo,
) -> Iterator[datetime]:
    """The moments of an event from `first` to `last`, both included.

    A weekly one keeps its wall-clock time in `zone` when the clocks change.
    """
    wall = starts_at.astimezone(zone)
    day = wall.date()
    end = min(last, last_on) if last_on is not None else last
    if weekly and day < first:
        day += timedelta(days=7 * -(-(first - day).days // 7))
    while day <= end:
        if day >= first:
            yield datetime.combine(day, wall.time(), tzinfo=zone).astimezone(starts_at.tzinfo)
        if not weekly:
            return
        day += timedelta(days=7)
