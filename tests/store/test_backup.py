"""Backups count only when they were proven."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from sqlalchemy import text

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import (
    BackupUnproven,
    Cancelled,
    DatabaseDamaged,
    VaultBusy,
    VaultError,
)
from lead_desktop.domain.trust.audit import PROGRAM
from lead_desktop.store import audit
from lead_desktop.store.backup import (
    check_pages,
    copy_database,
    count_rows,
    newest_link,
    prepare_swap,
    prove,
)
from lead_desktop.store.engine import connect
from lead_desktop.store.store import Store, open_store
from lead_desktop.store.verify import check_store
from tests.conftest import KEY


def test_rows_still_in_the_log_are_in_the_copy(
    store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    with store.write() as session:
        audit.append(session, PROGRAM, "test.act", clock.now())
    target = tmp_path / "copy.db"
    shares: list[float] = []
    copy_database(store.path, KEY, target, progress=shares.append)
    copy = open_store(target, KEY)
    with copy.read() as connection:
        assert [entry.action for entry in audit.list_entries(connection)] == ["test.act"]
    copy.close()
    assert shares[-1] == 1.0


def test_a_stopped_copy_leaves_no_file(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    with pytest.raises(Cancelled):
        copy_database(store.path, KEY, target, cancelled=lambda: True)
    assert list(tmp_path.glob("copy.db*")) == []


def test_an_altered_page_is_found(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    copy_database(store.path, KEY, target)
    content = bytearray(target.read_bytes())
    content[len(content) // 2] ^= 0x01
    target.write_bytes(content)
    with pytest.raises(VaultError):
        prove(target, KEY)


@pytest.fixture
def copied(store: Store, clock: FixedClock, tmp_path: Path) -> Path:
    """A proven copy of a vault with one entry in its audit."""
    with store.write() as session:
        audit.append(session, PROGRAM, "test.act", clock.now())
    target = tmp_path / "copy.db"
    copy_database(store.path, KEY, target)
    return target


def rows_of(path: Path) -> dict[str, int]:
    with contextlib.closing(connect(path, KEY, as_is=True)) as connection:
        return count_rows(connection)


@pytest.mark.parametrize(
    "live",
    [
        {"contact": 1},
        {"audit": 0},
        {"a table that the copy has not": 0},
    ],
    ids=["a row is missing", "the copy has more of the audit", "a table is missing"],
)
def test_a_copy_that_holds_something_else_than_the_vault_is_no_backup(
    copied: Path, live: dict[str, int]
) -> None:
    with pytest.raises(BackupUnproven):
        prove(copied, KEY, rows_of(copied) | live)


@pytest.mark.parametrize(
    "live",
    [{}, {"draft": 3}, {"audit": 2, "contact": 1}],
    ids=["the same", "somebody typed meanwhile", "somebody saved meanwhile"],
)
def test_a_copy_of_the_vault_as_it_was_a_moment_ago_is_proven(
    copied: Path, live: dict[str, int]
) -> None:
    prove(copied, KEY, rows_of(copied) | live)


def test_a_row_without_what_it_belongs_to_is_found(store: Store) -> None:
    with store.write() as session:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        orphan = "INSERT INTO attachment_content (attachment_id, content) VALUES ('gone', x'00')"
        session.execute(text(orphan))
        checks = check_pages(session.connection().connection.driver_connection)
        session.execute(text("DELETE FROM attachment_content"))
    assert [(check.name, check.ok) for check in checks] == [("pages", True), ("integrity", False)]


def test_a_vault_that_does_not_pass_its_check_gives_no_backup(store: Store, tmp_path: Path) -> None:
    """The copy is read again before it counts: one that is damaged like its source does not."""
    with contextlib.closing(connect(store.path, KEY, as_is=True)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(
            "INSERT INTO attachment_content (attachment_id, content) VALUES ('gone', x'00')"
        )
        connection.commit()
    target = tmp_path / "copy.db"
    with pytest.raises(BackupUnproven):
        copy_database(store.path, KEY, target)
    assert list(tmp_path.glob("copy.db*")) == []


def test_a_copy_is_one_file_that_is_proven_by_itself(copied: Path) -> None:
    prove(copied, KEY)
    with contextlib.closing(connect(copied, KEY, as_is=True)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert [one.name for one in copied.parent.glob("copy.db*")] == ["copy.db"]


def test_a_copy_under_no_key_or_another_one_leaves_no_file(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    with pytest.raises(ValueError, match="32 bytes"):
        copy_database(store.path, KEY[1:], target)
    with pytest.raises(VaultError):
        copy_database(store.path, bytes(32), target)
    assert list(tmp_path.glob("copy.db*")) == []


def test_the_newest_link_of_a_copy_is_the_head_of_its_audit(store: Store, copied: Path) -> None:
    with store.read() as connection:
        assert newest_link(copied, KEY) == audit.head(connection)


def test_a_file_that_nobody_uses_is_left_as_one_file_and_a_missing_one_alone(copied: Path) -> None:
    opened = open_store(copied, KEY)
    with opened.write() as session:
        audit.append(session, PROGRAM, "test.act", FixedClock().now())
    opened.close()
    prepare_swap(copied, KEY)
    assert [one.name for one in copied.parent.glob("copy.db*")] == ["copy.db"]
    missing = copied.with_name("missing.db")
    prepare_swap(missing, KEY)
    assert not missing.exists()


def test_a_file_in_use_is_not_swapped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lead_desktop.store.engine.BUSY_MS", 100)  # instead of five seconds
    with store.write() as session:
        session.execute(text("UPDATE setting SET key = key"))
        with pytest.raises((VaultBusy, DatabaseDamaged)):
            prepare_swap(store.path, KEY)


def test_a_whole_vault_passes_every_check(store: Store) -> None:
    checks = check_store(store)
    assert {check.name for check in checks} == {
        "pages",
        "integrity",
        "schema",
        "search",
        "audit",
    }
    assert all(check.ok for check in checks)


def test_a_search_index_out_of_step_is_named(store: Store, clock: FixedClock) -> None:
    with store.write() as session:
        session.execute(
            text("INSERT INTO note_search (rowid, body, scope) VALUES (7, 'ghost', 'p1')")
        )
    failed = [check for check in check_store(store) if not check.ok]
    assert [check.name for check in failed] == ["search"]
