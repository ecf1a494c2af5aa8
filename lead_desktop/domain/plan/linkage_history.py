"""The history of a linkage: steps that, replayed, give the state in which it stands now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lead_desktop.domain.codes import LinkageMethod, LinkageReason, LinkageStatus, VerifiedBy
from lead_desktop.domain.plan.linkage import CONNECTED, Move, due_on, is_open


class StepKind(StrEnum):
    """What a step of the history is."""

    BEGAN = "began"
    MOVED = "moved"
    CHECKED = "checked"
    TALKED = "talked about"


@dataclass(frozen=True, slots=True)
class Step:
    """One step as stored. talked: it was only a topic of a contact. need_met: "fully", "partly".

    undone: taken back; kept in the vault, without effect.
    """

    from_status: LinkageStatus | None
    to_status: LinkageStatus
    on: date
    method: LinkageMethod | None = None
    verified_by: VerifiedBy | None = None
    reason: LinkageReason | None = None
    due_on: date | None = None
    need_met: str | None = None
    talked: bool = False
    undone: bool = False

    @property
    def kind(self) -> StepKind:
        """What it is; a step from a state to itself is a look, or a topic of a contact."""
        if self.from_status is None:
            return StepKind.BEGAN
        if self.from_status is not self.to_status:
            return StepKind.MOVED
        return StepKind.TALKED if self.talked else StepKind.CHECKED


@dataclass(frozen=True, slots=True)
class Standing:
    """The present state of a linkage, as its history gives it."""

    status: LinkageStatus
    since: date
    due_on: date | None = None
    method: LinkageMethod | None = None
    verified_by: VerifiedBy | None = None
    reason: LinkageReason | None = None
    need_met: str | None = None


def effective(steps: Iterable[Step]) -> list[Step]:
    """The steps that count: neither taken back nor mere topics, in their order."""
    return [step for step in steps if not step.undone and step.kind is not StepKind.TALKED]


def replay(steps: Iterable[Step]) -> Standing:
    """The state to which the steps lead, oldest first; raises ValueError without a beginning."""
    counted = effective(steps)
    if not counted:
        raise ValueError("a linkage without a beginning")
    began, *later = counted
    moved, method, verified_by = began, began.method, None
    for step in later:
        method = step.method or method
        verified_by = step.verified_by or verified_by
        if step.kind is StepKind.MOVED:
            moved = step
    ended = moved is not began
    return Standing(
        status=moved.to_status,
        since=moved.on,
        due_on=_due(counted[-1]),
        method=method,
        verified_by=verified_by,
        reason=moved.reason if ended else None,
        need_met=moved.need_met if ended else None,
    )


def _due(step: Step) -> date | None:
    """The day stored with the step, else that of the state's clock: no clock is ever dropped."""
    if step.due_on is not None or not is_open(step.to_status):
        return step.due_on
    return due_on(Move(step.to_status, step.on))


def first_visit(steps: Iterable[Step]) -> Step | None:
    """The step by which the participant was first connected; None when that has not happened."""
    return next((step for step in effective(steps) if step.to_status in CONNECTED), None)
