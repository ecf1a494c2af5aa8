"""Safety notes: what to keep in mind on a visit. They end by themselves unless they are renewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import SafetyKind

SAFETY_DAYS = 90
"""A note holds for so many days, and at most for so long before somebody looks at it again."""

LABELS_OF_PEOPLE = ("dangerous", "violent", "aggressive", "crazy", "hostile")
"""Words that put a label on a person; a note says what was seen instead."""


@dataclass(frozen=True, slots=True)
class SafetyNoteLine:
    """A safety note as it is looked after. ended: set aside before its day."""

    id: UUID
    participant_id: UUID
    kind: SafetyKind
    words: str
    review_by: date
    author: str
    ended: bool

    def holds(self, today: date) -> bool:
        """Whether it is to be kept in mind on `today`."""
        return not self.ended and self.review_by >= today


def review_day(today: date) -> date:
    """The day until which a note that is written or renewed today holds."""
    return today + timedelta(days=SAFETY_DAYS)


def check_safety(words: str, review_by: date, today: date) -> tuple[FieldProblem, ...]:
    """What stands against a safety note; empty when it may be kept."""
    problems = []
    said = set(words.casefold().replace(",", " ").replace(".", " ").split())
    if said & set(LABELS_OF_PEOPLE):
        problems.append(FieldProblem("words", "Say what was seen or heard, not what somebody is."))
    if not today <= review_by <= review_day(today):
        problems.append(
            FieldProblem("review_by", f"Choose a day within the next {SAFETY_DAYS} days.")
        )
    return tuple(problems)
