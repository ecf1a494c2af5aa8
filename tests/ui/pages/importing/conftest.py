"""The settings page of an administrator, and somebody who takes files in there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.domain.codes import Role
from lead_desktop.services.desk import Desk
from tests.ui.pages.importing.clerk import Clerk, Told
from ui.pages.settings.page import SettingsPage
from ui.pages.workplace import Workplace


@pytest.fixture
def boss(seat: Callable[..., Desk]) -> Desk:
    return seat(Role.CASE_MANAGER, name="Ada Sampleton", administrator=True)


@pytest.fixture
def told(workplace: Workplace) -> Told:
    heard: Told = []
    workplace.navigator.toast_wanted.connect(lambda words, undo: heard.append((words, undo)))
    return heard


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, boss: Desk, tmp_path: Path) -> Iterator[SettingsPage]:
    made = SettingsPage(replace(workplace, desk=boss), config=tmp_path)
    made.resize(1200, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.activate()
    yield made
    Shiboken.delete(made)


@pytest.fixture
def clerk(qtbot: QtBot, page: SettingsPage, tmp_path: Path) -> Clerk:
    return Clerk(qtbot, page, tmp_path)
