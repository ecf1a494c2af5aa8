"""Changing an own contact that is not signed yet: every field of it. What it said before is kept.

What a contact did beside itself follows an edit as far as it must: what it did for somebody who is
not part of it any more is taken back, and what carries its day moves along with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from lead_desktop.base.errors import EditConflict, InvalidInput, NotFound
from lead_desktop.base.ids import new_id
from lead_desktop.domain.contacts.contact_facts import ContactFacts, from_stored, to_stored
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.contacts.contact_effects import (
    Effects,
    has_effects,
    move_effects,
    put_back_effects,
    take_back_effects,
    take_back_learned,
)
from lead_desktop.services.contacts.contact_form import check_facts, check_note
from lead_desktop.services.contacts.contact_rows import (
    columns_of,
    of_contact,
    parts_of,
    people_of_facts,
    read_facts,
)
from lead_desktop.services.contacts.drafts import end_draft
from lead_desktop.services.contacts.signing import (
    answer_returned,
    own_unsigned,
    people_of,
    sign_within,
)
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.importing.bulk import insert_rows
from lead_desktop.store.queries.visibility import hidden_ids
from lead_desktop.store.tables import Contact, ContactParticipant, NoteRevision, Participant

_TOPICS = frozenset({Topic.CONTACTS, Topic.PARTICIPANTS, Topic.TASKS, Topic.LINKAGES, Topic.DRAFTS})


@dataclass(frozen=True)
class SavedFacts:
    """What a contact says, the version that says so, and when it was first written down."""

    contact_id: UUID
    version: int
    facts: ContactFacts
    recorded_at: datetime


@dataclass(frozen=True)
class EditContact:
    """A saved contact as it is to read from now on. version: the one that the form had read.

    sign: at once, with the change. draft_id, writer, draft_version: the draft that ends with it, as
    in LogContact.
    """

    contact_id: UUID
    version: int
    facts: ContactFacts
    sign: bool = False
    draft_id: UUID | None = None
    writer: UUID | None = None
    draft_version: int = 0


@allowed(Act.LOG_CONTACT)
def read_saved(desk: Desk, contact_id: UUID) -> SavedFacts:
    """An own unsigned contact, to be changed; refuses any other. People who are hidden from the
    worker are left out, and stay in the contact."""
    with desk.store.write() as session:
        contact = own_unsigned(session, desk, contact_id, "change")
        facts = _shown(session, desk, contact_id)
        return SavedFacts(contact_id, contact.version, facts, contact.recorded_at)


@allowed(Act.LOG_CONTACT)
def edit_contact(desk: Desk, command: EditContact) -> Change:
    """Change an own unsigned contact. Raises EditConflict, carrying both texts, when it was changed
    since `version` was read; Refused when it is signed or another's; InvalidInput by field."""
    facts = command.facts
    problems = [
        *check_facts(facts, desk.clock.now()),
        *check_note(facts.note, facts.note_format, desk.worker.role),
    ]
    if problems:
        raise InvalidInput(*problems)
    if command.sign:
        desk.require(Act.SIGN_OWN)
    with desk.store.write() as session:
        _require_version(session, desk, command)
        people = _change(session, desk, command.contact_id, facts)
        if command.draft_id is not None:
            end_draft(session, desk, command.draft_id, command.writer, command.draft_version)
        desk.record(session, "contact.edit", subject=command.contact_id)
        if command.sign:
            sign_within(session, desk, own_unsigned(session, desk, command.contact_id, "sign"))
    return Change(_TOPICS, people, "" if command.sign else "Contact changed")


@allowed(Act.LOG_CONTACT)
def take_edit_back(desk: Desk, contact_id: UUID, version: int) -> Change:
    """Make an own unsigned contact say again what it said as `version`, with what the edit of that
    one took back of what it had done. Raises NotFound for a version that was never changed,
    EditConflict when it was changed again since."""
    with desk.store.write() as session:
        own_unsigned(session, desk, contact_id, "change")
        last = session.scalar(
            select(NoteRevision)
            .where(NoteRevision.contact_id == contact_id)
            .order_by(NoteRevision.version.desc())
            .limit(1)
        )
        if last is None or last.facts is None or last.version < version:
            raise NotFound("This change is not in the vault.", meaning="Nothing was done.")
        if last.version > version:
            raise EditConflict("This contact was changed again since.", kept="", offered="")
        effects, last.effects = last.effects or {}, None
        people = _change(session, desk, contact_id, from_stored(last.facts), whole=True)
        put_back_effects(session, desk, contact_id, effects, desk.clock.now())
        desk.record(session, "contact.edit.undo", subject=contact_id)
    return Change(_TOPICS, people)


