"""The sheet of the warm hand-off after a stop."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from lead_desktop.domain.referral.referral import WarmHandOff
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import DateTimeEdit, LineEdit
from ui.pages.form_sheet import FormSheet, moment_in, show_moment
from ui.theme import Theme


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
