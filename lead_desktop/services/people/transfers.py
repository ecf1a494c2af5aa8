"""Passing people on: one person or a whole caseload, from a day on, with what hangs on them.

Open promises and linkages of the former worker go along, so that nothing stays behind with
somebody who no longer comes. A day to come is kept as a plan and carried out when it is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import InvalidInput, NotFound, Refused
from lead_desktop.domain.codes import WorkerChangeReason, WorkerPart
from lead_desktop.domain.people.transfer import (
    ROLES_OF_PART,
    WAITS,
    Holder,
    PlannedTransfer,
    TransferPreview,
    check_transfer,
)
from lead_desktop.domain.trust.roles import Act
from lead_desktop.domain.worklist.workload import Workload, weight_of_all
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.people.transfer_rows import bring_back, carry_out, leave_out, list_people
from lead_desktop.store.queries import teams
from lead_desktop.store.queries.workers import list_workers
from lead_desktop.store.queries.workload import list_workloads as read_workloads
from lead_desktop.store.tables import Participant, Transfer, TransferPerson, Worker

TOPICS = frozenset({Topic.PARTICIPANTS, Topic.TASKS, Topic.LINKAGES})


@dataclass(frozen=True)
class PassOn:
    """People to pass to a worker from a day on. reason: for each former worker's row.

    view_days: how long a former worker may still read a restricted record; None: as the team's
    settings say.
    """

    id: UUID
    participant_ids: tuple[UUID, ...]
    to_worker_id: UUID
    part: WorkerPart
    on: date
    reason: WorkerChangeReason | None = None
    words: str = ""
    view_days: int | None = None


@allowed(Act.SEE_PARTICIPANTS)
def list_workloads(desk: Desk, part: WorkerPart) -> tuple[Workload, ...]:
    """Every active worker's people in a part, by the worker's name."""
    with desk.store.read() as connection:
        return tuple(read_workloads(connection, desk.viewer, part).values())


@allowed(Act.SEE_PARTICIPANTS)
def list_takers(desk: Desk, part: WorkerPart) -> tuple[Workload, ...]:
    """The workers who can hold a part, with what they have in it, by name."""
    with desk.store.read() as connection:
        can = {
            worker.id for worker in list_workers(connection) if worker.role in ROLES_OF_PART[part]
        }
        loads = read_workloads(connection, desk.viewer, part)
    return tuple(load for load in loads.values() if load.worker_id in can)


@allowed(Act.SEE_PARTICIPANTS)
def people_of(desk: Desk, worker_id: UUID, part: WorkerPart) -> tuple[UUID, ...]:
    """Everybody whom a worker has in a part (case manager, peer), as the viewer may see them: what
    a transfer of a whole caseload begins with."""
    with desk.store.read() as connection:
        return teams.list_people_of(connection, desk.viewer, worker_id, part)


@allowed(Act.TRANSFER_OWN)
def preview_transfer(desk: Desk, command: PassOn) -> TransferPreview:
    """Whom a transfer moves, and both workloads before and after. Raises as `pass_on` does."""
    with desk.store.read() as connection:
        holders = teams.list_holders(connection, command.participant_ids, command.part)
        loads = read_workloads(connection, desk.viewer, command.part)
        standings = connection.execute(
            select(Participant.status, Participant.phase).where(
                Participant.id.in_(command.participant_ids)
            )
        ).all()
    if command.to_worker_id not in loads:
        raise NotFound("This worker is not active in the vault.")
    count, weight = len(holders), weight_of_all((row.status, row.phase) for row in standings)
    former = {holder.worker_id for holder in holders}
    sole = loads.get(next(iter(former)) or UUID(int=0)) if len(former) == 1 else None
    to = loads[command.to_worker_id]
    return TransferPreview(
        people=holders,
        from_before=sole,
        from_after=sole.changed(-count, -weight) if sole else None,
        to_before=to,
        to_after=to.changed(count, weight),
    )


@allowed(Act.TRANSFER_OWN)
def pass_on(desk: Desk, command: PassOn) -> Change:
    """Pass people on, now or on the day that is named. The same id twice is one.

    Own people and people whom nobody has need TRANSFER_OWN, others TRANSFER_OTHERS. Raises
    InvalidInput by field.
    """
    with desk.store.read() as connection:
        holders = teams.list_holders(connection, command.participant_ids, command.part)
    if not all(holder.is_own_of(desk.worker.id) for holder in holders):
        desk.require(Act.TRANSFER_OTHERS)
    with desk.store.write() as session:
        if session.get(Transfer, command.id) is not None:
            return Change(frozenset())
        connection = session.connection()
        holders = teams.list_holders(connection, command.participant_ids, command.part)
        _check(session, desk, command, holders)
        transfer = _new_transfer(desk, command, holders)
        session.add(transfer)
        session.flush()
        for holder in holders:
            session.add(
                TransferPerson(transfer_id=transfer.id, participant_id=holder.participant_id)
            )
        now_due = command.on <= desk.clock.today()
        if now_due:
            carry_out(session, desk, transfer, holders)
        for holder in holders:
            desk.record(
                session,
                "participant.transfer" if now_due else "participant.transfer.planned",
                subject=holder.participant_id,
                detail={
                    "part": command.part.value,
                    "to": str(command.to_worker_id),
                    "on": command.on.isoformat(),
                },
            )
    return Change(TOPICS, command.participant_ids, "Passed on" if now_due else "Transfer planned")


@allowed(Act.TRANSFER_OWN)
def undo_transfer(desk: Desk, transfer_id: UUID) -> Change:
    """Take a transfer back: the former workers have their people, promises and linkages again.

    Refused when somebody was passed on again in between.
    """
    with desk.store.write() as session:
        transfer = session.get(Transfer, transfer_id)
        if transfer is None or transfer.undone_at is not None:
            raise NotFound("This transfer is not in the vault, or was taken back already.")
        if transfer.worker_id != desk.worker.id and not desk.may(Act.TRANSFER_OTHERS):
            raise Refused("Only who passed them on, or a supervisor, can take this back.")
        people = list_people(session, transfer_id)
        if transfer.carried_out_at is not None:
            bring_back(session, desk, transfer, people)
        transfer.undone_at = transfer.updated_at = desk.clock.now()
        for person in people:
            desk.record(session, "participant.transfer.undo", subject=person)
    return Change(TOPICS, people)


@allowed(Act.TRANSFER_OWN)
def plan_again(desk: Desk, transfer_id: UUID) -> Change:
    """Undo the cancelling of a planned transfer: it stands for its day again. Raises NotFound for
    one that was not cancelled or is carried out; Refused but for who planned it and supervisors."""
    with desk.store.write() as session:
        transfer = session.get(Transfer, transfer_id)
        if transfer is None or transfer.undone_at is None or transfer.carried_out_at is not None:
            raise NotFound("This plan is not in the vault, or was not cancelled.")
        if transfer.worker_id != desk.worker.id and not desk.may(Act.TRANSFER_OTHERS):
            raise Refused("Only who made the plan, or a supervisor, can put it back.")
        transfer.undone_at, transfer.updated_at = None, desk.clock.now()
        people = list_people(session, transfer_id)
        for person in people:
            desk.record(session, "participant.transfer.planned", subject=person)
    return Change(TOPICS, people)


@allowed(Act.SEE_PARTICIPANTS)
def list_planned(desk: Desk, *, participant_id: UUID | None = None) -> tuple[PlannedTransfer, ...]:
    """Transfers still to come that concern the worker (own plans, own people, people who come to
    them), or everybody's for who may pass others' people on; the next one first.

    participant_id: those that move this person instead. `undo_transfer` cancels one.
    """
    with desk.store.read() as connection:
        return planned_within(connection, desk, participant_id=participant_id)


def planned_within(
    connection: Connection, desk: Desk, *, participant_id: UUID | None = None
) -> tuple[PlannedTransfer, ...]:
    """`list_planned` within a unit of work that is under way."""
    return teams.list_planned(
        connection,
        desk.viewer,
        all_teams=desk.may(Act.TRANSFER_OTHERS),
        may_cancel=desk.may(Act.TRANSFER_OWN),
        participant_id=participant_id,
    )


@allowed(Act.SEE_VAULT)
def carry_out_planned(desk: Desk) -> int:
    """Carry out the transfers whose day has come; returns how many. Called at each unlock.

    One whose new worker no longer works here stays planned, for people to decide upon.
    """
    today = desk.clock.today()
    due = select(Transfer).where(
        Transfer.carried_out_at.is_(None),
        Transfer.undone_at.is_(None),
        Transfer.effective_on.between(today - timedelta(days=WAITS), today),
        Transfer.to_worker_id.in_(select(Worker.id).where(Worker.active)),
    )
    with desk.store.read() as connection:
        if connection.execute(due.with_only_columns(Transfer.id).limit(1)).first() is None:
            return 0
    with desk.store.write() as session:
        planned = session.scalars(due.order_by(Transfer.effective_on)).all()
        for transfer in planned:
            people = list_people(session, transfer.id)
            holders = teams.list_holders(session.connection(), people, transfer.part)
            # Whoever got another worker since then stays with that one.
            still = tuple(one for one in holders if one.stood_at(transfer.created_at))
            leave_out(session, transfer, set(people) - {one.participant_id for one in still})
            carry_out(session, desk, transfer, still)
            desk.record(session, "participant.transfer.carried_out", subject=transfer.id)
    return len(planned)


def _check(session: Session, desk: Desk, command: PassOn, holders: tuple[Holder, ...]) -> None:
    worker = session.get(Worker, command.to_worker_id)
    if worker is None or not worker.active:
        raise NotFound("This worker is not active in the vault.")
    problems = check_transfer(
        holders,
        to_worker=worker.id,
        to_role=worker.role,
        part=command.part,
        on=command.on,
        today=desk.clock.today(),
    )
    if problems:
        raise InvalidInput(*problems)


def _new_transfer(desk: Desk, command: PassOn, holders: tuple[Holder, ...]) -> Transfer:
    now = desk.clock.now()
    former = {holder.worker_id for holder in holders}
    return Transfer(
        id=command.id,
        worker_id=desk.worker.id,
        from_worker_id=former.pop() if len(former) == 1 else None,
        to_worker_id=command.to_worker_id,
        part=command.part,
        reason=command.reason,
        effective_on=command.on,
        words=command.words.strip()[:500],
        view_days=desk.settings.former_view_days
        if command.view_days is None
        else command.view_days,
        created_at=now,
        updated_at=now,
    )
