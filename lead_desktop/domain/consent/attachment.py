"""Papers kept inside the vault: what is taken, and what a list of them shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from lead_desktop.domain.codes import AttachmentKind, ContentType

MIB = 1024 * 1024
MAX_TITLE = 120
LEGAL_KINDS = frozenset({AttachmentKind.COURT})
"""Papers that roles without legal detail neither see in the list nor open."""

_PDF_HEAD = 1024
"""A PDF's mark may stand behind other bytes, but within these (ISO 32000-1, annex H)."""


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """A kept paper as listed; its content is read apart.

    size: in bytes. sha256: of the content, in hexadecimal. removed_at: when it went into the
    trash, None while it is kept. purged_at: when its bytes were destroyed.
    """

    id: UUID
    participant_id: UUID
    kind: AttachmentKind
    title: str
    content_type: ContentType
    size: int
    sha256: str
    added_by: str
    added_at: datetime
    removed_at: datetime | None
    purged_at: datetime | None = None

    def destroyed_from(self, days: int) -> datetime | None:
        """When its bytes are destroyed if nobody takes it out of the trash; None while it is kept.

        days: how long removed papers are kept.
        """
        if self.removed_at is None or self.purged_at is not None:
            return None
        return self.removed_at + timedelta(days=days)


def sniff(content: bytes) -> ContentType | None:
    """The kind of file by its first bytes, whatever its name says; None for any other kind."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return ContentType.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return ContentType.JPEG
    if b"%PDF-" in content[:_PDF_HEAD]:
        return ContentType.PDF
    return None


def size_words(size: int) -> str:
    """ "840 bytes", "12 KB", "3.4 MB"."""
    if size < 1000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{round(size / 1000)} KB"
    return f"{size / 1_000_000:.1f} MB"
