"""Papers in the trash do not stay for ever: after some days their bytes are destroyed.

The line of a paper stays, so that it is known what was there and when it went. The database
overwrites what is deleted (secure_delete); backups made before still hold it until they are
thinned out. A paper that shows the signature of a consent is never in the trash.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import InvalidInput, NotFound, Refused
from lead_desktop.domain.consent.privacy import check_reason
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries import attachments as query
from lead_desktop.store.tables import Attachment, AttachmentContent


@allowed(Act.KEEP_PAPERS)
def purge_due(desk: Desk) -> int:
    """Destroy the bytes of all papers that have been in the trash for long enough; how many.

    The program's own upkeep: it looks at every record, tells nothing of any, and is audited.
    """
    before = desk.clock.now() - timedelta(days=desk.settings.removed_papers_days)
    with desk.store.read() as connection:
        due = query.list_to_purge(connection, before)
    if not due:
        return 0
    with desk.store.write() as session:
        # Asked again: somebody may have taken one out of the trash meanwhile.
        rows = session.scalars(
            select(Attachment).where(
                Attachment.id.in_(due),
                Attachment.removed_at <= before,
                Attachment.purged_at.is_(None),
            )
        ).all()
        for row in rows:
            _purge(session, desk, row, {"why": "time"})
    return len(rows)


@allowed(Act.KEEP_PRIVACY)
def purge_paper(desk: Desk, attachment_id: UUID, reason: str) -> Change:
    """Destroy the bytes of a paper in the trash at once; there is no way back.

    Raises InvalidInput without a reason, Refused for a paper that is not in the trash.
    """
    problems = check_reason(reason)
    if problems:
        raise InvalidInput(*problems)
    with desk.store.read() as connection:
        line = query.find_attachment(connection, desk.viewer, attachment_id)
    if line is None:
        raise NotFound("There is no such paper in this vault.")
    with desk.store.write() as session:
        row = session.get_one(Attachment, attachment_id)
        if row.removed_at is None:
            raise Refused(
                "This paper is not in the trash.",
                meaning="Nothing was destroyed.",
                remedy="Remove it first; then it can be destroyed.",
            )
        if row.purged_at is None:
            _purge(session, desk, row, {"why": "at once", "reason": reason.strip()})
    return Change(frozenset({Topic.ATTACHMENTS}), (line.participant_id, attachment_id))


def _purge(session: Session, desk: Desk, row: Attachment, detail: dict[str, object]) -> None:
    session.execute(delete(AttachmentContent).where(AttachmentContent.attachment_id == row.id))
    row.purged_at = row.updated_at = desk.clock.now()
    desk.record(
        session,
        "attachment.purge",
        subject=row.participant_id,
        detail={"attachment": str(row.id)} | detail,
    )
