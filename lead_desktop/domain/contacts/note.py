"""The boxes of a contact note by format and role, and the one text that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lead_desktop.domain.codes import NoteFormat, Role


@dataclass(frozen=True)
class NoteBox:
    """One heading of a note. `mark` is the letter shown in a timeline ("D" of DAP), or empty."""

    heading: str
    mark: str = ""
    prompt: str = ""

    @property
    def own_words(self) -> bool:
        """Whether it holds the participant's own words, which nobody rewords."""
        return self.prompt == _SAID


_PLAN = "What, who and when"
_BROUGHT = "What you offered or did together"
_SEEN = "What you saw and heard"
_SAID = "In their own words"

FORMATS: dict[NoteFormat, tuple[NoteBox, ...]] = {
    NoteFormat.FOUR_BOX: (
        NoteBox("What happened", prompt=_SEEN),
        NoteBox("What I did", prompt=_BROUGHT),
        NoteBox("What they said or wanted", prompt=_SAID),
        NoteBox("Next step", prompt=_PLAN),
    ),
    NoteFormat.DAP: (
        NoteBox("Data", "D", _SEEN),
        NoteBox("Assessment", "A", "What gets in the way, what is going well"),
        NoteBox("Plan", "P", _PLAN),
    ),
    NoteFormat.SOAP: (
        NoteBox("Subjective", "S", _SAID),
        NoteBox("Objective", "O", _SEEN),
        NoteBox("Assessment", "A", "What gets in the way, what is going well"),
        NoteBox("Plan", "P", _PLAN),
    ),
    NoteFormat.BIRP: (
        NoteBox("Behavior", "B", _SEEN),
        NoteBox("Intervention", "I", _BROUGHT),
        NoteBox("Response", "R", _SAID),
        NoteBox("Plan", "P", _PLAN),
    ),
    NoteFormat.GIRP: (
        NoteBox("Goal", "G", "Which of their goals this was about"),
        NoteBox("Intervention", "I", _BROUGHT),
        NoteBox("Response", "R", _SAID),
        NoteBox("Plan", "P", _PLAN),
    ),
    NoteFormat.FREE: (NoteBox(""),),
}

_ASSESSMENT = "Assessment"
_PEER_PROMPTS: dict[str, str] = {
    "What I did": "What you did together; what helped",
    "Intervention": "What you did together; what helped",
    "Data": "What you saw and heard; strengths and people they can lean on",
    "Plan": "The next step that they chose, and when",
    "Next step": "The next step that they chose, and when",
}
"""Peers write of strengths and of what was done together, without judging (domain.md 3.3)."""


def boxes_for(note_format: NoteFormat, role: Role) -> tuple[NoteBox, ...]:
    """The boxes that a worker of `role` is shown, with that role's prompts.

    Peers never see an Assessment box; `misplaced_assessment` holds that for every way in.
    """
    boxes = FORMATS[note_format]
    if role is not Role.PEER:
        return boxes
    return tuple(
        replace(box, prompt=_PEER_PROMPTS.get(box.heading, box.prompt))
        for box in boxes
        if box.heading != _ASSESSMENT
    )


def misplaced_assessment(note: str, note_format: NoteFormat, role: Role) -> bool:
    """Whether a note holds an Assessment box that its author's role does not write."""
    if role is not Role.PEER:
        return False
    own = {box.heading for box in FORMATS[note_format]}
    return _ASSESSMENT in own and bool(_ASSESSMENT_LINE.search(note))


_ASSESSMENT_LINE = re.compile(rf"^\s*{_ASSESSMENT}\s*:", re.IGNORECASE | re.MULTILINE)


def join_boxes(boxes: tuple[NoteBox, ...], texts: tuple[str, ...]) -> str:
    """One text from the boxes: each filled box as "Heading: words", in order."""
    parts = []
    for box, text in zip(boxes, texts, strict=True):
        words = text.strip()
        if words:
            parts.append(f"{box.heading}: {words}" if box.heading else words)
    return "\n".join(parts)


def split_boxes(boxes: tuple[NoteBox, ...], note: str) -> tuple[str, ...] | None:
    """The texts that `join_boxes` made a note of; None when it was not made of these boxes."""
    headings = [box.heading for box in boxes]
    if headings == [""]:
        return (note,)
    texts: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in note.split("\n") if note else ():
        heading, colon, words = line.partition(": ")
        if colon and heading in headings and heading not in texts:
            current = texts[heading] = [words]
        elif current is None:
            return None
        else:
            current.append(line)
    found = tuple("\n".join(texts.get(heading, ())) for heading in headings)
    return found if join_boxes(boxes, found) == note else None


_CONTROLS = dict.fromkeys(code for code in (*range(32), 127) if chr(code) not in "\n\t")


def typed_text(text: str) -> str:
    """A text as it is kept: without the control characters that come along with what is pasted.

    Nobody sees them; the store uses some of them to keep the parts of a contact apart, and the
    search to mark what it found.
    """
    return text.translate(_CONTROLS).strip()
