"""Contacts of a file into the vault: what is new, what has changed, what stays as it is.

A contact is recognized by its external id; without one by the fingerprint of its row. A row that
says what it said the last time brings no news, so whatever was changed here since then stays. A
contact that was signed, written to, taken back or struck here is not changed by any file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import LeadError, Refused
from lead_desktop.base.ids import new_ids
from lead_desktop.domain.codes import NoteFormat
from lead_desktop.domain.contacts import contact as rules
from lead_desktop.domain.people.names import parse_number
from lead_desktop.domain.trust.worker import worker_key
from lead_desktop.exchange.contacts import ContactFile, ContactRow
from lead_desktop.exchange.rejects import Problem
from lead_desktop.services.contacts.note_edits import keep_revision
from lead_desktop.services.contacts.signing import people_of, refuse_if_signed, saved_contact
from lead_desktop.services.desk import Desk
from lead_desktop.services.importing.bulk import (
    BATCH,
    BulkInsert,
    Step,
    Tally,
    batches,
    insert_rows,
)
from lead_desktop.store.queries.merged import merged_external_ids
from lead_desktop.store.tables import (
    Contact,
    ContactParticipant,
    ContactPurpose,
    ContactSupply,
    ContactWorker,
    ImportedContact,
    Participant,
    Worker,
)

UNKNOWN_PERSON = "no participant of this vault has this id or number"
OTHER_PEOPLE = "the row now names other participants; the contact was left as it was"
UNKNOWN_AUTHOR = "no worker has this name; it is kept as text"
NO_AUTHOR = "Not named in the file"
_LOCKED = "the contact was written to, signed, struck or taken back here; it was left as it is"

CONTACT_COLUMNS = (
    "id",
    "author_id",
    "author_text",
    "occurred_at",
    "recorded_at",
    "minutes",
    "mode",
    "place_type",
    "place",
    "outcome",
    "kind",
    "standing",
    "note",
    "initiated_by",
)


@dataclass(frozen=True)
class Known:
    """A contact of the vault that a row names."""

    id: UUID
    fingerprint: str | None


@dataclass(frozen=True)
class Placed:
    """A row whose participants have been found."""

    row: ContactRow
    people: tuple[UUID, ...]


class ContactMerge:
    """One merge, within the transaction of `session`. rejected: rows that were left out here."""

    def __init__(self, session: Session, desk: Desk, file: ContactFile, import_id: UUID) -> None:
        self.problems: list[Problem] = []
        self.rejected = 0
        self._session = session
        self._desk = desk
        self._file = file
        self._now = desk.clock.now()
        self._people = _People(session)
        self._workers = {
            row.name_key: row.id for row in session.execute(select(Worker.name_key, Worker.id))
        }
        self._unknown: set[str] = set()
        same = {
            "note_format": NoteFormat.FREE,
            "import_id": import_id,
            "version": 1,
            "created_at": self._now,
            "updated_at": self._now,
        }
        self._contacts = BulkInsert(session, Contact, CONTACT_COLUMNS, same)
        self._with = BulkInsert(
            session,
            ContactParticipant,
            ("contact_id", "participant_id", "occurred_at", "standing"),
            {"private_line": ""},
        )
        self._there = BulkInsert(session, ContactWorker, ("contact_id", "worker_id"))
        self._purposes = BulkInsert(session, ContactPurpose, ("contact_id", "purpose"))
        self._supplies = BulkInsert(session, ContactSupply, ("contact_id", "supply", "quantity"))
        self._marks = BulkInsert(
            session, ImportedContact, ("contact_id", "external_id", "fingerprint")
        )

    def run(self, step: Step) -> Tally:
        """Take all rows in; `step` is told how far it is."""
        placed = [found for row in self._file.rows if (found := self._place(row)) is not None]
        by_id, by_fingerprint = self._known()
        new: list[Placed] = []
        changed: list[tuple[Known, Placed]] = []
        for one in placed:
            row = one.row
            known = (
                by_id.get(row.external_id)
                if row.external_id
                else by_fingerprint.get(row.fingerprint)
            )
            if known is None:
                new.append(one)
            elif known.fingerprint != row.fingerprint:
                changed.append((known, one))
        total, done = max(1, len(new) + len(changed)), 0
        for batch in batches(new, 4 * BATCH):
            self._create(batch)
            done += len(batch)
            step(done / total)
        rejected_before, updated = self.rejected, 0
        for known, one in changed:
            updated += self._update(known, one)
            done += 1
            if done % BATCH == 0:
                step(done / total)
        step(1.0)
        refused = self.rejected - rejected_before
        return Tally(len(new), updated, len(placed) - len(new) - updated - refused)

    def _place(self, row: ContactRow) -> Placed | None:
        found = [self._people.named(word) for word in row.participants]
        people = tuple(dict.fromkeys(one for one in found if one is not None))
        if None in found:
            self._reject(row, "participant", UNKNOWN_PERSON)
            return None
        return Placed(row, people)

    def _known(self) -> tuple[dict[str, Known], dict[str, Known]]:
        by_id: dict[str, Known] = {}
        by_fingerprint: dict[str, Known] = {}
        for contact_id, external_id, fingerprint in self._session.execute(
            select(
                ImportedContact.contact_id,
                ImportedContact.external_id,
                ImportedContact.fingerprint,
            )
        ):
            known = Known(contact_id, fingerprint)
            if external_id:
                by_id[external_id] = known
            if fingerprint:
                by_fingerprint[fingerprint] = known
        return by_id, by_fingerprint

    def _create(self, batch: Sequence[Placed]) -> None:
        made = list(zip(new_ids(len(batch)), batch, strict=True))
        self._contacts.add([self._contact(one, placed.row) for one, placed in made])
        self._with.add(
            [
                (one, person, placed.row.occurred_at, _standing(placed.row))
                for one, placed in made
                for person in placed.people
            ]
        )
        self._there.add(
            [
                (one, worker)
                for one, placed in made
                if (worker := self._worker(placed.row.author)) is not None
            ]
        )
        self._purposes.add(
            [(one, purpose) for one, placed in made for purpose in placed.row.purposes]
        )
        self._supplies.add([(one, *given) for one, placed in made for given in placed.row.supplies])
        self._marks.add(
            [(one, placed.row.external_id or None, placed.row.fingerprint) for one, placed in made]
        )

    def _contact(self, contact_id: UUID, row: ContactRow) -> tuple[object, ...]:
        worker = self._worker(row.author)
        if row.author and worker is None and row.author not in self._unknown:
            self._unknown.add(row.author)
            heading = self._file.headings.get("author", "")
            self.problems.append(Problem(row.row, heading, UNKNOWN_AUTHOR))
        kind = rules.kind_of(row.outcome, row.kind)
        return (
            contact_id,
            worker or self._desk.worker.id,
            row.author or NO_AUTHOR,
            row.occurred_at,
            row.recorded_at or self._now,
            rules.minutes_of(kind, row.outcome, row.minutes),
            row.mode,
            row.place_type,
            row.place,
            row.outcome,
            kind,
            _standing(row),
            row.note,
            row.initiated_by,
        )

    def _worker(self, name: str) -> UUID | None:
        return self._workers.get(worker_key(name)) if name else None

    def _update(self, known: Known, placed: Placed) -> bool:
        """Bring a known contact up to what its row says; whether something really changed."""
        row = placed.row
        try:
            contact = saved_contact(self._session, known.id)
            refuse_if_signed(contact)
            if contact.content_hash is not None:
                raise Refused("Somebody has written to it here.")
        except LeadError:
            self._reject(row, "", _LOCKED)
            return False
        if set(people_of(self._session, known.id)) != set(placed.people):
            self._reject(row, "participant", OTHER_PEOPLE)
            return False
        facts = dict(zip(CONTACT_COLUMNS, self._contact(known.id, row), strict=True))
        for kept in ("id", "author_id", *(() if row.recorded_at else ("recorded_at",))):
            facts.pop(kept)
        news = {name: value for name, value in facts.items() if getattr(contact, name) != value}
        parts = self._parts_changed(known.id, row)
        if news:
            keep_revision(self._session, self._desk, contact)
            for name, value in news.items():
                setattr(contact, name, value)
            contact.updated_at = self._now
        self._session.get_one(ImportedContact, known.id).fingerprint = row.fingerprint
        self._session.flush()
        self._session.expunge_all()
        return bool(news) or parts

    def _parts_changed(self, contact_id: UUID, row: ContactRow) -> bool:
        """Put the row's purposes and supplies in place of the old ones where they differ."""
        connection = self._session.connection()
        purposes = set(
            connection.scalars(
                select(ContactPurpose.purpose).where(ContactPurpose.contact_id == contact_id)
            )
        )
        supplies = {
            (one.supply, one.quantity)
            for one in connection.execute(
                select(ContactSupply.supply, ContactSupply.quantity).where(
                    ContactSupply.contact_id == contact_id
                )
            )
        }
        if purposes == set(row.purposes) and supplies == set(row.supplies):
            return False
        connection.execute(delete(ContactPurpose).where(ContactPurpose.contact_id == contact_id))
        connection.execute(delete(ContactSupply).where(ContactSupply.contact_id == contact_id))
        insert_rows(
            self._session,
            ContactPurpose,
            [{"contact_id": contact_id, "purpose": one} for one in row.purposes],
        )
        insert_rows(
            self._session,
            ContactSupply,
            [
                {"contact_id": contact_id, "supply": one, "quantity": many}
                for one, many in row.supplies
            ],
        )
        return True

    def _reject(self, row: ContactRow, field: str, reason: str) -> None:
        self.rejected += 1
        heading = self._file.headings.get(field, "")
        self.problems.append(Problem(row.row, heading, reason, rejected=True))


def _standing(row: ContactRow) -> str:
    return rules.standing_of(rules.kind_of(row.outcome, row.kind), row.outcome)


class _People:
    """Every participant by the words that a file may use; an external id goes before a number."""

    def __init__(self, session: Session) -> None:
        rows = session.execute(
            select(Participant.id, Participant.number, Participant.external_id)
        ).all()
        self._by_external = merged_external_ids(session.connection()) | {
            row.external_id.casefold(): row.id for row in rows if row.external_id
        }
        self._by_number = {row.number: row.id for row in rows}
        self._by_id = {str(row.id): row.id for row in rows}

    def named(self, word: str) -> UUID | None:
        """The participant meant by an external id, a number (P-0042) or an id; None if nobody."""
        plain = word.strip().casefold()
        number = parse_number(plain)
        found = self._by_external.get(plain) or self._by_id.get(plain)
        return found or (self._by_number.get(number) if number is not None else None)
