"""The version of the schema: making it, checking it, bringing an older vault up to it.

Opening a vault that is already up to date never imports Alembic: that costs up to 0.4 s, and
one SELECT tells the same.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from sqlalchemy import StaticPool, create_engine, event, text

from lead_desktop.base.errors import DatabaseDamaged, NewerSchema, VaultError
from lead_desktop.store.engine import DatabaseError, connect, explain, explained, sqlcipher

REVISIONS = tuple(f"{number:04}" for number in range(1, 21))
"""Every revision, oldest first; a test keeps them equal to the scripts."""

HEAD = REVISIONS[-1]
RELEASED = "0020"
"""The newest revision that a vault outside this house may carry; it and those before it are never
edited, and it keeps a specimen. Later ones may still change."""
MIGRATIONS = Path(__file__).parent / "migrations"


def schema_revision(connection: sqlite3.Connection) -> str | None:
    """The revision that the open file carries; None for a file without tables."""
    named = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    ).fetchone()
    if not named:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def needs_migration(path: Path, key: bytes) -> bool:
    """Whether the file is older than this program. Raises NewerSchema when it is newer."""
    with contextlib.closing(connect(path, key, as_is=True)) as connection:
        try:
            revision = schema_revision(connection)
        except DatabaseError as error:
            raise explain(error) from None
    if revision is None:
        raise DatabaseDamaged(
            "caseload.db opens with this key but holds none of this program's tables.",
            remedy="Restore the newest proven backup with “lead-desktop vault restore”.",
        )
    if revision not in REVISIONS:
        raise NewerSchema(
            "This vault was written by a newer version of the program.",
            meaning="It was not opened, so that nothing in it is lost.",
            remedy="Install the newer version on this computer.",
        )
    return revision != HEAD


def migrate(path: Path, key: bytes, *, create: bool = False) -> None:
    """Bring the file up to `HEAD` in one transaction; a failure leaves the old state untouched.

    Runs on a connection of its own: altering a table rebuilds it, and with foreign keys enforced
    SQLite would delete the child rows on the way. They are checked before the commit instead.
    """
    from alembic import command  # late: see the module's first lines
    from alembic.config import Config

    raw = connect(path, key, create=create)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("PRAGMA legacy_alter_table = ON")
    engine = create_engine("sqlite://", module=sqlcipher, creator=lambda: raw, poolclass=StaticPool)
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        with explained(), engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if connection.execute(text("PRAGMA foreign_key_check")).first():
                raise VaultError(
                    "Updating the vault would have left records without their parents.",
                    meaning="The update was undone; the vault is as it was.",
                )
    finally:
        engine.dispose()
