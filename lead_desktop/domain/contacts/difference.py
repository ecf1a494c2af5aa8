"""What an edit changed in a note, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
_MOST_PAIRS = 4_000_000
"""Pairs of words that are compared at most: spaces alone make the time grow with their square, and
two notes of 100 kB took minutes."""


def difference(old: str, new: str) -> tuple[Words, ...]:
    """The way from `old` to `new`, in whole words; in whole lines where a very long text was
    changed in many places."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    middle = (before[start : len(before) - end], after[start : len(after) - end])
    runs = [
        (Part.KEPT, before[:start]),
        *(_by_words if _few(*middle) else _by_lines)(*middle),
        (Part.KEPT, before[len(before) - end :]),
    ]
    joined: list[Words] = []
    for part, tokens in runs:
        text = "".join(tokens)
        if text and joined and joined[-1].part is part:
            joined[-1] = Words(part, joined[-1].text + text)
        elif text:
            joined.append(Words(part, text))
    return tuple(joined)


_Runs = Iterator[tuple[Part, Sequence[str]]]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _few(before: Sequence[str], after: Sequence[str]) -> bool:
    return len(before) * len(after) <= _MOST_PAIRS


def _by_words(before: Sequence[str], after: Sequence[str]) -> _Runs:
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Part.KEPT, before[a:b]
        else:
            yield Part.REMOVED, before[a:b]
            yield Part.ADDED, after[c:d]


def _by_lines(before: Sequence[str], after: Sequence[str]) -> _Runs:
    """Line by line, and word by word where a few lines differ."""
    one, other = "".join(before).splitlines(True), "".join(after).splitlines(True)
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Part.KEPT, one[a:b]
            continue
        words = [_TOKENS.findall("".join(lines)) for lines in (one[a:b], other[c:d])]
        if _few(*words):
            yield from _by_words(*words)
        else:
            yield Part.REMOVED, one[a:b]
            yield Part.ADDED, other[c:d]