def keep_revision(
    session: Session, desk: Desk, contact: Contact, effects: Effects | None = None
) -> None:
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
            facts=to_stored(read_facts(session.connection(), contact.id)),
            effects=effects,
            created_at=now,
            updated_at=now,
        )
    )


def _require_version(session: Session, desk: Desk, command: EditContact) -> None:
    contact = own_unsigned(session, desk, command.contact_id, "change")
    if contact.version != command.version:
        raise EditConflict(
            "This note was changed in another window since you opened it.",
            kept=contact.note,
            offered=command.facts.note,
        )


def _shown(session: Session, desk: Desk, contact_id: UUID) -> ContactFacts:
    """What a contact says, without the people who are hidden from the worker."""
    facts = read_facts(session.connection(), contact_id)
    hidden = hidden_ids(session.connection(), desk.viewer)
    return replace(
        facts,
        participant_ids=tuple(one for one in facts.participant_ids if one not in hidden),
        private_lines=tuple(line for line in facts.private_lines if line[0] not in hidden),
    )


def _change(
    session: Session, desk: Desk, contact_id: UUID, facts: ContactFacts, *, whole: bool = False
) -> tuple[UUID, ...]:
    """Make the contact say `facts`; returns everybody whom that concerns. whole: `facts` name the
    hidden people as well, who are kept otherwise."""
    before = read_facts(session.connection(), contact_id)
    if not whole:
        facts = _with_hidden(session, desk, before, facts)
    wanted = set(facts.participant_ids)
    found = select(Participant.id).where(Participant.id.in_(wanted))
    if len(session.scalars(found).all()) != len(wanted):
        raise NotFound("A participant of this contact is not in the vault.")
    effects = _follow(session, desk, contact_id, before, facts)
    contact = own_unsigned(session, desk, contact_id, "change")
    keep_revision(session, desk, contact, effects)
    columns = columns_of(facts)
    for name, value in columns.items():
        setattr(contact, name, value)
    contact.updated_at = desk.clock.now()
    flag_modified(contact, "updated_at")  # also where only a row beside it changes
    session.flush()
    _replace_parts(session, contact_id, contact.author_id, facts)
    _replace_people(session, contact_id, people_of_facts(facts, columns))
    answer_returned(session, desk, contact)
    return tuple(dict.fromkeys((*before.participant_ids, *people_of(session, contact_id))))


def _with_hidden(
    session: Session, desk: Desk, before: ContactFacts, facts: ContactFacts
) -> ContactFacts:
    hidden = hidden_ids(session.connection(), desk.viewer)
    return replace(
        facts,
        participant_ids=(
            *facts.participant_ids,
            *(one for one in before.participant_ids if one in hidden),
        ),
        private_lines=(
            *facts.private_lines,
            *(line for line in before.private_lines if line[0] in hidden),
        ),
    )


def _follow(
    session: Session, desk: Desk, contact_id: UUID, before: ContactFacts, after: ContactFacts
) -> Effects | None:
    """Let what the contact did follow; returns what was taken back of it."""
    now = desk.clock.now()
    gone = set(before.participant_ids) - set(after.participant_ids)
    effects: Effects = {}
    if gone:
        effects = take_back_effects(session, desk, contact_id, now, gone)
    if after.outcome is not before.outcome:
        for name, rows in take_back_learned(session, contact_id, after.outcome).items():
            effects[name] = [*_rows(effects.get(name)), *_rows(rows)]
    if after.occurred_at != before.occurred_at:
        moments = (before.occurred_at, after.occurred_at)
        move_effects(session, contact_id, *moments, desk.clock.zone)
    return effects if has_effects(effects) else None


def _rows(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _replace_parts(session: Session, contact_id: UUID, author: UUID, facts: ContactFacts) -> None:
    for table, rows in parts_of(facts, author).items():
        session.execute(delete(table).where(table.__table__.c.contact_id == contact_id))
        insert_rows(session, table, of_contact(contact_id, rows))


def _replace_people(session: Session, contact_id: UUID, rows: list[dict[str, object]]) -> None:
    """All rows anew: the search index follows whoever enters and leaves."""
    session.execute(delete(ContactParticipant).where(ContactParticipant.contact_id == contact_id))
    insert_rows(session, ContactParticipant, of_contact(contact_id, rows))
