"""What is written about notes after they are saved: earlier texts, addenda, reviews; and the
counseling-type notes, which stand apart from everything else."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, Text, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from lead_desktop.domain.codes import AddendumKind, ContactOutcome, NoteFormat, Verdict
from lead_desktop.store.tables.base import Base, Identified, Stamped, UtcDateTime, code


class NoteRevision(Identified, Stamped, Base):
    """The state of an unsigned contact before an edit. `version` is the one it had then.

    facts: the whole of it (domain/contact_facts.py); the columns beside it repeat what is asked for
    most, and are all that revisions before schema 0017 hold. effects: what the edit took back of
    what the contact had done, so that taking the edit back brings it again.
    """

    __tablename__ = "note_revision"

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), index=True)
    version: Mapped[int] = mapped_column(Integer)
    replaced_by_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    replaced_at: Mapped[datetime] = mapped_column(UtcDateTime)
    outcome: Mapped[ContactOutcome] = mapped_column(code(ContactOutcome))
    minutes: Mapped[int | None] = mapped_column(Integer)
    note_format: Mapped[NoteFormat] = mapped_column(code(NoteFormat))
    note: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    effects: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))


class Addendum(Identified, Stamped, Base):
    """Something written to a signed note; signed itself, never changed, never removed (trigger)."""

    __tablename__ = "addendum"

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), index=True)
    kind: Mapped[AddendumKind] = mapped_column(code(AddendumKind))
    author_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signed_as: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")
    content_hash: Mapped[str] = mapped_column(String(64))


class NoteReview(Identified, Stamped, Base):
    """A reviewer's co-signature, or a note returned with a comment.

    note_hash: the note's own hash as the reviewer saw it, empty for an unsigned one.
    answered_at: when the author edited the note or wrote to it after it was returned.
    """

    __tablename__ = "note_review"
    __table_args__ = (
        Index(
            "ix_note_review_open",
            "contact_id",
            sqlite_where=text("verdict = 'RETURNED' AND closed_at IS NULL"),
        ),
    )

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), index=True)
    verdict: Mapped[Verdict] = mapped_column(code(Verdict))
    reviewer_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    reviewed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signed_as: Mapped[str] = mapped_column(String(300))
    comment: Mapped[str] = mapped_column(Text, default="")
    note_hash: Mapped[str] = mapped_column(String(64), default="")
    content_hash: Mapped[str] = mapped_column(String(64))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ImportedContact(Base):
    """Where an imported contact came from: by it a second import finds the same contact again.

    fingerprint: over all that the row said; None where another row now holds that fingerprint.
    """

    __tablename__ = "imported_contact"

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), primary_key=True)
    external_id: Mapped[str | None] = mapped_column(String(100), unique=True)
    fingerprint: Mapped[str | None] = mapped_column(String(64), unique=True)


class CounselingNote(Identified, Stamped, Base):
    """A counseling-type note (42 CFR 2.11): separated from the rest of the record.

    No other query reads this table: not the search, the lists, the summaries or the exports.
    Signed when it is written, and not changed afterwards.
    """

    __tablename__ = "counseling_note"

    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    held_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signed_as: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(String(64))


class CounselingGrant(Base):
    """A worker whom the author lets read a counseling-type note; ended one day, never removed."""

    __tablename__ = "counseling_grant"

    note_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("counseling_note.id"), primary_key=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"), primary_key=True)
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CounselingDraft(Identified, Stamped, Base):
    """A counseling-type note that is being written, one for each author and participant.

    Apart from the other drafts, whose list, search and worklist must not know of it. Its id
    becomes the note's.
    """

    __tablename__ = "counseling_draft"
    __table_args__ = (UniqueConstraint("author_id", "participant_id"),)

    author_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    participant_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("participant.id"))
    held_at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(Text)


class NoteWriting(Identified, Stamped, Base):
    """Words that somebody is writing about a note and has not saved: an addendum, a change, a
    comment. One for each author, note and purpose; counts nowhere, seen by the author alone."""

    __tablename__ = "note_writing"
    __table_args__ = (UniqueConstraint("author_id", "contact_id", "purpose"),)

    author_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    body: Mapped[dict[str, object]] = mapped_column(JSON)
