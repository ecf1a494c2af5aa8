"""Restoring: proven before anything is touched, what stood there kept, the act audited."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import (
    BackupUnproven,
    KeyringDamaged,
    NewerSchema,
    Refused,
    StorageFull,
    VaultBusy,
    VaultError,
    VaultExists,
    VaultMissing,
    WrongPassphrase,
)
from lead_desktop.domain.codes import Role
from lead_desktop.services.trust import backups, workers
from lead_desktop.services.trust.restoring import restore_backup
from lead_desktop.services.trust.sitting_down import OpenVault
from lead_desktop.services.trust.workers import NewWorker
from lead_desktop.store.engine import connect
from lead_desktop.vault.derivation import FAST
from lead_desktop.vault.folder import VaultFolder
from tests.services.conftest import PASSPHRASE, WORKER, Vault

CHECKOUT = Path(__file__).resolve().parents[3]
NEW_PASSPHRASE = "velvet engine cloudy harbor"
Acts = Callable[[OpenVault], list[str]]


@dataclass(frozen=True)
class Backed:
    """A closed vault and a backup of it outside its folder."""

    vault: Vault
    backup: Path
    key: bytes


@pytest.fixture
def backed(vault: Vault, tmp_path: Path) -> Backed:
    opened = vault.open()
    with opened.hold:
        other = NewWorker("Dre Fable", Role.PEER, "copper lantern nine rivers")
        workers.add_worker(opened.desk, opened.keys, other, FAST)
        report = backups.back_up(opened.desk, opened.keys, tmp_path / "backup")
    return Backed(vault, report.path, opened.keys.unlocked.data_keys[0])


def restore(backed: Backed, to: Path | None = None, **other: object) -> Vault:
    facts = {"worker": WORKER, "passphrase": PASSPHRASE, "clock": FixedClock(), **other}
    place = to or backed.vault.path
    restore_backup(backed.backup, place, **facts)  # type: ignore[arg-type]
    return Vault(place, backed.vault.sheet)


def content(folder: Path) -> dict[str, bytes]:
    names = ("caseload.db", "keyring.json")
    return {name: (folder / name).read_bytes() for name in names if (folder / name).exists()}


def set_aside(vault: Vault) -> list[Path]:
    return sorted(vault.folder.backups.glob("*-set-aside*"))


@pytest.mark.parametrize("there", [False, True])
def test_a_backup_is_restored_where_there_is_nothing(
    backed: Backed, tmp_path: Path, acts: Acts, there: bool
) -> None:
    place = tmp_path / "fresh"
    if there:
        place.mkdir()
    before = content(backed.backup)
    restored = restore(backed, place)
    opened = restored.open()
    with opened.hold:
        assert "vault.restore" in acts(opened)
        assert all(check.ok for check in backups.verify(opened.desk, opened.keys))
    assert set_aside(restored) == []
    assert place.stat().st_mode & 0o777 == 0o700
    assert content(backed.backup) == before


def test_what_stood_there_is_kept_aside_and_still_opens(backed: Backed, acts: Acts) -> None:
    opened = backed.vault.open()
    with opened.hold, opened.desk.store.write() as session:
        opened.desk.record(session, "later.work")
    restored = restore(backed)
    opened = restored.open()
    with opened.hold:
        assert "later.work" not in acts(opened)
    (aside,) = set_aside(restored)
    kept = Vault(aside, "").open()
    with kept.hold:
        assert "later.work" in acts(kept)
    leftovers = {path.name for path in restored.path.iterdir()}
    assert not {name for name in leftovers if "restoring" in name or "-wal" in name}


def test_a_backup_opens_with_the_keyring_of_its_moment(backed: Backed) -> None:
    opened = backed.vault.open()
    with opened.hold:
        workers.change_passphrase(opened.desk, opened.keys, PASSPHRASE, NEW_PASSPHRASE, FAST)
    with pytest.raises(WrongPassphrase):
        restore(backed, passphrase=NEW_PASSPHRASE)
    restored = restore(backed)
    restored.open(WORKER, PASSPHRASE).hold.close()
    restored.open("Dre Fable", "copper lantern nine rivers").hold.close()


@pytest.mark.parametrize("damage", ["flip", "cut", "gone", "keyring", "rubbish", "log"])
def test_a_damaged_vault_is_replaced_and_kept_as_it_was(backed: Backed, damage: str) -> None:
    folder = backed.vault.folder
    whole = folder.database.read_bytes()
    if damage == "flip":
        folder.database.write_bytes(whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:])
    elif damage == "cut":
        folder.database.write_bytes(whole[:10_000])
    elif damage == "gone":
        folder.database.unlink()
    elif damage == "keyring":
        folder.keyring.write_bytes(b"{}")
    elif damage == "rubbish":
        folder.database.write_bytes(b"x" * 8192)
    else:
        folder.database.write_bytes(b"x" * 8192)
        (folder.path / "caseload.db-wal").write_bytes(b"committed rows")
    restored = restore(backed)
    opened = restored.open()
    with opened.hold:
        assert all(check.ok for check in backups.verify(opened.desk, opened.keys))
    (aside,) = set_aside(restored)
    if damage == "rubbish":
        assert content(aside)["caseload.db"] == b"x" * 8192
    if damage == "log":
        assert (aside / "caseload.db-wal").read_bytes() == b"committed rows"


def test_a_log_that_lies_beside_damaged_records_never_runs_into_the_restored_ones(
    backed: Backed, acts: Acts
) -> None:
    folder = backed.vault.folder
    log = folder.path / "caseload.db-wal"
    opened = backed.vault.open()
    with opened.hold:
        with opened.desk.store.write() as session:
            opened.desk.record(session, "later.work")
        written = log.read_bytes()
    assert written
    folder.database.write_bytes(b"x" * 8192)
    log.write_bytes(written)
    restored = restore(backed)
    (aside,) = set_aside(restored)
    assert (aside / log.name).read_bytes() == written
    opened = restored.open()
    with opened.hold:
        assert "later.work" not in acts(opened)
        assert all(check.ok for check in backups.verify(opened.desk, opened.keys))


def test_what_stood_there_is_kept_aside_where_files_cannot_be_linked(
    backed: Backed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory sticks and shares have no hard links."""

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    before = content(backed.vault.path)
    (aside,) = set_aside(restore(backed))
    assert content(aside)["keyring.json"] == before["keyring.json"]
    Vault(aside, "").open().hold.close()


