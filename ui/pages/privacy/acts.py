"""What can be done in the privacy office: the sheets, and what they keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import LeadError, NotFound
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import FormKind
from lead_desktop.domain.consent.consent import day_words
from lead_desktop.domain.consent.grounds import Agreement, CourtOrder
from lead_desktop.domain.consent.privacy import (
    BREAK_GLASS_HOURS,
    ComplaintLine,
    ExceptionLine,
    IncidentFacts,
    IncidentLine,
)
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.consent import corrections, privacy, privacy_log, restricted
from lead_desktop.services.consent.privacy import RecordAgreement, RecordOrder
from lead_desktop.services.consent.privacy_log import TakeComplaint
from lead_desktop.services.consent.restricted import BreakGlass
from lead_desktop.services.people import participants
from ui.pages.doing import Doing, SheetHost, when_saved
from ui.pages.form_sheet import FormSheet
from ui.pages.privacy.office import why
from ui.pages.privacy.sheets import (
    AgreementSheet,
    AnswerSheet,
    BreakGlassSheet,
    ComplaintSheet,
    EmergencySheet,
    IncidentSheet,
    OrderSheet,
    ReviewSheet,
)
from ui.pages.sheet_keeper import keep_words
from ui.pages.workplace import FormWish, Workplace


class PrivacyActs(QObject, SheetHost):
    """changed carries the Change of each act; sheets open over `host`."""

    changed = Signal(object)

    def __init__(self, workplace: Workplace, host: QWidget) -> None:
        super().__init__(host)
        self._workplace = workplace
        self._host = host
        self._theme = workplace.theme
        self._desk = workplace.desk
        self._doing = Doing(workplace, self, self.changed.emit)

    def break_glass(self) -> None:
        """Ask whose record must be opened, and why."""
        sheet = BreakGlassSheet(self._theme, self._host)
        put_away = when_saved(sheet)

        def opened(who: UUID) -> None:
            put_away()
            self.changed.emit(Change(frozenset({Topic.PARTICIPANTS, Topic.PRIVACY}), (who,)))
            self._closes(who)
            self._workplace.navigator.toast("Open for four hours")
            self._workplace.navigator.open_participant(who)

        def run(command: BreakGlass) -> None:
            self._workplace.runner.run(
                lambda: restricted.break_glass(self._desk, command),
                opened,
                lambda error: self._doing.refuse(sheet, error, _refused),
                owner=self,
            )

        sheet.wanted.connect(run)
        self.show_sheet(sheet)

    def _closes(self, who: UUID) -> None:
        """When the hours are over, every view looks again: the record leaves lists and the page."""
        over = QTimer(self)
        over.setObjectName("emergency over")
        over.setSingleShot(True)
        over.timeout.connect(
            lambda: self._workplace.bus.publish({Topic.PARTICIPANTS, Topic.PRIVACY}, (who,))
        )
        over.timeout.connect(over.deleteLater)
        over.start(timedelta(hours=BREAK_GLASS_HOURS) // timedelta(milliseconds=1) + 1)

    def take_complaint(self) -> None:
        """Ask for the words of a complaint."""
        sheet = ComplaintSheet(self._theme, self._host, self._desk.clock.today())
        keep_words(self._workplace, sheet, None)

        def take(said: tuple[str, Callable[..., TakeComplaint]]) -> Change:
            return privacy_log.take_complaint(self._desk, self._complaint(said, None))

        self._ask(sheet, take)

    def correct_complaint(self, line: ComplaintLine) -> None:
        """Put right the words of a complaint, its day or whose it is."""
        sheet = ComplaintSheet(self._theme, self._host, self._desk.clock.today(), line)
        keep_words(self._workplace, sheet, None, line.id)

        def correct(said: tuple[str, Callable[..., TakeComplaint]]) -> Change:
            command = self._complaint(said, line.participant_id)
            return corrections.correct_complaint(self._desk, command, line.version)

        self._ask(sheet, correct)

    def reopen_complaint(self, line: ComplaintLine) -> None:
        """Open an answered complaint again."""
        self.do(lambda: corrections.reopen_complaint(self._desk, line.id))

    def _complaint(
        self, said: tuple[str, Callable[..., TakeComplaint]], known: UUID | None
    ) -> TakeComplaint:
        named, complaint = said
        who = participants.find_participant_id(self._desk, named) if named else known
        return complaint(who)

    def answer(self, line: ComplaintLine) -> None:
        """Ask what came of a complaint."""
        sheet = AnswerSheet(self._theme, self._host, line.words)
        keep_words(self._workplace, sheet, None, line.id)
        self._ask(sheet, lambda said: privacy_log.answer_complaint(self._desk, line.id, *said))

    def review(self, line: ExceptionLine) -> None:
        """Look at a copy that left without consent."""
        told = f"{why(line)} To {line.recipient}, by {line.worker}."
        sheet = ReviewSheet(self._theme, self._host, told)
        keep_words(self._workplace, sheet, None, line.disclosure_id)
        self._ask(
            sheet,
            lambda words: privacy_log.review_exception(self._desk, line.disclosure_id, words),
        )

    def correct_emergency(self, line: ExceptionLine) -> None:
        """Put right what was documented of a medical emergency."""
        sheet = EmergencySheet(self._theme, self._host, line)
        keep_words(self._workplace, sheet, None, line.disclosure_id)
        self._ask(
            sheet,
            lambda facts: corrections.correct_emergency(self._desk, line.disclosure_id, facts),
        )

    def keep_agreement(self, line: Agreement | None = None) -> None:
        """Ask for an agreement, a new one or one to be put right."""
        sheet = AgreementSheet(self._theme, self._host, self._desk.clock.today(), line)
        keep_words(self._workplace, sheet, None, line.id if line else "")

        def keep(command: RecordAgreement) -> Change:
            if line is None:
                return privacy.record_agreement(self._desk, command)
            return corrections.correct_agreement(self._desk, command, line.version)

        self._ask(sheet, keep)

    def keep_order(self, line: CourtOrder | None = None) -> None:
        """Ask for a court order, a new one or one to be put right."""
        sheet = OrderSheet(self._theme, self._host, self._desk.clock.today(), line)
        keep_words(self._workplace, sheet, None, line.id if line else "")

        def keep(said: tuple[str, Callable[..., RecordOrder]]) -> Change:
            named, order = said
            if line is not None:
                command = order(participant_id=line.participant_id)
                return corrections.correct_order(self._desk, command, line.version)
            who = participants.find_participant_id(self._desk, named)
            return privacy.record_order(self._desk, order(participant_id=who))

        self._ask(sheet, keep)

    def keep_incident(self, line: IncidentLine | None = None) -> None:
        """Ask for a possible breach, new or further written."""
        sheet = IncidentSheet(self._theme, self._host, self._desk.clock.today(), line)
        keep_words(self._workplace, sheet, None, line.id if line else "")
        breach_id, version = (line.id, line.version) if line else (new_id(), None)

        def keep(facts: IncidentFacts) -> Change:
            return privacy_log.save_incident(self._desk, breach_id, facts, version=version)

        self._ask(sheet, keep)

    def print_letter(self, line: IncidentLine) -> None:
        """Print the letter to those whom a possible breach concerns."""
        words = f"The breach found on {day_words(line.facts.discovered_on)}"
        self._workplace.navigator.print_form(
            FormWish(kind=FormKind.BREACH_LETTER, incident_id=line.id, words=words)
        )

    def _ask(self, sheet: FormSheet, act: Callable[..., Change]) -> None:
        sheet.wanted.connect(
            lambda said: self._doing.save(sheet, partial(act, said), "", refused=_refused)
        )
        self.show_sheet(sheet)

    def do(self, act: Callable[[], Change]) -> None:
        """Do what a press asks for."""
        self._doing.do(act, "")


def _refused(sheet: FormSheet, error: LeadError) -> bool:
    """Somebody who is not found is so at the field that names them."""
    who = sheet.fields.get("who")
    if isinstance(error, NotFound) and who is not None and not who.isHidden():
        who.set_problem(str(error))
        return True
    return sheet.refused(error)
