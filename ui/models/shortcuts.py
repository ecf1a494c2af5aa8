"""The one table of the window's keys, from which bindings, keycaps and the list of keys are made.

Keys with Ctrl, Alt or F act everywhere in the window; a worker may choose others for them on this
computer. Plain letters come up from the page that did not want them, so that a page's own letter
wins and a text field keeps what is typed into it; those stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtGui import QKeySequence


class Command(StrEnum):
    """What the window itself does on a key."""

    FIND = "find"
    LOG_CONTACT = "log_contact"
    DRAFTS = "drafts"
    BACK = "back"
    FORWARD = "forward"
    SIDEBAR = "sidebar"
    NEXT_REGION = "next_region"
    PREVIOUS_REGION = "previous_region"
    UNDO = "undo"
    SHORTCUTS = "shortcuts"
    LOCK = "lock"


@dataclass(frozen=True)
class Shortcut:
    """Keys of one command, in Qt's portable words; the first is shown and can be chosen.

    over_sheets: also while a dialog is open.
    """

    command: Command
    keys: tuple[str, ...]
    words: str
    over_sheets: bool = False


@dataclass(frozen=True)
class KeyNote:
    """A line of the list of keys about keys that pages and lists bind themselves."""

    keys: str
    words: str


class ShortcutConflict(ValueError):
    """A key that cannot be had; the message says why, in words for the person who pressed it."""


class ShortcutTable:
    """Shortcuts that were checked against each other. Raises ShortcutConflict."""

    def __init__(self, shortcuts: Iterable[Shortcut]) -> None:
        self._shortcuts = tuple(shortcuts)
        _refuse_conflicts(self._shortcuts)

    def __iter__(self) -> Iterator[Shortcut]:
        return iter(self._shortcuts)

    def keys_of(self, command: Command) -> str:
        """The keys shown for `command`."""
        return self._of(command).keys[0]

    def words_of(self, command: Command) -> str:
        """What `command` does."""
        return self._of(command).words

    def with_own(self, own: Mapping[Command, str]) -> ShortcutTable:
        """The table with other first keys for some commands. Raises ShortcutConflict."""
        for command, keys in own.items():
            _refuse_unfit(keys)
            self._refuse_anothers(keys, command, own)
        return ShortcutTable(replace(one, keys=_keys_with(one, own)) for one in self._shortcuts)

    def _refuse_anothers(self, keys: str, command: Command, own: Mapping[Command, str]) -> None:
        for other in self._shortcuts:
            if other.command is not command and keys in _keys_with(other, own):
                raise ShortcutConflict(f"{keys} is taken: {other.words}.")

    def _of(self, command: Command) -> Shortcut:
        return next(shortcut for shortcut in self._shortcuts if shortcut.command is command)


WINDOW_SHORTCUTS: tuple[Shortcut, ...] = (
    Shortcut(Command.FIND, ("Ctrl+K",), "Find a participant, page or note"),
    Shortcut(Command.LOG_CONTACT, ("Ctrl+L", "F2"), "Log a contact"),
    Shortcut(Command.DRAFTS, ("Ctrl+Shift+D",), "Drafts and trash"),
    Shortcut(Command.UNDO, ("Ctrl+Z",), "Undo what was just done"),
    Shortcut(Command.BACK, ("Alt+Left",), "Back"),
    Shortcut(Command.FORWARD, ("Alt+Right",), "Forward"),
    Shortcut(Command.SIDEBAR, ("Ctrl+\\",), "Wide or narrow sidebar"),
    Shortcut(Command.NEXT_REGION, ("F6",), "Next part of the window"),
    Shortcut(Command.PREVIOUS_REGION, ("Shift+F6",), "Previous part of the window"),
    Shortcut(Command.SHORTCUTS, ("F1",), "This list"),
    Shortcut(Command.LOCK, ("Ctrl+Shift+L",), "Lock now", over_sheets=True),
)

LIST_KEYS: tuple[KeyNote, ...] = (
    KeyNote("J K", "Next and previous row (also ↓ and ↑)"),
    KeyNote("Enter", "Open"),
    KeyNote("Space", "Preview"),
    KeyNote("X", "Select"),
    KeyNote("Shift+J", "Extend the selection down (Shift+K: up)"),
    KeyNote("Shift+P", "Pin to the sidebar, or let go"),
    KeyNote("/", "Find in this view"),
    KeyNote("Esc", "Close, or go back"),
)

FORM_KEYS: tuple[KeyNote, ...] = (
    KeyNote("Ctrl+S", "Save"),
    KeyNote("Ctrl+Enter", "Save and sign"),
    KeyNote("Ctrl+Shift+Enter", "Save, sign and log another"),
    KeyNote("Ctrl+M", "Brief entry or full note"),
    KeyNote("Alt+1", "How it happened (to Alt+9)"),
    KeyNote("A", "Attempted, no contact"),
    KeyNote("Esc", "Close; the draft is kept"),
)

_TAKEN: tuple[tuple[str, str], ...] = (  # what pages, forms and text fields bind themselves
    *((note.keys, note.words) for note in FORM_KEYS if "+" in note.keys),
    ("Ctrl+Return", "Save and sign"),
    ("Ctrl+Shift+Return", "Save, sign and log another"),
    *((f"Alt+{digit}", "How it happened") for digit in range(2, 10)),
    ("Alt+Up", "Previous participant"),
    ("Alt+Down", "Next participant"),
    ("Ctrl+P", "Print"),
    ("Ctrl+=", "Larger preview"),
    ("Ctrl++", "Larger preview"),
    ("Ctrl+-", "Smaller preview"),
    ("Ctrl+A", "Select everything"),
    *((f"Ctrl+{key}", "Writing in a field") for key in ("C", "V", "X", "Y", "Left", "Right")),
    *((f"Ctrl+{key}", "Writing in a field") for key in ("Up", "Down", "Home", "End")),
    *((f"Ctrl+{key}", "Writing in a field") for key in ("Del", "Backspace", "Insert")),
    *((f"Ctrl+Shift+{key}", "Writing in a field") for key in ("Z", "Left", "Right")),
    ("Ctrl+Tab", "The system"),
    ("Alt+F4", "The system"),
    ("Alt+Tab", "The system"),
)
_HOLDING = {"Ctrl", "Alt"}
_FUNCTION_KEY = re.compile(r"(Shift\+)?F\d{1,2}")
_NONE = QKeySequence.SequenceMatch.NoMatch


def _keys_with(shortcut: Shortcut, own: Mapping[Command, str]) -> tuple[str, ...]:
    return (own.get(shortcut.command, shortcut.keys[0]), *shortcut.keys[1:])


def _refuse_unfit(keys: str) -> None:
    """Refuse a chosen key that writes text, or that a page or a field needs for itself."""
    sequence = _sequence(keys)
    if sequence.count() != 1:
        raise ShortcutConflict("One key, held with Ctrl or Alt, or a function key.")
    if not _HOLDING & set(keys.split("+")) and not _FUNCTION_KEY.fullmatch(keys):
        raise ShortcutConflict(
            f"{keys} alone may write text. Hold Ctrl or Alt with it, or take a function key."
        )
    for taken, words in _TAKEN:
        if _sequence(taken) == sequence:
            raise ShortcutConflict(f"{keys} is taken: {words}.")


def _refuse_conflicts(shortcuts: tuple[Shortcut, ...]) -> None:
    bound = [(keys, shortcut.words) for shortcut in shortcuts for keys in shortcut.keys]
    for place, (keys, _) in enumerate(bound):
        sequence = _sequence(keys)
        if sequence.isEmpty() or sequence.toString() == "":
            raise ShortcutConflict(f"{keys!r} is not a key.")
        for other_keys, words in bound[:place]:
            other = _sequence(other_keys)
            if sequence.matches(other) != _NONE or other.matches(sequence) != _NONE:
                raise ShortcutConflict(f"{keys} is taken: {words}.")


def _sequence(keys: str) -> QKeySequence:
    return QKeySequence(keys, QKeySequence.SequenceFormat.PortableText)
