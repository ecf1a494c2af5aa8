"""Locks kept by the operating system: they end with their process, so none is ever stale."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lead_desktop.base.errors import VaultBusy, VaultError
from lead_desktop.vault.folder import VaultFolder, storage_error

if sys.platform == "win32":
    import msvcrt

    # msvcrt knows exclusive byte ranges only: one who shares takes any free byte, one who wants
    # the vault alone takes all of them.
    _SEATS = 64

    def _acquire(handle: int, *, shared: bool, wait: bool) -> None:
        seats = range(_SEATS) if shared else range(1)
        refusal: OSError | None = None
        for seat in seats:
            os.lseek(handle, seat, os.SEEK_SET)
            try:
                msvcrt.locking(
                    handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1 if shared else _SEATS
                )
            except OSError as problem:
                refusal = problem
            else:
                return
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from refusal

else:
    import fcntl

    def _acquire(handle: int, *, shared: bool, wait: bool) -> None:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        fcntl.flock(handle, kind if wait else kind | fcntl.LOCK_NB)


@contextmanager
def locked(folder: VaultFolder, *, shared: bool = True) -> Iterator[None]:
    """Hold the vault's lock for the length of the block.

    shared: True for everybody who works in the vault; False for restore, migration and key
    rotation, which need to be alone. Whoever holds it shared must let go before asking for it
    alone. Raises VaultBusy at once (it does not wait) when the others do not allow it, and
    VaultError where the disk knows no locks.
    """
    handle = _open(folder.lock)
    try:
        try:
            _acquire(handle, shared=shared, wait=False)
        except BlockingIOError as problem:
            raise _busy(shared=shared) from problem
        except OSError as problem:
            raise _no_locks() from problem
        yield
    finally:
        os.close(handle)


@contextmanager
def editing(folder: VaultFolder) -> Iterator[None]:
    """Be the only one who replaces the vault's small files; waits for its turn (milliseconds)."""
    handle = _open(folder.edit_lock)
    try:
        try:
            _acquire(handle, shared=False, wait=True)
        except OSError as problem:
            raise _no_locks() from problem
        yield
    finally:
        os.close(handle)


def _open(path: Path) -> int:
    """A handle to lock by. A file that cannot be written serves as well when it is there."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as refused:
        try:
            return os.open(path, os.O_RDONLY)
        except OSError:
            raise storage_error(refused, "The vault's lock file") from refused


def _busy(*, shared: bool) -> VaultBusy:
    if shared:
        return VaultBusy(
            "Another program is restoring, upgrading or re-keying this vault.",
            meaning="It cannot be opened until that has ended.",
            remedy="Wait for it to end and try again.",
        )
    return VaultBusy(
        "The vault is open in another window or program.",
        meaning="This work needs the vault for itself. Nothing was changed.",
        remedy="Close the vault everywhere else on this computer and try again.",
    )


def _no_locks() -> VaultError:
    return VaultError(
        "The vault cannot be locked at this place.",
        meaning="Two programs could write over each other, so it was not opened.",
        remedy="Keep the vault on a disk of this computer, not on a network share.",
    )
