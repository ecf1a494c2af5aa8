"""The note that makes a folder a proven backup, and the backups that a vault's folder holds.

Apart from making backups, because the unlock page and `vault info` only list them, and should not
wait for the database's libraries.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lead_desktop.vault import sealing
from lead_desktop.vault.canonical import Json, canonical_json
from lead_desktop.vault.folder import VaultFolder, write_atomically

NOTE = "backup.json"


@dataclass(frozen=True)
class BackupReport:
    """A proven backup: its folder and when it was made."""

    path: Path
    made_at: datetime


def write_note(target: VaultFolder, *, vault_id: str, made_at: datetime, audit_head: Json) -> None:
    """Write, after all else, what makes the folder a backup.

    audit_head: the newest link of the audit in the copy itself.
    """
    note: dict[str, Json] = {
        "made_at": made_at.isoformat(),
        "vault": vault_id,
        "audit_head": audit_head,
    }
    note["checksum"] = sealing.checksum(canonical_json(note)).hex()
    write_atomically(target.path / NOTE, json.dumps(note, indent=1).encode())


def list_backups(folder: VaultFolder) -> list[BackupReport]:
    """The proven backups in the vault's folder, newest first; others are not counted."""
    found = [
        BackupReport(place.path, made_at)
        for place in noted_places(folder)
        if (made_at := noted_time(place)) is not None
    ]
    return sorted(found, key=lambda report: report.made_at, reverse=True)


def noted_places(folder: VaultFolder) -> list[VaultFolder]:
    """Folders under backups/ that were finished: a note is written last."""
    with contextlib.suppress(OSError):
        return [VaultFolder(path) for path in folder.backups.iterdir() if (path / NOTE).is_file()]
    return []


def noted_links(folder: VaultFolder) -> list[tuple[datetime, str]]:
    """When each backup in the vault's folder was made, and the newest link of the audit then."""
    notes = [_read_note(place) for place in noted_places(folder)]
    return sorted(note for note in notes if note is not None and note[1])


def noted_time(place: VaultFolder) -> datetime | None:
    """When a backup was made; None when its note is damaged or a part of it is gone."""
    note = _read_note(place)
    return note[0] if note is not None else None


def _read_note(place: VaultFolder) -> tuple[datetime, str] | None:
    try:
        note = json.loads((place.path / NOTE).read_bytes())
        checksum = note.pop("checksum")
        made_at = datetime.fromisoformat(note["made_at"])
        link = str(note["audit_head"] or "")
        whole = checksum == sealing.checksum(canonical_json(note)).hex()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    there = place.database.exists() and place.keyring.exists()
    return (made_at, link) if whole and there and made_at.tzinfo is not None else None
