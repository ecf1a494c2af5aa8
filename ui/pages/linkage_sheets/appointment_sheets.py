"""The sheets for appointments: a new one, a new date, and what became of one."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.base.clock import Clock
from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import AppointmentStatus, VerifiedBy
from lead_desktop.domain.people.participant import LinkageLine
from lead_desktop.domain.plan.calendar import CalendarLine, Outcome, outcome_problems
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.plan.appointments import MakeAppointment
from ui.kit.checks import CheckBox
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import DateTimeEdit, LineEdit
from ui.kit.segmented import Segmented
from ui.pages.form_sheet import FormSheet, chosen_code, code_box, moment_in, show_moment
from ui.pages.linkage_sheets.person_choice import PersonChoice
from ui.pages.workplace import Workplace
from ui.theme import Theme

_WITNESSES = tuple(VerifiedBy)
_LENGTHS = (15, 30, 60, 90)
_SAID = (AppointmentStatus.ATTENDED, AppointmentStatus.MISSED, AppointmentStatus.CANCELLED)


class NewAppointmentSheet(FormSheet):
    """`wanted` carries the MakeAppointment.

    line: the linkage it belongs to; it gives title and place. participant_id: for whom, when the
    appointment belongs to no linkage; None asks for the person. starts_at: proposed.
    """

    def __init__(
        self,
        workplace: Workplace,
        host: QWidget,
        *,
        line: LinkageLine | None = None,
        participant_id: UUID | None = None,
        starts_at: datetime | None = None,
    ) -> None:
        theme = workplace.theme
        super().__init__(theme, host, "New appointment", "Make appointment")
        self._id = new_id()
        self._linkage = line
        self._who = line.participant_id if line is not None else participant_id
        self._zone = workplace.desk.clock.zone
        self.person = PersonChoice(workplace) if self._who is None else None
        if self.person is not None:
            self.add("participant_id", "Participant", self.person)
        self.title_edit = LineEdit(theme, "What for")
        self.starts_at = DateTimeEdit(theme, "When")
        show_moment(self.starts_at, starts_at or _tomorrow(workplace.desk.clock), self._zone)
        self.minutes = Segmented(
            theme,
            "How long",
            [Choice(str(length), f"{length} min") for length in _LENGTHS],
            height=30,
            required=False,
        )
        self.place = LineEdit(theme, "Where")
        self.transport = LineEdit(theme, "Ride", placeholder="Who drives, or how they get there")
        if line is not None:
            self.title_edit.setText(line.title)
            self.place.setText(line.organization or "")
        self.add("title", "What for", self.title_edit)
        self.add("starts_at", "When", self.starts_at)
        self.add("minutes", "How long, if known", self.minutes)
        self.add("place", "Where", self.place)
        self.add("transport", "Ride", self.transport)
        self.court = CheckBox(theme, "This is a court date")
        self.insert(self.court)
        self.court.setVisible(line is None and workplace.desk.may(Act.SEE_LEGAL_DETAIL))

    def submit(self) -> None:
        who = self.person.person() if self.person is not None else self._who
        problems = []
        if who is None:
            problems.append(FieldProblem("participant_id", "Say for whom."))
        if not self.title_edit.text().strip():
            problems.append(FieldProblem("title", "Say what it is for."))
        self.show_problems(problems)
        if who is None or problems:
            return
        length = self.minutes.value()
        self.wanted.emit(
            MakeAppointment(
                self._id,
                who,
                self.title_edit.text(),
                moment_in(self.starts_at, self._zone),
                int(length) if length else None,
                self.place.text(),
                self.transport.text(),
                self.court.isChecked(),
                self._linkage.id if self._linkage is not None else None,
            )
        )


class NewDateSheet(FormSheet):
    """`wanted` carries the new moment of an appointment."""

    def __init__(self, theme: Theme, host: QWidget, line: CalendarLine, clock: Clock) -> None:
        lead = "A missed visit ends nothing. The earlier date is kept in the history."
        super().__init__(theme, host, f"New date: {line.title}", "Set", lead=lead)
        self._zone = clock.zone
        self.starts_at = DateTimeEdit(theme, "When")
        ahead = max(line.starts_at, clock.now()) + timedelta(days=1)
        wall = line.starts_at.astimezone(clock.zone)
        proposed = ahead.astimezone(clock.zone).replace(hour=wall.hour, minute=wall.minute)
        show_moment(self.starts_at, proposed, clock.zone)
        self.add("starts_at", "When", self.starts_at)

    def submit(self) -> None:
        self.wanted.emit(moment_in(self.starts_at, self._zone))


class OutcomeSheet(FormSheet):
    """`wanted` carries the Outcome of an appointment: what became of it, and by whose word."""

    def __init__(self, theme: Theme, host: QWidget, line: CalendarLine, clock: Clock) -> None:
        super().__init__(theme, host, f"What became of it: {line.title}", "Keep")
        self._line, self._clock = line, clock
        self.status = ChoiceGroup(theme, "It was", [Choice(s.value, s.label) for s in _SAID])
        self.verified_by = code_box(theme, "Confirmed by", _WITNESSES)
        self.words = LineEdit(theme, "Note, if any")
        self.add("status", "It was", self.status)
        self.add("verified_by", "Confirmed by", self.verified_by)
        self.add("words", "Note, if any", self.words)
        self.status.changed.connect(self._ask_needed)
        self._ask_needed()

    def submit(self) -> None:
        status = self._status()
        if status is None:
            self.show_problems([FieldProblem("status", "Say what became of it.")])
            return
        witness = chosen_code(self.verified_by, _WITNESSES)
        came = status is AppointmentStatus.ATTENDED
        outcome = Outcome(status, witness if came else None, self.words.text())
        problems = outcome_problems(
            self._line.status, self._line.starts_at, outcome, self._clock.now(), self._clock.zone
        )
        self.show_problems(problems)
        if not problems:
            self.wanted.emit(outcome)

    def _status(self) -> AppointmentStatus | None:
        return next((one for one in _SAID if one.value == self.status.value()), None)

    def _ask_needed(self) -> None:
        came = self._status() is AppointmentStatus.ATTENDED
        self.fields["verified_by"].setVisible(came)


def _tomorrow(clock: Clock) -> datetime:
    wall = clock.now().astimezone(clock.zone) + timedelta(days=1)
    return wall.replace(hour=9, minute=0, second=0, microsecond=0)
