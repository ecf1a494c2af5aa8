"""Restoring a backup: proven first, then put in place, what stood there kept aside."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from lead_desktop.base.clock import Clock
from lead_desktop.base.errors import DatabaseDamaged, Refused, VaultExists
from lead_desktop.services.sitting_down import only_worker, open_desk
from lead_desktop.store.backup import copy_database, prepare_swap, prove, remove_database
from lead_desktop.vault import keyring as slots
from lead_desktop.vault.folder import VaultFolder, create_folder, flush_folder, write_atomically
from lead_desktop.vault.locking import locked
from lead_desktop.vault.opening import open_keyring


def restore_backup(
    backup: Path, path: Path, *, worker: str | None, passphrase: str, clock: Clock | None = None
) -> None:
    """Put a proven backup in place of a vault, or where there is none.

    The backup is unlocked and proven before anything is touched; what stood there is kept in a
    folder of its own under backups/. Only an administrator's passphrase restores.
    """
    clock = clock or Clock()
    source, folder = VaultFolder(backup), VaultFolder(path)
    name = worker if worker is not None else only_worker(open_keyring(source))
    unlocked = slots.unlock(open_keyring(source), name, passphrase)
    if not unlocked.slot.administrator:
        raise Refused(
            "Only an administrator of the vault may restore a backup.",
            meaning="Nothing was changed.",
        )
    key = unlocked.data_keys[0]
    prove(source.database, key)
    if path.exists() and any(path.iterdir()) and not _is_vault(folder):
        raise VaultExists("The folder to restore to holds other files.")
    if not _is_vault(folder):
        create_folder(path)
    with locked(folder, shared=False):
        _set_aside(folder, key)
        copy_database(source.database, key, folder.database)
        write_atomically(folder.keyring, source.keyring.read_bytes())
        flush_folder(path)
    opened = open_desk(path, name, passphrase, clock=clock)
    with opened.hold, opened.desk.store.write() as session:
        opened.desk.record(session, "vault.restore")


def _is_vault(folder: VaultFolder) -> bool:
    return folder.database.exists() or folder.keyring.exists() or folder.lock.exists()


def _set_aside(folder: VaultFolder, key: bytes) -> None:
    """Move what stands there into a folder of its own; a damaged file is moved as it is."""
    if not folder.database.exists() and not folder.keyring.exists():
        return
    # A damaged file, or one of another key, has no log of ours to fold in.
    with contextlib.suppress(DatabaseDamaged):
        prepare_swap(folder.database, key)
    stamp = time.strftime("%Y-%m-%dT%H-%M-%SZ", time.gmtime())
    aside = folder.backups / f"{stamp}-set-aside"
    number = 2
    while aside.exists():
        aside, number = folder.backups / f"{stamp}-set-aside-{number}", number + 1
    aside.mkdir(mode=0o700, parents=True)
    for path in (folder.database, folder.keyring):
        if path.exists():
            path.replace(aside / path.name)
    remove_database(folder.database)
