"""What the supervisor reads beyond the worklist: snoozes counted, critical events, sessions."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Connection

from lead_desktop.domain.codes import EventKind, Role, SupervisionForm
from lead_desktop.domain.worklist.oversight import (
    CRITICAL_DAYS,
    CRITICAL_EVENTS,
    CriticalEvent,
    SessionLine,
    SnoozeCount,
)
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import HIDDEN, bounds_of
from lead_desktop.store.stored import read_instant, stored_instant

SNOOZES_LOOK_BACK = timedelta(days=180)

_SNOOZES = """
SELECT s.item_key, count(*) AS times, worker.name
  FROM snooze AS s JOIN worker ON worker.id = s.worker_id
 WHERE s.ended_at IS NULL AND s.created_at >= :since
 GROUP BY s.item_key HAVING count(*) >= :least
"""
_CRITICAL = f"""
SELECT e.id, p.id, p.preferred_name, e.kind, e.occurred_at, worker.name
  FROM event AS e JOIN participant AS p ON p.id = e.participant_id
  JOIN worker ON worker.id = e.worker_id
 WHERE e.kind IN ({", ".join(f"'{kind.value}'" for kind in sorted(CRITICAL_EVENTS))})
   AND e.occurred_at BETWEEN :since AND :now AND e.struck_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM critical_report WHERE event_id = e.id)
   AND p.id NOT IN {HIDDEN}
"""
_SESSIONS = """
SELECT s.id, s.worker_id, supervisor.name, s.held_on, s.minutes, s.form, s.words
  FROM supervision_session AS s JOIN worker AS supervisor ON supervisor.id = s.supervisor_id
 WHERE s.held_on >= :since AND (:worker IS NULL OR s.worker_id = :worker)
 ORDER BY s.held_on DESC, s.created_at DESC
"""


def count_snoozes(connection: Connection, viewer: Viewer, least: int) -> list[SnoozeCount]:
    """Things put off at least so many times, with the worker who did it last."""
    since = stored_instant(viewer.now - SNOOZES_LOOK_BACK)
    rows = connection.exec_driver_sql(_SNOOZES, {"since": since, "least": least})
    return [SnoozeCount(*row) for row in rows]


def list_critical(connection: Connection, viewer: Viewer) -> list[CriticalEvent]:
    """Events that may be critical incidents and that nobody has answered for."""
    bounds = {
        "since": stored_instant(viewer.now - timedelta(days=CRITICAL_DAYS)),
        "now": stored_instant(viewer.now),
        **bounds_of(viewer),
    }
    return [
        CriticalEvent(UUID(event), UUID(person), name, EventKind(kind), read_instant(at), worker)
        for event, person, name, kind, at, worker in connection.exec_driver_sql(_CRITICAL, bounds)
    ]


def list_sessions(
    connection: Connection, since: date, *, worker_id: UUID | None = None
) -> list[SessionLine]:
    """Supervision sessions since a day, newest first: everybody's, or one worker's."""
    bounds = {"since": since.isoformat(), "worker": worker_id.hex if worker_id else None}
    return [
        SessionLine(
            UUID(id_),
            UUID(worker),
            supervisor,
            date.fromisoformat(held_on),
            minutes,
            SupervisionForm(form),
            words,
        )
        for id_, worker, supervisor, held_on, minutes, form, words in connection.exec_driver_sql(
            _SESSIONS, bounds
        )
    ]


def list_peers(connection: Connection) -> list[tuple[UUID, str]]:
    """Active peers, by name: whose certificate asks for supervision."""
    rows = connection.exec_driver_sql(
        "SELECT id, name FROM worker WHERE active AND role = ? ORDER BY name_key",
        (Role.PEER.value,),
    )
    return [(UUID(id_), name) for id_, name in rows]
