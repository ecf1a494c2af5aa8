"""A participant's linkages as a list: open ones first, furthest along first."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from lead_desktop.domain.people.participant import LinkageLine
from lead_desktop.domain.plan.linkage import LADDER, RUNGS, is_stalled, next_step
from ui.models.day_words import Calendar
from ui.models.rows import DatedRows


def due_words(line: LinkageLine, calendar: Calendar) -> str:
    """The next step and by when: "Hear from the provider by Nov 26", "Appointment today 11:00"."""
    if line.next_at is not None:
        return f"Appointment {calendar.ahead(line.next_at)}"
    step = next_step(line.status, provider_known=line.provider_known)
    if not step:
        return line.status.label
    return f"{step} by {calendar.short_date(line.due_on)}" if line.due_on else step


class LinkagesModel(DatedRows[LinkageLine]):
    """The linkages of one participant."""

    def show_lines(self, lines: Iterable[LinkageLine], calendar: Calendar) -> None:
        """Show other linkages."""
        rank = {status: place for place, status in enumerate(LADDER)}
        self.replace_on(sorted(lines, key=lambda line: -rank.get(line.status, -1)), calendar)

    def place_of(self, linkage_id: UUID) -> int:
        """The row of a linkage, -1 when it is not there."""
        return self.place_where(lambda line: line.id == linkage_id)

    def shown(self, row: LinkageLine, column: int) -> str:
        return row.title

    def spoken(self, row: LinkageLine, column: int) -> str:
        stands = RUNGS[row.status].column.value
        where = f" with {row.organization}" if row.organization else ""
        late = ", overdue" if self.is_late(row) else ""
        return f"{row.title}{where}: {stands}, {due_words(row, self.calendar)}{late}"

    def is_late(self, line: LinkageLine) -> bool:
        """Whether its next step is overdue today."""
        return is_stalled(line.status, line.due_on, self.calendar.today)
