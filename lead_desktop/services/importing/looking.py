"""A first look at a file: its headings, what its columns seem to hold, what was said of
such a file the last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from lead_desktop.domain.codes import ImportKind
from lead_desktop.domain.trust.roles import Act
from lead_desktop.exchange.columns import BadMapping, place_columns
from lead_desktop.exchange.dates import AmbiguousDates as AmbiguousDates
from lead_desktop.exchange.directory.sheet import is_sheet
from lead_desktop.exchange.encodings import UnknownEncoding as UnknownEncoding
from lead_desktop.exchange.record_reader import NO_HINTS, FileHints
from lead_desktop.exchange.tables import read_table
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.importing.shapes import SHAPES
from lead_desktop.services.trust.kept import put_setting
from lead_desktop.store.queries.kept import worker_setting

REMEMBERED = "import.mappings"
MOST_REMEMBERED = 12
SAMPLED = 3
"""So many rows give an example of each column."""


@dataclass(frozen=True)
class FileLook:
    """kind: for which it was looked at. headings: of the columns that have one of their own.
    places: field -> heading, as it was said the last time for these headings, else as the usual
    headings tell. samples: heading -> what some of its cells hold. remembered: the places are
    those of the last time. whole: a directory in tables of its own, which say themselves what is
    what: nothing is asked."""

    kind: ImportKind
    headings: tuple[str, ...]
    places: Mapping[str, str]
    samples: Mapping[str, str]
    remembered: bool
    whole: bool = False


@allowed(Act.IMPORT)
def look_at(desk: Desk, kind: ImportKind, path: Path, *, hints: FileHints = NO_HINTS) -> FileLook:
    """Look at a file without taking anything in. Raises UnreadableFile, UnknownEncoding."""
    if kind is ImportKind.DIRECTORY and not is_sheet(path):
        return FileLook(kind, (), {}, {}, remembered=False, whole=True)
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
    said = _said_of(stored, kind, own)
    places = said or _usual(kind, table.headers, own)
    return FileLook(kind, tuple(own), places, samples, said is not None)


@allowed(Act.IMPORT)
def remember(
    desk: Desk, kind: ImportKind, headings: tuple[str, ...], places: Mapping[str, str]
) -> None:
    """Keep what was said of a file, for the next one of its kind with the same headings."""
    with desk.store.write() as session:
        stored = worker_setting(session.connection(), desk.worker.id, REMEMBERED)
        others = [
            one
            for one in (stored if isinstance(stored, list) else [])
            if isinstance(one, dict) and not _is_of(one, kind, list(headings))
        ]
        news = {"kind": kind.value, "headings": list(headings), "places": dict(places)}
        put_setting(session, desk, REMEMBERED, [news, *others][:MOST_REMEMBERED])


def _is_of(said: Mapping[str, object], kind: ImportKind, headings: list[str]) -> bool:
    """Whether it was said of such a file; what was kept before there were kinds is of people."""
    return (said.get("kind", ImportKind.CASELOAD), said.get("headings")) == (kind, headings)


def _said_of(stored: object, kind: ImportKind, headings: list[str]) -> dict[str, str] | None:
    for one in stored if isinstance(stored, list) else []:
        if isinstance(one, dict) and _is_of(one, kind, headings):
            places = one.get("places")
            if isinstance(places, dict):
                return {
                    field: heading
                    for field, heading in places.items()
                    if field in SHAPES[kind].usual and heading in headings
                }
    return None


def _usual(kind: ImportKind, headers: tuple[str, ...], own: list[str]) -> dict[str, str]:
    try:
        places = place_columns(headers, None, SHAPES[kind].usual).by_heading
    except BadMapping:
        return {}
    return {field: heading for field, heading in places.items() if heading in own}
