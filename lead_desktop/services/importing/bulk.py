"""Many rows at once: what an import needs to stay fast.

A session that knows every new row as an object costs ten times what SQLite needs to store it, so
imports insert through the session's own connection: the same transaction, without the objects.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Date, Enum, insert, literal
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from lead_desktop.base.ids import new_hex_ids
from lead_desktop.store.tables import Base

BATCH = 500
"""Rows handled between two looks at whether the person wants to stop."""

Step = Callable[[float], None]
"""Told the share of the work done, 0.0 to 1.0; raises Cancelled when it is to stop."""

T = TypeVar("T")


@dataclass(frozen=True)
class Tally:
    """What came of the rows of one kind that were taken."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


def batches(items: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """`items` in order, `size` at a time, the last of them shorter: one statement for each."""
    return (items[start : start + size] for start in range(0, len(items), size))


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep Python's cycle collector from walking over all rows again and again.

    An import holds a million small objects and makes no cycles: for 50,000 people, reading and
    comparing took 6.5 s with the collector and 2.5 s without.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class BulkInsert:
    """Inserts many rows of the same columns into one table, by a statement that is made once.

    columns: names of the columns in the order of the rows' values. A row whose columns do not name
    its "id" gets one here; any other column with a default in Python has to be named. same: what
    is equal in every row; it is written into the statement instead of being bound every time.

    SQLAlchemy converts row by row and looks up each value by its name, which took 1.6 s for the
    150,000 rows of an import of 50,000 people. Here the same converters of the columns' types run
    over one column at a time: 0.2 s. Columns that no row fills are left out, because the driver
    looks for an adapter whenever it binds None: 0.4 s for seven such columns of 50,000 rows.
    """

    def __init__(
        self,
        session: Session,
        table: type[Base],
        columns: Sequence[str],
        same: Mapping[str, object] | None = None,
    ) -> None:
        self._connection = session.connection()
        self._table = table
        self._types = {column.name: column.type for column in table.__table__.columns}
        self._fixed = _written(self._connection, self._types, same or {})
        self._columns = [(name, self._converter(name)) for name in columns]
        self._makes_ids = "id" in self._types and "id" not in columns
        self._statements: dict[tuple[str, ...], str] = {}

    def add(self, rows: Sequence[tuple[object, ...]]) -> None:
        """Insert `rows`, each a tuple of values in the order of `columns`."""
        if not rows:
            return
        filled: list[str] = []
        stored: list[Iterable[object]] = []
        if self._makes_ids:
            filled.append("id")
            stored.append(new_hex_ids(len(rows)))
        given = zip(*rows, strict=True)
        for (name, convert), values in zip(self._columns, given, strict=True):
            if values[0] is None and values.count(None) == len(rows):
                continue
            filled.append(name)
            stored.append(values if convert is None else map(convert, values))
        self._connection.exec_driver_sql(
            self._statement(tuple(filled)), list(zip(*stored, strict=True))
        )

    def _converter(self, name: str) -> Callable[[object], object] | None:
        """From a value in Python to the stored one; None where both are the same."""
        kind, dialect = self._types[name], self._connection.dialect
        convert = kind.dialect_impl(dialect).bind_processor(dialect)
        if convert is not None and isinstance(kind, Enum | Date):
            return cache(convert)  # many rows, few codes and days
        return convert

    def _statement(self, columns: tuple[str, ...]) -> str:
        if columns not in self._statements:
            names = ", ".join((*columns, *self._fixed))
            values = ", ".join((*("?" for _ in columns), *self._fixed.values()))
            self._statements[columns] = (
                f"INSERT INTO {self._table.__tablename__} ({names}) VALUES ({values})"
            )
        return self._statements[columns]


def _written(
    connection: Connection, types: Mapping[str, TypeEngine[Any]], same: Mapping[str, object]
) -> dict[str, str]:
    """The values of `same` as they stand in the text of a statement."""
    return {
        name: str(
            literal(value, types[name]).compile(
                dialect=connection.dialect, compile_kwargs={"literal_binds": True}
            )
        )
        for name, value in same.items()
    }


def insert_rows(session: Session, table: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Insert a few rows within a running transaction; all of them have the same columns, because
    the driver takes them as one statement."""
    if rows:
        session.connection().execute(insert(table), rows)
