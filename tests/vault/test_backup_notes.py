"""The note that makes a folder a proven backup."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lead_desktop.vault.backup_notes import (
    NOTE,
    BackupReport,
    list_backups,
    noted_links,
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


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"null", b"[]", b"{}", b'{"checksum": ""}', b"[" * 100_000],
    ids=["empty", "no text", "null", "a list", "without a checksum", "without a day", "nested"],
)
def test_whatever_stands_in_a_note_a_damaged_one_only_does_not_count(
    place: VaultFolder, tmp_path: Path, content: bytes
) -> None:
    (place.path / NOTE).write_bytes(content)
    assert noted_time(place) is None
    assert noted_links(VaultFolder(tmp_path)) == []


def test_a_backup_without_its_database_or_without_a_zone_is_none(place: VaultFolder) -> None:
    write_note(place, vault_id="v", made_at=MADE_AT.replace(tzinfo=None), audit_head="00")
    assert noted_time(place) is None
    write_note(place, vault_id="v", made_at=MADE_AT, audit_head="00")
    assert noted_time(place) == MADE_AT
    place.database.unlink()
    assert noted_time(place) is None


def test_backups_are_listed_newest_first_and_their_links_oldest_first(
    place: VaultFolder, tmp_path: Path
) -> None:
    days = {"0a": MADE_AT + timedelta(days=1), "ff": MADE_AT - timedelta(days=1), "": MADE_AT}
    for link, made_at in days.items():
        other = VaultFolder(place.path.parent / f"with {link}")
        other.path.mkdir()
        other.database.write_bytes(b"pages")
        other.keyring.write_bytes(b"{}")
        write_note(other, vault_id="v", made_at=made_at, audit_head=link or None)
    folder = VaultFolder(tmp_path)
    listed = [report.made_at for report in list_backups(folder)]
    assert listed == sorted([MADE_AT, *days.values()], reverse=True)
    # The one that noted no link has nothing to hold an audit against.
    assert noted_links(folder) == [(days["ff"], "ff"), (MADE_AT, "00"), (days["0a"], "0a")]


def test_a_vault_without_backups(tmp_path: Path) -> None:
    assert list_backups(VaultFolder(tmp_path)) == []
