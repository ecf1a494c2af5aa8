"""The vault is backed up by the program itself, whoever works, and a lock stops it cleanly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.shell.conftest import PEER, PEER_PASSPHRASE
from ui.pages.settings.page import SettingsPage
from ui.shell.history import Place
from ui.shell.main_window import MainWindow
from ui.shell.own_backup import OwnBackup
from ui.shell.page_table import SETTINGS


def kept(vault: Path) -> list[Path]:
    folder = vault / "backups"
    return [place for place in folder.iterdir() if place.is_dir()] if folder.is_dir() else []


def own_backup(window: MainWindow) -> OwnBackup:
    assert window.workspace is not None
    [found] = window.workspace.findChildren(OwnBackup)
    return found


def test_a_vault_without_a_backup_gets_one_even_from_a_peer(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None], vault: Path
) -> None:
    unlock(PEER, PEER_PASSPHRASE)
    own = own_backup(window)
    with qtbot.waitSignal(own.made, timeout=20_000):
        own.look()
    assert len(kept(vault)) == 1
    assert window.workspace is not None
    qtbot.waitUntil(lambda: "Backup" in window.workspace.status.backup.text())
    own.look()
    qtbot.waitUntil(lambda: own._task is None)
    assert len(kept(vault)) == 1  # a proven one of just now is enough


def test_a_backup_made_by_hand_is_told_in_the_strip(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None]
) -> None:
    unlock()
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: workspace.status.backup.text() == "No backup yet")
    workspace.show_place(Place(SETTINGS))
    page = workspace.page()
    assert isinstance(page, SettingsPage)
    qtbot.waitUntil(lambda: page.house is not None)
    assert page.house is not None
    page.house.backups.back_up.click()
    qtbot.waitUntil(lambda: workspace.status.backup.text() == "Backup 1 min ago")


def test_a_lock_stops_it_and_leaves_nothing_half_made(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None], vault: Path
) -> None:
    unlock()
    own_backup(window).look()
    window.lock()
    window.runner.close()  # waits for what was begun
    assert all((place / "caseload.db").is_file() for place in kept(vault))
    assert all((place / "keyring.json").is_file() for place in kept(vault))
