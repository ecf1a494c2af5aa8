"""A small real vault with two workers and a few people, and the real window over a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from lead_desktop.app import create_vault, open_vault
from lead_desktop.base.clock import FixedClock
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    ParticipantStatus,
    Phase,
    Role,
    WorkerPart,
)
from lead_desktop.domain.people.participant import fold_name
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.store.tables import Assignment, Participant
from lead_desktop.vault.derivation import FAST
from ui.pages.unlock.door import Door
from ui.runner import Runner
from ui.shell.history import Place
from ui.shell.main_window import MainWindow
from ui.shell.page_table import PARTICIPANT
from ui.shell.workspace import Workspace
from ui.theme import Theme

WORKER, PASSPHRASE = "Tomas Sampleton", "seven calm herons wade upriver"
PEER, PEER_PASSPHRASE = "Dre Exampleton", "blue kettles sing in the morning"
NAMES = ("Juniper Fable", "Moss Example", "Wren Sample", "Clover Imaginary")
ENDED = "Basil Placeholder"
NOTE = "Brought the marmalade sandwiches"


def _enroll(desk: Desk, number: int, name: str, status: ParticipantStatus) -> None:
    now = desk.clock.now()
    person = new_id()
    since = date(2026, 3, 3)
    stamps = {"created_at": now, "updated_at": now}
    with desk.store.write() as session:
        session.add(
            Participant(
                id=person,
                number=number,
                preferred_name=name,
                name_key=fold_name(name),
                status=status,
                status_since=since,
                phase=Phase.ENGAGED,
                enrolled_on=since,
                **stamps,
            )
        )
        session.flush()
        part, worker = WorkerPart.CASE_MANAGER, desk.worker.id
        session.add(
            Assignment(participant_id=person, part=part, worker_id=worker, from_on=since, **stamps)
        )
    if name == NAMES[0]:
        met = LogContact(
            id=new_id(),
            participant_ids=(person,),
            mode=ContactMode.IN_PERSON,
            outcome=ContactOutcome.MET,
            occurred_at=now,
            note=NOTE,
        )
        contacts.log_contact(desk, met)


@pytest.fixture(scope="session")
def vault_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault made once; the tests work on copies."""
    folder = tmp_path_factory.mktemp("vaults") / "Downtown team"
    clock = FixedClock()
    create_vault(
        folder, worker=WORKER, role=Role.CASE_MANAGER, passphrase=PASSPHRASE, cost=FAST, clock=clock
    )
    with open_vault(folder, WORKER, PASSPHRASE, clock=clock) as application:
        application.add_worker(PEER, Role.PEER, False, PEER_PASSPHRASE)
        for number, name in enumerate(NAMES, start=1):
            _enroll(application.desk, number, name, ParticipantStatus.ACTIVE)
        _enroll(application.desk, 9, ENDED, ParticipantStatus.CLOSED)
    return folder


@pytest.fixture
def vault(vault_template: Path, tmp_path: Path) -> Path:
    """A vault of the test's own."""
    return Path(shutil.copytree(vault_template, tmp_path / vault_template.name))


@pytest.fixture
def door(vault: Path, tmp_path: Path) -> Door:
    """A door that knows `vault` as the last one opened."""
    made = Door(tmp_path / "config", tmp_path / "demo", FixedClock())
    made.remember(vault)
    return made


@pytest.fixture
def runner(qapp: object) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()


class Seconds:
    """A clock of seconds that a test moves by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, runner: Runner, door: Door, seconds: Seconds
) -> Iterator[MainWindow]:
    """The real window, showing the unlock page with its workers."""
    made = MainWindow(theme, runner, door, seconds=seconds)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    page = made.unlock_page
    assert page is not None
    qtbot.waitUntil(lambda: bool(page.form.workers.name()), timeout=20_000)
    yield made
    made.close()
    made.deleteLater()
    # No event loop runs between tests: without this the window would live on into the next ones.
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


@pytest.fixture
def unlock(qtbot: QtBot, window: MainWindow) -> Callable[..., None]:
    """Unlock by keyboard as a worker: unlock() or unlock(PEER, PEER_PASSPHRASE)."""

    def enter(worker: str = WORKER, passphrase: str = PASSPHRASE) -> None:
        page = window.unlock_page
        assert page is not None
        qtbot.waitUntil(lambda: bool(page.form.workers.name()), timeout=20_000)
        page.form.workers.choose(worker)
        qtbot.keyClicks(page.form.passphrase.input, passphrase)
        qtbot.keyClick(page.form.passphrase.input, "\r")
        qtbot.waitUntil(lambda: window.workspace is not None, timeout=20_000)

    return enter


@pytest.fixture
def workspace(qtbot: QtBot, window: MainWindow, unlock: Callable[..., None]) -> Workspace:
    """The workspace of Tomas Sampleton, once everybody of the vault is known to it."""
    unlock()
    made = window.workspace
    assert made is not None
    qtbot.waitUntil(lambda: len(made.people.rows) == len(NAMES) + 1)
    return made


def person(workspace: Workspace, name: str) -> Place:
    """Where a participant is shown."""
    row = next(row for row in workspace.people.rows if row.preferred_name == name)
    return Place(PARTICIPANT, row.id)
