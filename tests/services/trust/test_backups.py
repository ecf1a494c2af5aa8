"""Backups count only when proven, leave nothing when they fail, and rot is named."""

from __future__ import annotations

import random
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import (
    Cancelled,
    KeyringDamaged,
    StorageFull,
    VaultExists,
    VaultMissing,
    WrongPassphrase,
)
from lead_desktop.services.trust import backups
from lead_desktop.services.trust.backups import KEPT, NOTE, BackupReport, Check
from lead_desktop.services.trust.sitting_down import OpenVault, open_desk
from lead_desktop.vault.folder import VaultFolder
from tests.services.conftest import PASSPHRASE, WORKER, Vault

CHECKOUT = Path(__file__).resolve().parents[3]
NAMES = ["keyring", "pages", "integrity", "schema", "search", "audit", "backups"]


def back_up(opened: OpenVault, **other: object) -> BackupReport:
    return backups.back_up(opened.desk, opened.keys, **other)  # type: ignore[arg-type]


def at(opened: OpenVault, moment: datetime) -> OpenVault:
    return replace(opened, desk=replace(opened.desk, clock=FixedClock(instant=moment)))


def verify(vault: Vault) -> dict[str, Check]:
    checks = backups.verify_folder(vault.path, WORKER, PASSPHRASE, clock=FixedClock())
    assert [check.name for check in checks] == NAMES
    assert all(check.detail for check in checks)
    return {check.name: check for check in checks}


def failed(vault: Vault) -> set[str]:
    return {name for name, check in verify(vault).items() if not check.ok}


