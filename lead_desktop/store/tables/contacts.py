"""Contacts, what was given and said, and the drafts that become contacts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    InitiatedBy,
    NoteFormat,
    PlaceType,
    Purpose,
    Relation,
    Supply,
)
from lead_desktop.store.tables.base import (
    Base,
    Identified,
    Stamped,
    UtcDateTime,
    Versioned,
    code,
)


class Contact(Stamped, Versioned, Base):
    """One contact, with one or several participants, and its note.

    `seq` rises with the order of recording: the full-text index is keyed by it, so that the
    newest hits come first without sorting. `standing` says what the contact counts as
    ("reached", "attempted" or "none"); a struck contact counts as none.

    `hash_recipe` says how `content_hash` was made (None: the first recipe). A struck contact with
    `struck_as` was marked as entered in error, with a reason; one without was taken back before
    it was signed. A trigger refuses every change to the content of a signed contact.
    """

    __tablename__ = "contact"
    __table_args__ = (
        # The copy of these columns in contact_participant is held true by the database itself.
        UniqueConstraint("id", "occurred_at", "standing"),
        CheckConstraint("minutes >= 0", name="minutes"),
        Index("ix_contact_author_unsigned", "author_id", "signed_at"),
        # What waits for a signature, whatever number of imported contacts nobody will sign.
        Index(
            "ix_contact_to_sign",
            "author_id",
            "recorded_at",
            sqlite_where=text("signed_at IS NULL AND struck_at IS NULL AND import_id IS NULL"),
        ),
    )

    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    author_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    author_text: Mapped[str | None] = mapped_column(String(200))
    import_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("import_run.id"))
    occurred_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    minutes: Mapped[int | None] = mapped_column(Integer)
    mode: Mapped[ContactMode] = mapped_column(code(ContactMode))
    place_type: Mapped[PlaceType | None] = mapped_column(code(PlaceType))
    place: Mapped[str] = mapped_column(String(300), default="")
    outcome: Mapped[ContactOutcome] = mapped_column(code(ContactOutcome))
    kind: Mapped[ContactKind] = mapped_column(code(ContactKind))
    standing: Mapped[str] = mapped_column(String(10))
    note_format: Mapped[NoteFormat] = mapped_column(code(NoteFormat))
    note: Mapped[str] = mapped_column(Text, default="")
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    signed_by_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("worker.id"))
    signed_as: Mapped[str | None] = mapped_column(String(100))
    content_hash: Mapped[str | None] = mapped_column(String(64))
    struck_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hash_recipe: Mapped[int | None] = mapped_column(Integer)
    struck_by_id: Mapped[UUID | None] = mapped_column(Uuid)
    struck_as: Mapped[str | None] = mapped_column(String(300))
    struck_reason: Mapped[str | None] = mapped_column(Text)
    struck_effects: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    initiated_by: Mapped[InitiatedBy | None] = mapped_column(code(InitiatedBy))


class ContactParticipant(Base):
    """A participant's place in a contact, with a line for that person alone.

    `occurred_at` and `standing` repeat the contact's own, so that "last reached" and "attempts
    since" are one seek in one index; the composite foreign key keeps them equal.
    """

    __tablename__ = "contact_participant"
    __table_args__ = (
        ForeignKeyConstraint(
            ["contact_id", "occurred_at", "standing"],
            ["contact.id", "contact.occurred_at", "contact.standing"],
            onupdate="CASCADE",
            name="fk_contact_participant_contact",
        ),
        Index(
            "ix_contact_participant_standing",
            "participant_id",
            "standing",
            "occurred_at",
        ),
        Index("ix_contact_participant_timeline", "participant_id", "occurred_at", "contact_id"),
    )

    contact_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("participant.id"), primary_key=True
    )
    occurred_at: Mapped[datetime] = mapped_column(UtcDateTime)
    standing: Mapped[str] = mapped_column(String(10))
    private_line: Mapped[str] = mapped_column(Text, default="")


class ContactWorker(Base):
    """A worker who was there. Two workers together are one contact."""

    __tablename__ = "contact_worker"

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), primary_key=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"), primary_key=True)


class ContactPurpose(Base):
    """What a contact was for."""

    __tablename__ = "contact_purpose"

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), primary_key=True)
    purpose: Mapped[Purpose] = mapped_column(code(Purpose), primary_key=True)


class ContactSupply(Base):
    """What was handed out, and how many."""

    __tablename__ = "contact_supply"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), primary_key=True)
    supply: Mapped[Supply] = mapped_column(code(Supply), primary_key=True)
    quantity: Mapped[int] = mapped_column(Integer)


class ContactThirdParty(Base):
    """With whom a contact about the participant was: who they are to the participant, their name.

    Apart from the contact, so that a name is read only where it is asked for: no copy holds it.
    """

    __tablename__ = "contact_third_party"

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), primary_key=True)
    relation: Mapped[Relation | None] = mapped_column(code(Relation))
    name: Mapped[str] = mapped_column(String(200), default="")


class ContactEvent(Base):
    """An event that was recorded together with a contact, because it was learned there."""

    __tablename__ = "contact_event"

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), primary_key=True)
    event_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("event.id"), primary_key=True, index=True
    )


class WithdrawnContact(Base):
    """An unsigned contact that was taken back: by whom, why, and what went with it.

    `effects` holds the rows that taking it back removed or reopened (follow-ups, closed tasks,
    touched linkages, events), so that a restored contact has them again.
    """

    __tablename__ = "withdrawn_contact"

    contact_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("contact.id"), primary_key=True)
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"), index=True)
    withdrawn_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(300), default="")
    effects: Mapped[dict[str, object]] = mapped_column(JSON)


class Draft(Identified, Stamped, Versioned, Base):
    """A form that is being filled, with its caret; counts nowhere until it is saved.

    The draft's id becomes the contact's id, so saving twice makes one contact. `open` is true
    while a form stood open at the moment of locking: unlocking brings it back. `writer` names the
    form that saved last: another form that knows an older version gets a draft of its own.
    """

    __tablename__ = "draft"

    owner_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"), index=True)
    participant_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("participant.id"))
    form: Mapped[str] = mapped_column(String(40))
    body: Mapped[dict[str, object]] = mapped_column(JSON)
    open: Mapped[bool] = mapped_column(Boolean, default=False)
    writer: Mapped[UUID | None] = mapped_column(Uuid)
