"""What was written to the demonstration's notes afterwards: addenda, co-signatures, a return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from lead_desktop.demo.cast import Team, TeamMember
from lead_desktop.demo.rows import Rows
from lead_desktop.domain.codes import AddendumKind, Verdict
from lead_desktop.domain.contacts.signature import addendum_hash, review_hash
from lead_desktop.store.tables import Addendum, Contact, ContactParticipant, NoteReview

_QUESTION = "Please say when you plan to go again, so that Dre can cover if you are away."
_COSIGNED_AFTER = timedelta(days=2)
_LOOKED_THROUGH = timedelta(days=16)


@dataclass(frozen=True)
class _Signed:
    """A signed contact of the demonstration."""

    id: UUID
    signed_at: datetime
    content_hash: str


def add_writings(
    session: Session,
    rows: Rows,
    team: Team,
    juniper: UUID,
    supervisor: TeamMember | None,
    now: datetime,
) -> None:
    """Write to contacts that are in the database already; call it last.

    supervisor: who co-signs and returns notes; nobody does where the vault has none.
    """
    for newest in _signed_by(session, team.tomas, Contact.signed_at <= now, person=juniper)[-1:]:
        at = newest.signed_at + timedelta(hours=2)
        text = "Her sister called: the ride from Fable St is fine on Monday."
        _add(session, rows, newest, team.dre, AddendumKind.ADDENDUM, at, text)
        text = "The shelter is the one on Example Ave, one block north."
        reason = "I named the wrong corner."
        later = at + timedelta(minutes=40)
        _add(session, rows, newest, team.tomas, AddendumKind.CORRECTION, later, text, reason)
    if supervisor is None:
        return
    looked_at = now - _COSIGNED_AFTER
    since = Contact.signed_at.between(now - _LOOKED_THROUGH, looked_at)
    for peer in (team.dre, team.lou):
        for contact in _signed_by(session, peer, since):
            _review(session, rows, contact.id, supervisor, looked_at, contact.content_hash)
    unsigned = session.execute(
        select(Contact.id, Contact.recorded_at)
        .where(Contact.author_id == team.tomas.id, Contact.signed_at.is_(None))
        .order_by(Contact.recorded_at)
        .limit(1)
    ).first()
    if unsigned is not None:
        at = min(unsigned.recorded_at + timedelta(hours=16), now)
        _review(session, rows, unsigned.id, supervisor, at, "", comment=_QUESTION)


def _signed_by(
    session: Session, author: TeamMember, when: ColumnElement[bool], *, person: UUID | None = None
) -> list[_Signed]:
    """Contacts that the worker signed, the oldest first."""
    query = (
        select(Contact.id, Contact.signed_at, Contact.content_hash)
        .where(Contact.author_id == author.id, Contact.signed_at.is_not(None), when)
        .order_by(Contact.occurred_at)
    )
    if person is not None:
        query = query.join(ContactParticipant, ContactParticipant.contact_id == Contact.id).where(
            ContactParticipant.participant_id == person
        )
    return [
        _Signed(contact_id, signed_at, digest)
        for contact_id, signed_at, digest in session.execute(query)
        if signed_at is not None and digest is not None
    ]


def _add(
    session: Session,
    rows: Rows,
    contact: _Signed,
    author: TeamMember,
    kind: AddendumKind,
    at: datetime,
    text: str,
    reason: str = "",
) -> None:
    addendum_id = rows.new_id(at)
    digest = addendum_hash(
        addendum_id=addendum_id,
        contact_id=contact.id,
        kind=kind,
        at=at,
        text=text,
        reason=reason,
        signed_as=author.signature,
        note_hash=contact.content_hash,
    )
    session.add(
        Addendum(
            id=addendum_id,
            contact_id=contact.id,
            kind=kind,
            author_id=author.id,
            signed_at=at,
            signed_as=author.signature,
            text=text,
            reason=reason,
            content_hash=digest,
            created_at=at,
            updated_at=at,
        )
    )


def _review(
    session: Session,
    rows: Rows,
    contact_id: UUID,
    reviewer: TeamMember,
    at: datetime,
    note_hash: str,
    *,
    comment: str = "",
) -> None:
    """A co-signature, or with a comment a return that waits for its answer."""
    verdict = Verdict.RETURNED if comment else Verdict.COSIGNED
    review_id = rows.new_id(at)
    session.add(
        NoteReview(
            id=review_id,
            contact_id=contact_id,
            verdict=verdict,
            reviewer_id=reviewer.id,
            reviewed_at=at,
            signed_as=reviewer.signature,
            comment=comment,
            note_hash=note_hash,
            content_hash=review_hash(
                review_id=review_id,
                contact_id=contact_id,
                verdict=verdict,
                at=at,
                comment=comment,
                signed_as=reviewer.signature,
                note_hash=note_hash,
            ),
            closed_at=None if comment else at,
            created_at=at,
            updated_at=at,
        )
    )
