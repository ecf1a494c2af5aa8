"""The work group's docket: coded facts about those whose consent names the work group.

Nothing here is free text: no notes, no places, no third parties (42 CFR 2.35; decisions on the
justice audience). Who is not on it is not counted on it either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lead_desktop.documents.form import FormHead, PrintedForm, draw_form
from lead_desktop.documents.summary_content import Day
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.typesetting.fonts import Cut
from lead_desktop.documents.typesetting.lines import Span
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.tables import Cell, ColumnHead

_COLUMNS = (
    ("Participant", 0.24),
    ("Came by", 0.18),
    ("On", 0.12),
    ("Status", 0.2),
    ("Decisions", 0.26),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketLine:
    """One participant; every value but the name is a code's words or a day.

    consent_signed_on, consent_until: what stands in the scope below the table.
    """

    name: str
    door: str = ""
    referred_on: Day = None
    status: str = ""
    decisions: tuple[str, ...] = ()
    consent_signed_on: date | None = None
    consent_until: date | None = None


@dataclass(frozen=True, slots=True)
class Docket:
    """The docket of one meeting."""

    meeting_on: date
    lines: tuple[DocketLine, ...]


def draw_docket(head: FormHead, docket: Docket, *, paper: PaperSize) -> PrintedForm:
    """Draw the docket; the head carries both statements of 42 CFR 2.32."""
    return draw_form(head, lambda pieces: _write(pieces, docket), paper=paper)


def _write(pieces: Pieces, docket: Docket) -> Iterator[float]:
    column, days = pieces.column, pieces.days
    section = pieces.open(f"For the meeting of {days.full(docket.meeting_on)}")
    if not docket.lines:
        pieces.none(section)
        return
    rows = [_row(pieces, line) for line in docket.lines]
    column.table(section, [ColumnHead(*head) for head in _COLUMNS], rows)
    yield 0.5
    scope = pieces.open("Scope of each consent")
    column.paragraph(
        scope,
        "Each participant named here has agreed in writing that these facts, and no others, are "
        "shared with the persons for whom this docket is. They may be used only to carry out "
        "official duties in the matter for which the consent was given.",
    )
    lines = [
        (Span(f"{line.name}: ", Cut.SEMIBOLD), Span(_consent(pieces, line)))
        for line in docket.lines
    ]
    column.bullets(scope, lines, space=3)
    column.paragraph(scope, "Return every copy after the meeting, or destroy it that day.", space=4)


def _row(pieces: Pieces, line: DocketLine) -> tuple[Cell, ...]:
    return (
        Cell(line.name),
        Cell(line.door),
        Cell(pieces.days.short(line.referred_on)),
        Cell(line.status),
        Cell("; ".join(line.decisions)),
    )


def _consent(pieces: Pieces, line: DocketLine) -> str:
    signed, until = pieces.days.full(line.consent_signed_on), pieces.days.full(line.consent_until)
    return f"signed {signed}" + (f", in effect until {until}" if until else "")
