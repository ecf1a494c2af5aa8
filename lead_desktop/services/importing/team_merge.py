"""Who works with the people of a caseload file: names of workers become parts in teams.

A name that is no active worker's is kept as text. It never takes a part away from a worker, and
it becomes the worker once there is one of that name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from lead_desktop.domain.codes import WorkerPart
from lead_desktop.domain.trust.worker import worker_key
from lead_desktop.exchange.caseload import CaseloadFile, PersonRow
from lead_desktop.exchange.rejects import Problem
from lead_desktop.services.desk import Desk
from lead_desktop.services.importing.bulk import BulkInsert
from lead_desktop.store.tables import Assignment, Worker

UNKNOWN_WORKER = "no active worker has this name; it is kept as text until there is one"


@dataclass(frozen=True)
class OpenPart:
    """Who holds a part in a person's team now: a worker, or a name that matched nobody."""

    id: UUID
    worker_id: UUID | None
    worker_text: str | None


Parts = dict[tuple[UUID, WorkerPart], OpenPart]


def named_parts(row: PersonRow) -> tuple[tuple[WorkerPart, str], ...]:
    """The parts that a row gives to somebody, with the names as written."""
    if not row.case_manager and not row.peer:
        return ()
    parts = ((WorkerPart.CASE_MANAGER, row.case_manager), (WorkerPart.PEER, row.peer))
    return tuple((part, name) for part, name in parts if name)


class TeamMerge:
    """The teams of one caseload merge, within the transaction of `session`."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._session = session
        self._now = desk.clock.now()
        self._today = desk.clock.today()
        active = session.execute(select(Worker.name_key, Worker.id).where(Worker.active.is_(True)))
        self._workers = {row.name_key: row.id for row in active}
        self._named: dict[str, UUID | None] = {}
        self._added = BulkInsert(
            session,
            Assignment,
            ("participant_id", "part", "worker_id", "worker_text"),
            {"from_on": self._today, "created_at": self._now, "updated_at": self._now},
        )

    def unknown_workers(self, file: CaseloadFile) -> list[Problem]:
        """One problem for every cell that names nobody who works here."""
        return [
            Problem(row.row, file.headings.get(part.value, part.value), UNKNOWN_WORKER)
            for row in file.rows
            for part, name in named_parts(row)
            if self._worker(name) is None
        ]

    def _worker(self, name: str) -> UUID | None:
        """The active worker of this name; names repeat from row to row, so folding is done once."""
        if name not in self._named:
            self._named[name] = self._workers.get(worker_key(name))
        return self._named[name]

    def add(self, parts: Sequence[tuple[UUID, WorkerPart, str]]) -> None:
        """Give parts that nobody holds: (participant, part, name)."""
        rows = []
        for participant_id, part, name in parts:
            worker_id = self._worker(name)
            rows.append((participant_id, part, worker_id, None if worker_id else name))
        self._added.add(rows)

    def parts_of(self, participant_ids: Sequence[UUID]) -> Parts:
        """Every part that is held now in the teams of these people."""
        return self._open_parts(Assignment.participant_id.in_(participant_ids))

    def _open_parts(self, condition: ColumnElement[bool]) -> Parts:
        rows = self._session.execute(
            select(
                Assignment.participant_id,
                Assignment.part,
                Assignment.id,
                Assignment.worker_id,
                Assignment.worker_text,
            ).where(Assignment.to_on.is_(None), condition)
        )
        return {(row.participant_id, row.part): OpenPart(*row[2:]) for row in rows}

    def hand_over(self, participant_id: UUID, part: WorkerPart, name: str, parts: Parts) -> bool:
        """Free a part for the worker whom the file names; whether it is to be added now."""
        held = parts.get((participant_id, part))
        if held is None:
            return True
        if is_kept_as(held, name):
            return False
        if held.worker_id is not None and self._worker(name) in (None, held.worker_id):
            return False
        self._change(held, to_on=self._today)
        return True

    def recognized_parts(self) -> Parts:
        """Parts held by a name that was kept as text and by now is that of a worker."""
        kept = self._session.scalars(
            select(Assignment.worker_text)
            .where(Assignment.to_on.is_(None), Assignment.worker_text.is_not(None))
            .distinct()
        )
        names = [name for name in kept if name and self._worker(name)]
        return self._open_parts(Assignment.worker_text.in_(names)) if names else {}

    def recognize(self, participant_id: UUID, part: WorkerPart, name: str, parts: Parts) -> bool:
        """Put the worker in the place of the same name kept as text; whether anything changed."""
        held = parts.get((participant_id, part))
        worker_id = self._worker(name)
        if held is None or worker_id is None or not is_kept_as(held, name):
            return False
        self._change(held, worker_id=worker_id, worker_text=None)
        return True

    def _change(self, held: OpenPart, **values: object) -> None:
        self._session.connection().execute(
            update(Assignment)
            .where(Assignment.id == held.id)
            .values(**values, updated_at=self._now)
        )


def is_kept_as(held: OpenPart, name: str) -> bool:
    """Whether a part is held by this very name, as text."""
    kept = held.worker_text
    return kept is not None and worker_key(kept) == worker_key(name)
