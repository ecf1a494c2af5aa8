"""Any partner's list of services: a spreadsheet with one service a row.

The rows are taken apart into the tables of a directory, so that everything behind reads them like
any other. Which column holds what is said by a mapping or recognized by its usual heading.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from lead_desktop.domain.people.names import fold_name
from lead_desktop.exchange.columns import (
    BadMapping,
    ColumnMapping,
    Placement,
    UsualHeadings,
    place_columns,
)
from lead_desktop.exchange.directory.sources import SourceRow, SourceTables
from lead_desktop.exchange.rejects import Problem
from lead_desktop.exchange.tables import read_table

SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm")

SERVICE_HEADINGS: UsualHeadings = {
    "id": ("id", "service id", "record id", "number", "no"),
    "name": ("service", "service name", "name", "program", "program name", "resource"),
    "organization": (
        "organization", "organisation", "agency", "agency name", "provider", "provider name",
        "organization name",
    ),
    "description": ("description", "about", "details", "what they do", "summary"),
    "category": (
        "category", "categories", "type", "service type", "kind", "keywords", "taxonomy",
    ),
    "phone": ("phone", "telephone", "phone number", "tel", "main phone", "contact number"),
    "email": ("email", "e mail", "email address"),
    "website": ("website", "web", "url", "site", "link"),
    "address": ("address", "street", "street address", "location", "address 1", "site address"),
    "city": ("city", "town"),
    "state": ("state", "province"),
    "postal_code": ("zip", "zip code", "postal code", "postcode", "zipcode"),
    "hours": ("hours", "opening hours", "hours of operation", "open", "schedule"),
    "eligibility": ("eligibility", "who can come", "requirements", "population", "serves"),
    "fees": ("fees", "cost", "price", "payment"),
    "languages": ("languages", "language", "languages spoken"),
    "documents": ("documents", "required documents", "bring", "documents to bring"),
    "intake": ("intake", "intake process", "how to apply", "application process", "referral"),
    "status": ("status",),
}  # fmt: skip

_OF_SERVICE = {
    "name": "name",
    "description": "description",
    "category": "keywords",
    "email": "email",
    "website": "url",
    "eligibility": "eligibility_description",
    "fees": "fees_description",
    "languages": "languages",
    "documents": "required_documents",
    "intake": "application_process",
    "status": "status",
}


def is_sheet(path: Path) -> bool:
    """Whether a path is read as a spreadsheet rather than as a directory of tables."""
    return path.suffix.casefold() in SUFFIXES and not path.is_dir()


def read_sheet(
    path: Path, *, mapping: ColumnMapping | None = None, encoding: str | None = None
) -> SourceTables:
    """The tables of a directory from a CSV, TSV or XLSX file with one service a row.

    A service without an id in the file is known by organization, name and address. Raises
    UnreadableFile; BadMapping when no column holds the service's name.
    """
    table = read_table(path, encoding=encoding)
    placed = place_columns(table.headers, mapping, SERVICE_HEADINGS)
    if "name" not in placed.places:
        raise BadMapping(
            "No column holds the name of the service.",
            meaning="Nothing was read.",
            remedy="Give a mapping file (--mapping) with at least {“name”: its column}.",
        )
    sources = SourceTables(unused=list(placed.unplaced))
    sources.tables = {name: [] for name in ("organization", "service", "location", "phone")}
    seen: set[str] = set()
    for row in table.rows:
        for flaw in row.flaws:
            heading = table.headers[flaw.column] if flaw.column >= 0 else ""
            sources.problems.append(
                Problem(row.number, heading, flaw.reason, flaw.fatal, path.name)
            )
        if not row.fatal_reason:
            _take(sources, seen, path.name, row.number, _cells(placed, row.cells))
    return sources


def _cells(placed: Placement, cells: tuple[str, ...]) -> dict[str, str]:
    joined = {
        field: ", ".join(cells[index] for index in indexes if cells[index])
        for field, indexes in placed.places.items()
    }
    return {field: text for field, text in joined.items() if text}


def _take(
    sources: SourceTables, seen: set[str], file: str, number: int, row: dict[str, str]
) -> None:
    """Take one row apart: an organization or place that stood in an earlier row is not repeated."""

    def add(table: str, key: str, cells: dict[str, str]) -> None:
        if f"{table}:{key}" not in seen or table in ("service", "phone"):
            seen.add(f"{table}:{key}")
            filled = {name: text for name, text in cells.items() if text}
            sources.tables[table].append(SourceRow(file, number, {"id": key, **filled}))

    organization = row.get("organization", "")
    organization_id = _key("organization", organization) if organization else ""
    if organization:
        add("organization", organization_id, {"name": organization})
    address = row.get("address", "")
    where = [address, *(row.get(part, "") for part in ("city", "state", "postal_code"))]
    location_id = _key("location", *where) if any(where) else ""
    if location_id:
        place = {"address_1": address, "city": row.get("city", ""), "state": row.get("state", "")}
        place["postal_code"] = row.get("postal_code", "")
        add("location", location_id, {"organization_id": organization_id, **place})
    service_id = row.get("id") or _key("service", organization, row.get("name", ""), *where)
    service = {column: row.get(field, "") for field, column in _OF_SERVICE.items()}
    links = {"organization_id": organization_id, "location_id": location_id}
    add("service", service_id, {**service, **links})
    if row.get("hours"):
        schedule = sources.tables.setdefault("schedule", [])
        cells = {"service_id": service_id, "description": row["hours"]}
        schedule.append(SourceRow(file, number, cells))
    if row.get("phone"):
        cells = {"service_id": service_id, "number": row["phone"]}
        add("phone", _key("phone", service_id), cells)


def _key(*parts: str) -> str:
    """A short stable id for what a spreadsheet names without numbering it."""
    folded = "\x1f".join(fold_name(part) for part in parts)
    return hashlib.sha256(folded.encode()).hexdigest()[:24]
