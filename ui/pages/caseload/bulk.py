"""What is done for several chosen participants at once."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.codes import FormKind, WorkerPart
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change
from lead_desktop.services.contacts import contacts
from lead_desktop.services.work import tasks
from lead_desktop.services.work.tasks import WriteTask
from ui.kit.side_sheet import SideSheet
from ui.pages.follow_up_sheet import FollowUpSheet
from ui.pages.life_sheets.transfer_acts import TransferActs
from ui.pages.sheet_keeper import about, keep_words
from ui.pages.workplace import FormWish, Workplace

Colleagues = tuple[tuple[UUID, str], ...]


class Bulk(QObject):
    """Acts on chosen rows over `host`, each one undone as a whole."""

    def __init__(self, workplace: Workplace, host: QWidget) -> None:
        super().__init__(host)
        self._workplace = workplace
        self._host = host
        self.sheet: SideSheet | None = None
        self.may_print = workplace.desk.may(Act.PRINT_OWN_COPIES)
        self.transfer = TransferActs(workplace, self)
        self.transfer.sheet_wanted.connect(lambda make: self._show(make(host)))
        self.transfer.changed.connect(lambda done: workplace.bus.publish(done.topics, done.ids))

    def log(self, rows: tuple[CaseloadRow, ...]) -> None:
        """Open the contact form with all of `rows`."""
        if rows:
            self._workplace.navigator.log_several(tuple(row.id for row in rows))

    def print_roster(self, rows: tuple[CaseloadRow, ...]) -> None:
        """Show the printed roster of `rows` alone."""
        if rows and self.may_print:
            one = len(rows) == 1
            words = rows[0].preferred_name if one else f"{len(rows)} participants"
            people = tuple(row.id for row in rows)
            wish = FormWish(kind=FormKind.ROSTER, people=people, words=words)
            self._workplace.navigator.print_form(wish)

    def follow_up(self, rows: tuple[CaseloadRow, ...]) -> None:
        """Write the same follow-up for each of `rows`."""
        desk = self._workplace.desk
        if rows and self.sheet is None:
            self._workplace.runner.run(
                lambda: contacts.colleagues(desk),
                lambda known: self._ask_follow_up(rows, known),
                owner=self,
            )

    def assign(self, rows: tuple[CaseloadRow, ...]) -> None:
        """Pass `rows` to a worker, with both workloads before and after in sight."""
        if rows and self.sheet is None:
            self.transfer.pass_on([row.id for row in rows], [row.preferred_name for row in rows])

    def assign_all(self) -> None:
        """Pass on everybody whose case manager the worker is."""
        worker = self._workplace.desk.worker
        if self.sheet is None:
            self.transfer.pass_on_caseload(worker.id, worker.name, WorkerPart.CASE_MANAGER)

    def _ask_follow_up(self, rows: tuple[CaseloadRow, ...], known: Colleagues) -> None:
        workplace, desk = self._workplace, self._workplace.desk
        one = len(rows) == 1
        said = rows[0].preferred_name if one else f"{len(rows)} participants"
        people, today = [row.id for row in rows], desk.clock.today()
        sheet = FollowUpSheet(workplace.theme, self._host, people, said, today, None, known)
        keep_words(workplace, sheet, *about(people))

        def tell(change: Change) -> None:
            workplace.bus.publish(change.topics, change.ids)

        def refuse(error: LeadError) -> None:
            if not sheet.refused(error):
                workplace.navigator.report(error)

        def save(written: tuple[WriteTask, ...]) -> None:
            ids = tuple(task.id for task in written)

            def saved(change: Change) -> None:
                sheet.dismiss()
                tell(change)
                workplace.navigator.toast(
                    f"Follow-up saved for {said}",
                    lambda: workplace.runner.run(
                        lambda: tasks.remove_tasks(desk, ids), tell, owner=self
                    ),
                )

            workplace.runner.run(
                lambda: tasks.write_tasks(desk, written), saved, refuse, owner=sheet
            )

        sheet.wanted.connect(save)
        self._show(sheet)

    def _show(self, sheet: SideSheet) -> None:
        self.sheet = sheet
        sheet.closing.connect(sheet.dismiss)
        sheet.dismissed.connect(self._gone)
        sheet.open()

    def _gone(self) -> None:
        self.sheet = None
