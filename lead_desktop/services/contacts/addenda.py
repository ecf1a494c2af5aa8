"""What may be done to a signed note: write to it, or strike it as entered in error.

An addendum adds, a late entry tells what was not recorded in time, a correction puts something
right (rules of record keeping: domain.md 3.4). The note itself stays readable as it was signed.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update

from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound, Refused
from lead_desktop.domain.codes import AddendumKind
from lead_desktop.domain.contacts import contact as rules
from lead_desktop.domain.contacts.note import typed_text
from lead_desktop.domain.contacts.signature import addendum_hash
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.contacts.contact_effects import put_back_effects, take_back_effects
from lead_desktop.services.contacts.signing import (
    answer_returned,
    fix_imported,
    people_of,
    saved_contact,
    signature_of,
)
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.tables import Addendum, Contact

_TOPICS = frozenset({Topic.CONTACTS, Topic.PARTICIPANTS, Topic.TASKS, Topic.LINKAGES})


@dataclass(frozen=True)
class AddAddendum:
    """Something to write to a signed note. The id is made by the form: saving twice adds one.

    reason: needed for a late entry (why now) and for a correction (what was wrong).
    """

    id: UUID
    contact_id: UUID
    kind: AddendumKind
    text: str
    reason: str = ""


def check_addendum(command: AddAddendum) -> tuple[FieldProblem, ...]:
    """What stands against adding; empty when it may be added. Pure: the form asks it as well."""
    problems = []
    if not command.text.strip():
        problems.append(FieldProblem("text", "Write what is to be added."))
    if command.kind is AddendumKind.CORRECTION and not command.reason.strip():
        problems.append(FieldProblem("reason", "Say what was wrong in the note."))
    if command.kind is AddendumKind.LATE_ENTRY and not command.reason.strip():
        problems.append(FieldProblem("reason", "Say why it is written down only now."))
    return tuple(problems)


@allowed(Act.SIGN_OWN)
def add_addendum(desk: Desk, command: AddAddendum) -> Change:
    """Write to a signed note, or to another system's, and sign what was written.

    Anybody who logs contacts may add; only the author or a supervisor corrects. Raises
    InvalidInput by field, Refused for an unsigned note (which is edited instead).
    """
    problems = check_addendum(command)
    if problems:
        raise InvalidInput(*problems)
    with desk.store.write() as session:
        contact = saved_contact(session, command.contact_id)
        people = people_of(session, contact.id)
        if session.get(Addendum, command.id) is not None:
            return Change(frozenset(), people)
        _refuse_addendum(desk, contact, command.kind)
        imported = contact.import_id is not None and contact.signed_at is None
        kept = fix_imported(session, contact) if imported else contact.content_hash
        session.add(_signed(desk, command, kept or ""))
        session.flush()
        answer_returned(session, desk, contact)
        desk.record(
            session, "contact.addendum", subject=contact.id, detail={"kind": command.kind.value}
        )
    return Change(frozenset({Topic.CONTACTS}), people)


def _refuse_addendum(desk: Desk, contact: Contact, kind: AddendumKind) -> None:
    if contact.signed_at is None and contact.import_id is None:
        raise Refused(
            "This note is not signed yet.",
            meaning="Nothing was added.",
            remedy="Its author can still change the note itself.",
        )
    own = contact.author_id == desk.worker.id
    if kind is AddendumKind.CORRECTION and not (own or desk.may(Act.COSIGN)):
        raise Refused(
            "Only the author or a supervisor can correct this note.",
            meaning="Nothing was added.",
            remedy="Write an addendum with what you know.",
        )


def _signed(desk: Desk, command: AddAddendum, note_hash: str) -> Addendum:
    now, signed_as = desk.clock.now(), signature_of(desk.worker)
    text, reason = typed_text(command.text), typed_text(command.reason)
    return Addendum(
        id=command.id,
        contact_id=command.contact_id,
        kind=command.kind,
        author_id=desk.worker.id,
        signed_at=now,
        signed_as=signed_as,
        text=text,
        reason=reason,
        content_hash=addendum_hash(
            addendum_id=command.id,
            contact_id=command.contact_id,
            kind=command.kind,
            at=now,
            text=text,
            reason=reason,
            signed_as=signed_as,
            note_hash=note_hash,
        ),
        created_at=now,
        updated_at=now,
    )


@allowed(Act.LOG_CONTACT)
def strike_note(desk: Desk, contact_id: UUID, reason: str) -> Change:
    """Mark a note as entered in error: kept and readable, never counted, found or printed.

    Only the author or a supervisor. What it did beside itself (promises, closed tasks, learned
    events) is taken back with it. Raises InvalidInput without a reason.
    """
    if not reason.strip():
        raise InvalidInput(FieldProblem("reason", "Say why the note was entered in error."))
    now = desk.clock.now()
    with desk.store.write() as session:
        contact = saved_contact(session, contact_id)
        _refuse_strike(desk, contact)
        contact.struck_at = contact.updated_at = now
        contact.struck_by_id = desk.worker.id
        contact.struck_as = signature_of(desk.worker)
        contact.struck_reason = reason.strip()
        contact.standing = "none"
        session.flush()
        effects = take_back_effects(session, desk, contact_id, now)
        session.execute(
            update(Contact).where(Contact.id == contact_id).values(struck_effects=effects)
        )
        people = people_of(session, contact_id)
        desk.record(session, "contact.strike", subject=contact_id)
    return Change(_TOPICS, people, "Note struck")


@allowed(Act.LOG_CONTACT)
def unstrike_note(desk: Desk, contact_id: UUID) -> Change:
    """Take a strike back: the note counts again, with everything that it did."""
    with desk.store.write() as session:
        contact = session.scalar(select(Contact).where(Contact.id == contact_id))
        if contact is None or contact.struck_as is None:
            raise NotFound("No struck note is here.")
        _refuse_strike(desk, contact)
        effects = contact.struck_effects or {}
        contact.struck_at = contact.struck_by_id = None
        contact.struck_as = contact.struck_reason = contact.struck_effects = None
        contact.standing = rules.standing_of(contact.kind, contact.outcome)
        contact.updated_at = desk.clock.now()
        session.flush()
        put_back_effects(session, desk, contact_id, effects, desk.clock.now())
        people = people_of(session, contact_id)
        desk.record(session, "contact.unstrike", subject=contact_id)
    return Change(_TOPICS, people)


def _refuse_strike(desk: Desk, contact: Contact) -> None:
    own = contact.author_id == desk.worker.id and contact.import_id is None
    if not own and not desk.may(Act.COSIGN):
        raise Refused(
            "Only the author or a supervisor can strike this note.",
            meaning="Nothing was changed.",
            remedy="Write an addendum, or ask the author.",
        )
