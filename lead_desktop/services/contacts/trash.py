"""Contacts that were taken back before they were signed: kept with a reason, and restored whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select

from lead_desktop.base.errors import NotFound, Refused
from lead_desktop.domain.codes import ContactMode, ContactOutcome, PlaceType
from lead_desktop.domain.contacts.contact import mode_label, standing_of
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.contacts.contact_effects import put_back_effects, take_back_effects
from lead_desktop.services.contacts.signing import own_unsigned, people_of
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import (
    Contact,
    ContactParticipant,
    Participant,
    WithdrawnContact,
)

_TOPICS = frozenset({Topic.CONTACTS, Topic.PARTICIPANTS, Topic.TASKS, Topic.LINKAGES})


@dataclass(frozen=True)
class WithdrawnLine:
    """A contact in the trash. people: chosen names of those it was with. note: its words."""

    contact_id: UUID
    people: tuple[str, ...]
    occurred_at: datetime
    mode: ContactMode
    place_type: PlaceType | None
    outcome: ContactOutcome
    note: str
    withdrawn_at: datetime
    reason: str

    @property
    def how(self) -> str:
        """The words for how it happened."""
        return mode_label(self.mode, self.place_type)


@allowed(Act.LOG_CONTACT)
def withdraw_contact(desk: Desk, contact_id: UUID, reason: str = "") -> Change:
    """Take back an own contact that is not signed yet: it counts nowhere; its words are kept.

    Follow-ups and events that it made go with it, tasks that it closed are open again. All of it
    comes back with `restore_contact`.
    """
    now = desk.clock.now()
    with desk.store.write() as session:
        contact = own_unsigned(session, desk, contact_id, "take back")
        contact.struck_at = contact.updated_at = now
        contact.standing = "none"
        session.flush()
        effects = take_back_effects(session, desk, contact_id, now)
        session.add(
            WithdrawnContact(
                contact_id=contact_id,
                worker_id=desk.worker.id,
                withdrawn_at=now,
                reason=reason.strip(),
                effects=effects,
            )
        )
        people = people_of(session, contact_id)
        desk.record(session, "contact.withdraw", subject=contact_id)
    return Change(_TOPICS, people)


@allowed(Act.LOG_CONTACT)
def restore_contact(desk: Desk, contact_id: UUID) -> Change:
    """Take an own contact out of the trash: it counts again, with everything that it did."""
    now = desk.clock.now()
    with desk.store.write() as session:
        kept = session.get(WithdrawnContact, contact_id)
        contact = session.scalar(select(Contact).where(Contact.id == contact_id))
        if kept is None or contact is None:
            raise NotFound("This contact is not in the trash.", meaning="Nothing was changed.")
        if kept.worker_id != desk.worker.id:
            raise Refused(
                "Only the author can restore this contact.", meaning="Nothing was changed."
            )
        contact.struck_at = None
        contact.standing = standing_of(contact.kind, contact.outcome)
        contact.updated_at = now
        session.flush()
        put_back_effects(session, desk, contact_id, kept.effects, now)
        session.delete(kept)
        people = people_of(session, contact_id)
        desk.record(session, "contact.restore", subject=contact_id)
    return Change(_TOPICS, people)


@allowed(Act.LOG_CONTACT)
def give_reason(desk: Desk, contact_id: UUID, reason: str) -> Change:
    """Say afterwards why an own contact was taken back: undo asks nothing at the moment itself.

    Raises NotFound when it does not lie in the worker's own trash (any more).
    """
    with desk.store.write() as session:
        kept = session.get(WithdrawnContact, contact_id)
        if kept is None or kept.worker_id != desk.worker.id:
            raise NotFound("This contact is not in the trash.", meaning="Nothing was changed.")
        kept.reason = reason.strip()
        desk.record(session, "contact.withdraw.reason", subject=contact_id)
    return Change(frozenset({Topic.CONTACTS}))


@allowed(Act.LOG_CONTACT)
def list_withdrawn(desk: Desk, *, limit: int = 200) -> list[WithdrawnLine]:
    """The contacts that the worker took back, the last taken back first, at most `limit` of them.
    Whoever of their people is hidden from the worker is not named."""
    with desk.store.read() as connection:
        rows = connection.execute(
            select(
                Contact.id,
                Contact.occurred_at,
                Contact.mode,
                Contact.place_type,
                Contact.outcome,
                Contact.note,
                WithdrawnContact.withdrawn_at,
                WithdrawnContact.reason,
            )
            .join(WithdrawnContact, WithdrawnContact.contact_id == Contact.id)
            .where(
                WithdrawnContact.worker_id == desk.worker.id,
                exists().where(
                    ContactParticipant.contact_id == Contact.id,
                    seen_by(ContactParticipant.participant_id, desk.viewer),
                ),
            )
            .order_by(WithdrawnContact.withdrawn_at.desc(), Contact.seq.desc())
            .limit(limit)
        ).all()
        names: dict[UUID, list[str]] = {}
        for contact_id, name in connection.execute(
            select(ContactParticipant.contact_id, Participant.preferred_name)
            .join(Participant, Participant.id == ContactParticipant.participant_id)
            .where(
                ContactParticipant.contact_id.in_([row.id for row in rows]),
                seen_by(ContactParticipant.participant_id, desk.viewer),
            )
            .order_by(Participant.name_key)
        ):
            names.setdefault(contact_id, []).append(name)
    return [
        WithdrawnLine(
            row.id,
            tuple(names.get(row.id, ())),
            row.occurred_at,
            row.mode,
            row.place_type,
            row.outcome,
            row.note,
            row.withdrawn_at,
            row.reason,
        )
        for row in rows
    ]
