"""What was put off and handed over about one participant, as it stands on the timeline.

What was taken back by whoever did it is no part of the story.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from lead_desktop.domain.codes import SnoozeReason, TaskKind
from lead_desktop.domain.contacts.timeline import ChangeEntry
from lead_desktop.domain.worklist.set_aside import LEGAL_KINDS, AsideLine, HandedLine, PutOffLine
from lead_desktop.store.stored import limited, read_instant

_LEGAL = ", ".join(f"'{kind.value}'" for kind in sorted(LEGAL_KINDS))
_KIND = "substr(made.item_key, 1, instr(made.item_key, ':') - 1)"
_ASIDE = f"""
SELECT made.id, made.created_at AS at, worker.name AS worker, made.kind, made.words,
       made.until_on, made.reason, NULL AS to_worker, 0 AS done
  FROM snooze AS made JOIN worker ON worker.id = made.worker_id
 WHERE made.participant_id = :person AND made.ended_at IS NULL
   AND (:legal OR made.kind NOT IN ({_LEGAL}))
   AND (:before IS NULL OR made.created_at < :before)
   AND (:since IS NULL OR made.created_at >= :since)
   AND (:worker IS NULL OR made.worker_id = :worker)
UNION ALL
SELECT made.id, made.created_at, giver.name, {_KIND}, made.words, NULL, NULL, taker.name,
       made.closed_at IS NOT NULL
  FROM handover AS made JOIN worker AS giver ON giver.id = made.from_worker_id
  LEFT JOIN worker AS taker ON taker.id = made.to_worker_id
 WHERE made.participant_id = :person
   AND (made.closed_by_id IS NULL OR made.closed_by_id <> made.from_worker_id)
   AND (:legal OR {_KIND} NOT IN ({_LEGAL}))
   AND (:before IS NULL OR made.created_at < :before)
   AND (:since IS NULL OR made.created_at >= :since)
   AND (:worker IS NULL OR made.from_worker_id = :worker)
 ORDER BY at DESC"""


def list_set_aside(
    connection: Connection, bounds: Mapping[str, object], limit: int, *, legal: bool
) -> list[ChangeEntry]:
    """The newest of them within the bounds of a timeline's page."""
    rows = connection.exec_driver_sql(f"{_ASIDE} {limited(limit)}", {**bounds, "legal": legal})
    return [ChangeEntry(_line(row), read_instant(row.at)) for row in rows]


def _line(row: Any) -> AsideLine:
    made, kind, at = UUID(row.id), TaskKind(row.kind), read_instant(row.at)
    if row.until_on is None:
        return HandedLine(made, kind, at, row.worker, row.to_worker, row.words, bool(row.done))
    until, reason = date.fromisoformat(row.until_on), SnoozeReason(row.reason)
    return PutOffLine(made, kind, at, row.worker, until, reason, row.words)
