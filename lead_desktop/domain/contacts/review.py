"""What waits for a signature, a second look or an answer, and for whom.

An author sees own notes that are unsigned, returned or late. A supervisor sees notes of peers to
co-sign, unsigned notes of others that have waited too long, and what became of returned ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from lead_desktop.domain.codes import ContactMode, PlaceType
from lead_desktop.domain.contacts.contact import mode_label


class ReviewReason(StrEnum):
    """Why a note stands in the queue; the value is its heading."""

    RETURNED = "Returned to you"
    UNSIGNED = "To sign"
    LATE = "Late entries of the last days"
    ANSWERED = "Answered, look again"
    COSIGN = "To co-sign"
    OVERDUE = "Unsigned for too long"
    WAITING = "Returned, waiting for the author"


OWN_REASONS = (ReviewReason.RETURNED, ReviewReason.UNSIGNED, ReviewReason.LATE)
TEAM_REASONS = (
    ReviewReason.ANSWERED,
    ReviewReason.COSIGN,
    ReviewReason.OVERDUE,
    ReviewReason.WAITING,
)
ASKING = frozenset(ReviewReason) - {ReviewReason.LATE, ReviewReason.WAITING}
"""Reasons that ask this worker for something; the others only tell."""

LATE_SHOWN = timedelta(days=14)
"""For how long a signed late entry is shown to its author."""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One note in the queue.

    participant: the first of those it was with; others: how many more there were.
    since: from when it waits (recorded, signed, returned or answered). comment, reviewer: what a
    returned note was returned with. review_id: the review it waits for, None without one.
    """

    contact_id: UUID
    reason: ReviewReason
    participant_id: UUID
    participant: str
    others: int
    occurred_at: datetime
    mode: ContactMode
    place_type: PlaceType | None
    author_id: UUID
    author: str
    late: bool
    signed: bool
    since: datetime
    comment: str = ""
    reviewer: str = ""
    review_id: UUID | None = None

    @property
    def how(self) -> str:
        """The words for how the contact happened."""
        return mode_label(self.mode, self.place_type)


@dataclass(frozen=True)
class ReviewQueue:
    """Everything that waits, in the order of the reasons, the oldest first within each."""

    items: tuple[ReviewItem, ...]

    def of(self, *reasons: ReviewReason) -> tuple[ReviewItem, ...]:
        """Those that stand here for one of `reasons`."""
        return tuple(item for item in self.items if item.reason in reasons)

    @property
    def asking(self) -> int:
        """How many ask this worker for something."""
        return sum(item.reason in ASKING for item in self.items)


def overdue_before(now: datetime, hours: int) -> datetime:
    """Unsigned notes recorded before this are shown to the supervisor."""
    return now - timedelta(hours=hours)


def cosign_since(now: datetime, days: int) -> datetime | None:
    """Peers' notes signed since this are offered for co-signature; None when none ever is."""
    return now - timedelta(days=days) if days > 0 else None
