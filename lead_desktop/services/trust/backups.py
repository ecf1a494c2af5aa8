"""Backups of a vault: written, proven, listed; and the checks of a whole vault."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from lead_desktop.base.clock import Clock
from lead_desktop.base.errors import KeyringDamaged, NewerSchema, VaultError, VaultExists
from lead_desktop.domain.trust.roles import Act
from lead_desktop.domain.trust.worker import worker_key
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.trust.workers import Keys
from lead_desktop.store import audit
from lead_desktop.store.backup import Check as Check
from lead_desktop.store.backup import copy_database, newest_link, prove
from lead_desktop.store.store import Store, open_store
from lead_desktop.store.tables import Worker
from lead_desktop.store.verify import DATABASE_CHECKS, check_database, check_store
from lead_desktop.vault import keyring as slots
from lead_desktop.vault.backup_notes import NOTE as NOTE
from lead_desktop.vault.backup_notes import BackupReport as BackupReport
from lead_desktop.vault.backup_notes import list_backups as list_backups
from lead_desktop.vault.backup_notes import noted_links, noted_places, noted_time, write_note
from lead_desktop.vault.folder import (
    VaultFolder,
    flush_folder,
    storage_error,
    write_atomically,
)
from lead_desktop.vault.keyring import Keyring
from lead_desktop.vault.keyring_file import dump
from lead_desktop.vault.locking import locked
from lead_desktop.vault.opening import open_keyring, unlock_vault

RESTORED = "vault.restore"
"""The entry in the audit of a restore."""
KEPT = 20
"""Proven backups kept in the vault's own folder; older ones make room."""


