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
    Supply,
)
from lead_desktop.domain.contact import OUTCOME_CLASS, mode_label
from lead_desktop.domain.participant import LinkageStep


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """One contact as it is listed, shown and printed.

    participant_id: the participant for whom it was asked; others may share the contact.
    signed_by: name and role at signing, None while unsigned. late: first written after 48 h.
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
