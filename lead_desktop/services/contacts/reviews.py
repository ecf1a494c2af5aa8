"""The review queue, and what a supervisor does with a note: co-sign it, or return it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Seal, Verdict
from lead_desktop.domain.contacts import review as rules
from lead_desktop.domain.contacts.review import ReviewQueue
from lead_desktop.domain.contacts.signature import BROKEN_WORDS, review_hash
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.contacts.signing import (
    people_of,
    refuse_if_of_another_system,
    saved_contact,
    signature_of,
)
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries.contacts import list_contacts
from lead_desktop.store.queries.reviews import list_reviews
from lead_desktop.store.tables import Contact, NoteReview

_TOPICS = frozenset({Topic.CONTACTS})


@allowed(Act.SIGN_OWN)
def review_queue(desk: Desk) -> ReviewQueue:
    """What waits for this worker: own notes, and for a supervisor those of the team."""
    now, settings = desk.clock.now(), desk.settings
    with desk.store.read() as connection:
        items = list_reviews(
            connection,
            desk.viewer,
            team=desk.may(Act.COSIGN),
            late_since=now - rules.LATE_SHOWN,
            late_after=settings.late_after,
            overdue_before=rules.overdue_before(now, settings.unsigned_hours),
            cosign_since=rules.cosign_since(now, settings.cosign_days),
        )
    return ReviewQueue(items)


@allowed(Act.COSIGN)
def cosign_notes(desk: Desk, contact_ids: Sequence[UUID]) -> Change:
    """Co-sign notes of others as they stand; returns that were open on them are settled.

    When one cannot be co-signed, none is. A note that was co-signed by this worker stays so.
    """
    people: dict[UUID, None] = {}
    with desk.store.write() as session:
        for contact_id in dict.fromkeys(contact_ids):
            contact = _signed_by_another(session, desk, contact_id)
            people |= dict.fromkeys(people_of(session, contact_id))
            if _cosigned_already(session, desk, contact_id):
                continue
            _add_review(session, desk, new_id(), contact, Verdict.COSIGNED, "")
            _close_returns(session, contact_id, desk.clock.now())
            desk.record(session, "contact.cosign", subject=contact_id)
    return Change(_TOPICS, tuple(people))


@dataclass(frozen=True)
class ReturnNote:
    """A note to give back to its author, with what to look at. The id is made by the form."""

    id: UUID
    contact_id: UUID
    comment: str


@allowed(Act.COSIGN)
def return_note(desk: Desk, command: ReturnNote) -> Change:
    """Give a note back with a comment; the author answers by an edit, an addendum or a signature.

    Raises InvalidInput without a comment, Refused for an own note.
    """
    if not command.comment.strip():
        raise InvalidInput(FieldProblem("comment", "Say what the author should look at."))
    with desk.store.write() as session:
        contact = saved_contact(session, command.contact_id)
        refuse_if_of_another_system(contact)  # its author may not even work here
        _refuse_own(desk, contact)
        people = people_of(session, contact.id)
        if session.get(NoteReview, command.id) is None:
            _close_returns(session, contact.id, desk.clock.now())
            _add_review(
                session, desk, command.id, contact, Verdict.RETURNED, command.comment.strip()
            )
            desk.record(session, "contact.return", subject=contact.id)
    return Change(_TOPICS, people, "Note returned")


@allowed(Act.COSIGN)
def settle_return(desk: Desk, review_id: UUID) -> Change:
    """Close a return: it was answered well enough, or it was sent in error. The comment stays.

    Raises Refused for an own note: its author does not judge their own answer.
    """
    with desk.store.write() as session:
        review = session.get(NoteReview, review_id)
        if review is None or review.verdict is not Verdict.RETURNED:
            raise NotFound("This note was not returned.")
        note = select(Contact).where(Contact.id == review.contact_id)
        _refuse_own(desk, session.scalars(note).one())
        people = people_of(session, review.contact_id)
        if review.closed_at is None:
            review.closed_at = review.updated_at = desk.clock.now()
            desk.record(session, "contact.return.settle", subject=review.contact_id)
    return Change(_TOPICS, people)


def _signed_by_another(session: Session, desk: Desk, contact_id: UUID) -> Contact:
    contact = saved_contact(session, contact_id)
    refuse_if_of_another_system(contact)
    _refuse_own(desk, contact)
    if contact.signed_at is None:
        raise Refused(
            "A note that its author has not signed cannot be co-signed.",
            meaning="Nothing was co-signed.",
            remedy="Return it with a comment.",
        )
    entries = list_contacts(session.connection(), contact_ids=(contact_id,), limit=1)
    if entries and entries[0].seal is Seal.BROKEN:
        raise Refused(BROKEN_WORDS, meaning="Nothing was co-signed.", remedy="Return it instead.")
    return contact


def _refuse_own(desk: Desk, contact: Contact) -> None:
    if contact.author_id == desk.worker.id:
        raise Refused(
            "Nobody reviews an own note.",
            meaning="Nothing was done.",
            remedy="Another supervisor can.",
        )


def _cosigned_already(session: Session, desk: Desk, contact_id: UUID) -> bool:
    found = session.scalar(
        select(NoteReview.id).where(
            NoteReview.contact_id == contact_id,
            NoteReview.reviewer_id == desk.worker.id,
            NoteReview.verdict == Verdict.COSIGNED,
        )
    )
    return found is not None


def _add_review(
    session: Session, desk: Desk, review_id: UUID, contact: Contact, verdict: Verdict, comment: str
) -> None:
    now, signed_as = desk.clock.now(), signature_of(desk.worker)
    note_hash = contact.content_hash or ""
    session.add(
        NoteReview(
            id=review_id,
            contact_id=contact.id,
            verdict=verdict,
            reviewer_id=desk.worker.id,
            reviewed_at=now,
            signed_as=signed_as,
            comment=comment,
            note_hash=note_hash,
            content_hash=review_hash(
                review_id=review_id,
                contact_id=contact.id,
                verdict=verdict,
                at=now,
                comment=comment,
                signed_as=signed_as,
                note_hash=note_hash,
            ),
            closed_at=now if verdict is Verdict.COSIGNED else None,
            created_at=now,
            updated_at=now,
        )
    )
    session.flush()


def _close_returns(session: Session, contact_id: UUID, at: datetime) -> None:
    session.connection().execute(
        update(NoteReview)
        .where(
            NoteReview.contact_id == contact_id,
            NoteReview.verdict == Verdict.RETURNED,
            NoteReview.closed_at.is_(None),
        )
        .values(closed_at=at, updated_at=at)
    )
