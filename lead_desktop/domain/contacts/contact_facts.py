"""Everything that a contact says, as one value: what a form saves, an edit changes, history keeps.

What a contact does beside itself (promises, linkages, events) is not part of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    InitiatedBy,
    NoteFormat,
    PlaceType,
    Purpose,
    Relation,
    Supply,
)

Stored = dict[str, object]
"""Facts as JSON types."""

Member = TypeVar("Member", bound=StrEnum)


@dataclass(frozen=True, repr=False)
class ContactFacts:
    """With whom, how, when, where, what for, what was given, by whom, and every word.

    kind: None lets the outcome decide (direct or attempt). minutes: None when unknown.
    worker_ids: who was there beside the author. private_lines: words for one participant alone.
    relation, third_party: who somebody else in the contact is to the participant, and their name.
    """

    participant_ids: tuple[UUID, ...]
    mode: ContactMode
    outcome: ContactOutcome
    occurred_at: datetime
    kind: ContactKind | None = None
    minutes: int | None = None
    place_type: PlaceType | None = None
    place: str = ""
    note: str = ""
    note_format: NoteFormat = NoteFormat.FREE
    purposes: frozenset[Purpose] = frozenset()
    supplies: tuple[tuple[Supply, int], ...] = ()
    worker_ids: tuple[UUID, ...] = ()
    private_lines: tuple[tuple[UUID, str], ...] = ()
    relation: Relation | None = None
    third_party: str = ""
    initiated_by: InitiatedBy | None = None

    @property
    def written_lines(self) -> dict[UUID, str]:
        """The private lines that hold words, by participant."""
        return {who: line.strip() for who, line in self.private_lines if line.strip()}


def to_stored(facts: ContactFacts) -> Stored:
    """Facts as JSON types."""
    return {
        "people": [str(one) for one in facts.participant_ids],
        "mode": facts.mode.value,
        "outcome": facts.outcome.value,
        "occurred_at": facts.occurred_at.isoformat(),
        "kind": facts.kind.value if facts.kind else None,
        "minutes": facts.minutes,
        "place_type": facts.place_type.value if facts.place_type else None,
        "place": facts.place,
        "note": facts.note,
        "note_format": facts.note_format.value,
        "purposes": sorted(one.value for one in facts.purposes),
        "supplies": [[one.value, many] for one, many in facts.supplies],
        "workers": [str(one) for one in facts.worker_ids],
        "lines": [[str(who), line] for who, line in facts.written_lines.items()],
        "relation": facts.relation.value if facts.relation else None,
        "third_party": facts.third_party,
        "initiated_by": facts.initiated_by.value if facts.initiated_by else None,
    }


def from_stored(stored: Mapping[str, object]) -> ContactFacts:
    """Facts out of JSON types. Raises KeyError, ValueError or TypeError for anything else."""
    minutes = stored["minutes"]
    return ContactFacts(
        participant_ids=_ids(stored["people"]),
        mode=ContactMode(str(stored["mode"])),
        outcome=ContactOutcome(str(stored["outcome"])),
        occurred_at=datetime.fromisoformat(str(stored["occurred_at"])),
        kind=_code(ContactKind, stored["kind"]),
        minutes=None if minutes is None else int(str(minutes)),
        place_type=_code(PlaceType, stored["place_type"]),
        place=str(stored["place"]),
        note=str(stored["note"]),
        note_format=NoteFormat(str(stored["note_format"])),
        purposes=frozenset(Purpose(str(one)) for one in _items(stored["purposes"])),
        supplies=tuple((Supply(str(one)), int(many)) for one, many in _items(stored["supplies"])),
        worker_ids=_ids(stored["workers"]),
        private_lines=tuple((UUID(who), str(line)) for who, line in _items(stored["lines"])),
        relation=_code(Relation, stored["relation"]),
        third_party=str(stored["third_party"]),
        initiated_by=_code(InitiatedBy, stored["initiated_by"]),
    )


def _items(value: object) -> list[list[str]]:
    if not isinstance(value, list):
        raise TypeError("a list is needed")
    return value


def _ids(value: object) -> tuple[UUID, ...]:
    return tuple(UUID(str(one)) for one in _items(value))


def _code(kind: type[Member], value: object) -> Member | None:
    return None if value is None else kind(str(value))
