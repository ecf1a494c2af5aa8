"""What a cell of a caseload file means, field by field.

A reader is made once for each column, so that nothing is decided anew for every cell: with 50,000
rows, choosing took as long as reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import TypeVar

from lead_desktop.domain.codes import ParticipantStatus
from lead_desktop.exchange.dates import DateOrder, PartialDate, parse_date
from lead_desktop.exchange.phones import e164
from lead_desktop.exchange.statuses import status_of

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


class BadCell(ValueError):
    """A cell that is left empty, or kept as text only; the message is a reason for a report."""


class Values:
    """The values of one row, field by field. text: all fields that are kept as they stand."""

    __slots__ = ("aliases", "dates", "phone_e164", "status", "text")

    def __init__(self) -> None:
        self.text: dict[str, str] = {}
        self.dates: dict[str, PartialDate] = {}
        self.aliases: tuple[str, ...] = ()
        self.status: ParticipantStatus | None = None
        self.phone_e164: str | None = None


T = TypeVar("T")
CellReader = Callable[[Values, str], str]
"""Keeps what a cell says and returns it in its canonical form, the same however it was written.

The text is never empty. Raises BadCell, or BadDate from the room of dates.
"""


def cell_reader(field: str, *, order: DateOrder | None, today: date) -> CellReader:
    """The reader for the column of `field`.

    order: of the numbers in dates, where the file proves or somebody named it. today: no birth or
    enrollment lies after it.
    """
    if field in DATE_FIELDS:
        return _date_reader(field, order, today)
    limit = LIMITS.get(field, _LIMIT)
    read = _status_reader() if field == "status" else _READERS.get(field)

    def checked(values: Values, text: str) -> str:
        if len(text) > limit:
            raise BadCell(f"the cell is longer than {limit} characters")
        if read is not None:
            return read(values, text)
        values.text[field] = text
        return text

    return checked


def _remembering(parse: Callable[[str], T]) -> Callable[[str], T]:
    """`parse`, asked once for each text: a column has far fewer words or days than rows.

    The memory ends with the reader, as what stands in a file must not outlive its import.
    """
    return cache(parse)


def _date_reader(field: str, order: DateOrder | None, today: date) -> CellReader:
    whole = field == "enrolled_on"

    @_remembering
    def parsed(text: str) -> tuple[PartialDate, str]:
        day = parse_date(text, order)
        if day.earliest() > today:
            raise BadCell("the date lies in the future")
        if whole and day.day is None:
            raise BadCell("the date is not complete")
        return day, day.isoformat()

    def read(values: Values, text: str) -> str:
        values.dates[field], canonical = parsed(text)
        return canonical

    return read


def _status_reader() -> CellReader:
    known = _remembering(status_of)

    def read(values: Values, text: str) -> str:
        status = known(text)
        if status is None:
            raise BadCell("this is not a known status")
        values.status = status
        return status.value

    return read


def _read_email(values: Values, text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise BadCell("this is not an e-mail address")
    values.text["email"] = text
    return text


def _read_aliases(values: Values, text: str) -> str:
    parts = (part.strip() for part in re.split(r"[;|]", text))
    values.aliases = tuple(dict.fromkeys(part for part in parts if part))
    return text


def _read_phone(values: Values, text: str) -> str:
    values.text["phone"] = text
    values.phone_e164 = e164(text)
    if values.phone_e164 is None:
        raise BadCell("this is not a phone number; it was kept as text")
    return text


_READERS: Mapping[str, CellReader] = {
    "email": _read_email,
    "aliases": _read_aliases,
    "phone": _read_phone,
}
