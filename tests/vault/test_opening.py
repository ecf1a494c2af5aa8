"""Opening a vault's folder: every refusal is its own sentence, every save is whole."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lead_desktop.base.errors import (
    KeyringDamaged,
    NewerSchema,
    StorageFull,
    UnknownWorker,
    VaultBusy,
    VaultMissing,
    WrongPassphrase,
)
from lead_desktop.domain.codes import Role
from lead_desktop.vault.attempts import read_attempts
from lead_desktop.vault.folder import VaultFolder
from lead_desktop.vault.keyring import remove_worker
from lead_desktop.vault.keyring_file import dump, load
from lead_desktop.vault.opening import (
    RECOVERY_SLOT,
    describe,
    open_keyring,
    save_keyring,
    unlock_for_recovery,
    unlock_vault,
)
from tests.vault.conftest import ADA, ADA_PASSPHRASE, DRE, DRE_PASSPHRASE, Ring

NOW = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)
CHECKOUT = Path(__file__).resolve().parents[2]


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_the_folder_tells_names_and_roles_without_a_passphrase(folder: VaultFolder) -> None:
    card = describe(folder)
    assert card.name == "Fable team"
    assert [(one.name, one.role, one.administrator) for one in card.workers] == [
        (ADA, Role.CASE_MANAGER, True),
        (DRE, Role.PEER, False),
    ]
    unlock_vault(folder, ADA, ADA_PASSPHRASE, NOW)
    assert [one.last_unlocked_at for one in describe(folder).workers] == [NOW, None]


def test_wrong_tries_are_delayed_and_the_right_passphrase_opens_after_the_delay(
    folder: VaultFolder,
) -> None:
    at, waits = NOW, []
    for _ in range(8):
        with pytest.raises(WrongPassphrase) as caught:
            unlock_vault(folder, DRE, "not the passphrase", at)
        waits.append(caught.value.retry_after)
        with pytest.raises(WrongPassphrase, match=r"next try counts in \d+ s"):
            unlock_vault(folder, DRE, DRE_PASSPHRASE, at)
        at += timedelta(seconds=caught.value.retry_after)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert len(unlock_vault(folder, DRE, DRE_PASSPHRASE, at).wrong_tries) == 8
    assert unlock_vault(folder, DRE, DRE_PASSPHRASE, at).wrong_tries == ()


def test_one_workers_slips_hold_nobody_else_up(folder: VaultFolder) -> None:
    with pytest.raises(WrongPassphrase):
        unlock_vault(folder, DRE, "not the passphrase", NOW)
    assert unlock_vault(folder, ADA, ADA_PASSPHRASE, NOW).wrong_tries == ()


def test_a_clock_set_back_does_not_lock_anybody_out(folder: VaultFolder) -> None:
    with pytest.raises(WrongPassphrase):
        unlock_vault(folder, DRE, "not the passphrase", later(86_400 * 400))
    with pytest.raises(WrongPassphrase):
        unlock_vault(folder, DRE, "nor is this the one", NOW)
    with pytest.raises(WrongPassphrase, match="counts in 2 s"):
        unlock_vault(folder, DRE, DRE_PASSPHRASE, NOW)
    assert len(unlock_vault(folder, DRE, DRE_PASSPHRASE, later(2)).wrong_tries) == 2


def test_recovery_words_are_delayed_as_well(folder: VaultFolder, ring: Ring) -> None:
    with pytest.raises(WrongPassphrase, match="0 were typed") as caught:
        unlock_for_recovery(folder, "", NOW)
    assert caught.value.retry_after == 1.0
    with pytest.raises(WrongPassphrase, match="next try counts"):
        unlock_for_recovery(folder, ring.words, NOW)
    assert len(read_attempts(folder).wrong[RECOVERY_SLOT]) == 1
    assert unlock_for_recovery(folder, ring.words, later(1)).unlocked.data_keys == ring.data_keys


def test_an_unknown_worker_is_told_and_not_counted(folder: VaultFolder) -> None:
    with pytest.raises(UnknownWorker):
        unlock_vault(folder, "Nobody Here", DRE_PASSPHRASE, NOW)
    assert read_attempts(folder).wrong == {}


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir(), Path.touch])
def test_no_vault_at_the_place(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    make(tmp_path / "place")
    with pytest.raises(VaultMissing, match="no vault at this place"):
        unlock_vault(VaultFolder(tmp_path / "place"), ADA, ADA_PASSPHRASE, NOW)


def test_a_missing_keyring_beside_records_names_the_way_out(folder: VaultFolder) -> None:
    folder.database.write_bytes(b"records")
    folder.keyring.unlink()
    with pytest.raises(KeyringDamaged, match="missing") as caught:
        open_keyring(folder)
    assert "vault restore" in caught.value.remedy


def test_the_previous_keyring_is_kept_and_never_used_by_itself(
    folder: VaultFolder, ring: Ring
) -> None:
    without = remove_worker(ring.keyring, ring.data_keys, DRE)
    save_keyring(folder, without, replacing=ring.keyring)
    assert load(folder.previous_keyring.read_bytes()) == ring.keyring
    folder.keyring.write_bytes(folder.keyring.read_bytes()[:-100])
    with pytest.raises(KeyringDamaged):
        unlock_vault(folder, DRE, DRE_PASSPHRASE, NOW)


def test_a_folder_in_place_of_the_keyring_is_damage(folder: VaultFolder) -> None:
    folder.keyring.unlink()
    folder.keyring.mkdir()
    with pytest.raises(KeyringDamaged, match="cannot be read"):
        open_keyring(folder)


def test_a_newer_keyring_is_refused_at_the_door(folder: VaultFolder) -> None:
    folder.keyring.write_text('{"body": {"format": 2}}')
    with pytest.raises(NewerSchema):
        describe(folder)


def test_a_save_never_undoes_somebody_elses(folder: VaultFolder, ring: Ring) -> None:
    renamed = replace(ring.keyring, name="Renamed")
    save_keyring(folder, renamed, replacing=ring.keyring)
    with pytest.raises(VaultBusy, match="a moment ago"):
        save_keyring(folder, ring.keyring, replacing=ring.keyring)
    assert open_keyring(folder) == renamed


def test_small_files_are_for_their_owner_alone(folder: VaultFolder, ring: Ring) -> None:
    os.umask(os.umask(0))
    save_keyring(folder, ring.keyring, replacing=ring.keyring)
    unlock_vault(folder, ADA, ADA_PASSPHRASE, NOW)
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.path.iterdir()}
    assert modes.pop("backups") == 0o700
    assert set(modes.values()) == {0o600}
    assert folder.path.stat().st_mode & 0o777 == 0o700


def test_a_full_disk_neither_hides_a_wrong_passphrase_nor_keeps_the_right_one_out(
    folder: VaultFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StorageFull("The disk is full.")

    monkeypatch.setattr("lead_desktop.vault.attempts.write_atomically", refuse)
    with pytest.raises(WrongPassphrase) as caught:
        unlock_vault(folder, ADA, "not the passphrase", NOW)
    assert caught.value.retry_after == 1.0
    assert unlock_vault(folder, ADA, ADA_PASSPHRASE, NOW).wrong_tries == ()


def run(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_disk_that_fills_up_leaves_the_old_keyring(folder: VaultFolder, ring: Ring) -> None:
    script = """
        import resource, sys
        from pathlib import Path
        from lead_desktop.base.errors import StorageFull
        from lead_desktop.vault.folder import VaultFolder
        from lead_desktop.vault.opening import open_keyring, save_keyring
        folder = VaultFolder(Path(sys.argv[1]))
        keyring = open_keyring(folder)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            save_keyring(folder, keyring, replacing=keyring)
        except StorageFull as refusal:
            print(refusal)
    """
    before = folder.keyring.read_bytes()
    process = run(script, folder.path)
    out, err = process.communicate(timeout=60)
    assert "disk is full" in out, err
    assert folder.keyring.read_bytes() == before
    assert list(folder.path.glob(".*")) == []


def test_a_keyring_being_saved_survives_thirty_kills(folder: VaultFolder, ring: Ring) -> None:
    script = """
        import os, random, signal, sys, time
        from dataclasses import replace
        from pathlib import Path
        from lead_desktop.vault.folder import VaultFolder
        from lead_desktop.vault.opening import open_keyring, save_keyring

        def save_for_ever(folder):
            held = open_keyring(folder)
            while True:
                fresh = replace(held, name=held.name + "x" if len(held.name) < 50 else "Team")
                save_keyring(folder, fresh, replacing=held)
                held = fresh

        folder = VaultFolder(Path(sys.argv[1]))
        chance = random.Random(7)
        for _ in range(30):
            child = os.fork()
            if not child:
                save_for_ever(folder)
            time.sleep(chance.uniform(0.001, 0.03))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            open_keyring(folder)
        print(open_keyring(folder).name)
    """
    process = run(script, folder.path)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert out.strip() != "Fable team"
    assert open_keyring(folder).slots == ring.keyring.slots
    save_keyring(folder, ring.keyring, replacing=open_keyring(folder))
    assert list(folder.path.glob(".keyring.json.*")) == []
    assert len(unlock_vault(folder, ADA, ADA_PASSPHRASE, NOW).unlocked.data_keys) == 1


def test_the_database_alone_is_no_vault(folder: VaultFolder, tmp_path: Path) -> None:
    moved = VaultFolder(tmp_path / "moved")
    moved.path.mkdir()
    with contextlib.suppress(FileNotFoundError):
        shutil.copy(folder.previous_keyring, moved.previous_keyring)
    moved.database.write_bytes(b"x" * 4096)
    with pytest.raises(KeyringDamaged, match="missing"):
        open_keyring(moved)


def test_what_is_dumped_is_what_stands_on_disk(folder: VaultFolder, ring: Ring) -> None:
    assert folder.keyring.read_bytes() == dump(ring.keyring)
