"""Who may see a restricted participant: the one predicate that every query of people uses.

A restricted record is there for its own workers, for those who see every restricted record (the
supervisor), and for those with an open access: granted, or taken in an emergency and timed. Who
passed the person on may go on reading, never writing, until the day that the transfer named. For
everybody else it is in no list, no count, no search, and cannot be opened.

The hidden people are read first, through an index that holds restricted ones alone, so a query
pays a few microseconds however long its list is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    exists,
    false,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from lead_desktop.base.errors import NotFound
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.stored import stored_instant
from lead_desktop.store.tables import Assignment, Participant, RecordAccess

NOT_THERE = "This participant is not in the vault."
"""What is said of a hidden participant, and of one who does not exist: nobody can tell which."""

_HIDDEN = """SELECT hidden.id FROM participant AS hidden
    WHERE hidden.restricted = 1 AND NOT :sees_restricted
      AND NOT EXISTS (SELECT 1 FROM assignment AS own
            WHERE own.participant_id = hidden.id AND own.worker_id = :viewer AND own.to_on IS NULL)
      AND NOT (:reading AND EXISTS (SELECT 1 FROM assignment AS former
            WHERE former.participant_id = hidden.id AND former.worker_id = :viewer
              AND former.view_until >= :viewed_on))
      AND NOT EXISTS (SELECT 1 FROM record_access AS way
            WHERE way.participant_id = hidden.id AND way.worker_id = :viewer
              AND way.ended_at IS NULL AND (way.until IS NULL OR way.until > :viewed_at))"""
HIDDEN = f"({_HIDDEN})"
"""The participants whom a viewer must not meet: `... AND x.participant_id NOT IN {HIDDEN}`.
Its bounds are those of `bounds_of`."""


def bounds_of(viewer: Viewer) -> dict[str, object]:
    """The values that HIDDEN is bound to."""
    return {
        "viewer": viewer.worker_id.hex,
        "viewed_at": stored_instant(viewer.now),
        "sees_restricted": viewer.sees_restricted,
        "reading": viewer.reading,
        "viewed_on": viewer.today.isoformat(),
    }


def hidden_people(viewer: Viewer) -> Select[UUID]:
    """The same people, for a query that is built: `.where(X.participant_id.not_in(...))`."""
    if viewer.sees_restricted:
        return select(Participant.id).where(false())
    own: ColumnElement[bool] = exists().where(
        Assignment.participant_id == Participant.id,
        Assignment.worker_id == viewer.worker_id,
        Assignment.to_on.is_(None),
    )
    if viewer.reading:
        own |= exists().where(
            Assignment.participant_id == Participant.id,
            Assignment.worker_id == viewer.worker_id,
            Assignment.view_until >= viewer.today,
        )
    way = exists().where(
        RecordAccess.participant_id == Participant.id,
        RecordAccess.worker_id == viewer.worker_id,
        RecordAccess.ended_at.is_(None),
        or_(RecordAccess.until.is_(None), RecordAccess.until > viewer.now),
    )
    return (
        select(Participant.id).where(Participant.restricted == true(), ~own, ~way).correlate(None)
    )


def seen_by(column: Any, viewer: Viewer) -> ColumnElement[bool]:
    """The condition that a row's participant is not hidden from the viewer."""
    hidden: ColumnElement[bool] = column.not_in(hidden_people(viewer))
    return hidden


def hidden_ids(connection: Connection, viewer: Viewer) -> frozenset[UUID]:
    """The hidden people themselves, for lists that are not of participants (the audit).

    Asked before every act that names a record: building the query took ten times as long as this.
    """
    if viewer.sees_restricted:
        return frozenset()
    rows = connection.exec_driver_sql(_HIDDEN, bounds_of(viewer)).all()
    return frozenset(UUID(hidden) for (hidden,) in rows)


def closes_at(connection: Connection, viewer: Viewer, participant_id: UUID) -> datetime | None:
    """When a record that the viewer has a timed way into is hidden from them again; None where
    there is no such way, or another one stays."""
    timed = select(RecordAccess.until).where(
        RecordAccess.participant_id == participant_id,
        RecordAccess.worker_id == viewer.worker_id,
        RecordAccess.ended_at.is_(None),
        RecordAccess.until > viewer.now,
    )
    last = max((until for until in connection.scalars(timed) if until is not None), default=None)
    if last is None or participant_id not in hidden_ids(connection, replace(viewer, now=last)):
        return None
    return last


def require_visible(
    connection: Connection | Session, viewer: Viewer, *participant_ids: UUID
) -> None:
    """Raise NotFound, in the words for somebody who is not there, when one is hidden. Within a
    session, which writes, having had somebody once is not enough."""
    if isinstance(connection, Session):
        viewer = replace(viewer, reading=False)
    wanted = hidden_people(viewer).where(Participant.id.in_(participant_ids)).limit(1)
    if participant_ids and connection.execute(wanted).first() is not None:
        raise not_there()


def not_there() -> NotFound:
    """What somebody is told of a hidden participant: the same as of one who does not exist."""
    return NotFound(NOT_THERE)
