"""Everything that a person wrote in a contact, to tell a repeated save from other words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.domain.contacts.note import typed_text
from lead_desktop.store.tables import Contact, ContactParticipant, ContactThirdParty


@dataclass(frozen=True)
class Written:
    """The note, the private lines that hold words, and the name of somebody else."""

    note: str = ""
    lines: frozenset[tuple[UUID, str]] = frozenset()
    third_party: str = ""


def written(note: str, lines: Mapping[UUID, str], third_party: str) -> Written:
    """What a form holds, as it will be saved."""
    said = ((who, typed_text(line)) for who, line in lines.items())
    kept = frozenset((who, line) for who, line in said if line)
    return Written(typed_text(note), kept, typed_text(third_party))


def saved_words(session: Session, contact_id: UUID) -> Written | None:
    """What a saved contact holds; None while there is none of this id."""
    connection = session.connection()
    note = connection.scalar(select(Contact.note).where(Contact.id == contact_id))
    if note is None:
        return None
    lines = connection.execute(
        select(ContactParticipant.participant_id, ContactParticipant.private_line).where(
            ContactParticipant.contact_id == contact_id, ContactParticipant.private_line != ""
        )
    )
    name = connection.scalar(
        select(ContactThirdParty.name).where(ContactThirdParty.contact_id == contact_id)
    )
    return Written(note, frozenset((who, line) for who, line in lines), name or "")
