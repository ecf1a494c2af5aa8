"""Restrictions that the program agreed to at a participant's request (42 CFR 2.26)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lead_desktop.domain.codes import ConsentCategory
from lead_desktop.domain.consent.recipients import Recipient, same_recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """What was asked, and what became of it.

    recipient: empty for everybody. categories: empty for everything. agreed_on: None while the
    program has not agreed. ended_on: from this day it no longer binds.
    """

    id: UUID
    participant_id: UUID
    asked_on: date
    words: str
    recipient: str = ""
    organization_id: UUID | None = None
    categories: tuple[ConsentCategory, ...] = ()
    agreed_on: date | None = None
    declined_on: date | None = None
    ended_on: date | None = None
    end_reason: str = ""
    recorded_by: str = ""
    version: int = 1

    def binds(self, today: date) -> bool:
        """Whether the program is bound by it on `today`."""
        agreed = self.agreed_on is not None and self.agreed_on <= today
        return agreed and (self.ended_on is None or today < self.ended_on)

    def concerns(self, name: str, organization_id: UUID | None) -> bool:
        """Whether it is about this recipient."""
        if not self.recipient.strip() and self.organization_id is None:
            return True
        return same_recipient(
            Recipient(self.recipient, self.organization_id), name, organization_id
        )


def binding(
    restrictions: Iterable[Restriction], name: str, organization_id: UUID | None, today: date
) -> tuple[Restriction, ...]:
    """Those that bind the program towards a recipient on a day."""
    return tuple(
        one for one in restrictions if one.binds(today) and one.concerns(name, organization_id)
    )


def held_back(restrictions: Iterable[Restriction]) -> frozenset[ConsentCategory]:
    """The kinds of information that these restrictions hold back."""
    held: set[ConsentCategory] = set()
    for one in restrictions:
        held.update(one.categories or ConsentCategory)
    return frozenset(held)
