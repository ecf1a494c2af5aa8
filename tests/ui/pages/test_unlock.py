"""The parts of the unlock page."""

from __future__ import annotations

import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lead_desktop.base.clock import DEFAULT_ZONE
from lead_desktop.base.errors import WeakPassphrase, WrongPassphrase
from ui.kit.new_passphrase import NewPassphrase
from ui.kit.passphrase_field import PassphraseField, caps_lock_shown
from ui.pages.unlock.new_vault import NewVaultSheet
from ui.pages.unlock.recovery import RecoverySheet
from ui.pages.unlock.recovery_words import RecoveryWords
from ui.pages.unlock.vault_choice import VaultChoice, VaultEntry
from ui.pages.unlock.words import age, last_here, size_words
from ui.theme import Theme

NOW = datetime(2026, 11, 23, 10, 41, tzinfo=DEFAULT_ZONE)
GOOD = "seven calm herons wade upriver"
SHIFT, PLAIN = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


@pytest.mark.parametrize(
    ("text", "modifiers", "before", "after"),
    [
        ("a", PLAIN, False, False),
        ("A", SHIFT, False, False),
        ("A", PLAIN, False, True),
        ("a", SHIFT, False, True),
        ("a", PLAIN, True, False),
        ("7", PLAIN, True, True),
        ("", PLAIN, True, True),
    ],
)
def test_a_letter_gives_caps_lock_away(
    text: str, modifiers: Qt.KeyboardModifier, before: bool, after: bool
) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifiers, text)
    assert caps_lock_shown(event, before) is after


def test_the_caps_lock_warning_comes_and_goes(qtbot: QtBot, theme: Theme) -> None:
    field = PassphraseField(theme, "Passphrase")
    qtbot.addWidget(field)
    field.show()
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, PLAIN, "A")
    field.eventFilter(field.input, event)
    assert field.caps_lock_is_told()
    qtbot.keyClick(field.input, "a")
    assert not field.caps_lock_is_told()


def test_wiping_hides_the_next_passphrase_again(qtbot: QtBot, theme: Theme) -> None:
    field = PassphraseField(theme, "Passphrase")
    qtbot.addWidget(field)
    qtbot.keyClicks(field.input, GOOD)
    field.reveal.click()
    assert field.input.displayText() == GOOD
    field.wipe()
    assert field.text() == ""
    assert not field.input.isUndoAvailable()
    qtbot.keyClicks(field.input, "x")
    assert field.input.displayText() != "x"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(hours=2, minutes=29), "Today, 08:12"),
        (timedelta(days=1), "Yesterday"),
        (timedelta(days=4), "Nov 19"),
        (timedelta(days=400), "Oct 19, 2025"),
    ],
)
def test_when_somebody_was_here(ago: timedelta, words: str) -> None:
    assert last_here(NOW - ago, NOW) == words


def test_ages_and_sizes_in_words() -> None:
    hours = [age(NOW - timedelta(minutes=m), NOW) for m in (0, 12, 125, 60 * 72)]
    assert hours == ["just now", "12 min ago", "2 h ago", "3 days ago"]
    assert (size_words(214_000_000), size_words(4_200)) == ("214 MB", "4 kB")
    assert last_here(None, NOW) == ""


def test_both_passphrases_must_agree_and_be_long(qtbot: QtBot, theme: Theme) -> None:
    pair = NewPassphrase(theme)
    qtbot.addWidget(pair)
    qtbot.keyClicks(pair.first.input, "short")
    assert not pair.is_usable()
    assert pair.first.problem() == "Too short: 5 of 15 characters."
    pair.wipe()
    qtbot.keyClicks(pair.first.input, GOOD)
    qtbot.keyClicks(pair.second.input, GOOD + "!")
    assert not pair.is_usable()
    assert pair.second.problem() == "The two are not the same."
    qtbot.keyClick(pair.second.input, Qt.Key.Key_Backspace)
    assert pair.is_usable()


def test_a_pause_asks_for_a_judgement(qtbot: QtBot, theme: Theme) -> None:
    pair = NewPassphrase(theme)
    qtbot.addWidget(pair)
    with qtbot.waitSignal(pair.judgement_wanted) as asked:
        qtbot.keyClicks(pair.first.input, GOOD)
    assert asked.args == [GOOD]
    pair.show_problem(WeakPassphrase("This passphrase repeats itself.", remedy="Choose another."))
    assert pair.first.problem() == "This passphrase repeats itself. Choose another."


def test_a_new_vault_asks_for_what_is_missing(qtbot: QtBot, theme: Theme, host: QWidget) -> None:
    sheet = NewVaultSheet(theme, host, Path("/somewhere"))
    sheet.open()
    wanted: list[object] = []
    sheet.wanted.connect(wanted.append)
    sheet.submit.click()
    assert wanted == []
    assert sheet.name.problem() == "Needed."
    qtbot.keyClicks(sheet.name.input, "Night: team")
    assert sheet.folder.input.text() == str(Path("/somewhere") / "Night- team")
    qtbot.keyClicks(sheet.worker.input, "Priya Demoson")
    qtbot.keyClicks(sheet.passphrase.first.input, GOOD)
    qtbot.keyClicks(sheet.passphrase.second.input, GOOD)
    with qtbot.waitSignal(sheet.wanted) as made:
        qtbot.keyClick(sheet.passphrase.second.input, Qt.Key.Key_Return)
    assert made.args is not None
    assert GOOD not in repr(made.args[0])  # a passphrase has no place in a log


def test_wrong_recovery_words_are_told_at_their_field(
    qtbot: QtBot, theme: Theme, host: QWidget
) -> None:
    sheet = RecoverySheet(theme, host, "Priya Demoson")
    sheet.open()
    sheet.show_problem(WrongPassphrase("The recovery sheet has 24 words; 3 were typed."))
    assert sheet.words.problem() == "The recovery sheet has 24 words; 3 were typed."


def test_recovery_words_stay_until_they_are_kept(
    qtbot: QtBot, theme: Theme, host: QWidget, tmp_path: Path
) -> None:
    sheet = RecoveryWords(theme, host, "1. abandon  2. ability")
    sheet.open()
    qtbot.keyClick(sheet.words, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    path = tmp_path / "sheet.txt"
    sheet.save_to(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text() == "1. abandon  2. ability"
    sheet.agreed.click()
    with qtbot.waitSignal(sheet.kept):
        sheet.done.click()
    assert sheet.words.toPlainText() == ""


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_open_list_of_vaults_shows_two_lines_for_each(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    choice = VaultChoice(theme)
    qtbot.addWidget(choice)
    entry = VaultEntry(tmp_path, "Downtown team", "This computer, 5 MB")
    choice.show_vaults((entry,), tmp_path)
    choice.show()
    choice.showPopup()
    qtbot.waitUntil(choice.view().isVisible)
    assert choice.view().sizeHintForRow(0) >= choice.sizeHint().height()
    choice.hidePopup()
