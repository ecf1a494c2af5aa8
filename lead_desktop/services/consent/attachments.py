"""Papers kept inside the vault: signed consents, ID copies. Never written anywhere in clear."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import (
    AttachmentDamaged,
    FieldProblem,
    InvalidInput,
    NotFound,
    Refused,
    UnreadableFile,
)
from lead_desktop.base.settings import VaultSettings
from lead_desktop.documents.typesetting.preview import can_open
from lead_desktop.domain.codes import AttachmentKind, ContentType
from lead_desktop.domain.consent.attachment import (
    LEGAL_KINDS,
    MAX_TITLE,
    MIB,
    AttachmentLine,
    size_words,
    sniff,
)
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import required
from lead_desktop.store.queries import attachments as query
from lead_desktop.store.queries.visibility import require_visible
from lead_desktop.store.tables import Attachment, AttachmentContent, Consent, Participant


@dataclass(frozen=True)
class AddAttachment:
    """A paper to be kept. id: made by the writer, so that adding twice keeps one.

    content: the file's bytes; its name is not kept, because people name files after people.
    """

    id: UUID
    participant_id: UUID
    kind: AttachmentKind
    content: bytes = field(repr=False)
    title: str = field(default="", repr=False)


@dataclass(frozen=True)
class OpenAttachment:
    """A paper with its bytes, proven to be what was put in."""

    line: AttachmentLine
    content: bytes = field(repr=False)


def largest(settings: VaultSettings) -> int:
    """The most bytes that a paper may have in this vault."""
    return settings.attachment_mib * MIB


def read_paper(path: Path, most: int) -> bytes:
    """The bytes of a file, and no more than one beyond what may be kept.

    The message does not name the file: people name files after people.
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError:
        raise UnreadableFile(
            "This file cannot be read.",
            meaning="Nothing was added.",
            remedy="Open it once to see whether it is whole, then add it again.",
        ) from None


@allowed(Act.SEE_PARTICIPANTS)
def list_attachments(
    desk: Desk, participant_id: UUID, *, removed: bool = False
) -> list[AttachmentLine]:
    """A participant's papers, newest first; removed: those in the trash.

    Roles without legal detail do not see court papers.
    """
    with desk.store.read() as connection:
        lines = query.list_attachments(connection, desk.viewer, participant_id, removed=removed)
    return [line for line in lines if _may_see(desk, line)]


@allowed(Act.SEE_PARTICIPANTS)
def open_attachment(desk: Desk, attachment_id: UUID) -> OpenAttachment:
    """Read a paper to show it; the look is audited.

    Raises NotFound, and AttachmentDamaged when its bytes are not those that were put in.
    """
    with desk.store.read() as connection:
        line = query.find_attachment(connection, desk.viewer, attachment_id)
        content = query.read_content(connection, attachment_id) if line else b""
    if line is None or not _may_see(desk, line):
        raise _not_there()
    if line.purged_at is not None:
        raise _destroyed()
    good = hashlib.sha256(content).hexdigest() == line.sha256
    with desk.store.write() as session:
        desk.record(
            session,
            "attachment.view" if good else "attachment.damaged",
            subject=line.participant_id,
            detail={"attachment": str(line.id)},
        )
    if not good:
        raise AttachmentDamaged(
            "This paper is not what was put into the vault.",
            meaning="It is not shown, because it may be changed or cut short.",
            remedy="Add it again from the original, or restore a proven backup.",
        )
    return OpenAttachment(line, content)


@allowed(Act.KEEP_PAPERS)
def add_attachment(desk: Desk, command: AddAttachment) -> Change:
    """Keep a paper. Raises InvalidInput for a file of another kind, or one that is too large."""
    with desk.store.write() as session:
        require_visible(session, desk.viewer, command.participant_id)
        keep_attachment(session, desk, command)
    return Change(
        frozenset({Topic.ATTACHMENTS}), (command.participant_id, command.id), "Paper added"
    )


def keep_attachment(session: Session, desk: Desk, command: AddAttachment) -> None:
    """Keep a paper inside a transaction that does more; the same id again changes nothing.

    Raises InvalidInput as `add_attachment` does. The record was found visible by the caller.
    """
    desk.require(Act.KEEP_PAPERS)
    content_type = _check(desk, command)
    digest = hashlib.sha256(command.content).hexdigest()
    now = desk.clock.now()
    if session.get(Attachment, command.id) is not None:
        return
    _check_place(session, desk, command, digest)
    session.add(
        Attachment(
            id=command.id,
            participant_id=command.participant_id,
            worker_id=desk.worker.id,
            kind=command.kind,
            title=command.title.strip() or command.kind.label,
            content_type=content_type,
            size=len(command.content),
            sha256=digest,
            created_at=now,
            updated_at=now,
        )
    )
    session.flush()
    session.add(AttachmentContent(attachment_id=command.id, content=command.content))
    desk.record(
        session,
        "attachment.add",
        subject=command.participant_id,
        detail={
            "attachment": str(command.id),
            "kind": command.kind.value,
            "size": len(command.content),
            "sha256": digest,
        },
    )


