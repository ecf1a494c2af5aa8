"""Restoring a backup: proven first, then put in place, what stood there kept aside."""

from __future__ import annotations

import contextlib
import os
import shutil
from datetime import datetime
from pathlib import Path

from lead_desktop.base.clock import Clock
from lead_desktop.base.errors import (
    DatabaseDamaged,
    KeyringDamaged,
    NewerSchema,
    NotEncrypted,
    Refused,
    VaultError,
    VaultExists,
    VaultMissing,
)
from lead_desktop.domain.trust.audit import Detail
from lead_desktop.services.trust.backups import RESTORED, fresh_place
from lead_desktop.services.trust.sitting_down import open_desk
from lead_desktop.store.backup import (
    copy_database,
    prepare_swap,
    prove,
    remove_database,
    remove_logs,
)
from lead_desktop.store.schema import needs_migration
from lead_desktop.vault import keyring as slots
from lead_desktop.vault.folder import (
    VaultFolder,
    create_folder,
    flush_folder,
    remove_leftovers,
    storage_error,
    write_atomically,
)
from lead_desktop.vault.keyring import Keyring, Unlocked
from lead_desktop.vault.keyring_file import dump
from lead_desktop.vault.locking import locked
from lead_desktop.vault.opening import forget_wrong, open_keyring


def restore_backup(
    backup: Path, path: Path, *, worker: str | None, passphrase: str, clock: Clock | None = None
) -> None:
    """Put a proven backup in place of a vault, or where there is none.

    The backup is unlocked, proven and copied beside the vault before anything is touched; what
    stood there is kept in a folder of its own under backups/. Only an administrator's passphrase
    restores.
    """
    clock = clock or Clock()
    source, folder = VaultFolder(backup), VaultFolder(path)
    keyring, unlocked = _unlock_backup(source, worker, passphrase)
    _refuse_other_content(folder, source, keyring)
    if not _is_vault(folder):
        create_folder(path)
    with locked(folder, shared=False):
        _put_in_place(source, folder, keyring, unlocked.data_keys[0], clock.now())
    tries = len(forget_wrong(folder, unlocked.slot.id, clock.now()))
    detail: Detail = {"wrong_tries": tries} if tries else {}
    opened = open_desk(path, unlocked.slot.worker, passphrase, clock=clock)
    with opened.hold, opened.desk.store.write() as session:
        opened.desk.record(session, RESTORED, detail=detail)


def _unlock_backup(
    source: VaultFolder, worker: str | None, passphrase: str
) -> tuple[Keyring, Unlocked]:
    if not source.keyring.exists():
        raise VaultMissing(
            "There is no backup at this place.",
            meaning="Nothing was changed.",
            remedy="Name the folder that holds the backup's keyring.json and caseload.db.",
        )
    keyring = open_keyring(source)
    name = worker if worker is not None else slots.only_worker(keyring)
    unlocked = slots.unlock(keyring, name, passphrase)
    if not unlocked.slot.administrator:
        raise Refused(
            "Only an administrator of the vault may restore a backup.",
            meaning="Nothing was changed.",
        )
    prove(source.database, unlocked.data_keys[0])
    needs_migration(source.database, unlocked.data_keys[0])  # a newer one is refused here
    return keyring, unlocked


def _is_vault(folder: VaultFolder) -> bool:
    return folder.database.exists() or folder.keyring.exists() or folder.lock.exists()


def _refuse_other_content(folder: VaultFolder, source: VaultFolder, keyring: Keyring) -> None:
    """Refuse to write over other files, another vault, or the backup itself."""
    path = folder.path
    if path.exists() and path.resolve() == source.path.resolve():
        raise VaultExists("This is the backup itself.", remedy="Name the place to restore to.")
    if not _is_vault(folder):
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise VaultExists(
                "The folder to restore to holds other files.",
                meaning="Nothing was changed.",
                remedy="Choose a place that does not exist yet, or an empty folder.",
            )
        return
    # A keyring that cannot be read is what a restore is for.
    with contextlib.suppress(KeyringDamaged, NewerSchema, VaultMissing):
        if open_keyring(folder).vault_id != keyring.vault_id:
            raise VaultExists(
                "Another vault stands at the place to restore to.",
                meaning="Nothing was changed.",
                remedy="Choose a place that does not exist yet, or an empty folder.",
            )


def _put_in_place(
    source: VaultFolder, folder: VaultFolder, keyring: Keyring, key: bytes, now: datetime
) -> None:
    """Write the copy beside the vault, keep what stands there, then swap.

    Up to the swap a failure leaves the vault as it was. A process killed between the two files
    leaves the new records beside the old keyring; restoring again ends it.
    """
    records, locks = folder.path / "caseload.db.restoring", folder.path / "keyring.json.restoring"
    try:
        remove_database(records)  # of a restore that was killed
        remove_leftovers(locks)
        copy_database(source.database, key, records)
        write_atomically(locks, dump(keyring))
        _set_aside(folder, key, now)
        remove_logs(folder.database)
        records.replace(folder.database)
        locks.replace(folder.keyring)
        flush_folder(folder.path)
    except OSError as problem:
        raise storage_error(problem, "The vault") from problem
    finally:
        remove_database(records)
        locks.unlink(missing_ok=True)


def _set_aside(folder: VaultFolder, key: bytes, now: datetime) -> None:
    """Keep what stands there in a folder of its own; a damaged file is kept as it is."""
    log = folder.path / "caseload.db-wal"
    if not any(path.exists() for path in (folder.database, folder.keyring, log)):
        return
    aside = fresh_place(folder, now, "-set-aside")
    aside.mkdir(mode=0o700, parents=True)
    try:
        if log.exists():  # first: opening a damaged file can destroy the log beside it
            shutil.copy2(log, aside / log.name)
        # A damaged file, or one of another key, cannot fold its log in.
        with contextlib.suppress(DatabaseDamaged, NotEncrypted):
            prepare_swap(folder.database, key)
            (aside / log.name).unlink(missing_ok=True)
        for path in (folder.database, folder.keyring):
            if path.exists():
                _keep(path, aside / path.name)
        flush_folder(aside)
    except (OSError, VaultError):
        shutil.rmtree(aside, ignore_errors=True)
        raise


def _keep(path: Path, place: Path) -> None:
    try:
        os.link(path, place)
    except OSError:  # a file system without links
        shutil.copy2(path, place)
