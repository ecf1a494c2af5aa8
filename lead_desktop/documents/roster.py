"""The caseload roster: one line for each participant, for a clipboard without a computer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lead_desktop.documents.form import FormHead, PrintedForm, draw_form
from lead_desktop.documents.summary_content import Day
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.tables import Cell, ColumnHead

_COLUMNS = (
    ("Participant", 0.22),
    ("Number", 0.09),
    ("Status", 0.13),
    ("Last reached", 0.12),
    ("Due", 0.16),
    ("Next", 0.28),
)


@dataclass(frozen=True, slots=True)
class RosterLine:
    """due: why and when contact is due, in words. next: the next appointment or promise."""

    participant: str
    number: str
    status: str
    last_reached: Day = None
    due: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """whose: "Tomas Sampleton's caseload", "The team's caseload"."""

    whose: str
    lines: tuple[RosterLine, ...]


def draw_roster(
    head: FormHead,
    roster: Roster,
    *,
    paper: PaperSize,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PrintedForm:
    """Draw the roster; internal, so the head carries its mark."""
    return draw_form(
        head,
        lambda pieces: _write(pieces, roster),
        paper=paper,
        progress=progress,
        cancelled=cancelled,
    )


def _write(pieces: Pieces, roster: Roster) -> Iterator[float]:
    count = len(roster.lines)
    people = "1 participant" if count == 1 else f"{count} participants"
    section = pieces.open(f"{roster.whose}, {people}" if count else roster.whose)
    if not count:
        pieces.none(section)
        return
    yield 0.2
    rows = [
        (
            Cell(line.participant),
            Cell(line.number),
            Cell(line.status),
            Cell(pieces.days.short(line.last_reached) or "not yet"),
            Cell(line.due),
            Cell(line.next),
        )
        for line in roster.lines
    ]
    yield 0.4
    pieces.column.table(section, [ColumnHead(*column) for column in _COLUMNS], rows)
