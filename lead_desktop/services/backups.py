"""Backups and checks of an open vault."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lead_desktop.base.errors import VaultError, VaultExists
from lead_desktop.domain.roles import Act
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.workers import Keys
from lead_desktop.store import audit
from lead_desktop.store.backup import Check as Check
from lead_desktop.store.backup import copy_database, prove
from lead_desktop.store.queries.workers import list_workers
from lead_desktop.store.verify import check_store
from lead_desktop.vault.folder import VaultFolder, storage_error, write_atomically
from lead_desktop.vault.opening import open_keyring

KEPT = 20
"""Proven backups kept in the vault's own folder; older ones make room."""

NOTE = "backup.json"


@dataclass(frozen=True)
class BackupReport:
    """A proven backup: its folder and when it was made."""

    path: Path
    made_at: datetime


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
    A backup keeps its own keyring: without it a later change of keys would make it worthless.
    """
    made_at = desk.clock.now()
    target = to or _fresh_place(keys.folder, made_at)
    if target.exists():
        raise VaultExists(
            "Something lies already at the place for the backup.", remedy="Choose another place."
        )
    try:
        target.mkdir(mode=0o700, parents=True)
    except OSError as problem:
        raise storage_error(problem, "The backup's folder") from problem
    try:
        _write(desk, keys, target, made_at, progress, cancelled)
    except BaseException:  # whatever stopped it, half a backup must not stay
        shutil.rmtree(target, ignore_errors=True)
        raise
    if to is None:
        _make_room(keys.folder)
    with desk.store.write() as session:
        desk.record(session, "vault.backup")
    return BackupReport(target, made_at)


def _fresh_place(folder: VaultFolder, made_at: datetime) -> Path:
    stamp = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
    place, number = folder.backups / stamp, 2
    while place.exists():
        place, number = folder.backups / f"{stamp}-{number}", number + 1
    return place


def _write(
    desk: Desk,
    keys: Keys,
    target: Path,
    made_at: datetime,
    progress: Callable[[float], None] | None,
    cancelled: Callable[[], bool] | None,
) -> None:
    place = VaultFolder(target)
    data_key = keys.unlocked.data_keys[0]
    copy_database(
        keys.folder.database, data_key, place.database, progress=progress, cancelled=cancelled
    )
    write_atomically(place.keyring, keys.folder.keyring.read_bytes())
    with desk.store.read() as connection:
        head = audit.head(connection)
    note = {"made_at": made_at.isoformat(), "vault": keys.keyring().vault_id, "audit_head": head}
    write_atomically(target / NOTE, json.dumps(note, indent=1).encode())


def _make_room(folder: VaultFolder) -> None:
    for report in list_backups(folder)[KEPT:]:
        shutil.rmtree(report.path, ignore_errors=True)


def list_backups(folder: VaultFolder) -> list[BackupReport]:
    """The proven backups in the vault's folder, newest first; others are not counted."""
    found = []
    with contextlib.suppress(OSError):
        for place in folder.backups.iterdir():
            made_at = _made_at(place)
            if made_at is not None:
                found.append(BackupReport(place, made_at))
    return sorted(found, key=lambda report: report.made_at, reverse=True)


def _made_at(place: Path) -> datetime | None:
    # The note is written last: a folder without one holds no proven backup.
    try:
        note = json.loads((place / NOTE).read_text("utf-8"))
        return datetime.fromisoformat(note["made_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


@allowed(Act.SEE_VAULT)
def verify(desk: Desk, keys: Keys) -> tuple[Check, ...]:
    """Every check of the vault: keyring, pages, integrity, schema, search, audit, backups."""
    return (_check_keyring(desk, keys), *check_store(desk.store), _check_backups(keys))


def _check_keyring(desk: Desk, keys: Keys) -> Check:
    try:
        keyring = keys.keyring()
    except VaultError as problem:
        return Check("keyring", False, problem.what)
    with desk.store.read() as connection:
        known = {line.name for line in list_workers(connection)}
    named = {slot.worker for slot in keyring.workers()}
    if known != named:
        return Check("keyring", False, "the keyring and the records name different workers")
    return Check("keyring", True, f"{len(named)} workers")


def _check_backups(keys: Keys) -> Check:
    backups = list_backups(keys.folder)
    if not backups:
        return Check("backups", True, "no backup yet")
    newest = backups[0]
    try:
        open_keyring(VaultFolder(newest.path))
        prove(VaultFolder(newest.path).database, keys.unlocked.data_keys[0])
    except VaultError as problem:
        return Check("backups", False, f"the newest backup does not open: {problem.what}")
    stamp = newest.made_at.isoformat(timespec="seconds")
    return Check("backups", True, f"{len(backups)} kept, the newest of {stamp} opens")
