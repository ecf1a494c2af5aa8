"""Making two records one, and taking that back: row by row, with everything remembered.

Whatever refers to a participant is found in the schema itself, so that a table of a later version
is moved as well. What a merge changes is written down as it stood before; taking it back restores
those rows and leaves alone what was written since.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, UniqueConstraint
from sqlalchemy.exc import IntegrityError

from lead_desktop.store.tables import Base, Participant

Row = dict[str, Any]
_SEPARATELY = frozenset({"not_the_same"})
"""Tables that a merge handles by itself."""


@dataclass
class Before:
    """What a merge did, in stored values: rows whose participant is another now, rows that gave
    way, rows with changed columns (before and after), rows that came in."""

    moved: list[list[Any]] = field(default_factory=list)
    removed: list[list[Any]] = field(default_factory=list)
    changed: list[list[Any]] = field(default_factory=list)
    added: list[list[Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """For the column of merge_record."""
        return {
            "moved": self.moved,
            "removed": self.removed,
            "changed": self.changed,
            "added": self.added,
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Before:
        """From the column of merge_record."""
        return cls(stored["moved"], stored["removed"], stored["changed"], stored["added"])


def owning_columns() -> Iterator[tuple[Table, str]]:
    """Every column that names a participant whose row it belongs to. What goes with its person
    anyway (ON DELETE CASCADE) is derived and not moved."""
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is Participant.__table__ and key.ondelete != "CASCADE":
                yield table, key.parent.name


def count_owned(connection: Connection, person: UUID) -> dict[str, int]:
    """How many rows of each table belong to a person."""
    counts: dict[str, int] = {}
    for table, column in owning_columns():
        query = f"SELECT count(*) FROM {table.name} WHERE {column} = ?"
        found = connection.exec_driver_sql(query, (person.hex,)).scalar() or 0
        if found:
            counts[table.name] = counts.get(table.name, 0) + found
    return counts


class Merger:
    """One merge within a transaction, in the order in which the methods stand."""

    def __init__(self, connection: Connection, kept: UUID, gone: UUID) -> None:
        self.before = Before()
        self._connection = connection
        self._kept, self._gone = kept.hex, gone.hex
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")

    def change(self, table: str, key: Row, news: Row) -> None:
        """Change some columns of one row."""
        where, bound = _where(key)
        columns = ", ".join(news)
        row = self._connection.exec_driver_sql(
            f"SELECT {columns} FROM {table} WHERE {where}", bound
        ).one()
        was = dict(zip(news, row, strict=True))
        self.before.changed.append([table, _packed(key), _packed(was), _packed(news)])
        _update(self._connection, table, key, news)

    def remove(self, table: str, key: Row) -> None:
        """Take one row out; it is remembered whole."""
        where, bound = _where(key)
        found = self._connection.exec_driver_sql(f"SELECT * FROM {table} WHERE {where}", bound)
        row = dict(zip(found.keys(), found.one(), strict=True))
        self.before.removed.append([table, _packed(row)])
        self._connection.exec_driver_sql(f"DELETE FROM {table} WHERE {where}", bound)

    def add(self, table: str, row: Row, key: Row) -> None:
        """Put a new row in, unless it is there."""
        inserted = _insert(self._connection, table, row, or_ignore=True)
        if inserted:
            self.before.added.append([table, _packed(key)])

    def move_everything(self) -> None:
        """Give the kept record what belonged to the other. A row that the kept record has
        already (the same pin, the same mark) gives way."""
        for table, column in owning_columns():
            if table.name in _SEPARATELY:
                continue
            names = [one.name for one in table.primary_key]
            if column in names or _is_unique(table, column):
                self._move_one_by_one(table, column, names)
            else:
                self._move_all(table.name, column, names)

    def _move_all(self, table: str, column: str, names: list[str]) -> None:
        rows = self._connection.exec_driver_sql(
            f"SELECT {', '.join(names)} FROM {table} WHERE {column} = ?", (self._gone,)
        )
        keys = [dict(zip(names, row, strict=True)) for row in rows]
        self.before.moved += [[table, column, _packed(key)] for key in keys]
        self._connection.exec_driver_sql(
            f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (self._kept, self._gone)
        )

    def _move_one_by_one(self, table: Table, column: str, names: list[str]) -> None:
        """A row whose key names the person is taken out and put in anew: triggers that follow
        people in and out (the search index) see it then."""
        found = self._connection.exec_driver_sql(
            f"SELECT * FROM {table.name} WHERE {column} = ?", (self._gone,)
        )
        columns = list(found.keys())
        for values in found.all():
            row = dict(zip(columns, values, strict=True))
            key = {name: row[name] for name in names}
            try:
                with self._connection.begin_nested():
                    _repoint(self._connection, table.name, row, key, column, self._kept)
            except IntegrityError:
                self.remove(table.name, key)
            else:
                key = {name: self._kept if name == column else row[name] for name in names}
                self.before.moved.append([table.name, column, _packed(key)])


def keep_fingerprint(connection: Connection, merge_id: UUID, fingerprint: str) -> None:
    """Remember what a file's row about the record that went said the last time: beside the row
    that went, so that it is there again when the merge is taken back."""
    connection.exec_driver_sql(
        """UPDATE merge_record SET before = (
               SELECT json_set(before, '$.removed[' || gone.key || '][1].fingerprint', ?)
                 FROM json_each(before, '$.removed') AS gone
                WHERE json_extract(gone.value, '$[0]') = 'participant')
            WHERE id = ?""",
        (fingerprint or None, merge_id.hex),
    )


def take_back(connection: Connection, before: Before, kept: UUID, gone: UUID) -> None:
    """Restore what a merge changed; rows and values changed since then stay as they are."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    # The kept person lets go first of what only one may have, such as a number elsewhere.
    _restore_changes(connection, before, of_people=True)
    for table, key in before.added:
        where, bound = _where(_unpacked(key))
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {where}", bound)
    _put_back(connection, before, of_people=True)
    for table, column, packed in before.moved:
        key = _unpacked(packed)
        where, bound = _where(key)
        found = connection.exec_driver_sql(f"SELECT * FROM {table} WHERE {where}", bound)
        columns, values = list(found.keys()), found.first()
        if values is None:
            continue
        row = dict(zip(columns, values, strict=True))
        if row[column] == kept.hex:
            _repoint(connection, table, row, key, column, gone.hex)
    _put_back(connection, before, of_people=False)
    # After the rows are apart again: two open parts in one team are not allowed, even for a moment.
    _restore_changes(connection, before, of_people=False)


