"""The cards of the new-referral form: by which door, who, what happened, the questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lead_desktop.base.clock import Clock
from lead_desktop.domain.codes import Answer, Charge, Door, Question
from lead_desktop.domain.people.baltimore import district_of, districts, neighborhoods
from lead_desktop.domain.referral.eligibility import (
    ASKED,
    PRIORITY,
    Eligibility,
    asked_questions,
)
from lead_desktop.domain.referral.referral import OTHER_TYPES
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.field import Field
from ui.kit.inputs import ComboBox, DateEdit, DateTimeEdit, LineEdit
from ui.kit.label import Label
from ui.kit.option_card import Option, OptionCard
from ui.pages.form_sheet import as_qdate, day_in, moment_in, show_moment
from ui.pages.referrals.form_parts import FieldGrid, NumberedCard, QuestionRow, TypeAhead
from ui.pages.referrals.form_state import FormState
from ui.pages.referrals.matches import Matches
from ui.theme import Theme

DOORS: dict[Door, tuple[str, str]] = {
    Door.STOP: ("octagon-pause", "By an officer, at a stop"),
    Door.ARREST: ("scale", "Instead of booking"),
    Door.SOCIAL: ("users", "No arrest now"),
    Door.COMMUNITY: ("handshake", "Neighbor or agency"),
    Door.OTHER: ("route", "Partner or person"),
}
WORDS: dict[Door, str] = {
    Door.STOP: "Reasonable articulable suspicion of an offense on the list, a lawful stop, and an "
    "officer who refers.",
    Door.ARREST: "Probable cause, and a warm hand-off instead of booking; the charge is held.",
    Door.SOCIAL: "No arrest now; recent law violations or police contacts tied to drug use, "
    "mental health or extreme poverty.",
    Door.COMMUNITY: "A neighbor, business or agency asks; no police involved.",
    Door.OTHER: "A prosecutor, a defender, the person themselves or somebody else asks.",
}
"""What each door is for, in the words of the program."""


class DoorCards(QWidget):
    """The doors as cards. chosen carries the Door."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        self.cards: dict[Door, OptionCard] = {}
        for place, (door, (icon, line)) in enumerate(DOORS.items()):
            card = OptionCard(theme, Option(door.label, line, icon, check=True), self)
            card.setToolTip(WORDS[door])
            card.clicked.connect(lambda _=False, d=door: self.chosen.emit(d))
            grid.addWidget(card, *divmod(place, 3))
            self.cards[door] = card
        self.words = Label(theme, "", "caption", "text2", wrap=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid.addWidget(self.words, 1, 2)
        for column in range(3):
            grid.setColumnStretch(column, 1)

    def show_door(self, door: Door) -> None:
        """Let a door stand."""
        self.cards[door].setChecked(True)
        self.words.setText(WORDS[door])


class FormCard(NumberedCard):
    """A card with text fields by the name of what they fill in the state. changed: by hand.
    left: a line of text was written, for now."""

    changed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, number: int, title: str) -> None:
        super().__init__(theme, number, title)
        self.theme = theme
        self.fields: dict[str, Field[QWidget]] = {}

    def line(self, name: str, label: str, placeholder: str = "", hint: str = "") -> Field[QWidget]:
        """A field for one line of text."""
        return self.keep(name, label, LineEdit(self.theme, label, placeholder=placeholder), hint)

    def keep(self, name: str, label: str, input_: QWidget, hint: str = "") -> Field[QWidget]:
        """A field whose changes are the form's."""
        input_.setObjectName(name)
        if isinstance(input_, QLineEdit):
            input_.textEdited.connect(lambda _: self.changed.emit())
            input_.editingFinished.connect(self.left)
            input_.setMaxLength(300)
        elif isinstance(input_, QComboBox):
            input_.activated.connect(lambda _: self.changed.emit())
        self.fields[name] = Field[QWidget](self.theme, label, input_, hint=hint)
        return self.fields[name]

    def texts(self) -> dict[str, Any]:
        """What is typed."""
        return {
            name: field.input.text()
            for name, field in self.fields.items()
            if isinstance(field.input, QLineEdit)
        }

    def show_texts(self, state: FormState) -> None:
        """Put the state's texts into the fields that hold others."""
        for name, field in self.fields.items():
            words = getattr(state, name, None)
            edit = field.input
            if isinstance(edit, QLineEdit) and isinstance(words, str) and edit.text() != words:
                edit.setText(words)