def test_only_an_administrator_restores(backed: Backed) -> None:
    before = content(backed.vault.path)
    with pytest.raises(Refused, match="administrator"):
        restore(backed, worker="Dre Fable", passphrase="copper lantern nine rivers")
    assert content(backed.vault.path) == before


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (lambda place: shutil.rmtree(place.path), VaultMissing),
        (lambda place: place.database.unlink(), VaultMissing),
        (lambda place: place.keyring.write_bytes(b"{"), KeyringDamaged),
        (lambda place: place.database.write_bytes(b"x" * 4096), BackupUnproven),
        (lambda place: cut(place.database, 100), BackupUnproven),
        (lambda place: cut(place.database, 9000), BackupUnproven),
    ],
)
def test_a_damaged_backup_is_refused_and_nothing_touched(
    backed: Backed, spoil: Callable[[VaultFolder], None], refusal: type[VaultError]
) -> None:
    before = content(backed.vault.path)
    spoil(VaultFolder(backed.backup))
    with pytest.raises(refusal):
        restore(backed)
    assert content(backed.vault.path) == before
    assert set_aside(backed.vault) == []


def cut(path: Path, left: int) -> None:
    path.write_bytes(path.read_bytes()[:left])


def test_a_newer_backup_is_refused_before_anything_is_touched(backed: Backed) -> None:
    with contextlib.closing(connect(backed.backup / "caseload.db", backed.key)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = content(backed.vault.path)
    with pytest.raises(NewerSchema):
        restore(backed)
    assert content(backed.vault.path) == before


def test_a_wrong_passphrase_changes_nothing(backed: Backed) -> None:
    before = content(backed.vault.path)
    with pytest.raises(WrongPassphrase):
        restore(backed, passphrase="not the passphrase")
    assert content(backed.vault.path) == before


def test_other_files_and_other_vaults_are_left_alone(backed: Backed, tmp_path: Path) -> None:
    from tests.services.trust.test_vaults import create

    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "letter.txt").write_text("mine")
    with pytest.raises(VaultExists, match="other files"):
        restore(backed, letters)
    with pytest.raises(VaultExists, match="other files"):
        restore(backed, letters / "letter.txt")
    create(tmp_path / "another")
    before = content(tmp_path / "another")
    with pytest.raises(VaultExists, match="Another vault"):
        restore(backed, tmp_path / "another")
    assert content(tmp_path / "another") == before
    with pytest.raises(VaultExists, match="backup itself"):
        restore(backed, backed.backup)


