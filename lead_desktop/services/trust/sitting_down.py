"""From a passphrase to a desk: unlocking, updating an older vault, finding who the worker is."""

from __future__ import annotations

import contextlib
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from lead_desktop.base.clock import Clock
from lead_desktop.base.errors import (
    DatabaseDamaged,
    StorageFull,
    StorageReadOnly,
    VaultBusy,
)
from lead_desktop.base.settings import read_settings as typed_settings
from lead_desktop.domain.trust.audit import Detail
from lead_desktop.domain.trust.worker import WorkerLine
from lead_desktop.services.desk import Desk
from lead_desktop.services.people.transfers import carry_out_planned
from lead_desktop.services.trust.backups import write_backup
from lead_desktop.services.trust.workers import Keys
from lead_desktop.store.queries.workers import read_settings
from lead_desktop.store.schema import migrate, needs_migration
from lead_desktop.store.store import Store, open_store
from lead_desktop.store.tables import Worker
from lead_desktop.vault import keyring as slots
from lead_desktop.vault.derivation import FAST, calibrate, is_weaker
from lead_desktop.vault.folder import VaultFolder
from lead_desktop.vault.locking import locked
from lead_desktop.vault.opening import Opened, open_keyring, save_keyring, unlock_vault

QUICK_UNLOCK = 0.35
"""An unlock that took fewer seconds than this was derived too cheaply for this machine."""


@dataclass(frozen=True, repr=False)
class OpenVault:
    """An open vault: the desk, its keys, and what closing it lets go of."""

    desk: Desk
    keys: Keys
    hold: ExitStack


def open_desk(
    path: Path, worker: str | None, passphrase: str, *, clock: Clock | None = None
) -> OpenVault:
    """Unlock a vault and sit down at it. Slow by design; run it off the GUI thread.

    worker: None when the vault has only one. An older vault is backed up and brought up to date
    first. Raises WrongPassphrase, UnknownWorker and the other kinds of VaultError.
    """
    clock = clock or Clock()
    folder = VaultFolder(path)
    name = worker if worker is not None else slots.only_worker(open_keyring(folder))
    started = time.monotonic()
    opened = unlock_vault(folder, name, passphrase, clock.now())
    took = time.monotonic() - started
    bring_up_to_date(folder, opened.unlocked.data_keys[0], clock)
    # A refused desk lets go of the vault; an open one keeps it until it is closed.
    with ExitStack() as refused:
        refused.enter_context(locked(folder))
        store = open_store(folder.database, opened.unlocked.data_keys[0])
        refused.callback(store.close)
        desk = _sit_down(store, clock, opened)
        carry_out_planned(desk)
        _raise_cost_if_cheap(folder, opened, passphrase, took)
        return OpenVault(desk, Keys(folder, opened.unlocked), hold=refused.pop_all())


def bring_up_to_date(folder: VaultFolder, key: bytes, clock: Clock) -> None:
    """Upgrade an older vault, after a proven backup of it; raises VaultBusy while others are in."""
    with locked(folder):
        if not needs_migration(folder.database, key):
            return
    with locked(folder, shared=False):
        if needs_migration(folder.database, key):  # nobody else did it in between
            write_backup(folder, key, open_keyring(folder), clock.now())
            migrate(folder.database, key)


def _sit_down(store: Store, clock: Clock, opened: Opened) -> Desk:
    slot, now = opened.unlocked.slot, clock.now()
    with store.write() as session:
        row = session.scalar(
            select(Worker).where(Worker.slot_id == slot.id, Worker.active.is_(True))
        )
        if row is None or row.public_key != slot.public:
            raise DatabaseDamaged(
                "The records do not know this key slot.",
                meaning="The keyring and the database are not of the same moment.",
                remedy="Restore the newest proven backup with “lead-desktop vault restore”.",
            )
        row.last_unlocked_at = row.updated_at = now
        # What a person may do is read from inside the encryption, never from the keyring file.
        line = WorkerLine(row.id, row.name, row.role, row.administrator, True, now)
        settings = typed_settings(read_settings(session.connection()))
        desk = Desk(store, line, replace(clock, zone=settings.zone), settings)
        detail: Detail = {"wrong_tries": len(opened.wrong_tries)} if opened.wrong_tries else {}
        desk.record(session, "vault.unlock", subject=row.id, detail=detail)
    return desk


def _raise_cost_if_cheap(folder: VaultFolder, opened: Opened, passphrase: str, took: float) -> None:
    """Bring a slot made on a slower computer up to what this one affords."""
    held = opened.unlocked.slot.cost
    if held is None or held == FAST or took >= QUICK_UNLOCK:
        return
    today = calibrate()
    if not is_weaker(held, today):
        return
    raised = slots.raise_cost(opened.keyring, opened.unlocked, passphrase, today)
    # An improvement that can wait for the next unlock must not stop this one.
    with contextlib.suppress(VaultBusy, StorageFull, StorageReadOnly):
        save_keyring(folder, raised, replacing=opened.keyring)
