"""Contacts and the timeline, newest first or oldest first, with everything shown of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, func, select
from sqlalchemy.orm import aliased

from lead_desktop.domain.codes import Purpose, Supply
from lead_desktop.domain.contact import is_late
from lead_desktop.domain.participant import LinkageStep
from lead_desktop.domain.timeline import ContactEntry, EventEntry, LinkageEntry, TimelineEntry
from lead_desktop.store.tables import (
    Contact,
    ContactParticipant,
    ContactPurpose,
    ContactSupply,
    ContactWorker,
    Event,
    Linkage,
    LinkageChange,
    Organization,
    Participant,
    Worker,
)

_AUTHOR = aliased(Worker, name="author")
Statement = Select[*tuple[Any, ...]]
BATCH = 500


def _contacts() -> Statement:
    return (
        select(
            Contact.id,
            Contact.seq,
            ContactParticipant.participant_id,
            Participant.preferred_name,
            Contact.occurred_at,
            Contact.recorded_at,
            Contact.minutes,
            Contact.mode,
            Contact.place_type,
            Contact.place,
            Contact.outcome,
            Contact.kind,
            func.coalesce(Contact.author_text, _AUTHOR.name).label("author"),
            Contact.note_format,
            Contact.note,
            Contact.signed_at,
            Contact.signed_as,
            Contact.version,
        )
        .select_from(ContactParticipant)
        .join(Contact, Contact.id == ContactParticipant.contact_id)
        .join(Participant, Participant.id == ContactParticipant.participant_id)
        .join(_AUTHOR, _AUTHOR.id == Contact.author_id)
        .where(Contact.struck_at.is_(None))
    )


def list_contacts(
    connection: Connection,
    *,
    participant_id: UUID | None = None,
    contact_ids: Sequence[UUID] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    newest_first: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[ContactEntry]:
    """Contacts of one participant or of everybody, one entry for each person in a contact.

    contact_ids: only these. since, until: only contacts that occurred in [since, until).
    """
    query = _contacts()
    at = ContactParticipant.occurred_at
    if participant_id is not None:
        query = query.where(ContactParticipant.participant_id == participant_id)
    if contact_ids:
        query = query.where(Contact.id.in_(contact_ids))
    if since is not None:
        query = query.where(at >= since)
    if until is not None:
        query = query.where(at < until)
    order = (at.desc(), Contact.seq.desc()) if newest_first else (at, Contact.seq)
    rows = connection.execute(query.order_by(*order).limit(limit).offset(offset)).all()
    return _complete(connection, rows)


def _complete(connection: Connection, rows: Sequence[Row[Any]]) -> list[ContactEntry]:
    workers: dict[UUID, list[str]] = {}
    purposes: dict[UUID, list[Purpose]] = {}
    supplies: dict[UUID, list[tuple[Supply, int]]] = {}
    ids = list({row.id for row in rows})
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        for contact_id, name in connection.execute(
            select(ContactWorker.contact_id, Worker.name)
            .join(Worker, Worker.id == ContactWorker.worker_id)
            .where(ContactWorker.contact_id.in_(some))
            .order_by(Worker.name)
        ):
            workers.setdefault(contact_id, []).append(name)
        for contact_id, purpose in connection.execute(
            select(ContactPurpose.contact_id, ContactPurpose.purpose).where(
                ContactPurpose.contact_id.in_(some)
            )
        ):
            purposes.setdefault(contact_id, []).append(purpose)
        for contact_id, supply, quantity in connection.execute(
            select(ContactSupply.contact_id, ContactSupply.supply, ContactSupply.quantity).where(
                ContactSupply.contact_id.in_(some)
            )
        ):
            supplies.setdefault(contact_id, []).append((supply, quantity))
    return [
        _entry(
            row,
            tuple(workers.get(row.id, ())),
            tuple(sorted(purposes.get(row.id, ()), key=list(Purpose).index)),
            tuple(sorted(supplies.get(row.id, ()), key=lambda pair: list(Supply).index(pair[0]))),
        )
        for row in rows
    ]


def _entry(
    row: Row[Any],
    workers: tuple[str, ...],
    purposes: tuple[Purpose, ...],
    supplies: tuple[tuple[Supply, int], ...],
) -> ContactEntry:
    # The author stands first among those who were there.
    ordered = (row.author, *(name for name in workers if name != row.author))
    return ContactEntry(
        id=row.id,
        seq=row.seq,
        participant_id=row.participant_id,
        participant=row.preferred_name,
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        minutes=row.minutes,
        mode=row.mode,
        place_type=row.place_type,
        place=row.place,
        outcome=row.outcome,
        kind=row.kind,
        author=row.author,
        workers=ordered,
        note_format=row.note_format,
        note=row.note,
        purposes=purposes,
        supplies=supplies,
        signed_at=row.signed_at,
        signed_by=row.signed_as,
        late=is_late(row.occurred_at, row.recorded_at),
        version=row.version,
    )


def count_contacts(connection: Connection, participant_id: UUID) -> int:
    """How many contacts, reached or attempted, stand on a participant's record."""
    return (
        connection.execute(
            select(func.count())
            .select_from(ContactParticipant)
            .join(Contact, Contact.id == ContactParticipant.contact_id)
            .where(
                ContactParticipant.participant_id == participant_id,
                Contact.struck_at.is_(None),
            )
        ).scalar()
        or 0
    )


