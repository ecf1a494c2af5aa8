"""The store: one open database and its units of work.

A unit of work is a `with` block. Reading gives a snapshot; writing is one transaction that is
committed when the block ends well and undone whole when it does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, PoolProxiedConnection
from sqlalchemy.orm import Session, configure_mappers
from sqlalchemy.orm.exc import StaleDataError

from lead_desktop.base.errors import Refused
from lead_desktop.base.given import given
from lead_desktop.store.engine import explained, open_engine, shared_dialect


class Store:
    """An open vault database. Make it with `open_store`; close it when the vault locks."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self.engine = engine
        self.path = path
        self._writer = engine.execution_options(writes=True)
        self._watch: PoolProxiedConnection | None = None
        self._seen = 0
        self._elsewhere = False

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A snapshot of the vault for reading."""
        with explained(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: everything in the block is saved together, or nothing is."""
        with explained():
            self._look()
            try:
                with Session(self._writer, expire_on_commit=False) as session, session.begin():
                    yield session
            except StaleDataError:
                raise Refused(
                    "Somebody else changed this record a moment ago.",
                    meaning="Your change was not saved over theirs.",
                    remedy="Look at the new state, then make your change again.",
                ) from None
            finally:
                self._forgive_own()

    def changed_elsewhere(self) -> bool:
        """Whether another process has saved something since this was last asked.

        The first question starts the watch. What this store saves itself does not count.
        """
        if self._watch is None:
            # A connection of its own: SQLite counts changes for each connection apart.
            self._watch = self.engine.raw_connection()
            self._watch.detach()
            self._seen = self._data_version()
        self._look()
        answer, self._elsewhere = self._elsewhere, False
        return answer

    def _look(self) -> None:
        if self._watch is not None:
            version = self._data_version()
            self._elsewhere = self._elsewhere or version != self._seen
            self._seen = version

    def _forgive_own(self) -> None:
        if self._watch is not None:
            self._seen = self._data_version()

    def _data_version(self) -> int:
        cursor = given(self._watch).cursor()
        cursor.execute("PRAGMA data_version")
        row = cursor.fetchone()
        cursor.close()
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Let go of the file; the last connection folds the write-ahead log into it."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self.engine.dispose()


def get_ready() -> None:
    """Do now what the first statement of the process would do: 0.15 s that nobody waits for while
    a passphrase is being typed."""
    configure_mappers()
    shared_dialect()


def open_store(path: Path, key: bytes, *, create: bool = False) -> Store:
    """Open (or with `create` make) the encrypted database at `path` with a 32-byte key."""
    return Store(open_engine(path, key, create=create), path)
