"""Vaults before anybody is in: making one, getting in by the recovery sheet."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path

from lead_desktop.base.clock import Clock
from lead_desktop.domain.codes import Role
from lead_desktop.domain.trust.audit import PROGRAM, Detail
from lead_desktop.services.trust import workers
from lead_desktop.services.trust.sitting_down import bring_up_to_date
from lead_desktop.store import audit
from lead_desktop.store.schema import migrate
from lead_desktop.store.store import Store, open_store
from lead_desktop.vault import keyring as slots
from lead_desktop.vault.derivation import Argon2Cost, calibrate
from lead_desktop.vault.folder import VaultFolder, create_folder
from lead_desktop.vault.keyring import Slot
from lead_desktop.vault.locking import locked
from lead_desktop.vault.opening import save_keyring, unlock_for_recovery
from lead_desktop.vault.recovery import sheet_text


def create_vault(
    path: Path,
    *,
    worker: str,
    role: Role,
    passphrase: str,
    name: str = "",
    cost: Argon2Cost | None = None,
    clock: Clock | None = None,
) -> str:
    """Make a vault with its first worker, who is its administrator; returns the recovery sheet.

    cost: of deriving a key from a passphrase; None measures this machine. A vault that could not
    be finished leaves nothing behind.
    """
    clock = clock or Clock()
    title = name.strip() or path.name
    # Before the folder is made: a refused passphrase leaves no trace.
    keyring, unlocked, words = slots.new_keyring(
        title, worker, role, passphrase, cost or calibrate()
    )
    fresh = not path.exists()
    folder = create_folder(path)
    # Whatever stops it, half a vault must not stay.
    with ExitStack() as undo:
        undo.callback(_clear, path, fresh)
        migrate(folder.database, unlocked.data_keys[0], create=True)
        store = open_store(folder.database, unlocked.data_keys[0])
        try:
            _seat_first_worker(store, clock, unlocked.slot)
        finally:
            store.close()
        save_keyring(folder, keyring, replacing=None)
        undo.pop_all()
    return sheet_text(title, clock.today(), words)


def _clear(path: Path, remove_folder: bool) -> None:
    for entry in path.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)
    if remove_folder:
        path.rmdir()


def _seat_first_worker(store: Store, clock: Clock, slot: Slot) -> None:
    with store.write() as session:
        row = workers.put_worker(session, slot, clock.now())
        audit.append(session, PROGRAM, "vault.new", clock.now(), subject=row.id)


def recover_vault(
    path: Path,
    *,
    worker: str,
    words: str,
    new_passphrase: str,
    cost: Argon2Cost | None = None,
    clock: Clock | None = None,
) -> str:
    """Give a worker a new passphrase by the recovery sheet; returns the new sheet's text.

    The old sheet stops working; the use is audited. A refused passphrase changes nothing.
    """
    clock = clock or Clock()
    folder = VaultFolder(path)
    opened = unlock_for_recovery(folder, words, clock.now())
    data_keys = opened.unlocked.data_keys
    keyring, slot = slots.reset_worker(
        opened.keyring, data_keys, worker, new_passphrase, cost or calibrate()
    )
    keyring, fresh_words = slots.renew_recovery(keyring, data_keys)
    tries = len(opened.wrong_tries)
    detail: Detail = {"wrong_tries": tries} if tries else {}
    bring_up_to_date(folder, data_keys[0], clock)
    with locked(folder):
        store = open_store(folder.database, data_keys[0])
        try:
            with workers.with_keyring(store, folder, opened.keyring, keyring) as session:
                row = workers.put_worker(session, slot, clock.now())
                audit.append(
                    session, PROGRAM, "vault.recover", clock.now(), subject=row.id, detail=detail
                )
        finally:
            store.close()
    return sheet_text(keyring.name, clock.today(), fresh_words)
