"""What reading any spreadsheet with one record a row does alike, whatever the records are.

Good rows come in, everything else is reported with row and reason. What can only be known across
rows is kept here: which ids were taken, and which rows say word for word the same.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from lead_desktop.exchange.cells import BadCell
from lead_desktop.exchange.columns import (
    ColumnMapping,
    Placement,
    UsualHeadings,
    place_columns,
)
from lead_desktop.exchange.dates import AmbiguousDates, BadDate, DateOrder, detect_order
from lead_desktop.exchange.rejects import Problem
from lead_desktop.exchange.rows import Row
from lead_desktop.exchange.tables import read_table
from lead_desktop.exchange.texts import clean

Record = TypeVar("Record")
DateOrders = Mapping[str, DateOrder | None]
"""The order of the numbers in the dates of each field, where it was named or is proven."""


@dataclass(frozen=True)
class FileHints:
    """What a person says of a file that the file may not say itself.

    mapping: {our field: their heading or headings}; without it the usual headings are recognized.
    encoding: of a text file that is neither UTF-8 nor marked. date_order: settles dates like
    01/02/2026. sheet: of a workbook; without it the first that is neither hidden nor empty.
    """

    mapping: ColumnMapping | None = None
    encoding: str | None = None
    date_order: DateOrder | None = None
    sheet: str | None = None


NO_HINTS = FileHints()


@dataclass(frozen=True)
class RecordFile(Generic[Record]):
    """What a file holds.

    read: number of rows that were not blank; those missing from `rows` are rejected in `problems`.
    headings: field -> heading; unplaced: headings of columns that hold no field of ours.
    """

    rows: tuple[Record, ...]
    problems: tuple[Problem, ...]
    read: int
    headings: Mapping[str, str]
    unplaced: tuple[str, ...]
    encoding: str = ""

    @property
    def rejected(self) -> int:
        """Number of rows left out."""
        return self.read - len(self.rows)


class RecordReader(ABC, Generic[Record]):
    """Walks the rows of one file. taken_as: what a row that repeats another one was taken as."""

    taken_as: ClassVar[str]

    def __init__(self, placement: Placement) -> None:
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self._placement = placement
        self._placed = {index for indexes in placement.places.values() for index in indexes}
        self._row_of_id: dict[str, int] = {}
        self._row_of_words: dict[str, int] = {}
        self._repeats: Counter[str] = Counter()

    def take(self, row: Row) -> None:
        """Add the row's record to `records`, or say in `problems` why not."""
        if not row.flaws or self._is_readable(row):
            self._read(row)

    @abstractmethod
    def _read(self, row: Row) -> None:
        """Make the record of a row whose cells stand where they belong."""

    def _is_readable(self, row: Row) -> bool:
        """Report what is wrong with the row as it stands; False when it had to be left out."""
        if row.fatal_reason:
            self._report(row.number, "", row.fatal_reason, rejected=True)
            return False
        for flaw in row.flaws:
            if flaw.column < 0:
                self._report(row.number, "", flaw.reason)
            elif flaw.column in self._placed:
                self._report(row.number, self._placement.headers[flaw.column], flaw.reason)
        return True

    def _is_new_id(self, number: int, external_id: str) -> bool:
        """Whether no row before had this id; one that had it is reported as left out."""
        earlier = self._row_of_id.setdefault(external_id, number)
        if earlier == number:
            return True
        reason = f"row {earlier} has the same id and was taken"
        self._report(number, self._placement.heading("external_id"), reason, rejected=True)
        return False

    def _fingerprint(self, number: int, said: Iterable[str]) -> str:
        """SHA-256 over what the row says, and a running number for rows that say the same.

        said: for each mapped field that is not empty, its name and text as `field_said` joins them.
        """
        canonical = "\x1e".join(sorted(said))
        first = self._row_of_words.setdefault(canonical, number)
        if first != number:
            reason = f"the row is the same as row {first}; it was taken as another {self.taken_as}"
            self._report(number, "", reason)
            self._repeats[canonical] += 1
            canonical += f"#{self._repeats[canonical] + 1}"
        return hashlib.sha256(canonical.encode()).hexdigest()

    def _report(self, number: int, heading: str, reason: str, *, rejected: bool = False) -> None:
        self.problems.append(Problem(number, heading, reason, rejected))


