"""What stands on a participant's timeline: contacts, linkage moves and events, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from lead_desktop.domain.codes import (
    AddendumKind,
    ContactKind,
    ContactMode,
    ContactOutcome,
    EventKind,
    EventSource,
    InitiatedBy,
    NoteFormat,
    OutcomeClass,
    PlaceType,
    Purpose,
    Relation,
    Seal,
    Supply,
    Verdict,
)
from lead_desktop.domain.contacts.contact import OUTCOME_CLASS, is_substantive, mode_label
from lead_desktop.domain.people.outcomes import OutcomeLine
from lead_desktop.domain.people.participant import LinkageStep
from lead_desktop.domain.people.status import StatusLine, step_sides
from lead_desktop.domain.worklist.set_aside import HandedLine, PutOffLine


@dataclass(frozen=True, slots=True)
class AddendumLine:
    """Something written to a signed note afterwards; the note itself stays as it was.

    reason: why a correction or a late entry was needed. signed_by: name and role. seal: whether
    the addendum still matches its own signature.
    """

    id: UUID
    contact_id: UUID
    kind: AddendumKind
    at: datetime
    author_id: UUID
    text: str
    reason: str
    signed_by: str
    seal: Seal


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """What a reviewer said of a note. answered_at: when the author answered a returned one."""

    id: UUID
    contact_id: UUID
    verdict: Verdict
    at: datetime
    reviewer_id: UUID
    comment: str
    signed_by: str
    answered_at: datetime | None
    seal: Seal


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """One contact as it is listed, shown and printed.

    participant_id: the participant for whom it was asked; others may share the contact.
    signed_by: name and role at signing, None while unsigned. late: first written after 48 h.
    private_line: words for this participant alone. others: how many more participants took part.
    relation, third_party: with whom a contact about the participant was; the name is there only
    where it was asked for, and no copy ever holds it.
    seal: whether the note still matches its signature, checked whenever it is read.
    addenda, reviews: oldest first. struck_at: when it was marked as entered in error; such a
    note is read only where it is asked for, counts nowhere and is never printed.
    imported: it came with a spreadsheet, whose words name the author. initiated_by: who started
    it, None where nobody said. edits: how often it was changed after it was saved; what it said
    before is kept.
    """

    id: UUID
    seq: int
    participant_id: UUID
    participant: str
    occurred_at: datetime
    recorded_at: datetime
    minutes: int | None
    mode: ContactMode
    place_type: PlaceType | None
    place: str
    outcome: ContactOutcome
    kind: ContactKind
    author: str
    workers: tuple[str, ...]
    note_format: NoteFormat
    note: str
    purposes: tuple[Purpose, ...]
    supplies: tuple[tuple[Supply, int], ...]
    signed_at: datetime | None
    signed_by: str | None
    late: bool
    version: int
    private_line: str = ""
    others: int = 0
    relation: Relation | None = None
    third_party: str = ""
    author_id: UUID | None = None
    imported: bool = False
    seal: Seal = Seal.UNSIGNED
    addenda: tuple[AddendumLine, ...] = ()
    reviews: tuple[ReviewLine, ...] = ()
    struck_at: datetime | None = None
    struck_by: str | None = None
    struck_reason: str = ""
    initiated_by: InitiatedBy | None = None
    edits: int = 0

    @property
    def how(self) -> str:
        """The words for how it happened: "Street outreach", "Phone"."""
        return mode_label(self.mode, self.place_type)

    @property
    def outcome_class(self) -> OutcomeClass:
        return OUTCOME_CLASS[self.outcome]

    @property
    def substantive(self) -> bool:
        """Whether it counts as a substantive contact (domain.contact.is_substantive)."""
        return self.struck_at is None and is_substantive(
            self.kind,
            self.outcome,
            self.mode,
            minutes=self.minutes,
            purposes=len(self.purposes),
            note_length=len(self.note),
        )

    @property
    def waits_to_be_signed(self) -> bool:
        """Whether its author has still to sign it; nobody here signs another system's note."""
        return self.seal is Seal.UNSIGNED

    @property
    def amended_at(self) -> datetime | None:
        """When the note was last corrected; None while the original stands alone."""
        corrections = [one.at for one in self.addenda if one.kind is AddendumKind.CORRECTION]
        return max(corrections, default=None)

    @property
    def cosigned_by(self) -> str | None:
        """Name and role of the supervisor who co-signed it, the latest one."""
        signed = [one.signed_by for one in self.reviews if one.verdict is Verdict.COSIGNED]
        return signed[-1] if signed else None

    @property
    def whole(self) -> bool:
        """Whether the note and all that was written to it match their signatures."""
        parts = (self.seal, *(one.seal for one in self.addenda))
        return Seal.BROKEN not in parts


