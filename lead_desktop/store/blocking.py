"""Keeping the look-up keys of people true (domain/people/matching/keys.py says what they are).

Triggers mark whoever is written, by whichever way; the marks are worked off before the next
question. So no writer has to remember it, and an import does not pay for what it does not ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lead_desktop.domain.people.matching import blocking_keys, counting_keys
from lead_desktop.store.queries.duplicates import read_subjects
from lead_desktop.store.tables import StaleFrom, StaleKeys


def mark_from(session: Session, number: int) -> None:
    """Mark everybody from `number` on, who are still to be written, by one row.

    The triggers then leave these people alone: two marks for each person of an import took a
    sixth of its time.
    """
    session.connection().exec_driver_sql(
        "INSERT OR IGNORE INTO blocking_behind (from_number) VALUES (?)", (number,)
    )


def refresh_blocking_keys(session: Session, participant_ids: Iterable[UUID] = ()) -> int:
    """Bring the keys of these people, and of all who are marked, up to date; returns how many."""
    session.flush()
    connection = session.connection()
    mark = "INSERT OR IGNORE INTO blocking_stale (participant_id) VALUES (?)"
    for one in participant_ids:
        connection.exec_driver_sql(mark, (one.hex,))
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO blocking_stale (participant_id) SELECT id FROM participant"
        " WHERE number >= (SELECT min(from_number) FROM blocking_behind)"
    )
    connection.execute(delete(StaleFrom))
    stale = connection.execute(select(StaleKeys.participant_id)).scalars().all()
    if not stale:
        return 0
    # In the order of the index, so that its pages are filled one after the other.
    fresh = sorted(
        (key, subject.id.hex)
        for subject in read_subjects(connection, stale).values()
        for key in blocking_keys(subject.likeness) | counting_keys(subject.likeness)
    )
    connection.exec_driver_sql(
        "DELETE FROM blocking_key WHERE participant_id IN"
        " (SELECT participant_id FROM blocking_stale)"
    )
    if fresh:
        connection.exec_driver_sql(
            "INSERT INTO blocking_key (key, participant_id) VALUES (?, ?)", fresh
        )
    connection.execute(delete(StaleKeys))
    return len(stale)
