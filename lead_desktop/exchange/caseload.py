"""A caseload file: one person a row, good rows in, everything else reported with row and reason.

What a row must have is a name or an external id. A bad cell is left empty and reported while the
row comes in. Nothing here knows what the vault already holds; the service that imports decides what
is new.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from lead_desktop.domain.codes import ParticipantStatus
from lead_desktop.exchange.cells import DATE_FIELDS, BadCell, CellReader, Values, cell_reader
from lead_desktop.exchange.columns import FIELDS, USUAL_HEADINGS, Placement
from lead_desktop.exchange.dates import BadDate, PartialDate
from lead_desktop.exchange.record_reader import (
    NO_HINTS,
    DateOrders,
    FileHints,
    RecordFile,
    RecordReader,
    field_said,
    joined,
    read_records,
)
from lead_desktop.exchange.rows import Row
from lead_desktop.exchange.texts import clean_cells


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


CaseloadFile = RecordFile[PersonRow]


def read_caseload(path: Path, *, today: date, hints: FileHints = NO_HINTS) -> CaseloadFile:
    """Read a CSV, TSV or XLSX file of people. today: no birth or enrollment lies after it.

    Raises UnreadableFile, BadMapping, AmbiguousDates.
    """
    return read_records(
        path,
        USUAL_HEADINGS,
        DATE_FIELDS,
        hints,
        lambda placement, orders: _Reader(placement, orders, today),
    )


class _Column(NamedTuple):
    """A field of ours in the file: where it stands and what its cells mean.

    only: the index of its only cell, None when it is joined of several. mark: goes before what it
    says in a fingerprint.
    """

    mark: str
    only: int | None
    indexes: tuple[int, ...]
    heading: str
    read: CellReader


def _columns(placement: Placement, orders: DateOrders, today: date) -> list[_Column]:
    return [
        _Column(
            field_said(field, ""),
            placement.places[field][0] if len(placement.places[field]) == 1 else None,
            placement.places[field],
            placement.heading(field),
            cell_reader(field, order=orders.get(field), today=today),
        )
        for field in FIELDS
        if field in placement.places
    ]


class _Reader(RecordReader[PersonRow]):
    taken_as = "person"

    def __init__(self, placement: Placement, orders: DateOrders, today: date) -> None:
        super().__init__(placement)
        self._columns = _columns(placement, orders, today)

    def _read(self, row: Row) -> None:
        values = Values()
        said = []
        cells = clean_cells(row.cells)
        for mark, only, indexes, heading, read in self._columns:
            text = cells[only] if only is not None else joined(row.cells, indexes)
            if not text:
                continue
            try:
                text = read(values, text)
            except (BadCell, BadDate) as fault:
                self._report(row.number, heading, str(fault))
            said.append(mark + text)
        external_id = values.text.get("external_id", "")
        if external_id:
            if not self._is_new_id(row.number, external_id):
                return
        elif not _name(values):
            reason = "the row has neither a name nor an external id"
            self._report(row.number, "", reason, rejected=True)
            return
        self.records.append(_person(row.number, self._fingerprint(row.number, said), values))


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
