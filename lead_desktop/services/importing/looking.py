"""A first look at a file of people: its headings, what its columns seem to hold, what was said of
such a file the last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from lead_desktop.domain.trust.roles import Act
from lead_desktop.exchange.columns import FIELDS, BadMapping, place_columns
from lead_desktop.exchange.dates import AmbiguousDates as AmbiguousDates
from lead_desktop.exchange.encodings import UnknownEncoding as UnknownEncoding
from lead_desktop.exchange.record_reader import NO_HINTS, FileHints
from lead_desktop.exchange.tables import read_table
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.trust.kept import put_setting
from lead_desktop.store.queries.kept import worker_setting

REMEMBERED = "import.mappings"
MOST_REMEMBERED = 12
SAMPLED = 3
"""So many rows give an example of each column."""

FIELD_LABEL: Mapping[str, str] = {
    "external_id": "Their own number or id",
    "preferred_name": "Chosen name",
    "legal_first_name": "Legal first name",
    "legal_last_name": "Legal last name",
    "aliases": "Other names",
    "date_of_birth": "Birth date",
    "phone": "Phone",
    "email": "Email",
    "address": "Street",
    "city": "City",
    "postal_code": "ZIP code",
    "pronouns": "Pronouns",
    "language": "Language",
    "status": "Status",
    "case_manager": "Case manager",
    "peer": "Peer",
    "enrolled_on": "Enrolled on",
}
"""Our fields as a person reads them, in the order in which they are asked for."""


@dataclass(frozen=True)
class FileLook:
    """headings: of the columns that have one of their own. places: field -> heading, as it was
    said the last time for these headings, else as the usual headings tell. samples: heading ->
    what some of its cells hold. remembered: the places are those of the last time."""

    headings: tuple[str, ...]
    places: Mapping[str, str]
    samples: Mapping[str, str]
    remembered: bool


@allowed(Act.IMPORT)
def look_at(desk: Desk, path: Path, *, hints: FileHints = NO_HINTS) -> FileLook:
    """Look at a file without taking anything in. Raises UnreadableFile, UnknownEncoding."""
    table = read_table(path, encoding=hints.encoding, sheet=hints.sheet)
    rows = list(islice(table.rows, SAMPLED))
    own = [one for one in table.headers if one and table.headers.count(one) == 1]
    samples = {}
    for heading in own:
        at = table.headers.index(heading)
        cells = (str(row.cells[at]).strip() for row in rows if at < len(row.cells))
        samples[heading] = ", ".join(dict.fromkeys(cell for cell in cells if cell))
    with desk.store.read() as connection:
        stored = worker_setting(connection, desk.worker.id, REMEMBERED)
    said = _said_of(stored, own)
    return FileLook(tuple(own), said or _usual(table.headers, own), samples, said is not None)


@allowed(Act.IMPORT)
def remember(desk: Desk, headings: tuple[str, ...], places: Mapping[str, str]) -> None:
    """Keep what was said of a file, for the next one with the same headings."""
    with desk.store.write() as session:
        stored = worker_setting(session.connection(), desk.worker.id, REMEMBERED)
        others = [
            one
            for one in (stored if isinstance(stored, list) else [])
            if isinstance(one, dict) and one.get("headings") != list(headings)
        ]
        news = {"headings": list(headings), "places": dict(places)}
        put_setting(session, desk, REMEMBERED, [news, *others][:MOST_REMEMBERED])


def _said_of(stored: object, headings: list[str]) -> dict[str, str] | None:
    for one in stored if isinstance(stored, list) else []:
        if isinstance(one, dict) and one.get("headings") == headings:
            places = one.get("places")
            if isinstance(places, dict):
                return {
                    field: heading
                    for field, heading in places.items()
                    if field in FIELDS and heading in headings
                }
    return None


def _usual(headers: tuple[str, ...], own: list[str]) -> dict[str, str]:
    try:
        places = place_columns(headers).by_heading
    except BadMapping:
        return {}
    return {field: heading for field, heading in places.items() if heading in own}
