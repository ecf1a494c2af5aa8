"""From files to plain tables: the same shape whether the directory came as CSV files or as JSON.

A table is named after its HSDS object (organization, service, location ...) and is a list of rows;
the older Ohana and HSDS 1 names of files are known too.
"""

from __future__ import annotations

import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from lead_desktop.base.errors import UnreadableFile
from lead_desktop.exchange.directory.nested import NotHsds, flatten, scalars
from lead_desktop.exchange.rejects import Problem
from lead_desktop.exchange.tables import parse_table, read_bytes

_TABLE_OF_FILE = {
    "organization": ("organizations", "organization"),
    "service": ("services", "service"),
    "location": ("locations", "location"),
    "phone": ("phones", "phone"),
    "address": ("addresses", "address", "physical_addresses", "physical_address"),
    "contact": ("contacts", "contact"),
    "service_at_location": ("service_at_location", "service_at_locations", "services_at_location"),
    "program": ("programs", "program"),
    "schedule": ("schedules", "schedule", "regular_schedules", "regular_schedule"),
    "language": ("languages", "language"),
    "required_document": ("required_documents", "required_document"),
    "accessibility": ("accessibility", "accessibility_for_disabilities"),
    "eligibility": ("eligibility", "eligibilities"),
    "cost_option": ("cost_options", "cost_option"),
    "taxonomy_term": ("taxonomy_terms", "taxonomy_term", "categories", "taxonomy"),
    "attribute": ("attributes", "attribute", "service_taxonomy", "service_attributes"),
}
_TABLES = {stem: table for table, stems in _TABLE_OF_FILE.items() for stem in stems}
# CHARMcare keeps the terms of its services in two JSON objects {service id: [term, ...]}; the one
# names terms by their row in categories.csv, the other by their code.
_TERM_FILES = {
    "service_categories.json": "taxonomy_term_id",
    "service_icarol_categories.json": "term_code",
}
_MAX_ZIP_BYTES = 256 * 1024 * 1024
_MAX_ZIP_MEMBERS = 1_000


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a table and where it stands. cells: column name in lower case -> text."""

    file: str
    number: int
    cells: dict[str, str]

    def get(self, *columns: str) -> str:
        """The first of `columns` that holds something; empty when none does."""
        return next((found for name in columns if (found := self.cells.get(name, ""))), "")


@dataclass
class SourceTables:
    """All tables of a directory, and what was wrong with their files."""

    tables: dict[str, list[SourceRow]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    def rows(self, table: str) -> list[SourceRow]:
        """The rows of a table; none when no file held it."""
        return self.tables.get(table, [])


def read_sources(path: Path, encoding: str | None = None) -> SourceTables:
    """Read a folder of CSV files, a zip of such a folder, or one JSON file.

    Raises UnreadableFile when there is neither a service nor an organization in it.
    """
    sources = SourceTables()
    if path.is_dir():
        _add_folder(sources, _files_of_folder(path), encoding)
    else:
        data = read_bytes(path)
        if data.startswith(b"PK\x03\x04"):
            _add_folder(sources, _files_of_zip(data), encoding)
        else:
            _add_json(sources, path.name, data)
    if not sources.rows("service") and not sources.rows("organization"):
        raise UnreadableFile(
            "This is not a service directory: it holds neither services nor organizations.",
            meaning="Nothing was read.",
            remedy="Give a folder with services.csv and organizations.csv, or an HSDS JSON file.",
        )
    return sources


def _files_of_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    try:
        paths = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as fault:
        raise UnreadableFile(f"The folder cannot be opened: {fault.strerror}.") from None
    for path in paths:
        if path.suffix.casefold() in (".csv", ".tsv", ".json"):
            yield path.name, read_bytes(path)


def _files_of_zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files beside services.csv or organizations.csv, wherever in the zip that is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            size = sum(member.file_size for member in members)
            if len(members) > _MAX_ZIP_MEMBERS or size > _MAX_ZIP_BYTES:
                raise UnreadableFile("The zip unpacks to far more than a directory would.")
            homes = [
                PurePosixPath(member.filename).parent
                for member in members
                if _TABLES.get(_stem(member.filename)) in ("service", "organization")
            ]
            for member in members:
                name = PurePosixPath(member.filename)
                if homes and name.parent == homes[0] and name.suffix in (".csv", ".tsv", ".json"):
                    yield name.name, archive.read(member)
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        RuntimeError,
        ValueError,
        OSError,
    ):
        raise UnreadableFile(
            "The zip is damaged, cut short or protected by a password.",
            meaning="Nothing was read.",
            remedy="Unpack it and give the folder.",
        ) from None


def _add_folder(
    sources: SourceTables, files: Iterable[tuple[str, bytes]], encoding: str | None
) -> None:
    for name, data in files:
        table = _TABLES.get(_stem(name))
        if name in _TERM_FILES:
            _add_term_file(sources, name, data)
        elif table is not None and not name.casefold().endswith(".json"):
            _add_csv(sources, table, name, data, encoding)
        else:
            sources.unused.append(name)


def _stem(name: str) -> str:
    return PurePosixPath(name).stem.casefold().replace("-", "_")


def _add_csv(
    sources: SourceTables, table: str, name: str, data: bytes, encoding: str | None
) -> None:
    try:
        content = parse_table(data, encoding=encoding)
    except UnreadableFile as fault:
        if data.strip():
            raise UnreadableFile(
                f"{name}: {fault.what}", meaning=fault.meaning, remedy=fault.remedy
            ) from None
        return  # a table without rows may well be an empty file
    columns = [header.strip().casefold().replace(" ", "_") for header in content.headers]
    rows = sources.tables.setdefault(table, [])
    for row in content.rows:
        for flaw in row.flaws:
            heading = content.headers[flaw.column] if flaw.column >= 0 else ""
            sources.problems.append(Problem(row.number, heading, flaw.reason, flaw.fatal, name))
        if not row.fatal_reason:
            filled = {column: cell for column, cell in zip(columns, row.cells, strict=True) if cell}
            rows.append(SourceRow(name, row.number, filled))


def _add_term_file(sources: SourceTables, name: str, data: bytes) -> None:
    content = _parsed(name, data)
    if not isinstance(content, dict):
        sources.problems.append(Problem(0, "", "the file is not an object of services", True, name))
        return
    rows = sources.tables.setdefault("attribute", [])
    for number, (service, terms) in enumerate(content.items(), start=1):
        if not isinstance(terms, list):
            sources.problems.append(Problem(number, "", "the terms are not a list", True, name))
            continue
        for term in terms:
            rows.append(SourceRow(name, number, {"link_id": service, _TERM_FILES[name]: str(term)}))


def _add_json(sources: SourceTables, name: str, data: bytes) -> None:
    content = _parsed(name, data)
    if isinstance(content, dict) and any(str(key).endswith(".csv") for key in content):
        _add_tabular(sources, content)
        return
    if isinstance(content, dict):
        page = content.get("contents")
        elements = page if isinstance(page, list) else [content]
    else:
        elements = content if isinstance(content, list) else []
    by_id: dict[tuple[str, str], SourceRow] = {}
    for number, element in enumerate(elements, start=1):
        try:
            objects = flatten(element)
        except NotHsds as fault:
            sources.problems.append(Problem(number, "", str(fault), True, name))
            continue
        for table, cells in objects:
            _merge(sources, by_id, table, SourceRow(name, number, cells))


def _merge(
    sources: SourceTables, by_id: dict[tuple[str, str], SourceRow], table: str, row: SourceRow
) -> None:
    """Add `row`, or what it says beyond the row of the same id that is already there."""
    key = (table, row.get("id"))
    known = by_id.setdefault(key, row) if key[1] else row
    if known is row:
        sources.tables.setdefault(table, []).append(row)
    else:
        known.cells.update({name: v for name, v in row.cells.items() if not known.cells.get(name)})


def _add_tabular(sources: SourceTables, content: dict[str, object]) -> None:
    """The JSON picture of a CSV folder: {"services.csv": [{column: value}, ...], ...}."""
    for name, rows in content.items():
        table = _TABLES.get(_stem(name))
        if table is None or not isinstance(rows, list):
            sources.unused.append(name)
            continue
        target = sources.tables.setdefault(table, [])
        for number, row in enumerate(rows, start=1):
            if isinstance(row, dict):
                target.append(SourceRow(name, number, scalars(row)))
            else:
                sources.problems.append(Problem(number, "", "the row is no object", True, name))


def _parsed(name: str, data: bytes) -> object:
    try:
        content: object = json.loads(data)
    except (ValueError, RecursionError):
        raise UnreadableFile(
            f"{name} is not valid JSON.", meaning="Nothing was read.", remedy="Export it again."
        ) from None
    return content
