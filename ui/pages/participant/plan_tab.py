"""The plan tab: goals in the participant's words, needs, and what helps."""

from __future__ import annotations

from lead_desktop.domain.codes import NeedStatus
from lead_desktop.domain.participant import (
    GoalLine,
    NeedLine,
    ParticipantRecord,
)
from ui.kit.card import Card, SectionHeader
from ui.kit.chip import Chip
from ui.kit.empty_state import EmptyState
from ui.kit.label import Label
from ui.models.day_words import Calendar
from ui.pages.facts import FactLine, FactRow, Sign, clear_layout
from ui.pages.participant.tab import CardsTab
from ui.pages.workplace import Workplace
from ui.theme.tokens import Tone

_NEED_TONE: dict[NeedStatus, Tone] = {
    NeedStatus.IDENTIFIED: "info",
    NeedStatus.WORKING_ON: "accent",
    NeedStatus.MET: "success",
    NeedStatus.PARTLY_MET: "success",
}


class PlanTab(CardsTab):
    """Read only: what was agreed so far."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("Plan")
        self._theme = workplace.theme

    def show_record(self, record: ParticipantRecord, calendar: Calendar) -> None:
        clear_layout(self.column)
        for goal in record.goals:
            self.column.addWidget(self._goal(goal))
        if record.needs:
            self.column.addWidget(self._needs(record.needs))
        wishes = (
            ("What helps", record.helps),
            ("What gets in the way", record.gets_in_the_way),
            ("Please", record.please),
        )
        said = [(title, words) for title, words in wishes if words]
        if said:
            self.column.addWidget(self._in_their_words(said))
        if not (record.goals or record.needs or said):
            nothing = EmptyState(
                self._theme, "sprout", "No plan yet", "Goals stand here in the person’s own words."
            )
            self.column.addWidget(nothing, 1)
        self.column.addStretch()

    def _goal(self, goal: GoalLine) -> Card:
        theme, card = self._theme, Card()
        done = sum(finished for _, finished in goal.steps)
        count = f" · {done} of {len(goal.steps)} steps" if goal.steps else ""
        card.column.addWidget(SectionHeader(theme, f"{goal.status.label}{count}"))
        card.column.addWidget(Label(theme, f"“{goal.words}”", "heading", wrap=True))
        for words, finished in goal.steps:
            icon = "square-check" if finished else "circle-dashed"
            sign = Sign(theme, icon=icon, ink="success_text" if finished else "text3")
            line: FactLine = (words, "body", "text2" if finished else "text")
            row = FactRow(theme, sign, (line,), wrap=True)
            row.setAccessibleName(f"{words}, {'done' if finished else 'to do'}")
            card.column.addWidget(row)
        return card

    def _needs(self, needs: tuple[NeedLine, ...]) -> Card:
        theme, card = self._theme, Card()
        card.column.addWidget(SectionHeader(theme, "Needs", count=len(needs)))
        for need in needs:
            lines: list[FactLine] = [(need.category.label, "med", "text")]
            if need.words:
                lines.append((need.words, "caption", "text2"))
            chip = Chip(need.status.label, _NEED_TONE.get(need.status, "neutral"), size="sm")
            sign = Sign(theme, icon="flag")
            card.column.addWidget(FactRow(theme, sign, lines, chip=chip))
        return card

    def _in_their_words(self, said: list[tuple[str, str]]) -> Card:
        theme, card = self._theme, Card()
        for title, words in said:
            card.column.addWidget(SectionHeader(theme, title))
            card.column.addWidget(Label(theme, words, "body", wrap=True))
        return card
