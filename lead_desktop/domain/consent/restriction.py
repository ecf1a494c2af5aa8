"""Restrictions that a participant asked for (42 CFR 2.26): agreed to, or not decided yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from lead_desktop.domain.codes import ConsentCategory, RestrictionEnd
from lead_desktop.domain.consent.recipients import Recipient, same_recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """What was asked, and what became of it.

    recipient: empty for everybody. categories: empty for everything. agreed_on: None while the
    program has not agreed. ended_on: from this day it no longer binds. paid_in_full: it keeps from
    a health plan what the participant has paid for in full; the program may not decline it
    (42 CFR 2.26).
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
    end_way: RestrictionEnd | None = None
    paid_in_full: bool = False
    recorded_by: str = ""
    version: int = 1

    def binds(self, today: date) -> bool:
        """Whether the program is bound by it on `today`.

        From the act of agreeing: a clock that was set back behind that day lets nothing go.
        """
        return self.agreed_on is not None and (self.ended_on is None or today < self.ended_on)

    @property
    def waits(self) -> bool:
        """Whether nobody has decided about it yet, nor was it taken back."""
        return not any((self.agreed_on, self.declined_on, self.ended_on))

    @property
    def scope(self) -> str:
        """What it is about and towards whom, without the participant's own words."""
        what = ", ".join(one.label.lower() for one in self.categories) or "everything"
        return f"{what}, towards {self.recipient.strip() or 'everybody'}"

    def concerns(self, name: str, organization_id: UUID | None) -> bool:
        """Whether it is about this recipient."""
        if not self.recipient.strip() and self.organization_id is None:
            return True
        return same_recipient(
            Recipient(self.recipient, self.organization_id), name, organization_id
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """Somebody has read what a participant asked for, and lets this one copy leave all the same.

    read: the restrictions. by: the worker. reason: in their words, for the account.
    """

    read: frozenset[UUID]
    by: UUID
    reason: str = field(repr=False)

    def covers(self, restriction: Restriction) -> bool:
        """Whether it is about this restriction and says why."""
        return restriction.id in self.read and bool(self.reason.strip())


def concerning(
    restrictions: Iterable[Restriction], name: str, organization_id: UUID | None, today: date
) -> tuple[Restriction, ...]:
    """Those about a recipient that bind on a day, or that wait for a decision."""
    return tuple(
        one
        for one in restrictions
        if (one.binds(today) or one.waits) and one.concerns(name, organization_id)
    )


def held_back(restrictions: Iterable[Restriction], today: date) -> frozenset[ConsentCategory]:
    """The kinds of information that those of these which bind hold back."""
    return _named(one for one in restrictions if one.binds(today))


def touches(restriction: Restriction, told: frozenset[ConsentCategory]) -> bool:
    """Whether a copy that can tell this is touched by it."""
    return bool(_named([restriction]) & told)


def _named(restrictions: Iterable[Restriction]) -> frozenset[ConsentCategory]:
    named: set[ConsentCategory] = set()
    for one in restrictions:
        named.update(one.categories or ConsentCategory)
    return frozenset(named)
