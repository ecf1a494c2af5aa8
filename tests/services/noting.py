"""Short ways to write contacts and to look at what the vault holds, for the tests of notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import AddendumKind, ContactMode, ContactOutcome
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.services.contacts import addenda, contacts, note_edits
from lead_desktop.services.contacts.contact_rows import read_facts
from lead_desktop.services.desk import Desk
from lead_desktop.store.audit import list_entries
from lead_desktop.store.store import Store

NOTE = "Met by the fountain. Asked about housing."


def log(desk: Desk, *people: UUID, **more: object) -> UUID:
    """Log a contact of an hour ago; returns its id."""
    values: dict[str, object] = {
        "id": new_id(),
        "participant_ids": people,
        "mode": ContactMode.PHONE,
        "outcome": ContactOutcome.MET,
        "occurred_at": desk.clock.now() - timedelta(hours=1),
        "note": NOTE,
    }
    command = contacts.LogContact(**values | more)  # type: ignore[arg-type]  # a test's short form
    contacts.log_contact(desk, command)
    return command.id


def edited(desk: Desk, contact_id: UUID, **changes: object) -> note_edits.EditContact:
    """The edit that changes these fields of a contact, whether it may be changed or not."""
    version = contacts.read_contact(desk, contact_id).version
    with desk.store.read() as connection:
        facts = read_facts(connection, contact_id)
    facts = replace(facts, **changes)  # type: ignore[arg-type]  # a test's short form
    return note_edits.EditContact(contact_id, version, facts)


def write_to(
    desk: Desk,
    contact_id: UUID,
    text: str = "The office called back.",
    kind: AddendumKind = AddendumKind.ADDENDUM,
    reason: str = "",
) -> None:
    """Add an addendum."""
    addenda.add_addendum(desk, addenda.AddAddendum(new_id(), contact_id, kind, text, reason))


def entry(desk: Desk, contact_id: UUID) -> ContactEntry:
    """The contact as it is read now."""
    return contacts.read_contact(desk, contact_id)


def tamper(store: Store, statement: str, *bounds: object) -> None:
    """Change the database behind the program's back, as somebody with the key could."""
    with store.write() as session:
        connection = session.connection()
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS contact_signed_stays")
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS contact_signed_stays_too")
        for table in ("worker", "purpose", "supply", "third_party"):
            for act in ("update", "delete"):
                trigger = f"contact_{table}_signed_no_{act}"
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger}")
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS addendum_no_update")
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS counseling_note_no_update")
        connection.exec_driver_sql(statement, bounds)


def acts(store: Store) -> list[str]:
    """What the audit tells, oldest first."""
    with store.read() as connection:
        return [one.action for one in list_entries(connection)]
