"""Workers, settings and the account of what left."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, select

from lead_desktop.domain.consent.disclosed import DisclosureLine
from lead_desktop.domain.trust.worker import WorkerLine
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import Disclosure, Setting, Worker


def list_workers(connection: Connection, *, active_only: bool = True) -> list[WorkerLine]:
    """Workers of the vault, by name."""
    query = select(
        Worker.id,
        Worker.name,
        Worker.role,
        Worker.administrator,
        Worker.active,
        Worker.last_unlocked_at,
    ).order_by(Worker.name_key)
    if active_only:
        query = query.where(Worker.active.is_(True))
    return [WorkerLine(*row) for row in connection.execute(query)]


def read_settings(connection: Connection) -> dict[str, object]:
    """Every setting that differs from its default, by key."""
    rows = connection.execute(select(Setting.key, Setting.value))
    return {row.key: row.value for row in rows}


def list_disclosures(
    connection: Connection, *, participant_id: UUID | None = None, viewer: Viewer | None = None
) -> list[DisclosureLine]:
    """Copies that left, oldest first; None as viewer for the program's own checks."""
    query = (
        select(*Disclosure.__table__.columns, Worker.name.label("worker"))
        .join(Worker, Worker.id == Disclosure.worker_id)
        .order_by(Disclosure.at, Disclosure.id)
    )
    if viewer is not None:
        query = query.where(seen_by(Disclosure.participant_id, viewer))
    if participant_id is not None:
        query = query.where(Disclosure.participant_id == participant_id)
    return [
        DisclosureLine(
            id=row.id,
            participant_id=row.participant_id,
            at=row.at,
            audience=row.audience,
            recipient=row.recipient,
            purpose=row.purpose,
            basis=row.basis,
            consent_id=row.consent_id,
            sections=tuple(row.sections),
            withheld=tuple(row.withheld),
            sha256=row.sha256,
            method=row.method,
            document_number=row.document_number,
            worker=row.worker,
            pages=row.pages,
            document_kind=row.document_kind,
            copy_number=row.copy_number,
            recipient_address=row.recipient_address,
            consent_ids=tuple(row.consent_ids),
            restrictions=tuple(row.restrictions),
            restriction_reason=row.restriction_reason,
        )
        for row in connection.execute(query)
    ]
