"""Signing a note, and the lock that a signature is: every way of changing a contact asks here."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lead_desktop.base.errors import NotFound, Refused
from lead_desktop.domain.codes import Verdict
from lead_desktop.domain.contacts.signature import RECIPE, note_hash
from lead_desktop.domain.trust.roles import Act
from lead_desktop.domain.trust.worker import WorkerLine
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries.signatures import content_to_sign
from lead_desktop.store.tables import Contact, ContactParticipant, NoteReview


@allowed(Act.SIGN_OWN)
def sign_contact(desk: Desk, contact_id: UUID) -> Change:
    """Sign an own note: name, role and time are fixed with a hash of its content."""
    return sign_contacts(desk, (contact_id,))


@allowed(Act.SIGN_OWN)
def sign_contacts(desk: Desk, contact_ids: Sequence[UUID]) -> Change:
    """Sign several own notes at once; when one of them cannot be signed, none is."""
    people: dict[UUID, None] = {}
    with desk.store.write() as session:
        for contact_id in dict.fromkeys(contact_ids):
            sign_within(session, desk, own_unsigned(session, desk, contact_id, "sign"))
            people |= dict.fromkeys(people_of(session, contact_id))
    return Change(frozenset({Topic.CONTACTS}), tuple(people))


def sign_within(session: Session, desk: Desk, contact: Contact) -> None:
    """Sign within a running transaction; the caller has made sure that it may be signed."""
    session.flush()
    signed_at, signed_as = desk.clock.now(), signature_of(desk.worker)
    content = content_to_sign(
        session.connection(), contact.id, signed_at=signed_at, signed_as=signed_as
    )
    contact.signed_at = contact.updated_at = signed_at
    contact.signed_by_id = desk.worker.id
    contact.signed_as = signed_as
    contact.content_hash = note_hash(content)
    contact.hash_recipe = RECIPE
    answer_returned(session, desk, contact)
    desk.record(session, "contact.sign", subject=contact.id)


def signature_of(worker: WorkerLine) -> str:
    """Name and role of the worker, as a signature says them: "Dre Exampleton, peer"."""
    return f"{worker.name}, {worker.role.label.lower()}"


def saved_contact(session: Session, contact_id: UUID) -> Contact:
    """A contact that stands in the record; raises NotFound for one taken back or struck."""
    contact = session.scalar(select(Contact).where(Contact.id == contact_id))
    if contact is None or contact.struck_at is not None:
        raise NotFound("This contact is not in the vault.")
    return contact


def own_unsigned(session: Session, desk: Desk, contact_id: UUID, verb: str) -> Contact:
    """An own contact that may still be changed; refuses everything else. verb: "sign", "edit"."""
    contact = saved_contact(session, contact_id)
    refuse_if_of_another_system(contact)
    if contact.author_id != desk.worker.id:
        raise Refused(f"Only the author can {verb} this note.", meaning="Nothing was changed.")
    refuse_if_signed(contact)
    return contact


def refuse_if_signed(contact: Contact) -> None:
    """The lock: a signed note is changed by nobody and by no way in."""
    if contact.signed_at is not None:
        raise Refused(
            "This note is signed and locked.",
            meaning="Nothing was changed.",
            remedy="Add an addendum instead.",
        )


def refuse_if_of_another_system(contact: Contact) -> None:
    """An imported note is another system's record: nobody here signs, changes or returns it."""
    if contact.import_id is not None:
        raise Refused(
            "This note came from another system and stays as it came.",
            meaning="Nothing was changed.",
            remedy="Add an addendum instead.",
        )


def fix_imported(session: Session, contact: Contact) -> str:
    """Fix what another system's note says, by the hash that what is written to it is bound to."""
    if contact.content_hash is None:
        content = content_to_sign(
            session.connection(),
            contact.id,
            signed_at=contact.recorded_at,
            signed_as=contact.author_text or "",
        )
        contact.content_hash, contact.hash_recipe = note_hash(content), RECIPE
        session.flush()
    return contact.content_hash


def answer_returned(session: Session, desk: Desk, contact: Contact) -> None:
    """The author did something to a note that was returned: it goes back to the reviewer."""
    if contact.author_id != desk.worker.id:
        return
    session.connection().execute(
        update(NoteReview)
        .where(
            NoteReview.contact_id == contact.id,
            NoteReview.verdict == Verdict.RETURNED,
            NoteReview.answered_at.is_(None),
        )
        .values(answered_at=desk.clock.now(), updated_at=desk.clock.now())
    )


def people_of(session: Session, contact_id: UUID) -> tuple[UUID, ...]:
    """The participants in whose records the contact stands; none for one that is not there."""
    return tuple(
        session.scalars(
            select(ContactParticipant.participant_id).where(
                ContactParticipant.contact_id == contact_id
            )
        )
    )
