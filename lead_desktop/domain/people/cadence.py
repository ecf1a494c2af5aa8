"""How often a participant should be reached, and how that stands today.

The only source for "days since reached", due and overdue, and for the written reason why
somebody is shown. Days are calendar days between contacts that reached the person, by any worker
of the team. Attempts never reset the clock, except for outreach, where an attempt is what is
asked for, and for people in the wind, where looking for them is. A clock of the peer or the case
manager alone runs only where one was agreed with the person; the more pressing clock decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple

from lead_desktop.domain.codes import EventKind, ParticipantStatus, Phase, WorkerPart

STATUS_TARGET: dict[ParticipantStatus, int] = {
    ParticipantStatus.OUTREACH: 4,
    ParticipantStatus.INTAKE_STARTED: 7,
    ParticipantStatus.INTAKE_SCHEDULED: 7,
    ParticipantStatus.INACTIVE_CUSTODY: 30,
    ParticipantStatus.INACTIVE_FACILITY: 14,
    ParticipantStatus.INACTIVE_PAUSED: 60,
    ParticipantStatus.INACTIVE_LOST: 7,
}
PHASE_TARGET: dict[Phase, int] = {Phase.ENGAGING: 7, Phase.ENGAGED: 14, Phase.MAINTAINING: 30}
"""Days between reached contacts for an active participant; an agreed cadence overrides them."""

DUE_BEFORE = 2
"""A person is due from this many days before the target."""

STRONG_PAST = 3
"""More days past the target than this are shown strongly."""


class PlaceNow(StrEnum):
    """Where an open event says that somebody is; it changes what counts as due at once."""

    JAIL = "In jail"
    HOSPITAL = "In hospital"
    TREATMENT = "In treatment"


PLACE_EVENTS: dict[EventKind, PlaceNow] = {
    EventKind.JAIL_BOOKED: PlaceNow.JAIL,
    EventKind.HOSPITAL_ADMIT: PlaceNow.HOSPITAL,
    EventKind.PSYCH_ADMIT: PlaceNow.HOSPITAL,
    EventKind.TREATMENT_STAY: PlaceNow.TREATMENT,
}
PLACE_STATUS: dict[PlaceNow, ParticipantStatus] = {
    PlaceNow.JAIL: ParticipantStatus.INACTIVE_CUSTODY,
    PlaceNow.HOSPITAL: ParticipantStatus.INACTIVE_FACILITY,
    PlaceNow.TREATMENT: ParticipantStatus.INACTIVE_FACILITY,
}


class Satisfied(StrEnum):
    """What restarts the clock."""

    REACHED = "reached"
    ATTEMPT = "attempt"
    SEARCH = "search"


class Standing(IntEnum):
    """How somebody stands to their cadence, most needed first."""

    STRONGLY_PAST = 0
    PAST = 1
    NEVER = 2
    DUE = 3
    WITHIN = 4
    NO_CADENCE = 5


@dataclass(frozen=True)
class Cadence:
    """A target in days and what satisfies it; part: whose clock it is, None for the team's."""

    days: int
    satisfied_by: Satisfied
    part: WorkerPart | None = None


_ENDED = frozenset({ParticipantStatus.CLOSED, ParticipantStatus.NOT_ENROLLED})
_SATISFIED_BY = {
    ParticipantStatus.OUTREACH: Satisfied.ATTEMPT,
    ParticipantStatus.INACTIVE_LOST: Satisfied.SEARCH,
}
_BY_STATUS = {
    status: Cadence(days, _SATISFIED_BY.get(status, Satisfied.REACHED))
    for status, days in STATUS_TARGET.items()
}
_BY_PHASE = {phase: Cadence(days, Satisfied.REACHED) for phase, days in PHASE_TARGET.items()}


class CadenceState(NamedTuple):
    """How a participant stands today.

    days_since: calendar days since the clock last restarted, None when it never did.
    waited: the same, counted from the person's coming while the clock never restarted.
    days_past: days beyond the target, 0 within it. attempts: tries since last reached.

    A named tuple, because a team's whole list is judged at once: making one costs a third of a
    frozen dataclass, and the words are made only for rows that are shown.
    """

    cadence: Cadence | None
    standing: Standing
    days_since: int | None
    waited: int
    days_past: int
    attempts: int

    @property
    def reason(self) -> str:
        """Why this person is shown, in words: "19 days since reached, target 14; 3 tries"."""
        if self.cadence is None:
            return "No contact is due"
        return _reason(self.cadence, self.days_since, self.waited, self.attempts)


