"""The window: the unlock page while the vault is closed, the workspace while it is open.

Imports nothing of the store at start, so that the unlock page is on screen at once.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.base.preferences import load_preferences
from lead_desktop.base.settings import VaultSettings
from ui.kit.toast import Toast
from ui.pages.unlock.door import Door
from ui.pages.unlock.page import Start, UnlockPage
from ui.runner import Runner
from ui.shell.clipboard import OwnClipboard
from ui.shell.history import Place
from ui.shell.idle import IdleWatch, awake_seconds
from ui.shell.letters import LetterGate
from ui.theme import Theme
from ui.theme.fonts import register_fallback_fonts

if TYPE_CHECKING:
    from lead_desktop.app import Application
    from lead_desktop.services.contacts.drafts import DraftLine, DraftState
    from ui.pages.last_words import Keep
    from ui.shell.own_backup import OwnBackup
    from ui.shell.workspace import Workspace

MINIMUM = (1100, 700)
OPENING = (1440, 900)


@dataclass(frozen=True)
class Resume:
    """What was locked: for whom, and where to return to."""

    vault: Path
    worker: str
    place: Place | None


class MainWindow(QMainWindow):
    """seconds: the clock that counts idle time; tests and pictures hand in their own."""

    def __init__(
        self,
        theme: Theme,
        runner: Runner,
        door: Door,
        *,
        vault: Path | None = None,
        seconds: Callable[[], float] = awake_seconds,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme, self.runner, self.door = theme, runner, door
        self._seconds = seconds
        self._application: Application | None = None
        self._workspace: Workspace | None = None
        self._idle: IdleWatch | None = None
        self._own_backup: OwnBackup | None = None
        self._warning: Toast | None = None
        self._resume: Resume | None = None
        self._start = Start(vault=vault)
        self._settings = VaultSettings()
        self._letters = LetterGate(self)
        self._clipboard = OwnClipboard(self)
        self.setWindowTitle(self._settings.display_name)
        self.setWindowIcon(theme.window_icon())
        self.setMinimumSize(*MINIMUM)
        self.resize(*OPENING)
        runner.on_problem(self.report)
        self._read_preferences()
        self._show_unlock()

    @property
    def workspace(self) -> Workspace | None:
        """The workspace while a vault is open."""
        return self._workspace

    @property
    def unlock_page(self) -> UnlockPage | None:
        """The unlock page while no vault is open."""
        page = self.centralWidget()
        return page if isinstance(page, UnlockPage) else None

    @property
    def idle(self) -> IdleWatch | None:
        """The watch over idle minutes while a vault is open."""
        return self._idle

    def lock(self) -> None:
        """Lock now: keep what is being written, destroy what shows participants, close."""
        if self._workspace is None or self._application is None:
            return
        desk = self._application.desk
        place = self._workspace.place()
        self._resume = Resume(self._application.folder, desk.worker.name, place)
        self._put_away()
        self._start = Start(
            self._resume.vault, self._resume.worker, self._start.demo, self._start.demo_vault
        )
        self._show_unlock()

    def report(self, error: LeadError) -> None:
        """Show an error where the person is."""
        if self._workspace is not None:
            self._workspace.report(error)
        elif self.unlock_page is not None:
            self.unlock_page.show_problem(error)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._load_ahead)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._put_away()
        super().closeEvent(event)

    def _load_ahead(self) -> None:
        """What the very first picture does without; the workspace while the passphrase is typed."""
        register_fallback_fonts()  # for names in other scripts
        self.runner.run(_load_workspace, lambda _: None, owner=self)

    def _show_unlock(self) -> None:
        page = UnlockPage(
            self.theme,
            self.runner,
            self.door,
            self._start,
            name=self._settings.display_name,
            lock_minutes=self._settings.lock_minutes,
        )
        page.opened.connect(self._enter)
        self.setCentralWidget(page)
        page.show()
        page.form.passphrase.input.setFocus()

    def _enter(self, application: Application) -> None:
        from ui.shell.opening import make_workspace

        page = self.unlock_page
        if page is not None:
            demo_vault, demo = page.demo
            self._start = Start(self._start.vault, self._start.worker, demo, demo_vault)
        self._application = application
        self._settings = application.desk.settings
        self.setWindowTitle(self._settings.display_name)
        workspace = make_workspace(application, self.runner, self.theme, self.door.config)
        workspace.lock_wanted.connect(self.lock)
        workspace.settings_changed.connect(self._follow_settings)
        self._workspace = workspace
        self.setCentralWidget(workspace)
        workspace.show()  # at once, so that the first page can take the focus
        workspace.start(self._place_to_return_to(application))
        self._watch_idle(workspace)
        self._watch_backups(application, workspace)
        self._fetch_surroundings(application, workspace)

    def _place_to_return_to(self, application: Application) -> Place | None:
        """Where the same worker was when the same vault was locked; somebody else starts fresh."""
        was, self._resume = self._resume, None
        same = (
            was is not None
            and was.vault == application.folder
            and was.worker == application.desk.worker.name
        )
        return was.place if was is not None and same else None

    def _fetch_surroundings(self, application: Application, workspace: Workspace) -> None:
        """Open the form that stood open, and say when the last backup was made."""
        from lead_desktop.domain.trust.roles import Act
        from lead_desktop.services.contacts import drafts

        desk = application.desk

        def resume(lines: list[DraftLine]) -> None:
            standing = next((line for line in lines if line.open), None)
            if standing is not None:
                workspace.forms.show_draft(standing)

        if desk.may(Act.LOG_CONTACT):
            self.runner.run(lambda: drafts.list_drafts(desk), resume, owner=workspace)
        self._fetch_backup(application, workspace)

    def _fetch_backup(self, application: Application, workspace: Workspace) -> None:
        self.runner.run(
            lambda: application.last_backup_at, workspace.status.show_backup, owner=workspace
        )

    def _watch_backups(self, application: Application, workspace: Workspace) -> None:
        from ui.shell.own_backup import OwnBackup

        own = OwnBackup(application, self.runner, workspace)
        own.made.connect(workspace.status.show_backup)
        own.failed.connect(workspace.report)
        self._own_backup = own

    def _follow_settings(self) -> None:
        """The settings page wrote something: preferences, minutes until the lock, a backup."""
        from lead_desktop.services.trust.settings import read_settings

        self._read_preferences()
        application, workspace = self._application, self._workspace
        if application is None or workspace is None:
            return
        desk = application.desk
        self.runner.run(lambda: read_settings(desk), self._take_settings, owner=workspace)
        self._fetch_backup(application, workspace)

    def _take_settings(self, settings: VaultSettings) -> None:
        if self._idle is not None and settings.lock_minutes != self._settings.lock_minutes:
            self._idle.set_minutes(settings.lock_minutes)
        self._settings = settings
        self.setWindowTitle(settings.display_name)
        if self._workspace is not None:
            self._workspace.sidebar.set_program(settings.display_name)

    def _watch_idle(self, workspace: Workspace) -> None:
        idle = IdleWatch(self._settings.lock_minutes, seconds=self._seconds, parent=self)
        idle.minutes_left.connect(workspace.status.show_minutes)
        idle.warned.connect(self.warn_of_lock)
        idle.stirred.connect(self.end_lock_warning)
        idle.expired.connect(self.lock)
        self._idle = idle
        idle.start()

    def warn_of_lock(self, seconds: int) -> None:
        """Say that the vault locks by itself in so many seconds, with a way to stay."""
        words = f"Locking in {seconds} s"
        if self._warning is not None:
            self._warning.set_text(words)
            return
        toast = Toast(
            self.theme,
            self._workspace,
            words,
            icon="lock",
            action="Stay open",
            keys="Space",
            stay_ms=0,
        )
        if self._idle is not None:
            toast.undone.connect(self._idle.stir)
        self._warning = toast
        toast.pop_up()
        toast.raise_()

    def end_lock_warning(self) -> None:
        """Take the warning down."""
        toast, self._warning = self._warning, None
        if toast is not None:
            toast.hide()
            toast.deleteLater()

    def _put_away(self) -> None:
        """Keep the open forms, destroy the workspace, close the vault."""
        application, workspace, idle = self._application, self._workspace, self._idle
        if application is None or workspace is None:
            return
        self._application = self._workspace = self._idle = self._warning = None
        if self._own_backup is not None:
            self._own_backup.stop()
            self._own_backup = None
        if idle is not None:
            idle.stop()
            idle.deleteLater()
        states, words = workspace.draft_states(), workspace.last_words()
        workspace.hide()
        workspace.deleteLater()
        self._clipboard.take_back()
        self.runner.run(
            lambda: _keep_and_close(application, states, words), lambda _: None, owner=self
        )

    def _read_preferences(self) -> None:
        self._letters.set_closed(not load_preferences(self.door.config).single_keys)


def _load_workspace() -> None:
    """On the store thread, which nothing is asked of before the passphrase: 0.8 s of reading
    modules that would otherwise follow the key, on the thread that paints."""
    from lead_desktop import app
    from ui.shell import opening  # noqa: F401 - to have it

    app.get_ready()


def _keep_and_close(application: Application, states: list[DraftState], words: list[Keep]) -> None:
    """On the store thread, behind everything that was asked for before the lock."""
    from lead_desktop.services.contacts import drafts

    forms: list[Keep] = [partial(drafts.save_draft, application.desk, state) for state in states]
    with ExitStack() as closing:
        # Called from the last to the first, each whatever became of the others.
        closing.callback(application.close)
        for keep in (*words, *forms):
            closing.callback(keep)
