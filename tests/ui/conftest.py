"""A screen of a real size for all tests of the window, and the theme they are dressed in."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from tests.ui.tab_order import TabOrderWatch
from ui.theme import Look, Theme, apply_theme
from ui.theme.offscreen import offscreen_platform

PATIENCE_MS = 30_000

if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    # Read when the application is made, which is before any fixture of ours could run.
    _folder = tempfile.TemporaryDirectory(prefix="lead-screen-")
    os.environ["QT_QPA_PLATFORM"] = offscreen_platform(Path(_folder.name) / "screens.json")


class PatientBot(QtBot):
    """Waits for what a busy machine is late with; waiting longer costs nothing where it is there.

    What must not happen is shown by an event after which it would have happened.
    """

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(
        self, signal: object, *, timeout: int = PATIENCE_MS, **wishes: object
    ) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, **wishes)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The hands of a test, with patience."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    """The application's theme; tests that switch it use `theme`, which switches back."""
    made = Theme()
    apply_theme(qapp, made)
    return made


@pytest.fixture(autouse=True)
def tab_order(qapp: QApplication) -> Iterator[TabOrderWatch]:
    """Whatever sheet or dialog a test opens, Tab goes through it as one reads it."""
    watch = TabOrderWatch()
    qapp.focusChanged.connect(watch.follow)
    yield watch
    qapp.focusChanged.disconnect(watch.follow)
    assert watch.faults == []


@pytest.fixture
def theme(dressed: Theme) -> Iterator[Theme]:
    yield dressed
    dressed.switch(Look())
