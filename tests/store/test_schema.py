"""The schema: revisions, the equality of upgraded and described tables, specimens, refusals."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from lead_desktop.base.errors import (
    DatabaseDamaged,
    NewerSchema,
    NotEncrypted,
    VaultMissing,
)
from lead_desktop.store.engine import connect
from lead_desktop.store.schema import HEAD, MIGRATIONS, REVISIONS, migrate, needs_migration
from lead_desktop.store.store import Store, open_store
from lead_desktop.store.tables import Base
from tests.conftest import KEY


def test_the_revisions_named_are_the_scripts_there() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS)).walk_revisions()
    assert tuple(reversed([script.revision for script in scripts])) == REVISIONS


def test_a_migrated_vault_has_the_tables_that_the_code_describes(store: Store) -> None:
    with store.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    search = [change for change in differences if "note_search" not in str(change)]
    assert search == []


def test_a_current_file_needs_nothing(empty_database: Path) -> None:
    assert not needs_migration(empty_database, KEY)


def test_a_newer_file_is_refused(empty_database: Path, tmp_path: Path) -> None:
    path = tmp_path / "caseload.db"
    shutil.copyfile(empty_database, path)
    with contextlib.closing(connect(path, KEY)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerSchema):
        needs_migration(path, KEY)


def test_a_wrong_key_is_one_plain_sentence(empty_database: Path) -> None:
    with pytest.raises(DatabaseDamaged) as caught:
        open_store(empty_database, bytes(32))
    assert "vault restore" in str(caught.value)


def test_a_plain_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "caseload.db"
    path.write_bytes(b"SQLite format 3\x00" + bytes(4096))
    with pytest.raises(NotEncrypted):
        open_store(path, KEY)


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "caseload.db"
    with pytest.raises(VaultMissing):
        open_store(path, KEY)
    assert not path.exists()


def test_a_key_of_another_length_is_a_programming_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(tmp_path / "caseload.db", b"short", create=True)


def test_a_failed_migration_leaves_nothing_half_made(
    empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, broken)
    last = next((broken / "versions").glob(f"{HEAD}_*.py"))
    last.write_text(last.read_text() + "\n    raise RuntimeError('in the middle')\n")
    monkeypatch.setattr("lead_desktop.store.schema.MIGRATIONS", broken)
    path = tmp_path / "caseload.db"
    with pytest.raises(RuntimeError, match="in the middle"):
        migrate(path, KEY, create=True)
    with contextlib.closing(connect(path, KEY)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
