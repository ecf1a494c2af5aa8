"""Signals of the system that lock the vault; a missing bus is fine."""

from __future__ import annotations

from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication

from ui.shell.system_lock import SystemLock

_SESSION = "org.freedesktop.login1.Session"


def _locks(lock: SystemLock) -> list[bool]:
    heard: list[bool] = []
    lock.locked.connect(lambda: heard.append(True))
    return heard


def test_without_a_bus_nothing_happens(qapp: QApplication) -> None:
    nowhere = QDBusConnection("no such bus")
    lock = SystemLock(nowhere, None)
    assert not nowhere.isConnected()
    assert _locks(lock) == []


def test_sleep_and_screen_saver_lock_when_they_begin(qapp: QApplication) -> None:
    lock = SystemLock(None, None)
    heard = _locks(lock)
    for starting in (False, True):
        lock.on_sleep(starting)
        lock.on_saver(starting)
    assert heard == [True, True]


def test_only_the_own_session_locks(qapp: QApplication) -> None:
    lock = SystemLock(None, None, session_id="2")
    heard = _locks(lock)
    for path in ("_33", "_32", "c2"):
        message = QDBusMessage.createSignal(
            f"/org/freedesktop/login1/session/{path}", _SESSION, "Lock"
        )
        lock.on_session_lock(message)
    assert heard == [True]


def test_the_slots_answer_to_the_signatures_that_are_connected(qapp: QApplication) -> None:
    meta = SystemLock(None, None).metaObject()
    for slot in ("on_sleep(bool)", "on_saver(bool)", "on_session_lock(QDBusMessage)"):
        assert meta.indexOfSlot(slot) >= 0, slot
