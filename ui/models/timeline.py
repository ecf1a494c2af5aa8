"""A participant's timeline as a list: entries newest first under separators of days."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import QObject, Qt

from lead_desktop.domain.codes import ContactKind, OutcomeClass, Seal
from lead_desktop.domain.contacts.note import FORMATS
from lead_desktop.domain.contacts.timeline import (
    ChangeEntry,
    ContactEntry,
    EventEntry,
    LinkageEntry,
    TimelineEntry,
    started_words,
)
from lead_desktop.domain.people.participant import LinkageStep
from lead_desktop.domain.plan.linkage import RUNGS
from ui.models.day_words import Calendar
from ui.models.rows import AnyIndex, DatedRows


class Show(StrEnum):
    """Which entries are shown."""

    EVERYTHING = "everything"
    CONTACTS = "contacts"
    LINKAGES = "linkages"
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class DayMark:
    """The separator over the entries of a day."""

    day: date


@dataclass(frozen=True, slots=True)
class NotePart:
    """A box of a note: its mark or heading ("D", "Next step"), empty for free text."""

    mark: str
    words: str


def note_parts(entry: ContactEntry) -> tuple[NotePart, ...]:
    """The note in its boxes; text that follows no known heading stays with what precedes it."""
    boxes = {box.heading: box.mark or box.heading for box in FORMATS[entry.note_format]}
    parts: list[NotePart] = []
    for line in entry.note.splitlines():
        heading, colon, words = line.partition(":")
        if colon and heading in boxes and heading:
            parts.append(NotePart(boxes[heading], words.strip()))
        elif parts:
            last = parts.pop()
            parts.append(NotePart(last.mark, f"{last.words}\n{line}"))
        elif line.strip():
            parts.append(NotePart("", line))
    return tuple(parts)


def step_words(step: LinkageStep) -> tuple[str, str]:
    """Before and after of a move, in the words of the board; ("", "Talked about") without one."""
    if step.from_status is step.to_status:
        return "", "Talked about" if step.talked else "Still there"
    after = RUNGS[step.to_status].column.value
    if step.from_status is None:
        return "", after
    before = RUNGS[step.from_status].column.value
    if before == after:
        return step.from_status.label, step.to_status.label
    return before, after


_OTHER_KINDS = {
    ContactKind.CASE_CONFERENCE: "Case conference",
    ContactKind.ADMIN: "Paperwork",
}


def contact_title(entry: ContactEntry) -> str:
    """How it happened; attempts, and contacts with somebody else, are called what they are."""
    if entry.kind in _OTHER_KINDS:
        return _OTHER_KINDS[entry.kind]
    if entry.kind is ContactKind.COLLATERAL:
        return f"About them, {entry.how.lower()}"
    if entry.outcome_class is OutcomeClass.REACHED:
        return entry.how
    return entry.outcome_class.label


def people_words(entry: ContactEntry) -> str:
    """Who was there, and who started it if not we: "Tomas Sampleton with Dre Exampleton",
    "Family, Aunt Ida · Tomas", "Dre · started by police"."""
    others = [name for name in entry.workers if name != entry.author]
    team = f"{entry.author} with {', '.join(others)}" if others else entry.author
    relation = entry.relation.label if entry.relation else ""
    outside = ", ".join(part for part in (relation, entry.third_party) if part)
    return " · ".join(filter(None, (outside, team, started_words(entry))))


def contact_parts(entry: ContactEntry, calendar: Calendar) -> tuple[NotePart, ...]:
    """The note, the line for this person alone, and below them what was written to it since; the
    note itself always stands as it was signed."""
    parts = list(note_parts(entry))
    if entry.private_line:
        parts.append(NotePart("For them alone", entry.private_line))
    for line in entry.addenda:
        reason = f" ({line.reason})" if line.reason else ""
        mark = f"{line.kind.label}, {calendar.day(calendar.day_of(line.at))}"
        parts.append(NotePart(mark, f"{line.text}{reason}"))
    return tuple(parts)


def seal_words(entry: ContactEntry, calendar: Calendar, own: str) -> tuple[str, ...]:
    """What stands of its signature, the worst first. own: name of the worker who reads it."""
    if entry.struck_at is not None:
        reason = f": {entry.struck_reason}" if entry.struck_reason else ""
        return (f"Entered in error{reason}",)
    if entry.waits_to_be_signed:
        return ("To sign" if entry.author == own else "Not signed yet",)
    words = [entry.seal.label] if entry.whole else [Seal.BROKEN.label]
    if entry.amended_at is not None:
        words.append(f"Amended {calendar.short_date(calendar.day_of(entry.amended_at))}")
    if entry.cosigned_by is not None:
        words.append("Co-signed")
    return tuple(words)


def when_words(entry: TimelineEntry, calendar: Calendar) -> str:
    """The time at the right of an entry, with what belongs to it."""
    at = calendar.time(entry.occurred_at)
    if isinstance(entry, ContactEntry):
        return f"{at} · {entry.minutes} min" if entry.minutes else at
    if isinstance(entry, LinkageEntry):
        return f"{at} · {entry.step.worker.split()[0]}"
    if isinstance(entry, ChangeEntry):
        return f"{at} · {entry.change.worker.split()[0]}"
    if entry.ended_at is None:
        return at
    first, last = calendar.day_of(entry.occurred_at), calendar.day_of(entry.ended_at)
    end = calendar.time(entry.ended_at)
    if first == last:
        return f"{at} to {end}"
    return f"{calendar.short_date(first)}, {at} to {calendar.short_date(last)}, {end}"


class WordFinder:
    """Finds the beginnings of words in a text as the search of notes does: whatever their accents
    and capitals, and only where a word begins."""

    def __init__(self, words: str) -> None:
        terms = [re.escape(_plain(word)[0]) for word in words.split() if _is_searched(word)]
        self._pattern = re.compile(rf"\b(?:{'|'.join(terms)})\w*") if terms else None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where a found word begins in `text`, and how long it is there."""
        if self._pattern is None:
            return []
        plain, places = _plain(text)
        return [
            (places[hit.start()], places[hit.end()] - places[hit.start()])
            for hit in self._pattern.finditer(plain)
        ]


