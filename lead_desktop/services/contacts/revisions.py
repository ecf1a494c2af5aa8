"""What a contact said before it was changed, and what each edit changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from lead_desktop.domain.codes import ContactOutcome
from lead_desktop.domain.contacts.contact_facts import ContactFacts, from_stored
from lead_desktop.domain.contacts.contact_history import FieldChange, changed_fields
from lead_desktop.domain.contacts.difference import Words, difference
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.contacts.contact_rows import read_facts
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import NoteRevision, Participant, Worker


@dataclass(frozen=True)
class Revision:
    """What a contact said before an edit, how the edit changed its words, and which fields."""

    version: int
    replaced_at: datetime
    replaced_by: str
    outcome: ContactOutcome
    minutes: int | None
    note: str
    words: tuple[Words, ...]
    fields: tuple[FieldChange, ...]


@allowed(Act.SEE_PARTICIPANTS)
def list_revisions(desk: Desk, contact_id: UUID) -> tuple[Revision, ...]:
    """The earlier states of a contact, newest first; none for one that was never changed."""
    with desk.store.read() as connection:
        rows = connection.execute(
            select(NoteRevision.__table__, Worker.name.label("worker"))
            .join(Worker, Worker.id == NoteRevision.replaced_by_id)
            .where(NoteRevision.contact_id == contact_id)
            .order_by(NoteRevision.version.desc())
        ).all()
        if not rows:
            return ()
        newer = read_facts(connection, contact_id)
        states = [_facts_of(row) for row in rows]
        names = _names(connection, desk, [newer, *(one for one in states if one is not None)])
    revisions = []
    note, after = newer.note, newer
    for row, facts in zip(rows, states, strict=True):
        # Kept by an earlier version of the program: beside the note it knew these two alone.
        before = facts or _like(after, row)
        revisions.append(
            Revision(
                row.version,
                row.replaced_at,
                row.worker,
                row.outcome,
                row.minutes,
                row.note,
                difference(row.note, note),
                changed_fields(before, after, names, desk.clock.zone),
            )
        )
        note, after = row.note, before
    return tuple(revisions)


def _facts_of(row: Row[Any]) -> ContactFacts | None:
    return from_stored(row.facts) if row.facts else None


def _like(after: ContactFacts, row: Row[Any]) -> ContactFacts:
    return replace(
        after,
        outcome=row.outcome,
        minutes=row.minutes,
        note=row.note,
        note_format=row.note_format,
    )


def _names(
    connection: Connection, desk: Desk, states: Collection[ContactFacts]
) -> Mapping[UUID, str]:
    """Names of everybody who is named; not of those who are hidden from the reader."""
    people = {one for facts in states for one in facts.participant_ids}
    workers = {one for facts in states for one in facts.worker_ids}
    named = connection.execute(
        select(Participant.id, Participant.preferred_name).where(
            Participant.id.in_(people), seen_by(Participant.id, desk.viewer)
        )
    )
    at_work = connection.execute(select(Worker.id, Worker.name).where(Worker.id.in_(workers)))
    return {row.id: row.preferred_name for row in named} | {row.id: row.name for row in at_work}
