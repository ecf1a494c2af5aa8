"""Printing a care-coordination summary: the right page for the right reader."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.codes import Audience, Basis
from lead_desktop.domain.consent.consent import ConsentLine
from lead_desktop.domain.trust.roles import PRINT_ACT, Act
from lead_desktop.services.changes import Topic
from lead_desktop.services.consent.consents import list_open_consents
from lead_desktop.services.paper.summaries import SummaryPlan
from ui.kit.card import hairline
from ui.kit.held_keys import held_keys
from ui.pages.copies.copy_source import Copy as Copy
from ui.pages.copies.counter import Counter
from ui.pages.copies.footer import ACCOUNTED, AUDITED
from ui.pages.copies.printing import PrinterChooser, choose_printer
from ui.pages.copies.restrictions import UNREAD as UNREAD
from ui.pages.copies.saving import FileChooser, choose_file
from ui.pages.doing import when_saved
from ui.pages.page import Heading, KeyHint, Page
from ui.pages.print_summary.audiences import AUDIENCES
from ui.pages.print_summary.choices import Choices, first_name
from ui.pages.print_summary.exception_sheet import (
    Exceptional,
    ExceptionSheet,
    Filed,
    grounds_for,
    read_filed,
)
from ui.pages.print_summary.no_consent import NoConsent
from ui.pages.print_summary.summary_copy import reading_of
from ui.pages.sheet_keeper import keep_words
from ui.pages.workplace import Workplace

PANEL_WIDTH = 432
NOT_COVERED = "Print turns on once a consent covers this recipient."
NOTHING_CHOSEN = "Choose at least one section."
INCOMPLETE = "Say who receives this copy, and why."
NOT_YOURS = "Your role does not print copies."
_PARTICIPANT_PAGE = "participant"
_CONSENTS_TAB = "consents"

OpenConsents = dict[Audience, tuple[ConsentLine, ...]]


class PrintPage(Page):
    """Choose, look, hand over. `show_participant` says whose summary it is."""

    topics = frozenset(
        {
            Topic.PARTICIPANTS,
            Topic.CONTACTS,
            Topic.LINKAGES,
            Topic.TASKS,
            Topic.CONSENTS,
            Topic.DISCLOSURES,
        }
    )

    def __init__(
        self,
        workplace: Workplace,
        parent: QWidget | None = None,
        *,
        ask_for_printer: PrinterChooser = choose_printer,
        ask_for_file: FileChooser = choose_file,
    ) -> None:
        super().__init__(workplace, parent)
        self._participant: UUID | None = None
        self._name = ""
        self._plan: SummaryPlan | None = None
        self._exception: ExceptionSheet | None = None
        self.refused: NoConsent | None = None
        self._may_print = workplace.desk.may(Act.PRINT_OWN_COPIES)
        self.choices = Choices(workplace)
        self.counter = Counter(
            workplace,
            self,
            ask_for_printer=ask_for_printer,
            ask_for_file=ask_for_file,
            way=self.choices.way,
        )
        self.footer, self.preview = self.counter.footer, self.counter.preview
        self.source, self.hand_over = self.counter.source, self.counter.hand_over
        self._lay_out()
        self.choices.changed.connect(self._ask)
        self.choices.audience_changed.connect(lambda _: self._audience_changed())
        self.choices.consent_wanted.connect(self._open_consents)
        self.source.planned.connect(self._show_plan)
        self.counter.gone.connect(lambda: self._ask(at_once=True))

    def show_participant(self, participant_id: UUID) -> None:
        """Prepare the summary of one participant, beginning with an internal copy."""
        if participant_id != self._participant:
            self._participant = participant_id
            self._name = ""
            self.choices.start_over()
            self.heading_changed.emit()
        self.counter.clear()
        self._stale = False
        self.refresh()

    def current_person(self) -> UUID | None:
        return self._participant

    def heading(self) -> Heading:
        crumbs = ((_PARTICIPANT_PAGE, self._name),) if self._name else ()
        return Heading("Care-coordination summary", crumbs=crumbs)

    def hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("1–5",), "audience"),
            KeyHint(("C",), "consent"),
            KeyHint(("Ctrl", "P"), "print"),
            KeyHint(("Esc",), "back"),
        )

    def refresh(self) -> None:
        if not self._may_print:
            line = "Ask a case manager or your supervisor for a copy."
            self.counter.stop("lock", NOT_YOURS, line)
            self.footer.refuse(NOT_YOURS)
            return
        person, desk = self._participant, self.workplace.desk
        if person is None:
            return
        self._ask(at_once=True)
        self.workplace.runner.run(
            lambda: list_open_consents(desk, person),
            lambda found: self._show_consents(person, found),
            self._show_failure,
            owner=self,
        )

    def activate(self) -> None:
        super().activate()
        self.choices.audiences.cards[self.choices.audiences.audience()].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not held_keys(event)
        place = event.key() - Qt.Key.Key_1
        if event.key() == Qt.Key.Key_Escape:
            self.workplace.navigator.go_back()
        elif plain and 0 <= place < len(AUDIENCES):
            self.choices.audiences.choose(AUDIENCES[place])
        elif plain and event.key() == Qt.Key.Key_C:
            self._open_consents()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def record_exception(self) -> None:
        """Ask for a ground beside consent, and rest the copy on it."""
        person, desk = self._participant, self.workplace.desk
        if self._exception is not None or person is None:
            return
        if Basis.COURT_ORDER not in self._grounds():
            self._open_exception(Filed())
            return
        self.workplace.runner.run(
            lambda: read_filed(desk, person),
            self._open_exception,
            self.workplace.navigator.report,
            owner=self,
        )

    def _open_exception(self, filed: Filed) -> None:
        grounds = self._grounds()
        if self._exception is not None or not grounds:
            return
        sheet = ExceptionSheet(
            self.workplace.theme,
            self,
            grounds,
            filed,
            self.choices.audiences.audience(),
            self.workplace.desk.clock.today(),
            recipient=self.choices.recipient.name(),
            purpose=self.choices.purpose.input.text().strip(),
        )
        keep_words(self.workplace, sheet, self._participant)
        self._exception = sheet
        sheet.wanted.connect(self._use_ground)
        sheet.closing.connect(sheet.dismiss)
        sheet.dismissed.connect(self._forget_exception)
        sheet.open()

    def _use_ground(self, asked: Exceptional) -> None:
        self.choices.use_ground(asked.ground, asked.recipient, asked.purpose)
        if self._exception is not None:
            when_saved(self._exception)()  # the choices hold it from here on
        self._ask(at_once=True)

    def _forget_exception(self) -> None:
        self._exception = None

    def _grounds(self) -> tuple[Basis, ...]:
        may = self.workplace.desk.may
        supervisor = may(Act.OVERRIDE) and may(Act.KEEP_PRIVACY)
        return grounds_for(self.choices.audiences.audience(), supervisor=supervisor)

    def _open_consents(self) -> None:
        if self._participant is not None:
            self.workplace.navigator.open_tab(self._participant, _CONSENTS_TAB)

    def _ask(self, *, at_once: bool = False) -> None:
        if self._participant is None or not self._may_print:
            return
        self.source.ask(reading_of(self.choices.request(self._participant)), at_once=at_once)

    def _audience_changed(self) -> None:
        # What the earlier audience may read must not stand beside the new one's name.
        self.counter.clear()
        self._ask(at_once=True)

    def _show_consents(self, person: UUID, found: OpenConsents) -> None:
        if person != self._participant:
            return
        may = self.workplace.desk.may
        self.choices.offer_consents({one: ls for one, ls in found.items() if may(PRINT_ACT[one])})

    def _show_plan(self, plan: SummaryPlan) -> None:
        if plan.participant != self._name:
            self._name = plan.participant
            self.heading_changed.emit()
        self.choices.show_plan(plan)
        self._plan = plan
        self._judge(plan)

    def _judge(self, plan: SummaryPlan) -> None:
        """Whether the copy as planned may leave, or what stands against it."""
        self.refused = None
        if plan.permission.refusal is not None:
            self._refuse(plan)
        elif not self.choices.sections.has_any():
            self.counter.stop("file-text", "This copy is empty", NOTHING_CHOSEN)
            self.footer.refuse(NOTHING_CHOSEN)
        else:
            self.counter.show_preview()
            self._allow(plan)

    def _refuse(self, plan: SummaryPlan) -> None:
        who = self.choices.recipient.name() or "this recipient"
        name = first_name(plan)
        words = (
            f"{name} has not agreed in writing to share anything with {who} for this purpose. "
            "They can, on paper or on this screen, and they can withdraw it any time."
        )
        if plan.permission.limited_by:
            words = (
                f"What {name} asked to keep back is all that a copy for {who} could hold. "
                "It stands on the left, in their words."
            )
        self.refused = NoConsent(
            self.workplace.theme,
            "Nothing can go to this recipient yet",
            words,
            may_ask=self.workplace.desk.may(Act.RECORD_CONSENT),
            may_except=bool(self._grounds()),
        )
        self.refused.consent_wanted.connect(self._open_consents)
        self.refused.audience_wanted.connect(
            lambda: self.choices.audiences.choose(Audience.INTERNAL)
        )
        self.refused.exception_wanted.connect(self.record_exception)
        self.counter.show_words(self.refused)
        self.footer.refuse(NOT_COVERED)

    def _allow(self, plan: SummaryPlan) -> None:
        if not self.choices.is_complete():
            self.footer.refuse(INCOMPLETE)
            return
        if plan.permission.unread:
            self.footer.refuse(UNREAD)
            return
        internal = self.choices.audiences.audience() is Audience.INTERNAL
        self.footer.allow(AUDITED if internal else ACCOUNTED)

    def _show_failure(self, error: LeadError) -> None:
        self.counter.show_failure(error)

    def _measure(self) -> None:
        """The panel grows with the text, but leaves the preview half of the page."""
        wanted = self.workplace.theme.px(PANEL_WIDTH)
        self._panel.setFixedWidth(min(wanted, max(self.width() // 2, PANEL_WIDTH)))

    def _lay_out(self) -> None:
        self._panel = QFrame()
        self._panel.setProperty("kind", "pane")
        self.workplace.theme.changed.connect(self._measure)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.choices, 1)
        column.addWidget(self.footer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._panel)
        row.addWidget(hairline(upright=True))
        row.addWidget(self.counter.pane, 1)
