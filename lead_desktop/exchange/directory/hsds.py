"""A directory written out as the Human Services Data Specification 3.0 wants it.

Two shapes: a zip of CSV tables with its datapackage.json, or one JSON list of services, each with
its organization and places inside. What the team alone knows stays at home; only the day of the
last check goes along, as the standard's assured_date. Cells are not made safe for spreadsheet
programs: the files are for other directories, and a phone number begins with a plus sign.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from lead_desktop.domain.codes import ServiceCategory
from lead_desktop.domain.directory.opening_hours import ScheduleLine, clock_text, is_clock
from lead_desktop.exchange.directory.records import Location, Organization, Phone, Service

TAXONOMY = UUID("5b3a6f0e-0d6b-5c1e-9a53-9d3d5f0a7c11")
"""The id of our own list of categories, the same in every export."""

TAXONOMY_NAME = "LEAD service categories"
STATUSES = ("active", "inactive", "defunct", "temporarily closed")
ARCHIVE_DAY = (2020, 1, 1, 0, 0, 0)
"""Members of the zip carry this day, so that the same directory gives the same bytes."""

Cells = dict[str, object]
Tables = dict[str, list[Cells]]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "organizations": ("id", "name", "alternate_name", "description", "email", "website"),
    "services": (
        "id", "organization_id", "name", "alternate_name", "description", "url", "email",
        "status", "application_process", "fees_description", "wait_time",
        "eligibility_description", "assured_date",
    ),
    "locations": (
        "id", "location_type", "organization_id", "name", "transportation", "latitude",
        "longitude",
    ),
    "addresses": (
        "id", "location_id", "address_1", "city", "state_province", "postal_code", "country",
        "address_type",
    ),
    "service_at_location": ("id", "service_id", "location_id"),
    "phones": (
        "id", "location_id", "service_id", "organization_id", "number", "extension", "type",
        "description",
    ),
    "schedules": (
        "id", "service_id", "freq", "byday", "opens_at", "closes_at", "description",
    ),
    "languages": ("id", "service_id", "name"),
    "required_documents": ("id", "service_id", "document"),
    "accessibility": ("id", "location_id", "description"),
    "taxonomies": ("id", "name", "description"),
    "taxonomy_terms": ("id", "code", "name", "description", "taxonomy", "taxonomy_id"),
    "attributes": ("id", "link_id", "taxonomy_term_id", "link_type", "link_entity"),
}  # fmt: skip


@dataclass(frozen=True)
class Directory:
    """What is written: records whose ids are UUIDs as text. verified: service id -> its day."""

    organizations: Sequence[Organization]
    services: Sequence[Service]
    locations: Sequence[Location]
    phones: Sequence[Phone]
    verified: Mapping[str, date] = field(default_factory=dict)


def tables_of(directory: Directory) -> Tables:
    """The tables of the standard, by the names of their CSV files; empty cells are left out."""
    tables: Tables = {name: [] for name in COLUMNS}
    tables["organizations"] = [_organization(one) for one in directory.organizations]
    for location in directory.locations:
        _add_location(tables, location)
    for service in directory.services:
        _add_service(tables, service, directory.verified.get(service.source_id))
    tables["phones"] = [_phone(one) for one in directory.phones]
    tables["taxonomies"] = [
        {"id": str(TAXONOMY), "name": TAXONOMY_NAME, "description": "What a service is about"}
    ]
    tables["taxonomy_terms"] = [_term(category) for category in ServiceCategory]
    return tables


def write_zip(directory: Directory) -> bytes:
    """A zip of CSV files (UTF-8) and datapackage.json; the same directory gives the same bytes."""
    tables = tables_of(directory)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            text = io.StringIO(newline="")
            writer = csv.DictWriter(text, COLUMNS[name], restval="")
            writer.writeheader()
            writer.writerows(rows)
            archive.writestr(zipfile.ZipInfo(f"{name}.csv", ARCHIVE_DAY), text.getvalue())
        package = json.dumps(_datapackage(), indent=1)
        archive.writestr(zipfile.ZipInfo("datapackage.json", ARCHIVE_DAY), package)
    return packed.getvalue()


def write_json(directory: Directory) -> bytes:
    """A JSON list of services with everything inside, then of organizations that offer none."""
    nested = _Nested(tables_of(directory))
    return json.dumps(nested.everything(), ensure_ascii=False, indent=1).encode()


class _Nested:
    """The tables put into each other as the standard's JSON has them."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._by: dict[tuple[str, str], dict[object, list[Cells]]] = {}
        self._organizations = {row["id"]: row for row in tables["organizations"]}
        self._locations = {row["id"]: row for row in tables["locations"]}
        self._terms = {row["id"]: row for row in tables["taxonomy_terms"]}

    def everything(self) -> list[Cells]:
        services = [self._service(row) for row in self._tables["services"]]
        offering = {row.get("organization_id") for row in self._tables["services"]}
        placed = {row["location_id"] for row in self._tables["service_at_location"]}
        lonely = [self._location(row) for key, row in self._locations.items() if key not in placed]
        rest = [self._organization(row) for key, row in self._organizations.items()
                if key not in offering]  # fmt: skip
        return [*services, *rest, *lonely]

    def _of(self, table: str, column: str, key: object) -> list[Cells]:
        """Rows of `table` that point to `key`, without the column that points."""
        if (table, column) not in self._by:
            grouped: dict[object, list[Cells]] = defaultdict(list)
            for row in self._tables[table]:
                if row.get(column):
                    grouped[row[column]].append(row)
            self._by[table, column] = grouped
        return [
            {name: value for name, value in row.items() if name != column}
            for row in self._by[table, column].get(key, ())
        ]

    def _service(self, row: Cells) -> Cells:
        key = row["id"]
        inside: dict[str, list[Cells]] = {
            "phones": self._of("phones", "service_id", key),
            "schedules": self._of("schedules", "service_id", key),
            "languages": self._of("languages", "service_id", key),
            "required_documents": self._of("required_documents", "service_id", key),
            "service_at_locations": [
                {"id": link["id"], "location": self._location(self._locations[link["location_id"]])}
                for link in self._of("service_at_location", "service_id", key)
            ],
            "attributes": [
                {
                    "id": one["id"],
                    "link_type": one["link_type"],
                    "taxonomy_term": self._terms[one["taxonomy_term_id"]],
                }
                for one in self._of("attributes", "link_id", key)
            ],
        }
        whole = {name: value for name, value in row.items() if name != "organization_id"}
        organization = self._organizations.get(row.get("organization_id"))
        if organization is not None:
            whole["organization"] = self._organization(organization)
        return {**whole, **{name: rows for name, rows in inside.items() if rows}}

    def _organization(self, row: Cells) -> Cells:
        phones = [
            phone
            for phone in self._of("phones", "organization_id", row["id"])
            if not phone.get("service_id") and not phone.get("location_id")
        ]
        return {**row, **({"phones": phones} if phones else {})}

    def _location(self, row: Cells) -> Cells:
        key = row["id"]
        inside = {
            "addresses": self._of("addresses", "location_id", key),
            "accessibility": self._of("accessibility", "location_id", key),
            "phones": [
                phone
                for phone in self._of("phones", "location_id", key)
                if not phone.get("service_id")
            ],
        }
        return {**row, **{name: rows for name, rows in inside.items() if rows}}


