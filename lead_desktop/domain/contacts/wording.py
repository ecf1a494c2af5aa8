"""Person-first hints: words in a note that can be said better, and how. They never stand in the
way, and nothing about them is kept or sent anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")


@dataclass(frozen=True, slots=True)
class Hint:
    """Words of a note from `start` to `end`, and what to write instead."""

    start: int
    end: int
    said: str
    better: str


class Wording:
    """A list of words and what to write instead, ready for looking into running text.

    lines: "word|word*<tab>better"; a star stands for any ending, "#" begins a remark.
    """

    def __init__(self, lines: str) -> None:
        self._better: list[str] = []
        patterns = []
        for line in lines.splitlines():
            words, tab, better = line.partition("\t")
            if not tab or line.startswith("#"):
                continue
            patterns.append("|".join(map(_pattern_of, words.split("|"))))
            self._better.append(better.strip())
        joined = "|".join(f"({pattern})" for pattern in patterns)
        self._pattern = re.compile(rf"\b(?:{joined})\b", re.IGNORECASE) if patterns else None

    def hints_in(self, text: str) -> tuple[Hint, ...]:
        """What can be said better in `text`, in its order. What stands in quotes is somebody's
        own words, and stays as it was said."""
        if self._pattern is None:
            return ()
        plain = _QUOTED.sub(lambda quote: " " * len(quote.group()), text)
        return tuple(
            Hint(
                found.start(), found.end(), found.group(), self._better[(found.lastindex or 1) - 1]
            )
            for found in self._pattern.finditer(plain)
        )


def _pattern_of(word: str) -> str:
    escaped = re.escape(word.strip()).replace(r"\*", r"\w*")
    return escaped.replace(r"\ ", r"\s+")