def _restore_changes(connection: Connection, before: Before, *, of_people: bool) -> None:
    for table, key, was, news in reversed(before.changed):
        if (table == Participant.__tablename__) is of_people:
            _restore(connection, table, _unpacked(key), _unpacked(was), _unpacked(news))


def _put_back(connection: Connection, before: Before, *, of_people: bool) -> None:
    for table, row in before.removed:
        if (table == Participant.__tablename__) is of_people:
            _insert(connection, table, _unpacked(row), or_ignore=not of_people)


def _repoint(
    connection: Connection, table: str, row: Row, key: Row, column: str, person: str
) -> None:
    if column in key:
        where, bound = _where(key)
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {where}", bound)
        _insert(connection, table, {**row, column: person})
    else:
        _update(connection, table, key, {column: person})


def _restore(connection: Connection, table: str, key: Row, was: Row, news: Row) -> None:
    """Put back each column that still holds what the merge wrote."""
    where, bound = _where(key)
    for column, value in was.items():
        connection.exec_driver_sql(
            f"UPDATE {table} SET {column} = ? WHERE {where} AND {column} IS ?",
            (value, *bound, news[column]),
        )


def _update(connection: Connection, table: str, key: Row, news: Row) -> None:
    where, bound = _where(key)
    setting = ", ".join(f"{column} = ?" for column in news)
    connection.exec_driver_sql(
        f"UPDATE {table} SET {setting} WHERE {where}", (*news.values(), *bound)
    )


def _insert(connection: Connection, table: str, row: Row, *, or_ignore: bool = False) -> bool:
    ignore = " OR IGNORE" if or_ignore else ""
    marks = ", ".join("?" for _ in row)
    done = connection.exec_driver_sql(
        f"INSERT{ignore} INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
    )
    return done.rowcount > 0


def _where(key: Row) -> tuple[str, tuple[Any, ...]]:
    return " AND ".join(f"{name} = ?" for name in key), tuple(key.values())


def _is_unique(table: Table, column: str) -> bool:
    """Whether some rule lets a person have only so many rows of a table."""
    by_index = any(index.unique and column in index.columns for index in table.indexes)
    by_rule = any(
        isinstance(rule, UniqueConstraint) and column in rule.columns for rule in table.constraints
    )
    return by_index or by_rule


def _packed(row: Row) -> Row:
    """A row that JSON can hold."""
    return {
        name: {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value
        for name, value in row.items()
    }


def _unpacked(row: Row) -> Row:
    return {
        name: base64.b64decode(value["base64"]) if isinstance(value, dict) else value
        for name, value in row.items()
    }
