"""How the contact happened and what came of it: two questions of a few keys each."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.domain.codes import ContactOutcome
from lead_desktop.domain.contacts.contact import (
    ALL_MODES,
    ATTEMPTS_BY_LINE,
    ATTEMPTS_IN_PERSON,
    MODE_CHOICES,
    REACHED_OUTCOMES,
    ModeChoice,
    outcomes_for,
)
from ui.kit.choice_chip import Choice, ChoiceChip, ChoiceGroup
from ui.kit.segmented import Segmented
from ui.pages.quick_log.parts import MoreChips, name_chips
from ui.pages.quick_log.state import FormState, with_outcome, with_reached
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


class HowPicker(MoreChips):
    """The usual ways as chips, Alt+1 to Alt+9; every other place and channel one key away."""

    def __init__(self, theme: Theme) -> None:
        choices = [
            Choice(str(place), choice.label, choice.icon) for place, choice in enumerate(ALL_MODES)
        ]
        usual = len(MODE_CHOICES)
        super().__init__(
            theme, "How", "how", choices, usual, multiple=False, more="Other places and ways"
        )
        for place, chip in enumerate(self.chips[:usual]):
            chip.setToolTip(f"Alt+{place + 1}")

    @property
    def chips(self) -> list[ChoiceChip]:
        """All chips, in sight or not."""
        return self.group.chips

    def chosen(self) -> ModeChoice:
        """The way that stands chosen."""
        return ALL_MODES[int(self.group.value() or 0)]

    def show_choice(self, choice: ModeChoice) -> None:
        """Show `choice` as chosen."""
        self.show_values((str(ALL_MODES.index(choice)),))
