"""The watch over idle minutes, on a clock moved by hand."""

from __future__ import annotations

import time

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.shell.conftest import Seconds
from ui.shell.idle import IdleWatch, awake_seconds


@pytest.fixture
def watch(qtbot: QtBot, seconds: Seconds) -> IdleWatch:
    return IdleWatch(10, seconds=seconds)


def test_it_warns_half_a_minute_ahead_and_expires_once(watch: IdleWatch, seconds: Seconds) -> None:
    warned: list[int] = []
    expired: list[bool] = []
    watch.warned.connect(warned.append)
    watch.expired.connect(lambda: expired.append(True))
    for now in (0, 569, 570, 585, 600, 601):
        seconds.now = float(now)
        watch.tick()
    assert warned == [30, 15]
    assert expired == [True]


def test_minutes_left_are_told_when_they_change(watch: IdleWatch, seconds: Seconds) -> None:
    told: list[int] = []
    watch.minutes_left.connect(told.append)
    for now in (0, 1, 59, 60, 61, 121):
        seconds.now = float(now)
        watch.tick()
    assert told == [10, 9, 8]


def test_a_key_anywhere_counts_as_input(qtbot: QtBot, watch: IdleWatch, seconds: Seconds) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    stirred: list[bool] = []
    watch.stirred.connect(lambda: stirred.append(True))
    watch.start()
    seconds.now = 580.0
    watch.tick()
    qtbot.keyClick(field, "a")
    watch.stop()
    assert stirred == [True]
    assert watch.seconds_left() == 600


def test_painting_does_not_count_as_input(qtbot: QtBot, watch: IdleWatch, seconds: Seconds) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    watch.start()
    seconds.now = 100.0
    field.setText("a page that changes by itself")
    field.repaint()
    watch.stop()
    assert watch.seconds_left() == 500


def test_the_clock_of_the_machine_goes_forward() -> None:
    first = awake_seconds()
    assert awake_seconds() >= first
    assert awake_seconds() >= time.monotonic() - 1
