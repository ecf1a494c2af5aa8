"""What an import of people changed, kept so that it can be taken back row by row.

New people are known by the numbers that the import gave them, which are never given again. Of
people who were here before, the rows that an import writes are kept as they stood. Whoever was
touched since is left alone: only what nobody has worked with goes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from lead_desktop.store.merging import owning_columns

Row = dict[str, Any]
SIDE_TABLES = ("participant_alias", "participant_phone", "status_change", "assignment")
"""What an import writes beside a person."""


def rows_of(connection: Connection, people: Iterable[UUID]) -> dict[UUID, dict[str, list[Row]]]:
    """The rows of people that an import may change, by table, in stored values."""
    found: dict[UUID, dict[str, list[Row]]] = {}
    for person in people:
        tables = {"participant": _select(connection, "participant", "id", person)}
        for table in SIDE_TABLES:
            tables[table] = _select(connection, table, "participant_id", person)
        found[person] = tables
    return found


def keep_before(
    connection: Connection,
    import_id: UUID,
    at: str,
    before: Mapping[UUID, Mapping[str, list[Row]]],
) -> None:
    """Keep how people stood before an import that wrote at `at`, a stored instant."""
    if before:
        connection.exec_driver_sql(
            "INSERT INTO import_before (import_id, participant_id, before) VALUES (?, ?, ?)",
            [
                (import_id.hex, person.hex, json.dumps({"at": at, "rows": rows}))
                for person, rows in before.items()
            ],
        )


def remove_new(connection: Connection, first: int, last: int) -> tuple[list[UUID], int]:
    """Remove the people of these numbers on whom nothing rests: their ids, and how many stay."""
    bounds = (first, last)
    people = "SELECT id FROM participant WHERE number BETWEEN ? AND ?"
    new = {hex_ for (hex_,) in connection.exec_driver_sql(people, bounds)}
    query = f"{people} AND updated_at <> created_at"
    touched = {hex_ for (hex_,) in connection.exec_driver_sql(query, bounds)}
    for table, column in owning_columns():
        query = (
            f"SELECT DISTINCT t.{column} FROM {table.name} AS t"
            f"  JOIN participant AS p ON p.id = t.{column} WHERE p.number BETWEEN ? AND ?"
        )
        if table.name in SIDE_TABLES:
            query += " AND (t.created_at <> p.created_at OR t.updated_at <> p.created_at)"
        touched |= {hex_ for (hex_,) in connection.exec_driver_sql(query, bounds)}
    gone = sorted(new - touched)
    for table_name, column in (*((side, "participant_id") for side in SIDE_TABLES),
                               ("participant", "id")):  # fmt: skip
        delete = f"DELETE FROM {table_name} WHERE {column} = ?"
        if gone:
            connection.exec_driver_sql(delete, [(hex_,) for hex_ in gone])
    return [UUID(hex_) for hex_ in gone], len(new & touched)


def bring_back(connection: Connection, import_id: UUID) -> tuple[list[UUID], int]:
    """Let people whom nobody changed since stand as before the import: their ids, and how many
    stay as they are."""
    back, kept = [], 0
    query = "SELECT participant_id, before FROM import_before WHERE import_id = ?"
    for person, stored in connection.exec_driver_sql(query, (import_id.hex,)).all():
        before = json.loads(stored)
        now = rows_of(connection, [UUID(person)])[UUID(person)]
        if _changed_since(now, before["rows"], before["at"]):
            kept += 1
            continue
        _restore(connection, now, before["rows"])
        back.append(UUID(person))
    return back, kept


def _changed_since(now: Mapping[str, list[Row]], before: Mapping[str, list[Row]], at: str) -> bool:
    """Whether somebody else wrote a row: it is neither the import's nor as it stood before."""
    (person,) = now["participant"]
    return person["updated_at"] != at or any(
        row["updated_at"] != at and row not in before[table]
        for table in SIDE_TABLES
        for row in now[table]
    )


def _restore(
    connection: Connection, now: Mapping[str, list[Row]], before: Mapping[str, list[Row]]
) -> None:
    (person,), (was,) = now["participant"], before["participant"]
    _update(connection, "participant", {**was, "version": person["version"] + 1})
    for table in SIDE_TABLES:
        wanted = {row["id"]: row for row in before[table]}
        for row in now[table]:
            if row["id"] not in wanted:
                connection.exec_driver_sql(f"DELETE FROM {table} WHERE id = ?", (row["id"],))
        for row in wanted.values():
            _update(connection, table, row)


def _update(connection: Connection, table: str, row: Row) -> None:
    columns = ", ".join(f'"{name}" = ?' for name in row)
    connection.exec_driver_sql(
        f"UPDATE {table} SET {columns} WHERE id = ?", (*row.values(), row["id"])
    )


def _select(connection: Connection, table: str, column: str, person: UUID) -> list[Row]:
    query = f"SELECT * FROM {table} WHERE {column} = ? ORDER BY rowid"
    found = connection.exec_driver_sql(query, (person.hex,))
    return [dict(row) for row in found.mappings()]
