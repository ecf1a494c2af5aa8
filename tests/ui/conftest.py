"""A screen of a real size for all tests of the window, and the theme they are dressed in."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.tab_order import TabOrderWatch
from ui.theme import Look, Theme, apply_theme
from ui.theme.offscreen import offscreen_platform

if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    # Read when the application is made, which is before any fixture of ours could run.
    _folder = tempfile.TemporaryDirectory(prefix="lead-screen-")
    os.environ["QT_QPA_PLATFORM"] = offscreen_platform(Path(_folder.name) / "screens.json")


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
