"""Where a person stands with the program: one pure state machine, and its history.

Every change is checked here, whoever asks for it. Nobody fails out: an ending carries a reason
that is a circumstance, each state has a way on, and whoever was closed comes back without a new
referral. A death closes from any state.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import CloseReason, NotEnrolledReason, ParticipantStatus, Phase
from lead_desktop.domain.people.stage import stage_of

S = ParticipantStatus

INACTIVE = frozenset({S.INACTIVE_LOST, S.INACTIVE_CUSTODY, S.INACTIVE_FACILITY, S.INACTIVE_PAUSED})
"""Enrolled, but not worked with as usual; the way back to ACTIVE is always open."""

ENROLLED = INACTIVE | {S.ACTIVE}

_WAYS: dict[ParticipantStatus, frozenset[ParticipantStatus]] = {
    S.REFERRED: frozenset({S.SCREENING, S.NOT_ENROLLED}),
    # Screening done is what the first part of an intake is, so this is the way into it.
    S.SCREENING: frozenset({S.OUTREACH, S.INTAKE_STARTED, S.INTAKE_SCHEDULED, S.NOT_ENROLLED}),
    S.OUTREACH: frozenset({S.INTAKE_SCHEDULED, S.ACTIVE, S.NOT_ENROLLED}),
    S.INTAKE_STARTED: frozenset({S.ACTIVE, S.OUTREACH}),
    S.INTAKE_SCHEDULED: frozenset({S.ACTIVE, S.OUTREACH}),
    S.ACTIVE: INACTIVE,
    **{status: frozenset({S.ACTIVE}) for status in INACTIVE},
    S.CLOSED: frozenset({S.ACTIVE}),
    S.NOT_ENROLLED: frozenset({S.REFERRED}),
}

MOVES: dict[ParticipantStatus, frozenset[ParticipantStatus]] = {
    status: (ways | {S.CLOSED}) - {status} for status, ways in _WAYS.items()
}
"""From each status the ones that a person may decide upon next; every one can be closed."""

_REASONS: dict[ParticipantStatus, type[CloseReason] | type[NotEnrolledReason]] = {
    S.CLOSED: CloseReason,
    S.NOT_ENROLLED: NotEnrolledReason,
}


class Standing(NamedTuple):
    """Where somebody stands: the status, since when, the phase, and why it ended where it did.

    decided: a person decided upon it. False at the beginning of a record (an import, a referral),
    of which the day says when the record began and not since when it is so.
    """

    status: ParticipantStatus
    since: date
    phase: Phase
    reason_code: str = ""
    decided: bool = True

    @property
    def deceased(self) -> bool:
        """Whether the person has died: every due list stops, the name stays."""
        return is_death(self.status, self.reason_code)


@dataclass(frozen=True)
class StatusMove:
    """A wanted change and what was said about it.

    reason_code: a CloseReason or NotEnrolledReason where the new status needs one.
    phase: where to begin for a person who becomes active; None leaves it to the rule.
    """

    to: ParticipantStatus
    on: date
    reason_code: str = ""
    words: str = ""
    phase: Phase | None = None


@dataclass(frozen=True)
class StatusStep:
    """One row of the history. A step that was taken back stays in it and counts for nothing."""

    from_status: ParticipantStatus | None
    to_status: ParticipantStatus
    on: date
    phase: Phase
    reason_code: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One step as it is listed: what changed, by whom, when it was written down, and why."""

    id: UUID
    step: StatusStep
    at: datetime
    worker: str
    words: str


def is_death(status: ParticipantStatus, reason_code: str) -> bool:
    """Whether a status with its reason says that the person has died."""
    return status in _REASONS and reason_code == CloseReason.DECEASED.value


def reasons_for(status: ParticipantStatus) -> tuple[CloseReason | NotEnrolledReason, ...]:
    """The reasons of which one is asked for with this status; empty when none is."""
    return tuple(_REASONS.get(status, ()))


def reason_label(status: ParticipantStatus, reason_code: str) -> str:
    """A stored reason in words."""
    kind = _REASONS.get(status)
    return kind(reason_code).label if kind is not None and reason_code in set(kind) else ""


def moves_from(now: Standing) -> tuple[ParticipantStatus, ...]:
    """The statuses that may be chosen next, in the order of the list."""
    return tuple(status for status in S if status in MOVES[now.status])


def check_move(now: Standing, move: StatusMove, today: date) -> tuple[FieldProblem, ...]:
    """What stands against a change; empty when it may be made. Pure, shared by every way in."""
    problems = _reason_problems(move)
    death = is_death(move.to, move.reason_code)
    # A death may be learned long after the work ended.
    learned_later = death and now.status is S.CLOSED and not now.deceased
    if move.to is now.status and not learned_later:
        problems.append(FieldProblem("to", "The person stands there already."))
    elif move.to not in MOVES[now.status] and not learned_later:
        ways = ", ".join(status.label for status in moves_from(now))
        problems.append(FieldProblem("to", f"From “{now.status.label}” the way leads to: {ways}."))
    if move.on > today:
        problems.append(FieldProblem("on", "A change counts from today or an earlier day."))
    elif now.decided and move.on < now.since:
        problems.append(
            FieldProblem(
                "on", "Before that day the person stood elsewhere. Choose that day or a later one."
            )
        )
    return tuple(problems)


def _reason_problems(move: StatusMove) -> list[FieldProblem]:
    kind = _REASONS.get(move.to)
    if kind is None:
        if not move.reason_code:
            return []
        return [FieldProblem("reason", "This status takes words, not a reason from the list.")]
    if move.reason_code in set(kind):
        return []
    listed = ", ".join(member.value for member in kind)
    return [FieldProblem("reason", f"Choose a reason: {listed}.")]


def phase_after(now: Standing, move: StatusMove) -> Phase:
    """The phase that a person is in after a change; beginning, or beginning again, is Engaging."""
    if move.phase is not None:
        return move.phase
    begins = move.to is S.ACTIVE and now.status not in INACTIVE
    return Phase.ENGAGING if begins else now.phase


def after(now: Standing, move: StatusMove) -> Standing:
    """Where a person stands after a change that `check_move` lets pass."""
    return Standing(move.to, move.on, phase_after(now, move), move.reason_code)


def replay(steps: Iterable[StatusStep]) -> Standing | None:
    """Where somebody stands by their history, oldest first; None when nothing of it counts.

    A change of phase alone keeps the day since which the status holds.
    """
    standing: Standing | None = None
    for step in steps:
        if step.undone:
            continue
        stays = standing is not None and standing.status is step.to_status
        if standing is not None and stays and not step.reason_code:
            standing = standing._replace(phase=step.phase)
        else:
            decided = step.from_status is not None
            standing = Standing(step.to_status, step.on, step.phase, step.reason_code, decided)
    return standing


def move_words(step: StatusStep) -> str:
    """A step in words: "Engaged → In the wind", "In the wind → Closed: Goals met"."""
    before, after = step_sides(step)
    return f"{before} → {after}" if before else after


def step_sides(step: StatusStep) -> tuple[str, str]:
    """Before and after of a step in words; before is empty where the status stayed."""
    to = _word(step.to_status, step.phase)
    reason = reason_label(step.to_status, step.reason_code)
    if reason:
        to = f"{to}: {reason}"
    if step.from_status is None or step.from_status is step.to_status:
        return "", to
    return _word(step.from_status, step.phase), to


def _word(status: ParticipantStatus, phase: Phase) -> str:
    """The word of a status; an active person is told by phase, as on the chip."""
    return stage_of(status, phase).value if status is S.ACTIVE else status.label
