"""The hand-off sheet of a transfer: what the next worker must know on the first day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lead_desktop.documents.abreast import ABREAST_GAP
from lead_desktop.documents.form import FormHead, PrintedForm, draw_form
from lead_desktop.documents.participant_block import Field
from lead_desktop.documents.summary_content import Action, Day, Linkage
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.strips import Strip
from lead_desktop.documents.typesetting.tables import Cell, ColumnHead
from lead_desktop.documents.typesetting.tagging import Role
from lead_desktop.documents.typesetting.write_in import WriteIn, write_ins

_LINKAGES = (("Service", 0.3), ("Status", 0.2), ("Where", 0.32), ("Next date", 0.18))
_ACTIONS = (("By", 0.18), ("What", 0.5), ("Who until now", 0.32))
FIRST_STEPS = (
    "Introduced in person, by the worker who knows them",
    "Asked how and when they want to be reached",
    "Consents read together: are the names still right?",
    "Next appointments confirmed, with a ride where one is needed",
    "Told whom to call when the new worker is away",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferSheet:
    """to_worker: empty when it is written in by hand. consents: recipient and last day."""

    participant: str
    number: str
    status: str
    pronouns: str = ""
    language: str = ""
    from_worker: str = ""
    to_worker: str = ""
    on: Day = None
    reason: str = ""
    reach: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    linkages: tuple[Linkage, ...] = ()
    actions: tuple[Action, ...] = ()
    goals: tuple[str, ...] = ()
    consents: tuple[tuple[str, Day], ...] = ()


def draw_transfer_sheet(head: FormHead, sheet: TransferSheet, *, paper: PaperSize) -> PrintedForm:
    """Draw the sheet; internal, so the head carries its mark."""
    return draw_form(head, lambda pieces: _write(pieces, sheet), paper=paper)


def _write(pieces: Pieces, sheet: TransferSheet) -> Iterator[float]:
    column, root, days = pieces.column, pieces.root, pieces.days
    fields = [
        Field("Participant", sheet.participant, whole=True),
        Field("Pronouns", sheet.pronouns),
        Field("Number", sheet.number),
        Field("Status", sheet.status),
        Field("Language", sheet.language),
    ]
    column.fields(root.add(Role.SECTION), [field for field in fields if field.value])
    row = (
        WriteIn("From", sheet.from_worker, 0.36),
        WriteIn("To", sheet.to_worker, 0.36),
        WriteIn("On", days.full(sheet.on), 0.28),
    )
    write_ins(column, root, row, space=8)
    if sheet.reason:
        column.append([Strip(4, [])])
        pieces.labelled(root, "Why", sheet.reason)
    yield 0.2
    _paired(pieces, ("How to reach them", sheet.reach), ("What helps", sheet.helps))
    _paired(pieces, ("Keep in mind on a visit", sheet.safety), ("Goals", sheet.goals))
    yield 0.5
    _tables(pieces, sheet)
    left, right = (pieces.half(ABREAST_GAP, root) for _ in range(2))
    section = left.open("Consents in effect")
    if sheet.consents:
        left.column.bullets(section, [_consent(left, *one) for one in sheet.consents])
    else:
        left.none(section)
    section = right.open("First steps together")
    right.column.tick_boxes(section, FIRST_STEPS)
    column.beside(left.column, right.column)
    column.signatures(root, ("Handed over by (name, date)", "Taken over by (name, date)"))


def _paired(pieces: Pieces, *parts: tuple[str, tuple[str, ...]]) -> None:
    """Two lists side by side, each under its own heading."""
    sides = []
    for title, lines in parts:
        side = pieces.half(ABREAST_GAP, pieces.root)
        section = side.open(title)
        if lines:
            side.column.bullets(section, lines)
        else:
            side.none(section)
        sides.append(side.column)
    pieces.column.beside(*sides)


def _tables(pieces: Pieces, sheet: TransferSheet) -> None:
    column, days = pieces.column, pieces.days
    section = pieces.open("Promised, and still to do")
    if sheet.actions:
        rows = [(Cell(days.bold(a.by)), Cell(a.task), Cell(a.who)) for a in sheet.actions]
        column.table(section, [ColumnHead(*head) for head in _ACTIONS], rows)
    else:
        pieces.none(section)
    section = pieces.open("Services and linkages")
    if not sheet.linkages:
        pieces.none(section)
        return
    heads = [ColumnHead(*head, marked=head[0] == "Status") for head in _LINKAGES]
    table = [
        (
            Cell(line.service),
            Cell(line.status, line.progress),
            Cell(line.provider),
            Cell(line.next if isinstance(line.next, str) else days.bold(line.next)),
        )
        for line in sheet.linkages
    ]
    column.table(section, heads, table)


def _consent(pieces: Pieces, recipient: str, until: Day) -> str:
    return f"{recipient}, until {pieces.days.full(until)}" if until else recipient
