"""The linkage ladder: one pure state machine from an agreed need to care received.

Every move is checked here, whoever asks for it: window, command line, import. A move that needs
a fact asks for that fact only. Open states move to any other open state (back only with a
reason) or to an end state; an end state is left only by referring again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import LinkageMethod, LinkageReason, LinkageStatus, VerifiedBy

S = LinkageStatus

LADDER: tuple[LinkageStatus, ...] = (
    S.IDENTIFIED,
    S.SENT,
    S.WAITING_PROVIDER,
    S.WAITING_PARTICIPANT,
    S.WAITLIST,
    S.ACCEPTED,
    S.SCHEDULED,
    S.STARTED,
    S.ONGOING,
)
"""The open states in order; a move to an earlier one is a move back and needs a reason."""

END_STATES = frozenset({S.COMPLETED, S.NOT_COMPLETED, S.WITHDRAWN, S.ERROR})
CONNECTED = frozenset({S.STARTED, S.ONGOING, S.COMPLETED})


class Column(StrEnum):
    """The words of the board and of every list: where a linkage stands."""

    IDENTIFIED = "Identified"
    REFERRED = "Referred"
    SCHEDULED = "Scheduled"
    CONNECTED = "Connected"
    ENGAGED = "Engaged"
    NOT_COMPLETED = "Not completed"


class NextOwner(StrEnum):
    """Who owns the next step."""

    WORKER = "worker"
    PROVIDER = "provider"
    PARTICIPANT = "participant"


@dataclass(frozen=True)
class Rung:
    """What a state means for the work.

    clock_days: days until the next step is due, None when no clock runs or a date is given.
    fhir: the code that the same state has in FHIR's Task (Gravity SDOH referrals).
    """

    column: Column
    owner: NextOwner | None
    next_step: str
    clock_days: int | None
    fhir: str


RUNGS: dict[LinkageStatus, Rung] = {
    S.IDENTIFIED: Rung(Column.IDENTIFIED, NextOwner.WORKER, "Choose a provider", None, "draft"),
    S.SENT: Rung(Column.REFERRED, NextOwner.PROVIDER, "Hear from the provider", 3, "requested"),
    S.WAITING_PROVIDER: Rung(
        Column.REFERRED, NextOwner.PROVIDER, "Provider is reviewing", 7, "requested"
    ),
    S.WAITING_PARTICIPANT: Rung(
        Column.REFERRED, NextOwner.PARTICIPANT, "Help with the participant's step", 7, "on-hold"
    ),
    S.WAITLIST: Rung(Column.REFERRED, NextOwner.WORKER, "Check the waitlist", 30, "on-hold"),
    S.ACCEPTED: Rung(Column.REFERRED, NextOwner.WORKER, "Set a first visit", 7, "accepted"),
    S.SCHEDULED: Rung(
        Column.SCHEDULED, NextOwner.WORKER, "Reminder and transport", None, "accepted"
    ),
    S.STARTED: Rung(Column.CONNECTED, NextOwner.WORKER, "Check after the start", 14, "in-progress"),
    S.ONGOING: Rung(Column.ENGAGED, NextOwner.WORKER, "Check how it goes", 30, "in-progress"),
    S.COMPLETED: Rung(Column.ENGAGED, None, "", None, "completed"),
    S.NOT_COMPLETED: Rung(Column.NOT_COMPLETED, None, "Try again?", None, "failed"),
    S.WITHDRAWN: Rung(Column.NOT_COMPLETED, None, "", None, "cancelled"),
    S.ERROR: Rung(Column.NOT_COMPLETED, None, "", None, "entered-in-error"),
}


@dataclass(frozen=True)
class Position:
    """Where a linkage stands before a move."""

    status: LinkageStatus
    has_provider: bool
    method: LinkageMethod | None = None


@dataclass(frozen=True)
class Move:
    """A wanted move and the facts given with it. `need_met`: "fully", "partly" or None."""

    to: LinkageStatus
    on: date
    method: LinkageMethod | None = None
    verified_by: VerifiedBy | None = None
    reason: LinkageReason | None = None
    appointment: datetime | None = None
    next_check: date | None = None
    need_met: str | None = None


def is_open(status: LinkageStatus) -> bool:
    """Whether a linkage in this state still has a next step."""
    return status not in END_STATES


def check_move(position: Position, move: Move) -> tuple[FieldProblem, ...]:
    """What stands against a move; empty when it may be made. Pure, shared by every way in."""
    problems: list[FieldProblem] = []
    start, to = position.status, move.to
    if start in END_STATES:
        return (
            FieldProblem(
                "to",
                "This linkage has ended. Refer again to start a new one, chained to this.",
            ),
        )
    if to is start:
        return (FieldProblem("to", "The linkage already stands there."),)
    if to is S.IDENTIFIED:
        return (FieldProblem("to", "A linkage does not go back to Identified."),)
    if to in LADDER and LADDER.index(to) < LADDER.index(start) and move.reason is None:
        problems.append(FieldProblem("reason", "Say why it goes back a step."))
    problems.extend(_missing_facts(position, move))
    return tuple(problems)


_WITHOUT_PROVIDER = frozenset({LinkageMethod.INFORMATION_GIVEN, LinkageMethod.SELF_REFERRED})


def _missing_facts(position: Position, move: Move) -> list[FieldProblem]:
    missing: list[FieldProblem] = []
    to = move.to
    method = move.method or position.method
    if to is S.SENT and not position.has_provider and method not in _WITHOUT_PROVIDER:
        missing.append(FieldProblem("service", "Name the service or organization it goes to."))
    if to is S.WAITLIST and move.next_check is None:
        missing.append(FieldProblem("next_check", "Give the day to check the waitlist again."))
    if to is S.SCHEDULED and move.appointment is None:
        missing.append(FieldProblem("appointment", "Give the date and time of the appointment."))
    if to in (S.STARTED, S.COMPLETED) and move.verified_by is None:
        missing.append(FieldProblem("verified_by", "Say who confirmed it."))
    if to is S.COMPLETED:
        if move.verified_by is VerifiedBy.NOT_VERIFIED:
            missing.append(FieldProblem("verified_by", "Completed needs a confirmed connection."))
        if move.need_met not in ("fully", "partly"):
            missing.append(FieldProblem("need_met", "Say whether the need is met fully or partly."))
    if to in (S.NOT_COMPLETED, S.WITHDRAWN) and move.reason is None:
        missing.append(FieldProblem("reason", "Give the reason."))
    return missing


def due_on(move: Move, zone_day: date | None = None) -> date | None:
    """When the next step is due after `move`: a given date, or the state's clock.

    zone_day: the local day of the appointment, when there is one.
    """
    if move.to is S.SCHEDULED:
        return zone_day
    if move.to is S.WAITLIST and move.next_check is not None:
        return move.next_check
    clock = RUNGS[move.to].clock_days
    return move.on + timedelta(days=clock) if clock is not None else None


def is_stalled(status: LinkageStatus, due: date | None, today: date) -> bool:
    """Whether the next step is overdue."""
    return is_open(status) and due is not None and due < today


def supervisor_sees_on(since: date, due: date | None) -> date | None:
    """The day from which the supervisor sees a stalled linkage: after twice its clock."""
    return None if due is None else due + (due - since)