def list_events(
    connection: Connection, participant_id: UUID, *, before: datetime | None = None
) -> list[EventEntry]:
    """What happened in the participant's life, newest first."""
    query = (
        select(Event, Worker.name)
        .join(Worker, Worker.id == Event.worker_id)
        .where(Event.participant_id == participant_id)
        .order_by(Event.occurred_at.desc())
    )
    if before is not None:
        query = query.where(Event.occurred_at < before)
    columns = query.with_only_columns(*Event.__table__.columns, Worker.name.label("worker"))
    return [
        EventEntry(
            row.id,
            row.kind,
            row.source,
            row.occurred_at,
            row.ended_at,
            row.place,
            row.words,
            row.worker,
        )
        for row in connection.execute(columns)
    ]


def list_linkage_steps(
    connection: Connection,
    *,
    participant_id: UUID | None = None,
    linkage_id: UUID | None = None,
) -> list[LinkageStep]:
    """Moves of linkages, newest first."""
    query = (
        select(
            LinkageChange.linkage_id,
            Linkage.title,
            Organization.name.label("organization"),
            LinkageChange.from_status,
            LinkageChange.to_status,
            LinkageChange.on,
            LinkageChange.at,
            Worker.name.label("worker"),
            LinkageChange.words,
        )
        .join(Linkage, Linkage.id == LinkageChange.linkage_id)
        .join(Worker, Worker.id == LinkageChange.worker_id)
        .outerjoin(Organization, Organization.id == Linkage.organization_id)
        .order_by(LinkageChange.at.desc(), LinkageChange.id.desc())
    )
    if participant_id is not None:
        query = query.where(Linkage.participant_id == participant_id)
    if linkage_id is not None:
        query = query.where(LinkageChange.linkage_id == linkage_id)
    return [LinkageStep(*row) for row in connection.execute(query)]


def list_timeline(
    connection: Connection,
    participant_id: UUID,
    *,
    limit: int = 60,
    before: datetime | None = None,
) -> list[TimelineEntry]:
    """One screen of the timeline: contacts, events and linkage moves, newest first.

    before: only what occurred earlier; pass the last entry's time to page on.
    """
    contacts = list_contacts(
        connection, participant_id=participant_id, until=before, newest_first=True, limit=limit
    )
    entries: list[TimelineEntry] = [*contacts]
    entries += list_events(connection, participant_id, before=before)
    entries += [
        LinkageEntry(step)
        for step in list_linkage_steps(connection, participant_id=participant_id)
        if step.from_status is not None and (before is None or step.at < before)
    ]
    entries.sort(key=lambda entry: entry.occurred_at, reverse=True)
    return entries[:limit]
