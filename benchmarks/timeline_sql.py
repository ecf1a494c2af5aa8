"""The first screen of a timeline by hand: the floor of the figure "timeline".

It answers what the screen shows: that the person may be seen, contacts with everybody who took
part, what was written to them later, notes entered in error, events, moves of linkages, and whether
each signed note still matches its signature.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable

VISIBLE = """
SELECT 1 FROM participant p
 WHERE p.id = :person AND p.restricted = 1
   AND NOT EXISTS (SELECT 1 FROM assignment a
        WHERE a.participant_id = p.id AND a.worker_id = :viewer AND a.to_on IS NULL)
   AND NOT EXISTS (SELECT 1 FROM record_access r
        WHERE r.participant_id = p.id AND r.worker_id = :viewer AND r.ended_at IS NULL
          AND (r.until IS NULL OR r.until > :now))
"""
CONTACTS = """
SELECT c.id, c.occurred_at, c.recorded_at, c.mode, c.outcome, c.kind, c.minutes, c.place_type,
       c.place, c.note_format, c.note, c.signed_at, c.signed_as, c.content_hash, t.relation, t.name,
       (SELECT group_concat(participant_id || ':' || private_line, char(31))
          FROM contact_participant WHERE contact_id = c.id),
       (SELECT group_concat(worker_id || ':' || name, '|') FROM contact_worker
          JOIN worker ON worker.id = worker_id WHERE contact_id = c.id),
       (SELECT group_concat(purpose, '|') FROM contact_purpose WHERE contact_id = c.id),
       (SELECT group_concat(supply || ':' || quantity, '|') FROM contact_supply
         WHERE contact_id = c.id),
       c.seq, p.preferred_name, coalesce(c.author_text, w.name), c.author_id, c.version,
       c.import_id IS NOT NULL, c.struck_at, c.struck_as, c.struck_reason, cp.private_line,
       EXISTS (SELECT 1 FROM addendum WHERE contact_id = c.id)
         OR EXISTS (SELECT 1 FROM note_review WHERE contact_id = c.id), c.initiated_by
  FROM contact_participant cp
 CROSS JOIN contact c ON c.id = cp.contact_id
  JOIN participant p ON p.id = cp.participant_id
  JOIN worker w ON w.id = c.author_id
  LEFT JOIN contact_third_party t ON t.contact_id = c.id
 WHERE cp.participant_id = :person AND (c.struck_at IS NULL OR c.struck_as IS NOT NULL)
 ORDER BY cp.occurred_at DESC, cp.contact_id DESC LIMIT 60
"""
ADDENDA = "SELECT * FROM addendum WHERE contact_id = ? ORDER BY signed_at, id"
REVIEWS = "SELECT * FROM note_review WHERE contact_id = ? ORDER BY reviewed_at, id"
EVENTS = """
SELECT e.id, e.kind, e.source, e.occurred_at, e.ended_at, e.place, e.words, w.name,
       (SELECT count(*) FROM contact_event WHERE event_id = e.id)
  FROM event e JOIN worker w ON w.id = e.worker_id
 WHERE e.participant_id = :person AND e.struck_at IS NULL ORDER BY e.occurred_at DESC LIMIT 60
"""
MOVES = """
SELECT m.linkage_id, l.title, o.name, m.from_status, m.to_status, m."on", m.at, w.name, m.words,
       m.id, m.contact_id, m.method, m.verified_by, m.reason
  FROM linkage l JOIN linkage_change m ON m.linkage_id = l.id JOIN worker w ON w.id = m.worker_id
  LEFT JOIN organization o ON o.id = l.organization_id
 WHERE l.participant_id = :person AND m.from_status IS NOT NULL AND m.undone_at IS NULL
 ORDER BY m.at DESC, m.rowid DESC LIMIT 60
"""


def screen_by_hand(raw: sqlite3.Connection, bounds: dict[str, str]) -> list[tuple[str, bool]]:
    """Read the screen; returns the ids of its contacts and whether each one's seal holds.

    bounds: person, viewer, now.
    """
    raw.execute("BEGIN")
    if raw.execute(VISIBLE, bounds).fetchone() is not None:
        raise RuntimeError("the benchmark's worker may not see this person")
    contacts = raw.execute(CONTACTS, bounds).fetchall()
    for row in contacts:
        if row[30]:
            raw.execute(ADDENDA, (row[0],)).fetchall()
            raw.execute(REVIEWS, (row[0],)).fetchall()
    raw.execute(EVENTS, bounds).fetchall()
    raw.execute(MOVES, bounds).fetchall()
    raw.execute("COMMIT")
    return [(row[0], _matches(row)) for row in contacts]


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _matches(row: tuple[str, ...]) -> bool:
    """The third recipe of domain/contacts/signature, for a note with instants of whole seconds."""
    if row[11] is None:
        return False
    signed = (
        "contact",
        row[0],
        f"{row[1][:10]}T{row[1][11:19]}+00:00",
        f"{row[2][:10]}T{row[2][11:19]}+00:00",
        *row[3:11],
        sorted(one.split(":", 1) for one in row[16].split("\x1f")),
        row[14],
        row[15] or "",
        sorted(one[:32] for one in _members(row[17])),
        sorted(_members(row[18])),
        sorted((code, int(many)) for code, _, many in map(_parted, _members(row[19]))),
        f"{row[11][:10]}T{row[11][11:19]}+00:00",
        row[12],
        row[31],
    )
    return hashlib.sha256(_encode(signed).encode()).hexdigest() == row[13]


def _members(joined: str | None) -> Iterable[str]:
    return joined.split("|") if joined else ()


def _parted(pair: str) -> tuple[str, str, str]:
    return pair.partition(":")
