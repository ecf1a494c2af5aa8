"""A partner's service directory into the vault: new entries, changed ones, those as before.

An entry is recognized by the directory it comes from and its id there; a hash over what the
directory says of it tells whether it has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from lead_desktop.base.ids import new_id
from lead_desktop.exchange.directory import records
from lead_desktop.exchange.directory.records import DirectoryFile, content_hash
from lead_desktop.services.desk import Desk
from lead_desktop.services.importing.bulk import BulkInsert, Step, Tally, batches, insert_rows
from lead_desktop.store.tables import (
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceCategoryRow,
    ServiceLocation,
)

Record = records.Organization | records.Service | records.Location | records.Phone
Table = type[Organization] | type[Service] | type[Location] | type[Phone]
RecordT = TypeVar("RecordT", bound=Record)
Ids = Mapping[str, UUID]
SOURCE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a directory now says otherwise. entry: its name; field: ours; before, after: text."""

    table: str
    entry: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Merged:
    """One table after its merge. ids: by those of the source, earlier entries included;
    touched: ids of the source of the entries that are new or changed."""

    ids: dict[str, UUID]
    touched: frozenset[str]
    tally: Tally


class DirectoryMerge:
    """One merge, within the transaction of `session`, of entries that belong to `source`.

    changes: every field of a known entry that the file says otherwise, after `run`.
    """

    def __init__(self, session: Session, desk: Desk, file: DirectoryFile, source: str) -> None:
        self.source = source.strip()[:SOURCE_LENGTH]
        self._session = session
        self._now = desk.clock.now()
        self._file = file
        self.changes: list[FieldChange] = []

    def recognize_source(self) -> None:
        """Take the name under which most of these services already stand in the vault.

        A directory is exported again and again under other file names. Two directories may use
        the same ids (1, 2, 3 ...), so the names of the services have to agree as well.
        """
        names = {service.source_id: service.name for service in self._file.services}
        if not names:
            names = {entry.source_id: entry.name for entry in self._file.organizations}
        table = Service if self._file.services else Organization
        votes: dict[str, int] = {}
        for source, source_id, name in self._session.execute(
            select(table.source, table.source_id, table.name)
        ):
            if source and source_id:
                votes[source] = votes.get(source, 0) + (names.get(source_id) == name)
        best = max(votes, key=lambda source: votes[source], default=None)
        if best is not None and votes[best] * 2 > min(len(names), self._size(table, best)):
            self.source = best
        elif self.source in votes:
            self.source = self._free_name(votes)

    def _size(self, table: type[Service] | type[Organization], source: str) -> int:
        count = select(func.count()).select_from(table).where(table.source == source)
        return self._session.scalar(count) or 0

    def _free_name(self, taken: Mapping[str, int]) -> str:
        stem = self.source[: SOURCE_LENGTH - 4]
        number = 2
        while f"{stem} {number}" in taken:
            number += 1
        return f"{stem} {number}"

    def run(self, step: Step) -> dict[str, Tally]:
        """Take everything in; returns what came of each kind of entry."""
        file = self._file
        organizations = self._merge(Organization, file.organizations, _organization)
        step(0.1)
        locations = self._merge(
            Location, file.locations, lambda record: _location(record, organizations.ids)
        )
        step(0.2)
        services = self._merge(
            Service, file.services, lambda record: _service(record, organizations.ids)
        )
        step(0.5)
        self._link(services, locations.ids)
        step(0.6)
        owners = (organizations.ids, services.ids, locations.ids)
        phones = self._merge(Phone, file.phones, lambda record: _phone(record, *owners))
        step(1.0)
        return {
            "organizations": organizations.tally,
            "services": services.tally,
            "locations": locations.tally,
            "phones": phones.tally,
        }

    def _merge(
        self,
        table: Table,
        entries: Sequence[RecordT],
        values: Callable[[RecordT], dict[str, object]],
    ) -> Merged:
        """Insert the new entries of one table and rewrite the changed ones."""
        ids: dict[str, UUID] = {}
        hashes: dict[str, str | None] = {}
        for known, source_id, source_hash in self._session.execute(
            select(table.id, table.source_id, table.source_hash).where(table.source == self.source)
        ):
            if source_id:
                ids[source_id], hashes[source_id] = known, source_hash
        new: list[dict[str, object]] = []
        changed: list[dict[str, object]] = []
        for entry in entries:
            digest = content_hash(entry)
            key = entry.source_id
            if hashes.get(key) == digest:
                continue
            row = {"source_id": key, "source_hash": digest, **values(entry)}
            ids.setdefault(key, new_id())
            (changed if key in hashes else new).append({"id": ids[key], **row})
        same = {"source": self.source, "version": 1, "created_at": self._now}
        if new:
            inserted = BulkInsert(
                self._session, table, tuple(new[0]), {**same, "updated_at": self._now}
            )
            inserted.add([tuple(row.values()) for row in new])
        self._note_changes(table, changed)
        self._rewrite(table, changed)
        touched = frozenset(str(row["source_id"]) for row in (*new, *changed))
        return Merged(
            ids, touched, Tally(len(new), len(changed), len(entries) - len(new) - len(changed))
        )

    def _note_changes(self, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Compare the rows about to be rewritten with what stands there, field by field."""
        if not rows:
            return
        fields = [name for name in rows[0] if not name.endswith("id") and name != "source_hash"]
        columns = [getattr(table, name) for name in fields]
        for some in batches(rows):
            ids = [row["id"] for row in some]
            stood = {
                row.id: row
                for row in self._session.execute(
                    select(table.id, *columns).where(table.id.in_(ids))
                )
            }
            for row in some:
                before = stood[row["id"]]
                entry = str(row.get("name") or row.get("number") or "")
                self.changes += [
                    FieldChange(
                        table.__tablename__, entry, name, _said(getattr(before, name)), _said(after)
                    )
                    for name, after in row.items()
                    if name in fields and getattr(before, name) != after
                ]

    def _rewrite(self, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        if not rows:
            return
        columns: dict[str, ColumnElement[Any]] = {
            name: bindparam(f"new_{name}") for name in rows[0] if name != "id"
        }
        self._session.connection().execute(
            update(table)
            .where(table.id == bindparam("new_id"))
            .values({**columns, "version": table.version + 1, "updated_at": self._now}),
            [{f"new_{name}": value for name, value in row.items()} for row in rows],
        )

    def _link(self, services: Merged, locations: Ids) -> None:
        """Write anew what new and changed services are about and where they are offered."""
        listed = [entry for entry in self._file.services if entry.source_id in services.touched]
        for some in batches([services.ids[entry.source_id] for entry in listed]):
            for table in (ServiceCategoryRow, ServiceLocation, Schedule):
                self._session.execute(delete(table).where(table.service_id.in_(some)))
        insert_rows(
            self._session,
            ServiceCategoryRow,
            [
                {"service_id": services.ids[entry.source_id], "category": category}
                for entry in listed
                for category in entry.categories
            ],
        )
        insert_rows(
            self._session,
            ServiceLocation,
            [
                {"service_id": services.ids[entry.source_id], "location_id": locations[place]}
                for entry in listed
                for place in entry.location_source_ids
            ],
        )
        insert_rows(
            self._session,
            Schedule,
            [
                {
                    "id": new_id(),
                    "service_id": services.ids[entry.source_id],
                    "position": position,
                    "by_day": line.by_day,
                    "opens_at": line.opens_at,
                    "closes_at": line.closes_at,
                    "words": line.words,
                }
                for entry in listed
                for position, line in enumerate(entry.schedule)
            ],
        )


def _said(value: object) -> str:
    """A stored value as a report shows it."""
    return "" if value is None else str(value)


def _organization(record: records.Organization) -> dict[str, object]:
    return {
        "name": record.name,
        "alternate_name": record.alternate_name,
        "description": record.description,
        "email": record.email,
        "website": record.website,
    }


def _service(record: records.Service, organizations: Ids) -> dict[str, object]:
    return {
        "organization_id": organizations.get(record.organization_source_id or ""),
        "name": record.name,
        "alternate_name": record.alternate_name,
        "description": record.description,
        "status": record.status,
        "eligibility": record.eligibility,
        "fees": record.fees,
        "application_process": record.application_process,
        "required_documents": record.required_documents,
        "languages": record.languages,
        "hours": record.hours,
        "wait_time": record.wait_time,
        "email": record.email,
        "website": record.website,
    }


def _location(record: records.Location, organizations: Ids) -> dict[str, object]:
    return {
        "organization_id": organizations.get(record.organization_source_id or ""),
        "name": record.name,
        "address": record.address,
        "city": record.city,
        "state": record.state,
        "postal_code": record.postal_code,
        "latitude": record.latitude,
        "longitude": record.longitude,
        "accessibility": record.accessibility,
        "transportation": record.transportation,
    }


def _phone(
    record: records.Phone, organizations: Ids, services: Ids, locations: Ids
) -> dict[str, object]:
    return {
        "organization_id": organizations.get(record.organization_source_id or ""),
        "service_id": services.get(record.service_source_id or ""),
        "location_id": locations.get(record.location_source_id or ""),
        "number": record.number,
        "extension": record.extension,
        "kind": record.kind,
        "label": record.label,
    }
