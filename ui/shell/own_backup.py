"""The program's own backup: made while people work, when the newest proven one is too old."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from lead_desktop.base.errors import LeadError
from ui.runner import Lane, Runner, Task

if TYPE_CHECKING:
    from lead_desktop.app import Application
    from lead_desktop.services.trust.backups import BackupReport

FIRST_MS = 2 * 60 * 1000
"""After the unlock people begin to work; the copying can wait so long."""

EVERY_MS = 60 * 60 * 1000


class OwnBackup(QObject):
    """Looks now and then whether a backup is due, and makes it. Child of the workspace, so that a
    lock ends it; what was begun is then cancelled and removed.

    made: when the new backup was made. failed: a LeadError that people should know of.
    """

    made = Signal(datetime)
    failed = Signal(object)

    def __init__(
        self,
        application: Application,
        runner: Runner,
        parent: QObject,
        *,
        first_ms: int = FIRST_MS,
    ) -> None:
        super().__init__(parent)
        self._application, self._runner = application, runner
        self._task: Task[BackupReport | None] | None = None
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.look)
        self._clock.start(first_ms)

    def look(self) -> None:
        """Make a backup if one is due; one at a time."""
        self._clock.setInterval(EVERY_MS)
        if self._task is not None:
            return
        application = self._application
        self._task = self._runner.run_long(
            lambda report: application.keep_house(progress=report),
            self._done,
            self._fail,
            owner=self,
            lane=Lane.UPKEEP,
        )

    def stop(self) -> None:
        """Nothing more is begun; what is under way is cancelled."""
        self._clock.stop()
        if self._task is not None:
            self._task.cancel()

    def _done(self, report: BackupReport | None) -> None:
        self._task = None
        if report is not None:
            self.made.emit(report.made_at)

    def _fail(self, error: LeadError) -> None:
        self._task = None
        self.failed.emit(error)
