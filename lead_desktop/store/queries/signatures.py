"""The content of one contact as its signature fixes it, at the moment of signing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select

from lead_desktop.domain.contacts.signature import SignedContent
from lead_desktop.store.tables import (
    Contact,
    ContactParticipant,
    ContactPurpose,
    ContactSupply,
    ContactThirdParty,
    ContactWorker,
)


def content_to_sign(
    connection: Connection, contact_id: UUID, *, signed_at: datetime, signed_as: str
) -> SignedContent:
    """What `signed_as` puts a name to; everything is read back as the database holds it."""
    row = connection.execute(select(Contact.__table__).where(Contact.id == contact_id)).one()
    people = connection.execute(
        select(ContactParticipant.participant_id, ContactParticipant.private_line).where(
            ContactParticipant.contact_id == contact_id
        )
    )
    other = connection.execute(
        select(ContactThirdParty.relation, ContactThirdParty.name).where(
            ContactThirdParty.contact_id == contact_id
        )
    ).first()
    workers = connection.scalars(
        select(ContactWorker.worker_id).where(ContactWorker.contact_id == contact_id)
    )
    purposes = connection.scalars(
        select(ContactPurpose.purpose).where(ContactPurpose.contact_id == contact_id)
    )
    supplies = connection.execute(
        select(ContactSupply.supply, ContactSupply.quantity).where(
            ContactSupply.contact_id == contact_id
        )
    )
    return SignedContent(
        contact_id=contact_id,
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        mode=row.mode,
        outcome=row.outcome,
        kind=row.kind,
        minutes=row.minutes,
        place_type=row.place_type,
        place=row.place,
        note_format=row.note_format,
        note=row.note,
        people=tuple((one.participant_id, one.private_line) for one in people),
        relation=other.relation if other else None,
        third_party=other.name if other else "",
        workers=tuple(workers),
        purposes=tuple(purposes),
        supplies=tuple((one.supply, one.quantity) for one in supplies),
        signed_at=signed_at,
        signed_as=signed_as,
        initiated_by=row.initiated_by,
    )
