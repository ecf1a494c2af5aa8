"""The keys now in force, handed to everything that binds or shows them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from ui.models.shortcuts import WINDOW_SHORTCUTS, Command, ShortcutConflict, ShortcutTable


class KeyBook(QObject):
    """The table of the window's keys with a worker's own in it. changed: other keys hold now."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own: dict[Command, str] = {}
        self._table = self._usual = ShortcutTable(WINDOW_SHORTCUTS)

    @property
    def table(self) -> ShortcutTable:
        """All commands with their keys."""
        return self._table

    def keys_of(self, command: Command) -> str:
        """The keys shown for `command`."""
        return self._table.keys_of(command)

    def own(self) -> dict[str, str]:
        """The chosen keys by the command's name, as the preferences keep them."""
        return {str(command): keys for command, keys in self._own.items()}

    def read(self, own: Mapping[str, str]) -> None:
        """Take over keys from the preferences. Where they no longer go together (a file that was
        damaged, a later version's command), the usual ones hold."""
        known = {Command(name): keys for name, keys in own.items() if name in set(Command)}
        try:
            self._take(known)
        except ShortcutConflict:
            self._take({})

    def choose(self, command: Command, keys: str | None) -> None:
        """Other keys for `command`, or the usual ones again (None). Raises ShortcutConflict, and
        leaves everything as it is."""
        rest = {one: own for one, own in self._own.items() if one is not command}
        usual = keys is None or keys == self._usual.keys_of(command)
        self._take(rest if usual or keys is None else {**rest, command: keys})

    def _take(self, own: dict[Command, str]) -> None:
        if own == self._own:
            return
        self._table = self._usual.with_own(own)
        self._own = own
        self.changed.emit()
