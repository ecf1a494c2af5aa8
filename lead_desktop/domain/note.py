"""The boxes of a contact note by format and role, the text they make, what a signature fixes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from lead_desktop.domain.codes import ContactKind, ContactMode, ContactOutcome, NoteFormat, Role


@dataclass(frozen=True)
class NoteBox:
    """One heading of a note. `mark` is the letter shown in a timeline ("D" of DAP), or empty."""

    heading: str
    mark: str = ""
    prompt: str = ""


FORMATS: dict[NoteFormat, tuple[NoteBox, ...]] = {
    NoteFormat.FOUR_BOX: (
        NoteBox("What happened", prompt="What you saw and heard"),
        NoteBox("What I did", prompt="What you offered or did together"),
        NoteBox("What they said or wanted", prompt="In their own words"),
        NoteBox("Next step", prompt="What, who and when"),
    ),
    NoteFormat.DAP: (NoteBox("Data", "D"), NoteBox("Assessment", "A"), NoteBox("Plan", "P")),
    NoteFormat.SOAP: (
        NoteBox("Subjective", "S"),
        NoteBox("Objective", "O"),
        NoteBox("Assessment", "A"),
        NoteBox("Plan", "P"),
    ),
    NoteFormat.BIRP: (
        NoteBox("Behavior", "B"),
        NoteBox("Intervention", "I"),
        NoteBox("Response", "R"),
        NoteBox("Plan", "P"),
    ),
    NoteFormat.GIRP: (
        NoteBox("Goal", "G"),
        NoteBox("Intervention", "I"),
        NoteBox("Response", "R"),
        NoteBox("Plan", "P"),
    ),
    NoteFormat.FREE: (NoteBox(""),),
}


def boxes_for(note_format: NoteFormat, role: Role) -> tuple[NoteBox, ...]:
    """The boxes that a worker of `role` is shown; peers never see an Assessment box."""
    boxes = FORMATS[note_format]
    if role is Role.PEER:
        return tuple(box for box in boxes if box.heading != "Assessment")
    return boxes


def join_boxes(boxes: tuple[NoteBox, ...], texts: tuple[str, ...]) -> str:
    """One text from the boxes: each filled box as "Heading: words", in order."""
    parts = []
    for box, text in zip(boxes, texts, strict=True):
        words = text.strip()
        if words:
            parts.append(f"{box.heading}: {words}" if box.heading else words)
    return "\n".join(parts)


def signed_hash(
    *,
    contact_id: UUID,
    occurred_at: datetime,
    mode: ContactMode,
    outcome: ContactOutcome,
    kind: ContactKind,
    minutes: int | None,
    note: str,
    signed_as: str,
) -> str:
    """SHA-256 over what a signature fixes: when, how, with which outcome, every word, by whom.

    The instant counts, not the zone in which it was told. A separator that cannot occur in text
    keeps ("ab", "c") apart from ("a", "bc").
    """
    fields = (
        str(contact_id),
        occurred_at.astimezone(UTC).isoformat(),
        mode.value,
        outcome.value,
        kind.value,
        str(minutes),
        note,
        signed_as,
    )
    return hashlib.sha256("\x1f".join(fields).encode()).hexdigest()
