"""The vault's folder on disk: which file lies where, and how small files are replaced safely."""

from __future__ import annotations

import errno
import os
import secrets
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from lead_desktop.base.errors import StorageFull, StorageReadOnly, VaultError, VaultExists

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_TEMPORARY = ".tmp"
_WINDOWS_REPLACE_TRIES = 20


@dataclass(frozen=True)
class VaultFolder:
    """Where the parts of one vault lie. Nothing here needs to exist yet."""

    path: Path

    @property
    def database(self) -> Path:
        """The encrypted records."""
        return self.path / "caseload.db"

    @property
    def keyring(self) -> Path:
        """The key slots, readable without a passphrase, useless without one."""
        return self.path / "keyring.json"

    @property
    def previous_keyring(self) -> Path:
        """The keyring before its last change. Kept for people to use, never used silently."""
        return self.path / "keyring.previous.json"

    @property
    def backups(self) -> Path:
        """The folder of proven backups."""
        return self.path / "backups"

    @property
    def lock(self) -> Path:
        """Held shared by everybody who is in, exclusively for restore, migration, rotation."""
        return self.path / "lock"

    @property
    def edit_lock(self) -> Path:
        """Held for the moment in which the keyring or the wrong tries are read and replaced."""
        return self.path / "edit.lock"

    @property
    def attempts(self) -> Path:
        """Wrong tries and last unlocks: slot ids and times only."""
        return self.path / "attempts.json"


def create_folder(path: Path) -> VaultFolder:
    """Make an empty folder for a new vault that only its owner may enter (mode 0700).

    An empty folder that already stands there is taken over. Raises VaultExists when anything
    lies at the place, StorageFull or StorageReadOnly when the folder cannot be made.
    """
    folder = VaultFolder(path)
    try:
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            raise _occupied("There is already a file at the place for the new vault.")
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise _occupied("The folder for the new vault is not empty.")
        path.chmod(0o700)
        folder.backups.mkdir(mode=0o700)
    except OSError as problem:
        raise storage_error(problem, "The vault's folder") from problem
    return folder


def write_atomically(path: Path, content: bytes) -> None:
    """Replace the file at `path` wholly or not at all, with mode 0600.

    The content goes to a temporary file beside it, is flushed to the disk, and takes the name
    in one step; then the folder itself is flushed (Windows flushes folders by itself).
    Raises StorageFull or StorageReadOnly; the file at `path` is then as it was.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_TEMPORARY}")
    try:
        _write_new(temporary, content)
        _replace(temporary, path)
        flush_folder(path.parent)
    except OSError as problem:
        raise storage_error(problem, f"The file {path.name}") from problem
    finally:
        _discard(temporary)


def remove_leftovers(path: Path) -> None:
    """Delete temporary files that a killed process left beside `path`. Hold the edit lock."""
    for leftover in path.parent.glob(f".{path.name}.*{_TEMPORARY}"):
        _discard(leftover)


def storage_error(problem: OSError, subject: str) -> VaultError:
    """The typed error for a failed write. `subject` begins the sentence ("The keyring")."""
    if problem.errno in _NO_ROOM:
        return StorageFull(
            f"{subject} could not be written because the disk is full.",
            meaning="The file is as it was before.",
            remedy="Free some space and try again.",
        )
    return StorageReadOnly(
        f"{subject} cannot be written ({os.strerror(problem.errno or errno.EIO)}).",
        meaning="The file is as it was before.",
        remedy="Check that the disk is not read-only and that the folder belongs to you.",
    )


def flush_folder(path: Path) -> None:
    """Make a rename in the folder at `path` survive a power cut. May raise OSError."""
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _occupied(what: str) -> VaultExists:
    return VaultExists(
        what,
        meaning="Nothing was changed there.",
        remedy="Choose a place that does not exist yet, or an empty folder.",
    )


def _write_new(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _replace(source: Path, target: Path) -> None:
    """Rename over `target`; on Windows a reader may hold it open for a moment, so try again."""
    if sys.platform == "win32":
        for _ in range(_WINDOWS_REPLACE_TRIES):
            try:
                source.replace(target)
            except PermissionError:
                time.sleep(0.05)
            else:
                return
    source.replace(target)


def _discard(path: Path) -> None:
    """Delete if it can be deleted; a leftover is swept at the next change."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
