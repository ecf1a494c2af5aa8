"""What the finder lists: people first, then what can be done, pages, services, words in notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from heapq import nsmallest
from uuid import UUID

from PySide6.QtCore import Qt

from lead_desktop.domain.contacts.timeline import NoteHit
from lead_desktop.domain.directory.directory import ServiceLine
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.names import (
    fold_name,
    parse_number,
    phone_digits,
)
from lead_desktop.domain.people.near_names import nearly_named
from lead_desktop.domain.people.stage import ENDED
from ui.models.rows import AnyIndex, RowsModel

PEOPLE_SHOWN = 8
NOTES_SHOWN = 6
SERVICES_SHOWN = 4
LETTERS_FOR_ENDED = 2
LETTERS_FOR_NOTES = 3
DIGITS_FOR_PHONE = 3
_HIT_START, _HIT_END = "\x02", "\x03"


class Kind(StrEnum):
    """What choosing an entry does."""

    HEADER = "header"
    PARTICIPANT = "participant"
    LOG = "log"
    PRINT = "print"
    PAGE = "page"
    COMMAND = "command"
    NOTE = "note"
    SERVICE = "service"
    PIN = "pin"


@dataclass(frozen=True)
class Entry:
    """One line. subject: the participant, where there is one. target: the name of a page or a
    command. marks: stretches of `line` that were found (start, length)."""

    kind: Kind
    title: str
    line: str = ""
    icon: str = ""
    keys: str = ""
    subject: UUID | None = None
    target: str = ""
    marks: tuple[tuple[int, int], ...] = ()


def find_people(
    rows: Sequence[CaseloadRow], text: str, limit: int = PEOPLE_SHOWN
) -> list[CaseloadRow]:
    """Participants whose names, numbers or phone digits hold every word of `text`, best first.

    Best is a chosen name that begins with the text, then one with a word that does. Participants
    whose time in the program has ended come last, and only after two letters.
    """
    words = fold_name(text).split()
    if not words:
        return []
    hits = _hits(rows, words, parse_number(text), phone_digits(text))
    if len(text.strip()) < LETTERS_FOR_ENDED:
        hits = [row for row in hits if row.status not in ENDED]
    whole = " ".join(words)
    return nsmallest(
        limit,
        hits,
        key=lambda row: (row.status in ENDED, _rank(row, whole), row.preferred_name),
    )


def find_near(
    rows: Sequence[CaseloadRow], text: str, limit: int = PEOPLE_SHOWN
) -> list[CaseloadRow]:
    """Participants whose names are spelled nearly like `text`, by name; who ended comes last."""
    near = [rows[at] for at in nearly_named(fold_name(text).split(), [r.find_key for r in rows])]
    return nsmallest(limit, near, key=lambda row: (row.status in ENDED, row.preferred_name))


def _hits(
    rows: Sequence[CaseloadRow], words: list[str], number: int | None, digits: str
) -> list[CaseloadRow]:
    """Rows by names, number or phone; plain comprehensions, for this runs at every key."""
    first, *others = words
    if len(digits) >= DIGITS_FOR_PHONE:
        by_number = [r for r in rows if r.number == number or digits in r.find_key]
        return by_number or _hits(rows, words, number, "")
    if number is not None:
        return [r for r in rows if r.number == number or first in r.find_key]
    hits = [r for r in rows if first in r.find_key]
    return [r for r in hits if all(word in r.find_key for word in others)] if others else hits


def _rank(row: CaseloadRow, whole: str) -> int:
    # The key begins with the chosen name, folded already: folding again would cost a frame.
    at = row.find_key.find(whole)
    if at == 0:
        return 0
    if at > 0 and row.find_key[at - 1] == " ":
        return 1 if at < len(row.preferred_name) else 2
    return 3


def person_entry(row: CaseloadRow, now: datetime) -> Entry:
    """A participant as listed: other names, stage, when reached (in the zone of `now`)."""
    parts = []
    if row.aliases:
        parts.append(f"Also {row.aliases[0]}")
    elif row.legal_name and row.legal_name != row.preferred_name:
        parts.append(f"Legal: {row.legal_name}")
    parts.append(str(row.stage.value))
    if row.status not in ENDED:
        parts.append(_reached(row, now))
    return Entry(
        Kind.PARTICIPANT, row.preferred_name, " · ".join(parts), keys="Enter", subject=row.id
    )


def _reached(row: CaseloadRow, now: datetime) -> str:
    if row.last_reached_at is None:
        return "not reached yet"
    days = (now.date() - row.last_reached_at.astimezone(now.tzinfo).date()).days
    if days == 0:
        return "contact today"
    return "contact yesterday" if days == 1 else f"contact {days} days ago"


def note_entry(hit: NoteHit) -> Entry:
    """A note that holds the words, with the found stretches marked."""
    marks: list[tuple[int, int]] = []
    plain: list[str] = []
    length = start = 0
    for char in hit.snippet.replace("\n", " "):
        if char == _HIT_START:
            start = length
        elif char == _HIT_END:
            marks.append((start, length - start))
        else:
            plain.append(char)
            length += 1
    title = f"{hit.participant} · {hit.occurred_at:%b} {hit.occurred_at.day}"
    return Entry(
        Kind.NOTE,
        title,
        "".join(plain),
        "file-text",
        subject=hit.participant_id,
        marks=tuple(marks),
    )


def service_entry(line: ServiceLine) -> Entry:
    """A service of the directory; choosing it looks for its name there."""
    said = (line.organization, *line.phones[:1], *line.addresses[:1])
    words = " · ".join(part for part in said if part and part != line.name)
    return Entry(Kind.SERVICE, line.name, words, "life-buoy", target=line.name)


@dataclass(frozen=True)
class Question:
    """Everything that the list is made from. people: found already, the best first. near: spelled
    alike, where nobody was found; nothing is done about them from here. offers: pages
    and commands of the window. recent: shown while nothing is typed. services: of the directory.
    pinned: who stands in the sidebar. log_keys: which keys log a contact."""

    text: str
    people: Sequence[CaseloadRow]
    recent: Sequence[CaseloadRow]
    offers: Sequence[Entry]
    notes: Sequence[NoteHit]
    services: Sequence[ServiceLine]
    pinned: frozenset[UUID]
    may_log: bool
    may_print: bool
    now: datetime
    log_keys: str = ""
    near: Sequence[CaseloadRow] = ()


def list_entries(question: Question) -> tuple[Entry, ...]:
    """The whole list under its headers."""
    typed = question.text.strip()
    if not typed:
        people = [person_entry(row, question.now) for row in question.recent]
        return (*_group("Recent", people), *_group("Go to", question.offers))
    people = [person_entry(row, question.now) for row in question.people]
    acts = _acts(question.people[0], question) if question.people else []
    wanted = fold_name(typed)
    offers = [offer for offer in question.offers if wanted in fold_name(offer.title)]
    notes = [note_entry(hit) for hit in question.notes[:NOTES_SHOWN]]
    return (
        *_group("Participants", people),
        *_group("Spelled alike", [person_entry(row, question.now) for row in question.near]),
        *_group("Actions", acts),
        *_group("Go to", offers),
        *_group("Services", [service_entry(line) for line in question.services[:SERVICES_SHOWN]]),
        *_group("In notes", notes),
    )


def _acts(row: CaseloadRow, question: Question) -> list[Entry]:
    acts = []
    name = row.preferred_name
    if question.may_log and row.status not in ENDED:
        log = f"Log a contact with {name}"
        acts.append(
            Entry(Kind.LOG, log, icon="message-square-plus", keys=question.log_keys, subject=row.id)
        )
    if question.may_print:
        acts.append(Entry(Kind.PRINT, f"Print summary for {name}", icon="printer", subject=row.id))
    pinned = row.id in question.pinned
    words = f"Let {name} go from the sidebar" if pinned else f"Pin {name} to the sidebar"
    acts.append(Entry(Kind.PIN, words, icon="pin", keys="Shift+P", subject=row.id))
    return acts


def _group(title: str, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return (Entry(Kind.HEADER, title), *entries) if entries else ()


class FinderModel(RowsModel[Entry]):
    """The list for a view; headers cannot be chosen."""

    def entry(self, index: AnyIndex) -> Entry | None:
        """The entry at `index`."""
        return self.row_at(index.row())

    def shown(self, row: Entry, column: int) -> str:
        return row.title

    def spoken(self, row: Entry, column: int) -> str:
        return f"{row.title}, {row.line}" if row.line else row.title

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        entry = self.entry(index)
        if entry is None or entry.kind is Kind.HEADER:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
