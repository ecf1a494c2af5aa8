"""What a key or button of Today does: services, with a toast that takes it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ContactMode, TaskKind
from lead_desktop.domain.worklist.work_arranging import Aside, AsideKind
from lead_desktop.domain.worklist.work_item import WorkItem
from lead_desktop.services.changes import Change
from lead_desktop.services.consent import consents
from lead_desktop.services.contacts import contacts, signing
from lead_desktop.services.plan import appointments, plan_reviews
from lead_desktop.services.worklist import program_timelines, tasks, worklist
from lead_desktop.services.worklist.tasks import WriteTask
from lead_desktop.services.worklist.worklist import HandOver, SnoozeItem
from ui.models.worklist import Entry, item_of
from ui.pages.consent_sheets.acts import ConsentActs
from ui.pages.doing import Doing, SheetHost
from ui.pages.follow_up_sheet import FollowUpSheet
from ui.pages.form_sheet import FormSheet
from ui.pages.life_sheets.transfer_acts import TransferActs
from ui.pages.linkage_sheets.acts import LinkageActs
from ui.pages.sheet_keeper import keep_words
from ui.pages.today.row_actions import RowAct
from ui.pages.today.sheets import HandOverSheet, SnoozeSheet
from ui.pages.workplace import Workplace

_TAB = {
    TaskKind.CONSENT_ENDING: "consents",
    TaskKind.LINKAGE_CHECK: "services",
    TaskKind.PLAN_REVIEW: "plan",
}
"""Where on the participant's page the thing itself stands."""

Colleagues = tuple[tuple[UUID, str], ...]
T = TypeVar("T")


