"""What was done and what left: the audit and the account of disclosures."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from lead_desktop.domain.consent.disclosed import DisclosureLine
from lead_desktop.domain.trust.audit import AuditRow
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store import audit
from lead_desktop.store.queries import workers as query
from lead_desktop.store.queries.visibility import hidden_ids


@allowed(Act.SEE_AUDIT)
def list_audit(desk: Desk, *, subject: UUID | None = None) -> list[AuditRow]:
    """Audit entries, oldest first.

    Entries about a restricted participant who is hidden from the worker stand in the chain without
    saying about whom.
    """
    with desk.store.read() as connection:
        entries = audit.list_entries(connection, subject=subject)
        hidden = {str(one) for one in hidden_ids(connection, desk.viewer)}
    return [_veiled(entry) if hidden and _tells_of(entry, hidden) else entry for entry in entries]


def _tells_of(entry: AuditRow, hidden: set[str]) -> bool:
    said = entry.subject, *(str(value) for value in entry.detail.values())
    return any(one in text for text in said for one in hidden)


def _veiled(entry: AuditRow) -> AuditRow:
    return replace(entry, subject="", detail={"restricted": True})


@allowed(Act.SEE_DISCLOSURES)
def list_all_disclosures(desk: Desk) -> list[DisclosureLine]:
    """The account of every copy that left, oldest first, but for people hidden from the worker."""
    with desk.store.read() as connection:
        return query.list_disclosures(connection, viewer=desk.viewer)


@allowed(Act.SEE_PARTICIPANTS)
def list_disclosures(desk: Desk, participant_id: UUID) -> list[DisclosureLine]:
    """Copies of one participant's record that left, oldest first."""
    with desk.store.read() as connection:
        return query.list_disclosures(connection, participant_id=participant_id, viewer=desk.viewer)
