"""Binds a consent to what was signed: a hash over its terms and over the paper that shows it.

A recipe is numbered and kept beside the hash, so that more can be covered one day without breaking
older consents. One recorded before there was a recipe is not bound, which is said and no fault.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from uuid import UUID

from lead_desktop.domain.codes import ConsentSeal
from lead_desktop.domain.consent.consent import ConsentTerms
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.contacts.signature import digest

RECIPE = 1
"""Every term, whose consent it is, whom it names by every name, and the bytes of its paper."""

COVERED = (
    "kind",
    "recipient_kind",
    "recipients",
    "purpose",
    "categories",
    "signed_on",
    "expires_on",
    "expires_event",
    "discloser",
    "information",
    "signer",
    "signer_name",
    "evidence",
    "attachment_id",
    "statements",
    "form_version",
    "includes_received",
    "refusal_consequences",
    "condition_imposed_by",
    "effective_from",
    "revocable_on",
    "revocable_event",
    "final_disposition_on",
    "proceeding",
    "recipient_class",
    "intermediary",
    "intermediary_members",
)
"""The terms of the recipe by name: a term that is added later belongs to a later recipe."""

BROKEN_WORDS = "What is written here is no longer what was signed. It counts for nothing."
"""Said on screen and on paper wherever such a consent is shown."""

NOT_BOUND_WORDS = "Signed before the program bound terms to signatures. It counts as it stands."


def terms_hash(
    consent_id: UUID, participant_id: UUID, terms: ConsentTerms, paper_sha256: str
) -> str:
    """SHA-256 over a consent. paper_sha256: of the scan or signature, "" for paper in a drawer.

    Orders of recipients, categories and statements do not matter.
    """
    stated = [(name, _plain(getattr(terms, name))) for name in COVERED]
    return digest("consent", consent_id.hex, participant_id.hex, stated, paper_sha256)


def seal_of_consent(
    consent_id: UUID,
    participant_ids: Iterable[UUID],
    terms: ConsentTerms,
    paper_sha256: str,
    *,
    kept: str | None,
    recipe: int | None,
) -> ConsentSeal:
    """Whether a consent still is what the hash `kept` was made over.

    participant_ids: the record that it stands in, and those that have since been merged into it.
    """
    if kept is None:
        return ConsentSeal.NOT_BOUND
    if recipe == RECIPE:
        for person in participant_ids:
            if terms_hash(consent_id, person, terms, paper_sha256) == kept:
                return ConsentSeal.INTACT
    return ConsentSeal.BROKEN


def _plain(value: object) -> object:
    """A term in values that JSON knows."""
    match value:
        case Enum():
            return value.value
        case UUID():
            return value.hex
        case date():
            return value.isoformat()
        case Recipient():
            listed = value.organization_id.hex if value.organization_id else None
            return [value.name, listed, value.role, sorted(value.aliases)]
        case tuple():
            return sorted((_plain(one) for one in value), key=str)
        case _:
            return value
