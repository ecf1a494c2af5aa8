"""Passing people from one worker to another: what may be passed on, by whom, from when. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import Role, WorkerPart
from lead_desktop.domain.worklist.workload import Workload

AHEAD = 90
"""A transfer is planned at most so many days ahead."""

WAITS = 90
"""A plan that could not be carried out for so many days after its day is given up."""

ROLES_OF_PART: dict[WorkerPart, frozenset[Role]] = {
    WorkerPart.CASE_MANAGER: frozenset({Role.CASE_MANAGER, Role.SUPERVISOR}),
    WorkerPart.PEER: frozenset({Role.PEER, Role.SUPERVISOR}),
}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a part of one person's team now, since when; None for nobody.

    written_at: when that was written down.
    """

    participant_id: UUID
    name: str
    worker_id: UUID | None
    since: date | None
    team: frozenset[UUID]
    written_at: datetime | None = None

    def is_own_of(self, worker_id: UUID) -> bool:
        """Whether a worker may pass this part on as their own: on the team, or held by nobody."""
        return worker_id in self.team or self.worker_id is None

    def stood_at(self, planned_at: datetime) -> bool:
        """Whether nobody has got the person since something was planned for them."""
        return self.written_at is None or self.written_at <= planned_at


@dataclass(frozen=True, slots=True)
class PlannedTransfer:
    """A transfer that was not carried out yet. people: names, as far as the reader may see them.
    from_worker: None where the people have several workers, or nobody.

    to_gone: who is to take over no longer works here, so that it waits for a decision.
    may_cancel: the reader made the plan, or passes others' people on.
    """

    id: UUID
    people: tuple[str, ...]
    from_worker: str | None
    to_worker: str
    part: WorkerPart
    on: date
    planned_by_id: UUID
    planned_by: str
    to_gone: bool
    may_cancel: bool

    @property
    def who(self) -> str:
        """Whom it moves: a name, or how many."""
        return self.people[0] if len(self.people) == 1 else f"{len(self.people)} people"


@dataclass(frozen=True, slots=True)
class TransferPreview:
    """What a transfer would do: whom it moves, and both workloads before and after it."""

    people: tuple[Holder, ...]
    from_before: Workload | None
    from_after: Workload | None
    to_before: Workload
    to_after: Workload


def check_transfer(
    people: tuple[Holder, ...],
    *,
    to_worker: UUID,
    to_role: Role,
    part: WorkerPart,
    on: date,
    today: date,
) -> tuple[FieldProblem, ...]:
    """What stands against a transfer; empty when it may be made."""
    problems = []
    if not people:
        problems.append(FieldProblem("participant_ids", "Nobody is chosen."))
    if to_role not in ROLES_OF_PART[part]:
        problems.append(
            FieldProblem(
                "to_worker", f"A {to_role.label.lower()} is nobody's {part.label.lower()}."
            )
        )
    if any(holder.worker_id == to_worker for holder in people):
        problems.append(FieldProblem("to_worker", "This worker has the person already."))
    if on > today + timedelta(days=AHEAD):
        problems.append(FieldProblem("on", f"At most {AHEAD} days ahead."))
    if any(holder.since is not None and on < holder.since for holder in people):
        problems.append(FieldProblem("on", "Before that day somebody else had the person."))
    return tuple(problems)
