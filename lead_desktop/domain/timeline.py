"""What stands on a participant's timeline: contacts, linkage moves and events, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    EventKind,
    EventSource,
    NoteFormat,
    OutcomeClass,
    PlaceType,
    Purpose,
    Relation,
    Supply,
)
from lead_desktop.domain.contact import OUTCOME_CLASS, mode_label
from lead_desktop.domain.participant import LinkageStep


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """One contact as it is listed, shown and printed.

    participant_id: the participant for whom it was asked; others may share the contact.
    signed_by: name and role at signing, None while unsigned. late: first written after 48 h.
    private_line: words for this participant alone. others: how many more participants took part.
    relation, third_party: with whom a contact about the participant was; the name is there only
    where it was asked for, and no copy ever holds it.
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

    @property
    def how(self) -> str:
        """The words for how it happened: "Street outreach", "Phone"."""
        return mode_label(self.mode, self.place_type)

    @property
    def outcome_class(self) -> OutcomeClass:
        return OUTCOME_CLASS[self.outcome]


@dataclass(frozen=True, slots=True)
class EventEntry:
    """Something that happened in the participant's life."""

    id: UUID
    kind: EventKind
    source: EventSource
    occurred_at: datetime
    ended_at: datetime | None
    place: str
    words: str
    worker: str


@dataclass(frozen=True, slots=True)
class LinkageEntry:
    """A move of a linkage."""

    step: LinkageStep

    @property
    def occurred_at(self) -> datetime:
        return self.step.at


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """Which entries of a timeline are asked for; an empty one asks for all.

    worker_id: written or accompanied by. signed: None for both. since, until: [since, until).
    Modes and signatures belong to contacts alone: asking for one leaves the others out.
    """

    worker_id: UUID | None = None
    modes: frozenset[ContactMode] = frozenset()
    signed: bool | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def contacts_only(self) -> bool:
        """Whether only contacts can meet it."""
        return bool(self.modes) or self.signed is not None

    @property
    def count(self) -> int:
        """How many questions it asks; 0 when it leaves nothing out."""
        days = self.since is not None or self.until is not None
        return sum((self.worker_id is not None, bool(self.modes), self.signed is not None, days))


EVERYTHING = TimelineFilter()


TimelineEntry = ContactEntry | EventEntry | LinkageEntry


@dataclass(frozen=True, slots=True)
class NoteHit:
    """A note found by its words; `snippet` marks hits with \\x02 and \\x03."""

    contact_id: UUID
    participant_id: UUID
    participant: str
    occurred_at: datetime
    mode: ContactMode
    place_type: PlaceType | None
    snippet: str
