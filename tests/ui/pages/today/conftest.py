"""The Today list over a real store, with three people in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
)
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.worklist import tasks
from lead_desktop.services.worklist.tasks import WriteTask
from tests.ui.pages.today.hands import Enroll, Press
from ui.pages.today.page import TodayPage
from ui.pages.workplace import Workplace

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def people(desk: Desk, enroll: Enroll) -> dict[str, UUID]:
    made = {name: enroll(name, case_manager=desk) for name in ("Moss", "Sorrel", "Juniper")}
    for name, days in (("Moss", 19), ("Sorrel", 16), ("Juniper", 0)):
        at = desk.clock.now() - timedelta(days=days)
        phone, met = ContactMode.PHONE, ContactOutcome.MET
        contacts.log_contact(desk, LogContact(new_id(), (made[name],), phone, met, at, sign=True))
    tasks.write_tasks(
        desk, (WriteTask(new_id(), made["Juniper"], "Bring the form", desk.clock.today()),)
    )
    return made


@pytest.fixture
def told(workplace: Workplace) -> list[tuple[str, object]]:
    """Toasts, with their undo."""
    heard: list[tuple[str, object]] = []
    workplace.navigator.toast_wanted.connect(lambda words, undo: heard.append((words, undo)))
    return heard


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, people: dict[str, UUID]) -> Iterator[TodayPage]:
    made = TodayPage(workplace, chord_ms=60_000)  # a busy machine looks into the vault for long
    made.resize(1180, 780)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.activate()
    qtbot.waitUntil(lambda: made.loaded)
    yield made
    Shiboken.delete(made)


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    def key(which: Qt.Key, held: Mod = Mod.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget(), which, held)

    return key
