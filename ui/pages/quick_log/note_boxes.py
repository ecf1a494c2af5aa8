"""Carrying the words of a note from one format's boxes into another's; no word is ever dropped."""

from __future__ import annotations

from lead_desktop.domain.contacts.note import FORMATS, NoteBox

_HEADINGS = frozenset(box.heading for boxes in FORMATS.values() for box in boxes if box.heading)

_KIN: dict[str, tuple[str, ...]] = {
    "What happened": ("Data", "Objective", "Behavior", "Goal"),
    "What I did": ("Intervention", "Data", "Objective", "What happened"),
    "What they said or wanted": ("Subjective", "Response", "Data"),
    "Next step": ("Plan",),
    "Plan": ("Next step",),
    "Data": ("What happened", "Objective", "Behavior", "Goal"),
    "Assessment": ("Response", "Data", "Objective", "What happened"),
    "Subjective": ("What they said or wanted", "Data", "Behavior", "Goal"),
    "Objective": ("What happened", "Data", "Behavior", "Goal"),
    "Behavior": ("What happened", "Data", "Objective", "Goal"),
    "Goal": ("What they said or wanted", "Subjective", "Data", "Behavior"),
    "Intervention": ("What I did", "Data", "Objective"),
    "Response": ("What they said or wanted", "Subjective", "Data"),
}
"""For each heading, where its words go when the new format has no box of that name."""


def carry_texts(
    old: tuple[NoteBox, ...], new: tuple[NoteBox, ...], texts: tuple[str, ...]
) -> tuple[str, ...]:
    """The texts for the boxes `new`, out of those written in the boxes `old`.

    Words that move under another heading keep their own in front ("Data: ..."), so that a
    switch back puts them where they came from.
    """
    headings = [box.heading for box in new]
    filled: list[list[str]] = [[] for _ in new]
    for box, text in zip(old, texts, strict=True):
        for heading, words in _split(box.heading, text):
            place = _place_for(heading, headings)
            prefix = f"{heading}: " if heading and heading != headings[place] else ""
            filled[place].append(prefix + words)
    return tuple("\n".join(parts) for parts in filled)


def _place_for(heading: str, headings: list[str]) -> int:
    for wanted in (heading, *_KIN.get(heading, ())):
        if wanted in headings:
            return headings.index(wanted)
    return 0


def _split(heading: str, text: str) -> list[tuple[str, str]]:
    """The parts of a box's text by the heading that each was written under."""
    parts: list[tuple[str, list[str]]] = [(heading, [])]
    for line in text.split("\n"):
        before, colon, after = line.partition(": ")
        if colon and before in _HEADINGS:
            parts.append((before, [after]))
        else:
            parts[-1][1].append(line)
    joined = [(name, "\n".join(lines)) for name, lines in parts]
    return [(name, words) for name, words in joined if words]
