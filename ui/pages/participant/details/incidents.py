"""The card of diverted incidents: each with its clock until intake and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.domain.referral.incident_clock import ClockState
from lead_desktop.domain.referral.referral import IncidentLine
from ui.kit.chip import Chip
from ui.models.day_words import Calendar
from ui.pages.facts import FactLine
from ui.pages.life_sheets.incident_acts import IncidentActs
from ui.pages.participant.details.rows import ListCard, RowAct, acting_row
from ui.theme import Theme
from ui.theme.tokens import Tone


class IncidentCard(ListCard):
    """`show_incidents` fills it anew. Not shown to who does not see legal detail."""

    def __init__(self, theme: Theme, acts: IncidentActs) -> None:
        self._who: UUID | None = None
        self._acts = acts
        added = (lambda: self._add()) if acts.may else None
        super().__init__(theme, "Diverted incidents", "None written down.", added)
        if not acts.sees:
            self.hide()

    def show_incidents(self, who: UUID, lines: Sequence[IncidentLine], calendar: Calendar) -> None:
        """Show one participant's incidents, the newest first."""
        self._who = who
        self.show_rows([self._row(line, calendar) for line in reversed(lines)], len(lines))

    def _add(self) -> None:
        if self._who is not None:
            self._acts.add_incident(self._who)

    def _row(self, line: IncidentLine, calendar: Calendar) -> QWidget:
        charges = ", ".join(charge.label for charge in line.charges)
        day = calendar.short_date(line.occurred_on)
        about = [day, line.incident_number]
        if line.hold_until is not None:
            about.append(f"charge held until {calendar.short_date(line.hold_until)}")
        lines: list[FactLine] = [
            (charges, "med", "text"),
            (" · ".join(part for part in about if part), "caption", "text3"),
            (_standing_words(line, calendar), "caption", "text2"),
        ]
        acts: list[RowAct] = []
        if self._acts.may:
            name = f"Clock and outcome: {charges}, {day}"
            acts.append(RowAct("pencil", name, lambda: self._acts.open_incident(line)))
        return acting_row(self._theme, "scale", lines, acts, chip=_chip(line))


def _standing_words(line: IncidentLine, calendar: Calendar) -> str:
    stopped, holder = line.stopped, line.holder
    match line.clock:
        case ClockState.SETTLED:
            since = f" · {calendar.short_date(line.outcome_on)}" if line.outcome_on else ""
            return f"{line.outcome.label}{since}"
        case ClockState.ENDED:
            since = calendar.short_date(holder.since)
            return f"No intake to come: {holder.status.label.lower()} since {since}"
        case ClockState.INTAKE_DONE:
            enrolled = calendar.short_date(holder.enrolled_on or holder.since)
            return f"Enrolled {enrolled}, the outcome is not known yet"
        case ClockState.STANDS:
            since = calendar.short_date(stopped.since or line.occurred_on)
            why = stopped.reason.label if stopped.reason else "no reason given"
            return f"Days until intake stand still since {since}: {why}"
        case ClockState.COUNTING:
            return f"Intake by {calendar.short_date(line.intake_due_on)}"


_TONE: dict[ClockState, Tone] = {
    ClockState.COUNTING: "warn",
    ClockState.STANDS: "info",
    ClockState.INTAKE_DONE: "success",
    ClockState.ENDED: "neutral",
}


def _chip(line: IncidentLine) -> Chip | None:
    tone = _TONE.get(line.clock)
    return Chip(line.clock.value, tone, size="sm") if tone else None
