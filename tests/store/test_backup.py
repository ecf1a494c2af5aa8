"""Backups count only when they were proven."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import Cancelled, DatabaseDamaged, VaultBusy, VaultError
from lead_desktop.domain.trust.audit import PROGRAM
from lead_desktop.store import audit
from lead_desktop.store.backup import copy_database, prepare_swap, prove
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


def test_a_file_in_use_is_not_swapped(store: Store) -> None:
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
