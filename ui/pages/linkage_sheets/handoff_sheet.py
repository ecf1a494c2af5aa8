"""The sheet for a warm hand-off: when we called, when we were there, with whom, and the ride."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from lead_desktop.base.clock import Clock
from lead_desktop.domain.people.participant import LinkageLine
from lead_desktop.services.plan.handoffs import WARM, RecordHandoff
from ui.kit.checks import CheckBox
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import DateTimeEdit, LineEdit
from ui.pages.form_sheet import FormSheet, moment_in, show_moment
from ui.theme import Theme


class HandoffSheet(FormSheet):
    """`wanted` carries the RecordHandoff. A time counts when its box is ticked."""

    def __init__(
        self, theme: Theme, host: QWidget, line: LinkageLine, clock: Clock, worker: str
    ) -> None:
        lead = "How they got there, and who took them in."
        super().__init__(theme, host, f"Warm hand-off: {line.title}", "Keep", lead=lead)
        self._line, self._zone = line, clock.zone
        choices = [Choice(method.value, method.label) for method in WARM]
        self.method = ChoiceGroup(theme, "How", choices)
        self.method.choose(line.method if line.method in WARM else WARM[0])
        self.called = CheckBox(theme, "We called at")
        self.called_at = DateTimeEdit(theme, "Called at")
        self.arrived = CheckBox(theme, "We were there at")
        self.arrived_at = DateTimeEdit(theme, "There at")
        for edit in (self.called_at, self.arrived_at):
            show_moment(edit, clock.now(), clock.zone)
        self.called.setChecked(True)
        self.place = LineEdit(theme, "Where")
        self.place.setText(line.organization or "")
        self.went_along = LineEdit(theme, "Who went along")
        self.went_along.setText(worker)
        self.received_by = LineEdit(theme, "Who took them in", placeholder="Name or role there")
        self.ride = CheckBox(theme, "We gave a ride")
        self.words = LineEdit(theme, "Note, if any")
        self.add("method", "How", self.method)
        self.add("called_at", "Call", _timed(self.called, self.called_at))
        self.add("arrived_at", "Arrival", _timed(self.arrived, self.arrived_at))
        self.add("place", "Where", self.place)
        self.add("went_along", "Who went along", self.went_along)
        self.add("received_by", "Who took them in", self.received_by)
        self.insert(self.ride)
        self.add("words", "Note, if any", self.words)
        self.called.toggled.connect(self.called_at.setEnabled)
        self.arrived.toggled.connect(self.arrived_at.setEnabled)
        self.arrived_at.setEnabled(False)

    def submit(self) -> None:
        called, arrived = self.called.isChecked(), self.arrived.isChecked()
        method = next(one for one in WARM if one.value == self.method.value())
        self.wanted.emit(
            RecordHandoff(
                self._line.id,
                method,
                moment_in(self.called_at, self._zone) if called else None,
                moment_in(self.arrived_at, self._zone) if arrived else None,
                self.place.text(),
                self.went_along.text(),
                self.received_by.text(),
                self.ride.isChecked(),
                self.words.text(),
            )
        )


def _timed(box: CheckBox, edit: DateTimeEdit) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(box)
    row.addWidget(edit, 1)
    both.setFocusProxy(box)
    return both
