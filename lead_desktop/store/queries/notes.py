"""Finding words in notes: full text inside the encrypted database, newest first."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, select, text

from lead_desktop.domain.timeline import NoteHit
from lead_desktop.store.tables import Contact, ContactParticipant, Participant

HIT_START, HIT_END = "\x02", "\x03"

_MATCH = text(
    "SELECT rowid AS seq, snippet(note_search, 0, char(2), char(3), '…', 12) AS snippet "
    "FROM note_search WHERE note_search MATCH :query ORDER BY rowid DESC LIMIT :limit"
)


def find_in_notes(
    connection: Connection, words: str, *, participant_id: UUID | None = None, limit: int = 50
) -> list[NoteHit]:
    """Notes that hold the beginning of every word in `words`, newest first.

    participant_id: only this person's notes; the restriction is a word of the index itself.
    """
    query = _fts_query(words, participant_id)
    if query is None:
        return []
    hits = connection.execute(_MATCH, {"query": query, "limit": limit}).all()
    snippets = {hit.seq: hit.snippet for hit in hits}
    rows = connection.execute(
        select(
            Contact.seq,
            Contact.id,
            ContactParticipant.participant_id,
            Participant.preferred_name,
            Contact.occurred_at,
            Contact.mode,
            Contact.place_type,
        )
        .join(ContactParticipant, ContactParticipant.contact_id == Contact.id)
        .join(Participant, Participant.id == ContactParticipant.participant_id)
        .where(Contact.seq.in_(snippets), Contact.struck_at.is_(None))
        .order_by(Contact.seq.desc())
    )
    return [
        NoteHit(
            row.id,
            row.participant_id,
            row.preferred_name,
            row.occurred_at,
            row.mode,
            row.place_type,
            snippets[row.seq],
        )
        for row in rows
        if participant_id is None or row.participant_id == participant_id
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
