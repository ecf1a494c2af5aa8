"""Dates as spreadsheets hold them. Nothing is guessed: 01/02/2026 is asked about.

Accepted: 2026-02-01, 2026/2/1, 20260201, 2/1/2026 (by order), 1-Feb-2026, February 1, 2026, any of
them with a time of day behind it, and for birth dates also 1980, 1980-05, 5/1980, May 1980.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from lead_desktop.base.errors import LeadError

EARLIEST_YEAR = 1850
LATEST_YEAR = 2200

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_TIME = re.compile(
    r"[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AP]M)?\s*(?:Z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})", re.ASCII)
_SEPARATORS = re.compile(r"[\s,/.\-]+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)


class DateOrder(StrEnum):
    """Which of the numbers of 01/02/2026 is the month; the values of --date-order."""

    MDY = "mdy"
    DMY = "dmy"
    YMD = "ymd"


class AmbiguousDates(LeadError):
    """A column whose every date can be read with the day first or the month first.

    columns: headings of such columns.
    """

    def __init__(self, columns: tuple[str, ...]) -> None:
        named = ", ".join(f"“{column}”" for column in columns)
        super().__init__(
            f"The dates in {named} can be read day first or month first.",
            meaning="Nothing was read, because a guess could change dates.",
            remedy="Say which it is: --date-order mdy, dmy or ymd.",
        )
        self.columns = columns


class BadDate(ValueError):
    """A cell that holds no date that can be taken; the message is a reason for a report."""


class PartialDate(NamedTuple):
    """A date of which only the year, or the year and the month, may be known."""

    year: int
    month: int | None = None
    day: int | None = None

    def isoformat(self) -> str:
        """ "1980", "1980-05" or "1980-05-17": ISO 8601 with reduced precision."""
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def earliest(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def full(self) -> date | None:
        """The day, when it is wholly known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


def parse_date(text: str, order: DateOrder | None = None) -> PartialDate:
    """The date in `text`; `order` settles which number is the month where the year comes last.

    Raises BadDate with the reason.
    """
    if plain := _iso_day(text):
        return plain
    parts = _parts(text)
    if not parts or not "".join(parts).isascii():
        raise BadDate("this is not a date")
    if not "".join(parts).isdigit():
        return _with_month_name(parts)
    if len(parts) == 1:
        return _single(parts[0], order)
    if len(parts) == 2:
        return _year_and_month(parts)
    if len(parts) == 3:
        return _three_numbers(parts, order)
    raise BadDate("this is not a date")


def detect_order(cells: Iterable[str]) -> tuple[DateOrder | None, bool]:
    """(the order that a column's own dates prove, or None; whether it must be asked about).

    A day above 12 proves the order. A column with proof of both orders proves none: its unclear
    dates are then refused one by one. It must be asked about when unclear dates stand without
    any proof.
    """
    proofs = set()
    unclear = False
    for cell in set(cells):
        first, second = _year_last(cell)
        if first > 12 >= second:
            proofs.add(DateOrder.DMY)
        elif second > 12 >= first:
            proofs.add(DateOrder.MDY)
        elif first != second and first <= 12 and second <= 12:
            unclear = True
    proven = next(iter(proofs)) if len(proofs) == 1 else None
    return proven, unclear and not proofs


def _iso_day(text: str) -> PartialDate | None:
    """The day in 2026-02-01, as programs write it: a third of the time that numbers take apart.

    None for all else, odd days and years included: they are told about further on.
    """
    if len(text) != 10 or not text[4] == text[7] == "-":  # other forms of ISO 8601 end here
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        return None
    return PartialDate(day.year, day.month, day.day)


def _parts(text: str) -> list[str]:
    if plain := _NUMBERS.fullmatch(text):  # nearly all dates are like that, so they go fast
        return list(plain.groups())
    if len(text) > 60:
        return []
    bare = _ORDINAL.sub("", _TIME.sub("", text.strip()))
    return [part for part in _SEPARATORS.split(bare) if part]


def _year_last(cell: str) -> tuple[int, int]:
    """The two numbers before a year that comes last, or (0, 0) when the cell is not like that."""
    parts = _parts(cell)
    if len(parts) != 3 or len(parts[2]) != 4 or len(parts[0]) > 2 or len(parts[1]) > 2:
        return 0, 0
    if not ("".join(parts).isascii() and "".join(parts).isdigit()):
        return 0, 0
    return int(parts[0]), int(parts[1])


def _with_month_name(parts: list[str]) -> PartialDate:
    named = [part for part in parts if not part.isdigit()]
    numbers = [part for part in parts if part.isdigit()]
    month = _MONTHS.get(named[0].casefold()) if len(named) == 1 else None
    if month is None:
        raise BadDate("this is not a date")
    years = [part for part in numbers if len(part) == 4]
    days = [part for part in numbers if len(part) <= 2]
    if len(years) == 1 and len(numbers) == 1:
        return _checked(int(years[0]), month, None)
    if len(years) == 1 and len(days) == 1 and len(numbers) == 2:
        return _checked(int(years[0]), month, int(days[0]))
    if numbers and len(days) == len(numbers):
        raise BadDate("the year needs four digits")
    raise BadDate("this is not a date")


def _single(digits: str, order: DateOrder | None) -> PartialDate:
    if len(digits) == 4:
        return _checked(int(digits), None, None)
    if len(digits) != 8:
        raise BadDate("this is not a date")
    year_first = EARLIEST_YEAR <= int(digits[:4]) <= LATEST_YEAR
    if year_first or order in (None, DateOrder.YMD):
        return _checked(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return _three_numbers([digits[:2], digits[2:4], digits[4:]], order)


def _year_and_month(parts: list[str]) -> PartialDate:
    first, second = parts
    if len(first) == 4 and len(second) <= 2:
        return _checked(int(first), int(second), None)
    if len(second) == 4 and len(first) <= 2:
        return _checked(int(second), int(first), None)
    raise BadDate("the year needs four digits")


def _three_numbers(parts: list[str], order: DateOrder | None) -> PartialDate:
    lengths = [len(part) for part in parts]
    if lengths[0] == 4 and max(lengths[1:]) <= 2:
        return _checked(int(parts[0]), int(parts[1]), int(parts[2]))
    if max(lengths) <= 2:
        raise BadDate("the year needs four digits")
    if lengths[2] != 4 or max(lengths[:2]) > 2:
        raise BadDate("this is not a date")
    first, second, year = (int(part) for part in parts)
    if order is DateOrder.MDY:
        return _checked(year, first, second)
    if order is DateOrder.DMY:
        return _checked(year, second, first)
    if first == second or second > 12:
        return _checked(year, first, second)
    if first > 12:
        return _checked(year, second, first)
    raise BadDate("it is not clear which number is the month")


def _checked(year: int, month: int | None, day: int | None) -> PartialDate:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise BadDate(f"the year is not between {EARLIEST_YEAR} and {LATEST_YEAR}")
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise BadDate("there is no such day in the calendar") from None
    return PartialDate(year, month, day)
