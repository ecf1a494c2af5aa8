"""Opening a vault's folder: reading the keyring, unlocking with delays, saving it safely."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from lead_desktop.base.errors import (
    KeyringDamaged,
    StorageFull,
    StorageReadOnly,
    VaultBusy,
    VaultMissing,
    WrongPassphrase,
)
from lead_desktop.domain.codes import Role
from lead_desktop.vault.attempts import (
    delay_after,
    read_attempts,
    record_unlocked,
    record_wrong,
    wait_needed,
)
from lead_desktop.vault.folder import VaultFolder, remove_leftovers, write_atomically
from lead_desktop.vault.keyring import (
    RESTORE,
    Keyring,
    Unlocked,
    find_slot,
    unlock,
    unlock_with_words,
)
from lead_desktop.vault.keyring_file import dump, load
from lead_desktop.vault.locking import editing

RECOVERY_SLOT = "recovery"


@dataclass(frozen=True)
class WorkerCard:
    """A worker as the unlock page shows one, before any passphrase."""

    name: str
    role: Role
    administrator: bool
    last_unlocked_at: datetime | None


@dataclass(frozen=True)
class VaultDescription:
    """What a vault's folder says of itself without a passphrase."""

    vault_id: str
    name: str
    workers: tuple[WorkerCard, ...]


@dataclass(frozen=True, repr=False)
class Opened:
    """An unlocked keyring. wrong_tries: the worker's wrong tries before this, for the audit."""

    keyring: Keyring
    unlocked: Unlocked
    wrong_tries: tuple[datetime, ...]


def open_keyring(folder: VaultFolder) -> Keyring:
    """The vault's keyring; keyring.previous.json is never used in its place by itself."""
    try:
        return load(folder.keyring.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        if folder.database.exists() or folder.previous_keyring.exists():
            raise KeyringDamaged(
                "keyring.json is missing from this vault.",
                meaning="Its records are there but cannot be opened without it.",
                remedy=RESTORE,
            ) from None
        raise VaultMissing(
            "There is no vault at this place.",
            remedy="Choose another folder, or make a vault with “lead-desktop vault new”.",
        ) from None
    except OSError as problem:
        raise KeyringDamaged(
            f"keyring.json cannot be read ({problem.strerror}).",
            meaning="The vault was not opened; its records are untouched.",
            remedy="Check that the file belongs to you. " + RESTORE,
        ) from None


def save_keyring(folder: VaultFolder, keyring: Keyring, *, replacing: Keyring | None) -> None:
    """Put a keyring in place of the present one, which is kept beside it.

    replacing: the keyring that the new one was made from; None for a vault's first. Raises
    VaultBusy when another one stands there by now: saving would undo somebody else's change.
    """
    with editing(folder):
        remove_leftovers(folder.keyring)
        if replacing is not None:
            if open_keyring(folder) != replacing:
                raise VaultBusy(
                    "Somebody else changed this vault's keyring a moment ago.",
                    meaning="Your change was not made.",
                    remedy="Try again.",
                )
            write_atomically(folder.previous_keyring, dump(replacing))
        write_atomically(folder.keyring, dump(keyring))


def unlock_vault(folder: VaultFolder, worker: str, passphrase: str, now: datetime) -> Opened:
    """Unlock with a worker's passphrase; slow by design.

    Raises WrongPassphrase with the seconds to wait before the next try counts.
    """
    keyring = open_keyring(folder)
    slot = find_slot(keyring, worker)
    return _try(folder, keyring, slot.id, now, lambda: unlock(keyring, worker, passphrase))


def unlock_for_recovery(folder: VaultFolder, words: str, now: datetime) -> Opened:
    """Unlock with the words of the recovery sheet, under the same delays."""
    keyring = open_keyring(folder)
    return _try(folder, keyring, RECOVERY_SLOT, now, lambda: unlock_with_words(keyring, words))


def _try(
    folder: VaultFolder,
    keyring: Keyring,
    slot_id: str,
    now: datetime,
    attempt: Callable[[], Unlocked],
) -> Opened:
    wait = wait_needed(read_attempts(folder), slot_id, now)
    if wait > 0:
        raise WrongPassphrase(
            f"The next try counts in {math.ceil(wait)} s.",
            remedy="Wait a moment; nobody is locked out.",
            retry_after=wait,
        )
    try:
        unlocked = attempt()
    except WrongPassphrase as refusal:
        tries = _count_wrong(folder, slot_id, now)
        raise WrongPassphrase(
            refusal.what, remedy=refusal.remedy, retry_after=delay_after(tries)
        ) from None
    return Opened(keyring, unlocked, forget_wrong(folder, slot_id, now))


def _count_wrong(folder: VaultFolder, slot_id: str, now: datetime) -> int:
    # A full disk must not turn "wrong passphrase" into another sentence.
    with contextlib.suppress(StorageFull, StorageReadOnly):
        return len(record_wrong(folder, slot_id, now).wrong[slot_id])
    return len(read_attempts(folder).wrong.get(slot_id, ())) + 1


def forget_wrong(folder: VaultFolder, slot_id: str, now: datetime) -> tuple[datetime, ...]:
    """Clear a slot's wrong tries after it opened; returns them, for the audit.

    A full disk does not keep the rightful user out: the tries then stay for the next time.
    """
    with contextlib.suppress(StorageFull, StorageReadOnly):
        return record_unlocked(folder, slot_id, now)
    return ()


def describe(folder: VaultFolder) -> VaultDescription:
    """The vault's name and workers, for the unlock page."""
    keyring = open_keyring(folder)
    unlocked_at = read_attempts(folder).unlocked
    return VaultDescription(
        keyring.vault_id,
        keyring.name,
        tuple(
            WorkerCard(slot.worker, slot.role, slot.administrator, unlocked_at.get(slot.id))
            for slot in keyring.workers()
            if slot.role is not None
        ),
    )
