"""Does a note name another participant? Asked while typing, so it takes one pass over the words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

from lead_desktop.domain.people.caseload import CaseloadRow

_WORD = re.compile(r"[\w'’-]+")


class NameIndex:
    """The chosen names of a caseload, ready for looking up in running text."""

    def __init__(self, rows: Iterable[CaseloadRow]) -> None:
        self._people: dict[tuple[str, ...], list[tuple[UUID, str]]] = {}
        for row in rows:
            words = tuple(word.casefold() for word in _WORD.findall(row.preferred_name))
            if words:
                person = (row.id, row.preferred_name)
                self._people.setdefault(words, []).append(person)
        self._longest = max(map(len, self._people), default=0)

    def others_named(self, text: str, chosen: tuple[UUID, ...]) -> tuple[str, ...]:
        """Full chosen names found in `text` as whole words, those of `chosen` left out.

        A name of a single word counts only with its capital ("Sky" is a person, "sky" is not).
        """
        words = _WORD.findall(text)
        plain = [word.casefold() for word in words]
        found: dict[str, None] = {}
        for start, word in enumerate(words):
            for length in range(1, min(self._longest, len(words) - start) + 1):
                if length == 1 and not word[0].isupper():
                    continue
                people = self._people.get(tuple(plain[start : start + length]), ())
                # Somebody chosen may bear the name: then it is taken to be theirs.
                if people and not any(person in chosen for person, _ in people):
                    found[people[0][1]] = None
        return tuple(found)
