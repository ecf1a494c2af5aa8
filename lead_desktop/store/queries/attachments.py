"""Papers kept with a participant's record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select

from lead_desktop.domain.consent.attachment import AttachmentLine
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import Attachment, AttachmentContent, Worker

_COLUMNS = (
    Attachment.id,
    Attachment.participant_id,
    Attachment.kind,
    Attachment.title,
    Attachment.content_type,
    Attachment.size,
    Attachment.sha256,
    Worker.name.label("added_by"),
    Attachment.created_at.label("added_at"),
    Attachment.removed_at,
    Attachment.purged_at,
)
_LINES = select(*_COLUMNS).join(Worker, Worker.id == Attachment.worker_id)


def list_attachments(
    connection: Connection, viewer: Viewer, participant_id: UUID, *, removed: bool = False
) -> list[AttachmentLine]:
    """One participant's papers, newest first; removed: those in the trash instead."""
    query = _LINES.where(
        Attachment.participant_id == participant_id,
        seen_by(Attachment.participant_id, viewer),
        Attachment.removed_at.is_not(None) if removed else Attachment.removed_at.is_(None),
    ).order_by(Attachment.created_at.desc(), Attachment.id.desc())
    return [AttachmentLine(**row) for row in connection.execute(query).mappings()]


def find_attachment(
    connection: Connection, viewer: Viewer, attachment_id: UUID
) -> AttachmentLine | None:
    """One paper's line, in the trash or not; None for one of somebody hidden from the viewer."""
    wanted = _LINES.where(
        Attachment.id == attachment_id, seen_by(Attachment.participant_id, viewer)
    )
    found = connection.execute(wanted)
    row = found.mappings().one_or_none()
    return None if row is None else AttachmentLine(**row)


def list_to_purge(connection: Connection, before: datetime) -> list[UUID]:
    """Papers that went into the trash by `before` and still have their bytes, of every record."""
    wanted = select(Attachment.id).where(
        Attachment.removed_at <= before, Attachment.purged_at.is_(None)
    )
    return list(connection.scalars(wanted))


def read_content(connection: Connection, attachment_id: UUID) -> bytes:
    """The bytes of one paper; empty when they are gone."""
    query = select(AttachmentContent.content).where(
        AttachmentContent.attachment_id == attachment_id
    )
    return connection.execute(query).scalar_one_or_none() or b""
