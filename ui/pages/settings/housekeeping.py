"""The vault itself: its workers, one's own passphrase, backups and checks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import Cancelled, LeadError
from lead_desktop.domain.codes import Role
from lead_desktop.domain.trust.roles import Act
from lead_desktop.domain.trust.worker import WorkerLine
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.trust.backups import BackupReport, Check
from ui.kit.button import Button
from ui.kit.new_passphrase import NewPassphrase
from ui.models.day_words import Calendar
from ui.pages.settings.backups import BackupsSection
from ui.pages.settings.section import ADMINISTRATORS_ONLY, Section, button_row
from ui.pages.settings.sheets import (
    AddWorkerSheet,
    AskingSheet,
    PassphraseSheet,
    RemoveWorkerSheet,
)
from ui.pages.settings.workers import WorkersSection
from ui.pages.workplace import Workplace
from ui.runner import Lane, Task

if TYPE_CHECKING:
    from lead_desktop.app import Application


def propose_passphrase() -> str:
    """Six words drawn by lot; for the store thread."""
    from lead_desktop import app  # late: the vault's libraries belong to that thread

    return app.generate_passphrase()


class Housekeeping(QObject):
    """Three sections and what their buttons do. page: over which dialogs open."""

    def __init__(self, workplace: Workplace, application: Application, page: QWidget) -> None:
        super().__init__(page)
        self._workplace = workplace
        self._application = application
        self._page = page
        self._job: Task[BackupReport] | None = None
        self.sheet: AskingSheet | None = None
        desk = workplace.desk
        manages = "" if desk.may(Act.MANAGE_WORKERS) else ADMINISTRATORS_ONLY
        backs_up = "" if desk.may(Act.MANAGE_BACKUPS) else ADMINISTRATORS_ONLY
        self.workers = WorkersSection(workplace.theme, manages, desk.worker.id)
        self.passphrase = _own_passphrase(workplace, self.open_passphrase)
        self.backups = BackupsSection(workplace.theme, backs_up)
        self.sections: tuple[Section, ...] = (self.workers, self.passphrase, self.backups)
        self.workers.add_wanted.connect(self.open_add)
        self.workers.remove_wanted.connect(self.open_remove)
        self.backups.back_up_wanted.connect(self.back_up)
        self.backups.cancel_wanted.connect(self._cancel)
        self.backups.verify_wanted.connect(self.verify)

    def show(
        self, workers: list[WorkerLine], last_backup_at: datetime | None, calendar: Calendar
    ) -> None:
        """Show what stands."""
        self.workers.show_workers(workers, calendar)
        self.backups.show_last(last_backup_at, calendar)

    def open_add(self) -> None:
        """Ask who is to be added."""
        sheet = AddWorkerSheet(self._workplace.theme, self._page)

        def add(name: str, role: Role, administrator: bool, passphrase: str) -> None:
            self._do(
                sheet,
                lambda: self._application.add_worker(name, role, administrator, passphrase),
                "Added. They can open the vault now.",
            )

        sheet.wanted.connect(add)
        self._open(sheet, sheet.passphrase)

    def open_remove(self, name: str) -> None:
        """Say what removing a worker does and does not do, and ask."""
        sheet = RemoveWorkerSheet(self._workplace.theme, self._page, name)
        sheet.wanted.connect(
            lambda: self._do(
                sheet,
                lambda: self._application.remove_worker(name),
                "Removed. They cannot open the vault any more.",
            )
        )
        self._open(sheet)

    def open_passphrase(self) -> None:
        """Ask for the present passphrase and a new one."""
        sheet = PassphraseSheet(self._workplace.theme, self._page)
        sheet.wanted.connect(
            lambda old, new: self._do(
                sheet,
                lambda: self._application.change_passphrase(old, new),
                "Your passphrase is changed.",
            )
        )
        self._open(sheet, sheet.passphrase)

    def back_up(self) -> None:
        """Write and prove a backup; the program can be used meanwhile."""
        self.backups.start("Backing up…", can_cancel=True)
        # On a thread of its own: no page and no preview waits until the proof is done.
        self._job = self._workplace.runner.run_long(
            lambda report: self._application.back_up(progress=report),
            self._backed_up,
            self._not_backed_up,
            progress=self.backups.advance,
            owner=self,
            lane=Lane.UPKEEP,
        )

    def verify(self) -> None:
        """Run every check of the vault."""
        self.backups.start("Checking the vault…", can_cancel=False)

        def done(checks: tuple[Check, ...]) -> None:
            self.backups.end()
            self.backups.show_checks(checks, Calendar.of(self._workplace.desk.clock))

        self._workplace.runner.run(
            self._application.verify, done, self._failed, owner=self, lane=Lane.UPKEEP
        )

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _backed_up(self, report: BackupReport) -> None:
        self._job = None
        self.backups.end()
        self.backups.show_last(report.made_at, Calendar.of(self._workplace.desk.clock))
        self._workplace.navigator.toast("Backed up and proven.")
        # The strip at the foot of the window says how old the newest backup is.
        self._workplace.bus.publish({Topic.SETTINGS}, writer=self._page)

    def _not_backed_up(self, error: LeadError) -> None:
        self._job = None
        if isinstance(error, Cancelled):
            self.backups.end()
            self._workplace.navigator.toast("The backup was stopped; nothing of it was kept.")
        else:
            self._failed(error)

    def _failed(self, error: LeadError) -> None:
        self.backups.end()
        self._workplace.navigator.report(error)

    def _open(self, sheet: AskingSheet, passphrase: NewPassphrase | None = None) -> None:
        self.sheet = sheet
        sheet.dismissed.connect(self._forget_sheet)
        if passphrase is not None:
            asked = passphrase
            asked.proposal_wanted.connect(
                lambda: self._workplace.runner.run(
                    propose_passphrase, asked.show_proposal, owner=asked
                )
            )
        sheet.open()

    def _forget_sheet(self) -> None:
        self.sheet = None

    def _do(self, sheet: AskingSheet, work: Callable[[], Change], words: str) -> None:
        """Do what a sheet asked for; it stays open with the reason when it cannot be done."""

        def done(change: Change) -> None:
            sheet.finish()
            self._workplace.bus.publish(change.topics, change.ids)
            self._workplace.navigator.toast(words)

        self._workplace.runner.run(work, done, sheet.show_problem, owner=sheet)


def _own_passphrase(workplace: Workplace, wanted: Callable[[], None]) -> Section:
    section = Section(
        workplace.theme,
        "key-round",
        "My passphrase",
        f"For {workplace.desk.worker.name}. Nobody else, the administrator included, can read it.",
    )
    change = Button(workplace.theme, "Change my passphrase", icon="pencil")
    change.clicked.connect(wanted)
    section.form.addLayout(button_row(change))
    return section
