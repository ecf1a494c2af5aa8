"""What can be done about a person's diverted incidents."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lead_desktop.base.given import given
from lead_desktop.domain.referral.referral import IncidentLine
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change
from lead_desktop.services.desk import Desk
from lead_desktop.services.referral import incidents
from lead_desktop.services.referral.incidents import AddIncident, IncidentBefore
from ui.pages.doing import Acts
from ui.pages.form_sheet import FormSheet
from ui.pages.life_sheets.incident_sheets import AddIncidentSheet, IncidentNews, IncidentSheet
from ui.pages.sheet_keeper import keep_words
from ui.pages.workplace import Workplace


class IncidentSaving:
    """One change of a clock and an outcome, and the way back to how both were."""

    def __init__(self, desk: Desk, incident_id: UUID) -> None:
        self._desk, self._id = desk, incident_id
        self._before: IncidentBefore | None = None

    def put(self, news: IncidentNews) -> Change:
        """Write it down."""
        done = incidents.update_incident(
            self._desk, self._id, stop=news.stop, outcome=news.outcome, on=news.on
        )
        self._before = done.before
        return done.change

    def put_back(self) -> Change:
        """Undo `put`."""
        return incidents.put_back_incident(self._desk, self._id, given(self._before))


class IncidentActs(Acts):
    """may: whether the worker's role writes them down; sees: whether it sees legal detail."""

    def __init__(self, workplace: Workplace, owner: QObject) -> None:
        super().__init__(workplace, owner)
        self.sees = workplace.desk.may(Act.SEE_LEGAL_DETAIL)
        self.may = self.sees and workplace.desk.may(Act.RECORD_REFERRAL)

    def add_incident(self, who: UUID) -> None:
        """Ask for a further incident, without a referral."""
        today = self._desk.clock.today()

        def sheet(host: QWidget) -> AddIncidentSheet:
            asked = AddIncidentSheet(self._theme, host, who, today)
            keep_words(self._workplace, asked, who)
            asked.wanted.connect(lambda command: self._add(asked, command))
            return asked

        self.sheet_wanted.emit(sheet)

    def open_incident(self, line: IncidentLine) -> None:
        """Ask whether the days until intake count, and for the outcome."""
        today = self._desk.clock.today()

        def sheet(host: QWidget) -> IncidentSheet:
            asked = IncidentSheet(self._theme, host, line, today)
            keep_words(self._workplace, asked, line.participant_id, line.id)
            asked.wanted.connect(lambda news: self._update(asked, line.id, news))
            return asked

        self.sheet_wanted.emit(sheet)

    def _update(self, sheet: FormSheet, incident_id: UUID, news: IncidentNews) -> None:
        saving = IncidentSaving(self._desk, incident_id)
        self._do(sheet, lambda: saving.put(news), undo=saving.put_back, words="Written down")

    def _add(self, sheet: FormSheet, command: AddIncident) -> None:
        desk = self._desk

        def add() -> Change:
            line = incidents.add_incident(desk, command)
            return Change(incidents.TOPICS, (line.id, line.participant_id))

        self._do(
            sheet,
            add,
            undo=lambda: incidents.remove_incident(desk, command.id),
            words="Incident written down",
        )
