"""The account of what left, line by line (42 CFR 2.25)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from lead_desktop.domain.codes import Audience, Basis, DisclosureMethod


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """A copy that left, as accounted for.

    restrictions: ids of those that concerned it; restriction_reason: why it left although one of
    them touched it, in the words of whoever handed it over.
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
    restrictions: tuple[str, ...] = ()
    restriction_reason: str = field(default="", repr=False)
