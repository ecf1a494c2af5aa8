"""The boxes of a contact note, by format and role, and the text they make."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from lead_desktop.domain.codes import NoteFormat, Role


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


def content_hash(fields: tuple[str, ...]) -> str:
    """SHA-256 over a note's fixed fields, kept with its signature.

    fields: in a fixed order chosen by the caller; a separator that cannot occur in text keeps
    ("ab", "c") apart from ("a", "bc").
    """
    return hashlib.sha256("\x1f".join(fields).encode()).hexdigest()
