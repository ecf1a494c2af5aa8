"""Two records of one person, side by side: what differs, and what would move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lead_desktop.domain.codes import Code

FIELD_LABEL: Mapping[str, str] = {
    "preferred_name": "Preferred name",
    "legal_first_name": "Legal first name",
    "legal_last_name": "Legal last name",
    "date_of_birth": "Birth date",
    "pronouns": "Pronouns",
    "language": "Language",
    "email": "E-mail",
    "address": "Address",
    "city": "City",
    "postal_code": "Postal code",
    "status": "Status",
    "external_id": "Number elsewhere",
    "cadence_days": "Agreed cadence, days",
    "cadence_note": "About the cadence",
    "case_manager_days": "Case manager's cadence, days",
    "peer_days": "Peer's cadence, days",
    "helps": "What helps",
    "gets_in_the_way": "What gets in the way",
    "please": "Please",
}
"""Fields that somebody chooses when both records fill them, in the order in which they show."""

WITH_STATUS = ("status_since", "phase", "enrolled_on")
"""What goes with the status, whichever record's is taken."""

TABLE_LABEL: Mapping[str, tuple[str, str]] = {
    "contact_participant": ("contact", "contacts"),
    "linkage": ("linkage", "linkages"),
    "need": ("need", "needs"),
    "goal": ("goal", "goals"),
    "appointment": ("appointment", "appointments"),
    "task": ("promise", "promises"),
    "consent": ("consent", "consents"),
    "disclosure": ("copy that left", "copies that left"),
    "event": ("event", "events"),
    "referral": ("referral", "referrals"),
    "diverted_incident": ("diverted incident", "diverted incidents"),
    "attachment": ("paper", "papers"),
    "medication": ("medication", "medications"),
    "safety_note": ("safety note", "safety notes"),
    "draft": ("draft", "drafts"),
    "participant_phone": ("phone", "phones"),
    "participant_alias": ("other name", "other names"),
}
"""What would move, as a person counts it; counseling-type notes move without being told of."""


@dataclass(frozen=True, slots=True)
class MergeField:
    """A field that both records fill, and not alike."""

    name: str
    label: str
    kept: str
    gone: str


@dataclass(frozen=True)
class MergePreview:
    """What a merge would do. refusal: why it must not be done, None when it may. together: in how
    many contacts both took part; somebody met them as two people there."""

    kept_id: UUID
    gone_id: UUID
    kept_name: str
    gone_name: str
    kept_number: str
    gone_number: str
    fields: tuple[MergeField, ...]
    moved: tuple[tuple[str, int], ...]
    refusal: str | None
    together: int = 0


@dataclass(frozen=True, slots=True)
class MergeLine:
    """A merge that stands."""

    id: UUID
    kept_id: UUID
    kept_name: str
    kept_number: str
    gone_number: str
    at: datetime
    worker: str


def shown_value(value: object) -> str:
    """A field's value as a person reads it."""
    if isinstance(value, Code):
        return value.label
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
