"""A caseload file: one person a row, good rows in, everything else reported with row and reason.

What a row must have is a name or an external id. A bad cell is left empty and reported while the
row comes in. Nothing here knows what the vault already holds; the service that imports decides what
is new.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lead_desktop.domain.codes import ParticipantStatus
from lead_desktop.exchange.cells import DATE_FIELDS, BadCell, CellReader, Values, cell_reader
from lead_desktop.exchange.columns import FIELDS, ColumnMapping, Placement, place_columns
from lead_desktop.exchange.dates import (
    AmbiguousDates,
    BadDate,
    DateOrder,
    PartialDate,
    detect_order,
)
from lead_desktop.exchange.rejects import Problem
from lead_desktop.exchange.rows import Flaw, Row
from lead_desktop.exchange.tables import read_table


class PersonRow(NamedTuple):
    """One person as the file tells it. Text fields are empty when the file says nothing.

    A tuple, since a frozen dataclass of so many fields takes five times as long to make.

    fingerprint: SHA-256 over all mapped values of the row, with a running number for rows that are
        alike in every one of them. Identity for rows without external_id: the same file gives the
        same fingerprints, whatever its encoding or kind.
    given: the text fields that hold a value in the file. The preferred name may be a default: it
        falls back to the legal name, then to the first alias; with neither it is empty.
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


class _Column(NamedTuple):
    """A field of ours in the file: where it stands and what its cells mean."""

    field: str
    indexes: tuple[int, ...]
    heading: str
    read: CellReader


def _columns(
    placement: Placement, orders: Mapping[str, DateOrder | None], today: date
) -> list[_Column]:
    return [
        _Column(
            field,
            placement.places[field],
            placement.heading(field),
            cell_reader(field, order=orders.get(field), today=today),
        )
        for field in FIELDS
        if field in placement.places
    ]


class _Reader:
    """Walks the rows and keeps what can only be known across them: ids and repeats seen."""

    def __init__(
        self, placement: Placement, orders: Mapping[str, DateOrder | None], today: date
    ) -> None:
        self.people: list[PersonRow] = []
        self.problems: list[Problem] = []
        self._placement = placement
        self._columns = _columns(placement, orders, today)
        self._row_of_id: dict[str, int] = {}
        self._row_of_words: dict[str, int] = {}
        self._repeats: Counter[str] = Counter()
        self._placed = {index for indexes in placement.places.values() for index in indexes}

    def take(self, row: Row) -> None:
        """Add the row's person to `people`, or say in `problems` why not."""
        if row.flaws:
            if row.fatal_reason:
                self._reject(row, "", row.fatal_reason)
                return
            for flaw in row.flaws:
                self._report_flaw(row, flaw)
        values = Values()
        said = []
        for field, indexes, heading, read in self._columns:
            text = _joined(row.cells, indexes)
            if not text:
                continue
            try:
                text = read(values, text)
            except (BadCell, BadDate) as fault:
                self.problems.append(Problem(row.number, heading, str(fault)))
            # clean() leaves no control characters in a text, so this one can separate.
            said.append(f"{field}\x1f{text}")
        self._admit(row, values, said)

    def _admit(self, row: Row, values: Values, said: Sequence[str]) -> None:
        external_id = values.text.get("external_id", "")
        if external_id:
            earlier = self._row_of_id.setdefault(external_id, row.number)
            if earlier != row.number:
                heading = self._placement.heading("external_id")
                self._reject(row, heading, f"row {earlier} has the same external id and was taken")
                return
        elif not _name(values):
            self._reject(row, "", "the row has neither a name nor an external id")
            return
        self.people.append(_person(row.number, self._fingerprint(row.number, said), values))

    def _fingerprint(self, number: int, said: Sequence[str]) -> str:
        """SHA-256 over what the row says in its mapped fields, in the order of their names."""
        canonical = "\x1e".join(sorted(said))
        first = self._row_of_words.setdefault(canonical, number)
        if first != number:
            reason = f"the row is the same as row {first}; it was taken as another person"
            self.problems.append(Problem(number, "", reason))
            self._repeats[canonical] += 1
            canonical += f"#{self._repeats[canonical] + 1}"
        return hashlib.sha256(canonical.encode()).hexdigest()

    def _report_flaw(self, row: Row, flaw: Flaw) -> None:
        if flaw.column < 0:
            self.problems.append(Problem(row.number, "", flaw.reason))
        elif flaw.column in self._placed:
            heading = self._placement.headers[flaw.column]
            self.problems.append(Problem(row.number, heading, flaw.reason))

    def _reject(self, row: Row, heading: str, reason: str) -> None:
        self.problems.append(Problem(row.number, heading, reason, rejected=True))


def _person(number: int, fingerprint: str, values: Values) -> PersonRow:
    """The row as a person, with the preferred name filled in where the file gives none."""
    enrolled = values.dates.get("enrolled_on")
    given = frozenset(values.text)
    values.text["preferred_name"] = _name(values)
    return PersonRow(
        row=number,
        fingerprint=fingerprint,
        given=given,
        aliases=values.aliases,
        date_of_birth=values.dates.get("date_of_birth"),
        phone_e164=values.phone_e164,
        status=values.status,
        enrolled_on=enrolled.full() if enrolled else None,
        **values.text,
    )


def _name(values: Values) -> str:
    """The preferred name, else the legal one, else the first alias; empty with none of them."""
    text = values.text
    if preferred := text.get("preferred_name"):
        return preferred
    first, last = text.get("legal_first_name"), text.get("legal_last_name")
    if first and last:
        return f"{first} {last}"
    return first or last or next(iter(values.aliases), "")


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