def _filled(cells: Cells) -> Cells:
    return {name: value for name, value in cells.items() if value not in ("", None)}


def _organization(one: Organization) -> Cells:
    return _filled(
        {
            "id": one.source_id,
            "name": one.name,
            "alternate_name": one.alternate_name,
            "description": one.description or one.name,  # the standard wants one
            "email": one.email,
            "website": _uri(one.website),
        }
    )


def _add_service(tables: Tables, one: Service, verified: date | None) -> None:
    key = one.source_id
    tables["services"].append(
        _filled(
            {
                "id": key,
                "organization_id": one.organization_source_id,
                "name": one.name,
                "alternate_name": one.alternate_name,
                "description": one.description,
                "url": _uri(one.website),
                "email": one.email,
                "status": one.status if one.status in STATUSES else "active",
                "application_process": one.application_process,
                "fees_description": one.fees,
                "wait_time": one.wait_time,
                "eligibility_description": one.eligibility,
                "assured_date": verified.isoformat() if verified else "",
            }
        )
    )
    for place in one.location_source_ids:
        link: Cells = {"id": _derived(key, "at", place), "service_id": key, "location_id": place}
        tables["service_at_location"].append(link)
    for number, line in enumerate(one.schedule or _in_words(one.hours)):
        schedule = {"id": _derived(key, "hours", number), "service_id": key, **_schedule(line)}
        tables["schedules"].append(_filled(schedule))
    for name, column, text in (
        ("languages", "name", one.languages),
        ("required_documents", "document", one.required_documents),
    ):
        for number, words in enumerate(filter(None, text.split("\n"))):
            row: Cells = {"id": _derived(key, name, number), "service_id": key, column: words}
            tables[name].append(row)
    for category in one.categories:
        tables["attributes"].append(
            {
                "id": _derived(key, "about", category),
                "link_id": key,
                "taxonomy_term_id": _derived(str(TAXONOMY), category),
                "link_type": "category",
                "link_entity": "service",
            }
        )


