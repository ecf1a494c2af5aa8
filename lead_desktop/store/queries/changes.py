"""Changes of status and in a life, as they stand on the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from lead_desktop.domain.codes import Evidence, LifeArea, ParticipantStatus, Phase
from lead_desktop.domain.contacts.timeline import ChangeEntry
from lead_desktop.domain.people.outcomes import LEGAL_AREAS, OutcomeLine
from lead_desktop.domain.people.status import StatusLine, StatusStep
from lead_desktop.store.stored import limited, read_instant

_WITHIN = """(:before IS NULL OR made.created_at < :before)
   AND (:since IS NULL OR made.created_at >= :since)
   AND (:worker IS NULL OR made.worker_id = :worker)"""
_LEGAL = ", ".join(f"'{area.value}'" for area in sorted(LEGAL_AREAS))

# The first step of a record, its beginning, is no change. Steps of an import know no phase.
_CHANGES = f"""
SELECT made.id, made.created_at AS at, made.effective_on AS day, worker.name AS worker,
       coalesce(made.reason, '') AS words, made.from_status, made.to_status,
       coalesce(made.phase, participant.phase) AS phase, coalesce(made.reason_code, '') AS reason,
       NULL AS area, NULL AS value, NULL AS evidence
  FROM status_change AS made JOIN worker ON worker.id = made.worker_id
       JOIN participant ON participant.id = made.participant_id
 WHERE made.participant_id = :person AND made.from_status IS NOT NULL
   AND made.undone_at IS NULL AND {_WITHIN}
UNION ALL
SELECT made.id, made.created_at, made."on", worker.name, made.words, NULL, NULL, NULL, NULL,
       made.area, made.value, made.evidence
  FROM outcome_change AS made JOIN worker ON worker.id = made.worker_id
 WHERE made.participant_id = :person AND made.struck_at IS NULL
   AND (:legal OR made.area NOT IN ({_LEGAL})) AND {_WITHIN}
 ORDER BY at DESC"""


def list_changes(
    connection: Connection, bounds: Mapping[str, object], limit: int, *, legal: bool
) -> list[ChangeEntry]:
    """The newest changes of one participant within the bounds of a timeline's page."""
    query = f"{_CHANGES} {limited(limit)}"
    rows = connection.exec_driver_sql(query, {**bounds, "legal": legal})
    person = UUID(str(bounds["person"]))
    return [ChangeEntry(_change(row, person), read_instant(row.at)) for row in rows]


def _change(row: Any, person: UUID) -> StatusLine | OutcomeLine:
    day = date.fromisoformat(row.day)
    if row.area is not None:
        return OutcomeLine(
            UUID(row.id),
            person,
            LifeArea(row.area),
            row.value,
            day,
            Evidence(row.evidence),
            row.words,
            row.worker,
        )
    step = StatusStep(
        ParticipantStatus(row.from_status),
        ParticipantStatus(row.to_status),
        day,
        Phase(row.phase),
        row.reason,
    )
    return StatusLine(UUID(row.id), step, read_instant(row.at), row.worker, row.words)
