"""A file of contacts: one a row, good rows in, everything else reported with row and reason.

What a row must have is a participant, a day, how it happened and how it went. Another bad cell is
left empty and reported while the row comes in. Which participant is meant, and which contact is
known already, is decided by the service that imports.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    InitiatedBy,
    PlaceType,
    Purpose,
    Supply,
)
from lead_desktop.exchange import contact_words as words
from lead_desktop.exchange.cells import BadCell
from lead_desktop.exchange.columns import Placement
from lead_desktop.exchange.moments import MIDDAY, BadTime, parse_moment
from lead_desktop.exchange.record_reader import (
    NO_HINTS,
    DateOrders,
    FieldReader,
    FileHints,
    RecordFile,
    read_records,
)
from lead_desktop.exchange.rows import Row
from lead_desktop.exchange.texts import clean_lines

CONTACT_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "external_id": ("contact id", "note id", "encounter id", "record id", "rec id", "entry id"),
    "participant": (
        "participant id", "participant number", "client id", "person id", "external id",
        "personal id", "case id", "case number", "client number", "lead id", "mrn", "client",
    ),
    "occurred_at": (
        "date", "contact date", "date of contact", "service date", "date of service", "when",
        "encounter date", "date time", "datetime", "occurred on", "occurred",
    ),
    "time": ("start time", "contact time", "time of contact", "start", "begin time"),
    "minutes": ("duration", "length", "duration minutes", "duration min", "mins", "total minutes"),
    "mode": (
        "contact type", "type", "type of contact", "contact method", "method", "how",
        "mode of contact", "contact mode",
    ),
    "outcome": ("result", "contact outcome", "contact result", "disposition", "contact status"),
    "kind": ("contact kind", "with whom"),
    "initiated_by": (
        "initiated", "initiator", "started by", "contact initiated by", "who initiated",
    ),
    "place_type": ("place type", "location type", "setting"),
    "place": ("location", "where", "place of contact", "address"),
    "purposes": ("purpose", "topics", "topic", "reason", "reason for contact", "service"),
    "supplies": ("supplies given", "items given", "given"),
    "note": (
        "notes", "progress note", "case note", "narrative", "comments", "comment", "description",
        "summary", "contact note",
    ),
    "author": (
        "worker", "staff", "staff name", "case manager", "entered by", "written by", "created by",
        "author name", "peer", "user",
    ),
    "recorded_at": ("entered on", "date entered", "created", "created at", "created on",
        "entry date", "recorded",
    ),
}  # fmt: skip
NEEDED = {
    "participant": "the row does not say who the contact was with",
    "occurred_at": "the row does not say on which day it was",
    "mode": "the row does not say how the contact happened",
    "outcome": "the row does not say how the contact went",
}
"""Without one of these a row is left out, with this reason."""

LONGEST_NOTE = 100_000
_LIMITS = {"external_id": 100, "participant": 400, "place": 300, "author": 200}
_BETWEEN = re.compile(r"[;|]")
_MINUTES = re.compile(r"(\d{1,4})(?:\.0+)?\s*(?:m|min|mins|minutes?)?\.?", re.IGNORECASE)
_HOURS = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")
_COUNTED = re.compile(r"(?P<what>.+?)\s*[:x×=(]\s*(?P<many>\d{1,3})\)?\s*$", re.IGNORECASE)


class ContactRow(NamedTuple):
    """One contact as the file tells it; texts are empty where the file says nothing.

    participants: ids or numbers as written. recorded_at: None when the file does not say.
    fingerprint: SHA-256 over all mapped values, as in exchange.caseload.PersonRow.
    """

    row: int
    fingerprint: str
    participants: tuple[str, ...]
    occurred_at: datetime
    mode: ContactMode
    outcome: ContactOutcome
    external_id: str = ""
    recorded_at: datetime | None = None
    minutes: int | None = None
    kind: ContactKind | None = None
    place_type: PlaceType | None = None
    place: str = ""
    purposes: tuple[Purpose, ...] = ()
    supplies: tuple[tuple[Supply, int], ...] = ()
    note: str = ""
    author: str = ""
    initiated_by: InitiatedBy | None = None


ContactFile = RecordFile[ContactRow]


def read_contacts(
    path: Path, *, now: datetime, zone: ZoneInfo, hints: FileHints = NO_HINTS
) -> ContactFile:
    """Read a CSV, TSV or XLSX file of contacts; times without an offset are those of `zone`.

    now: no contact lies after it. Raises UnreadableFile, BadMapping, AmbiguousDates.
    """
    return read_records(
        path,
        CONTACT_HEADINGS,
        ("occurred_at", "recorded_at"),
        hints,
        lambda placement, orders: _Reader(placement, orders, now, zone),
    )


class _Reader(FieldReader[ContactRow]):
    taken_as = "contact"
    needed = NEEDED

    def __init__(
        self, placement: Placement, orders: DateOrders, now: datetime, zone: ZoneInfo
    ) -> None:
        super().__init__(placement)
        self._orders = orders
        self._now = now
        self._zone = zone

    def _record(self, number: int, fingerprint: str, values: Mapping[str, object]) -> ContactRow:
        facts = {"participants" if key == "participant" else key: values[key] for key in values}
        return ContactRow(row=number, fingerprint=fingerprint, **facts)  # type: ignore[arg-type]  # each reader returns its field's type

    def _text(self, field: str, row: Row) -> str:
        if field != "note":
            return super()._text(field, row)
        cells = (row.cells[index] for index in self._placement.places[field])
        return clean_lines(" ".join(filter(None, cells)))

    def _read_field(
        self, number: int, field: str, texts: Mapping[str, str], values: dict[str, object]
    ) -> None:
        text = texts[field]
        if field == "time":
            return  # read with the day that it belongs to
        if field in ("occurred_at", "recorded_at"):
            values[field] = self._moment(number, field, texts)
        elif field == "mode":
            meant = words.mode_of(text)
            if meant is None:
                raise BadCell("this is not a known way of contact")
            values["mode"], outcome, place = meant
            # What the row says itself counts more than what the mode implies.
            if outcome:
                values.setdefault("outcome", outcome)
            if place:
                values.setdefault("place_type", place)
        elif field in _CODES:
            values[field] = _code(_CODES[field], text)
        else:
            read = _READERS.get(field)
            limit = _LIMITS.get(field, LONGEST_NOTE)
            if len(text) > limit:
                raise BadCell(f"the cell is longer than {limit:,} characters")
            values[field] = read(text) if read else text

    def _moment(self, number: int, field: str, texts: Mapping[str, str]) -> datetime:
        text, order = texts[field], self._orders.get(field)
        time_text = texts.get("time", "") if field == "occurred_at" else ""
        try:
            at = parse_moment(text, time_text, self._zone, order)
        except BadTime as fault:
            # The day is known: a bad time of day is told about and left out.
            self._report(number, self._heading("time"), str(fault))
            at = parse_moment(text, "", self._zone, order)
        if at <= self._now:
            return at
        local, today = at.astimezone(self._zone), self._now.astimezone(self._zone).date()
        if local.date() == today and local.time() == MIDDAY:
            return self._now  # of today, and nobody said at which time
        raise BadCell("the date lies in the future")


_CODES: Mapping[str, tuple[Callable[[str], object | None], str]] = {
    "outcome": (words.outcome_of, "this is not a known outcome"),
    "kind": (words.kind_of, "this is not a known kind of contact"),
    "initiated_by": (words.initiator_of, "this does not say who started the contact"),
    "place_type": (words.place_of, "this is not a known kind of place"),
}


def _code(known: tuple[Callable[[str], object | None], str], text: str) -> object:
    find, reason = known
    code = find(text)
    if code is None:
        raise BadCell(reason)
    return code


def _minutes(text: str) -> int:
    plain, hours = _MINUTES.fullmatch(text), _HOURS.fullmatch(text)
    if plain:
        minutes = int(plain[1])
    elif hours:
        minutes = int(hours[1]) * 60 + int(hours[2])
    else:
        raise BadCell("this is not a number of minutes")
    if minutes > 24 * 60:
        raise BadCell("a contact is not longer than a day")
    return minutes


def _people(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in _BETWEEN.split(text) if part.strip()))


def _purposes(text: str) -> tuple[Purpose, ...]:
    found = [words.purpose_of(part) for part in _BETWEEN.split(text.replace(",", ";")) if part]
    if None in found:
        raise BadCell("this is not a known purpose")
    return tuple(dict.fromkeys(one for one in found if one))


def _supplies(text: str) -> tuple[tuple[Supply, int], ...]:
    counts: Counter[Supply] = Counter()
    for part in _BETWEEN.split(text.replace(",", ";")):
        counted = _COUNTED.fullmatch(part.strip())
        supply = words.supply_of(counted["what"] if counted else part)
        many = int(counted["many"]) if counted else 1
        if supply is None or not many:
            raise BadCell("this is not a known supply with its count")
        counts[supply] += many
    return tuple(counts.items())


_READERS: Mapping[str, Callable[[str], object]] = {
    "minutes": _minutes,
    "participant": _people,
    "purposes": _purposes,
    "supplies": _supplies,
}
