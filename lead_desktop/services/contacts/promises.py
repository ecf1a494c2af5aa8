"""Promises that one contact makes and another keeps, while either of them may be in the trash.

A promise whose contact was taken back lies in the trash with it (the snapshot of its row); it is
kept or opened again there, so that both contacts may come back in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from lead_desktop.store.snapshots import snapshot
from lead_desktop.store.tables import Task, WithdrawnContact

FOLLOW_UPS = "follow_ups"
"""Under this name the effects of a contact in the trash hold the promises that it made."""

_Row = dict[str, object]


def keep_promises(session: Session, contact_id: UUID, tasks: Iterable[UUID], now: datetime) -> None:
    """Close promises in a contact; those that lie in the trash come back closed."""
    wanted = frozenset(tasks)
    standing = set(session.scalars(select(Task.id).where(Task.id.in_(wanted))))
    session.connection().execute(
        update(Task)
        .where(Task.id.in_(standing), Task.done_at.is_(None))
        .values(done_at=now, done_in_contact_id=contact_id, updated_at=now)
    )
    away = {str(one) for one in wanted - standing}
    if away:
        done: _Row = {"done_at": now.isoformat(), "done_in_contact_id": str(contact_id)}
        _change_in_trash(session, lambda row: done if _open(row) and row["id"] in away else None)


def open_promises(
    session: Session, contact_id: UUID, now: datetime, people: Collection[UUID] | None = None
) -> list[str]:
    """Open again what a contact closed; returns the ids. A promise whose own contact is in the
    trash goes there: nobody made it, as it stands. people: only those made to one of them."""
    closed_here = select(Task).where(Task.done_in_contact_id == contact_id)
    if people is not None:
        closed_here = closed_here.where(Task.participant_id.in_(people))
    rows = session.scalars(closed_here).all()
    makers = {row.contact_id for row in rows if row.contact_id is not None}
    away = set(
        session.scalars(
            select(WithdrawnContact.contact_id).where(WithdrawnContact.contact_id.in_(makers))
        )
    )
    opened: _Row = {"done_at": None, "done_in_contact_id": None}
    for row in rows:
        if row.contact_id in away:
            _add_to_trash(session, row.contact_id, {**snapshot(row), **opened})
    closed = [row.id for row in rows]
    gone = [row.id for row in rows if row.contact_id in away]
    session.expunge_all()
    session.execute(delete(Task).where(Task.id.in_(gone)))
    session.execute(
        update(Task)
        .where(Task.id.in_(closed))
        .values(done_at=None, done_in_contact_id=None, updated_at=now)
    )
    told, theirs = str(contact_id), None if people is None else {str(one) for one in people}

    def lies_closed(row: _Row) -> bool:
        made_to = str(row["participant_id"])
        return row["done_in_contact_id"] == told and (theirs is None or made_to in theirs)

    lying = _change_in_trash(session, lambda row: opened if lies_closed(row) else None)
    return [*(str(one) for one in closed), *lying]


def _open(row: _Row) -> bool:
    return row["done_at"] is None


def _add_to_trash(session: Session, contact_id: UUID, row: _Row) -> None:
    effects = session.scalar(
        select(WithdrawnContact.effects).where(WithdrawnContact.contact_id == contact_id)
    )
    kept = dict(effects or {})
    kept[FOLLOW_UPS] = [*_rows(kept), row]
    _write(session, contact_id, kept)


def _change_in_trash(session: Session, change: Callable[[_Row], _Row | None]) -> Collection[str]:
    """Put what `change` returns into the promises in the trash; returns the ids of those."""
    changed: list[str] = []
    trash = select(WithdrawnContact.contact_id, WithdrawnContact.effects)
    for contact_id, effects in session.execute(trash).all():
        rows = [(row, change(row)) for row in _rows(effects)]
        found = [str(row["id"]) for row, news in rows if news is not None]
        if found:
            changed += found
            told = [{**row, **(news or {})} for row, news in rows]
            _write(session, contact_id, {**effects, FOLLOW_UPS: told})
    return changed


def _rows(effects: dict[str, object]) -> list[_Row]:
    rows = effects.get(FOLLOW_UPS)
    return rows if isinstance(rows, list) else []


def _write(session: Session, contact_id: UUID, effects: dict[str, object]) -> None:
    session.execute(
        update(WithdrawnContact)
        .where(WithdrawnContact.contact_id == contact_id)
        .values(effects=effects)
    )
