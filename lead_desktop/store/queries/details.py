"""Single facts and lists of entries of one participant's record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from lead_desktop.domain.people.details import (
    SAFE_CONTACT_FIELDS,
    AliasEntry,
    DetailField,
    EmergencyEntry,
    NumberEntry,
    PersonDetails,
    PhoneEntry,
    PlaceEntry,
    Stored,
    detail_text,
)
from lead_desktop.domain.people.safe_contact import SafeContact
from lead_desktop.store.queries.visibility import not_there
from lead_desktop.store.tables import (
    Alias,
    Base,
    EmergencyPerson,
    Participant,
    ParticipantNumber,
    ParticipantPhone,
    SafeContactRow,
    WhereToFind,
)

CARD_COLUMN = {field: field.value for field in SAFE_CONTACT_FIELDS} | {
    DetailField.CONTACT_WORDS: "words"
}
"""The column of the safe-contact card that holds a fact."""


def read_details(connection: Connection, participant_id: UUID) -> PersonDetails:
    """A participant's details; raises NotFound."""
    person = connection.execute(
        select(*Participant.__table__.columns).where(Participant.id == participant_id)
    ).first()
    if person is None:
        raise not_there()
    card = connection.execute(
        select(*SafeContactRow.__table__.columns).where(
            SafeContactRow.participant_id == participant_id
        )
    ).first()
    texts = {field: detail_text(_value(person, card, field)) for field in DetailField}

    def rows(table: Any) -> Any:
        query = select(*table.__table__.columns).where(table.participant_id == participant_id)
        order = table.position if table is WhereToFind else table.created_at
        return connection.execute(query.order_by(order, table.id))

    return PersonDetails(
        participant_id=participant_id,
        texts=texts,
        phones=tuple(
            PhoneEntry(
                row.id,
                row.participant_id,
                row.number,
                row.label or "",
                row.text_ok,
                row.voicemail_ok,
            )
            for row in rows(ParticipantPhone)
        ),
        places=tuple(
            PlaceEntry(
                row.id,
                row.participant_id,
                row.label,
                row.place,
                row.good_until,
                row.words or "",
                row.position,
            )
            for row in rows(WhereToFind)
        ),
        aliases=tuple(AliasEntry(row.id, row.participant_id, row.name) for row in rows(Alias)),
        emergency=tuple(
            EmergencyEntry(row.id, row.participant_id, row.name, row.relation, row.phone, row.knows)
            for row in rows(EmergencyPerson)
        ),
        numbers=tuple(
            NumberEntry(row.id, row.participant_id, row.kind, row.number)
            for row in rows(ParticipantNumber)
        ),
        safe_contact=_card(card),
    )


def read_safe_contact(connection: Connection, participant_id: UUID) -> SafeContact:
    """A participant's safe-contact card; an empty one when nothing of it is known."""
    row = connection.execute(
        select(*SafeContactRow.__table__.columns).where(
            SafeContactRow.participant_id == participant_id
        )
    ).first()
    return _card(row)


def _card(row: Any) -> SafeContact:
    if row is None:
        return SafeContact()
    return SafeContact(
        who_may_know=row.who_may_know or "",
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        mail_ok=row.mail_ok,
        visit_ok=row.visit_ok,
        words=row.words or "",
        written_at=row.updated_at,
    )


def _value(person: Any, card: Any, field: DetailField) -> Stored:
    if field not in SAFE_CONTACT_FIELDS:
        row, column = person, field.value
    else:
        row, column = card, CARD_COLUMN[field]
    value: Stored = getattr(row, column) if row is not None else None
    return value


ENTRY_TABLES: dict[type, type[Base]] = {
    PhoneEntry: ParticipantPhone,
    PlaceEntry: WhereToFind,
    AliasEntry: Alias,
    EmergencyEntry: EmergencyPerson,
    NumberEntry: ParticipantNumber,
}
"""Where entries of a kind are kept."""
