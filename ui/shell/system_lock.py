"""The computer goes to sleep or its screen locks: then the vault locks too (Linux, by D-Bus)."""

from __future__ import annotations

import os

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

_LOGIN = "org.freedesktop.login1"


class SystemLock(QObject):
    """Listens on the buses that are handed in; one that is not connected is passed over.

    locked: the system said that nobody sits here any more.
    """

    locked = Signal()

    def __init__(
        self,
        system_bus: QDBusConnection | None,
        session_bus: QDBusConnection | None,
        *,
        session_id: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session_id = session_id
        if system_bus is not None and system_bus.isConnected():
            self._listen(system_bus, f"{_LOGIN}.Manager", "PrepareForSleep", "on_sleep(bool)")
            self._listen(system_bus, f"{_LOGIN}.Session", "Lock", "on_session_lock(QDBusMessage)")
        if session_bus is not None and session_bus.isConnected():
            for name in ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"):
                self._listen(session_bus, name, "ActiveChanged", "on_saver(bool)")

    def _listen(self, bus: QDBusConnection, interface: str, signal: str, slot: str) -> None:
        # The stub asks for bytes; the binding itself takes text alone.
        bus.connect("", "", interface, signal, self, SLOT(slot))  # type: ignore[call-overload]

    @Slot("bool")
    def on_sleep(self, starting: bool) -> None:
        """Sent before (True) and after (False) the computer sleeps."""
        if starting:
            self.locked.emit()

    @Slot(QDBusMessage)
    def on_session_lock(self, message: QDBusMessage) -> None:
        """Every user's session says this on the system bus; ours alone matters where known."""
        if not self._session_id or message.path().endswith(f"/{_escaped(self._session_id)}"):
            self.locked.emit()

    @Slot("bool")
    def on_saver(self, active: bool) -> None:
        """The screen saver came on (True) or went."""
        if active:
            self.locked.emit()


def own_session_id() -> str:
    """The login session of this process; "" when there is none."""
    return os.environ.get("XDG_SESSION_ID", "")


def _escaped(session_id: str) -> str:
    """A session id as login1 writes it in an object path: "2" is "_32", "c1" stays."""
    first = session_id[:1]
    return f"_{ord(first):02x}{session_id[1:]}" if first.isdigit() else session_id
