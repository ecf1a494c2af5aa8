"""The rows of a transfer: what carrying it out changes, and what taking it back restores."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from lead_desktop.base.errors import Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.people.transfer import Holder
from lead_desktop.domain.plan.linkage import LADDER
from lead_desktop.services.desk import Desk
from lead_desktop.store.tables import Assignment, Linkage, Task, Transfer, TransferPerson


def carry_out(
    session: Session, desk: Desk, transfer: Transfer, holders: tuple[Holder, ...]
) -> None:
    """Give the part of these people to the new worker, with the open work of the former one."""
    now = desk.clock.now()
    moved: dict[str, list[str]] = {}
    for holder in holders:
        _end_part(session, transfer, holder.participant_id, now)
        session.flush()  # the open part is unique: the old row ends before the new one begins
        session.add(
            Assignment(
                id=new_id(),
                participant_id=holder.participant_id,
                part=transfer.part,
                worker_id=transfer.to_worker_id,
                from_on=transfer.effective_on,
                transfer_id=transfer.id,
                created_at=now,
                updated_at=now,
            )
        )
        if holder.worker_id is not None:
            _move_work(session, holder, transfer.to_worker_id, moved, now)
    transfer.moved = moved or None
    transfer.carried_out_at = transfer.updated_at = now


def leave_out(session: Session, transfer: Transfer, people: set[UUID]) -> None:
    """A transfer is about the people whom it moved; taking it back must not ask for others."""
    session.execute(
        delete(TransferPerson).where(
            TransferPerson.transfer_id == transfer.id, TransferPerson.participant_id.in_(people)
        )
    )


def _end_part(session: Session, transfer: Transfer, person: UUID, now: datetime) -> None:
    session.execute(
        update(Assignment)
        .where(
            Assignment.participant_id == person,
            Assignment.part == transfer.part,
            Assignment.to_on.is_(None),
        )
        .values(
            to_on=transfer.effective_on,
            reason=transfer.reason,
            transfer_id=transfer.id,
            view_until=transfer.effective_on + timedelta(days=transfer.view_days)
            if transfer.view_days
            else None,
            updated_at=now,
        )
    )


def _move_work(
    session: Session, holder: Holder, to: UUID, moved: dict[str, list[str]], now: datetime
) -> None:
    """Open promises and linkages that the former worker answered for go along."""
    for name, table, still_open in (
        ("tasks", Task, Task.done_at.is_(None)),
        ("linkages", Linkage, Linkage.status.in_(LADDER)),
    ):
        ids = session.scalars(
            select(table.id).where(
                table.participant_id == holder.participant_id,
                table.worker_id == holder.worker_id,
                still_open,
            )
        ).all()
        if ids:
            session.execute(
                update(table).where(table.id.in_(ids)).values(worker_id=to, updated_at=now)
            )
            former = str(holder.worker_id)
            moved.setdefault(f"{name}:{former}", []).extend(str(one) for one in ids)


def bring_back(session: Session, desk: Desk, transfer: Transfer, people: tuple[UUID, ...]) -> None:
    """Give people, promises and linkages back. Raises Refused when somebody was passed on since."""
    now = desk.clock.now()
    rows = session.scalars(
        select(Assignment).where(
            Assignment.transfer_id == transfer.id, Assignment.participant_id.in_(people)
        )
    ).all()
    begun = [row for row in rows if row.to_on is None and row.worker_id == transfer.to_worker_id]
    if len(begun) != len(people):
        raise Refused(
            "Somebody was passed on again in between.",
            meaning="Nothing was changed.",
            remedy="Pass the people on to the worker who is to have them.",
        )
    for row in begun:
        session.delete(row)
    session.flush()
    for row in rows:
        if row not in begun:
            row.to_on = row.reason = row.view_until = None
            row.transfer_id = _began(session, row, other_than=transfer.id)
            row.updated_at = now
    for key, ids in (transfer.moved or {}).items():
        name, _, former = key.partition(":")
        table = Task if name == "tasks" else Linkage
        session.execute(
            update(table)
            .where(table.id.in_([UUID(one) for one in ids]))
            .values(worker_id=UUID(former), updated_at=now)
        )


def _began(session: Session, row: Assignment, *, other_than: UUID) -> UUID | None:
    """The transfer that gave a worker this part, None for a part that began otherwise.

    A row names the last transfer that touched it. Once the one that ended it is taken back, that
    is the one that began it again: without it, the earlier of two could not be taken back.
    """
    return session.scalars(
        select(Transfer.id)
        .join(TransferPerson, TransferPerson.transfer_id == Transfer.id)
        .where(
            TransferPerson.participant_id == row.participant_id,
            Transfer.part == row.part,
            Transfer.to_worker_id == row.worker_id,
            Transfer.carried_out_at == row.created_at,
            Transfer.undone_at.is_(None),
            Transfer.id != other_than,
        )
    ).first()


def list_people(session: Session, transfer_id: UUID) -> tuple[UUID, ...]:
    """The people whom a transfer moves, or moved."""
    return tuple(
        session.scalars(
            select(TransferPerson.participant_id).where(TransferPerson.transfer_id == transfer_id)
        )
    )
