"""A contact's facts as the rows that hold them, and back: shared by saving and by changing."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, select

from lead_desktop.base.errors import NotFound
from lead_desktop.domain.codes import Supply
from lead_desktop.domain.contacts import contact as rules
from lead_desktop.domain.contacts.contact_facts import ContactFacts
from lead_desktop.domain.contacts.note import typed_text
from lead_desktop.store.tables import (
    Base,
    Contact,
    ContactParticipant,
    ContactPurpose,
    ContactSupply,
    ContactThirdParty,
    ContactWorker,
)

Row = dict[str, object]


def columns_of(facts: ContactFacts) -> Row:
    """The contact's own columns; what it counts as follows from kind and outcome."""
    kind = rules.kind_of(facts.outcome, facts.kind)
    return {
        "occurred_at": facts.occurred_at,
        "minutes": rules.minutes_of(kind, facts.outcome, facts.minutes),
        "mode": facts.mode,
        "place_type": facts.place_type,
        "place": typed_text(facts.place),
        "outcome": facts.outcome,
        "kind": kind,
        "standing": rules.standing_of(kind, facts.outcome),
        "note_format": facts.note_format,
        "note": typed_text(facts.note),
        "initiated_by": facts.initiated_by,
    }


def people_of_facts(facts: ContactFacts, columns: Row) -> list[Row]:
    """The row of each participant, with the line for that person alone."""
    lines = facts.written_lines
    repeated = {"occurred_at": columns["occurred_at"], "standing": columns["standing"]}
    return [
        {"participant_id": one, **repeated, "private_line": typed_text(lines.get(one, ""))}
        for one in dict.fromkeys(facts.participant_ids)
    ]


def parts_of(facts: ContactFacts, author: UUID) -> dict[type[Base], list[Row]]:
    """By whom, what for, what was given, with whom else: the other rows that hang on a contact."""
    third_party: Row = {"relation": facts.relation, "name": typed_text(facts.third_party)}
    present = dict.fromkeys((author, *facts.worker_ids))
    return {
        ContactWorker: [{"worker_id": one} for one in present],
        ContactPurpose: [{"purpose": one} for one in facts.purposes],
        ContactSupply: [{"supply": one, "quantity": many} for one, many in facts.supplies],
        ContactThirdParty: [third_party] if any(third_party.values()) else [],
    }


def of_contact(contact_id: UUID, rows: Iterable[Row]) -> list[Row]:
    """The rows as those of one contact."""
    return [{"contact_id": contact_id, **row} for row in rows]


def read_facts(connection: Connection, contact_id: UUID) -> ContactFacts:
    """What a contact says now; raises NotFound."""
    table = Contact.__table__
    row = connection.execute(select(table).where(table.c.id == contact_id)).first()
    if row is None:
        raise NotFound("This contact is not in the vault.")
    people = connection.execute(
        select(ContactParticipant.participant_id, ContactParticipant.private_line)
        .where(ContactParticipant.contact_id == contact_id)
        .order_by(ContactParticipant.__table__.c.participant_id)
    ).all()
    other = connection.execute(
        select(ContactThirdParty.relation, ContactThirdParty.name).where(
            ContactThirdParty.contact_id == contact_id
        )
    ).first()
    workers = select(ContactWorker.worker_id).where(ContactWorker.contact_id == contact_id)
    purposes = select(ContactPurpose.purpose).where(ContactPurpose.contact_id == contact_id)
    supplies = select(ContactSupply.supply, ContactSupply.quantity).where(
        ContactSupply.contact_id == contact_id
    )
    given = {one.supply: one.quantity for one in connection.execute(supplies)}
    return ContactFacts(
        participant_ids=tuple(one.participant_id for one in people),
        mode=row.mode,
        outcome=row.outcome,
        occurred_at=row.occurred_at,
        kind=row.kind,
        minutes=row.minutes,
        place_type=row.place_type,
        place=row.place,
        note=row.note,
        note_format=row.note_format,
        purposes=frozenset(connection.scalars(purposes)),
        supplies=tuple((one, given[one]) for one in Supply if one in given),
        worker_ids=tuple(
            one
            for one in connection.scalars(workers.order_by(ContactWorker.worker_id))
            if one != row.author_id
        ),
        private_lines=tuple(
            (one.participant_id, one.private_line) for one in people if one.private_line
        ),
        relation=other.relation if other else None,
        third_party=other.name if other else "",
        initiated_by=row.initiated_by,
    )
