"""Opening the encrypted database: one place that knows keys, pragmas and SQLite's errors."""

from __future__ import annotations

import errno
import importlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    QueuePool,
    StaticPool,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import DBAPIError

from lead_desktop.base.errors import (
    BrokenText,
    DatabaseDamaged,
    NotEncrypted,
    StorageFull,
    StorageReadOnly,
    VaultBusy,
    VaultError,
    VaultMissing,
)

# The driver is a compiled module without type information.
sqlcipher = importlib.import_module("sqlcipher3.dbapi2")
DatabaseError: type[Exception] = sqlcipher.DatabaseError

KEY_BYTES = 32
PLAIN_HEADER = b"SQLite format 3\x00"
PAGE_CACHE_KIB = 65536
BUSY_MS = 5000

RESTORE = "Restore the newest proven backup with “lead-desktop vault restore”."


def connect(
    path: Path, key: bytes, *, create: bool = False, as_is: bool = False
) -> sqlite3.Connection:
    """A raw connection to the encrypted file at `path`, proven to open with `key` (32 bytes).

    as_is: leave the journal mode alone, so that reading a backup does not write to it.
    Raises VaultMissing, NotEncrypted or DatabaseDamaged. The key reaches SQLCipher as raw key
    material: any other length would silently be taken for a passphrase.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a data key has 32 bytes")
    _refuse_foreign_file(path, create=create)
    if create:
        _make_private(path)
    try:
        connection: sqlite3.Connection = sqlcipher.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
        )
    except DatabaseError as error:
        raise explain(error) from None
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        # Without this a wrong key is reported on standard error, page by page.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in (
            "foreign_keys = ON",
            *(() if as_is else ("journal_mode = WAL",)),
            "synchronous = FULL",
            "temp_store = MEMORY",
            "secure_delete = ON",
            f"cache_size = -{PAGE_CACHE_KIB}",
            f"busy_timeout = {BUSY_MS}",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except DatabaseError as error:
        connection.close()
        raise explain(error) from None
    return connection


def _make_private(path: Path) -> None:
    """Make the file for its owner alone; SQLite gives the files beside it the same mode."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise storage_fault(error) from None


def _refuse_foreign_file(path: Path, *, create: bool) -> None:
    try:
        head, size = _look(path)
    except FileNotFoundError:
        if create:
            return
        raise VaultMissing(
            "The vault's database (caseload.db) is not there.",
            meaning="Nothing can be read.",
            remedy=RESTORE,
        ) from None
    except OSError as error:
        raise DatabaseDamaged(
            f"caseload.db cannot be read ({error.strerror}).",
            remedy="Check that the file belongs to you. " + RESTORE,
        ) from None
    if head == PLAIN_HEADER:
        raise NotEncrypted(
            "caseload.db is a plain database, not an encrypted one.",
            meaning="This program never reads records in clear, so it was not opened.",
            remedy="Move that file away. " + RESTORE,
        )
    if not create and size == 0:
        raise DatabaseDamaged("caseload.db is empty.", remedy=RESTORE)


def _look(path: Path) -> tuple[bytes, int]:
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEADER)), os.fstat(file.fileno()).st_size


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_UNSAVED = "This change was not saved; everything saved before is intact."


def disk_full() -> StorageFull:
    """The refusal for a write that found no room."""
    return StorageFull(
        "The disk has no room left.", meaning=_UNSAVED, remedy="Free some space, then save again."
    )


def not_writable() -> StorageReadOnly:
    """The refusal for a folder or file that may not be written."""
    return StorageReadOnly(
        "The vault's folder cannot be written.",
        meaning=_UNSAVED,
        remedy="Check the folder's permissions or the disk, then save again.",
    )


def storage_fault(error: OSError) -> VaultError:
    """The typed error for what the operating system reports of a write."""
    return disk_full() if error.errno in _NO_ROOM else not_writable()


def explain(error: BaseException) -> VaultError:
    """The typed error for what SQLite reports. Its own words never carry data or parameters."""
    text = str(getattr(error, "orig", None) or error).lower()
    if "disk is full" in text:
        return disk_full()
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return not_writable()
    if "locked" in text or "busy" in text:
        return VaultBusy(
            "Another program is writing to this vault.",
            meaning="This change was not saved yet.",
            remedy="Try again in a moment.",
        )
    if "disk i/o" in text:
        return StorageFull(
            "The disk did not take the write.",
            meaning=_UNSAVED,
            remedy="Check the disk's space and health, then save again.",
        )
    return DatabaseDamaged(
        "caseload.db cannot be read with this vault's key.",
        meaning="It is damaged, or it belongs to another vault.",
        remedy=RESTORE,
    )


_FAULTS = (
    "disk is full",
    "disk i/o",
    "readonly",
    "read-only",
    "unable to open",
    "locked",
    "busy",
    "not a database",
    "malformed",
    "corrupt",
)


def is_storage_fault(error: BaseException) -> bool:
    """Whether a driver error tells of the disk, a lock or damage, rather than of a bad query."""
    text = str(getattr(error, "orig", None) or error).lower()
    return any(mark in text for mark in _FAULTS)


def open_engine(path: Path, key: bytes, *, create: bool = False) -> Engine:
    """A SQLAlchemy engine on the encrypted file. Statement parameters never reach a message.

    The first connection is made at once, so that a wrong key or a foreign file is refused here.
    """
    first = [connect(path, key, create=create)]

    def creator() -> Any:  # SQLAlchemy's protocol of a connection knows no `sqlite3.Connection`
        return first.pop() if first else connect(path, key)

    dialect = shared_dialect()
    engine = Engine(
        QueuePool(creator, pool_size=2, max_overflow=4, dialect=dialect),
        dialect,
        make_url("sqlite://"),
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


@cache
def shared_dialect() -> Dialect:
    """SQLite's dialect over SQLCipher, one for the process.

    SQLAlchemy keeps by dialect how it binds each type and writes each table; with a new one for
    every engine, each unlocking would work that out again. Compiled statements stay with the
    engine, which goes when the vault locks: they remember the first values that they were given.
    """
    engine = create_engine("sqlite://", module=sqlcipher, poolclass=StaticPool)
    with engine.connect():
        pass  # the dialect asks the driver once what it can do
    engine.dispose()
    return engine.dialect


def _begin(connection: Connection) -> None:
    # The driver stands in autocommit; without an explicit BEGIN a rollback would do nothing.
    # Writers take the lock at once, so that two of them never meet half-way.
    writes = connection.get_execution_options().get("writes", False)
    # Straight to the driver: as a statement of SQLAlchemy it took 40 of the 100 µs of an empty
    # unit of work.
    connection.connection.cursor().execute("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def explained() -> Iterator[None]:
    """Turn the driver's storage faults into typed errors; other errors pass unchanged."""
    try:
        yield
    except UnicodeEncodeError:
        raise BrokenText from None  # its own message would name a part of the text
    except (DBAPIError, DatabaseError) as error:
        if is_storage_fault(error):
            raise explain(error) from None
        raise
    except OSError as error:
        if error.errno in (*_NO_ROOM, errno.EROFS, errno.EACCES, errno.EPERM):
            raise storage_fault(error) from None
        raise
