"""The blank daily log: for a day without a computer; typed in afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from lead_desktop.documents.form import FormHead, PrintedForm, draw_form
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.tables import ColumnHead
from lead_desktop.documents.typesetting.write_in import WriteIn, write_ins
from lead_desktop.domain.codes import ContactOutcome

_COLUMNS = (
    ("Time", 0.08),
    ("Initials and number", 0.15),
    ("Where or how", 0.14),
    ("Outcome", 0.1),
    ("Min.", 0.06),
    ("What happened, in a few words", 0.31),
    ("Next, by when", 0.16),
)
_ROW = 42.0
"""Points: two lines of handwriting."""
_CODES = (
    ("M", ContactOutcome.MET),
    ("B", ContactOutcome.BRIEF),
    ("L", ContactOutcome.MESSAGE_LEFT),
    ("N", ContactOutcome.NO_ANSWER),
    ("F", ContactOutcome.NOT_FOUND),
    ("D", ContactOutcome.DECLINED_TODAY),
)
_CARE = (
    "Write initials and the program number, never a full name. Keep this sheet with you, bring "
    "it back the same day, type it in, then put it into the locked bin."
)


def draw_daily_log(head: FormHead, *, paper: PaperSize) -> PrintedForm:
    """Draw one sheet."""
    return draw_form(head, _write, paper=paper)


def _write(pieces: Pieces) -> Iterator[float]:
    column, root = pieces.column, pieces.root
    row = (WriteIn("Worker", "", 0.45), WriteIn("Day", "", 0.25), WriteIn("Area", "", 0.3))
    write_ins(column, root, row)
    column.paragraph(root, _CARE, column.types.small, space=4)
    heads = [ColumnHead(label, share) for label, share in _COLUMNS]
    column.blank_table(root, heads, _ROW, below=column.types.small.leading + 8)
    yield 0.5
    codes = " · ".join(f"{letter} {outcome.label.lower()}" for letter, outcome in _CODES)
    column.paragraph(root, f"Outcome: {codes}", column.types.small, space=6)
