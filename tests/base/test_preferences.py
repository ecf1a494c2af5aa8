"""What belongs to this computer: kept, bounded, and read as the defaults when damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from lead_desktop.base.preferences import (
    RECENT_LIMIT,
    Preferences,
    config_folder,
    load_preferences,
    recent_vaults,
    remember_vault,
    save_preferences,
)


def test_preferences_come_back(tmp_path: Path) -> None:
    chosen = Preferences(scheme="dark", text_percent=150, reduced_motion=True, single_keys=False)
    save_preferences(tmp_path / "deep" / "down", chosen)
    assert load_preferences(tmp_path / "deep" / "down") == chosen


def test_recent_vaults_are_newest_first_each_once_and_few(tmp_path: Path) -> None:
    places = [tmp_path / str(number) for number in range(RECENT_LIMIT + 2)]
    for place in [*places, places[5]]:
        remember_vault(tmp_path, place)
    found = recent_vaults(tmp_path)
    assert len(found) == len(set(found)) == RECENT_LIMIT
    assert found[:2] == (places[5].resolve(), places[-1].resolve())


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"null", b"[1, {}]", b'"text"', b'{"scheme": 5, "other": 1}']
)
def test_damaged_files_are_the_defaults(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "preferences.json").write_bytes(content)
    (tmp_path / "recent.json").write_bytes(content)
    assert load_preferences(tmp_path) == Preferences()
    assert recent_vaults(tmp_path) == ()


def test_the_folder_is_the_users_own() -> None:
    assert config_folder().name == "lead-desktop"


def test_a_home_that_cannot_be_written_keeps_nobody_from_a_vault(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", "utf-8")
    with pytest.raises(OSError, match="file"):
        save_preferences(blocked / "config", Preferences(scheme="dark"))
    remember_vault(blocked / "config", tmp_path)
    assert load_preferences(blocked / "config") == Preferences()
    assert recent_vaults(blocked / "config") == ()
