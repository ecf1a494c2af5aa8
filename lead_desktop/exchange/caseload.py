"""A caseload file: one person a row, good rows in, everything else reported with row and reason.

What a row must have is a name or an external id. A bad cell is left empty and reported while the
row comes in. Nothing here knows what the vault already holds; the service that imports decides what
is new.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lead_desktop.domain.codes import ParticipantStatus
from lead_desktop.exchange.columns import FIELDS, ColumnMapping, Placement, place_columns
from lead_desktop.exchange.dates import (
    AmbiguousDates,
    BadDate,
    DateOrder,
    PartialDate,
    detect_order,
    parse_date,
)
from lead_desktop.exchange.phones import e164
from lead_desktop.exchange.rejects import Problem
from lead_desktop.exchange.rows import Flaw, Row
from lead_desktop.exchange.statuses import status_of
from lead_desktop.exchange.tables import read_table

DATE_FIELDS = ("date_of_birth", "enrolled_on")
# Longest text that a field may hold; a longer cell has slipped into the wrong column.
LIMITS: Mapping[str, int] = {
    "external_id": 100,
    "aliases": 1_000,
    "phone": 60,
    "address": 300,
    "city": 100,
    "postal_code": 20,
    "pronouns": 60,
    "language": 60,
}
_LIMIT = 200
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")


@dataclass(frozen=True)
class PersonRow:
    """One person as the file tells it. Text fields are empty when the file says nothing.

    fingerprint: SHA-256 over all mapped values of the row, with a running number for rows that are
        alike in every one of them. Identity for rows without external_id: the same file gives the
        same fingerprints, whatever its encoding or kind.
    given: the fields that hold a value in the file. Others here may be defaults: the preferred
        name falls back to the legal name, then to the first alias; with neither it is empty.
    date_of_birth: perhaps only the year. phone: as written; phone_e164: None if it is no number.
    status: None when the file says nothing (a new person then is ACTIVE).
    """

    row: int
    fingerprint: str
    given: frozenset[str]
    external_id: str = ""
    preferred_name: str = ""
    legal_first_name: str = ""
    legal_last_name: str = ""
    aliases: tuple[str, ...] = ()
    date_of_birth: PartialDate | None = None
    phone: str = ""
    phone_e164: str | None = None
    email: str = ""
    address: str = ""
    city: str = ""
    postal_code: str = ""
    pronouns: str = ""
    language: str = ""
    status: ParticipantStatus | None = None
    case_manager: str = ""
    peer: str = ""
    enrolled_on: date | None = None


@dataclass(frozen=True)
class CaseloadFile:
    """What a caseload file holds.

    read: number of rows that were not blank; those missing from `rows` are rejected in `problems`.
    columns: field -> heading; unplaced: headings that hold no field of ours.
    """

    rows: tuple[PersonRow, ...]
    problems: tuple[Problem, ...]
    read: int
    columns: Mapping[str, str]
    unplaced: tuple[str, ...]
    encoding: str = ""

    @property
    def rejected(self) -> int:
        """Number of rows left out."""
        return self.read - len(self.rows)


def read_caseload(
    path: Path,
    *,
    today: date,
    mapping: ColumnMapping | None = None,
    encoding: str | None = None,
    date_order: DateOrder | None = None,
    sheet: str | None = None,
) -> CaseloadFile:
    """Read a CSV, TSV or XLSX file of people.

    mapping: {our field: their heading or headings}; without it the usual headings are recognized.
    date_order: settles dates like 01/02/2026. today: no birth or enrollment lies after it.
    Raises UnreadableFile, BadMapping, AmbiguousDates.
    """
    table = read_table(path, encoding=encoding, sheet=sheet)
    placement = place_columns(table.headers, mapping)
    rows = list(table.rows)
    reader = _Reader(placement, _date_orders(placement, rows, date_order), today)
    for row in rows:
        reader.take(row)
    return CaseloadFile(
        rows=tuple(reader.people),
        problems=tuple(reader.problems),
        read=len(rows),
        columns=placement.by_heading,
        unplaced=placement.unplaced,
        encoding=table.encoding,
    )


def _date_orders(
    placement: Placement, rows: Iterable[Row], order: DateOrder | None
) -> dict[str, DateOrder | None]:
    """The order of each date column: as named, else as its own dates prove it."""
    fields = [field for field in DATE_FIELDS if field in placement.places]
    if order is not None:
        return dict.fromkeys(fields, DateOrder(order))
    rows = list(rows)
    orders: dict[str, DateOrder | None] = {}
    ask = []
    for field in fields:
        cells = (_joined(row.cells, placement.places[field]) for row in rows)
        orders[field], unclear = detect_order(cells)
        if unclear:
            ask.append(placement.heading(field))
    if ask:
        raise AmbiguousDates(tuple(ask))
    return orders


class _Reader:
    """Walks the rows and keeps what can only be known across them: ids and repeats seen."""

    def __init__(
        self, placement: Placement, orders: Mapping[str, DateOrder | None], today: date
    ) -> None:
        self.people: list[PersonRow] = []
        self.problems: list[Problem] = []
        self._placement = placement
        self._orders = orders
        self._today = today
        self._row_of_id: dict[str, int] = {}
        self._repeats: dict[str, tuple[int, int]] = {}
        self._field_of_column = {
            index: field for field, indexes in placement.places.items() for index in indexes
        }

    def take(self, row: Row) -> None:
        """Add the row's person to `people`, or say in `problems` why not."""
        if row.fatal_reason:
            self._reject(row, "", row.fatal_reason)
            return
        for flaw in row.flaws:
            self._report_flaw(row, flaw)
        texts = {
            field: text
            for field, indexes in self._placement.places.items()
            if (text := _joined(row.cells, indexes))
        }
        values = _Values(row.number, self._orders, self._today)
        for field in FIELDS:
            if field in texts:
                values.take(field, texts[field])
        for field, reason in values.reasons:
            self.problems.append(Problem(row.number, self._placement.heading(field), reason))
        self._admit(row, values, texts)

    def _admit(self, row: Row, values: _Values, texts: Mapping[str, str]) -> None:
        names = (values.text.get("preferred_name"), _legal_name(values), *values.aliases)
        external_id = values.text.get("external_id", "")
        if not external_id and not any(names):
            self._reject(row, "", "the row has neither a name nor an external id")
            return
        earlier = self._row_of_id.setdefault(external_id, row.number) if external_id else row.number
        if earlier != row.number:
            heading = self._placement.heading("external_id")
            self._reject(row, heading, f"row {earlier} has the same external id and was taken")
            return
        self.people.append(values.person(self._fingerprint(row.number, values, texts)))

    def _fingerprint(self, number: int, values: _Values, texts: Mapping[str, str]) -> str:
        # clean() leaves no control characters in a text, so these two can separate.
        canonical = "\x1e".join(
            f"{field}\x1f{values.canonical.get(field, texts[field])}" for field in sorted(texts)
        )
        first, count = self._repeats.get(canonical, (number, 0))
        self._repeats[canonical] = (first, count + 1)
        if count:
            reason = f"the row is the same as row {first}; it was taken as another person"
            self.problems.append(Problem(number, "", reason))
            canonical += f"#{count + 1}"
        return hashlib.sha256(canonical.encode()).hexdigest()

    def _report_flaw(self, row: Row, flaw: Flaw) -> None:
        if flaw.column < 0:
            self.problems.append(Problem(row.number, "", flaw.reason))
        elif flaw.column in self._field_of_column:
            heading = self._placement.headers[flaw.column]
            self.problems.append(Problem(row.number, heading, flaw.reason))

    def _reject(self, row: Row, heading: str, reason: str) -> None:
        self.problems.append(Problem(row.number, heading, reason, rejected=True))


