"""How many signed notes and consents still match their signatures; for the check of a vault."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection

from lead_desktop.domain.codes import ConsentSeal, Seal
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.store.queries.consents import list_consents
from lead_desktop.store.queries.contacts import list_contacts
from lead_desktop.store.queries.viewer import EVERYTHING

_BATCH = 500


def count_seals(connection: Connection) -> tuple[int, int]:
    """(altered, signed): notes, struck ones too, with what was written to them later.

    In batches: a vault may hold hundreds of thousands.
    """
    altered = signed = last = 0
    while rows := connection.exec_driver_sql(
        "SELECT seq, id FROM contact WHERE seq > ? AND signed_at IS NOT NULL"
        f" ORDER BY seq LIMIT {_BATCH}",
        (last,),
    ).all():
        last = rows[-1][0]
        ids = [UUID(contact_id) for _, contact_id in rows]
        entries = list_contacts(connection, contact_ids=ids, with_struck=True)
        altered += len({entry.id for entry in entries if not _matches(entry)})
        signed += len(rows)
    return altered, signed


def count_altered_consents(connection: Connection) -> int:
    """Consents that are no longer what was signed."""
    lines = list_consents(connection, EVERYTHING)
    return sum(line.seal is ConsentSeal.BROKEN for line in lines)


def _matches(entry: ContactEntry) -> bool:
    addenda, reviews = (one.seal for one in entry.addenda), (one.seal for one in entry.reviews)
    return Seal.BROKEN not in (entry.seal, *addenda, *reviews)
