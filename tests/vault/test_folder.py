"""The vault's folder: private, never over other files, small files replaced whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from lead_desktop.base.errors import StorageFull, StorageReadOnly, VaultExists
from lead_desktop.vault.folder import (
    VaultFolder,
    create_folder,
    remove_leftovers,
    storage_error,
    write_atomically,
)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_new_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    made = create_folder(tmp_path / "deep" / "vault")
    assert (mode(made.path), mode(made.backups)) == (0o700, 0o700)


def test_an_empty_folder_is_taken_over_and_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir(mode=0o755)
    assert mode(create_folder(tmp_path / "vault").path) == 0o700


@pytest.mark.parametrize("content", ["file", "link", "full"])
def test_a_place_in_use_is_left_alone(tmp_path: Path, content: str) -> None:
    place = tmp_path / "vault"
    if content == "file":
        place.write_text("mine")
    elif content == "link":
        (tmp_path / "elsewhere").mkdir()
        place.symlink_to(tmp_path / "elsewhere")
    else:
        place.mkdir()
        (place / "letter.txt").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(VaultExists):
        create_folder(place)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageReadOnly):
        create_folder(tmp_path / "file" / "vault")


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    path.write_text("old")
    path.chmod(0o644)
    write_atomically(path, b"new")
    assert (path.read_bytes(), mode(path)) == (b"new", 0o600)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "keyring.json"
    path.write_text("old")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), refuse)
    with pytest.raises(StorageFull):
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_leftovers_of_a_killed_process_are_swept_and_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    for name in ("keyring.json", ".keyring.json.0011.tmp", ".attempts.json.0011.tmp"):
        (tmp_path / name).write_text("")
    remove_leftovers(path)
    assert {one.name for one in tmp_path.iterdir()} == {"keyring.json", ".attempts.json.0011.tmp"}


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_no_room_is_told_from_not_allowed(code: int) -> None:
    assert isinstance(storage_error(OSError(code, ""), "The keyring"), StorageFull)
    assert isinstance(storage_error(OSError(errno.EROFS, ""), "The keyring"), StorageReadOnly)
    assert isinstance(storage_error(OSError(), "The keyring"), StorageReadOnly)


def test_the_parts_lie_inside_the_folder() -> None:
    folder = VaultFolder(Path("v"))
    parts = [folder.database, folder.keyring, folder.previous_keyring, folder.backups]
    parts += [folder.lock, folder.edit_lock, folder.attempts]
    assert {part.parent for part in parts} == {Path("v")}
    assert len(set(parts)) == len(parts)
