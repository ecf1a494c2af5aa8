"""Waiting for the window to have heard, which is later than the store's having written."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.runner import Runner


def catch_up(qtbot: QtBot, runner: Runner) -> None:
    """Wait until everything that was asked of the store so far has been told to who asked.

    A test that looks into the store itself sees a change before the window has heard of it.
    """
    owner = QObject()
    told: list[None] = []
    runner.run(lambda: None, told.append, owner=owner)
    qtbot.waitUntil(lambda: bool(told))
