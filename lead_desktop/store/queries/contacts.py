"""Contacts and the timeline, newest first or oldest first, with everything shown of them.

Written as SQL with bound values: a page of a timeline is read at each step through the caseload.
With SQLAlchemy's expressions and a statement for each kind of part it took 5 ms, so it takes 1.5.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection

from lead_desktop.domain.codes import (
    EventKind,
    EventSource,
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    Seal,
    VerifiedBy,
)
from lead_desktop.domain.contacts.contact import LATE_AFTER
from lead_desktop.domain.contacts.timeline import (
    EVERYTHING,
    ContactEntry,
    EntryKind,
    EventEntry,
    LinkageEntry,
    TimelineEntry,
    TimelineFilter,
)
from lead_desktop.domain.people.participant import LinkageStep
from lead_desktop.store.queries.changes import list_changes
from lead_desktop.store.queries.contact_rows import SEPARATOR, StoredContact, contact_entry
from lead_desktop.store.queries.set_aside import list_set_aside
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import HIDDEN, bounds_of
from lead_desktop.store.queries.writings import NOTHING, read_edits, read_merged, read_writings
from lead_desktop.store.stored import limited, read_instant, stored_instant

# Whoever may see everybody counts them in the column of people.
_OTHERS = "NULL"
_OTHERS_SHOWN = f"""(SELECT count(*) - 1 FROM contact_participant AS together
         WHERE together.contact_id = contact.id AND together.participant_id NOT IN {HIDDEN})"""
_CONTACTS = f"""
SELECT contact.id, contact.seq, here.participant_id, participant.preferred_name AS participant,
       contact.occurred_at, contact.recorded_at, contact.minutes, contact.mode,
       contact.place_type, contact.place, contact.outcome, contact.kind,
       coalesce(contact.author_text, author.name) AS author, contact.note_format, contact.note,
       contact.signed_at, contact.signed_as, contact.version, contact.author_id,
       contact.import_id IS NOT NULL AS imported, contact.content_hash, contact.hash_recipe,
       contact.struck_at, contact.struck_as, contact.struck_reason,
       (SELECT group_concat(participant_id || ':' || private_line, '{SEPARATOR}')
          FROM contact_participant WHERE contact_id = contact.id) AS people,
       EXISTS (SELECT 1 FROM addendum WHERE contact_id = contact.id)
         OR EXISTS (SELECT 1 FROM note_review WHERE contact_id = contact.id) AS followed,
       (SELECT group_concat(worker.id || ':' || worker.name, '{SEPARATOR}') FROM contact_worker
          JOIN worker ON worker.id = contact_worker.worker_id
         WHERE contact_worker.contact_id = contact.id) AS workers,
       (SELECT group_concat(purpose, '{SEPARATOR}') FROM contact_purpose
         WHERE contact_id = contact.id) AS purposes,
       (SELECT group_concat(supply || ':' || quantity, '{SEPARATOR}') FROM contact_supply
         WHERE contact_id = contact.id) AS supplies,
       here.private_line,
       {_OTHERS} AS others,
       other.relation, other.name AS third_party, contact.initiated_by
  FROM {{contacts}}
  JOIN participant ON participant.id = here.participant_id
  JOIN worker AS author ON author.id = contact.author_id
  LEFT JOIN contact_third_party AS other ON other.contact_id = contact.id
 WHERE contact.struck_at IS NULL
