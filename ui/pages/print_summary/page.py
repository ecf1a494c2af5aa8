"""Printing a care-coordination summary: the right page for the right reader."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError, Refused
from lead_desktop.domain.codes import Audience
from lead_desktop.domain.roles import PRINT_ACT, Act
from lead_desktop.services.changes import Topic
from lead_desktop.services.consents import list_open_consents
from lead_desktop.services.desk import Desk
from lead_desktop.services.summaries import SummaryPlan
from ui.kit.card import hairline
from ui.kit.empty_state import EmptyState
from ui.pages.copies.copy_source import Copy, CopySource
from ui.pages.copies.footer import ACCOUNTED, AUDITED, Footer
from ui.pages.copies.hand_over import HandOver
from ui.pages.copies.preview_pane import PreviewPane
from ui.pages.copies.printing import PrinterChooser, choose_printer, prepare_printer
from ui.pages.copies.save_sheet import SaveSheet
from ui.pages.copies.saving import FileChooser, choose_file
from ui.pages.page import Heading, KeyHint, Page
from ui.pages.print_summary.audiences import AUDIENCES
from ui.pages.print_summary.choices import Choices, first_name
from ui.pages.print_summary.summary_copy import reading_of
from ui.pages.workplace import Workplace

PANEL_WIDTH = 432
NARROWEST_PREVIEW = 320
NOT_COVERED = "Print turns on once a consent covers this recipient."
NOTHING_CHOSEN = "Choose at least one section."
INCOMPLETE = "Say who receives this copy, and why."
NOT_YOURS = "Your role does not print copies."
_PARTICIPANT_PAGE = "participant"


def ask_partners(desk: Desk, participant_id: UUID) -> dict[Audience, bool]:
    """For which partners something may leave; for the store thread."""
    on_file = list_open_consents(desk, participant_id)
    return {one: bool(lines) for one, lines in on_file.items() if desk.may(PRINT_ACT[one])}


class PrintPage(Page):
    """Choose, look, hand over. `show_participant` says whose summary it is."""

    topics = frozenset({Topic.PARTICIPANTS, Topic.CONTACTS, Topic.LINKAGES, Topic.TASKS})

    def __init__(
        self,
        workplace: Workplace,
        parent: QWidget | None = None,
        *,
        ask_for_printer: PrinterChooser = choose_printer,
        ask_for_file: FileChooser = choose_file,
    ) -> None:
        super().__init__(workplace, parent)
        self._ask_for_printer = ask_for_printer
        self._ask_for_file = ask_for_file
        self._participant: UUID | None = None
        self._name = ""
        self._stopped: EmptyState | None = None
        self._sheet: SaveSheet | None = None
        self._may_print = workplace.desk.may(Act.PRINT_OWN_COPIES)
        self.choices = Choices(workplace)
        self.footer = Footer(workplace.theme)
        self.preview = PreviewPane(workplace)
        self.source = CopySource(workplace, self)
        self.hand_over = HandOver(workplace, self)
        self._lay_out()
        self._connect()
        self._bind_keys()

    def show_participant(self, participant_id: UUID) -> None:
        """Prepare the summary of one participant, beginning with an internal copy."""
        if participant_id != self._participant:
            self._participant = participant_id
            self._name = ""
            self.choices.start_over()
            self.heading_changed.emit()
        self._clear()
        self._stale = False
        self.refresh()

    def heading(self) -> Heading:
        crumbs = ((_PARTICIPANT_PAGE, self._name),) if self._name else ()
        return Heading("Care-coordination summary", crumbs=crumbs)

    def hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("1–5",), "audience"),
            KeyHint(("Ctrl", "P"), "print"),
            KeyHint(("Esc",), "back"),
        )

    def refresh(self) -> None:
        if not self._may_print:
            self._stop("lock", NOT_YOURS, "Ask a case manager or your supervisor for a copy.")
            self.footer.refuse(NOT_YOURS)
            return
        person, desk = self._participant, self.workplace.desk
        if person is None:
            return
        self._ask(at_once=True)
        self.workplace.runner.run(
            lambda: ask_partners(desk, person),
            lambda covered: self._show_partners(person, covered),
            self._show_failure,
            owner=self,
        )

    def activate(self) -> None:
        super().activate()
        self.choices.audiences.cards[self.choices.audiences.audience()].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        place = event.key() - Qt.Key.Key_1
        if event.key() == Qt.Key.Key_Escape:
            self.workplace.navigator.go_back()
        elif plain and 0 <= place < len(AUDIENCES):
            self.choices.audiences.choose(AUDIENCES[place])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def print_copy(self) -> None:
        """Ask for a printer, then print the copy as previewed."""
        self._when_ready(self._choose_printer)

    def save_copy(self) -> None:
        """Ask how and where, then save the copy as previewed."""
        self._when_ready(self._open_save_sheet)

    def _when_ready(self, then: Callable[[Copy], None]) -> None:
        """Call `then` with the copy, now or once it is drawn; not for one that may not leave."""

        def ready(copy: Copy) -> None:
            if self.footer.print.isEnabled():
                then(copy)

        idle = self._sheet is None and not self.hand_over.is_busy
        if idle and (self.footer.print.isEnabled() or self.source.is_working):
            self.source.when_current(ready)

    def _open_save_sheet(self, _: Copy) -> None:
        sheet = self._sheet = SaveSheet(self.workplace.theme, self)
        sheet.dismissed.connect(self._forget_sheet)
        sheet.wanted.connect(
            lambda passphrase: self._when_ready(
                partial(self._choose_file, passphrase=passphrase or None)
            )
        )
        sheet.open()

    def _forget_sheet(self) -> None:
        self._sheet = None

    def _ask(self, *, at_once: bool = False) -> None:
        if self._participant is None or not self._may_print:
            return
        wish = reading_of(self.choices.request(self._participant))
        self.source.ask(wish, at_once=at_once)

    def _audience_changed(self) -> None:
        # What the earlier audience may read must not stand beside the new one's name.
        self._clear()
        self._ask(at_once=True)

    def _clear(self) -> None:
        self.source.drop()
        self.preview.clear()
        self._right.setCurrentWidget(self.preview)
        self.footer.refuse("Drawing the preview…")

    def _show_partners(self, person: UUID, covered: dict[Audience, bool]) -> None:
        if person == self._participant:
            self.choices.audiences.set_covered(covered)

    def _show_plan(self, plan: SummaryPlan) -> None:
        if plan.participant != self._name:
            self._name = plan.participant
            self.heading_changed.emit()
        self.choices.show_plan(plan)
        if plan.permission.refusal is not None:
            self._refuse(plan)
        elif not self.choices.sections.has_any():
            self._stop("file-text", "This copy is empty", NOTHING_CHOSEN)
            self.footer.refuse(NOTHING_CHOSEN)
        else:
            self._right.setCurrentWidget(self.preview)
            self._allow()

    def _refuse(self, plan: SummaryPlan) -> None:
        who = self.choices.recipient.input.text().strip() or "this recipient"
        self._stop(
            "file-lock",
            "Nothing can go to this recipient yet",
            f"{first_name(plan)} has not agreed in writing to share anything with {who}.",
            action=True,
        )
        self.footer.refuse(NOT_COVERED)

    def _allow(self) -> None:
        if not self.choices.is_complete():
            self.footer.refuse(INCOMPLETE)
            return
        internal = self.choices.audiences.audience() is Audience.INTERNAL
        self.footer.allow(AUDITED if internal else ACCOUNTED)

    def _stop(self, icon: str, heading: str, line: str, *, action: bool = False) -> None:
        """Show words in the place of the pages."""
        self.preview.clear()
        if self._stopped is not None:
            self._right.removeWidget(self._stopped)
            self._stopped.deleteLater()
        words = "Choose another audience" if action else ""
        keys = "1–5" if action else ""
        state = EmptyState(self.workplace.theme, icon, heading, line, action=words, keys=keys)
        state.acted.connect(lambda: self.choices.audiences.choose(Audience.INTERNAL))
        self._stopped = state
        self._right.addWidget(state)
        self._right.setCurrentWidget(state)

    def _show_copy(self, copy: Copy) -> None:
        self._right.setCurrentWidget(self.preview)
        self.preview.show_copy(copy)

    def _show_failure(self, error: LeadError) -> None:
        self._stop("circle-alert", error.what, f"{error.meaning} {error.remedy}".strip())
        self.footer.refuse(error.what)

    def _choose_printer(self, copy: Copy) -> None:
        grey = self.preview.is_grey
        printer = prepare_printer(copy.document_number, copy.paper, grey=grey)

        def chosen(chosen_printer: QPrinter) -> None:
            self.hand_over.print(copy, chosen_printer, grey=grey)

        try:
            self._ask_for_printer(self, printer, chosen)
        except Refused as refusal:
            self.workplace.navigator.report(refusal)

    def _choose_file(self, copy: Copy, *, passphrase: str | None) -> None:
        def chosen(path: Path) -> None:
            self.hand_over.save(copy, path, passphrase)

        self._ask_for_file(self, f"{copy.document_number}.pdf", chosen)

    def _has_left(self, words: str) -> None:
        self.footer.end_job()
        self.workplace.navigator.toast(words)
        self._ask(at_once=True)  # the next copy has the next number

    def _has_stayed(self, error: LeadError) -> None:
        self.footer.end_job()
        self.workplace.navigator.report(error)
        self._ask(at_once=True)

    def _connect(self) -> None:
        self.choices.changed.connect(self._ask)
        self.choices.audience_changed.connect(lambda _: self._audience_changed())
        self.source.planned.connect(self._show_plan)
        self.source.drawn.connect(self._show_copy)
        self.source.failed.connect(self._show_failure)
        self.footer.print_wanted.connect(self.print_copy)
        self.footer.save_wanted.connect(self.save_copy)
        self.footer.cancel_wanted.connect(self.hand_over.cancel)
        self.hand_over.started.connect(
            lambda words, can_cancel: self.footer.show_job(words, can_cancel=can_cancel)
        )
        self.hand_over.advanced.connect(self.footer.advance_job)
        self.hand_over.left.connect(self._has_left)
        self.hand_over.stayed.connect(self._has_stayed)

    def _bind_keys(self) -> None:
        for keys, act in (
            ("Ctrl+P", self.print_copy),
            ("Ctrl+S", self.save_copy),
            ("Ctrl+=", self.preview.zoom_in),
            ("Ctrl++", self.preview.zoom_in),
            ("Ctrl+-", self.preview.zoom_out),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

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
        self._right = QStackedWidget()
        self._right.setProperty("kind", "sidebar")
        self._right.setMinimumWidth(NARROWEST_PREVIEW)
        self._right.addWidget(self.preview)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._panel)
        row.addWidget(hairline(upright=True))
        row.addWidget(self._right, 1)
