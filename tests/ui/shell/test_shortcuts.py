"""The shortcut table: every key once, and none in another's way."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ui.shell.shortcuts import (
    WINDOW_SHORTCUTS,
    Command,
    Shortcut,
    ShortcutConflict,
    ShortcutTable,
)


def test_every_command_of_the_window_has_a_key(qapp: QApplication) -> None:
    table = ShortcutTable(WINDOW_SHORTCUTS, ["G,C", "G,S"])
    assert {shortcut.command for shortcut in table} == set(Command)
    assert table.keys_of(Command.FIND) == "Ctrl+K"


@pytest.mark.parametrize("keys", ["Ctrl+K", "Ctrl+L", "F2"])
def test_the_same_key_for_two_commands_is_refused(qapp: QApplication, keys: str) -> None:
    with pytest.raises(ShortcutConflict, match="stand in each other's way"):
        ShortcutTable((*WINDOW_SHORTCUTS, Shortcut(Command.LOCK, (keys,), "Again")))


def test_a_key_that_begins_another_sequence_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ShortcutConflict):
        ShortcutTable((Shortcut(Command.FIND, ("G",), "Find"),), ["G,C"])


def test_words_that_are_no_key_are_refused(qapp: QApplication) -> None:
    with pytest.raises(ShortcutConflict, match="is not a key"):
        ShortcutTable((Shortcut(Command.FIND, ("",), "Find"),))
