"""Locking by itself: minutes without a key or a pointer, and the signals of the system."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

WARNING_SECONDS = 30
_TICK_MS = 1000
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


def awake_seconds() -> float:
    """Seconds on a clock that never goes back and, where the system has one, counts sleep too."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class IdleWatch(QObject):
    """Counts seconds since the last input of the whole application.

    warned: seconds left, once per second during the last 30. stirred: input came after a
    warning. expired: time is up (sent once). minutes_left: for the status strip, when it changes.
    """

    warned = Signal(int)
    stirred = Signal()
    expired = Signal()
    minutes_left = Signal(int)

    def __init__(
        self, minutes: int, *, seconds: Callable[[], float], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._limit = max(minutes, 1) * 60
        self._seconds = seconds
        self._last_input = seconds()
        self._warning = False
        self._over = False
        self._shown = -1
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Begin to watch."""
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._timer.start()
        self.tick()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        """The setting changed; counting begins anew."""
        self._limit = max(minutes, 1) * 60
        self.stir()

    def stir(self) -> None:
        """Take note of input (or of a press on "Stay open")."""
        self._last_input = self._seconds()
        if self._warning:
            self._warning = False
            self.stirred.emit()

    def seconds_left(self) -> int:
        """Whole seconds until the lock, never below 0."""
        return max(0, math.ceil(self._last_input + self._limit - self._seconds()))

    def tick(self) -> None:
        """Look at the clock; the timer calls this once a second."""
        left = self.seconds_left()
        minutes = math.ceil(left / 60)
        if minutes != self._shown:
            self._shown = minutes
            self.minutes_left.emit(minutes)
        if left == 0 and not self._over:
            self._over = True
            self.expired.emit()
        elif 0 < left <= WARNING_SECONDS:
            self._warning = True
            self.warned.emit(left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Only what the system delivered counts: a page that repaints must not keep a vault open.
        if event.type() in _INPUT and event.spontaneous():
            self.stir()
        return False
