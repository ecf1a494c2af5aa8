"""The hand-off report of a shift: what happened, who needs an eye, what is promised next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lead_desktop.documents.form import FormHead, PrintedForm, draw_form
from lead_desktop.documents.summary_content import Day
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.typesetting.fonts import Cut
from lead_desktop.documents.typesetting.lines import Span
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.tables import Cell, ColumnHead

_CONTACTS = (
    ("When", 0.16),
    ("Participant", 0.2),
    ("How", 0.18),
    ("Outcome", 0.2),
    ("Worker", 0.2),
    ("Min.", 0.06),
)
_PROMISES = (("Due", 0.17), ("Participant", 0.24), ("What", 0.37), ("Who", 0.22))


@dataclass(frozen=True, slots=True)
class ShiftContact:
    """A contact of the shift, in words."""

    at: datetime
    participant: str
    how: str
    outcome: str
    workers: tuple[str, ...] = ()
    minutes: int | None = None
    unsigned: bool = False


@dataclass(frozen=True, slots=True)
class ShiftWatch:
    """A participant to keep an eye on, and why."""

    participant: str
    why: str


@dataclass(frozen=True, slots=True)
class ShiftPromise:
    """Something promised: due, for whom, what, by whom."""

    due: Day
    participant: str
    what: str
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftReport:
    """unsigned: notes of the shift that still wait for a signature."""

    start: datetime
    end: datetime
    contacts: tuple[ShiftContact, ...] = ()
    watch: tuple[ShiftWatch, ...] = ()
    promises: tuple[ShiftPromise, ...] = ()
    unsigned: int = 0


def draw_shift_report(head: FormHead, report: ShiftReport, *, paper: PaperSize) -> PrintedForm:
    """Draw the report; internal, so the head carries its mark."""
    return draw_form(head, lambda pieces: _write(pieces, report), paper=paper)


def _write(pieces: Pieces, report: ShiftReport) -> Iterator[float]:
    column, days = pieces.column, pieces.days
    one_day = days.same(report.start, report.end)
    until = days.hour(report.end) if one_day else days.short(report.end)
    span = f"{days.short(report.start)} to {until}"
    count = len(report.contacts)
    people = len({contact.participant for contact in report.contacts})
    counted = f" · {count} contacts and attempts with {people} participants"
    line = [Span(span, Cut.SEMIBOLD), Span(counted if count else " · no contacts")]
    if report.unsigned:
        line += [Span(" · "), Span(f"{report.unsigned} to sign", Cut.SEMIBOLD)]
    column.paragraph(pieces.root, line, space=4)
    eye = [(Span(f"{one.participant}: ", Cut.SEMIBOLD), Span(one.why)) for one in report.watch]
    section = pieces.open("Keep an eye on")
    if eye:
        column.bullets(section, eye)
    else:
        pieces.none(section)
    yield 0.3
    section = pieces.open("To do next")
    if report.promises:
        rows = [
            (Cell(days.bold(p.due)), Cell(p.participant), Cell(p.what), Cell(p.who))
            for p in report.promises
        ]
        column.table(section, [ColumnHead(*head) for head in _PROMISES], rows)
    else:
        pieces.none(section)
    yield 0.6
    section = pieces.open("What happened")
    if report.contacts:
        happened = [_contact(pieces, contact, one_day=one_day) for contact in report.contacts]
        column.table(section, [ColumnHead(*head) for head in _CONTACTS], happened)
    else:
        pieces.none(section)
    column.signatures(pieces.root, ("Handed over by (name, time)", "Read back by (name, time)"))


def _contact(pieces: Pieces, contact: ShiftContact, *, one_day: bool) -> tuple[Cell, ...]:
    unsigned = (Span(contact.how), Span(" UNSIGNED", Cut.BOLD))
    return (
        Cell(pieces.days.hour(contact.at) if one_day else pieces.days.short(contact.at)),
        Cell(contact.participant),
        Cell(unsigned if contact.unsigned else contact.how),
        Cell(contact.outcome),
        Cell(", ".join(contact.workers)),
        Cell(str(contact.minutes) if contact.minutes else ""),
    )
