"""What a vault's folder says of itself before anybody is in.

Needs no database, so that the unlock page and `vault info` answer at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lead_desktop.vault.backup_notes import list_backups
from lead_desktop.vault.folder import VaultFolder
from lead_desktop.vault.opening import WorkerCard, describe

FICTIONAL = "FICTIONAL"
"""A file of this name marks a throw-away vault whose people are invented."""


@dataclass(frozen=True)
class VaultCard:
    """A vault as the unlock page shows it, before any passphrase."""

    name: str
    folder: Path
    workers: tuple[WorkerCard, ...]
    size_bytes: int
    last_backup_at: datetime | None
    fictional: bool


def describe_vault(path: Path) -> VaultCard:
    """What a vault's folder says without a passphrase; raises VaultError kinds."""
    folder = VaultFolder(path)
    described = describe(folder)
    kept = list_backups(folder)
    size = folder.database.stat().st_size if folder.database.exists() else 0
    return VaultCard(
        described.name,
        path,
        described.workers,
        size,
        kept[0].made_at if kept else None,
        (path / FICTIONAL).exists(),
    )
