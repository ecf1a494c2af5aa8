"""Imports that were made, and taking a whole import of people back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from lead_desktop.base.errors import Refused
from lead_desktop.domain.codes import ImportKind
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import required
from lead_desktop.store.blocking import refresh_blocking_keys
from lead_desktop.store.import_undo import bring_back, remove_new
from lead_desktop.store.tables import ImportRun, Worker

FIRST, LAST = "first_number", "last_number"
"""Of the people whom an import created; among its counts."""


def can_take_back(kind: str) -> bool:
    """Whether an import of such a file may be taken back as a whole: of the other kinds nobody
    keeps how things stood before."""
    return kind == ImportKind.CASELOAD


@dataclass(frozen=True)
class ImportLine:
    """An import that was made. can_undo: it may be taken back as a whole."""

    id: UUID
    kind: str
    at: datetime
    worker: str
    created: int
    updated: int
    rejected: int
    undone: bool

    @property
    def can_undo(self) -> bool:
        return can_take_back(self.kind) and not self.undone and bool(self.created or self.updated)


@dataclass(frozen=True)
class ImportUndone:
    """What taking an import back did. kept: people who were worked with since and stay."""

    removed: int
    brought_back: int
    kept: int
    change: Change


@allowed(Act.IMPORT)
def list_imports(desk: Desk, *, limit: int = 10) -> tuple[ImportLine, ...]:
    """The imports that were made, the latest first, at most `limit`: what each brought, and whether
    it was taken back."""
    query = (
        select(
            ImportRun.id,
            ImportRun.kind,
            ImportRun.at,
            Worker.name,
            ImportRun.counts,
            ImportRun.undone_at,
        )
        .join(Worker, Worker.id == ImportRun.worker_id)
        .order_by(ImportRun.at.desc(), ImportRun.id.desc())
        .limit(limit)
    )
    with desk.store.read() as connection:
        return tuple(
            ImportLine(
                row.id,
                row.kind,
                row.at,
                row.name,
                row.counts.get("created", 0),
                row.counts.get("updated", 0),
                row.counts.get("rejected", 0),
                row.undone_at is not None,
            )
            for row in connection.execute(query)
        )


@allowed(Act.IMPORT)
def undo_import(desk: Desk, import_id: UUID) -> ImportUndone:
    """Take a whole import of people back.

    Whom it brought in goes, unless somebody has worked with them since; whom it changed stands as
    before, unless somebody has changed them since. Those stay, and are counted.
    """
    with desk.store.write() as session:
        run = required(session, ImportRun, import_id)
        if not can_take_back(run.kind) or run.undone_at is not None:
            raise Refused(
                "This import cannot be taken back.",
                meaning="It was taken back already, or it was not of people.",
            )
        connection = session.connection()
        back, changed = bring_back(connection, import_id)
        removed: list[UUID] = []
        touched = 0
        if FIRST in run.counts:
            removed, touched = remove_new(connection, run.counts[FIRST], run.counts[LAST])
        refresh_blocking_keys(session)
        run.undone_at = run.updated_at = desk.clock.now()
        detail = {"removed": len(removed), "back": len(back), "kept": changed + touched}
        desk.record(session, "import.undo", subject=import_id, detail=dict(detail))
    topics = frozenset({Topic.PARTICIPANTS, Topic.TASKS, Topic.LINKAGES})
    return ImportUndone(len(removed), len(back), changed + touched, Change(topics, tuple(back)))
