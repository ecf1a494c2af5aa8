"""The left column: who, how, how it went, when, how long, where, with whom, what was given."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lead_desktop.domain.contacts.contact import LEARNED_EVENT, WITH_OTHERS, is_late
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.services.desk import Desk
from ui.kit.button import Button
from ui.kit.field import Field
from ui.kit.inputs import LineEdit
from ui.pages.quick_log.after_attempt import AfterAttempt
from ui.pages.quick_log.how import HowPicker, OutcomePicker
from ui.pages.quick_log.moment import echo_when, parse_when
from ui.pages.quick_log.participant_field import ParticipantField
from ui.pages.quick_log.parts import FormColumn, WhenPicker, set_text
from ui.pages.quick_log.people_field import AlsoField, PeopleField
from ui.pages.quick_log.safe_card import SafeCard
from ui.pages.quick_log.state import (
    FormState,
    Part,
    WhenChoice,
    with_how,
    with_when,
    with_when_text,
)
from ui.pages.quick_log.supply_counters import SupplyCounters
from ui.pages.quick_log.which_people import FirstNames
from ui.pages.quick_log.who import InitiatorPicker, KindPicker, SomebodyElse
from ui.theme import Theme

BRIEF_PARTS = frozenset({Part.PARTICIPANT, Part.HOW, Part.OUTCOME, Part.LEARNED})
"""What a brief entry asks; everything else comes with the full note."""


class FactsColumn(FormColumn):
    """Everything of a contact but the words. more_asked: the full note is wanted."""

    more_asked = Signal()

    def __init__(self, theme: Theme, desk: Desk, host: QWidget, names: FirstNames) -> None:
        super().__init__()
        self._zone, self._late_after = desk.clock.zone, desk.settings.late_after
        self._shown_person: UUID | None = None
        self._people_shown = False
        self.names = names
        self.participant = ParticipantField(theme, host)
        self.more_people = Button(
            theme, "Several people, or about them", kind="link", size="sm", icon="user-plus"
        )
        self.also = AlsoField(theme, host, after=self.participant)
        self.kind = KindPicker(theme)
        self.others = SomebodyElse(theme)
        self.how = HowPicker(theme)
        self.safe = SafeCard(theme)
        self.outcome = OutcomePicker(theme)
        self.after = AfterAttempt(theme)
        self.full = Button(theme, "Write a note, add more", icon="pen-line", keys="Ctrl+M")
        self.when = WhenPicker(theme)
        self.minutes = LineEdit(theme, "Duration", placeholder="Minutes")
        self.minutes.add_action("timer", "Twenty minutes").clicked.connect(self._twenty_minutes)
        self.place = LineEdit(theme, "Place", placeholder="Where it was", icon="map-pin")
        self.people = PeopleField(theme, desk.worker.name, host, after=self.place)
        self.supplies = SupplyCounters(theme)
        self.initiator = InitiatorPicker(theme)
        self._name_inputs()
        self.fields: dict[Part, Field[QWidget]] = {
            Part.PARTICIPANT: Field(
                theme, "Participant", self.participant, beside=self.more_people
            ),
            Part.ALSO: Field(theme, "Also with", self.also),
            Part.KIND: Field(theme, "Kind of contact", self.kind),
            Part.OTHERS: Field(theme, "With whom", self.others),
            Part.HOW: Field(theme, "How", self.how, beside=self.how.more),
            Part.OUTCOME: Field(theme, "Outcome", self.outcome),
            Part.WHEN: Field(theme, "When", self.when),
            Part.MINUTES: Field(theme, "Duration", self.minutes),
            Part.PLACE: Field(theme, "Place", self.place),
            Part.WORKERS: Field(theme, "Who was there", self.people),
            Part.SUPPLIES: Field(theme, "Supplies given", self.supplies),
            Part.INITIATED: Field(theme, "Started by", self.initiator, beside=self.initiator.more),
        }
        self._lay_out()
        self.fields[Part.LEARNED] = self.fields[Part.OUTCOME]
        self._connect()

    def fill(self, state: FormState) -> None:
        if state.participant_id is None:
            self._shown_person = None
            self.participant.show_person(None)
            set_text(self.participant, state.find_text)
        self._show_people(state)
        self.how.show_choice(state.how)
        self.outcome.show_outcome(state)
        tells = state.outcome in LEARNED_EVENT and state.changes_to is None
        self.after.ask_who(self.names.of(state) if tells else (), state.learned_who)
        self.after.show_learned(state.learned, wanted=state.learns)
        promise = state.follow_up.strip() if state.brief else ""
        self.after.show_promise(promise, state.follow_up_on)
        self.when.show_choice(state.when, state.when_text)
        set_text(self.minutes, state.minutes_text)
        set_text(self.place, state.place)
        self.people.show_chosen(state.worker_ids)
        self.initiator.show_choice(state.initiated_by)
        self.supplies.show_counts(state.supplies)
        self._show_moment(state)
        for part, field in self.fields.items():
            if part is not Part.LEARNED:
                field.setVisible(self._is_shown(part, state))
        self.full.setVisible(state.brief)

    def _show_people(self, state: FormState) -> None:
        self.also.leave_out = state.participant_id
        self.also.show_chosen(state.also_ids)
        self.kind.show_kind(state.kind)
        self.others.show_somebody(state.relation, state.third_party)
        several = bool(state.also_ids) or state.kind is not None
        self._people_shown = self._people_shown or several
        self.more_people.setVisible(not self._people_shown and not state.brief)

    def _is_shown(self, part: Part, state: FormState) -> bool:
        if part in (Part.ALSO, Part.KIND):
            return self._people_shown and (not state.brief or bool(state.also_ids))
        if part is Part.OTHERS:
            return state.kind in WITH_OTHERS and not state.brief
        if part is Part.MINUTES and not state.is_reached:
            # An attempt has no length; the words typed before come back with "Reached".
            return False
        return part in BRIEF_PARTS or not state.brief

    def read(self, part: Part, state: FormState, now: datetime) -> FormState:
        """`state` with what stands in `part` now, and what follows from it."""
        match part:
            case Part.ALSO:
                return replace(state, also_ids=self.also.chosen())
            case Part.KIND:
                return replace(state, kind=self.kind.kind())
            case Part.OTHERS:
                name = self.others.name.text()
                return replace(state, relation=self.others.chosen(), third_party=name)
            case Part.LEARNED:
                offered = state.learned is not None
                learns = self.after.learned.isChecked() if offered else state.learns
                return replace(state, learns=learns, learned_who=self.after.who.chosen())
            case Part.HOW:
                return with_how(state, self.how.chosen())
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
            case Part.INITIATED:
                return replace(state, initiated_by=self.initiator.chosen())
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
        written = state.changes_to.recorded_at if state.changes_to else now
        late = ", a late entry" if is_late(state.occurred_at, written, self._late_after) else ""
        self.fields[Part.WHEN].label.setText("When" if plain else f"When: {echo}{late}")

    def _twenty_minutes(self) -> None:
        self.minutes.setText("20 min")
        self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tell(Part.MINUTES)

    def _name_inputs(self) -> None:
        self.participant.setObjectName("participant")
        self.minutes.setObjectName("minutes")
        self.place.setObjectName("place")
        self.people.edit.setObjectName("people")
        self.also.edit.setObjectName("also")
        self.more_people.setObjectName("more_people")
        self.full.setObjectName("full")

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.fields[Part.MINUTES], 2)
        middle.addWidget(self.fields[Part.PLACE], 3)
        # In the order of reading, which is that of Tab.
        for part, field in self.fields.items():
            if part is Part.MINUTES:
                self.column.addLayout(middle)
            elif part is not Part.PLACE:
                self.column.addWidget(field)
            if part is Part.HOW:
                self.column.addWidget(self.safe)
            elif part is Part.OUTCOME:
                self.column.addWidget(self.after)
        self.column.addWidget(self.full, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def _show_more_people(self) -> None:
        self._people_shown = True
        self.more_people.hide()
        for part in (Part.ALSO, Part.KIND):
            self.fields[part].show()
        self.also.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.more_people.clicked.connect(self._show_more_people)
        self.full.clicked.connect(self.more_asked)
        self.also.changed.connect(lambda: self.tell(Part.ALSO))
        self.kind.changed.connect(lambda: self.tell(Part.KIND))
        self.others.changed.connect(lambda: self.tell(Part.OTHERS))
        self.after.learned_changed.connect(lambda: self.tell(Part.LEARNED))
        self.how.changed.connect(lambda: self.tell(Part.HOW))
        for group in (self.outcome.side, self.outcome.met, self.outcome.attempt):
            group.changed.connect(lambda: self.tell(Part.OUTCOME))
        self.when.changed.connect(lambda: self.tell(Part.WHEN))
        self.when.typed.connect(lambda: self.tell(Part.WHEN))
        self.minutes.textEdited.connect(lambda: self.tell(Part.MINUTES))
        self.place.textEdited.connect(lambda: self.tell(Part.PLACE))
        self.people.changed.connect(lambda: self.tell(Part.WORKERS))
        self.initiator.changed.connect(lambda: self.tell(Part.INITIATED))
        self.supplies.changed.connect(lambda: self.tell(Part.SUPPLIES))
