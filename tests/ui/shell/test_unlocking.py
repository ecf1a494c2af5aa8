"""The unlock page in the real window, by keyboard, over a real vault."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from lead_desktop.base.errors import WrongPassphrase
from lead_desktop.base.preferences import recent_vaults
from lead_desktop.demo.cast import DEFAULT_COUNT
from lead_desktop.vault.passphrases import MIN_LENGTH
from tests.ui.shell.conftest import PASSPHRASE, PEER, WORKER, Seconds
from ui.kit.new_passphrase import MINIMUM
from ui.pages.unlock.door import DEMO_PARTICIPANTS, Door
from ui.pages.unlock.new_vault import NewVaultSheet
from ui.pages.unlock.page import UnlockPage
from ui.pages.unlock.recovery import RecoverySheet
from ui.pages.unlock.recovery_words import RecoveryWords
from ui.runner import Runner
from ui.shell.main_window import MainWindow
from ui.theme import Look, Theme


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


def test_the_demo_opens_at_once_and_after_a_lock_its_passphrase_is_told(
    qtbot: QtBot, window: MainWindow
) -> None:
    unlock_page(window).open_demo()
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=30_000)
    window.lock()
    form = unlock_page(window).form
    qtbot.waitUntil(lambda: not form.hint.isHidden())
    assert "Demo: the passphrase is" in form.hint.text()
    assert recent_vaults(window.door.config) != (window.door.demo_folder / "demo",)


def test_a_team_makes_its_vault_and_forgets_its_passphrase(
    qtbot: QtBot, theme: Theme, runner: Runner, tmp_path: Path, seconds: Seconds
) -> None:
    window = MainWindow(
        theme, runner, Door(tmp_path / "config", tmp_path / "demo"), seconds=seconds
    )
    qtbot.addWidget(window)
    window.show()
    page = unlock_page(window)
    page.first_run.ways[0].click()
    sheet = window.findChildren(NewVaultSheet)[0]
    sheet.name.input.setText("Night team")
    sheet.folder.input.setText(str(tmp_path / "night"))
    sheet.folder.input.textEdited.emit("")
    sheet.worker.input.setText(WORKER)
    with qtbot.waitSignal(sheet.passphrase.judgement_wanted):
        sheet.passphrase.first.input.setText("abcabcabcabcabcabc")
    qtbot.waitUntil(lambda: sheet.passphrase.first.problem() is not None)
    sheet.passphrase.proposal_wanted.emit()
    qtbot.waitUntil(lambda: len(sheet.passphrase.text().split()) == 6)
    sheet.passphrase.second.input.setText(sheet.passphrase.text())
    sheet.submit.click()
    words = keep_words(qtbot, window, set())

    qtbot.waitUntil(lambda: page.form.workers.name() == WORKER)
    page.show_recovery()
    recovery = window.findChildren(RecoverySheet)[0]
    recovery.words.input.setPlainText(words)
    recovery.passphrase.first.input.setText(PASSPHRASE)
    recovery.passphrase.second.input.setText(PASSPHRASE)
    recovery.use.click()
    fresh = keep_words(qtbot, window, {words})
    assert fresh != words

    qtbot.waitUntil(lambda: page.form.workers.name() == WORKER)
    qtbot.keyClicks(page.form.passphrase.input, PASSPHRASE)
    qtbot.keyClick(page.form.passphrase.input, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=30_000)
    assert window.workspace is not None
    window.close()


def keep_words(qtbot: QtBot, window: MainWindow, seen: set[str]) -> str:
    """Wait for a recovery sheet, say that it is kept, and give its 24 words."""

    def sheets() -> list[RecoveryWords]:
        return [s for s in window.findChildren(RecoveryWords) if s.isVisible()]

    qtbot.waitUntil(lambda: len(sheets()) == 1, timeout=30_000)
    sheet = sheets()[0]
    numbered = re.findall(r"(\d+)\. +([a-z]+)", sheet.words.toPlainText())
    words = " ".join(word for _, word in sorted(numbered, key=lambda pair: int(pair[0])))
    assert len(numbered) == 24
    assert words not in seen
    sheet.agreed.click()
    sheet.done.click()
    return words


def test_what_the_page_says_agrees_with_the_core() -> None:
    assert (MINIMUM, DEMO_PARTICIPANTS) == (MIN_LENGTH, DEFAULT_COUNT)


def test_in_a_low_window_with_large_text_the_button_and_what_is_wrong_are_in_sight(
    qtbot: QtBot, window: MainWindow, theme: Theme
) -> None:
    window.resize(1100, 700)
    theme.switch(Look(text_percent=130))
    page = window.unlock_page
    assert page is not None
    form = page.form
    qtbot.waitUntil(lambda: bool(form.workers.name()), timeout=20_000)
    form.passphrase.input.setFocus()
    form.show_problem(WrongPassphrase("That passphrase did not open this vault."))

    def in_sight(widget: QWidget) -> bool:
        top = widget.mapTo(page, QPoint(0, 0)).y()
        return widget.visibleRegion().boundingRect().height() == widget.height() and top > 0

    qtbot.waitUntil(lambda: in_sight(form.unlock) and in_sight(form.passphrase))
