"""What is done for several chosen participants at once."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lead_desktop.domain.codes import FormKind, WorkerPart
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.contacts import contacts
from lead_desktop.services.worklist import tasks
from lead_desktop.services.worklist.tasks import WriteTask
from ui.pages.doing import Doing, SheetHost
from ui.pages.follow_up_sheet import FollowUpSheet
from ui.pages.life_sheets.transfer_acts import TransferActs
from ui.pages.sheet_keeper import about, keep_words
from ui.pages.workplace import FormWish, Workplace

Colleagues = tuple[tuple[UUID, str], ...]


class Bulk(QObject, SheetHost):
    """Acts on chosen rows over `host`, each one undone as a whole."""

    def __init__(self, workplace: Workplace, host: QWidget) -> None:
        super().__init__(host)
        self._workplace = workplace
        self._host = host
        self._doing = Doing(workplace, self)
        self.may_print = workplace.desk.may(Act.PRINT_OWN_COPIES)
        self.transfer = TransferActs(workplace, self)
        self.transfer.sheet_wanted.connect(lambda make: self.show_sheet(make(host)))
        self.transfer.changed.connect(self._doing.publish)

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

        def save(written: tuple[WriteTask, ...]) -> None:
            ids = tuple(task.id for task in written)
            self._doing.save(
                sheet,
                lambda: tasks.write_tasks(desk, written),
                f"Follow-up saved for {said}",
                lambda: tasks.remove_tasks(desk, ids),
            )

        sheet.wanted.connect(save)
        self.show_sheet(sheet)