class Acts(QObject, SheetHost):
    """Acts upon a row of a worklist, over `host`, which the sheets slide in on."""

    def __init__(self, workplace: Workplace, host: QWidget) -> None:
        super().__init__(host)
        self._workplace = workplace
        self._host = host
        self._doing = Doing(workplace, self)
        self._consents = ConsentActs(workplace, self)
        self._linkages = LinkageActs(workplace, self)
        self._transfer = TransferActs(workplace, self)
        for acts in (self._consents, self._linkages, self._transfer):
            acts.sheet_wanted.connect(lambda make: self.show_sheet(make(self._host)))
            acts.changed.connect(self._doing.publish)

    def do(self, act: RowAct, entry: Entry) -> None:
        """Do `act` upon the row."""
        item = item_of(entry)
        if item is None:
            return
        navigator = self._workplace.navigator
        match act:
            case RowAct.LOG:
                navigator.log_contact(item.participant_id)
            case RowAct.TEXT:
                navigator.log_by(item.participant_id, ContactMode.TEXT)
            case RowAct.CALL:
                navigator.log_by(item.participant_id, ContactMode.PHONE)
            case RowAct.SNOOZE:
                self._snooze(item)
            case RowAct.HAND_OVER:
                self._with_colleagues(lambda colleagues: self._hand_over(item, colleagues))
            case RowAct.DONE:
                self._finish(item)
            case RowAct.EDIT:
                self._edit(item)
            case RowAct.BACK:
                self._take_back(entry)
            case RowAct.SIGN:
                self._sign(item)
            case RowAct.RENEW:
                self._renew(item)
            case RowAct.ASSIGN:
                self._assign(item)
            case RowAct.OUTCOME:
                self._ask_outcome(item)
            case RowAct.OPEN:
                self._open(item)

    def new_follow_up(self, participant_id: UUID, participant: str) -> None:
        """Open the sheet that writes a follow-up."""
        self._with_colleagues(lambda known: self._write(participant_id, participant, None, known))

    def cancel_transfer(self, transfer_id: UUID) -> None:
        """Cancel a planned transfer."""
        self._transfer.cancel(transfer_id)

    def _open(self, item: WorkItem) -> None:
        navigator = self._workplace.navigator
        if item.kind is TaskKind.DRAFT and item.subject_id is not None:
            navigator.resume_draft(item.subject_id)
        elif item.kind is TaskKind.RETURNED_NOTE:
            navigator.show_page("review")  # where the comment stands beside the note
        elif item.participant_id is not None and item.kind in _TAB:
            navigator.open_tab(item.participant_id, _TAB[item.kind])
        elif item.participant_id is not None:
            navigator.open_participant(item.participant_id)

    def _snooze(self, item: WorkItem) -> None:
        desk = self._workplace.desk
        sheet = SnoozeSheet(self._workplace.theme, self._host, item, desk.clock.today())
        keep_words(self._workplace, sheet, item.participant_id, item.key)

        def put_off(command: SnoozeItem) -> None:
            self._doing.save(
                sheet,
                lambda: worklist.snooze(desk, command),
                f"Put off until {command.until_on:%b} {command.until_on.day}",
                lambda: worklist.end_snooze(desk, command.id),
            )

        self._show(sheet, put_off)

    def _hand_over(self, item: WorkItem, colleagues: Colleagues) -> None:
        desk = self._workplace.desk
        sheet = HandOverSheet(self._workplace.theme, self._host, item, colleagues)
        keep_words(self._workplace, sheet, item.participant_id, item.key)

        def pass_on(command: HandOver) -> None:
            self._doing.save(
                sheet,
                lambda: worklist.hand_over(desk, command),
                f"Handed to {sheet.to.currentText().lower()}"
                if command.to_worker_id is None
                else f"Handed to {sheet.to.currentText()}",
                lambda: worklist.close_handover(desk, command.id),
            )

        self._show(sheet, pass_on)

    def _edit(self, item: WorkItem) -> None:
        desk, task_id = self._workplace.desk, item.subject_id
        if item.kind is not TaskKind.FOLLOW_UP or task_id is None:
            return
        self._workplace.runner.run(
            lambda: tasks.read_task(desk, task_id),
            lambda task: self._with_colleagues(
                lambda known: self._write(task.participant_id, item.participant, task, known)
            ),
            owner=self,
        )

    def _write(
        self, who: UUID, name: str, before: WriteTask | None, colleagues: Colleagues
    ) -> None:
        desk = self._workplace.desk
        today = desk.clock.today()
        theme = self._workplace.theme
        sheet = FollowUpSheet(theme, self._host, [who], name, today, before, colleagues)
        keep_words(self._workplace, sheet, who, before.id if before else "")

        def save(written: tuple[WriteTask, ...]) -> None:
            def undo() -> Change:
                if before is None:
                    return tasks.remove_tasks(desk, tuple(task.id for task in written))
                return tasks.write_tasks(desk, (before,))

            self._doing.save(
                sheet, lambda: tasks.write_tasks(desk, written), "Follow-up saved", undo
            )

        self._show(sheet, save)

    def _sign(self, item: WorkItem) -> None:
        desk, note_id = self._workplace.desk, item.subject_id
        if note_id is not None:  # a signature is not taken back: no undo is offered
            self._doing.do(lambda: signing.sign_contact(desk, note_id), "Note signed", None)

    def _renew(self, item: WorkItem) -> None:
        desk, who, consent_id = self._workplace.desk, item.participant_id, item.subject_id
        if who is not None and consent_id is not None:
            self._workplace.runner.run(
                lambda: consents.read_consent(desk, consent_id),
                lambda line: self._consents.record(who, line),
                self._workplace.navigator.report,
                owner=self,
            )

    def _assign(self, item: WorkItem) -> None:
        if item.participant_id is not None:
            self._transfer.pass_on((item.participant_id,), (item.participant,))

    def _ask_outcome(self, item: WorkItem) -> None:
        desk, visit_id = self._workplace.desk, item.subject_id
        if visit_id is not None:
            self._workplace.runner.run(
                lambda: appointments.read_appointment(desk, visit_id),
                self._linkages.settle,
                self._workplace.navigator.report,
                owner=self,
            )

    def _finish(self, item: WorkItem) -> None:
        desk, subject = self._workplace.desk, item.subject_id
        if subject is None:
            return
        if item.kind is TaskKind.FOLLOW_UP:
            self._doing.do(
                lambda: tasks.finish_task(desk, subject),
                "Done",
                lambda: tasks.reopen_task(desk, subject),
            )
        elif item.kind is TaskKind.TIMELINE_STEP and item.participant_id is not None:
            who, step = item.participant_id, item.part
            self._doing.do(
                lambda: program_timelines.mark_step(desk, who, step),
                "Done",
                lambda: program_timelines.unmark_step(desk, who, step),
            )
        elif item.kind is TaskKind.PLAN_REVIEW and item.participant_id is not None:
            looked, of = new_id(), item.participant_id
            self._doing.do(
                lambda: plan_reviews.review_plan(desk, looked, of),
                "Plan looked at",
                lambda: plan_reviews.take_back_review(desk, looked),
            )
        elif item.kind is TaskKind.HANDED_OVER:
            self._doing.do(
                lambda: worklist.close_handover(desk, subject),
                "Done",
                lambda: worklist.reopen_handover(desk, subject),
            )

    def _take_back(self, entry: Entry) -> None:
        desk = self._workplace.desk
        if not isinstance(entry, Aside) or entry.act_id is None:
            return
        act_id = entry.act_id
        if entry.kind is AsideKind.SNOOZED:
            self._doing.do(lambda: worklist.end_snooze(desk, act_id), "Back on the list", None)
        elif entry.kind is AsideKind.HANDED:
            self._doing.do(
                lambda: worklist.close_handover(desk, act_id),
                "Taken back",
                lambda: worklist.reopen_handover(desk, act_id),
            )

    def _with_colleagues(self, then: Callable[[Colleagues], None]) -> None:
        desk = self._workplace.desk
        self._workplace.runner.run(lambda: contacts.colleagues(desk), then, owner=self)

    def _show(self, sheet: FormSheet, wanted: Callable[[T], None]) -> None:
        sheet.wanted.connect(wanted)
        self.show_sheet(sheet)