class _Values:
    """The values of one row, field by field, and the reasons why some cells were left out."""

    def __init__(self, number: int, orders: Mapping[str, DateOrder | None], today: date) -> None:
        self.number = number
        self.text: dict[str, str] = {}
        self.canonical: dict[str, str] = {}
        self.reasons: list[tuple[str, str]] = []
        self.aliases: tuple[str, ...] = ()
        self._dates: dict[str, PartialDate] = {}
        self._status: ParticipantStatus | None = None
        self._phone: str | None = None
        self._orders = orders
        self._today = today

    def take(self, field: str, text: str) -> None:
        """Keep `text` as the value of `field`, or give a reason why it is left empty."""
        limit = LIMITS.get(field, _LIMIT)
        if field in DATE_FIELDS:
            self._take_date(field, text)
        elif len(text) > limit:
            self.reasons.append((field, f"the cell is longer than {limit} characters"))
        elif field == "status":
            self._take_status(text)
        elif field == "email" and not _EMAIL.fullmatch(text):
            self.reasons.append((field, "this is not an e-mail address"))
        elif field == "aliases":
            parts = (part.strip() for part in re.split(r"[;|]", text))
            self.aliases = tuple(dict.fromkeys(part for part in parts if part))
        else:
            self.text[field] = text
            if field == "phone":
                self._take_phone(text)

    def _take_date(self, field: str, text: str) -> None:
        try:
            day = parse_date(text, self._orders.get(field))
        except BadDate as fault:
            self.reasons.append((field, str(fault)))
            return
        if day.earliest() > self._today:
            self.reasons.append((field, "the date lies in the future"))
        elif field == "enrolled_on" and day.full() is None:
            self.reasons.append((field, "the date is not complete"))
        else:
            self._dates[field] = day
            self.canonical[field] = day.isoformat()

    def _take_status(self, text: str) -> None:
        self._status = status_of(text)
        if self._status is None:
            self.reasons.append(("status", "this is not a known status"))
        else:
            self.canonical["status"] = self._status.value

    def _take_phone(self, text: str) -> None:
        self._phone = e164(text)
        if self._phone is None:
            self.reasons.append(("phone", "this is not a phone number; it was kept as text"))

    def person(self, fingerprint: str) -> PersonRow:
        """The row as a person, with the preferred name filled in where the file gives none."""
        text = self.text
        given = {*text, *self._dates}
        given |= {"aliases"} if self.aliases else set()
        given |= {"status"} if self._status else set()
        enrolled = self._dates.get("enrolled_on")
        first_alias = self.aliases[0] if self.aliases else ""
        return PersonRow(
            row=self.number,
            fingerprint=fingerprint,
            given=frozenset(given),
            external_id=text.get("external_id", ""),
            preferred_name=text.get("preferred_name") or _legal_name(self) or first_alias,
            legal_first_name=text.get("legal_first_name", ""),
            legal_last_name=text.get("legal_last_name", ""),
            aliases=self.aliases,
            date_of_birth=self._dates.get("date_of_birth"),
            phone=text.get("phone", ""),
            phone_e164=self._phone,
            email=text.get("email", ""),
            address=text.get("address", ""),
            city=text.get("city", ""),
            postal_code=text.get("postal_code", ""),
            pronouns=text.get("pronouns", ""),
            language=text.get("language", ""),
            status=self._status,
            case_manager=text.get("case_manager", ""),
            peer=text.get("peer", ""),
            enrolled_on=enrolled.full() if enrolled else None,
        )


def _legal_name(values: _Values) -> str:
    parts = (values.text.get("legal_first_name"), values.text.get("legal_last_name"))
    return " ".join(part for part in parts if part)


def _joined(cells: tuple[str, ...], indexes: tuple[int, ...]) -> str:
    if len(indexes) == 1:
        return clean(cells[indexes[0]])
    return clean(" ".join(cells[index] for index in indexes))


def clean(text: str) -> str:
    """One line of text in Unicode's composed form (NFC), without control characters.

    Joiners and direction marks stay, since Persian or Hindi names need them; a text of nothing
    else is empty.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    line = " ".join(text.split())
    if not line.isprintable():
        line = "".join(c for c in line if unicodedata.category(c) not in ("Cc", "Cs"))
        if all(unicodedata.category(c) in ("Cf", "Zs") for c in line):
            return ""
    return line if line.isascii() else unicodedata.normalize("NFC", line)
