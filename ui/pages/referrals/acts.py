"""What the referrals page does with the current referral: sheets, services, and taking back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import InvalidInput, LeadError
from lead_desktop.domain.codes import IneligibleReason, NotEnrolledReason
from lead_desktop.domain.referral.referral import partners_of
from lead_desktop.services.changes import Change
from lead_desktop.services.referral import docket, referral_steps, referrals
from lead_desktop.services.referral.referral_steps import RecordDecision
from ui.pages.doing import Doing, SheetHost, Work
from ui.pages.form_sheet import FormSheet
from ui.pages.life_sheets.incident_acts import IncidentSaving
from ui.pages.life_sheets.incident_sheets import IncidentSheet
from ui.pages.referrals.detail import Shown
from ui.pages.referrals.hand_off_sheet import HandOffSheet
from ui.pages.referrals.sheets import (
    Answered,
    AnswersSheet,
    DecisionSheet,
    EndingSheet,
    ExceptionSheet,
    MeetingSheet,
)
from ui.pages.sheet_keeper import keep_words
from ui.pages.workplace import Workplace


class Acts(SheetHost):
    """Acts upon one referral at a time; `changed` is called after each that was done."""

    def __init__(
        self,
        workplace: Workplace,
        page: QWidget,
        changed: Callable[[], None],
        offer_social: Callable[[Shown], None],
    ) -> None:
        self._workplace = workplace
        self._page = page
        self._changed = changed
        self._offer_social = offer_social
        self._doing = Doing(workplace, page, self._publish)

    def do(self, name: str, shown: Shown) -> None:
        """Do what a button or a key asks."""
        acts: dict[str, Callable[[Shown], None]] = {
            "begin": self._begin,
            "accept": self._accept,
            "decide": self._decide,
            "docket": self._docket,
            "answer": self._answer,
            "hand_off": self._hand_off,
            "incident": self._incident,
            "decline": self._decline,
            "exception": self._exception,
            "again": self._again,
            "social": self._offer_social,
            "open": lambda one: self._workplace.navigator.open_participant(one.line.participant_id),
        }
        acts[name](shown)

    def _begin(self, shown: Shown) -> None:
        desk, one = self._workplace.desk, shown.line.id
        self._run(lambda: referrals.begin_outreach(desk, one).change, "Outreach started")

    def _accept(self, shown: Shown) -> None:
        desk, one = self._workplace.desk, shown.line.id
        self._run(
            lambda: referral_steps.accept(desk, one).change,
            "Accepted",
            undo=lambda: referral_steps.take_up_again(desk, one).change,
        )

    def _again(self, shown: Shown) -> None:
        desk, one = self._workplace.desk, shown.line.id
        self._run(lambda: referral_steps.take_up_again(desk, one).change, "Taken up again")

    def _decide(self, shown: Shown) -> None:
        desk = self._workplace.desk
        sheet = DecisionSheet(
            self._workplace.theme,
            self._page,
            shown.line,
            partners_of(desk.settings),
            desk.clock.today(),
        )
        keep_words(self._workplace, sheet, None, shown.line.id)

        def save(command: RecordDecision) -> None:
            self._run(
                lambda: referral_steps.record_decision(desk, command).change,
                f"{command.partner}: {command.decision.label}",
                undo=lambda: referral_steps.undo_decision(desk, command.id).change,
                sheet=sheet,
            )

        sheet.wanted.connect(save)
        self.show_sheet(sheet)

    def _docket(self, shown: Shown) -> None:
        desk, line = self._workplace.desk, shown.line

        def put(on: date | None) -> Change:
            return referral_steps.put_on_docket(desk, line.id, on).change

        if line.docket_on is not None:
            before = line.docket_on
            self._run(lambda: put(None), "Off the docket", undo=lambda: put(before))
            return
        proposed = docket.next_meeting(desk.clock.today())
        sheet = MeetingSheet(self._workplace.theme, self._page, proposed)
        keep_words(self._workplace, sheet, None, line.id)
        sheet.wanted.connect(
            lambda on: self._run(
                lambda: put(on), "On the docket", undo=lambda: put(None), sheet=sheet
            )
        )
        self.show_sheet(sheet)

    def _answer(self, shown: Shown) -> None:
        desk, line = self._workplace.desk, shown.line
        sheet = AnswersSheet(self._workplace.theme, self._page, line, shown.answers)
        keep_words(self._workplace, sheet, None, line.id)

        def save(given: Answered) -> None:
            self._run(
                lambda: (
                    referrals.answer_referral(
                        desk, line.id, given.answers, approval=given.approval
                    ).change
                ),
                "Answers saved",
                sheet=sheet,
            )

        sheet.wanted.connect(save)
        self.show_sheet(sheet)

    def _decline(self, shown: Shown) -> None:
        desk, line = self._workplace.desk, shown.line
        sheet = EndingSheet(self._workplace.theme, self._page)
        keep_words(self._workplace, sheet, None, line.id)

        def save(told: tuple[NotEnrolledReason, IneligibleReason | None]) -> None:
            reason, why = told
            self._run(
                lambda: referral_steps.decline(desk, line.id, reason, why=why).change,
                "Written down",
                undo=lambda: referral_steps.take_up_again(desk, line.id).change,
                sheet=sheet,
            )

        sheet.wanted.connect(save)
        self.show_sheet(sheet)

    def _hand_off(self, shown: Shown) -> None:
        desk, line = self._workplace.desk, shown.line
        sheet = HandOffSheet(
            self._workplace.theme,
            self._page,
            shown.more.hand_off,
            desk.clock.now(),
            desk.clock.zone,
        )
        keep_words(self._workplace, sheet, None, line.id)
        sheet.wanted.connect(
            lambda told: self._run(
                lambda: referral_steps.record_hand_off(desk, line.id, told).change,
                "Hand-off written down",
                sheet=sheet,
            )
        )
        self.show_sheet(sheet)

    def _incident(self, shown: Shown) -> None:
        desk, incident = self._workplace.desk, shown.more.incident
        if incident is None:
            return
        sheet = IncidentSheet(self._workplace.theme, self._page, incident, desk.clock.today())
        keep_words(self._workplace, sheet, None, incident.id)

        saving = IncidentSaving(desk, incident.id)
        sheet.wanted.connect(
            lambda news: self._run(
                lambda: saving.put(news), "Written down", undo=saving.put_back, sheet=sheet
            )
        )
        self.show_sheet(sheet)

    def _exception(self, shown: Shown) -> None:
        desk, line = self._workplace.desk, shown.line
        sheet = ExceptionSheet(self._workplace.theme, self._page)
        keep_words(self._workplace, sheet, None, line.id)
        sheet.wanted.connect(
            lambda reason: self._run(
                lambda: referral_steps.grant_exception(desk, line.id, reason).change,
                "Exception written down",
                sheet=sheet,
            )
        )
        self.show_sheet(sheet)

    def _run(
        self, work: Work, words: str, *, undo: Work | None = None, sheet: FormSheet | None = None
    ) -> None:
        if sheet is None:
            self._doing.do(work, words, undo)
        else:
            self._doing.save(sheet, work, words, undo, refused=_shown_at_a_field)

    def _publish(self, change: Change) -> None:
        self._workplace.bus.publish(change.topics, change.ids, writer=self._page)
        self._changed()


def _shown_at_a_field(sheet: FormSheet, error: LeadError) -> bool:
    asked = isinstance(error, InvalidInput) and any(
        problem.field in sheet.fields for problem in error.problems
    )
    return asked and sheet.refused(error)
