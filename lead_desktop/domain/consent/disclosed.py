"""The account of what left, line by line (42 CFR 2.25)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from lead_desktop.base.clock import local_day
from lead_desktop.domain.codes import Audience, Basis, DisclosureMethod
from lead_desktop.domain.consent.consent import ConsentLine, withdrawal_counts_from


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """A copy that left, as accounted for. consent_ids: every consent on which it rests.

    sha256: of the bytes that left, None when they stayed after all. recipient_address: where they
    were sent. restrictions: ids of those that concerned it; restriction_reason: why it left
    although one of them touched it, in the words of whoever handed it over.
    """

    id: UUID
    participant_id: UUID
    at: datetime
    audience: Audience
    recipient: str
    purpose: str
    basis: Basis
    consent_id: UUID | None
    sections: tuple[str, ...]
    withheld: tuple[dict[str, str], ...]
    sha256: str | None
    method: DisclosureMethod
    document_number: str
    worker: str = ""
    pages: int | None = None
    document_kind: str = "summary"
    copy_number: int = 1
    recipient_address: str = ""
    consent_ids: tuple[str, ...] = ()
    restrictions: tuple[str, ...] = ()
    restriction_reason: str = field(default="", repr=False)

    def rests_on(self, consent_id: UUID) -> bool:
        """Whether the copy left on this consent, alone or beside others."""
        return consent_id == self.consent_id or str(consent_id) in self.consent_ids


def left_after_withdrawal(
    consent: ConsentLine, copies: Iterable[DisclosureLine], zone: ZoneInfo
) -> tuple[DisclosureLine, ...]:
    """Copies that left on a consent when its withdrawal had been received, but not written down.

    In Maryland a withdrawal counts from its receipt (Health-General 4-303(e)(2)), so these left
    without a consent. One that did not leave after all is none of them.
    """
    received = consent.revoked_at
    if received is None:
        return ()
    since = withdrawal_counts_from(consent.terms, local_day(received, zone))
    return tuple(
        copy
        for copy in copies
        if copy.sha256 is not None
        and copy.rests_on(consent.id)
        and copy.at > received
        and local_day(copy.at, zone) >= since
    )


def left_after_words(count: int) -> str:
    """What is said of copies that left when a withdrawal was in, without naming them."""
    left = "1 copy" if count == 1 else f"{count} copies"
    return f"{left} left after it was received: write it down as a possible breach."
