"""What can be done with consents and privacy: the sheets, what they keep, and the way back."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lead_desktop.domain.codes import FormKind
from lead_desktop.domain.consent.consent import ConsentLine, ConsentTerms, day_words
from lead_desktop.domain.consent.privacy import NoticeLine
from lead_desktop.domain.consent.restriction import Restriction
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.consent import attachments, consents, corrections, privacy, restricted
from lead_desktop.services.consent.consents import RecordConsent, WithdrawConsent
from ui.models.day_words import Calendar
from ui.pages.consent_sheets.consent_sheet import ConsentSheet
from ui.pages.consent_sheets.small_sheets import (
    GrantSheet,
    NoticeSheet,
    WithdrawSheet,
)
from ui.pages.consent_sheets.wish_sheets import EndRestrictionSheet, RestrictionSheet
from ui.pages.doing import Acts
from ui.pages.form_sheet import FormSheet
from ui.pages.papers.files import FileToAdd, choose_paper
from ui.pages.papers.paper_sheet import PaperSheet
from ui.pages.sheet_keeper import keep_words
from ui.pages.workplace import FormWish, Workplace


class ConsentActs(Acts):
    """Consents and what else a participant asked for that binds a copy."""

    def __init__(
        self, workplace: Workplace, owner: QObject, *, ask_for_file: FileToAdd = choose_paper
    ) -> None:
        super().__init__(workplace, owner)
        self._ask_for_file = ask_for_file
        self.may = workplace.desk.may(Act.RECORD_CONSENT)
        self.may_print = workplace.desk.may(Act.PRINT_OWN_COPIES)
        self.may_decide = workplace.desk.may(Act.KEEP_PRIVACY)

    def record(self, participant_id: UUID, renews: ConsentLine | None = None) -> None:
        """Ask for a consent as it was signed; renews: the one that it takes over from."""
        today = self._desk.clock.today()

        def sheet(host: QWidget) -> FormSheet:
            asked = ConsentSheet(
                self._workplace.theme,
                host,
                participant_id,
                today,
                program=self._desk.settings.program_name,
                renews=renews,
            )
            keep_words(self._workplace, asked, participant_id, renews.id if renews else "")
            asked.wanted.connect(lambda command: self._record(asked, command))
            asked.evidence.file_wanted.connect(lambda: self._ask_for_scan(asked))
            asked.print_wanted.connect(lambda terms: self._print_unsigned(participant_id, terms))
            self._offer(asked, participant_id)
            return asked

        self.sheet_wanted.emit(sheet)

    def show_evidence(self, line: ConsentLine) -> None:
        """Open the scan or the signature that shows a consent was signed."""
        paper_id = line.terms.attachment_id
        if paper_id is not None:
            title = line.terms.evidence.label
            self.sheet_wanted.emit(lambda host: PaperSheet(self._workplace, host, paper_id, title))

    def print_consent(self, line: ConsentLine) -> None:
        """Show the printed form of a consent as it was signed."""
        self._print(line, FormKind.CONSENT)

    def _print_unsigned(self, participant_id: UUID, terms: ConsentTerms) -> None:
        words = f"What stands in the sheet: {terms.kind.label.lower()}"
        self._workplace.navigator.print_form(
            FormWish(participant_id, FormKind.CONSENT, terms=terms, words=words)
        )

    def _print(self, line: ConsentLine, kind: FormKind) -> None:
        named = "; ".join(line.recipients) or line.kind.label
        words = f"{named}, signed {day_words(line.signed_on)}"
        self._workplace.navigator.print_form(
            FormWish(line.participant_id, kind, consent_id=line.id, words=words)
        )

    def withdraw(self, line: ConsentLine) -> None:
        """Ask how and when a consent was taken back."""
        clock = self._desk.clock

        def sheet(host: QWidget) -> FormSheet:
            asked = WithdrawSheet(self._workplace.theme, host, line, clock.now(), clock.zone)
            keep_words(self._workplace, asked, line.participant_id, line.id)
            asked.wanted.connect(lambda command: self._withdraw(asked, command))
            asked.form_wanted.connect(lambda: self._print(line, FormKind.REVOCATION))
            return asked

        self.sheet_wanted.emit(sheet)

    def ask_restriction(self, participant_id: UUID) -> None:
        """Ask for a restriction that a participant wishes."""

        def sheet(host: QWidget) -> FormSheet:
            today = self._desk.clock.today()
            asked = RestrictionSheet(self._workplace.theme, host, participant_id, today)
            keep_words(self._workplace, asked, participant_id)
            asked.wanted.connect(
                lambda command: self._do(
                    asked,
                    lambda: privacy.ask_restriction(self._desk, command),
                    "Restriction written down",
                )
            )
            return asked

        self.sheet_wanted.emit(sheet)

    def correct_restriction(self, one: Restriction) -> None:
        """Put right what a participant asked for, while nobody has decided about it."""

        def sheet(host: QWidget) -> FormSheet:
            today = self._desk.clock.today()
            asked = RestrictionSheet(self._workplace.theme, host, one.participant_id, today, one)
            keep_words(self._workplace, asked, one.participant_id, one.id)
            asked.wanted.connect(
                lambda command: self._do(
                    asked, lambda: corrections.correct_restriction(self._desk, command)
                )
            )
            return asked

        self.sheet_wanted.emit(sheet)

    def end_restriction(self, one: Restriction) -> None:
        """Ask how a restriction came to an end."""

        def sheet(host: QWidget) -> FormSheet:
            asked = EndRestrictionSheet(self._workplace.theme, host, one)
            keep_words(self._workplace, asked, one.participant_id, one.id)
            asked.wanted.connect(
                lambda said: self._do(
                    asked,
                    lambda: privacy.end_restriction(self._desk, one.id, *said),
                    "Restriction ended",
                )
            )
            return asked

        self.sheet_wanted.emit(sheet)

    def give_notice(self, participant_id: UUID) -> None:
        """Ask how the privacy notice was given."""

        def sheet(host: QWidget) -> FormSheet:
            today = self._desk.clock.today()
            asked = NoticeSheet(self._workplace.theme, host, participant_id, today)
            keep_words(self._workplace, asked, participant_id)
            asked.wanted.connect(
                lambda command: self._do(
                    asked,
                    lambda: privacy.give_notice(self._desk, command),
                    "Privacy notice written down",
                    undo=lambda: corrections.take_back_notice(self._desk, command.id),
                )
            )
            return asked

        self.sheet_wanted.emit(sheet)

    def correct_notice(self, line: NoticeLine) -> None:
        """Put right how a notice was given, or take it back."""

        def sheet(host: QWidget) -> FormSheet:
            today = self._desk.clock.today()
            asked = NoticeSheet(self._workplace.theme, host, line.participant_id, today, line)
            keep_words(self._workplace, asked, line.participant_id, line.id)
            asked.wanted.connect(
                lambda command: self._do(
                    asked, lambda: corrections.correct_notice(self._desk, command)
                )
            )
            asked.taken_back.connect(
                lambda: self._do(asked, lambda: corrections.take_back_notice(self._desk, line.id))
            )
            return asked

        self.sheet_wanted.emit(sheet)

    def grant(self, participant_id: UUID, colleagues: tuple[tuple[UUID, str], ...]) -> None:
        """Ask whom to let into a restricted record, until when and why."""
        clock = self._desk.clock

        def sheet(host: QWidget) -> FormSheet:
            asked = GrantSheet(
                self._workplace.theme, host, participant_id, colleagues, clock.today(), clock.zone
            )
            keep_words(self._workplace, asked, participant_id)
            asked.wanted.connect(
                lambda command: self._do(
                    asked,
                    lambda: restricted.grant_access(self._desk, command),
                    "Let in",
                    undo=lambda: restricted.end_access(self._desk, command.id),
                )
            )
            return asked

        self.sheet_wanted.emit(sheet)

    def end_access(self, access_id: UUID) -> None:
        """Close somebody's way into a restricted record."""
        self._do(None, lambda: restricted.end_access(self._desk, access_id), "Access ended")

    def end_by_event(self, line: ConsentLine) -> None:
        """The event written on a consent came about today; can be undone."""
        today = self._desk.clock.today()
        self._do(
            None,
            lambda: consents.end_by_event(self._desk, line.id, today).change,
            "Consent ended by its event",
            undo=lambda: consents.end_by_event(self._desk, line.id, None).change,
        )

    def decide(self, restriction_id: UUID, *, agreed: bool) -> None:
        """Agree to a restriction, or decline it."""
        words = "The restriction binds from today" if agreed else "Restriction declined"
        self._do(
            None,
            lambda: privacy.decide_restriction(self._desk, restriction_id, agreed=agreed),
            words,
        )

    def restrict(self, participant_id: UUID, *, on: bool) -> None:
        """Hide a record from those without the right, or show it to all; can be undone."""
        words = "Hidden from those without the right" if on else "Shown to the whole team"
        self._do(
            None,
            lambda: restricted.set_restricted(self._desk, participant_id, on),
            words,
            undo=lambda: restricted.set_restricted(self._desk, participant_id, not on),
        )

    def _offer(self, sheet: ConsentSheet, participant_id: UUID) -> None:
        """Tell an open sheet whom a consent may name, and which papers are kept already."""
        desk = self._desk
        calendar = Calendar.of(desk.clock)
        run, report = self._workplace.runner.run, self._workplace.navigator.report
        run(
            lambda: consents.list_known_recipients(desk),
            sheet.recipients.know,
            report,
            owner=sheet,
        )
        run(
            lambda: attachments.list_attachments(desk, participant_id),
            lambda papers: sheet.evidence.offer_papers(papers, calendar),
            report,
            owner=sheet,
        )

    def _ask_for_scan(self, sheet: ConsentSheet) -> None:
        """Let a file be chosen and read it into memory; the vault takes it with the consent."""
        most = attachments.largest(self._desk.settings)

        def chosen(path: Path) -> None:
            self._workplace.runner.run(
                lambda: attachments.read_paper(path, most),
                sheet.evidence.take_file,
                self._workplace.navigator.report,
                owner=sheet,
            )

        self._ask_for_file(sheet, chosen)

    def _record(self, sheet: FormSheet, command: RecordConsent) -> None:
        self._do(
            sheet,
            lambda: consents.record_consent(self._desk, command).change,
            "Consent recorded",
            undo=lambda: consents.take_back_consent(self._desk, command.id),
        )

    def _withdraw(self, sheet: FormSheet, command: WithdrawConsent) -> None:
        self._do(
            sheet,
            lambda: consents.withdraw_consent(self._desk, command).change,
            "Consent withdrawn",
            undo=lambda: consents.take_back_withdrawal(self._desk, command.consent_id).change,
        )
