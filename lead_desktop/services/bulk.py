"""Many rows at once: what an import needs to stay fast.

A session that knows every new row as an object costs ten times what SQLite needs to store it, so
imports insert through the session's own connection: the same transaction, without the objects.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, bindparam, insert, literal, literal_column
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

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
    """`items` in order, `size` at a time."""
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
    """Inserts many rows of the same columns into one table, by one statement made once.

    columns: names of the columns in the order of the rows' values; a column that has a default in
    Python has to be among them or in `same`. same: what is equal in every row; it is written into
    the statement instead of being bound again and again.

    SQLAlchemy converts row by row and looks up each value by its name, which took 1.6 s for the
    150,000 rows of an import of 50,000 people. Here the same converters of the columns' types run
    over one column at a time: 0.2 s.
    """

    def __init__(
        self,
        session: Session,
        table: type[Base],
        columns: Sequence[str],
        same: Mapping[str, object] | None = None,
    ) -> None:
        self._connection = session.connection()
        dialect = self._connection.dialect
        types = {column.name: column.type for column in table.__table__.columns}
        fixed = _written(self._connection, types, same or {})
        compiled = (
            insert(table)
            .values({name: bindparam(name) for name in columns} | fixed)
            .compile(dialect=dialect)
        )
        bound = compiled.positiontup
        if bound is None or sorted(bound) != sorted(columns):
            raise ValueError("every column with a default has to be given")
        self._sql = str(compiled)
        self._order = [list(columns).index(name) for name in bound]
        self._convert = [
            types[name].dialect_impl(dialect).bind_processor(dialect) for name in bound
        ]

    def add(self, rows: Collection[tuple[object, ...]]) -> None:
        """Insert `rows`, each a tuple of values in the order of `columns`."""
        if not rows:
            return
        given = list(zip(*rows, strict=True))
        stored = [
            given[at] if convert is None else map(convert, given[at])
            for at, convert in zip(self._order, self._convert, strict=True)
        ]
        self._connection.exec_driver_sql(self._sql, list(zip(*stored, strict=True)))


def _written(
    connection: Connection, types: Mapping[str, TypeEngine[Any]], same: Mapping[str, object]
) -> dict[str, ColumnElement[object]]:
    """The values of `same` as they stand in the text of a statement."""
    fixed: dict[str, ColumnElement[object]] = {}
    for name, value in same.items():
        written = literal(value, types[name]).compile(
            dialect=connection.dialect, compile_kwargs={"literal_binds": True}
        )
        fixed[name] = literal_column(str(written))
    return fixed


def insert_rows(session: Session, table: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Insert a few rows that all have the same columns."""
    if rows:
        session.connection().execute(insert(table), rows)
