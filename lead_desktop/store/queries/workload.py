"""How many people each worker has, and where those stand: one statement."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from lead_desktop.domain.codes import WorkerPart
from lead_desktop.domain.people.stage import ENDED
from lead_desktop.domain.worklist.workload import Workload, weight_of
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import Assignment, Participant, Worker


def list_workloads(
    connection: Connection, viewer: Viewer, part: WorkerPart
) -> dict[UUID, Workload]:
    """Every active worker's people in a part, by the worker's id; workers without people too.

    People who are hidden from the viewer count for nothing here.
    """
    query = (
        select(
            Worker.id,
            Worker.name,
            Participant.status,
            Participant.phase,
            func.count(Participant.id).label("people"),
        )
        .outerjoin(
            Assignment,
            and_(
                Assignment.worker_id == Worker.id,
                Assignment.part == part,
                Assignment.to_on.is_(None),
            ),
        )
        .outerjoin(
            Participant,
            and_(
                Participant.id == Assignment.participant_id,
                Participant.status.not_in(ENDED),
                seen_by(Participant.id, viewer),
            ),
        )
        .where(Worker.active.is_(True))
        .group_by(Worker.id, Worker.name, Participant.status, Participant.phase)
        .order_by(Worker.name_key)
    )
    loads: dict[UUID, Workload] = {}
    for worker_id, name, status, phase, people in connection.execute(query):
        load = loads.get(worker_id, Workload(worker_id, name, 0, 0.0))
        weight = people * weight_of(status, phase) if status is not None else 0.0
        loads[worker_id] = load.changed(people, weight)
    return loads
