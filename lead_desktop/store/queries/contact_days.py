"""Figures about one participant's contacts that need no note: days, and who wrote."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from lead_desktop.base.clock import local_day
from lead_desktop.domain.contacts.timeline import ContactDay
from lead_desktop.store.stored import read_instant, stored_instant

# From the index by standing alone; the words of the notes are never touched.
_DAYS = """SELECT occurred_at, standing FROM contact_participant
    WHERE participant_id = :person AND standing IN ('reached', 'attempted')
      AND occurred_at >= :since"""
_WRITERS = """SELECT id, name FROM worker WHERE id IN (
    SELECT there.worker_id FROM contact_participant AS here
      JOIN contact_worker AS there ON there.contact_id = here.contact_id
     WHERE here.participant_id = :person) ORDER BY name_key"""


def contact_days(
    connection: Connection, participant_id: UUID, since: datetime, zone: ZoneInfo
) -> tuple[ContactDay, ...]:
    """Days since an instant on which the participant was reached or tried, the earliest first."""
    bounds = {"person": participant_id.hex, "since": stored_instant(since)}
    days: dict[date, list[int]] = {}
    for occurred_at, standing in connection.exec_driver_sql(_DAYS, bounds):
        counts = days.setdefault(local_day(read_instant(occurred_at), zone), [0, 0])
        counts[standing == "attempted"] += 1
    return tuple(ContactDay(day, *counts) for day, counts in sorted(days.items()))


def writers_about(connection: Connection, participant_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Workers who took part in the participant's contacts: (id, name), by name."""
    rows = connection.exec_driver_sql(_WRITERS, {"person": participant_id.hex})
    return tuple((UUID(row.id), row.name) for row in rows)