"""
_LIVING = "WHERE contact.struck_at IS NULL"
_LIVING_OR_STRUCK = "WHERE (contact.struck_at IS NULL OR contact.struck_as IS NOT NULL)"
# In both, an index holds the order that is asked for, so that a page is read without sorting all.
# CROSS keeps SQLite from starting at the other table.
_ALL = """contact CROSS JOIN contact_participant AS here ON here.contact_id = contact.id"""
_ONE_PERSON = """contact_participant AS here CROSS JOIN contact ON contact.id = here.contact_id"""


def list_contacts(
    connection: Connection,
    *,
    participant_id: UUID | None = None,
    contact_ids: Sequence[UUID] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    newest_first: bool = False,
    limit: int | None = None,
    offset: int = 0,
    only: TimelineFilter = EVERYTHING,
    third_parties: bool = False,
    late_after: timedelta = LATE_AFTER,
    with_struck: bool = False,
    viewer: Viewer | None = None,
) -> list[ContactEntry]:
    """Contacts of one participant or of everybody, one entry for each person in a contact.

    contact_ids: only these. since, until: only contacts that occurred in [since, until).
    only: narrows further; its days are those of since and until when these are not given.
    third_parties: with the names of somebody else in a contact, which no copy may hold.
    late_after: the team's setting. with_struck: also those marked as entered in error.
    viewer: nothing of people hidden from this worker; None for the program's own checks.
    Every signed note is held against its signature here, whatever it is read for.
    """
    since, until = since or only.since, _earlier(until, only.until)
    bounds: dict[str, object] = {}
    if participant_id is None:
        query, order = _CONTACTS.format(contacts=_ALL), ("contact.occurred_at", "contact.seq")
    else:
        query = _CONTACTS.format(contacts=_ONE_PERSON) + " AND here.participant_id = :person"
        order = ("here.occurred_at", "here.contact_id")
        bounds["person"] = participant_id.hex
    if contact_ids:
        query += " AND contact.id IN (SELECT value FROM json_each(:ids))"
        bounds["ids"] = json.dumps([contact_id.hex for contact_id in contact_ids])
    if since is not None:
        query += f" AND {order[0]} >= :since"
        bounds["since"] = stored_instant(since)
    if until is not None:
        query += f" AND {order[0]} < :until"
        bounds["until"] = stored_instant(until)
    query += _narrowing(only, bounds)
    if viewer is not None:
        query = query.replace(f"{_OTHERS} AS others", f"{_OTHERS_SHOWN} AS others")
        query += f" AND here.participant_id NOT IN {HIDDEN}"
        bounds |= bounds_of(viewer)
    if with_struck:
        query = query.replace(_LIVING, _LIVING_OR_STRUCK)
    way = "DESC" if newest_first else "ASC"
    query += f" ORDER BY {order[0]} {way}, {order[1]} {way} {limited(limit, offset)}"
    rows = [StoredContact._make(row) for row in connection.exec_driver_sql(query, bounds)]
    return _entries(connection, rows, late_after, third_parties=third_parties)


def _entries(
    connection: Connection,
    rows: Sequence[StoredContact],
    late_after: timedelta,
    *,
    third_parties: bool,
) -> list[ContactEntry]:
    """The rows with what was written to them since, each signed one held against its signature."""
    followed = [row.id for row in rows if row.followed]
    writings = read_writings(connection, followed) if followed else {}
    # A version tells at once of most that nobody changed them: signing makes a second one.
    perhaps = [row.id for row in rows if row.version > (1 if row.signed_at is None else 2)]
    edits = read_edits(connection, perhaps) if perhaps else {}
    entries = [
        contact_entry(
            row,
            writings.get(row.id, NOTHING),
            late_after,
            third_parties=third_parties,
            edits=edits.get(row.id, 0),
        )
        for row in rows
    ]
    if all(entry.seal is not Seal.BROKEN for entry in entries):
        return entries
    # Rare, so that it may cost something: perhaps the note names a record that was merged since.
    merged = read_merged(connection)
    return [
        contact_entry(
            row,
            writings.get(row.id, NOTHING),
            late_after,
            third_parties=third_parties,
            merged=merged,
            edits=entry.edits,
        )
        if entry.seal is Seal.BROKEN and merged
        else entry
        for row, entry in zip(rows, entries, strict=True)
    ]


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min(one, other) if one and other else one or other


def _narrowing(only: TimelineFilter, bounds: dict[str, object]) -> str:
    """Conditions on a contact for worker, modes and signature; adds what they bind."""
    conditions = ""
    if only.worker_id is not None:
        bounds["worker"] = only.worker_id.hex
        conditions += """ AND (contact.author_id = :worker OR EXISTS (SELECT 1 FROM contact_worker
            WHERE contact_id = contact.id AND worker_id = :worker))"""
    if only.modes:
        bounds["modes"] = json.dumps(sorted(only.modes))
        conditions += " AND contact.mode IN (SELECT value FROM json_each(:modes))"
    if only.signed is not None:
        # Nobody here has to sign what came from another system.
        conditions += (
            " AND contact.signed_at IS NOT NULL"
            if only.signed
            else " AND contact.signed_at IS NULL AND contact.import_id IS NULL"
        )
    return conditions


def count_contacts(connection: Connection, participant_id: UUID) -> int:
    """How many contacts, reached or attempted, stand on a participant's record."""
    query = """SELECT count(*) FROM contact_participant AS here
        JOIN contact ON contact.id = here.contact_id
        WHERE here.participant_id = :person AND contact.struck_at IS NULL"""
    counted = connection.exec_driver_sql(query, {"person": participant_id.hex}).scalar_one()
    return int(counted)


_EVENTS = """
SELECT event.id, event.kind, event.source, event.occurred_at, event.ended_at, event.place,
       event.words, worker.name,
       (SELECT count(*) FROM contact_event WHERE event_id = event.id) AS contacts
  FROM event JOIN worker ON worker.id = event.worker_id
 WHERE event.participant_id = :person AND event.struck_at IS NULL
   AND (:before IS NULL OR event.occurred_at < :before)
   AND (:since IS NULL OR event.occurred_at >= :since)
   AND (:worker IS NULL OR event.worker_id = :worker)
 ORDER BY event.occurred_at DESC
"""


