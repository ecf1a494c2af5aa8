"""The only queries that read counseling-type notes: each asks for whom, in the statement itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, exists, or_, select

from lead_desktop.domain.codes import Role, Seal
from lead_desktop.domain.contacts.counseling import CounselingLine, CounselingNote, Reader
from lead_desktop.domain.contacts.signature import counseling_hash
from lead_desktop.domain.trust.roles import Act, may
from lead_desktop.store.tables import CounselingGrant, Worker
from lead_desktop.store.tables import CounselingNote as Stored

_READING_ROLES = tuple(role for role in Role if may(role, Act.READ_COUNSELING))


def _readable_by(worker_id: UUID) -> ColumnElement[bool]:
    """Written by this worker, or opened to this worker and not closed again."""
    granted = exists().where(
        CounselingGrant.note_id == Stored.id,
        CounselingGrant.worker_id == worker_id,
        CounselingGrant.ended_at.is_(None),
    )
    return or_(Stored.author_id == worker_id, granted)


def list_notes(
    connection: Connection, worker_id: UUID, participant_id: UUID
) -> tuple[CounselingLine, ...]:
    """Notes about a participant that this worker may read, newest first; without their words."""
    rows = connection.execute(
        select(Stored.id, Stored.participant_id, Stored.held_at, Stored.author_id, Worker.name)
        .join(Worker, Worker.id == Stored.author_id)
        .where(Stored.participant_id == participant_id, _readable_by(worker_id))
        .order_by(Stored.held_at.desc(), Stored.id.desc())
    )
    return tuple(_line(row, worker_id) for row in rows)


def read_note(connection: Connection, worker_id: UUID, note_id: UUID) -> CounselingNote | None:
    """One note with its words, or None when it is not there or not for this worker."""
    row = connection.execute(
        select(Stored.__table__, Worker.name)
        .join(Worker, Worker.id == Stored.author_id)
        .where(Stored.id == note_id, _readable_by(worker_id))
    ).first()
    if row is None:
        return None
    digest = counseling_hash(
        note_id=row.id, held_at=row.held_at, at=row.signed_at, text=row.text, by=row.signed_as
    )
    line = _line(row, worker_id)
    return CounselingNote(
        line=line,
        signed_at=row.signed_at,
        signed_by=row.signed_as,
        seal=Seal.INTACT if digest == row.content_hash else Seal.BROKEN,
        readers=_readers(connection, note_id) if line.own else (),
        text=row.text,
    )


def possible_readers(connection: Connection, worker_id: UUID) -> tuple[Reader, ...]:
    """Colleagues whose role may read such a note once its author lets them, by name."""
    rows = connection.execute(
        select(Worker.id, Worker.name)
        .where(Worker.active.is_(True), Worker.id != worker_id, Worker.role.in_(_READING_ROLES))
        .order_by(Worker.name_key)
    )
    return tuple(Reader(row.id, row.name) for row in rows)


def _readers(connection: Connection, note_id: UUID) -> tuple[Reader, ...]:
    rows = connection.execute(
        select(Worker.id, Worker.name)
        .join(CounselingGrant, CounselingGrant.worker_id == Worker.id)
        .where(CounselingGrant.note_id == note_id, CounselingGrant.ended_at.is_(None))
        .order_by(Worker.name_key)
    )
    return tuple(Reader(row.id, row.name) for row in rows)


def _line(row: Row[*tuple[Any, ...]], worker_id: UUID) -> CounselingLine:
    return CounselingLine(
        row.id, row.participant_id, row.held_at, row.name, row.author_id == worker_id
    )
