"""The shortcut table: every key once, none in another's way, and a worker's own keys in it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.models.key_book import KeyBook
from ui.models.shortcuts import (
    WINDOW_SHORTCUTS,
    Command,
    Shortcut,
    ShortcutConflict,
    ShortcutTable,
)


def test_every_command_of_the_window_has_a_key(qapp: QApplication) -> None:
    table = ShortcutTable(WINDOW_SHORTCUTS)
    assert {shortcut.command for shortcut in table} == set(Command)
    assert table.keys_of(Command.FIND) == "Ctrl+K"


@pytest.mark.parametrize("keys", ["Ctrl+K", "Ctrl+L", "F2"])
def test_the_same_key_for_two_commands_is_refused(qapp: QApplication, keys: str) -> None:
    with pytest.raises(ShortcutConflict, match="is taken"):
        ShortcutTable((*WINDOW_SHORTCUTS, Shortcut(Command.LOCK, (keys,), "Again")))


def test_a_key_that_begins_another_sequence_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ShortcutConflict):
        ShortcutTable(
            (
                Shortcut(Command.FIND, ("Ctrl+K",), "Find"),
                Shortcut(Command.LOCK, ("Ctrl+K, Ctrl+L",), "Lock"),
            )
        )


def test_words_that_are_no_key_are_refused(qapp: QApplication) -> None:
    with pytest.raises(ShortcutConflict, match="is not a key"):
        ShortcutTable((Shortcut(Command.FIND, ("",), "Find"),))


@pytest.mark.parametrize("keys", ["Ctrl+J", "Alt+F", "F9", "Shift+F9", "Ctrl+Alt+Shift+K"])
def test_a_free_key_can_be_chosen_and_the_usual_one_returns(qtbot: QtBot, keys: str) -> None:
    book = KeyBook()
    with qtbot.waitSignal(book.changed):
        book.choose(Command.FIND, keys)
    assert book.keys_of(Command.FIND) == keys
    assert book.own() == {"find": keys}
    book.choose(Command.FIND, None)
    assert book.keys_of(Command.FIND) == "Ctrl+K"
    assert book.own() == {}


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ("Ctrl+L", "Log a contact"),
        ("F2", "Log a contact"),
        ("Ctrl+S", "Save"),
        ("Ctrl+Return", "Save and sign"),
        ("Alt+3", "How it happened"),
        ("Ctrl+P", "Print"),
        ("Ctrl+V", "Writing in a field"),
        ("K", "may write text"),
        ("Shift+K", "may write text"),
        ("Esc", "may write text"),
        ("Ctrl+K, Ctrl+K", "One key"),
        ("", "One key"),
    ],
)
def test_a_key_that_is_taken_or_writes_text_is_refused_with_the_reason(
    qapp: QApplication, keys: str, why: str
) -> None:
    book = KeyBook()
    with pytest.raises(ShortcutConflict, match=why):
        book.choose(Command.FIND, keys)
    assert book.keys_of(Command.FIND) == "Ctrl+K"
    assert book.own() == {}


def test_the_usual_key_does_not_return_while_another_command_has_it(qapp: QApplication) -> None:
    book = KeyBook()
    book.choose(Command.LOG_CONTACT, "Ctrl+J")
    book.choose(Command.FIND, "Ctrl+L")
    with pytest.raises(ShortcutConflict, match="Ctrl\\+L is taken"):
        book.choose(Command.LOG_CONTACT, None)
    assert book.keys_of(Command.LOG_CONTACT) == "Ctrl+J"


@pytest.mark.parametrize(
    "stored",
    [
        {"find": "Ctrl+S"},
        {"find": "Ctrl+L"},
        {"find": "nonsense"},
        {"find": ""},
        {"no such command": "Ctrl+J"},
    ],
)
def test_keys_that_cannot_be_had_are_read_as_the_usual_ones(
    qapp: QApplication, stored: dict[str, str]
) -> None:
    book = KeyBook()
    book.read(stored)
    assert book.keys_of(Command.FIND) == "Ctrl+K"
    assert book.own() == {}
