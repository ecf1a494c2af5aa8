"""Finding words in notes: full text inside the encrypted database, newest first."""

from __future__ import annotations

from operator import itemgetter
from uuid import UUID

from sqlalchemy import Connection

from lead_desktop.domain.codes import ContactMode, PlaceType
from lead_desktop.domain.contacts.timeline import NoteHit
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import HIDDEN, bounds_of
from lead_desktop.store.stored import limited, members, read_id, read_instant, read_known_id

HIT_START, HIT_END = "\x02", "\x03"

# The newest hits are taken from the index alone; only they are looked up.
_HITS = """
SELECT hit.seq, contact.id, here.participant_id, participant.preferred_name, contact.occurred_at,
       contact.mode, contact.place_type, hit.snippet
  FROM (SELECT rowid AS seq, snippet(note_search, 0, char(2), char(3), '…', 12) AS snippet
          FROM note_search WHERE note_search MATCH :words ORDER BY rowid DESC {limit}) AS hit
  JOIN contact ON contact.seq = hit.seq
  JOIN contact_participant AS here ON here.contact_id = contact.id
  JOIN participant ON participant.id = here.participant_id
 WHERE contact.struck_at IS NULL
"""


_MODE = members(ContactMode)
_PLACE = members(PlaceType)


def find_in_notes(
    connection: Connection,
    words: str,
    *,
    participant_id: UUID | None = None,
    limit: int = 50,
    viewer: Viewer | None = None,
) -> list[NoteHit]:
    """Notes that hold the beginning of every word in `words`, newest first.

    participant_id: only this person's notes; the restriction is a word of the index itself.
    """
    query = _fts_query(words, participant_id)
    if query is None:
        return []
    hits = _HITS.format(limit=limited(limit))
    bounds: dict[str, object] = {"words": query}
    if viewer is not None:
        hits += f" AND here.participant_id NOT IN {HIDDEN}"
        bounds |= bounds_of(viewer)
    rows = connection.exec_driver_sql(hits, bounds).all()
    return [
        NoteHit(
            read_id(contact_id),
            read_known_id(person),
            name,
            read_instant(occurred_at),
            _MODE[mode],
            _PLACE[place_type] if place_type else None,
            snippet,
        )
        # Sorted here: for SQLite it would be a second, temporary tree.
        for _, contact_id, person, name, occurred_at, mode, place_type, snippet in sorted(
            rows, key=itemgetter(0), reverse=True
        )
        if participant_id is None or person == participant_id.hex
    ]


def _fts_query(words: str, participant_id: UUID | None) -> str | None:
    # Each word is quoted: what a person types is never read as the index's query language.
    terms = ['"' + term.replace('"', '""') + '"*' for term in words.split() if _searchable(term)]
    if not terms:
        return None
    query = f"(body : {' '.join(terms)}) NOT scope : struck"
    return query if participant_id is None else f"({query}) AND scope : p{participant_id.hex}"


def _searchable(term: str) -> bool:
    return any(character.isalnum() for character in term)