def _is_searched(word: str) -> bool:
    return any(letter.isalnum() for letter in word)


def _plain(text: str) -> tuple[str, list[int]]:
    """`text` without accents and capitals, and for each letter of it (and the end) its place."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", letter).casefold():
            if not unicodedata.combining(part):
                letters.append(part)
                places.append(place)
    return "".join(letters), [*places, len(text)]


def entry_key(entry: TimelineEntry) -> tuple[str, object]:
    """What makes an entry the same one in two pages of the timeline."""
    if isinstance(entry, LinkageEntry):
        return "linkage", entry.step
    return type(entry).__name__, entry.id


def spoken(entry: TimelineEntry, calendar: Calendar) -> str:
    """The entry in one sentence for a screen reader."""
    when = f"{calendar.day(calendar.day_of(entry.occurred_at))} {when_words(entry, calendar)}"
    if isinstance(entry, ContactEntry):
        signed = ", ".join(seal_words(entry, calendar, own="")).lower()
        if entry.signed_by and entry.struck_at is None:
            signed += f" by {entry.signed_by}"
        title = f"{contact_title(entry)}, {entry.outcome.label}, {people_words(entry)}"
        told = contact_parts(entry, calendar)
        if entry.edits:
            signed += ", changed since it was saved"
        words = " ".join(f"{part.mark}: {part.words}" if part.mark else part.words for part in told)
        return f"{title}, {when}, {signed}. {words}".strip()
    if isinstance(entry, LinkageEntry):
        before, after = step_words(entry.step)
        move = f"from {before} to {after}" if before else after
        return f"Linkage {entry.step.title}: {move}, {when}"
    if isinstance(entry, ChangeEntry):
        before, after = entry.sides
        move = f"from {before} to {after}" if before else after
        said = ", ".join(filter(None, (since_words(entry, calendar), entry.change.words)))
        return f"{entry.title}: {move}, {when}. {said}".strip()
    return f"{entry.kind.label}, {entry.place}, {entry.source.label}, {when}. {entry.words}"


def since_words(entry: ChangeEntry, calendar: Calendar) -> str:
    """Since when a change counts, where that is not the day it was written down."""
    written = calendar.day_of(entry.occurred_at)
    return "" if entry.on in (None, written) else f"since {calendar.short_date(entry.on)}"


class TimelineModel(DatedRows[DayMark | TimelineEntry]):
    """Entries as they were loaded so far, narrowed to one kind; further pages are appended."""

    def __init__(self, calendar: Calendar, parent: QObject | None = None) -> None:
        super().__init__(calendar, parent)
        self._entries: list[TimelineEntry] = []
        self._keys: set[tuple[str, object]] = set()
        self._show = Show.EVERYTHING

    @property
    def loaded(self) -> int:
        """How many entries were loaded, shown or not."""
        return len(self._entries)

    @property
    def oldest(self) -> datetime | None:
        """When the last loaded entry occurred."""
        return self._entries[-1].occurred_at if self._entries else None

    def place_of(self, contact_id: UUID) -> int:
        """The row of a contact, -1 when not shown."""
        return self.place_where(
            lambda item: isinstance(item, ContactEntry) and item.id == contact_id
        )

    def begin_anew(self, entries: Iterable[TimelineEntry], calendar: Calendar) -> None:
        """Show these entries and nothing else."""
        self._entries, self._keys = [], set()
        self.replace_on(self._arranged(self._unknown(entries), calendar), calendar)

    def append(self, entries: Iterable[TimelineEntry]) -> int:
        """Add an older page; entries known already are left out. Returns how many were new."""
        fresh = self._unknown(entries)
        self.extend(self._arranged(fresh, self.calendar, after=self.rows))
        return len(fresh)

    def show_only(self, show: Show) -> None:
        """Narrow to one kind of entry, or widen to all."""
        self._show = show
        self.replace(self._arranged(self._entries, self.calendar))

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if isinstance(self.row_at(index.row()), DayMark):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def shown(self, row: DayMark | TimelineEntry, column: int) -> str:
        if isinstance(row, DayMark):
            return ", ".join(self.calendar.heading(row.day))
        return spoken(row, self.calendar)

    def _unknown(self, entries: Iterable[TimelineEntry]) -> list[TimelineEntry]:
        fresh = []
        for entry in entries:
            key = entry_key(entry)
            if key not in self._keys:
                self._keys.add(key)
                fresh.append(entry)
        self._entries.extend(fresh)
        return fresh

    def _arranged(
        self,
        entries: Iterable[TimelineEntry],
        calendar: Calendar,
        *,
        after: Sequence[DayMark | TimelineEntry] = (),
    ) -> list[DayMark | TimelineEntry]:
        """`entries` of the shown kind, each new day under its mark, to follow the rows `after`."""
        day = _day_of(after[-1], calendar) if after else None
        items: list[DayMark | TimelineEntry] = []
        for entry in entries:
            if not _is_shown(entry, self._show):
                continue
            if _day_of(entry, calendar) != day:
                day = _day_of(entry, calendar)
                items.append(DayMark(day))
            items.append(entry)
        return items


def _day_of(item: DayMark | TimelineEntry, calendar: Calendar) -> date:
    return item.day if isinstance(item, DayMark) else calendar.day_of(item.occurred_at)


def _is_shown(entry: TimelineEntry, show: Show) -> bool:
    match show:
        case Show.CONTACTS:
            return isinstance(entry, ContactEntry)
        case Show.LINKAGES:
            return isinstance(entry, LinkageEntry)
        case Show.EVENTS:
            return isinstance(entry, EventEntry | ChangeEntry)
        case _:
            return True


def note_words(entry: ContactEntry, calendar: Calendar) -> str:
    """A note in one line, for a sheet about it: "Phone with Moss Example, Nov 20, 14:10"."""
    return f"{entry.how} with {entry.participant}, {calendar.moment(entry.occurred_at)}"
