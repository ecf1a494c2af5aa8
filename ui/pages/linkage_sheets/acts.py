"""What can be done with a linkage, for every page that shows one: the sheets and what they keep.

A page hands in how a sheet is opened and hears of each change; all else (asking, refusing,
telling, undoing) is done here once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AppointmentStatus,
    CheckOutcome,
    LinkageStatus,
    ServiceCategory,
)
from lead_desktop.domain.directory.directory import ServiceLine
from lead_desktop.domain.people.participant import LinkageLine
from lead_desktop.domain.plan.calendar import CalendarLine, Outcome
from lead_desktop.domain.plan.linkage import (
    Check,
    Move,
    Position,
    check_move,
    is_open,
    linkage_clocks_of,
)
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change
from lead_desktop.services.directory import directory
from lead_desktop.services.directory.directory import CheckService
from lead_desktop.services.plan import appointments, handoffs, linkages
from lead_desktop.services.plan.appointments import MakeAppointment, SettledAppointment
from lead_desktop.services.plan.handoffs import RecordHandoff
from lead_desktop.services.plan.linkages import AddLinkage, MovedLinkage, ReferAgain, SetProvider
from ui.pages.doing import Acts, when_saved
from ui.pages.form_sheet import FormSheet
from ui.pages.linkage_sheets.appointment_sheets import (
    NewAppointmentSheet,
    NewDateSheet,
    OutcomeSheet,
)
from ui.pages.linkage_sheets.check_sheet import CheckSheet
from ui.pages.linkage_sheets.handoff_sheet import HandoffSheet
from ui.pages.linkage_sheets.move_sheet import MoveSheet
from ui.pages.linkage_sheets.new_linkage_sheet import NewLinkageSheet, ProviderSheet
from ui.pages.sheet_keeper import keep_words
from ui.pages.workplace import Workplace

Result = TypeVar("Result", Change, MovedLinkage, SettledAppointment)


class LinkageActs(Acts):
    """Linkages and appointments, each moved through the one state machine. begun: a new linkage by
    its id, told before the change."""

    begun = Signal(object)

    def __init__(self, workplace: Workplace, owner: QObject) -> None:
        super().__init__(workplace, owner)
        self.may = workplace.desk.may(Act.EDIT_PLAN)

    def begin(
        self,
        participant_id: UUID | None = None,
        category: ServiceCategory | None = None,
        service: ServiceLine | None = None,
    ) -> None:
        """Ask for a new linkage, of this person or of somebody to be named, to this service or
        to one to be found."""

        def sheet(host: QWidget) -> NewLinkageSheet:
            asked = NewLinkageSheet(
                self._workplace, host, participant_id, category=category, service=service
            )
            record = service.id if service is not None else category or ""
            keep_words(self._workplace, asked, participant_id, record)
            asked.wanted.connect(lambda command: self._begin(asked, command))
            return asked

        self._ask(sheet)

    def move(self, line: LinkageLine, to: LinkageStatus | None = None) -> None:
        """Move a linkage; a move to `to` that needs no further fact is made at once."""
        if not is_open(line.status):
            self.again(line)
            return
        if to is not None:
            plain = Move(to, self._desk.clock.today())
            if not check_move(Position(line.status, line.provider_known, line.method), plain):
                self._move(None, line, plain)
                return

        def sheet(host: QWidget) -> MoveSheet:
            clock = self._desk.clock
            asked = MoveSheet(self._theme, host, line, clock.today(), clock.zone, to=to)
            keep_words(self._workplace, asked, line.participant_id, f"{line.id} {to or ''}")
            asked.wanted.connect(lambda move: self._move(asked, line, move))
            asked.provider_wanted.connect(lambda: self._provider_first(asked, line))
            return asked

        self._ask(sheet)

    def check(self, line: LinkageLine) -> None:
        """Say that a linkage was looked at and stands where it stood."""
        if not is_open(line.status):
            return

        def sheet(host: QWidget) -> CheckSheet:
            asked = CheckSheet(
                self._theme, host, line, self._desk.clock, linkage_clocks_of(self._desk.settings)
            )
            keep_words(self._workplace, asked, line.participant_id, line.id)
            asked.wanted.connect(lambda check: self._check(asked, line, check))
            return asked

        self._ask(sheet)

    def hand_off(self, line: LinkageLine) -> None:
        """Keep how a warm hand-off went."""
        if not is_open(line.status):
            return

        def sheet(host: QWidget) -> HandoffSheet:
            name = self._desk.worker.name
            asked = HandoffSheet(self._theme, host, line, self._desk.clock, name)
            keep_words(self._workplace, asked, line.participant_id, line.id)
            asked.wanted.connect(lambda command: self._hand_off(asked, command))
            return asked

        self._ask(sheet)

    def choose_provider(self, line: LinkageLine) -> None:
        """Choose or change where an open linkage goes."""
        if not is_open(line.status):
            return

        def sheet(host: QWidget) -> ProviderSheet:
            asked = ProviderSheet(self._workplace, host, line)
            keep_words(self._workplace, asked, line.participant_id, line.id)
            asked.wanted.connect(lambda command: self._set_provider(asked, line, command))
            return asked

        self._ask(sheet)

    def note_no_answer(self, line: LinkageLine) -> None:
        """Note at the directory's entry that nobody answered; the linkage stands where it stood."""
        if line.service_id is None or not is_open(line.status):
            return
        check = CheckService(line.service_id, CheckOutcome.NO_ANSWER)

        def told(change: Change) -> None:
            words = f"{line.service or line.title}: nobody answered, noted in the directory"
            self._workplace.navigator.toast(words, take_back)
            self.changed.emit(change)

        def take_back() -> None:
            self._run(
                None, lambda: directory.withdraw_check(self._desk, check.id), self.changed.emit
            )

        self._run(None, lambda: directory.check_service(self._desk, check), told)

    def again(self, line: LinkageLine) -> None:
        """Refer again after an end; the new linkage stands at Identified, chained to the old."""
        if is_open(line.status) or not self.may:
            return
        command = ReferAgain(new_id(), line.id)
        self._run(None, lambda: linkages.refer_again(self._desk, command), self._tell_begun)

    def book(
        self,
        line: LinkageLine | None = None,
        *,
        participant_id: UUID | None = None,
        starts_at: datetime | None = None,
    ) -> None:
        """Make an appointment, of a linkage or by itself."""

        def sheet(host: QWidget) -> NewAppointmentSheet:
            asked = NewAppointmentSheet(
                self._workplace,
                host,
                line=line,
                participant_id=participant_id,
                starts_at=starts_at,
            )
            keep_words(
                self._workplace,
                asked,
                line.participant_id if line else participant_id,
                line.id if line else "",
            )
            asked.wanted.connect(lambda command: self._book(asked, command))
            return asked

        self._ask(sheet)

    def settle(self, line: CalendarLine) -> None:
        """Say what became of an appointment."""
        if line.status is not AppointmentStatus.PLANNED:
            return

        def sheet(host: QWidget) -> OutcomeSheet:
            asked = OutcomeSheet(self._theme, host, line, self._desk.clock)
            keep_words(self._workplace, asked, line.participant_id, line.id)
            asked.wanted.connect(lambda outcome: self._settle(asked, line, outcome))
            return asked

        self._ask(sheet)

    def set_new_date(self, line: CalendarLine) -> None:
        """Give a planned or missed appointment a new date."""
        if line.status not in (AppointmentStatus.PLANNED, AppointmentStatus.MISSED):
            return

        def sheet(host: QWidget) -> NewDateSheet:
            asked = NewDateSheet(self._theme, host, line, self._desk.clock)
            keep_words(self._workplace, asked, line.participant_id, line.id)
            asked.wanted.connect(lambda moment: self._set_date(asked, line, moment))
            return asked

        self._ask(sheet)

    def _ask(self, sheet: Callable[[QWidget], FormSheet]) -> None:
        if self.may:
            self.sheet_wanted.emit(sheet)

    def _begin(self, sheet: FormSheet, command: AddLinkage) -> None:
        self._run(sheet, lambda: linkages.add_linkage(self._desk, command), self._tell_begun)

    def _move(self, sheet: FormSheet | None, line: LinkageLine, move: Move) -> None:
        self._run(
            sheet,
            lambda: linkages.move_linkage(self._desk, line.id, move, version=line.version),
            self._tell_moved,
        )

    def _check(self, sheet: FormSheet, line: LinkageLine, check: Check) -> None:
        self._run(
            sheet,
            lambda: linkages.check_linkage(self._desk, line.id, check, version=line.version),
            lambda done: self._tell(f"{done.line.title}: looked at", done),
        )

    def _hand_off(self, sheet: FormSheet, command: RecordHandoff) -> None:
        self._run(
            sheet,
            lambda: handoffs.record_handoff(self._desk, command),
            lambda done: self._tell(f"{done.line.title}: hand-off kept", done),
        )

    def _provider_first(self, sheet: FormSheet, line: LinkageLine) -> None:
        sheet.dismiss()
        self.choose_provider(line)

    def _set_provider(self, sheet: FormSheet, line: LinkageLine, command: SetProvider) -> None:
        before = SetProvider(line.id, line.service_id, line.organization_id)

        def undo() -> None:
            self._run(None, lambda: linkages.set_provider(self._desk, before), self._tell_undone)

        def told(done: MovedLinkage) -> None:
            words = f"{done.line.title}: {done.line.organization or done.line.service}"
            self._workplace.navigator.toast(words, undo)
            self.changed.emit(done.change)

        self._run(
            sheet,
            lambda: linkages.set_provider(self._desk, command, version=line.version),
            told,
        )

    def _book(self, sheet: FormSheet, command: MakeAppointment) -> None:
        def told(done: SettledAppointment) -> None:
            self._tell_settled(f"{done.line.title}: appointment made", done, undo=True)

        self._run(sheet, lambda: appointments.make_appointment(self._desk, command), told)

    def _settle(self, sheet: FormSheet, line: CalendarLine, outcome: Outcome) -> None:
        def told(done: SettledAppointment) -> None:
            words = f"{done.line.title}: {done.line.status.label.lower()}"
            self._tell_settled(words, done, undo=True)
            if done.offer_new_date:
                self.set_new_date(done.line)

        self._run(
            sheet,
            lambda: appointments.settle_appointment(
                self._desk, line.id, outcome, version=line.version
            ),
            told,
        )

    def _set_date(self, sheet: FormSheet, line: CalendarLine, moment: datetime) -> None:
        desk = self._desk

        def take_back(done: SettledAppointment) -> SettledAppointment:
            back = appointments.undo_settling(desk, done.line.id)
            if line.linkage_id is None and line.status is AppointmentStatus.PLANNED:
                # Without a linkage no step binds the two dates together.
                return appointments.undo_settling(desk, line.id)
            return back

        def told(done: SettledAppointment) -> None:
            words = f"{done.line.title}: new date set"
            self._workplace.navigator.toast(
                words, lambda: self._run(None, lambda: take_back(done), self._tell_back)
            )
            self.changed.emit(done.change)

        self._run(
            sheet,
            lambda: appointments.reschedule_appointment(
                desk, line.id, moment, version=line.version
            ),
            told,
        )

    def _run(
        self,
        sheet: FormSheet | None,
        work: Callable[[], Result],
        told: Callable[[Result], None],
    ) -> None:
        """Do `work` on the store thread; problems of fields stay in the sheet, which is kept."""

        put_away = None if sheet is None else when_saved(sheet)

        def done(result: Result) -> None:
            if put_away is not None:
                put_away()
            told(result)

        def refuse(error: LeadError) -> None:
            if sheet is None:
                self._workplace.navigator.report(error)
            else:
                self._doing.refuse(sheet, error)

        self._workplace.runner.run(work, done, refuse, owner=self)

    def _tell_begun(self, done: MovedLinkage) -> None:
        error = Move(LinkageStatus.ERROR, self._desk.clock.today())

        def undo() -> None:
            self._run(
                None,
                lambda: linkages.move_linkage(self._desk, done.line.id, error),
                self._tell_undone,
            )

        self._workplace.navigator.toast(f"{done.line.title}: {done.line.status.label}", undo)
        self.begun.emit(done.line.id)
        self.changed.emit(done.change)

    def _tell_moved(self, done: MovedLinkage) -> None:
        self._tell(f"{done.line.title}: {done.line.status.label}", done)

    def _tell(self, words: str, done: MovedLinkage) -> None:
        step, line = done.step_id, done.line

        def undo() -> None:
            if step is not None:
                self._run(
                    None,
                    lambda: linkages.undo_move(self._desk, line.id, step),
                    self._tell_undone,
                )

        self._workplace.navigator.toast(words, undo if step is not None else None)
        self.changed.emit(done.change)

    def _tell_undone(self, done: MovedLinkage) -> None:
        self._workplace.navigator.toast(f"{done.line.title}: taken back")
        self.changed.emit(done.change)

    def _tell_back(self, done: SettledAppointment) -> None:
        self._tell_settled(f"{done.line.title}: taken back", done, undo=False)

    def _tell_settled(self, words: str, done: SettledAppointment, *, undo: bool) -> None:
        def take_back() -> None:
            self._run(
                None,
                lambda: appointments.undo_settling(self._desk, done.line.id),
                self._tell_back,
            )

        self._workplace.navigator.toast(words, take_back if undo else None)
        self.changed.emit(done.change)
