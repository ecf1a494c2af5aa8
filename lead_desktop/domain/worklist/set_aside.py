"""What was put off or handed over about a person, as it stands on the timeline: quietly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lead_desktop.domain.codes import SnoozeReason, TaskKind


@dataclass(frozen=True, slots=True)
class PutOffLine:
    """Something that a worker put off until a day."""

    id: UUID
    kind: TaskKind
    at: datetime
    worker: str
    until_on: date
    reason: SnoozeReason
    said: str

    @property
    def what(self) -> str:
        return f"put off until {self.until_on:%b} {self.until_on.day}"

    @property
    def words(self) -> str:
        """Why: the words that were written, else the reason of the list."""
        return self.said or self.reason.label


@dataclass(frozen=True, slots=True)
class HandedLine:
    """Something that a worker passed on. to_worker: None for whoever worked the next shift.
    done: the receiver has done it."""

    id: UUID
    kind: TaskKind
    at: datetime
    worker: str
    to_worker: str | None
    words: str
    done: bool

    @property
    def what(self) -> str:
        done = ", done" if self.done else ""
        return f"handed to {self.to_worker or 'the next shift'}{done}"


AsideLine = PutOffLine | HandedLine
LEGAL_KINDS = frozenset({TaskKind.CHARGE_HOLD})
"""What is put off or handed over only in sight of roles that see legal detail."""
