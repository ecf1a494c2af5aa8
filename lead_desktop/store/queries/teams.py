"""Who is on whose team."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, exists, or_, select, true
from sqlalchemy.orm import aliased

from lead_desktop.domain.codes import WorkerPart
from lead_desktop.domain.people.stage import ENDED
from lead_desktop.domain.people.transfer import WAITS, Holder, PlannedTransfer
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import Assignment, Participant, Transfer, TransferPerson, Worker


def list_holders(
    connection: Connection, participant_ids: Sequence[UUID], part: WorkerPart
) -> tuple[Holder, ...]:
    """Who holds a part of these people's teams now, by the people's names."""
    people = connection.execute(
        select(Participant.id, Participant.preferred_name)
        .where(Participant.id.in_(participant_ids))
        .order_by(Participant.preferred_name, Participant.number)
    ).all()
    teams: dict[UUID, set[UUID]] = {}
    held: dict[UUID, tuple[UUID | None, date, datetime]] = {}
    open_rows = select(
        Assignment.participant_id,
        Assignment.part,
        Assignment.worker_id,
        Assignment.from_on,
        Assignment.created_at,
    ).where(Assignment.participant_id.in_(participant_ids), Assignment.to_on.is_(None))
    for row in connection.execute(open_rows):
        if row.worker_id is not None:
            teams.setdefault(row.participant_id, set()).add(row.worker_id)
        if row.part is part:
            held[row.participant_id] = row.worker_id, row.from_on, row.created_at
    holders = []
    for person in people:
        worker_id, since, at = held.get(person.id, (None, None, None))
        team = frozenset(teams.get(person.id, ()))
        holders.append(Holder(person.id, person.preferred_name, worker_id, since, team, at))
    return tuple(holders)


def list_people_of(
    connection: Connection, viewer: Viewer, worker_id: UUID, part: WorkerPart
) -> tuple[UUID, ...]:
    """The people of whom a worker holds a part, whose time here has not ended, as far as the
    viewer may know of them."""
    query = (
        select(Assignment.participant_id)
        .join(Participant, Participant.id == Assignment.participant_id)
        .where(
            Assignment.worker_id == worker_id,
            Assignment.part == part,
            Assignment.to_on.is_(None),
            Participant.status.not_in(ENDED),
            seen_by(Participant.id, viewer),
        )
        .order_by(Participant.number)
    )
    return tuple(connection.execute(query).scalars())


def list_planned(
    connection: Connection,
    viewer: Viewer,
    *,
    all_teams: bool,
    may_cancel: bool,
    participant_id: UUID | None = None,
) -> tuple[PlannedTransfer, ...]:
    """Transfers that were neither carried out nor cancelled, the next one first.

    Those that the viewer made, that bring people to the viewer, or that move somebody of the
    viewer's own; `all_teams`: everybody's. participant_id: those that move this person.
    """
    giver, taker, planner = aliased(Worker), aliased(Worker), aliased(Worker)
    plans = connection.execute(
        select(
            Transfer.id,
            Transfer.part,
            Transfer.effective_on,
            Transfer.worker_id,
            giver.name.label("giver"),
            taker.name.label("taker"),
            taker.active.label("taker_works"),
            planner.name.label("planner"),
        )
        .join(taker, taker.id == Transfer.to_worker_id)
        .join(planner, planner.id == Transfer.worker_id)
        .outerjoin(giver, giver.id == Transfer.from_worker_id)
        .where(
            Transfer.effective_on >= viewer.today - timedelta(days=WAITS),
            Transfer.carried_out_at.is_(None),
            Transfer.undone_at.is_(None),
            true() if all_teams or participant_id else _concerns(viewer),
            _moves(participant_id) if participant_id else true(),
        )
        .order_by(Transfer.effective_on, Transfer.id)
    ).all()
    names = _names_in(connection, viewer, [plan.id for plan in plans])
    return tuple(
        PlannedTransfer(
            id=plan.id,
            people=tuple(names[plan.id]),
            from_worker=plan.giver,
            to_worker=plan.taker,
            part=plan.part,
            on=plan.effective_on,
            planned_by_id=plan.worker_id,
            planned_by=plan.planner,
            to_gone=not plan.taker_works,
            may_cancel=may_cancel and (all_teams or plan.worker_id == viewer.worker_id),
        )
        for plan in plans
        if plan.id in names
    )


def _names_in(
    connection: Connection, viewer: Viewer, transfers: Sequence[UUID]
) -> dict[UUID, list[str]]:
    """Whom each transfer moves, by name, as far as the viewer may see them."""
    if not transfers:
        return {}
    names: dict[UUID, list[str]] = {}
    for transfer, name in connection.execute(
        select(TransferPerson.transfer_id, Participant.preferred_name)
        .join(Participant, Participant.id == TransferPerson.participant_id)
        .where(TransferPerson.transfer_id.in_(transfers), seen_by(Participant.id, viewer))
        .order_by(Participant.name_key)
    ):
        names.setdefault(transfer, []).append(name)
    return names


def _concerns(viewer: Viewer) -> ColumnElement[bool]:
    """That the viewer made a transfer, gets the people, or works with one of them."""
    own = exists().where(
        TransferPerson.transfer_id == Transfer.id,
        Assignment.participant_id == TransferPerson.participant_id,
        Assignment.worker_id == viewer.worker_id,
        Assignment.to_on.is_(None),
    )
    me = viewer.worker_id
    return or_(Transfer.worker_id == me, Transfer.to_worker_id == me, own)


def _moves(participant_id: UUID) -> ColumnElement[bool]:
    return exists().where(
        TransferPerson.transfer_id == Transfer.id, TransferPerson.participant_id == participant_id
    )
