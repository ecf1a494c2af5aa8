"""The audit: append-only, each row chained to the one before by its hash.

An entry names who did what to which record, and when; never a name of a participant and never
a note. Whoever edits, removes or reorders rows breaks the chain, and `verify_chain` names the
first broken link.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Connection, insert, select
from sqlalchemy.orm import Session

from lead_desktop.domain.trust.audit import Actor, AuditRow, Detail
from lead_desktop.store.stored import read_instant
from lead_desktop.store.tables import AuditEntry

GENESIS = "0" * 64


def append(
    session: Session | Connection,
    actor: Actor,
    action: str,
    at: datetime,
    *,
    subject: UUID | str = "",
    detail: Detail | None = None,
) -> str:
    """Chain one entry within the caller's transaction; returns its hash.

    `detail` holds codes, counts and identifiers only. A clock that went back is written down:
    the entry says so instead of pretending an order that the stamps do not have.
    """
    if isinstance(session, Session):
        session.flush()  # What the entry tells of stands before the entry.
        session = session.connection()
    seq, previous, last_at = _newest(session)
    facts = dict(detail or {})
    if last_at and at < last_at:
        facts["clock_went_back_seconds"] = int((last_at - at).total_seconds())
    digest = _chain(previous, seq + 1, at, actor.name, action, str(subject), facts)
    session.execute(
        insert(AuditEntry),
        {
            "seq": seq + 1,
            "at": at,
            "worker_id": actor.id,
            "worker": actor.name,
            "action": action,
            "subject": str(subject),
            "detail": facts,
            "previous_hash": previous,
            "hash": digest,
        },
    )
    return digest


def _newest(connection: Connection) -> tuple[int, str, datetime | None]:
    """Number, hash and instant of the last entry; those before the first one when there is none."""
    last = connection.exec_driver_sql(
        "SELECT seq, hash, at FROM audit ORDER BY seq DESC LIMIT 1"
    ).first()
    return (last.seq, last.hash, read_instant(last.at)) if last else (0, GENESIS, None)


def _chain(
    previous: str, seq: int, at: datetime, worker: str, action: str, subject: str, detail: Detail
) -> str:
    stamp = at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = [previous, seq, stamp, worker, action, subject, detail]
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def list_entries(connection: Connection, *, subject: UUID | None = None) -> list[AuditRow]:
    """Audit entries, oldest first; of one record when `subject` is given."""
    query = select(AuditEntry).order_by(AuditEntry.seq)
    if subject is not None:
        query = query.where(AuditEntry.subject == str(subject))
    return [
        AuditRow(row.seq, row.at, row.worker, row.action, row.subject, row.detail, row.hash)
        for row in connection.execute(query)
    ]


def verify_chain(connection: Connection) -> int | None:
    """The sequence number of the first broken link, or None when the chain is whole."""
    previous, expected = GENESIS, 1
    for row in connection.execute(select(AuditEntry).order_by(AuditEntry.seq)):
        digest = _chain(previous, row.seq, row.at, row.worker, row.action, row.subject, row.detail)
        if (row.seq, row.previous_hash, row.hash) != (expected, previous, digest):
            return int(row.seq)
        previous, expected = row.hash, expected + 1
    return None


def holds_link(connection: Connection, link: str) -> bool:
    """Whether an entry of this hash stands in the audit."""
    query = select(AuditEntry.seq).where(AuditEntry.hash == link).limit(1)
    return connection.scalar(query) is not None


def last_at(connection: Connection, action: str) -> datetime | None:
    """When something was done the last time; None when it never was."""
    query = select(AuditEntry.at).where(AuditEntry.action == action)
    return connection.scalar(query.order_by(AuditEntry.seq.desc()).limit(1))


def head(connection: Connection) -> str:
    """The newest hash of the chain; it stands for everything before it."""
    return _newest(connection)[1]