def _in_words(hours: str) -> tuple[ScheduleLine, ...]:
    return tuple(ScheduleLine(words=line) for line in hours.split("\n") if line)


def _schedule(line: ScheduleLine) -> Cells:
    """Times that are no times of day go out as words, days and all, so that nothing is lost."""
    times = [time for time in (line.opens_at, line.closes_at) if time]
    if not all(map(is_clock, times)):
        return {"description": line.text()}
    return {
        "freq": "WEEKLY" if line.by_day else "",
        "byday": line.by_day,
        "opens_at": _full(line.opens_at),
        "closes_at": _full(line.closes_at),
        "description": line.words,
    }


def _full(clock: str) -> str:
    return f"{clock_text(clock)}:00" if clock else ""


def _add_location(tables: Tables, one: Location) -> None:
    key = one.source_id
    tables["locations"].append(
        _filled(
            {
                "id": key,
                "location_type": "physical",
                "organization_id": one.organization_source_id,
                "name": one.name,
                "transportation": one.transportation,
                "latitude": one.latitude,
                "longitude": one.longitude,
            }
        )
    )
    if any((one.address, one.city, one.state, one.postal_code)):
        tables["addresses"].append(
            {
                "id": _derived(key, "address"),
                "location_id": key,
                "address_1": one.address,
                "city": one.city,
                "state_province": one.state,
                "postal_code": one.postal_code,
                "country": "US",
                "address_type": "physical",
            }
        )
    if one.accessibility:
        row: Cells = {"id": _derived(key, "access"), "location_id": key}
        tables["accessibility"].append({**row, "description": one.accessibility})


def _phone(one: Phone) -> Cells:
    """An extension that is no number goes out in words: the standard has a number there."""
    plain = one.extension.isascii() and one.extension.isdigit()
    words = "" if plain or not one.extension else f"ext. {one.extension}"
    return _filled(
        {
            "id": one.source_id,
            "location_id": one.location_source_id,
            "service_id": one.service_source_id,
            "organization_id": one.organization_source_id,
            "number": one.number,
            "extension": int(one.extension) if plain else "",
            "type": one.kind,
            "description": ", ".join(part for part in (one.label, words) if part),
        }
    )


def _term(category: ServiceCategory) -> Cells:
    return {
        "id": _derived(str(TAXONOMY), category),
        "code": category.value,
        "name": category.label,
        "description": category.label,
        "taxonomy": TAXONOMY_NAME,
        "taxonomy_id": str(TAXONOMY),
    }


def _uri(website: str) -> str:
    return website if not website or urlsplit(website).scheme else f"http://{website}"


def _derived(key: str, *parts: object) -> str:
    """An id for a row that has none of its own: the same in every export."""
    return str(uuid5(UUID(key), "/".join(map(str, parts))))


def _datapackage() -> dict[str, object]:
    return {
        "name": "human_services_data",
        "profile": "tabular-data-package",
        "version": "3.0.0",
        "resources": [_resource(name, columns) for name, columns in COLUMNS.items()],
    }


def _resource(name: str, columns: Iterable[str]) -> dict[str, object]:
    numbers = ("latitude", "longitude", "extension")
    fields = [
        {"name": column, "type": "number" if column in numbers else "string"} for column in columns
    ]
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "schema": {"primaryKey": "id", "fields": fields},
    }