@allowed(Act.KEEP_PAPERS)
def remove_attachment(desk: Desk, attachment_id: UUID) -> Change:
    """Put a paper into the trash; `restore_attachment` takes it out again."""
    return _move(desk, attachment_id, removed=True)


@allowed(Act.KEEP_PAPERS)
def restore_attachment(desk: Desk, attachment_id: UUID) -> Change:
    """Take a paper out of the trash. Raises NotFound for one that the worker may not see, Refused
    once what it held was destroyed."""
    return _move(desk, attachment_id, removed=False)


def _move(desk: Desk, attachment_id: UUID, *, removed: bool) -> Change:
    now = desk.clock.now()
    with desk.store.read() as connection:
        line = query.find_attachment(connection, desk.viewer, attachment_id)
    if line is None or not _may_see(desk, line):
        raise _not_there()
    if line.purged_at is not None:
        raise _destroyed()
    with desk.store.write() as session:
        if removed:
            _refuse_evidence(session, line)
        row = session.get_one(Attachment, attachment_id)
        row.removed_at = now if removed else None
        row.updated_at = now
        desk.record(
            session,
            "attachment.remove" if removed else "attachment.restore",
            subject=line.participant_id,
            detail={"attachment": str(attachment_id)},
        )
    words = "Paper removed" if removed else "Paper restored"
    return Change(frozenset({Topic.ATTACHMENTS}), (line.participant_id, attachment_id), words)


def _refuse_evidence(session: Session, line: AttachmentLine) -> None:
    """A paper that shows the signature of a consent stays as long as the consent does."""
    rests = select(Consent.id).where(
        Consent.participant_id == line.participant_id, Consent.attachment_id == line.id
    )
    if session.execute(rests).first() is not None:
        raise Refused(
            "This paper shows that a consent was signed.",
            meaning="It stays, because copies may rest on that consent.",
            remedy="Withdraw the consent if it no longer holds; the paper stays with it.",
        )


def _may_see(desk: Desk, line: AttachmentLine) -> bool:
    return line.kind not in LEGAL_KINDS or desk.may(Act.SEE_LEGAL_DETAIL)


def _not_there() -> NotFound:
    return NotFound("There is no such paper in this vault.")


def _destroyed() -> Refused:
    return Refused(
        "What this paper held was destroyed.",
        meaning="Only its line is left, to show that it was there.",
        remedy="A backup made before may still hold it.",
    )


def _check(desk: Desk, command: AddAttachment) -> ContentType:
    """The kind of the file; raises InvalidInput for one that cannot be kept."""
    problems = []
    content_type = sniff(command.content)
    limit = largest(desk.settings)
    if len(command.title.strip()) > MAX_TITLE:
        problems.append(FieldProblem("title", f"A name has at most {MAX_TITLE} characters."))
    if command.kind in LEGAL_KINDS and not desk.may(Act.SEE_LEGAL_DETAIL):
        problems.append(FieldProblem("kind", "Your role does not keep court papers."))
    if not command.content:
        problems.append(FieldProblem("content", "This file is empty."))
    elif len(command.content) > limit:
        words = f"This file has {size_words(len(command.content))}; the most is"
        problems.append(FieldProblem("content", f"{words} {desk.settings.attachment_mib} MiB."))
    elif content_type is None:
        problems.append(
            FieldProblem("content", "Only PDF files and PNG or JPEG pictures can be kept.")
        )
    elif content_type is ContentType.PDF and not can_open(command.content):
        words = "This PDF is damaged or locked. Save an open copy of it, then add that one."
        problems.append(FieldProblem("content", words))
    if problems or content_type is None:
        raise InvalidInput(*problems)
    return content_type


def _check_place(session: Session, desk: Desk, command: AddAttachment, digest: str) -> None:
    """Whether the paper belongs to somebody, and is not there already. Of a court paper that the
    worker may not see nothing is said: it would tell that there is one."""
    required(session, Participant, command.participant_id)
    same = select(Attachment.id).where(
        Attachment.participant_id == command.participant_id,
        Attachment.sha256 == digest,
        Attachment.removed_at.is_(None),
    )
    if not desk.may(Act.SEE_LEGAL_DETAIL):
        same = same.where(Attachment.kind.not_in(LEGAL_KINDS))
    if session.execute(same).first() is not None:
        raise InvalidInput(FieldProblem("content", "This very paper is already kept here."))
