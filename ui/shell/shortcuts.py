"""The one table of the window's keys, from which bindings and the shortcut sheet are made.

Keys with Ctrl, Alt or F act everywhere in the window. Plain letters come up from the page that
did not want them, so that a page's own letter wins and a text field keeps what is typed into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
    """Keys of one command, in Qt's portable words; the first is the one that is shown.

    over_sheets: also while a dialog is open.
    """

    command: Command
    keys: tuple[str, ...]
    words: str
    over_sheets: bool = False


@dataclass(frozen=True)
class KeyNote:
    """A line of the shortcut sheet about keys that pages and lists bind themselves."""

    keys: str
    words: str


class ShortcutConflict(ValueError):
    """Two commands want the same key, or one key sequence begins with another."""


class ShortcutTable:
    """Shortcuts that were checked against each other. Raises ShortcutConflict."""

    def __init__(self, shortcuts: Iterable[Shortcut], chords: Iterable[str] = ()) -> None:
        self._shortcuts = tuple(shortcuts)
        _refuse_conflicts(
            [key for shortcut in self._shortcuts for key in shortcut.keys] + list(chords)
        )

    def __iter__(self) -> Iterator[Shortcut]:
        return iter(self._shortcuts)

    def keys_of(self, command: Command) -> str:
        """The keys shown for `command`."""
        return next(s.keys[0] for s in self._shortcuts if s.command is command)


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
    Shortcut(Command.SHORTCUTS, ("F1",), "This list (also ?)"),
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


def _refuse_conflicts(keys: list[str]) -> None:
    sequences = [
        (text, QKeySequence(text, QKeySequence.SequenceFormat.PortableText)) for text in keys
    ]
    for place, (text, sequence) in enumerate(sequences):
        if sequence.isEmpty() or sequence.toString() == "":
            raise ShortcutConflict(f"{text!r} is not a key.")
        for other_text, other in sequences[place + 1 :]:
            if QKeySequence.SequenceMatch.NoMatch != sequence.matches(other) or (
                other.matches(sequence) != QKeySequence.SequenceMatch.NoMatch
            ):
                raise ShortcutConflict(f"{text} and {other_text} stand in each other's way.")
