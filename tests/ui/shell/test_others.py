"""Two windows on one vault: what the other saves shows here without being asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from lead_desktop.app import open_vault
from lead_desktop.base.clock import FixedClock
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ContactMode, ContactOutcome
from lead_desktop.services.contacts import contacts
from lead_desktop.services.people import participants
from tests.ui.shell.conftest import PEER, PEER_PASSPHRASE
from ui.shell.main_window import MainWindow


def test_a_contact_logged_elsewhere_is_noticed(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None], vault: Path
) -> None:
    unlock()
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: len(workspace.people.rows) == 5)
    told: list[object] = []
    workspace.workplace.bus.subscribe(workspace, ("contacts",), told.append)
    workspace.others.ask()
    qtbot.waitUntil(lambda: not workspace.others.is_asking)
    with open_vault(vault, PEER, PEER_PASSPHRASE, clock=FixedClock()) as elsewhere:
        (moss,) = participants.list_caseload(elsewhere.desk, find="Moss")
        contacts.log_contact(
            elsewhere.desk,
            contacts.LogContact(
                id=new_id(),
                participant_ids=(moss.id,),
                mode=ContactMode.PHONE,
                outcome=ContactOutcome.MET,
                occurred_at=elsewhere.desk.clock.now(),
            ),
        )
    workspace.others.ask()
    qtbot.waitUntil(lambda: bool(told))
    qtbot.waitUntil(
        lambda: any(row.id == moss.id and row.last_reached_at for row in workspace.people.rows)
    )