def cadence_for(
    status: ParticipantStatus,
    phase: Phase,
    *,
    agreed_days: int | None = None,
    place: PlaceNow | None = None,
) -> Cadence | None:
    """The cadence that applies; None for people whom nobody is due to reach.

    agreed_days: a cadence agreed with the person, which overrides the target for active people.
    place: where an open event says the person is; jail and hospital change the target.
    """
    effective = status
    if place is not None and status not in _ENDED:
        effective = PLACE_STATUS[place]
    if effective is ParticipantStatus.ACTIVE:
        if agreed_days:
            return Cadence(agreed_days, Satisfied.REACHED)
        return _BY_PHASE[phase]
    return _BY_STATUS.get(effective)


def state_of(
    cadence: Cadence | None,
    *,
    today: date,
    reached_on: date | None,
    attempted_on: date | None,
    attempts_since: int,
    since: date,
    searched_on: date | None = None,
) -> CadenceState:
    """How somebody stands to `cadence` on `today`.

    reached_on, attempted_on: last day of each kind of contact, or None.
    attempts_since: attempts after the last reached contact.
    since: when the person came (enrolment or status), from which a never-reached person counts;
    for somebody who is in the wind the day of that decision.
    searched_on: last day on which somebody who is in the wind was looked for.
    """
    clock = reached_on
    if cadence and cadence.satisfied_by is not Satisfied.REACHED:
        looked = searched_on if cadence.satisfied_by is Satisfied.SEARCH else None
        # Being out of contact is decided on a day; the looking that counts comes after it.
        earliest = since if cadence.satisfied_by is Satisfied.SEARCH else date.min
        tried = (day for day in (reached_on, attempted_on, looked) if day and day >= earliest)
        clock = max(tried, default=None)
    days_since = (today - clock).days if clock else None
    waited = days_since if days_since is not None else (today - since).days
    if cadence is None:
        return CadenceState(None, Standing.NO_CADENCE, days_since, waited, 0, attempts_since)
    past = max(0, waited - cadence.days)
    standing = _standing(cadence, waited, past, never=clock is None)
    return CadenceState(cadence, standing, days_since, waited, past, attempts_since)


def with_role_clocks(
    state: CadenceState,
    clocks: Iterable[tuple[WorkerPart, int, date | None]],
    *,
    today: date,
    since: date,
) -> CadenceState:
    """The most pressing of the team's clock and those agreed for one role.

    clocks: part, agreed days, last day on which a worker of that part reached the person. They
    rest while the person is in jail, in hospital, on a break or in the wind: the caller gives
    none then.
    """
    states = [state]
    for part, agreed, reached_on in clocks:
        states.append(
            state_of(
                Cadence(agreed, Satisfied.REACHED, part),
                today=today,
                reached_on=reached_on,
                attempted_on=None,
                attempts_since=state.attempts,
                since=since,
            )
        )
    # The team's clock stands first: a role's decides only when it is more pressing.
    return min(states, key=lambda each: (each.standing, -each.days_past))


def _standing(cadence: Cadence, waited: int, past: int, *, never: bool) -> Standing:
    if past > STRONG_PAST:
        return Standing.STRONGLY_PAST
    if past > 0:
        return Standing.PAST
    if never:
        return Standing.NEVER
    return Standing.DUE if waited >= cadence.days - DUE_BEFORE else Standing.WITHIN


def _reason(cadence: Cadence, days_since: int | None, waited: int, attempts: int) -> str:
    whose = f" by {_BY_PART[cadence.part]}" if cadence.part else ""
    if days_since is None:
        verb = "looked for" if cadence.satisfied_by is Satisfied.SEARCH else "reached"
        base = f"Not {verb}{whose} yet, waiting {days(waited)}, target {cadence.days}"
    else:
        verb = {
            Satisfied.REACHED: "since reached",
            Satisfied.ATTEMPT: "since last tried",
            Satisfied.SEARCH: "since last looked for",
        }[cadence.satisfied_by]
        since = f"{days(days_since)} {verb}" if days_since else _TODAY[cadence.satisfied_by]
        base = f"{since}{whose}, target {cadence.days}"
    if attempts:
        base += f"; {attempts} {'try' if attempts == 1 else 'tries'}"
    return base


_TODAY = {
    Satisfied.REACHED: "Reached today",
    Satisfied.ATTEMPT: "Tried today",
    Satisfied.SEARCH: "Looked for today",
}
_BY_PART = {WorkerPart.CASE_MANAGER: "the case manager", WorkerPart.PEER: "the peer"}


def days(count: int) -> str:
    """A count of days in words: "1 day", "12 days"."""
    return f"{count} day" if count == 1 else f"{count} days"


def need_key(state: CadenceState) -> tuple[int, int]:
    """Sort key of the caseload: most needed first; within one standing the longest past first."""
    waited = state.days_since if state.days_since is not None else 10**6
    return (int(state.standing), -(state.days_past * 1000 + min(waited, 999)))
