"""Writing one contact with the people in it, who was there, what it was for and what was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from lead_desktop.demo.cast import TeamMember
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    InitiatedBy,
    NoteFormat,
    PlaceType,
    Purpose,
    Relation,
    Supply,
)
from lead_desktop.domain.contacts import contact as rules
from lead_desktop.domain.contacts.signature import RECIPE, SignedContent, note_hash
from lead_desktop.store.tables import (
    Contact,
    ContactParticipant,
    ContactPurpose,
    ContactSupply,
    ContactThirdParty,
    ContactWorker,
)


@dataclass(frozen=True, kw_only=True)
class Encounter:
    """One contact to write. recorded_after: from its end until it was entered."""

    people: tuple[UUID, ...]
    author: TeamMember
    at: datetime
    mode: ContactMode
    outcome: ContactOutcome = ContactOutcome.MET
    kind: ContactKind | None = None
    place_type: PlaceType | None = None
    place: str = ""
    minutes: int | None = None
    note: str = ""
    note_format: NoteFormat = NoteFormat.FREE
    purposes: tuple[Purpose, ...] = ()
    supplies: tuple[tuple[Supply, int], ...] = ()
    others: tuple[TeamMember, ...] = ()
    private_lines: tuple[tuple[UUID, str], ...] = ()
    relation: Relation | None = None
    third_party: str = ""
    initiated_by: InitiatedBy | None = None
    recorded_after: timedelta = timedelta(minutes=20)
    signed: bool = True


def add_contact(rows: Rows, days: Days, contact: Encounter) -> UUID:
    """Write a contact and everything that belongs to it; returns the id."""
    kind = rules.kind_of(contact.outcome, contact.kind)
    standing = rules.standing_of(kind, contact.outcome)
    end = contact.at + timedelta(minutes=contact.minutes or 0)
    recorded_at = days.until_now(end + contact.recorded_after)
    signed_at = days.until_now(recorded_at + timedelta(minutes=4)) if contact.signed else None
    contact_id = rows.new_id(recorded_at)
    rows.add(
        Contact,
        id=contact_id,
        created_at=recorded_at,
        updated_at=signed_at or recorded_at,
        author_id=contact.author.id,
        occurred_at=contact.at,
        recorded_at=recorded_at,
        minutes=contact.minutes,
        mode=contact.mode,
        place_type=contact.place_type,
        place=contact.place,
        outcome=contact.outcome,
        kind=kind,
        standing=standing,
        note_format=contact.note_format,
        note=contact.note,
        initiated_by=contact.initiated_by,
        signed_at=signed_at,
        signed_by_id=contact.author.id if contact.signed else None,
        signed_as=contact.author.signature if contact.signed else None,
        content_hash=(
            _hash_of(contact_id, contact, kind, recorded_at, signed_at) if signed_at else None
        ),
        hash_recipe=RECIPE if contact.signed else None,
    )
    lines = dict(contact.private_lines)
    for person in contact.people:
        rows.add(
            ContactParticipant,
            contact_id=contact_id,
            participant_id=person,
            occurred_at=contact.at,
            standing=standing,
            private_line=lines.get(person, ""),
        )
    if contact.relation is not None:
        rows.add(
            ContactThirdParty,
            contact_id=contact_id,
            relation=contact.relation,
            name=contact.third_party,
        )
    for worker in dict.fromkeys((contact.author, *contact.others)):
        rows.add(ContactWorker, contact_id=contact_id, worker_id=worker.id)
    for purpose in contact.purposes:
        rows.add(ContactPurpose, contact_id=contact_id, purpose=purpose)
    for supply, quantity in contact.supplies:
        rows.add(ContactSupply, contact_id=contact_id, supply=supply, quantity=quantity)
    return contact_id


def _hash_of(
    contact_id: UUID, contact: Encounter, kind: ContactKind, recorded_at: datetime, at: datetime
) -> str:
    workers = dict.fromkeys((contact.author, *contact.others))
    return note_hash(
        SignedContent(
            contact_id=contact_id,
            occurred_at=contact.at,
            recorded_at=recorded_at,
            mode=contact.mode,
            outcome=contact.outcome,
            kind=kind,
            minutes=contact.minutes,
            place_type=contact.place_type,
            place=contact.place,
            note_format=contact.note_format,
            note=contact.note,
            people=tuple(
                (person, dict(contact.private_lines).get(person, "")) for person in contact.people
            ),
            relation=contact.relation,
            third_party=contact.third_party,
            workers=tuple(worker.id for worker in workers),
            purposes=contact.purposes,
            supplies=contact.supplies,
            signed_at=at,
            signed_as=contact.author.signature,
            initiated_by=contact.initiated_by,
        )
    )
