"""Who is on whose team."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from lead_desktop.domain.codes import WorkerPart
from lead_desktop.domain.people.stage import ENDED
from lead_desktop.domain.people.transfer import Holder, PlannedTransfer
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
    held: dict[UUID, tuple[UUID | None, date]] = {}
    open_rows = select(
        Assignment.participant_id, Assignment.part, Assignment.worker_id, Assignment.from_on
    ).where(Assignment.participant_id.in_(participant_ids), Assignment.to_on.is_(None))
    for row in connection.execute(open_rows):
        if row.worker_id is not None:
            teams.setdefault(row.participant_id, set()).add(row.worker_id)
        if row.part is part:
            held[row.participant_id] = row.worker_id, row.from_on
    holders = []
    for person in people:
        worker_id, since = held.get(person.id, (None, None))
        team = frozenset(teams.get(person.id, ()))
        holders.append(Holder(person.id, person.preferred_name, worker_id, since, team))
    return tuple(holders)


def list_people_of(connection: Connection, worker_id: UUID, part: WorkerPart) -> tuple[UUID, ...]:
    """The people of whom a worker holds a part, whose time here has not ended."""
    query = (
        select(Assignment.participant_id)
        .join(Participant, Participant.id == Assignment.participant_id)
        .where(
            Assignment.worker_id == worker_id,
            Assignment.part == part,
            Assignment.to_on.is_(None),
            Participant.status.not_in(ENDED),
        )
        .order_by(Participant.number)
    )
    return tuple(connection.execute(query).scalars())


def list_planned(connection: Connection, viewer: Viewer) -> tuple[PlannedTransfer, ...]:
    """Transfers whose day has not come and that were not cancelled, the next one first."""
    giver, taker = aliased(Worker), aliased(Worker)
    rows = connection.execute(
        select(
            Transfer.id,
            Transfer.part,
            Transfer.effective_on,
            Transfer.worker_id,
            giver.name.label("giver"),
            taker.name.label("taker"),
            Participant.preferred_name,
        )
        .join(TransferPerson, TransferPerson.transfer_id == Transfer.id)
        .join(Participant, Participant.id == TransferPerson.participant_id)
        .join(taker, taker.id == Transfer.to_worker_id)
        .outerjoin(giver, giver.id == Transfer.from_worker_id)
        .where(
            Transfer.carried_out_at.is_(None),
            Transfer.undone_at.is_(None),
            seen_by(Participant.id, viewer),
        )
        .order_by(Transfer.effective_on, Transfer.id, Participant.name_key)
    ).all()
    return tuple(
        PlannedTransfer(
            id=same[0].id,
            people=tuple(row.preferred_name for row in same),
            from_worker=same[0].giver,
            to_worker=same[0].taker,
            part=same[0].part,
            on=same[0].effective_on,
            planned_by_id=same[0].worker_id,
        )
        for same in (list(some) for _, some in groupby(rows, key=lambda row: row.id))
    )
