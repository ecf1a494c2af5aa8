"""People whose names are spelled nearly as somebody typed them.

Offered where nobody's name holds the words: that nobody was found by a slip of the fingers should
not be taken for nobody being here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lead_desktop.domain.people.matching.weights import spelled_alike

SHORTEST = 4
"""Shorter words are alike too easily; they have to stand in the name as they are."""


def nearly_named(words: Sequence[str], names: Sequence[str]) -> list[int]:
    """The places of the `names` (folded) that have a word spelled like each of `words` (folded).

    Empty where every word is short or a number: there is nothing to compare then.
    """
    if not any(_comparable(word) for word in words):
        return []
    holders: dict[str, set[int]] = defaultdict(set)
    for place, name in enumerate(names):
        for held in name.split():
            holders[held].add(place)
    found = set(range(len(names)))
    for word in words:
        near = _comparable(word)
        alike = (held for held in holders if held == word or (near and spelled_alike(word, held)))
        found &= set().union(*(holders[held] for held in alike))
    return sorted(found)


def _comparable(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha()
