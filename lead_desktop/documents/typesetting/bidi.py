"""Visual order of one line that holds right-to-left letters (Unicode Standard Annex #9).

Explicit embeddings and isolates are removed from text before it comes here (shaping.clean), so
only the implicit rules W1-W7, N0-N2, I1-I2 and L1-L2 are needed. Lines without right-to-left
letters never reach this module.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_RIGHT = frozenset({"R", "AL", "AN"})
_FIRST_RIGHT = "\u0590"
"""No character before the Hebrew block runs from right to left."""
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">", "«": "»", "‹": "›", "「": "」"}
MIRRORED = _BRACKETS | {closing: opening for opening, closing in _BRACKETS.items()}
"""Characters that are turned around in right-to-left text, and what they then look like."""


def has_right_to_left(text: str) -> bool:
    """Whether any letter or number of `text` runs from right to left."""
    if text.isascii() or max(text) < _FIRST_RIGHT:
        return False
    return any(unicodedata.bidirectional(c) in _RIGHT for c in text)


def base_level(text: str) -> int:
    """1 when the first letter with a direction runs right to left, else 0 (rules P2, P3)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return 1
        if kind == "L":
            return 0
    return 0


def visual_runs(text: str, base: int) -> list[tuple[int, int, bool]]:
    """Stretches (start, end, runs right to left) of `text`, in the order they are drawn."""
    levels = _levels(text, base)
    runs = list(_level_runs(levels))
    for level in range(max(levels, default=0), 0, -1):
        runs = _reverse_from(runs, level)
    return [(start, end, level % 2 == 1) for start, end, level in runs]


def _level_runs(levels: list[int]) -> Iterator[tuple[int, int, int]]:
    start = 0
    for index in range(1, len(levels) + 1):
        if index == len(levels) or levels[index] != levels[start]:
            yield start, index, levels[start]
            start = index


def _reverse_from(runs: list[tuple[int, int, int]], level: int) -> list[tuple[int, int, int]]:
    """Rule L2 for one level: turn around every sequence of runs at that level or higher."""
    turned: list[tuple[int, int, int]] = []
    sequence: list[tuple[int, int, int]] = []
    for run in runs:
        if run[2] >= level:
            sequence.append(run)
            continue
        turned += reversed(sequence)
        sequence = []
        turned.append(run)
    return turned + sequence[::-1]


def _levels(text: str, base: int) -> list[int]:
    embedding = "R" if base else "L"
    kinds = _weak([unicodedata.bidirectional(c) or "L" for c in text], embedding)
    _brackets(text, kinds, embedding)
    _neutral(kinds, embedding)
    levels = [_implicit(kind, base) for kind in kinds]
    for index in range(len(text) - 1, -1, -1):  # L1: spaces at the line's end
        if not text[index].isspace():
            break
        levels[index] = base
    return levels


def _implicit(kind: str, base: int) -> int:
    if kind == "R":
        return 1
    return 2 if kind in ("EN", "AN") else 2 * base


def _weak(kinds: list[str], embedding: str) -> list[str]:
    """Rules W1-W7: marks, numbers and their separators."""
    strong = last = embedding
    for index, own in enumerate(kinds):
        kind = last if own == "NSM" else own
        if kind == "EN" and strong == "AL":
            kind = "AN"
        kinds[index] = kind
        if kind in ("L", "R", "AL"):
            strong = kind
        last = kind
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    _separators(kinds)
    strong = embedding
    for index, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"
    return kinds


def _separators(kinds: list[str]) -> None:
    """Rules W4-W6: a separator between two numbers, a sign beside one, all others neutral."""
    for index in range(1, len(kinds) - 1):
        before, kind, after = kinds[index - 1 : index + 2]
        joined = {"AN": ("CS",), "EN": ("ES", "CS")}.get(before, ())
        if kind in joined and before == after:
            kinds[index] = before
    for order in (range(1, len(kinds)), range(len(kinds) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for index in order:
            if kinds[index] == "ET" and kinds[index + step] == "EN":
                kinds[index] = "EN"
    for index, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):
            kinds[index] = "ON"


def _side(kind: str) -> str:
    """The direction that neutral text beside `kind` sees: numbers count as right to left."""
    return "R" if kind in ("R", "EN", "AN") else kind


def _brackets(text: str, kinds: list[str], embedding: str) -> None:
    """Rule N0: a pair of brackets takes the direction of what it holds."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for index, character in enumerate(text):
        if character in _BRACKETS and kinds[index] == "ON":
            opened.append(index)
        for depth in range(len(opened) - 1, -1, -1):
            if _BRACKETS[text[opened[depth]]] == character:
                pairs.append((opened[depth], index))
                del opened[depth:]
                break
    for start, end in sorted(pairs):
        inside = {_side(kind) for kind in kinds[start + 1 : end]}
        if embedding in inside:
            kinds[start] = kinds[end] = embedding
        elif inside & {"L", "R"}:
            other = "L" if embedding == "R" else "R"
            before = [_side(k) for k in kinds[:start] if _side(k) in ("L", "R")]
            follows = bool(before) and before[-1] == other
            kinds[start] = kinds[end] = other if follows else embedding


def _neutral(kinds: list[str], embedding: str) -> None:
    """Rules N1, N2: neutral text between equal directions takes it, else the line's."""
    index = 0
    while index < len(kinds):
        if kinds[index] in ("L", "R", "EN", "AN"):
            index += 1
            continue
        end = index
        while end < len(kinds) and kinds[end] not in ("L", "R", "EN", "AN"):
            end += 1
        before = _side(kinds[index - 1]) if index else embedding
        after = _side(kinds[end]) if end < len(kinds) else embedding
        kinds[index:end] = [before if before == after else embedding] * (end - index)
        index = end
