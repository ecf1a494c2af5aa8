"""A file that a person chose to have outside the vault: whole or not at all, for its owner only."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import stat
import sys
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_MARK = ".lead-desktop-"
_FRESH = ".new"
_TRIES = 5
_NEW = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_LOOK = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step, readable by its owner alone (mode 0600).

    It goes to a hidden file beside `path` first, whose name nobody can foretell, so that nobody
    can lay a link there; the name holds nothing of `path`, as people name files after people.
    What a killed save of the same file left behind is removed. Raises OSError; then no part of
    the content is left and a file at `path` is as it was.
    """
    stem = _stem(path)
    _remove_leftovers(path, stem)
    fresh, handle = _open_fresh(path.parent, stem)
    try:
        # The lock goes with the handle: the file keeps it until it has its name.
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            if sys.platform != "win32":
                fresh.replace(path)
        if sys.platform == "win32":
            fresh.replace(path)  # there an open file cannot be renamed, nor removed by others
    except BaseException:
        _discard(fresh)
        raise


def _stem(path: Path) -> str:
    """How the hidden files for `path` begin: always the same and short, however long its name."""
    return f"{_MARK}{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]}-"


def _open_fresh(folder: Path, stem: str) -> tuple[Path, int]:
    for _ in range(_TRIES):
        fresh = folder / f"{stem}{secrets.token_hex(8)}{_FRESH}"
        try:
            handle = os.open(fresh, _NEW, 0o600)
        except FileExistsError:
            continue
        _hold(handle)
        if os.path.lexists(fresh):
            return fresh, handle
        os.close(handle)  # another save took it for a left-over before it was locked
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


def _hold(handle: int) -> None:
    """Show that a save is at work on this file; where there are no locks, nobody removes any."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)


def _remove_leftovers(path: Path, stem: str) -> None:
    """Delete what killed saves of `path` left; never what another save is writing just now."""
    with contextlib.suppress(OSError):
        for leftover in path.parent.glob(f"{stem}*{_FRESH}"):
            _remove_if_left(leftover)


def _remove_if_left(leftover: Path) -> None:
    if sys.platform == "win32":
        _discard(leftover)  # refused by the system while its writer has it open
        return
    with contextlib.suppress(OSError):
        handle = os.open(leftover, _LOOK)
        try:
            found = os.fstat(handle)
            if stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid():
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                leftover.unlink(missing_ok=True)
        finally:
            os.close(handle)


def _discard(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