def list_events(
    connection: Connection,
    participant_id: UUID,
    *,
    before: datetime | None = None,
    limit: int | None = None,
    only: TimelineFilter = EVERYTHING,
) -> list[EventEntry]:
    """What happened in the participant's life, newest first."""
    query = f"{_EVENTS} {limited(limit)}"
    rows = connection.exec_driver_sql(query, _bounds(participant_id, before, only))
    return [
        EventEntry(
            id=UUID(row.id),
            kind=EventKind(row.kind),
            source=EventSource(row.source),
            occurred_at=read_instant(row.occurred_at),
            ended_at=read_instant(row.ended_at) if row.ended_at else None,
            place=row.place,
            words=row.words,
            worker=row.name,
            contacts=row.contacts,
        )
        for row in rows
    ]


_STEPS = """
SELECT step.linkage_id, linkage.title, organization.name AS organization, step.from_status,
       step.to_status, step."on" AS day, step.at, worker.name AS worker, step.words,
       step.id, step.contact_id, step.method, step.verified_by, step.reason, step.undone_at
  FROM linkage
  JOIN linkage_change AS step ON step.linkage_id = linkage.id
  JOIN worker ON worker.id = step.worker_id
  LEFT JOIN organization ON organization.id = linkage.organization_id
"""
_NEWEST_STEPS = "ORDER BY step.at DESC, step.rowid DESC"
_MOVES = f"""{_STEPS} WHERE linkage.participant_id = :person AND step.from_status IS NOT NULL
   AND step.undone_at IS NULL AND (:before IS NULL OR step.at < :before)
   AND (:since IS NULL OR step.at >= :since)
   AND (:worker IS NULL OR step.worker_id = :worker) {_NEWEST_STEPS}"""
_HISTORY = f"{_STEPS} WHERE linkage.id = :linkage {_NEWEST_STEPS}"


def list_linkage_steps(connection: Connection, linkage_id: UUID) -> list[LinkageStep]:
    """The history of one linkage, newest first."""
    return _steps(connection, _HISTORY, {"linkage": linkage_id.hex})


def _steps(connection: Connection, query: str, bounds: dict[str, object]) -> list[LinkageStep]:
    return [
        LinkageStep(
            linkage_id=UUID(row.linkage_id),
            title=row.title,
            organization=row.organization,
            from_status=LinkageStatus(row.from_status) if row.from_status else None,
            to_status=LinkageStatus(row.to_status),
            on=date.fromisoformat(row.day),
            at=read_instant(row.at),
            worker=row.worker,
            words=row.words,
            id=UUID(row.id),
            talked=row.contact_id is not None,
            method=LinkageMethod(row.method) if row.method else None,
            verified_by=VerifiedBy(row.verified_by) if row.verified_by else None,
            reason=LinkageReason(row.reason) if row.reason else None,
            undone=row.undone_at is not None,
        )
        for row in connection.exec_driver_sql(query, bounds)
    ]


def _bounds(
    participant_id: UUID, before: datetime | None, only: TimelineFilter
) -> dict[str, object]:
    until = _earlier(before, only.until)
    return {
        "person": participant_id.hex,
        "before": stored_instant(until) if until else None,
        "since": stored_instant(only.since) if only.since else None,
        "worker": only.worker_id.hex if only.worker_id else None,
    }


def list_timeline(
    connection: Connection,
    participant_id: UUID,
    *,
    limit: int = 60,
    before: datetime | None = None,
    only: TimelineFilter = EVERYTHING,
    late_after: timedelta = LATE_AFTER,
    legal: bool = True,
) -> list[TimelineEntry]:
    """One screen of the timeline: contacts, events, linkage moves and changes, newest first.

    before: only what occurred earlier; pass the last entry's time to page on. Notes entered in
    error stand here too, marked: a record shows what it once held. legal: with changes that
    roles without legal detail are not shown.
    """
    entries: list[TimelineEntry] = []
    if only.asks_for(EntryKind.CONTACT):
        entries += list_contacts(
            connection,
            participant_id=participant_id,
            until=before,
            newest_first=True,
            limit=limit,
            only=only,
            third_parties=True,
            late_after=late_after,
            with_struck=True,
        )
    if only.asks_for(EntryKind.EVENT):
        entries += list_events(connection, participant_id, before=before, limit=limit, only=only)
        bounds = _bounds(participant_id, before, only)
        entries += list_changes(connection, bounds, limit, legal=legal)
        entries += list_set_aside(connection, bounds, limit, legal=legal)
    if only.asks_for(EntryKind.LINKAGE):
        moves = f"{_MOVES} {limited(limit)}"
        bounds = _bounds(participant_id, before, only)
        entries += map(LinkageEntry, _steps(connection, moves, bounds))
    entries.sort(key=lambda entry: entry.occurred_at, reverse=True)
    return entries[:limit]
