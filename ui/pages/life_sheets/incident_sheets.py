"""Sheets of a diverted incident: a further one, and the clock and outcome of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Charge, DiversionOutcome, StopClockReason
from lead_desktop.domain.referral.referral import IncidentLine
from lead_desktop.services.referral.incidents import AddIncident
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import DateEdit, LineEdit
from ui.pages.form_sheet import FormSheet, as_qdate, chosen_code, code_box, day_in
from ui.theme import Theme

OUTCOMES = tuple(DiversionOutcome)
REASONS = tuple(StopClockReason)
_RUNS, _STANDS = "runs", "stands"
_HELD, _NOT_HELD = "held", "not"
_USUAL_HOLD_DAYS = 30


class AddIncidentSheet(FormSheet):
    """`wanted` carries an AddIncident."""

    def __init__(self, theme: Theme, host: QWidget, who: UUID, today: date) -> None:
        super().__init__(
            theme,
            host,
            "Diverted incident",
            "Write down",
            lead="A further one, without a referral of its own. Until the person is enrolled, "
            "the days until intake count from that day.",
        )
        self._who, self._id = who, new_id()
        self.occurred_on = DateEdit(theme, "On")
        self.occurred_on.setDate(as_qdate(today))
        self.occurred_on.setMaximumDate(as_qdate(today))
        self.charges = ChoiceGroup(
            theme,
            "Charge in lieu of",
            [Choice(charge.value, charge.label) for charge in Charge],
            multiple=True,
        )
        self.number = LineEdit(theme, "Incident number")
        self.hold = ChoiceGroup(
            theme,
            "Is the charge held?",
            [Choice(_NOT_HELD, "No, or not known"), Choice(_HELD, "Yes, until a day")],
        )
        self.hold.choose(_NOT_HELD)
        self.hold_until = DateEdit(theme, "Held until")
        self.hold_until.setDate(as_qdate(today).addDays(_USUAL_HOLD_DAYS))
        self.add("occurred_on", "On", self.occurred_on)
        self.add("charges", "Charge in lieu of", self.charges)
        self.add("incident_number", "Incident number", self.number)
        self.add("hold", "Is the charge held?", self.hold)
        self._until = self.add("hold_until", "Held until", self.hold_until)
        self.hold.changed.connect(self._follow)
        self._follow()

    def submit(self) -> None:
        charges = frozenset(Charge(key) for key in self.charges.values())
        if not charges:
            self.show_problems([FieldProblem("charges", "Name the charge that was held back.")])
            return
        held = self.hold.value() == _HELD
        self.wanted.emit(
            AddIncident(
                self._id,
                self._who,
                day_in(self.occurred_on),
                charges,
                self.number.text(),
                day_in(self.hold_until) if held else None,
            )
        )

    def _follow(self) -> None:
        self._until.setVisible(self.hold.value() == _HELD)


@dataclass(frozen=True)
class IncidentNews:
    """What the incident sheet gives. stop: why the clock stands still, None when it runs."""

    stop: StopClockReason | None
    outcome: DiversionOutcome
    on: date


class IncidentSheet(FormSheet):
    """`wanted` carries an IncidentNews."""

    def __init__(self, theme: Theme, host: QWidget, incident: IncidentLine, today: date) -> None:
        super().__init__(
            theme,
            host,
            "Clock and outcome",
            "Write down",
            lead="The days until intake can stand still, with the reason; they are added at "
            "the end.",
        )
        stopped = incident.stopped
        self.clock = ChoiceGroup(
            theme,
            "Days until intake",
            [Choice(_RUNS, "Count", "timer"), Choice(_STANDS, "Stand still", "snowflake")],
        )
        self.clock.choose(_STANDS if stopped.since else _RUNS)
        self.reason = code_box(theme, "Why they stand still", REASONS, stopped.reason)
        self.outcome = code_box(theme, "Outcome", OUTCOMES, incident.outcome)
        self.on = DateEdit(theme, "Since")
        self.on.setDate(as_qdate(incident.outcome_on or today))
        self.add("clock", "Days until intake", self.clock)
        self._why = self.add("reason", "Why they stand still", self.reason)
        self.add("outcome", "What the State's Attorney did", self.outcome)
        self.add("on", "Since", self.on)
        self.clock.changed.connect(self._follow)
        self._follow()

    def submit(self) -> None:
        stands = self.clock.value() == _STANDS
        reason = chosen_code(self.reason, REASONS)
        if stands and reason is None:
            self.show_problems([FieldProblem("reason", "Choose why.")])
            return
        outcome = chosen_code(self.outcome, OUTCOMES) or DiversionOutcome.PENDING
        self.wanted.emit(IncidentNews(reason if stands else None, outcome, day_in(self.on)))

    def _follow(self) -> None:
        self._why.setVisible(self.clock.value() == _STANDS)