def started_words(entry: ContactEntry) -> str:
    """Who started a contact: "started by police"; empty for us, and where nobody said."""
    by = entry.initiated_by
    if by in (None, InitiatedBy.STAFF):
        return ""
    return f"started by {by.label.lower()}"


@dataclass(frozen=True, slots=True)
class EventEntry:
    """Something that happened in the participant's life. contacts: how many taught us of it."""

    id: UUID
    kind: EventKind
    source: EventSource
    occurred_at: datetime
    ended_at: datetime | None
    place: str
    words: str
    worker: str
    contacts: int = 0


@dataclass(frozen=True, slots=True)
class LinkageEntry:
    """A move of a linkage."""

    step: LinkageStep

    @property
    def occurred_at(self) -> datetime:
        return self.step.at


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A change of status or phase, a dated change in a life, or something about the person that
    was put off or handed over. occurred_at: when it was written down; a change says since which
    day it counts."""

    change: StatusLine | OutcomeLine | PutOffLine | HandedLine
    occurred_at: datetime

    @property
    def id(self) -> UUID:
        return self.change.id

    @property
    def on(self) -> date | None:
        """Since which day it counts; None for what counts when it was written down."""
        match self.change:
            case OutcomeLine() as change:
                return change.on
            case StatusLine() as change:
                return change.step.on
            case _:
                return None

    @property
    def title(self) -> str:
        """What changed."""
        match self.change:
            case OutcomeLine() as change:
                return change.area.label
            case StatusLine():
                return "With the program"
            case aside:
                return aside.kind.label

    @property
    def sides(self) -> tuple[str, str]:
        """Before and after in words; before is empty where it is not known or stayed."""
        match self.change:
            case OutcomeLine() as change:
                return "", change.what.label
            case StatusLine() as change:
                return step_sides(change.step)
            case aside:
                return "", aside.what

    @property
    def quiet(self) -> bool:
        """Whether it is a matter of the work alone, which the eye may pass over."""
        return isinstance(self.change, PutOffLine | HandedLine)


class EntryKind(StrEnum):
    """What stands on a timeline. Changes, and what was put off or handed over, are events."""

    CONTACT = "contact"
    LINKAGE = "linkage"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """Which entries of a timeline are asked for; an empty one asks for all.

    worker_id: written or accompanied by. signed: None for both. since, until: [since, until).
    Modes and signatures belong to contacts alone: asking for one leaves the others out.
    """

    kind: EntryKind | None = None
    worker_id: UUID | None = None
    modes: frozenset[ContactMode] = frozenset()
    signed: bool | None = None
    since: datetime | None = None
    until: datetime | None = None

    def asks_for(self, kind: EntryKind) -> bool:
        """Whether entries of `kind` can meet it."""
        if kind is not EntryKind.CONTACT and (self.modes or self.signed is not None):
            return False
        return self.kind in (None, kind)

    @property
    def count(self) -> int:
        """How many questions it asks beside the kind; 0 when it leaves nothing out."""
        days = self.since is not None or self.until is not None
        return sum((self.worker_id is not None, bool(self.modes), self.signed is not None, days))


EVERYTHING = TimelineFilter()


TimelineEntry = ContactEntry | EventEntry | LinkageEntry | ChangeEntry


@dataclass(frozen=True, slots=True)
class ContactDay:
    """How often the participant was reached on a day, and how often it was tried without."""

    day: date
    reached: int
    attempted: int


class NoteHit(NamedTuple):
    """A note found by its words; `snippet` marks hits with \\x02 and \\x03.

    A tuple, for fifty are made at each key that is pressed in a search.
    """

    contact_id: UUID
    participant_id: UUID
    participant: str
    occurred_at: datetime
    mode: ContactMode
    place_type: PlaceType | None
    snippet: str
