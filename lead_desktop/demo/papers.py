"""Papers of the demonstration: a signed consent, an ID copy, a letter, all fictional."""

from __future__ import annotations

import hashlib
import struct
import zlib
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from lead_desktop.demo.cast import Team
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.documents.consent_form import ConsentForm, draw_consent_form
from lead_desktop.documents.form import FormHead
from lead_desktop.documents.form_texts import form_text
from lead_desktop.documents.summary_content import Program
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.domain.codes import (
    AttachmentKind,
    ConsentCategory,
    ConsentKind,
    ContentType,
    FormLanguage,
)
from lead_desktop.store.tables import Attachment, AttachmentContent

_CARD = (428, 270)
_BANDS = (range(40, 64), range(200, 208))
"""Rows of the picture where a name and a number would stand."""


def add_papers(session: Session, rows: Rows, days: Days, team: Team, person: UUID) -> None:
    """What is kept with the record of the first of the named people."""
    consent = _consent(days.past(85, 10), days.zone)
    for ago, kind, title, content_type, content in (
        (85, AttachmentKind.CONSENT, "Consent for the clinic", ContentType.PDF, consent),
        (62, AttachmentKind.IDENTITY, "State ID, front", ContentType.PNG, _card(206, 222, 214)),
        (20, AttachmentKind.LETTER, "Letter of the county", ContentType.PNG, _card(236, 232, 220)),
    ):
        at = days.past(ago, 10)
        paper = rows.new_id(at)
        session.add(
            Attachment(
                id=paper,
                participant_id=person,
                worker_id=team.tomas.id,
                kind=kind,
                title=title,
                content_type=content_type,
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                created_at=at,
                updated_at=at,
            )
        )
        session.flush()
        session.add(AttachmentContent(attachment_id=paper, content=content))


def _consent(at: datetime, zone: ZoneInfo) -> bytes:
    head = FormHead(
        program=Program("LEAD Sample City", "100 Example Street, Suite 0", "555-0100"),
        title=form_text("consent", FormLanguage.ENGLISH).title,
        as_of=at,
        zone=zone,
        fictional=True,
        size=12.0,
    )
    form = ConsentForm(
        kind=ConsentKind.PART2_NAMED,
        participant="June A. Fable",
        discloser="LEAD Sample City",
        recipients=("Sample Street Recovery",),
        categories=frozenset({ConsentCategory.IDENTITY, ConsentCategory.SERVICES}),
        purpose="To coordinate the start of outpatient treatment",
        how="100 Example Street, Suite 0",
    )
    return draw_consent_form(head, form, paper=PaperSize.LETTER).pdf


def _card(red: int, green: int, blue: int) -> bytes:
    """A picture of a card as PNG."""
    width, height = _CARD
    light, dark = bytes((red, green, blue)), bytes((red // 2, green // 2, blue // 2))
    lines = (dark if any(y in band for band in _BANDS) else light for y in range(height))
    picture = b"".join(b"\0" + line * width for line in lines)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(picture)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check
