"""From an open vault to the workspace; imported only then, for it pulls in the store."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtDBus import QDBusConnection

from lead_desktop.app import Application
from lead_desktop.base.preferences import load_preferences
from ui.models.key_book import KeyBook
from ui.pages.workplace import Navigator, Workplace
from ui.runner import ChangeBus, Runner
from ui.shell.page_table import Premises
from ui.shell.sidebar import Signboard
from ui.shell.system_lock import SystemLock, own_session_id
from ui.shell.workspace import Workspace
from ui.theme import Theme


def make_workspace(
    application: Application, runner: Runner, theme: Theme, config: Path
) -> Workspace:
    """The workspace of one worker at one open vault; what is made here dies with it."""
    desk = application.desk
    bus, navigator = ChangeBus(), Navigator()
    board = Signboard(
        desk.settings.display_name, application.vault_name, desk.worker.name, desk.worker.role.label
    )
    keys = KeyBook()
    keys.read(load_preferences(config).keys)
    workplace = Workplace(desk, runner, bus, theme, navigator, keys)
    workspace = Workspace(Premises(workplace, application, config), board)
    bus.setParent(workspace)
    navigator.setParent(workspace)
    keys.setParent(workspace)
    system = SystemLock(
        QDBusConnection.systemBus(),
        QDBusConnection.sessionBus(),
        session_id=own_session_id(),
        parent=workspace,
    )
    system.locked.connect(workspace.lock_wanted)
    return workspace
