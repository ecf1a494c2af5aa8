"""Signals of the system that lock the vault; a missing bus is fine."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

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


@pytest.fixture
def bus(qapp: QApplication) -> Iterator[QDBusConnection]:
    """A private message bus, as systems without a login manager do not have."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("dbus-daemon is not installed")
    daemon = subprocess.Popen(
        [program, "--session", "--print-address", "--nofork"], stdout=subprocess.PIPE, text=True
    )
    with daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        yield QDBusConnection.connectToBus(address, "lead-test")
        QDBusConnection.disconnectFromBus("lead-test")
        daemon.terminate()


def test_the_signals_arrive_over_a_real_bus(qtbot: QtBot, bus: QDBusConnection) -> None:
    lock = SystemLock(bus, bus, session_id="2")
    for path, interface, name, arguments in (
        ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", [True]),
        ("/org/freedesktop/login1/session/_32", _SESSION, "Lock", []),
        ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [True]),
    ):
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(arguments)
        with qtbot.waitSignal(lock.locked):
            assert bus.send(message)
