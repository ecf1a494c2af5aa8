"""The contact log of one participant: every contact in a period, oldest first, by month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from lead_desktop.documents.dates import month_name
from lead_desktop.documents.form import FormHead, PrintedForm, draw_form
from lead_desktop.documents.participant_block import Field
from lead_desktop.documents.summary_pieces import NONE_RECORDED, Pieces
from lead_desktop.documents.typesetting.fonts import Cut
from lead_desktop.documents.typesetting.lines import Span, plain_text
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.setting import spelled
from lead_desktop.documents.typesetting.tagging import Element, Role
from lead_desktop.domain.contacts.signature import BROKEN_WORDS


@dataclass(frozen=True, slots=True)
class LogAddendum:
    """What was added to a signed note: "Addendum" or "Correction", when, by whom, the words."""

    kind: str
    at: datetime
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A contact on paper. how, outcome: in words. signed: name and role, empty while unsigned.
    imported: it came from another system, where nobody here signs it.

    details: place, purposes, supplies, each in words. late: written down after 48 hours.
    broken: the note, or something written to it, no longer matches its signature.
    """

    at: datetime
    how: str
    outcome: str
    minutes: int | None = None
    workers: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    note: str = ""
    author: str = ""
    signed: str = ""
    signed_at: datetime | None = None
    late: bool = False
    addenda: tuple[LogAddendum, ...] = ()
    broken: bool = False
    imported: bool = False


@dataclass(frozen=True, slots=True)
class ContactLog:
    """The log's content. period: in words ("since Aug 25, 2026", "all contacts")."""

    participant: str
    number: str
    status: str
    period: str
    entries: Sequence[LogEntry]
    reached: int = 0
    attempts: int = 0


def draw_contact_log(
    head: FormHead,
    log: ContactLog,
    *,
    paper: PaperSize,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PrintedForm:
    """Draw the log. Twenty thousand contacts take some seconds: show the progress."""
    return draw_form(
        head,
        lambda pieces: _write(pieces, log, head),
        paper=paper,
        progress=progress,
        cancelled=cancelled,
    )


def _write(pieces: Pieces, log: ContactLog, head: FormHead) -> Iterator[float]:
    fields = [
        Field("Participant", log.participant, whole=True),
        Field("Number", log.number),
        Field("Status", log.status),
        Field("Period", log.period),
    ]
    pieces.column.fields(pieces.root.add(Role.SECTION), fields)
    if not log.entries:
        pieces.none(pieces.open("Contacts"))
        return
    counted = pieces.open("In this period")
    words = f"{log.reached} reached, {log.attempts} attempted without contact."
    pieces.column.paragraph(counted, words)
    done = 0
    for (year, month), entries in groupby(log.entries, lambda one: _month(one, head)):
        section = pieces.open(f"{month_name(month)} {year}")
        for index, entry in enumerate(entries):
            _entry(pieces, section, entry, space=6 if index else 0)
            done += 1
            if done % 50 == 0:
                yield done / len(log.entries)


def _month(entry: LogEntry, head: FormHead) -> tuple[int, int]:
    local = entry.at.astimezone(head.zone)
    return local.year, local.month


def _entry(pieces: Pieces, section: Element, entry: LogEntry, *, space: float) -> None:
    """One paragraph for a contact, whatever its type sizes: a long history has thousands."""
    column, days = pieces.column, pieces.days
    minutes = f" · {entry.minutes} min" if entry.minutes else ""
    unsigned = not (entry.signed or entry.imported)
    head = (
        Span(days.full(entry.at), Cut.SEMIBOLD),
        Span(f" · {entry.how} · {entry.outcome}{minutes}" + (" · " if unsigned else "")),
        Span("UNSIGNED" if unsigned else "", Cut.BOLD),
    )
    note = entry.note or f"{NONE_RECORDED}."
    standing = " · ".join(_standing(pieces, entry))
    owner = spelled(section.add(Role.PARAGRAPH), f"{plain_text(head)} {note} {standing}")
    column.stretch(owner, head, space=space, goes_on=True)
    column.stretch(owner, note, goes_on=True)
    column.stretch(owner, standing, column.types.small)
    for addendum in entry.addenda:
        words = f"{addendum.kind}, {days.full(addendum.at)}, {addendum.author}: "
        column.strips[-1].keep = True
        column.paragraph(section, [Span(words, Cut.SEMIBOLD), Span(addendum.text)], space=2)
    if entry.broken:
        column.paragraph(section, [Span(BROKEN_WORDS, Cut.BOLD)], space=2)


def _standing(pieces: Pieces, entry: LogEntry) -> Iterator[str]:
    """Who was there, where, and who stands for the note."""
    if entry.workers:
        yield ", ".join(entry.workers)
    yield from entry.details
    if entry.late:
        yield "Late entry"
    if entry.signed:
        yield f"Signed by {entry.signed}, {pieces.days.full(entry.signed_at)}"
    else:
        place = ", in another system" if entry.imported else ""
        yield f"Written by {entry.author}{place}"
