"""What was done and what left: the audit and the account of disclosures."""

from __future__ import annotations

from uuid import UUID

from lead_desktop.domain.audit import AuditRow
from lead_desktop.domain.disclosure import DisclosureLine
from lead_desktop.domain.roles import Act
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store import audit
from lead_desktop.store.queries import workers as query


@allowed(Act.SEE_AUDIT)
def list_audit(desk: Desk, *, subject: UUID | None = None) -> list[AuditRow]:
    """Audit entries, oldest first."""
    with desk.store.read() as connection:
        return audit.list_entries(connection, subject=subject)


@allowed(Act.SEE_DISCLOSURES)
def list_all_disclosures(desk: Desk) -> list[DisclosureLine]:
    """Every copy that left, oldest first."""
    with desk.store.read() as connection:
        return query.list_disclosures(connection)


@allowed(Act.SEE_PARTICIPANTS)
def list_disclosures(desk: Desk, participant_id: UUID) -> list[DisclosureLine]:
    """Copies of one participant's record that left, oldest first."""
    with desk.store.read() as connection:
        return query.list_disclosures(connection, participant_id=participant_id)
