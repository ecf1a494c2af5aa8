"""What can be done about a person's standing and life, for every page that shows one.

A page hands in how a sheet is opened and hears of each change; asking, refusing, telling and
undoing is done here once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import EventKind, LifeArea, ParticipantStatus, Phase
from lead_desktop.domain.people.events import EventFacts, EventLine
from lead_desktop.domain.people.outcomes import OutcomeLine
from lead_desktop.domain.people.safety import SafetyNoteLine
from lead_desktop.domain.people.searching import SearchLine, untried
from lead_desktop.domain.people.status import Standing, StatusMove
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.people import events, outcomes, safety, searching, statuses
from lead_desktop.services.people.events import AddEvent, CorrectEvent
from lead_desktop.services.people.outcomes import RecordOutcome
from lead_desktop.services.people.safety import AddSafetyNote
from lead_desktop.services.people.searching import AddSearch
from lead_desktop.services.people.statuses import SetStatus
from ui.pages.doing import Acts
from ui.pages.form_sheet import FormSheet
from ui.pages.life_sheets.event_sheet import EndStaySheet, EventSheet
from ui.pages.life_sheets.outcome_sheet import OutcomeSheet
from ui.pages.life_sheets.safety_sheet import SafetySheet
from ui.pages.life_sheets.search_sheet import SearchSheet
from ui.pages.life_sheets.status_sheet import StatusSheet
from ui.pages.sheet_keeper import keep_words
from ui.pages.workplace import Workplace


class LifeActs(Acts):
    """may: whether the worker's role changes records; legal: whether it sees legal detail."""

    def __init__(self, workplace: Workplace, owner: QObject) -> None:
        super().__init__(workplace, owner)
        self.may = workplace.desk.may(Act.EDIT_PERSON)
        self.legal = workplace.desk.may(Act.SEE_LEGAL_DETAIL)

    # Standing

    def change_status(self, who: UUID, to: ParticipantStatus | None = None) -> None:
        """Ask for a new status; `to`: the one meant, as by “Reopen”."""
        desk = self._desk

        def show(standing: Standing) -> None:
            def sheet(host: QWidget) -> StatusSheet:
                asked = StatusSheet(self._theme, host, standing, desk.clock, to=to)
                keep_words(self._workplace, asked, who, to or "")
                asked.wanted.connect(lambda move: self._set_status(asked, who, move))
                return asked

            self.sheet_wanted.emit(sheet)

        self._fetch(lambda: statuses.read_standing(desk, who), show)

    def set_phase(self, who: UUID, phase: Phase) -> None:
        """Set how far along somebody is, at once, with undo."""
        desk = self._desk
        self._fetch(
            lambda: statuses.set_phase(desk, who, phase),
            lambda done: self._doing.tell(
                done.change, done.change.undo_label, lambda: statuses.undo_status(desk, done.id)
            ),
        )

    def _set_status(self, sheet: FormSheet, who: UUID, move: StatusMove) -> None:
        desk, command = self._desk, SetStatus(new_id(), who, move)
        self._do(
            sheet,
            lambda: statuses.set_status(desk, command).change,
            undo=lambda: statuses.undo_status(desk, command.id),
        )

    # Events

    def add_event(self, who: UUID, kind: EventKind | None = None) -> None:
        """Ask what happened."""
        if not self.may:
            return
        desk = self._desk

        def sheet(host: QWidget) -> EventSheet:
            asked = EventSheet(self._theme, host, desk.clock, legal=self.legal, kind=kind)
            keep_words(self._workplace, asked, who, kind or "")
            asked.wanted.connect(lambda facts: self._add_event(asked, who, facts))
            return asked

        self.sheet_wanted.emit(sheet)

    def _add_event(self, sheet: FormSheet, who: UUID, facts: EventFacts) -> None:
        desk, command = self._desk, AddEvent(new_id(), who, facts)
        self._do(
            sheet,
            lambda: events.add_event(desk, command),
            undo=lambda: events.strike_event(desk, command.id),
        )

    def end_stay(self, line: EventLine) -> None:
        """Ask when a stay ended."""
        desk = self._desk

        def end(sheet: FormSheet, at: datetime) -> None:
            self._do(
                sheet,
                lambda: events.end_event(desk, line.id, at),
                undo=lambda: events.reopen_event(desk, line.id),
            )

        def sheet(host: QWidget) -> EndStaySheet:
            asked = EndStaySheet(self._theme, host, line, desk.clock)
            keep_words(self._workplace, asked, line.participant_id, line.id)
            asked.wanted.connect(lambda at: end(asked, at))
            return asked

        self.sheet_wanted.emit(sheet)

    def correct_event(self, line: EventLine) -> None:
        """Correct what was written down; the undo puts the earlier facts back."""
        desk = self._desk

        def correct(sheet: FormSheet, facts: EventFacts) -> None:
            self._do(
                sheet,
                lambda: events.correct_event(desk, CorrectEvent(line.id, line.version, facts)),
                undo=lambda: events.correct_event(
                    desk, CorrectEvent(line.id, line.version + 1, line.facts)
                ),
            )

        def sheet(host: QWidget) -> EventSheet:
            asked = EventSheet(self._theme, host, desk.clock, legal=self.legal, line=line)
            keep_words(self._workplace, asked, line.participant_id, line.id)
            asked.wanted.connect(lambda facts: correct(asked, facts))
            return asked

        self.sheet_wanted.emit(sheet)

    def strike_event(self, line: EventLine) -> None:
        """Take an event back that was entered by mistake."""
        desk = self._desk
        self._do(
            None,
            lambda: events.strike_event(desk, line.id),
            undo=lambda: events.restore_event(desk, line.id),
        )

    # Changes in life, safety, looking

    def add_outcome(self, who: UUID, area: LifeArea | None = None) -> None:
        """Ask for a dated change in life."""
        desk = self._desk

        def keep(sheet: FormSheet, command: RecordOutcome) -> None:
            self._do(
                sheet,
                lambda: outcomes.record_outcome(desk, command),
                undo=lambda: outcomes.strike_outcome(desk, command.id),
            )

        def sheet(host: QWidget) -> OutcomeSheet:
            asked = OutcomeSheet(self._theme, host, who, desk.clock, legal=self.legal, area=area)
            keep_words(self._workplace, asked, who, area or "")
            asked.wanted.connect(lambda command: keep(asked, command))
            return asked

        self.sheet_wanted.emit(sheet)

    def strike_outcome(self, line: OutcomeLine) -> None:
        """Take a change back that was entered by mistake."""
        desk = self._desk
        self._do(
            None,
            lambda: outcomes.strike_outcome(desk, line.id),
            undo=lambda: outcomes.restore_outcome(desk, line.id),
        )

    def show_safety(self, who: UUID) -> None:
        """Show what to keep in mind, with the ways to change it."""
        desk = self._desk

        def show(notes: Sequence[SafetyNoteLine]) -> None:
            def sheet(host: QWidget) -> SafetySheet:
                asked = SafetySheet(self._theme, host, who, notes, desk.clock, may=self.may)
                keep_words(self._workplace, asked, who)
                asked.wanted.connect(lambda command: self._add_note(asked, command))
                asked.renew_wanted.connect(lambda note: self._renew_note(asked, note))
                asked.end_wanted.connect(lambda note: self._end_note(asked, note))
                return asked

            self.sheet_wanted.emit(sheet)

        self._fetch(lambda: safety.list_safety_notes(desk, who), show)

    def _add_note(self, sheet: FormSheet, command: AddSafetyNote) -> None:
        desk = self._desk
        self._do(
            sheet,
            lambda: safety.add_safety_note(desk, command),
            undo=lambda: safety.end_safety_note(desk, command.id),
        )

    def _renew_note(self, sheet: FormSheet, note: SafetyNoteLine) -> None:
        desk = self._desk
        self._do(sheet, lambda: safety.renew_safety_note(desk, note.id), "Still so")

    def _end_note(self, sheet: FormSheet, note: SafetyNoteLine) -> None:
        desk = self._desk
        self._do(
            sheet,
            lambda: safety.end_safety_note(desk, note.id),
            undo=lambda: safety.reopen_safety_note(desk, note.id),
        )

    def look_for(self, who: UUID) -> None:
        """Ask which step of looking was tried."""
        desk = self._desk

        def keep(sheet: FormSheet, command: AddSearch) -> None:
            self._do(
                sheet,
                lambda: searching.add_search(desk, command),
                undo=lambda: searching.remove_search(desk, command.id),
            )

        def show(found: tuple[Standing, Sequence[SearchLine]]) -> None:
            standing, lines = found

            def sheet(host: QWidget) -> SearchSheet:
                left = untried(lines, standing.since)
                asked = SearchSheet(self._theme, host, who, desk.clock, left)
                keep_words(self._workplace, asked, who)
                asked.wanted.connect(lambda command: keep(asked, command))
                return asked

            self.sheet_wanted.emit(sheet)

        self._fetch(
            lambda: (statuses.read_standing(desk, who), searching.list_searches(desk, who)), show
        )
