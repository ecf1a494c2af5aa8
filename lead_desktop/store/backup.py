"""Copies of the database that were proven: written, reopened with the key, checked, counted.

Copying the file of a live database would lose what stands in its write-ahead log, so copies go
through SQLite's own backup, page by page, while others keep working.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lead_desktop.base.errors import (
    BackupUnproven,
    Cancelled,
    DatabaseDamaged,
    VaultBusy,
    VaultError,
)
from lead_desktop.store.engine import (
    KEY_BYTES,
    DatabaseError,
    connect,
    explain,
    storage_fault,
)

PAGES_PER_STEP = 500
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Check:
    """One check of a database: its name, whether it passed, and what it found in words.

    at: the moment of the backup that the words are about; whoever shows them words it.
    """

    name: str
    ok: bool
    detail: str
    at: datetime | None = None


def copy_database(
    source: Path,
    key: bytes,
    target: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write a proven copy of `source` to `target`, under the same key.

    progress: told the share copied, 0.0 to 1.0. cancelled: asked between steps; raises
    Cancelled. Raises BackupUnproven when the copy does not pass. A failed copy is removed.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a data key has 32 bytes")

    def on_step(status: int, remaining: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled("The copy was stopped.")
        if progress is not None and total:
            progress((total - remaining) / total)

    try:
        with (
            contextlib.closing(connect(source, key, as_is=True)) as live,
            contextlib.closing(connect(target, key, create=True)) as copy,
        ):
            live.backup(copy, pages=PAGES_PER_STEP, progress=on_step)
            copy.execute("PRAGMA journal_mode = DELETE")
            counted = count_rows(live)
        prove(target, key, counted)
        flush_file(target)
    except DatabaseError as error:
        remove_database(target)
        raise explain(error) from None
    except OSError as error:
        remove_database(target)
        raise storage_fault(error) from None
    except (VaultError, Cancelled):
        remove_database(target)
        raise


def prove(path: Path, key: bytes, rows: dict[str, int] | None = None) -> None:
    """Reopen `path` with `key` and check every page and, given counts, every table.

    rows: counts taken from the live database just after the copy. The file is only read. Raises
    BackupUnproven.
    """
    found: dict[str, int] = {}
    try:
        with contextlib.closing(connect(path, key, as_is=True)) as copy:
            whole = all(check.ok for check in check_pages(copy))
            found = count_rows(copy) if whole else {}
    except (DatabaseError, DatabaseDamaged):
        whole = False
    if not whole:
        raise BackupUnproven(
            "The copy did not pass its check.",
            meaning="It does not count as a backup.",
            remedy="Try again, on another disk if it happens twice.",
        )
    if rows is not None and not _same_rows(found, rows):
        raise BackupUnproven(
            "The copy does not hold the same tables as the vault.",
            meaning="It does not count as a backup.",
        )


def _same_rows(copied: dict[str, int], live: dict[str, int]) -> bool:
    """Whether a copy holds what the live database held.

    Somebody may have saved between the copy and the count. Every save but a draft's adds to the
    audit, so when that has not grown, all tables but the drafts must agree.
    """
    if copied.keys() != live.keys() or copied["audit"] > live["audit"]:
        return False
    if copied["audit"] < live["audit"]:
        return True
    return all(copied[name] == live[name] for name in live if name != "draft")


def check_pages(connection: sqlite3.Connection) -> list[Check]:
    """Whether every page carries its right seal, and whether the structure is whole."""
    try:
        sealed = not connection.execute("PRAGMA cipher_integrity_check").fetchall()
    except DatabaseError:
        sealed = False
    try:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        orphans = connection.execute("PRAGMA foreign_key_check").fetchone()
    except DatabaseError:
        found, orphans = "damaged", None
    whole = found == "ok" and orphans is None
    return [
        Check("pages", sealed, "every page carries its seal" if sealed else "altered pages found"),
        Check("integrity", whole, "whole" if whole else "the structure is damaged"),
    ]


def count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows of every ordinary table, by table name."""
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE 'note_search%'"
        )
    ]
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names
    }


def newest_link(path: Path, key: bytes) -> str:
    """The newest hash of the audit in a database that nobody works in; the file is only read."""
    with contextlib.closing(connect(path, key, as_is=True)) as connection:
        row = connection.execute("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def prepare_swap(path: Path, key: bytes) -> None:
    """Fold the write-ahead log into the file and leave it as one file, ready to be replaced.

    Raises VaultBusy while anybody else has it open: a new file beside a left-over log would be
    destroyed by it.
    """
    if not path.exists():
        return
    try:
        with contextlib.closing(connect(path, key)) as connection:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except DatabaseError as error:
        raise explain(error) from None
    if busy or mode != "delete":
        raise VaultBusy(
            "Another program has this vault's database open.",
            meaning="Nothing was changed.",
            remedy="Close it there and try again.",
        )


def remove_database(path: Path) -> None:
    """Remove a database file and what SQLite keeps beside it."""
    path.unlink(missing_ok=True)
    remove_logs(path)


def remove_logs(path: Path) -> None:
    """Remove what SQLite keeps beside a file; left there, it would destroy a new file."""
    for suffix in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def flush_file(path: Path) -> None:
    """Ask the disk to keep a file's content before anything relies on it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