class WhoCard(FormCard):
    """Who is referred, and who of the vault may be the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 1, "Who")
        grid = FieldGrid((3, 3, 2, 2))
        for name, label, placeholder in (
            ("name", "Preferred name", "What they go by"),
            ("legal_name", "Legal name", "If different"),
            ("born", "Date of birth", "Or about 45"),
            ("phone", "Phone", "If known"),
        ):
            grid.add(name, self.line(name, label, placeholder))
        grid.show_only(("name", "legal_name", "born", "phone"))
        self.matches = Matches(theme)
        self.column.addWidget(grid)
        self.column.addWidget(self.matches)

    def read(self, state: FormState) -> FormState:
        """The state with what stands here."""
        return replace(state, **self.texts())

    def show_state(self, state: FormState, born: str) -> None:
        """Show what the state holds; born: its birth date as it could be read, or ""."""
        self.show_texts(state)
        locked = state.person is not None
        for name in ("name", "legal_name"):
            self.fields[name].input.setEnabled(not locked)
        self.set_complete(complete=locked or bool(state.name.strip() and born))


_OF_DOOR: dict[Door, tuple[str, ...]] = {
    Door.STOP: ("district", "occurred_at", "officer", "unit", "incident_number", "post", "place",
                "basis"),
    Door.ARREST: ("district", "occurred_at", "hold_until", "officer", "unit", "incident_number",
                  "post", "place", "basis"),
    Door.SOCIAL: ("agency", "officer", "unit", "district", "place", "occurred_at"),
    Door.COMMUNITY: ("agency", "officer", "place", "district", "occurred_at"),
    Door.OTHER: ("type", "agency", "officer", "place", "district", "occurred_at"),
}  # fmt: skip
"""The short form of each door: what is asked, in the order in which it is asked."""
_TITLES = {True: "What happened", False: "Who refers"}
_NO_DISTRICT = "Not named"


class HappenedCard(FormCard):
    """What happened, or who refers; the owner's approval where a charge needs it."""

    def __init__(self, theme: Theme, clock: Clock) -> None:
        super().__init__(theme, 2, _TITLES[True])
        self._zone: ZoneInfo = clock.zone
        self._now = clock.now()
        self.charges = ChoiceGroup(
            theme,
            "Charge in lieu of",
            [Choice(charge.value, charge.label) for charge in Charge],
            multiple=True,
        )
        self._charge_field = Field[QWidget](theme, "Charge in lieu of", self.charges)
        self._grid = FieldGrid((1, 1, 1))
        self._add_fields(theme)
        self.approval = _Approval(theme, self)
        self.column.addWidget(self._charge_field)
        self.column.addWidget(self._grid)
        self.column.addWidget(self.approval)
        self.charges.changed.connect(self.changed)
        self.approval.choice.changed.connect(self.changed)
        self._showing = False

    def _add_fields(self, theme: Theme) -> None:
        self.when = DateTimeEdit(theme, "When")
        self.hold = DateEdit(theme, "Charge held until")
        self.district = ComboBox(theme, "District")
        self.district.addItems([_NO_DISTRICT, *districts()])
        self.other_type = ComboBox(theme, "Referred by")
        self.other_type.addItems([one.label for one in OTHER_TYPES])
        self.when.dateTimeChanged.connect(self._when_changed)
        self.hold.dateChanged.connect(self._when_changed)
        self.spoken = {
            "officer": TypeAhead(theme, "Officer", placeholder="Name and rank"),
            "unit": TypeAhead(theme, "Unit"),
            "post": TypeAhead(theme, "Post"),
            "place": TypeAhead(theme, "Place", placeholder="Corner or neighborhood"),
            "agency": TypeAhead(theme, "Agency or business"),
        }
        self.spoken["place"].editingFinished.connect(self._follow_place)
        for name, input_ in self.spoken.items():
            self._grid.add(name, self.keep(name, input_.accessibleName(), input_))
        self._grid.add("incident_number", self.line("incident_number", "Incident number"))
        self._grid.add(
            "basis", self.line("basis", "Basis of the stop", "Reasonable articulable suspicion")
        )
        for name, label, box in (
            ("district", "District", self.district),
            ("type", "Referred by", self.other_type),
            ("occurred_at", "When", self.when),
            ("hold_until", "Charge held until", self.hold),
        ):
            self._grid.add(name, self.keep(name, label, box))

    def offer(self, spoken: dict[str, Sequence[str]]) -> None:
        """What officers, units, posts, places and agencies may complete to."""
        for name, words in spoken.items():
            more = tuple(neighborhoods()) if name == "place" else ()
            self.spoken[name].offer((*words, *more))

    def read(self, state: FormState) -> FormState:
        """The state with what stands here."""
        place = self.district.currentIndex()
        texts = self.texts() | self.approval.texts()
        return replace(
            state,
            **texts,
            district=districts()[place - 1] if place > 0 else "",
            type=OTHER_TYPES[max(0, self.other_type.currentIndex())],
            charges=frozenset(Charge(key) for key in self.charges.values()),
            occurred_at=moment_in(self.when, self._zone),
            hold_until=day_in(self.hold) if state.door is Door.ARREST else None,
            approval=self.approval.answer(),
        )

    def show_state(self, state: FormState) -> None:
        """Show what the state holds, and the fields of its door."""
        self._showing = True
        self.show_texts(state)
        names = districts()
        place = names.index(state.district) + 1 if state.district in names else 0
        self.district.setCurrentIndex(place)
        self.other_type.setCurrentIndex(
            OTHER_TYPES.index(state.type) if state.type in OTHER_TYPES else 0
        )
        show_moment(self.when, state.occurred_at or self._now, self._zone)
        if state.hold_until is not None:
            self.hold.setDate(as_qdate(state.hold_until))
        self.charges.choose(*(charge.value for charge in state.charges))
        self.approval.show_state(state)
        self._charge_field.setVisible(state.is_street)
        self._grid.show_only(_OF_DOOR[state.door])
        self.fields["officer"].label.setText("Officer" if state.is_street else "Who refers")
        self.set_title(_TITLES[state.is_street])
        done = bool(state.charges) if state.is_street else bool(state.officer or state.agency)
        self.set_complete(complete=done and not (state.asks_approval and state.approval is None))
        self._showing = False

    def _when_changed(self) -> None:
        if not self._showing:
            self.changed.emit()

    def _follow_place(self) -> None:
        """A neighborhood says its district, where none was chosen."""
        of = district_of(self.spoken["place"].text())
        if of and self.district.currentIndex() <= 0:
            self.district.setCurrentIndex(districts().index(of) + 1)
            self.changed.emit()


