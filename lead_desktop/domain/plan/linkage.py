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
from lead_desktop.base.settings import VaultSettings
from lead_desktop.domain.codes import (
    EndedBy,
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    VerifiedBy,
)

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

    fhir: the code that the same state has in FHIR's Task (Gravity SDOH referrals).
    """

    column: Column
    owner: NextOwner | None
    next_step: str
    fhir: str


RUNGS: dict[LinkageStatus, Rung] = {
    S.IDENTIFIED: Rung(Column.IDENTIFIED, NextOwner.WORKER, "Choose a provider", "draft"),
    S.SENT: Rung(Column.REFERRED, NextOwner.PROVIDER, "Hear from the provider", "requested"),
    S.WAITING_PROVIDER: Rung(
        Column.REFERRED, NextOwner.PROVIDER, "Provider is reviewing", "requested"
    ),
    S.WAITING_PARTICIPANT: Rung(
        Column.REFERRED, NextOwner.PARTICIPANT, "Help with the participant's step", "on-hold"
    ),
    S.WAITLIST: Rung(Column.REFERRED, NextOwner.WORKER, "Check the waitlist", "on-hold"),
    S.ACCEPTED: Rung(Column.REFERRED, NextOwner.WORKER, "Set a first visit", "accepted"),
    S.SCHEDULED: Rung(Column.SCHEDULED, NextOwner.WORKER, "Reminder and transport", "accepted"),
    S.STARTED: Rung(Column.CONNECTED, NextOwner.WORKER, "Check after the start", "in-progress"),
    S.ONGOING: Rung(Column.ENGAGED, NextOwner.WORKER, "Check how it goes", "in-progress"),
    S.COMPLETED: Rung(Column.ENGAGED, None, "", "completed"),
    S.NOT_COMPLETED: Rung(Column.NOT_COMPLETED, None, "Try again?", "failed"),
    S.WITHDRAWN: Rung(Column.NOT_COMPLETED, None, "", "cancelled"),
    S.ERROR: Rung(Column.NOT_COMPLETED, None, "", "entered-in-error"),
}


@dataclass(frozen=True)
class LinkageClocks:
    """Days until the next step of each state is due (domain page 4.2), as a program sets them.

    A need that was agreed and then forgotten is the commonest way to lose one: it has a clock too.
    supervisor_times: after so many times its clock the supervisor sees a step that is still open.
    """

    identified: int = 7
    sent: int = 3
    waiting_provider: int = 7
    waiting_participant: int = 7
    waitlist: int = 30
    accepted: int = 7
    started: int = 14
    ongoing: int = 30
    supervisor_times: int = 2

    def days(self, status: LinkageStatus) -> int | None:
        """The clock of a state; None where none runs or a date is given."""
        return {
            S.IDENTIFIED: self.identified,
            S.SENT: self.sent,
            S.WAITING_PROVIDER: self.waiting_provider,
            S.WAITING_PARTICIPANT: self.waiting_participant,
            S.WAITLIST: self.waitlist,
            S.ACCEPTED: self.accepted,
            S.STARTED: self.started,
            S.ONGOING: self.ongoing,
        }.get(status)


USUAL_CLOCKS = LinkageClocks()
"""The clocks of a program that set none of its own."""


def linkage_clocks_of(settings: VaultSettings) -> LinkageClocks:
    """The clocks as the vault sets them."""
    return LinkageClocks(
        identified=settings.linkage_identified_days,
        sent=settings.linkage_sent_days,
        waiting_provider=settings.linkage_provider_days,
        waiting_participant=settings.linkage_participant_days,
        waitlist=settings.linkage_waitlist_days,
        accepted=settings.linkage_accepted_days,
        started=settings.linkage_started_days,
        ongoing=settings.linkage_ongoing_days,
        supervisor_times=settings.linkage_supervisor_times,
    )


@dataclass(frozen=True)
class Position:
    """Where a linkage stands before a move."""

    status: LinkageStatus
    has_provider: bool
    method: LinkageMethod | None = None


@dataclass(frozen=True)
class Move:
    """A wanted move and the facts given with it. `need_met`: "fully", "partly" or None.

    words: a note on it, for the history; never needed.
    """

    to: LinkageStatus
    on: date
    method: LinkageMethod | None = None
    verified_by: VerifiedBy | None = None
    reason: LinkageReason | None = None
    appointment: datetime | None = None
    next_check: date | None = None
    need_met: str | None = None
    words: str = ""


@dataclass(frozen=True)
class Check:
    """A look at a linkage that stays where it is: still waiting, still receiving.

    next_check: the day of the next look; None for the state's own clock.
    """

    on: date
    verified_by: VerifiedBy | None = None
    next_check: date | None = None
    words: str = ""


BOARD_DAYS = 30
"""Days for which a linkage that has ended stays on the board."""


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


def due_on(
    move: Move, zone_day: date | None = None, *, clocks: LinkageClocks = USUAL_CLOCKS
) -> date | None:
    """When the next step is due after `move`: a given date, or the state's clock.

    zone_day: the local day of the appointment, when there is one.
    """
    if move.to is S.SCHEDULED:
        return zone_day
    if move.to is S.WAITLIST and move.next_check is not None:
        return move.next_check
    clock = clocks.days(move.to)
    return move.on + timedelta(days=clock) if clock is not None else None


RETENTION_CHECKS = (30, 90)
"""Days after the start on which one asks whether the service goes on (domain page 4.2)."""

NEW_DATE_DAYS = 3
"""Days in which a new date is offered after a missed visit, which does not end the linkage."""

DATED_CLOCK_DAYS = 7
"""The clock of a step with a given date: so much later the supervisor sees it."""


def check_due(
    status: LinkageStatus, since: date, check: Check, *, clocks: LinkageClocks = USUAL_CLOCKS
) -> date | None:
    """When the next look is due after `check`; `since`: the day since which it stands there.

    A service that goes on is looked at 30 and 90 days after the start, then every 90 days.
    """
    if check.next_check is not None:
        return check.next_check
    if status is S.ONGOING:
        ahead = (since + timedelta(days=days) for days in RETENTION_CHECKS)
        last = RETENTION_CHECKS[-1]
        return next((day for day in ahead if day > check.on), check.on + timedelta(days=last))
    clock = clocks.days(status) or DATED_CLOCK_DAYS
    return check.on + timedelta(days=clock) if is_open(status) else None


def check_problems(status: LinkageStatus, since: date, check: Check) -> tuple[FieldProblem, ...]:
    """What stands against a look that leaves the linkage where it is."""
    if not is_open(status):
        return (FieldProblem("to", "This linkage has ended. Refer again to start a new one."),)
    if check.on < since:
        return (FieldProblem("on", "It did not stand there yet on that day."),)
    if check.next_check is not None and check.next_check <= check.on:
        return (FieldProblem("next_check", "The next look lies after this one."),)
    return ()


def is_stalled(status: LinkageStatus, due: date | None, today: date) -> bool:
    """Whether the next step is overdue."""
    return is_open(status) and due is not None and due < today


def supervisor_sees_on(
    status: LinkageStatus, due: date | None, *, clocks: LinkageClocks = USUAL_CLOCKS
) -> date | None:
    """The day from which the supervisor sees a stalled linkage: after twice its clock, or as
    many times as the program says.

    A step with a given date has a clock of its own for this, DATED_CLOCK_DAYS, else a visit set
    for two months ahead would be nobody's business for four.
    """
    if due is None or not is_open(status):
        return None
    clock = clocks.days(status) or DATED_CLOCK_DAYS
    return due + timedelta(days=clock * (clocks.supervisor_times - 1))


def next_step(status: LinkageStatus, *, provider_known: bool) -> str:
    """The next step of a state; where the provider is known already, it is not to be chosen."""
    if status is S.IDENTIFIED and provider_known:
        return "Send the referral"
    return RUNGS[status].next_step


def stall_words(
    status: LinkageStatus,
    since: date,
    today: date,
    *,
    provider_known: bool = False,
    clocks: LinkageClocks = USUAL_CLOCKS,
) -> str:
    """Why a linkage stalls, in the few words of a chip: "No reply, 12 d"."""
    days = max((today - since).days, 0)
    said = {
        S.SENT: f"No reply, {days} d",
        S.WAITING_PROVIDER: f"No reply, {days} d",
        S.WAITING_PARTICIPANT: f"Step open, {days} d",
        S.SCHEDULED: "Did the visit happen?",
        S.STARTED: f"No visit in {clocks.started} d",
    }
    return said.get(status) or next_step(status, provider_known=provider_known)


R = LinkageReason

_BY_PROVIDER = frozenset(
    {
        R.NOT_ELIGIBLE,
        R.NO_CAPACITY,
        R.WAITLIST_TOO_LONG,
        R.CRIMINAL_RECORD_OR_WARRANT,
        R.SEX_OFFENSE_REGISTRY,
        R.MEDICAL_CLEARANCE,
        R.MOUD_NOT_ACCEPTED,
        R.BEHAVIOR_BAN,
        R.PROVIDER_CLOSED,
    }
)
_BY_PARTICIPANT = frozenset({R.NOT_READY, R.CHANGED_MIND, R.STIGMA_OR_BAD_EXPERIENCE})


def ended_by(status: LinkageStatus, reason: LinkageReason | None) -> EndedBy | None:
    """On whose side it ended without the service: provider, participant, or circumstances.

    None while it is open, when the need was met, and for an entry made in error.
    """
    if status is S.WITHDRAWN:
        return EndedBy.PARTICIPANT
    if status is not S.NOT_COMPLETED:
        return None
    if reason in _BY_PROVIDER:
        return EndedBy.PROVIDER
    return EndedBy.PARTICIPANT if reason in _BY_PARTICIPANT else EndedBy.CIRCUMSTANCES


def fhir_status(status: LinkageStatus, reason: LinkageReason | None = None) -> str:
    """The state as a FHIR Task code; what a provider turns down is "rejected" there."""
    declined = ended_by(status, reason) is EndedBy.PROVIDER
    return "rejected" if declined else RUNGS[status].fhir
