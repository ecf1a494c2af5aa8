"""The left column: who, how, how it went, when, how long, where, with whom, what was given."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.domain.caseload import CaseloadRow
from lead_desktop.domain.codes import ContactOutcome
from lead_desktop.domain.contact import MODE_CHOICES
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.field import Field
from ui.kit.inputs import LineEdit
from ui.kit.segmented import Segmented
from ui.pages.quick_log.moment import echo_when, parse_when
from ui.pages.quick_log.participant_field import ParticipantField
from ui.pages.quick_log.parts import FormColumn, WhenPicker, name_chips, set_text
from ui.pages.quick_log.people_field import PeopleField
from ui.pages.quick_log.state import (
    ATTEMPTS_BY_LINE,
    ATTEMPTS_IN_PERSON,
    REACHED_OUTCOMES,
    FormState,
    Part,
    WhenChoice,
    outcomes_for,
    with_how,
    with_outcome,
    with_reached,
    with_when,
    with_when_text,
)
from ui.pages.quick_log.supply_counters import SupplyCounters
from ui.theme import Theme
from ui.theme.tokens import Space

REACHED, ATTEMPTED = "reached", "attempted"
_SHORT = {ContactOutcome.MET: "Met", ContactOutcome.BRIEF: "Brief"}
_ALL_ATTEMPTS = tuple(dict.fromkeys((*ATTEMPTS_IN_PERSON, *ATTEMPTS_BY_LINE)))


class OutcomePicker(QWidget):
    """Reached or attempted, and beside or below it what exactly came of it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Outcome")
        sides = (
            Choice(REACHED, "Reached"),
            Choice(ATTEMPTED, "Attempted, no contact", "door-closed"),
        )
        self.side = name_chips(ChoiceGroup(theme, "Outcome", sides), "outcome")
        met = [Choice(outcome, _SHORT[outcome]) for outcome in REACHED_OUTCOMES]
        self.met = Segmented(theme, "How long you spoke", met, height=30)
        for segment in self.met.segments:
            segment.setObjectName(f"met.{segment.choice.key}")
        attempts = [Choice(outcome, outcome.label) for outcome in _ALL_ATTEMPTS]
        group = ChoiceGroup(theme, "What came of the attempt", attempts)
        self.attempt = name_chips(group, "attempt")
        first = QHBoxLayout()
        first.setSpacing(Space.CHIPS)
        first.addWidget(self.side)
        first.addStretch(1)
        first.addWidget(self.met)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self.attempt)
        self.setFocusProxy(self.side)

    def read(self, state: FormState) -> FormState:
        """`state` with the outcome that stands chosen here."""
        reached = self.side.value() == REACHED
        if reached != state.is_reached:
            return with_reached(state, reached=reached)
        chosen = (self.met if reached else self.attempt).value()
        return state if chosen is None else with_outcome(state, ContactOutcome(chosen))

    def show_outcome(self, state: FormState) -> None:
        """Show the outcome, with the details that its mode can have."""
        reached = state.is_reached
        self.side.choose(REACHED if reached else ATTEMPTED)
        self.met.setVisible(reached)
        self.attempt.setVisible(not reached)
        offered = outcomes_for(state.how.mode, reached=False)
        for chip in self.attempt.chips:
            chip.setVisible(chip.choice.key in offered or chip.choice.key == state.outcome)
        (self.met if reached else self.attempt).choose(state.outcome)


