"""One tab stop for a whole group of buttons: arrows move inside it, Tab leaves it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.kit.held_keys import held_keys

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class RovingKeys(QObject):
    """Watches the keys of `buttons`, which stay in this order for the life of `owner`.

    choosing: moving to a button also presses it (one-of-many groups).
    """

    def __init__(
        self, owner: QWidget, buttons: Sequence[QAbstractButton], *, choosing: bool
    ) -> None:
        super().__init__(owner)
        self._buttons = tuple(buttons)
        self._choosing = choosing
        for button in self._buttons:
            button.installEventFilter(self)
        self.rest_on(0)

    def rest_on(self, place: int) -> None:
        """Make the button at `place` the one that Tab reaches."""
        for index, button in enumerate(self._buttons):
            stop = Qt.FocusPolicy.StrongFocus if index == place else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QAbstractButton) and watched in self._buttons:
            if event.type() == QEvent.Type.FocusIn:
                self.rest_on(self._buttons.index(watched))
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(watched, event)
        return False

    def _key(self, button: QAbstractButton, event: QKeyEvent) -> bool:
        if held_keys(event):
            return False
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Home:
            return self._go(0, 1)
        if key == Qt.Key.Key_End:
            return self._go(len(self._buttons) - 1, -1)
        if key not in _STEPS:
            return False
        return self._go(self._buttons.index(button) + _STEPS[key], _STEPS[key])

    def _go(self, place: int, step: int) -> bool:
        """Focus the first usable button from `place` on in the direction of `step`, going round."""
        for turn in range(len(self._buttons)):
            button = self._buttons[(place + turn * step) % len(self._buttons)]
            if button.isEnabled() and not button.isHidden():
                button.setFocus(Qt.FocusReason.TabFocusReason)
                if self._choosing:
                    button.click()
                return True
        return False
