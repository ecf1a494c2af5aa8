"""Changing an own note that is not signed yet; what it said before is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import EditConflict, InvalidInput
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ContactKind, ContactOutcome, NoteFormat
from lead_desktop.domain.contacts import contact as rules
from lead_desktop.domain.contacts.difference import Words, difference
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.contacts.contact_form import check_minutes, check_note
from lead_desktop.services.contacts.signing import answer_returned, own_unsigned, people_of
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.tables import Contact, NoteRevision, Worker

_FOLLOWS_OUTCOME = frozenset({ContactKind.DIRECT, ContactKind.ATTEMPT})


@dataclass(frozen=True)
class EditContact:
    """A saved contact as it is to read from now on. version: the one that the form had read."""

    contact_id: UUID
    version: int
    outcome: ContactOutcome
    minutes: int | None
    note_format: NoteFormat
    note: str


@allowed(Act.LOG_CONTACT)
def edit_contact(desk: Desk, command: EditContact) -> Change:
    """Change the words, the outcome or the minutes of an own unsigned contact.

    Raises EditConflict, carrying both texts, when it was changed since `version` was read;
    Refused when it is signed or another's; InvalidInput by field.
    """
    problems = [
        *check_minutes(command.minutes),
        *check_note(command.note, command.note_format, desk.worker.role),
    ]
    if problems:
        raise InvalidInput(*problems)
    with desk.store.write() as session:
        contact = own_unsigned(session, desk, command.contact_id, "change")
        if contact.version != command.version:
            raise EditConflict(
                "This note was changed in another window since you opened it.",
                kept=contact.note,
                offered=command.note,
            )
        keep_revision(session, desk, contact)
        contact.note = command.note.strip()
        contact.note_format = command.note_format
        set_outcome(contact, command.outcome, command.minutes)
        contact.updated_at = desk.clock.now()
        answer_returned(session, desk, contact)
        people = people_of(session, contact.id)
        desk.record(session, "contact.edit", subject=contact.id)
    topics = frozenset({Topic.CONTACTS, Topic.PARTICIPANTS})
    return Change(topics, people, "Note changed")


def keep_revision(session: Session, desk: Desk, contact: Contact) -> None:
    """Keep what a contact says now, before it is changed."""
    now = desk.clock.now()
    session.add(
        NoteRevision(
            id=new_id(),
            contact_id=contact.id,
            version=contact.version,
            replaced_by_id=desk.worker.id,
            replaced_at=now,
            outcome=contact.outcome,
            minutes=contact.minutes,
            note_format=contact.note_format,
            note=contact.note,
            created_at=now,
            updated_at=now,
        )
    )


def set_outcome(contact: Contact, outcome: ContactOutcome, minutes: int | None) -> None:
    """Give a contact an outcome and a length; what it counts as follows."""
    contact.outcome = outcome
    if contact.kind in _FOLLOWS_OUTCOME:
        contact.kind = rules.kind_of(outcome)
    contact.minutes = rules.minutes_of(contact.kind, outcome, minutes)
    contact.standing = rules.standing_of(contact.kind, outcome)


@dataclass(frozen=True)
class Revision:
    """What a note said before an edit, and how the edit changed its words."""

    version: int
    replaced_at: datetime
    replaced_by: str
    outcome: ContactOutcome
    minutes: int | None
    note: str
    words: tuple[Words, ...]


@allowed(Act.SEE_PARTICIPANTS)
def list_revisions(desk: Desk, contact_id: UUID) -> tuple[Revision, ...]:
    """The earlier texts of a contact, newest first; none for a note that was never changed."""
    with desk.store.read() as connection:
        rows = connection.execute(
            select(NoteRevision.__table__, Worker.name.label("worker"))
            .join(Worker, Worker.id == NoteRevision.replaced_by_id)
            .where(NoteRevision.contact_id == contact_id)
            .order_by(NoteRevision.version.desc())
        ).all()
        newer = connection.scalar(select(Contact.note).where(Contact.id == contact_id)) or ""
    revisions = []
    for row in rows:
        words = difference(row.note, newer)
        revisions.append(
            Revision(
                row.version,
                row.replaced_at,
                row.worker,
                row.outcome,
                row.minutes,
                row.note,
                words,
            )
        )
        newer = row.note
    return tuple(revisions)