class FactsColumn(FormColumn):
    """Everything of a contact but the words."""

    def __init__(self, theme: Theme, me: str, zone: ZoneInfo, host: QWidget) -> None:
        super().__init__()
        self._zone = zone
        self._shown_person: UUID | None = None
        self.participant = ParticipantField(theme, host)
        self.how = _how_chips(theme)
        self.outcome = OutcomePicker(theme)
        self.when = WhenPicker(theme)
        self.minutes = LineEdit(theme, "Duration", placeholder="Minutes")
        self.minutes.add_action("timer", "Twenty minutes").clicked.connect(self._twenty_minutes)
        self.place = LineEdit(theme, "Place", placeholder="Where it was", icon="map-pin")
        self.people = PeopleField(theme, me, host, after=self.place)
        self.supplies = SupplyCounters(theme)
        self._name_inputs()
        self.fields: dict[Part, Field[QWidget]] = {
            Part.PARTICIPANT: Field(theme, "Participant", self.participant),
            Part.HOW: Field(theme, "How", self.how),
            Part.OUTCOME: Field(theme, "Outcome", self.outcome),
            Part.WHEN: Field(theme, "When", self.when),
            Part.MINUTES: Field(theme, "Duration", self.minutes),
            Part.PLACE: Field(theme, "Place", self.place),
            Part.WORKERS: Field(theme, "Who was there", self.people),
            Part.SUPPLIES: Field(theme, "Supplies given", self.supplies),
        }
        self._lay_out()
        self._connect()

    def fill(self, state: FormState) -> None:
        if not state.participant_ids:
            self._shown_person = None
            self.participant.show_person(None)
            set_text(self.participant, state.find_text)
        self.how.choose(str(MODE_CHOICES.index(state.how)))
        self.outcome.show_outcome(state)
        self.when.show_choice(state.when, state.when_text)
        set_text(self.minutes, state.minutes_text)
        # An attempt has no length; the words typed before come back with "Reached".
        self.fields[Part.MINUTES].setVisible(state.is_reached)
        set_text(self.place, state.place)
        self.people.show_chosen(state.worker_ids)
        self.supplies.show_counts(state.supplies)
        self._show_moment(state)

    def read(self, part: Part, state: FormState, now: datetime) -> FormState:
        """`state` with what stands in `part` now, and what follows from it."""
        match part:
            case Part.HOW:
                return with_how(state, MODE_CHOICES[int(self.how.value() or 0)])
            case Part.OUTCOME:
                return self.outcome.read(state)
            case Part.WHEN:
                chosen = self.when.choice()
                if chosen is WhenChoice.PICKED and state.when is WhenChoice.PICKED:
                    return with_when_text(state, self.when.edit.text(), now, self._zone)
                return with_when(state, chosen, now, self._zone)
            case Part.MINUTES:
                return replace(state, minutes_text=self.minutes.text())
            case Part.PLACE:
                return replace(state, place=self.place.text())
            case Part.WORKERS:
                return replace(state, worker_ids=self.people.chosen())
            case Part.SUPPLIES:
                return replace(state, supplies=self.supplies.counts())
            case _:
                return state

    def show_person(self, row: CaseloadRow) -> None:
        """Show the chosen participant's name and cadence."""
        if self._shown_person != row.id:
            self._shown_person = row.id
            self.participant.show_person(row)

    def _show_moment(self, state: FormState) -> None:
        now = max(state.opened_at, state.occurred_at)
        picking = state.when is WhenChoice.PICKED
        unread = picking and parse_when(state.when_text, now, self._zone) is None
        plain = state.when is WhenChoice.NOW or unread
        echo = echo_when(state.occurred_at, now, self._zone)
        self.fields[Part.WHEN].label.setText("When" if plain else f"When: {echo}")

    def _twenty_minutes(self) -> None:
        self.minutes.setText("20 min")
        self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tell(Part.MINUTES)

    def _name_inputs(self) -> None:
        self.participant.setObjectName("participant")
        self.minutes.setObjectName("minutes")
        self.place.setObjectName("place")
        self.people.edit.setObjectName("people")

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.fields[Part.MINUTES], 2)
        middle.addWidget(self.fields[Part.PLACE], 3)
        for part, field in self.fields.items():
            if part is Part.MINUTES:
                self.column.addLayout(middle)
            elif part is not Part.PLACE:
                self.column.addWidget(field)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.how.changed.connect(lambda: self.tell(Part.HOW))
        for group in (self.outcome.side, self.outcome.met, self.outcome.attempt):
            group.changed.connect(lambda: self.tell(Part.OUTCOME))
        self.when.changed.connect(lambda: self.tell(Part.WHEN))
        self.when.typed.connect(lambda: self.tell(Part.WHEN))
        self.minutes.textEdited.connect(lambda: self.tell(Part.MINUTES))
        self.place.textEdited.connect(lambda: self.tell(Part.PLACE))
        self.people.changed.connect(lambda: self.tell(Part.WORKERS))
        self.supplies.changed.connect(lambda: self.tell(Part.SUPPLIES))


def _how_chips(theme: Theme) -> ChoiceGroup:
    choices = [
        Choice(str(place), choice.label, choice.icon) for place, choice in enumerate(MODE_CHOICES)
    ]
    group = name_chips(ChoiceGroup(theme, "How", choices), "how")
    for place, chip in enumerate(group.chips):
        chip.setToolTip(f"Alt+{place + 1}")
    return group