def test_nothing_is_restored_under_an_open_vault(backed: Backed) -> None:
    opened = backed.vault.open()
    with opened.hold:
        with pytest.raises(VaultBusy):
            restore(backed)
        with opened.desk.store.write() as session:
            opened.desk.record(session, "still.here")
    assert set_aside(backed.vault) == []


def test_wrong_tries_at_the_vault_do_not_stop_its_restoring(backed: Backed) -> None:
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            backed.vault.open(passphrase="not the passphrase")
    restored = restore(backed)
    restored.open().hold.close()
    assert len(set_aside(restored)) == 1


@pytest.mark.parametrize("step", ["copy_database", "write_atomically", "_keep"])
def test_a_restore_that_fails_leaves_the_vault_as_it_was(
    backed: Backed, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StorageFull("x") if step != "_keep" else OSError(28, "No space left on device")

    backed.vault.open().hold.close()
    before = content(backed.vault.path)
    monkeypatch.setattr(f"lead_desktop.services.trust.restoring.{step}", refuse)
    with pytest.raises(StorageFull):
        restore(backed)
    assert backed.vault.folder.keyring.read_bytes() == before["keyring.json"]
    assert set_aside(backed.vault) == []
    assert list(backed.vault.path.glob("*restoring*")) == []
    checks = backups.verify_folder(backed.vault.path, WORKER, PASSPHRASE, clock=FixedClock())
    assert all(check.ok for check in checks)


def test_a_disk_that_fills_up_leaves_the_vault_as_it_was(backed: Backed) -> None:
    script = """
        import resource, sys
        from pathlib import Path
        from lead_desktop.base.errors import StorageFull
        from lead_desktop.services.trust.restoring import restore_backup
        for limit in (800, 100_000):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            try:
                restore_backup(Path(sys.argv[1]), Path(sys.argv[2]), worker=sys.argv[3],
                               passphrase=sys.argv[4])
            except StorageFull as refusal:
                print("refused:", refusal)
    """
    before = content(backed.vault.path)
    arguments = [backed.backup, backed.vault.path, WORKER, PASSPHRASE]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.count("refused:") == 2, done.stderr
    assert content(backed.vault.path) == before
    backed.vault.open().hold.close()


def test_a_restore_killed_at_any_moment_leaves_a_vault_that_opens(backed: Backed) -> None:
    script = """
        import os, random, signal, sys, time
        from pathlib import Path
        from lead_desktop.base.clock import FixedClock
        from lead_desktop.services.trust.backups import verify_folder
        from lead_desktop.services.trust.restoring import restore_backup
        backup, path, worker, passphrase = Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]

        def restore():
            restore_backup(backup, path, worker=worker, passphrase=passphrase, clock=FixedClock())

        def whole():
            checks = verify_folder(path, worker, passphrase, clock=FixedClock())
            return all(check.ok for check in checks)

        started = time.monotonic()
        restore()
        took, chance = time.monotonic() - started, random.Random(11)
        for _ in range(12):
            child = os.fork()
            if not child:
                restore()
                os._exit(0)
            time.sleep(chance.uniform(0, took))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            print("whole" if whole() else "broken")
        restore()
        print("restored" if whole() else "broken")
    """
    arguments = [backed.backup, backed.vault.path, WORKER, PASSPHRASE]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.stdout.split() == ["whole"] * 12 + ["restored"], done.stderr
    leftovers = {path.name for path in backed.vault.path.iterdir() if "restoring" in path.name}
    assert leftovers == set()
