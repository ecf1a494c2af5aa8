"""Sheets of a stop: the warm hand-off, and the clock and outcome of the diverted incident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import DiversionOutcome, StopClockReason
from lead_desktop.domain.referral import IncidentLine, WarmHandOff
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import DateEdit, DateTimeEdit, LineEdit
from ui.pages.form_sheet import (
    FormSheet,
    as_qdate,
    chosen_code,
    code_box,
    day_in,
    moment_in,
    show_moment,
)
from ui.theme import Theme

OUTCOMES = tuple(DiversionOutcome)
REASONS = tuple(StopClockReason)
_RUNS, _STANDS = "runs", "stands"


class HandOffSheet(FormSheet):
    """`wanted` carries a WarmHandOff."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        standing: WarmHandOff | None,
        now: datetime,
        zone: ZoneInfo,
    ) -> None:
        super().__init__(
            theme,
            host,
            "Warm hand-off",
            "Write down",
            lead="From the officer's call until somebody of the team was there.",
        )
        self._zone = zone
        self.called, self.arrived = DateTimeEdit(theme, "Called"), DateTimeEdit(theme, "Arrived")
        show_moment(self.called, standing.called_at if standing else now, zone)
        arrived = standing.arrived_at if standing else None
        show_moment(self.arrived, arrived or now, zone)
        self.came = ChoiceGroup(
            theme, "Has somebody come?", [Choice("yes", "Yes"), Choice("no", "On the way")]
        )
        self.came.choose("no" if standing and arrived is None else "yes")
        self.who = LineEdit(theme, "Who went")
        self.place = LineEdit(theme, "Where")
        self.ride = ChoiceGroup(theme, "Ride given?", [Choice("yes", "Yes"), Choice("no", "No")])
        self.ride.choose("yes" if standing and standing.ride_given else "no")
        if standing is not None:
            self.who.setText(standing.who_went)
            self.place.setText(standing.place)
        self.add("called_at", "Called", self.called)
        self.add("came", "Has somebody come?", self.came)
        self.add("arrived_at", "Arrived", self.arrived)
        self.add("who_went", "Who went", self.who)
        self.add("place", "Where", self.place)
        self.add("ride_given", "Ride given?", self.ride)

    def submit(self) -> None:
        came = self.came.value() == "yes"
        self.wanted.emit(
            WarmHandOff(
                moment_in(self.called, self._zone),
                moment_in(self.arrived, self._zone) if came else None,
                self.place.text(),
                self.who.text(),
                self.ride.value() == "yes",
            )
        )


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
