"""Cards of what happened: events and stays, dated changes, the status history, looking for them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.domain.people.events import EventLine
from lead_desktop.domain.people.outcomes import OutcomeLine, standing
from lead_desktop.domain.people.searching import SearchLine
from lead_desktop.domain.people.status import StatusLine, move_words
from ui.kit.chip import Chip
from ui.models.day_words import Calendar
from ui.models.looks import event_look
from ui.pages.facts import FactLine
from ui.pages.life_sheets.acts import LifeActs
from ui.pages.participant.details.rows import ListCard, RowAct, acting_row
from ui.pages.workplace import Workplace

SHOWN = 8
"""So many of the newest events and changes stand here; the timeline holds all of them."""


class LifeCards:
    """The cards, and what their buttons do; `show_life` fills them anew."""

    def __init__(self, workplace: Workplace, acts: LifeActs) -> None:
        self._theme = workplace.theme
        self._acts = acts
        self._who: UUID | None = None
        theme = workplace.theme
        may = acts.may
        self.events = ListCard(
            theme, "Events", "Nothing written down.", self._add_event if may else None
        )
        self.outcomes = ListCard(
            theme,
            "Changes in life",
            "Nothing written down yet.",
            self._add_outcome if may else None,
        )
        self.history = ListCard(
            theme,
            "With the program",
            "No change since the record began.",
            self._change_status if may else None,
            action="Change status",
        )
        self.searches = ListCard(
            theme,
            "Looking for them",
            "No step tried yet.",
            self._look if may else None,
            action="Add step",
        )

    def show_life(
        self,
        who: UUID,
        events: Sequence[EventLine],
        outcomes: Sequence[OutcomeLine],
        history: Sequence[StatusLine],
        calendar: Calendar,
    ) -> None:
        """Show one participant's life; open stays first."""
        self._who = who
        ordered = sorted(events, key=lambda line: not line.open_stay)[:SHOWN]
        self.events.show_rows([self._event(line, calendar) for line in ordered], len(events))
        newest = {line.id for line in standing(outcomes).values()}
        self.outcomes.show_rows(
            [self._outcome(line, calendar, now=line.id in newest) for line in outcomes[:SHOWN]],
            len(outcomes),
        )
        self.history.show_rows([self._step(line, calendar) for line in reversed(history)])

    def show_searches(self, lines: Sequence[SearchLine], calendar: Calendar, *, lost: bool) -> None:
        """Show the steps of looking; the card is there while there is something to look for."""
        self.searches.setVisible(lost or bool(lines))
        self.searches.show_rows([self._search(line, calendar) for line in lines[:SHOWN]])

    def _add_event(self) -> None:
        if self._who is not None:
            self._acts.add_event(self._who)

    def _add_outcome(self) -> None:
        if self._who is not None:
            self._acts.add_outcome(self._who)

    def _change_status(self) -> None:
        if self._who is not None:
            self._acts.change_status(self._who)

    def _look(self) -> None:
        if self._who is not None:
            self._acts.look_for(self._who)

    def _event(self, line: EventLine, calendar: Calendar) -> QWidget:
        facts = line.facts
        day = calendar.short_date(calendar.day_of(facts.occurred_at))
        when = day
        if facts.ended_at is not None:
            when = f"{day} to {calendar.short_date(calendar.day_of(facts.ended_at))}"
        about = [when, facts.place, facts.source.label]
        if facts.expected_end_on is not None and line.open_stay:
            about.insert(1, f"expected until {calendar.short_date(facts.expected_end_on)}")
        if facts.naloxone_used is not None:
            about.append("naloxone used" if facts.naloxone_used else "no naloxone used")
        if facts.reversed_by is not None:
            about.append(facts.reversed_by.label.lower())
        lines: list[FactLine] = [
            (facts.kind.label, "med", "text"),
            (" · ".join(part for part in about if part), "caption", "text3"),
        ]
        told = (facts.words, facts.asked and f"We ask: {facts.asked}", facts.legal_detail)
        lines += [(words, "caption", "text2") for words in told if words]
        name = f"{facts.kind.label}, {day}"
        acts: list[RowAct] = []
        if self._acts.may:
            if line.open_stay:
                acts.append(
                    RowAct("door-closed", f"Ended: {name}", lambda: self._acts.end_stay(line))
                )
            acts.append(
                RowAct("pencil", f"Correct: {name}", lambda: self._acts.correct_event(line))
            )
            acts.append(RowAct("x", f"Take back: {name}", lambda: self._acts.strike_event(line)))
        chip = Chip("Now", "plum", size="sm") if line.open_stay else None
        return acting_row(self._theme, event_look(facts.kind)[1], lines, acts, chip=chip)

    def _outcome(self, line: OutcomeLine, calendar: Calendar, *, now: bool) -> QWidget:
        value = line.what
        day = calendar.short_date(line.on)
        about = f"{line.area.label} · since {day} · {line.evidence.label}"
        lines: list[FactLine] = [
            (value.label, "med" if now else "body", "text" if now else "text2"),
            (about, "caption", "text3"),
        ]
        if line.words:
            lines.append((line.words, "caption", "text2"))
        acts: list[RowAct] = []
        if self._acts.may:
            name = f"Take back: {value.label}, {day}"
            acts.append(RowAct("x", name, lambda: self._acts.strike_outcome(line)))
        chip = Chip("Now", "accent", size="sm") if now else None
        return acting_row(self._theme, "activity", lines, acts, chip=chip)

    def _step(self, line: StatusLine, calendar: Calendar) -> QWidget:
        day = calendar.short_date(line.step.on)
        about = f"{day} · {line.worker}"
        if line.step.undone:
            about += " · taken back"
        ink = "text3" if line.step.undone else "text"
        lines: list[FactLine] = [
            (move_words(line.step), "body", "text3" if ink == "text3" else "text"),
            (about, "caption", "text3"),
        ]
        if line.words:
            lines.append((line.words, "caption", "text2"))
        icon = "undo-2" if line.step.undone else "history"
        return acting_row(self._theme, icon, lines, ())

    def _search(self, line: SearchLine, calendar: Calendar) -> QWidget:
        about = f"{line.result.label} · {calendar.short_date(line.on)} · {line.worker}"
        lines: list[FactLine] = [(line.step.label, "body", "text"), (about, "caption", "text3")]
        if line.words:
            lines.append((line.words, "caption", "text2"))
        return acting_row(self._theme, "scan-search", lines, ())
