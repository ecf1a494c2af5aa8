"""Places where a vault should not live: synchronized folders and network shares."""

from __future__ import annotations

import re
import sys
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_REMOTE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "fuse.sshfs", "afs", "9p", "davfs"}
    | {"fuse.rclone", "fuse.davfs2", "fuse.google-drive-ocamlfuse", "fuse.onedriver"}
)
# A sync program is known by the name of a folder on the way to the vault.
_SYNC_FOLDERS = (
    (re.compile(r"onedrive(\b.*)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"dropbox(\b.*)?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"icloud ?drive|mobile documents", re.IGNORECASE), "iCloud"),
    (re.compile(r"google ?drive(\b.*)?|my drive", re.IGNORECASE), "Google Drive"),
    (re.compile(r"box( sync|-box)?", re.IGNORECASE), "Box"),
    (re.compile(r"nextcloud|owncloud", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"cloudstorage", re.IGNORECASE), "a cloud storage program"),
)
_SYNC_MARKERS = ((".dropbox.cache", "Dropbox"), (".stfolder", "Syncthing"))
_ESCAPE = re.compile(r"\\([0-7]{3})")


def risky_place(path: Path, *, mounts: Path = _MOUNTS) -> str | None:
    """A warning sentence when `path` lies in a sync folder or on a network share, else None.

    Sync programs copy half-written files and bring back old ones; network shares keep neither
    locks nor the order of writes. Advice only: the caller decides. `mounts` is the list of
    mounted file systems in the form of Linux; elsewhere it does not exist and is passed over.
    """
    absolute = path.expanduser().absolute()
    program = _sync_program(absolute)
    if program is not None:
        return (
            f"This folder is kept in step with other computers by {program}. A sync program can "
            "damage a vault or bring back an old one. Choose a folder outside it."
        )
    if _is_share(path) or _is_mounted_share(absolute, mounts):
        return (
            "This folder lies on a network share, where a lost connection can damage a vault. "
            "Choose a folder on a disk of this computer."
        )
    return None


def _sync_program(path: Path) -> str | None:
    for part in path.parts:
        for pattern, program in _SYNC_FOLDERS:
            if pattern.fullmatch(part):
                return program
    for folder in (path, *path.parents):
        for marker, program in _SYNC_MARKERS:
            try:
                if (folder / marker).exists():
                    return program
            except OSError:  # a folder on the way that this account may not look into
                continue
    return None


def _is_share(path: Path) -> bool:
    text = str(path)
    if text.startswith(("\\\\", "//")):
        return not text.startswith(("\\\\?\\", "\\\\.\\")) or text.upper().startswith("\\\\?\\UNC")
    if sys.platform == "win32":
        import ctypes

        remote = 4  # DRIVE_REMOTE
        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.absolute().anchor) == remote)
    return False


def _is_mounted_share(path: Path, mounts: Path) -> bool:
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        resolved = path.resolve()
    except (OSError, RuntimeError):
        return False
    nearest, system = -1, ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(_ESCAPE.sub(lambda match: chr(int(match[1], 8)), fields[1]))
        # A later line covers an earlier one on the same place.
        if resolved.is_relative_to(point) and len(point.parts) >= nearest:
            nearest, system = len(point.parts), fields[2]
    return system in _REMOTE_SYSTEMS
