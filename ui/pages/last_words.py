"""What the window takes along when it locks: the words that no draft holds yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

Keep = Callable[[], object]
"""Writes words down; called on the store's thread."""


class LastWords(QObject):
    """Belongs to whatever is typed in, so that the window finds it without knowing its page.

    take: asked on the GUI thread before a lock; what writes the words down, None when they are.
    """

    def __init__(self, owner: QObject, take: Callable[[], Keep | None]) -> None:
        super().__init__(owner)
        self.take = take
