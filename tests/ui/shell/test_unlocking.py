"""The unlock page in the real window, by keyboard, over a real vault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from lead_desktop.base.preferences import recent_vaults
from tests.ui.shell.conftest import PASSPHRASE, PEER, WORKER, Seconds
from ui.pages.unlock.door import Door
from ui.pages.unlock.page import UnlockPage
from ui.runner import Runner
from ui.shell.main_window import MainWindow
from ui.theme import Theme


def unlock_page(window: MainWindow) -> UnlockPage:
    page = window.unlock_page
    assert page is not None
    return page


def test_unlocking_takes_a_passphrase_and_enter(
    qtbot: QtBot, window: MainWindow, vault: Path, door: Door
) -> None:
    form = unlock_page(window).form
    assert QApplication.focusWidget() is form.passphrase.input
    assert form.workers.name() == WORKER  # the last one who was here
    qtbot.keyClicks(form.passphrase.input, PASSPHRASE)
    assert form.passphrase.input.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClick(form.passphrase.input, Qt.Key.Key_Return)
    assert form.unlock.text() == "Opening…"
    assert not form.unlock.isEnabled()
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=20_000)
    assert recent_vaults(door.config) == (vault,)


def test_the_arrow_keys_choose_the_worker(qtbot: QtBot, window: MainWindow) -> None:
    form = unlock_page(window).form
    qtbot.keyClick(form.passphrase.input, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert form.workers.name() == PEER


def test_a_wrong_passphrase_says_so_at_the_field_and_counts_the_wait_down(
    qtbot: QtBot, window: MainWindow
) -> None:
    form = unlock_page(window).form
    qtbot.keyClicks(form.passphrase.input, "not the right one at all")
    qtbot.keyClick(form.passphrase.input, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.passphrase.field.problem() is not None, timeout=20_000)
    assert window.workspace is None
    assert form.passphrase.text() == ""
    assert QApplication.focusWidget() is form.passphrase.input
    wait = form.seconds_to_wait()
    if wait:
        assert f"{wait} s" in (form.passphrase.field.problem() or "")
        assert not form.unlock.isEnabled()
    for _ in range(wait):
        form.count_down()
    assert form.unlock.isEnabled()


def test_an_empty_passphrase_asks_nothing_of_the_vault(qtbot: QtBot, window: MainWindow) -> None:
    form = unlock_page(window).form
    qtbot.keyClick(form.passphrase.input, Qt.Key.Key_Return)
    assert form.passphrase.field.problem() == "Type your passphrase."


def test_a_vault_that_is_gone_is_told_with_its_remedy(
    qtbot: QtBot, theme: Theme, runner: Runner, tmp_path: Path, seconds: Seconds
) -> None:
    door = Door(tmp_path / "config", tmp_path / "demo")
    window = MainWindow(theme, runner, door, vault=tmp_path / "moved away", seconds=seconds)
    qtbot.addWidget(window)
    form = unlock_page(window).form
    qtbot.waitUntil(lambda: form.messages.keys() == ("problem",))
    assert not form.unlock.isEnabled()


def test_the_first_start_offers_three_ways_in(
    qtbot: QtBot, theme: Theme, runner: Runner, tmp_path: Path, seconds: Seconds
) -> None:
    door = Door(tmp_path / "config", tmp_path / "demo")
    window = MainWindow(theme, runner, door, seconds=seconds)
    qtbot.addWidget(window)
    window.show()
    page = unlock_page(window)
    assert page.chosen_vault() is None
    assert [way.text() for way in page.first_run.ways if way.isVisible()] == [
        "Create a new vault",
        "Open a vault",
        "Explore the demo",
    ]


def test_the_title_of_the_window_names_nobody(
    window: MainWindow, unlock: Callable[..., None]
) -> None:
    unlock()
    assert window.windowTitle() == "LEAD Desktop"
