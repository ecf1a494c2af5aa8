"""What a participant may ask for: the account of what was shared, and who has seen the record.

The account follows 45 CFR 164.528(b)(2) and 42 CFR 2.25: date, recipient and address if known,
what, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lead_desktop.documents.form import FormHead, PrintedForm, draw_form
from lead_desktop.documents.participant_block import Field
from lead_desktop.documents.summary_content import Day
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.tables import Cell, ColumnHead
from lead_desktop.documents.typesetting.tagging import Role

_SHARED = (("When", 0.18), ("With whom", 0.23), ("What", 0.33), ("Why, and on what ground", 0.26))
_SEEN = (("When", 0.26), ("Who", 0.36), ("What they did", 0.38))


@dataclass(frozen=True, slots=True)
class SharedLine:
    """One disclosure, in words. ground: consent, emergency, court order ..."""

    at: datetime
    recipient: str
    what: str
    purpose: str = ""
    ground: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class AccountOfDisclosures:
    """since: the first day of the account (at most three years before the request)."""

    participant: str
    number: str
    since: Day
    lines: tuple[SharedLine, ...]


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A look at the record, or another act upon it, in words."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class WhoHasSeen:
    """Every look at one record since a day."""

    participant: str
    number: str
    since: Day
    lines: tuple[SeenLine, ...]


def draw_account(head: FormHead, account: AccountOfDisclosures, *, paper: PaperSize) -> PrintedForm:
    """Draw the account of what was shared; for the participant."""
    return draw_form(head, lambda pieces: _write_account(pieces, account), paper=paper)


def draw_who_has_seen(head: FormHead, seen: WhoHasSeen, *, paper: PaperSize) -> PrintedForm:
    """Draw the list of looks; for the participant, or for a supervisor."""
    return draw_form(head, lambda pieces: _write_seen(pieces, seen), paper=paper)


def _who(pieces: Pieces, participant: str, number: str, since: Day) -> None:
    fields = [
        Field("Name", participant, whole=True),
        Field("Number", number),
        Field("Since", pieces.days.full(since)),
    ]
    pieces.column.fields(pieces.root.add(Role.SECTION), fields)


def _write_account(pieces: Pieces, account: AccountOfDisclosures) -> Iterator[float]:
    column = pieces.column
    _who(pieces, account.participant, account.number, account.since)
    section = pieces.open("What we shared about you")
    if not account.lines:
        pieces.none(section)
    else:
        rows = [
            (
                Cell(pieces.days.full(line.at)),
                Cell(", ".join(filter(None, (line.recipient, line.address)))),
                Cell(line.what),
                Cell(" · ".join(filter(None, (line.purpose, line.ground)))),
            )
            for line in account.lines
        ]
        column.table(section, [ColumnHead(*head) for head in _SHARED], rows)
    yield 0.5
    column.paragraph(
        pieces.root,
        "Copies that we gave to you are not listed. If you think that something is missing or "
        "should not have been shared, tell any of us. Nobody will hold it against you.",
        space=10,
    )


def _write_seen(pieces: Pieces, seen: WhoHasSeen) -> Iterator[float]:
    _who(pieces, seen.participant, seen.number, seen.since)
    section = pieces.open("Looks and copies")
    if not seen.lines:
        pieces.none(section)
        return
    yield 0.2
    rows = [(Cell(pieces.days.full(one.at)), Cell(one.who), Cell(one.what)) for one in seen.lines]
    pieces.column.table(section, [ColumnHead(*head) for head in _SEEN], rows)
