"""Papers kept inside the vault."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lead_desktop.domain.codes import AttachmentKind, ContentType
from lead_desktop.store.tables.base import Base, Identified, Stamped, UtcDateTime, code


class Attachment(Identified, Stamped, Base):
    """A paper kept with a participant's record; one in the trash has `removed_at`.

    purged_at: when its bytes were destroyed; the line stays, so that it is known what was there.
    """

    __tablename__ = "attachment"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    kind: Mapped[AttachmentKind] = mapped_column(code(AttachmentKind))
    title: Mapped[str] = mapped_column(String(120))
    content_type: Mapped[ContentType] = mapped_column(code(ContentType))
    size: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    purged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AttachmentContent(Base):
    """The bytes of a paper, in a table of their own: a list of papers never reads them."""

    __tablename__ = "attachment_content"

    attachment_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("attachment.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
