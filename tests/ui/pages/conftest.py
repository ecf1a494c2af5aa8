"""What every page test is given: a workplace over the real store, with real threads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.services.desk import Desk
from ui.pages.workplace import Navigator, Workplace
from ui.runner import ChangeBus, Runner
from ui.theme import Theme


@pytest.fixture
def workplace(desk: Desk, theme: Theme, qtbot: QtBot) -> Iterator[Workplace]:
    """The workplace of Tomas Sampleton, case manager; `replace(workplace, desk=...)` for others."""
    runner = Runner()
    yield Workplace(desk, runner, ChangeBus(), theme, Navigator())
    runner.close()


@pytest.fixture
def stage(qtbot: QtBot, workplace: Workplace) -> Iterator[QWidget]:
    """An active window of the usual size with the focus in a field, to open overlays over."""
    made = QWidget()
    made.resize(1440, 900)
    field = QLineEdit()
    QVBoxLayout(made).addWidget(field)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    field.setFocus()
    yield made
    # Before the runner closes: forms that are still open may have a save in mind.
    Shiboken.delete(made)
