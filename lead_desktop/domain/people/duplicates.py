"""Records that may be of one person, as shown; nothing here decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lead_desktop.domain.codes import ParticipantStatus
from lead_desktop.domain.people.matching import MatchedOn
from lead_desktop.domain.people.names import number_text


@dataclass(frozen=True, slots=True)
class PossibleMatch:
    """Somebody of the vault who may be the person asked about. score: bits."""

    participant_id: UUID
    number: int
    name: str
    status: ParticipantStatus
    born: str
    score: float
    matched_on: tuple[MatchedOn, ...]
    since: date | None = None

    @property
    def number_text(self) -> str:
        return number_text(self.number)

    @property
    def why(self) -> str:
        """What matched, as one line: "name, birth date"."""
        return ", ".join(on.label for on in self.matched_on)


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two records that may be one person, the older number first."""

    a: PossibleMatch
    b: PossibleMatch
    score: float
    matched_on: tuple[MatchedOn, ...]

    @property
    def why(self) -> str:
        return self.a.why