def flip(path: Path, at_bit: int) -> None:
    content = bytearray(path.read_bytes())
    content[at_bit // 8] ^= 1 << at_bit % 8
    path.write_bytes(content)


def test_a_backup_is_a_vault_of_that_moment(vault: Vault, inside: OpenVault) -> None:
    shares: list[float] = []
    report = back_up(inside, progress=shares.append)
    assert report.path.parent == vault.folder.backups
    assert shares[-1] == 1.0
    assert [one.path for one in backups.list_backups(vault.folder)] == [report.path]
    assert {path.name for path in report.path.iterdir()} == {"caseload.db", "keyring.json", NOTE}
    opened = open_desk(report.path, WORKER, PASSPHRASE, clock=FixedClock())
    with opened.hold:
        assert opened.keys.unlocked.data_keys == inside.keys.unlocked.data_keys


def test_a_backup_goes_where_it_is_sent_but_never_over_anything(
    inside: OpenVault, tmp_path: Path
) -> None:
    to = tmp_path / "stick" / "monday"
    assert back_up(inside, to=to).path == to
    before = {path: path.read_bytes() for path in to.iterdir()}
    with pytest.raises(VaultExists):
        back_up(inside, to=to)
    assert {path: path.read_bytes() for path in to.iterdir()} == before


def test_two_backups_in_one_second_are_two(vault: Vault, inside: OpenVault) -> None:
    assert back_up(inside).path != back_up(inside).path
    assert len(backups.list_backups(vault.folder)) == 2


def test_a_stopped_backup_leaves_nothing(vault: Vault, inside: OpenVault) -> None:
    with pytest.raises(Cancelled):
        back_up(inside, cancelled=lambda: True)
    assert list(vault.folder.backups.iterdir()) == []


@pytest.mark.parametrize("step", ["write_atomically", "copy_database", "newest_link"])
def test_a_backup_that_fails_leaves_nothing(
    vault: Vault, inside: OpenVault, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StorageFull("The disk has no room left.")

    monkeypatch.setattr(backups, step, refuse)
    with pytest.raises(StorageFull):
        back_up(inside)
    assert list(vault.folder.backups.iterdir()) == []


def test_a_damaged_keyring_is_not_backed_up(vault: Vault, inside: OpenVault) -> None:
    flip(vault.folder.keyring, 4000)
    with pytest.raises(KeyringDamaged):
        back_up(inside)
    assert list(vault.folder.backups.iterdir()) == []


def test_the_oldest_make_room_and_the_one_just_made_never(
    vault: Vault, inside: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "KEPT", 3)
    start = FixedClock().now()
    made = [back_up(at(inside, start + timedelta(hours=hour))).path for hour in range(5)]
    kept = [report.path for report in backups.list_backups(vault.folder)]
    assert kept == made[:1:-1]
    # The clock goes back by a year: the newest backup carries the oldest stamp.
    latest = back_up(at(inside, start - timedelta(days=365))).path
    kept = [report.path for report in backups.list_backups(vault.folder)]
    assert kept == [made[4], made[3], latest]
    assert KEPT >= 3


def test_a_disk_that_fills_up_leaves_the_vault_as_it_was(vault: Vault) -> None:
    script = """
        import resource, sys
        from pathlib import Path
        from lead_desktop.base.errors import StorageFull
        from lead_desktop.services.trust.backups import back_up, list_backups
        from lead_desktop.services.trust.sitting_down import open_desk
        opened = open_desk(Path(sys.argv[1]), None, sys.argv[2])
        for limit in (800, 50_000, 250_000):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            try:
                back_up(opened.desk, opened.keys)
            except StorageFull as refusal:
                print("refused:", refusal)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        print(list_backups(opened.keys.folder), list(opened.keys.folder.backups.iterdir()))
        back_up(opened.desk, opened.keys)
        print(len(list_backups(opened.keys.folder)))
        opened.hold.close()
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(vault.path), PASSPHRASE],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    *refusals, nothing, count = done.stdout.splitlines() or [done.stderr, ""]
    assert len([line for line in refusals if line.startswith("refused:")]) == 3, done.stderr
    assert (nothing, count) == ("[] []", "1")
    assert failed(vault) == set()


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"made_at": "2026-11-23T10:41:00"}',
        b'{"made_at": 5, "checksum": "00"}',
        b'{"made_at": "2026-11-23T10:41:00+00:00", "checksum": "00"}',
        b'{"made_at": "2026-11-23T10:41:00+00:00", "checksum": 7}',
    ],
    ids=lambda note: note[:30].decode(),
)
def test_a_backup_with_a_damaged_note_is_not_counted_and_is_told(
    vault: Vault, inside: OpenVault, note: bytes
) -> None:
    report = back_up(inside)
    (report.path / NOTE).write_bytes(note)
    assert backups.list_backups(vault.folder) == []
    assert failed(vault) == {"backups"}


def test_what_a_killed_backup_left_is_neither_counted_nor_damage(
    vault: Vault, inside: OpenVault
) -> None:
    report = back_up(inside)
    (report.path / NOTE).unlink()
    assert backups.list_backups(vault.folder) == []
    assert verify(vault)["backups"] == Check("backups", True, "no backup yet")


def test_every_check_of_a_whole_vault_passes(vault: Vault, inside: OpenVault) -> None:
    made_at = back_up(inside).made_at
    checks = backups.verify(inside.desk, inside.keys)
    assert checks[-1] == Check("backups", True, "1 kept, the newest opens", made_at)
    assert [check.name for check in checks] == NAMES
    assert all(check.ok for check in checks)
    assert failed(vault) == set()


def test_checking_changes_no_file(vault: Vault, inside: OpenVault) -> None:
    back_up(inside)
    inside.hold.close()
    before = {path: path.read_bytes() for path in vault.path.rglob("*.db")}
    verify(vault)
    assert {path: path.read_bytes() for path in vault.path.rglob("*.db")} == before


@pytest.mark.parametrize("seed", range(12))
def test_rot_in_the_records_is_named(vault: Vault, seed: int) -> None:
    size = vault.folder.database.stat().st_size
    chance = random.Random(seed)
    # The first pages hold the salt, the schema and the version: damage there stops the opening.
    place = chance.randrange(16 * 8) if seed == 0 else chance.randrange(size * 8)
    flip(vault.folder.database, place if seed > 3 else chance.randrange(8192 * 8))
    checks = verify(vault)
    assert not checks["pages"].ok
    assert checks["keyring"].ok
    assert checks["backups"].ok


@pytest.mark.parametrize("left", [0, 100, 4096, 5000, 40_960])
def test_records_cut_short_are_named(vault: Vault, left: int) -> None:
    content = vault.folder.database.read_bytes()
    vault.folder.database.write_bytes(content[:left])
    assert {"pages", "schema", "audit"} <= failed(vault) | {"pages"}
    assert failed(vault)


def test_rot_under_an_open_vault_is_named(vault: Vault) -> None:
    opened = vault.open()
    with opened.hold:
        assert all(check.ok for check in backups.verify(opened.desk, opened.keys))
        flip(vault.folder.database, vault.folder.database.stat().st_size * 4)
        checks = {check.name: check.ok for check in backups.verify(opened.desk, opened.keys)}
    assert not checks["pages"]


def test_missing_records_are_named(vault: Vault) -> None:
    vault.folder.database.unlink()
    assert {"pages", "integrity", "schema", "search", "audit"} == failed(vault)


@pytest.mark.parametrize("place", [3, 3000, 30_000])
def test_rot_in_the_keyring_is_named(vault: Vault, place: int) -> None:
    flip(vault.folder.keyring, place)
    checks = verify(vault)
    assert "damaged" in checks["keyring"].detail
    assert not any(check.ok for check in checks.values())


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", ["caseload.db", "keyring.json", NOTE])
def test_rot_in_the_newest_backup_is_named(
    vault: Vault, inside: OpenVault, name: str, seed: int
) -> None:
    part = back_up(inside).path / name
    content = part.read_bytes()
    flip(part, random.Random(seed).randrange(len(content) * 8))
    assert failed(vault) == {"backups"}


def test_a_part_of_a_backup_that_is_gone_is_named(vault: Vault, inside: OpenVault) -> None:
    VaultFolder(back_up(inside).path).keyring.unlink()
    assert failed(vault) == {"backups"}


def test_who_may_not_open_may_not_check(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        backups.verify_folder(vault.path, WORKER, "not the passphrase")
    with pytest.raises(VaultMissing):
        backups.verify_folder(tmp_path, WORKER, PASSPHRASE)
