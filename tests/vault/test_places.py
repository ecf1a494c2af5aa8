"""Places to warn of: folders that other programs or computers write to."""

from __future__ import annotations

from pathlib import Path

import pytest

from lead_desktop.vault.places import risky_place

NO_MOUNTS = Path("/nonexistent")


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("/home/a/OneDrive/vault", "OneDrive"),
        ("/home/a/OneDrive - City of Somewhere/vault", "OneDrive"),
        ("/home/a/dropbox (team)/v", "Dropbox"),
        ("/Users/a/Library/Mobile Documents/v", "iCloud"),
        ("/home/a/Google Drive/v", "Google Drive"),
        ("/home/a/Nextcloud", "Nextcloud"),
    ],
)
def test_a_sync_folder_is_named(path: str, program: str) -> None:
    warning = risky_place(Path(path), mounts=NO_MOUNTS)
    assert warning is not None
    assert program in warning


@pytest.mark.parametrize("path", ["/home/a/vault", "/home/a/boxes/v", "/home/dropboxer/v"])
def test_an_ordinary_folder_is_no_risk(path: str) -> None:
    assert risky_place(Path(path), mounts=NO_MOUNTS) is None


def test_a_marker_of_a_sync_program_is_seen(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert "Syncthing" in (risky_place(tmp_path / "team" / "vault", mounts=NO_MOUNTS) or "")


def test_a_network_share_is_told_from_a_local_disk(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    share = tmp_path / "the share"
    share.mkdir()
    local = share / "local"
    local.mkdir()
    escaped = str(share).replace(" ", "\\040")
    mounts.write_text(
        f"/dev/sda1 / ext4 rw 0 0\nserver:/x {escaped} nfs4 rw 0 0\n"
        f"/dev/sdb1 {escaped}/local ext4 rw 0 0\nbroken line\n"
    )
    assert "network share" in (risky_place(share / "vault", mounts=mounts) or "")
    assert risky_place(local / "vault", mounts=mounts) is None
    assert risky_place(tmp_path / "vault", mounts=mounts) is None


def test_a_share_by_its_windows_name_is_seen() -> None:
    assert risky_place(Path("//server/team/vault"), mounts=NO_MOUNTS) is not None
    assert risky_place(Path("\\\\server\\team"), mounts=NO_MOUNTS) is not None
