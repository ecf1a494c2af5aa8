"""What is held down while a key is pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


def held_keys(event: QKeyEvent) -> Qt.KeyboardModifier:
    """Shift, Ctrl, Alt or Meta as they are held. That a key stands on the number pad is told by Qt
    as if something were held; it is the same key."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