class _Approval(QWidget):
    """Did the owner or person affected agree: who, and how. Shown only where it is needed."""

    def __init__(self, theme: Theme, card: FormCard) -> None:
        super().__init__()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(theme, "Did the owner or person affected agree?", "capmed", "text2"))
        head.addWidget(Label(theme, "Needed for trespass and public urination", "caption", "text3"))
        head.addStretch(1)
        self.choice = ChoiceGroup(
            theme,
            "Did the owner or person affected agree?",
            [
                Choice(Answer.YES.value, "Agreed", "check"),
                Choice(Answer.NO.value, "Did not agree", "x"),
                Choice(Answer.UNKNOWN.value, "Not asked yet", "hourglass"),
            ],
        )
        self.by = LineEdit(theme, "Who answered", placeholder="Name or store")
        self.how = LineEdit(theme, "How they answered", placeholder="In person, by phone …")
        for name, edit in (("approved_by", self.by), ("approved_how", self.how)):
            edit.setObjectName(name)
            edit.textEdited.connect(lambda _: card.changed.emit())
        told = QHBoxLayout()
        told.setSpacing(12)
        told.addWidget(self.by, 1)
        told.addWidget(self.how, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.choice)
        column.addLayout(told)

    def answer(self) -> Answer | None:
        value = self.choice.value()
        return Answer(value) if value else None

    def texts(self) -> dict[str, Any]:
        return {"approved_by": self.by.text(), "approved_how": self.how.text()}

    def show_state(self, state: FormState) -> None:
        self.setVisible(state.asks_approval)
        self.choice.choose(*((state.approval.value,) if state.approval else ()))
        for edit, words in ((self.by, state.approved_by), (self.how, state.approved_how)):
            if edit.text() != words:
                edit.setText(words)


class QuestionsCard(NumberedCard):
    """The questions of the checklist, then those that are only recorded. answered: by hand."""

    answered = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 3, "Eligibility questions")
        self.column.setSpacing(9)
        self.rows = {question: QuestionRow(theme, question) for question in ASKED}
        self._priority = Label(theme, "Recorded for everybody; never decides", "capmed", "text2")
        for question, row in self.rows.items():
            if question is PRIORITY[0]:
                self.column.addSpacing(4)
                self.column.addWidget(self._priority)
            row.answered.connect(self.answered)
            self.column.addWidget(row)

    def show_state(self, state: FormState, result: Eligibility) -> None:
        """Show the questions of the door with the answers that stand."""
        asked = asked_questions(state.door, state.charges)
        standing = {check.question: check.answer for check in result.checks}
        for question, row in self.rows.items():
            row.setVisible(question in asked)
            row.show_answer(standing.get(question) or state.answers.get(question))
        deciding: list[Question] = [one for one in asked if one not in PRIORITY]
        self.set_complete(
            complete=all(standing.get(one) in (Answer.YES, Answer.NO) for one in deciding)
        )
