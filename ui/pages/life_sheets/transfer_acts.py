"""Passing people on, for every page that shows one or lists many."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lead_desktop.domain.codes import WorkerPart
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.people import transfers
from lead_desktop.services.people.transfers import PassOn
from ui.pages.doing import Acts
from ui.pages.form_sheet import FormSheet
from ui.pages.life_sheets.transfer_sheet import TransferSheet
from ui.pages.sheet_keeper import about, keep_words
from ui.pages.workplace import Workplace


class TransferActs(Acts):
    """may: whether the worker's role passes people on."""

    def __init__(self, workplace: Workplace, owner: QObject) -> None:
        super().__init__(workplace, owner)
        self.may = workplace.desk.may(Act.TRANSFER_OWN)

    def pass_on(
        self,
        people: Sequence[UUID],
        names: Sequence[str],
        part: WorkerPart = WorkerPart.CASE_MANAGER,
    ) -> None:
        """Ask to whom people go, and show both workloads before and after."""
        if not self.may or not people:
            return
        desk = self._desk

        def sheet(host: QWidget) -> TransferSheet:
            asked = TransferSheet(self._theme, host, people, names, desk.clock, part=part)
            keep_words(self._workplace, asked, *about(people))
            asked.part_chosen.connect(lambda chosen: self._offer_workers(asked, chosen))
            asked.preview_wanted.connect(lambda command: self._preview(asked, command))
            asked.wanted.connect(lambda command: self._pass_on(asked, command))
            self._offer_workers(asked, part)
            return asked

        self.sheet_wanted.emit(sheet)

    def pass_on_caseload(self, worker_id: UUID, worker: str, part: WorkerPart) -> None:
        """Ask to whom everybody goes whom a worker has in a part."""
        if not self.may:
            return
        desk = self._desk
        self._fetch(
            lambda: transfers.people_of(desk, worker_id, part),
            lambda people: self.pass_on(people, (f"everybody of {worker}",), part),
        )

    def cancel(self, transfer_id: UUID) -> None:
        """Cancel a planned transfer."""
        desk = self._desk
        self._do(
            None,
            lambda: transfers.undo_transfer(desk, transfer_id),
            undo=lambda: transfers.plan_again(desk, transfer_id),
            words="Transfer cancelled",
        )

    def _offer_workers(self, sheet: TransferSheet, part: WorkerPart) -> None:
        desk = self._desk
        self._workplace.runner.run(
            lambda: transfers.list_takers(desk, part),
            sheet.show_workers,
            self._workplace.navigator.report,
            owner=sheet,
        )

    def _preview(self, sheet: TransferSheet, command: PassOn) -> None:
        desk = self._desk
        self._workplace.runner.run(
            lambda: transfers.preview_transfer(desk, command),
            sheet.show_preview,
            lambda error: self._doing.refuse(sheet, error),
            owner=sheet,
        )

    def _pass_on(self, sheet: FormSheet, command: PassOn) -> None:
        desk = self._desk
        self._do(
            sheet,
            lambda: transfers.pass_on(desk, command),
            undo=lambda: transfers.undo_transfer(desk, command.id),
        )
