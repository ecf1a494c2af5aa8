"""For a talk of supervisor and worker: only what is missing, with room for what is agreed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lead_desktop.documents.form import FormHead, PrintedForm, draw_form
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.tables import Cell, ColumnHead

_COLUMNS = (
    ("Participant", 0.18),
    ("What", 0.22),
    ("Why", 0.28),
    ("When", 0.1),
    ("What we agreed", 0.22),
)
_ROOM = "_" * 22
"""A line to write on by hand."""
NOTHING_MISSING = "Nothing is missing: everybody is reached, and what was begun is looked after."


@dataclass(frozen=True, slots=True)
class MissingLine:
    """One thing that is missing. participant: "" where it is about the worker's own work."""

    participant: str
    what: str
    why: str
    when: str


@dataclass(frozen=True, slots=True)
class WorkerPart:
    """What is missing in one worker's work. standing: caseload and supervision, in words."""

    worker: str
    standing: str
    lines: tuple[MissingLine, ...]


@dataclass(frozen=True, slots=True)
class OneToOne:
    """One worker's part, or everybody's after each other."""

    parts: tuple[WorkerPart, ...]


def draw_one_to_one(head: FormHead, content: OneToOne, *, paper: PaperSize) -> PrintedForm:
    """Draw the paper; internal, so the head carries its mark."""
    return draw_form(head, lambda pieces: _write(pieces, content), paper=paper)


def _write(pieces: Pieces, content: OneToOne) -> Iterator[float]:
    column = pieces.column
    if not content.parts:
        column.paragraph(pieces.root, NOTHING_MISSING)
    for place, part in enumerate(content.parts):
        count = len(part.lines)
        things = "1 thing" if count == 1 else f"{count} things"
        section = pieces.open(f"{part.worker}, {things}" if count else part.worker)
        if part.standing:
            column.paragraph(section, part.standing, space=4)
        if part.lines:
            rows = [
                (
                    Cell(line.participant),
                    Cell(line.what),
                    Cell(line.why),
                    Cell(line.when),
                    Cell(_ROOM),
                )
                for line in part.lines
            ]
            column.table(section, [ColumnHead(*head) for head in _COLUMNS], rows)
        else:
            column.paragraph(section, NOTHING_MISSING)
        yield (place + 1) / (len(content.parts) + 1)
    if len(content.parts) == 1:
        column.signatures(pieces.root, ("Talked through (supervisor, date)", "Worker"))
