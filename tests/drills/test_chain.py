"""chain: rows of the audit are edited, removed, put in another order with the raw key. The check of
the vault names the first broken link, whatever was done and wherever.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from lead_desktop.app import open_vault, restore_backup, verify_folder
from lead_desktop.base.clock import FixedClock
from lead_desktop.domain.codes import Role
from lead_desktop.services.trust.backups import verify
from lead_desktop.services.trust.sitting_down import OpenVault, open_desk
from lead_desktop.services.trust.vaults import create_vault
from lead_desktop.store.engine import connect
from lead_desktop.vault.derivation import FAST

PASSPHRASE, WORKER = "seven calm herons wade upriver", "Tomas Sampleton"
ROUNDS = [pytest.param(8, id="short"), pytest.param(400, id="long", marks=pytest.mark.drill)]
ENTRIES = 24
Tamper = Callable[[sqlite3.Connection, random.Random], int]
"""Does something to the audit; returns the first entry that cannot be right any more."""


def edit(connection: sqlite3.Connection, moments: random.Random) -> int:
    seq = moments.randrange(1, ENTRIES + 1)
    column = moments.choice(("at", "worker", "action", "subject", "detail"))
    held = connection.execute(f"SELECT {column} FROM audit WHERE seq = ?", (seq,)).fetchone()[0]
    other = str(held).replace("2026", "2025", 1) if column == "at" else f"{held or ''}1"
    if column == "detail":
        other = '{"number": -1}'
    connection.execute(f"UPDATE audit SET {column} = ? WHERE seq = ?", (other, seq))
    return seq


def remove(connection: sqlite3.Connection, moments: random.Random) -> int:
    seq = moments.randrange(1, ENTRIES)  # one from the end leaves no gap: the next test
    connection.execute("DELETE FROM audit WHERE seq = ?", (seq,))
    return seq + 1


def swap(connection: sqlite3.Connection, moments: random.Random) -> int:
    first, second = sorted(moments.sample(range(1, ENTRIES + 1), 2))
    for before, after in ((first, -1), (second, first), (-1, second)):
        connection.execute("UPDATE audit SET seq = ? WHERE seq = ?", (after, before))
    return first


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault whose audit has ENTRIES entries."""
    folder, clock = tmp_path / "vault", FixedClock()
    create_vault(
        folder, worker=WORKER, role=Role.SUPERVISOR, passphrase=PASSPHRASE, cost=FAST, clock=clock
    )
    opened = open_desk(folder, WORKER, PASSPHRASE, clock=clock)
    with opened.hold:
        for number in range(ENTRIES):
            with opened.desk.store.write() as session:
                opened.desk.record(session, "drill.act", detail={"number": number})
    return folder


def unguarded(vault: Path, key: bytes) -> sqlite3.Connection:
    """The database as somebody with the raw key has it, without what protects the audit."""
    raw = connect(vault / "caseload.db", key)
    guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
    for (name,) in raw.execute(guards).fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    return raw


def broken(opened: OpenVault) -> str:
    """What the check of the vault says about the audit; "" when it says that all is well."""
    (check,) = [one for one in verify(opened.desk, opened.keys) if one.name == "audit"]
    return "" if check.ok else check.detail


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("tamper", [edit, remove, swap], ids=lambda act: act.__name__)
def test_the_first_broken_link_is_named(vault: Path, tamper: Tamper, rounds: int) -> None:
    moments = random.Random(rounds)
    opened = open_desk(vault, WORKER, PASSPHRASE, clock=FixedClock())
    with opened.hold:
        assert broken(opened) == ""
        with closing(unguarded(vault, opened.keys.unlocked.data_keys[0])) as raw:
            raw.execute("CREATE TEMP TABLE kept AS SELECT * FROM audit")
            for _ in range(rounds):
                first = tamper(raw, moments)
                assert broken(opened) == f"the chain is broken at entry {first}"
                raw.execute("DELETE FROM audit")
                raw.execute("INSERT INTO audit SELECT * FROM kept")
        assert broken(opened) == ""


def test_entries_cut_off_the_end_are_missed_by_the_backups(vault: Path, tmp_path: Path) -> None:
    """The shorter chain is whole, so that by itself it looked as if nothing had been done."""
    with open_vault(vault, WORKER, PASSPHRASE, clock=FixedClock()) as application:
        early = application.back_up()
        application.back_up()
    opened = open_desk(vault, WORKER, PASSPHRASE, clock=FixedClock())
    with opened.hold:
        assert broken(opened) == ""
        with closing(unguarded(vault, opened.keys.unlocked.data_keys[0])) as raw:
            raw.execute("DELETE FROM audit WHERE seq > ?", (ENTRIES,))
        assert "entries are gone" in broken(opened)
    checks = verify_folder(vault, WORKER, PASSPHRASE, clock=FixedClock())
    assert [check.name for check in checks if not check.ok] == ["audit"]
    # Putting an older backup in place takes entries away by right, and says so in the audit.
    restore_backup(early.path, vault, worker=WORKER, passphrase=PASSPHRASE, clock=FixedClock())
    checks = verify_folder(vault, WORKER, PASSPHRASE, clock=FixedClock())
    assert [check for check in checks if not check.ok] == []
