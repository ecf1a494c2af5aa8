"""What an edit changed in a note, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Part(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words with one fate. The kept and added runs together are the new text, the kept
    and removed ones the old text."""

    part: Part
    text: str


_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")


def difference(old: str, new: str) -> tuple[Words, ...]:
    """The way from `old` to `new`, in whole words."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    runs: list[Words] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Words(Part.KEPT, "".join(before[a:b])))
            continue
        if a < b:
            runs.append(Words(Part.REMOVED, "".join(before[a:b])))
        if c < d:
            runs.append(Words(Part.ADDED, "".join(after[c:d])))
    return tuple(runs)