class FieldReader(RecordReader[Record]):
    """Reads each row field by field into values by name; a bad cell is left empty and reported.

    needed: the fields without one of which a row is left out, each with the reason that is told.
    """

    needed: ClassVar[Mapping[str, str]]

    @abstractmethod
    def _read_field(
        self, number: int, field: str, texts: Mapping[str, str], values: dict[str, object]
    ) -> None:
        """Keep what a field says in `values`. Raises BadCell or BadDate."""

    @abstractmethod
    def _record(self, number: int, fingerprint: str, values: Mapping[str, object]) -> Record:
        """The record of a row that has all it needs."""

    def _text(self, field: str, row: Row) -> str:
        return joined(row.cells, self._placement.places[field])

    def _read(self, row: Row) -> None:
        said = {field: self._text(field, row) for field in self._placement.places}
        texts = {field: text for field, text in said.items() if text}
        values = self._values(row.number, texts)
        for field, reason in self.needed.items():
            if not values.get(field):
                self._report(row.number, self._heading(field), reason, rejected=True)
                return
        external_id = str(values.get("external_id", ""))
        if external_id and not self._is_new_id(row.number, external_id):
            return
        fingerprint = self._fingerprint(row.number, (field_said(*one) for one in texts.items()))
        self.records.append(self._record(row.number, fingerprint, values))

    def _values(self, number: int, texts: Mapping[str, str]) -> dict[str, object]:
        values: dict[str, object] = {}
        for field in texts:
            try:
                self._read_field(number, field, texts, values)
            except (BadCell, BadDate) as fault:
                self._report(number, self._heading(field), str(fault))
        return values

    def _heading(self, field: str) -> str:
        return self._placement.heading(field) if field in self._placement.places else ""


def read_records(
    path: Path,
    usual: UsualHeadings,
    dates: Sequence[str],
    hints: FileHints,
    reader_of: Callable[[Placement, DateOrders], RecordReader[Record]],
) -> RecordFile[Record]:
    """Read a CSV, TSV or XLSX file with the reader that `reader_of` makes for its columns.

    usual: our fields with their usual headings; dates: which of them hold dates.
    Raises UnreadableFile, BadMapping, AmbiguousDates.
    """
    table = read_table(path, encoding=hints.encoding, sheet=hints.sheet)
    placement = place_columns(table.headers, hints.mapping, usual)
    rows = list(table.rows)
    reader = reader_of(placement, _date_orders(placement, rows, dates, hints.date_order))
    for row in rows:
        reader.take(row)
    return RecordFile(
        rows=tuple(reader.records),
        problems=tuple(reader.problems),
        read=len(rows),
        headings=placement.by_heading,
        unplaced=placement.unplaced,
        encoding=table.encoding,
    )


def _date_orders(
    placement: Placement, rows: Sequence[Row], dates: Sequence[str], named: DateOrder | None
) -> DateOrders:
    """The order of each date column: as named, else as its own dates prove it."""
    fields = [field for field in dates if field in placement.places]
    if named is not None:
        return dict.fromkeys(fields, named)
    orders: dict[str, DateOrder | None] = {}
    ask = []
    for field in fields:
        cells = (joined(row.cells, placement.places[field]) for row in rows)
        orders[field], unclear = detect_order(cells)
        if unclear:
            ask.append(placement.heading(field))
    if ask:
        raise AmbiguousDates(tuple(ask))
    return orders


def field_said(field: str, text: str) -> str:
    """A field and its text as a fingerprint takes them; clean() leaves no such mark in a text."""
    return f"{field}\x1f{text}"


def joined(cells: Sequence[str], indexes: Sequence[int]) -> str:
    """The text of a field, which may stand in several columns, as one clean line."""
    if len(indexes) == 1:
        return clean(cells[indexes[0]])
    return clean(" ".join(cells[index] for index in indexes))