@allowed(Act.MANAGE_BACKUPS)
def back_up(
    desk: Desk,
    keys: Keys,
    to: Path | None = None,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> BackupReport:
    """Write the vault's database and its keyring of this moment to a folder, and prove them.

    to: a folder that does not exist yet; None for a new one under the vault's backups/.
    Raises Cancelled, BackupUnproven, StorageFull and the like; what was begun is then removed.
    """
    return _back_up(desk, keys, to, progress=progress, cancelled=cancelled)


@allowed(Act.SEE_VAULT)
def back_up_when_due(
    desk: Desk, keys: Keys, *, progress: Callable[[float], None] | None = None
) -> BackupReport | None:
    """The program's own backup, whoever works: into the vault's folder, when the newest proven one
    is older than the team allows. None when nothing is due; errors as of `back_up`."""
    now, allowed_age = desk.clock.now(), timedelta(hours=desk.settings.backup_hours)
    # One of a day to come was made while the clock was ahead, and tells nothing of today's work.
    ages = [now - report.made_at for report in list_backups(keys.folder)]
    if any(timedelta(0) <= age < allowed_age for age in ages):
        return None
    return _back_up(desk, keys, None, progress=progress)


def _back_up(
    desk: Desk,
    keys: Keys,
    to: Path | None,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> BackupReport:
    report = write_backup(
        keys.folder,
        keys.unlocked.data_keys[0],
        keys.keyring(),
        desk.clock.now(),
        to,
        progress=progress,
        cancelled=cancelled,
    )
    if to is None:
        _make_room(keys.folder, keep=report.path)
    with desk.store.write() as session:
        desk.record(session, "vault.backup")
    return report


def write_backup(
    folder: VaultFolder,
    key: bytes,
    keyring: Keyring,
    made_at: datetime,
    to: Path | None = None,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> BackupReport:
    """Write and prove a backup, for whoever holds the data key `key`.

    A backup keeps its own keyring: without it a later change of keys would make it worthless.
    """
    target = VaultFolder(to or fresh_place(folder, made_at))
    if target.path.exists():
        raise VaultExists(
            "Something lies already at the place for the backup.", remedy="Choose another place."
        )
    try:
        target.path.mkdir(mode=0o700, parents=True)
    except OSError as problem:
        raise storage_error(problem, "The backup's folder") from problem
    # Whatever stops it, half a backup must not stay.
    with contextlib.ExitStack() as undo:
        undo.callback(shutil.rmtree, target.path, ignore_errors=True)
        try:
            copy_database(
                folder.database, key, target.database, progress=progress, cancelled=cancelled
            )
            write_atomically(target.keyring, dump(keyring))
            write_note(
                target,
                vault_id=keyring.vault_id,
                made_at=made_at,
                audit_head=newest_link(target.database, key),
            )
            flush_folder(target.path.parent)
        except OSError as problem:
            raise storage_error(problem, "The backup") from problem
        undo.pop_all()
    return BackupReport(target.path, made_at)


def fresh_place(folder: VaultFolder, made_at: datetime, suffix: str = "") -> Path:
    """A folder under backups/ that does not exist yet, named after the moment."""
    stamp = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H-%M-%SZ") + suffix
    place, number = folder.backups / stamp, 2
    while place.exists():
        place, number = folder.backups / f"{stamp}-{number}", number + 1
    return place


def _make_room(folder: VaultFolder, keep: Path) -> None:
    """Remove the oldest backups beyond KEPT; never the one just made, whatever its stamp says."""
    others = [report for report in list_backups(folder) if report.path != keep]
    for report in others[KEPT - 1 :]:
        with contextlib.suppress(OSError):
            (report.path / NOTE).unlink()  # first: what is left of a stopped removal is no backup
            shutil.rmtree(report.path)


@allowed(Act.SEE_VAULT)
def verify(desk: Desk, keys: Keys) -> tuple[Check, ...]:
    """Every check of an open vault: keyring, pages, integrity, schema, search, audit, backups."""
    database = check_store(desk.store)
    store = desk.store if _pages_whole(database) else None
    if store is not None:
        database = _with_history(database, keys.folder, store)
    try:
        keyring = _check_keyring(keys.keyring(), store)
    except VaultError as problem:
        keyring = Check("keyring", False, problem.what)
    backups = _check_backups(keys.folder, keys.unlocked.data_keys)
    return (keyring, *database, backups)


def verify_folder(
    path: Path, worker: str | None, passphrase: str, *, clock: Clock | None = None
) -> tuple[Check, ...]:
    """The same checks for a vault that may be too damaged to be opened; nothing is repaired.

    worker: None when the vault has only one. Damage is a failed check. Raises what keeps the
    asker out: VaultMissing, UnknownWorker, WrongPassphrase, VaultBusy.
    """
    folder = VaultFolder(path)
    try:
        name = worker if worker is not None else slots.only_worker(open_keyring(folder))
        opened = unlock_vault(folder, name, passphrase, (clock or Clock()).now())
    except (KeyringDamaged, NewerSchema) as problem:
        locked_out = "not checked: the keyring does not open"
        rest = (Check(name, False, locked_out) for name in (*DATABASE_CHECKS, "backups"))
        return (Check("keyring", False, problem.what), *rest)
    data_keys = opened.unlocked.data_keys
    with locked(folder):
        database = check_database(folder.database, data_keys[0])
        with contextlib.ExitStack() as opened_for_checks:
            store = None
            if _pages_whole(database):
                store = open_store(folder.database, data_keys[0])
                opened_for_checks.callback(store.close)
                database = _with_history(database, folder, store)
            keyring = _check_keyring(opened.keyring, store)
        return (keyring, *database, _check_backups(folder, data_keys))


def _with_history(checks: list[Check], folder: VaultFolder, store: Store) -> list[Check]:
    """The checks, the audit's held against the backups: what was cut off its end leaves a chain
    that is whole, but shorter than it was when a backup was made."""
    if not all(check.ok for check in checks):
        return checks
    with store.read() as connection:
        restored_at = audit.last_at(connection, RESTORED)
        lost = [
            made_at
            for made_at, link in noted_links(folder)
            # A restore begins from an older state; what was backed up before it is not in it.
            if (restored_at is None or made_at > restored_at)
            and not audit.holds_link(connection, link)
        ]
    if not lost:
        return checks
    cut = Check("audit", False, "entries are gone that a backup still holds", lost[0])
    return [cut if check.name == cut.name else check for check in checks]


def _pages_whole(database: list[Check]) -> bool:
    return all(check.ok for check in database if check.name in ("pages", "integrity", "schema"))


def _check_keyring(keyring: Keyring, store: Store | None) -> Check:
    """Whether keyring and records know the same slots; without records, that it is authentic."""
    named = {
        (slot.id, worker_key(slot.worker), slot.role, slot.administrator, slot.public)
        for slot in keyring.workers()
    }
    if store is None:
        return Check("keyring", True, f"{len(named)} workers; not compared with the records")
    with store.read() as connection:
        rows = connection.execute(
            select(
                Worker.slot_id,
                Worker.name_key,
                Worker.role,
                Worker.administrator,
                Worker.public_key,
            ).where(Worker.active.is_(True))
        )
        known = {tuple(row) for row in rows}
    if known != named:
        return Check("keyring", False, "the keyring and the records name different workers")
    return Check("keyring", True, f"{len(named)} {'worker' if len(named) == 1 else 'workers'}")


def _check_backups(folder: VaultFolder, data_keys: tuple[bytes, ...]) -> Check:
    if any(noted_time(place) is None for place in noted_places(folder)):
        return Check("backups", False, "the note of a backup, or a part of one, is damaged or gone")
    backups = list_backups(folder)
    if not backups:
        return Check("backups", True, "no backup yet")
    newest = VaultFolder(backups[0].path)
    try:
        slots.check_codes(open_keyring(newest), data_keys)
        prove(newest.database, data_keys[0])
    except VaultError as problem:
        return Check("backups", False, f"the newest backup does not open: {problem.what}")
    return Check("backups", True, f"{len(backups)} kept, the newest opens", backups[0].made_at)
