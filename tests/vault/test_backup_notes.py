"""The note that makes a folder a proven backup."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lead_desktop.vault.backup_notes import (
    NOTE,
    BackupReport,
    list_backups,
    noted_places,
    noted_time,
    write_note,
)
from lead_desktop.vault.folder import VaultFolder

MADE_AT = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> VaultFolder:
    """The folder of a backup with its note."""
    place = VaultFolder(VaultFolder(tmp_path).backups / "one")
    place.path.mkdir(parents=True)
    place.database.write_bytes(b"pages")
    place.keyring.write_bytes(b"{}")
    write_note(place, vault_id="v", made_at=MADE_AT, audit_head="00")
    return place


def test_a_noted_folder_is_listed(place: VaultFolder, tmp_path: Path) -> None:
    (place.path.parent / "begun").mkdir()
    assert list_backups(VaultFolder(tmp_path)) == [BackupReport(place.path, MADE_AT)]


def test_a_changed_note_or_a_missing_part_is_no_backup(place: VaultFolder, tmp_path: Path) -> None:
    note = place.path / NOTE
    whole = note.read_bytes()
    note.write_bytes(whole.replace(b"2026", b"2027"))
    assert noted_time(place) is None
    note.write_bytes(whole)
    place.keyring.unlink()
    assert noted_time(place) is None
    assert [one.path for one in noted_places(VaultFolder(tmp_path))] == [place.path]
    assert list_backups(VaultFolder(tmp_path)) == []


def test_a_vault_without_backups(tmp_path: Path) -> None:
    assert list_backups(VaultFolder(tmp_path)) == []
