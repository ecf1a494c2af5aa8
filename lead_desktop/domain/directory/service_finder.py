"""Finding a service: words with typing slips, and what the person needs of it.

Built once from the whole directory and asked at every key. Each word of the query must occur in
the name or the description; a word that occurs nowhere is compared, letter by letter, with the
words of all names, so that "methdone" finds methadone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rapidfuzz import fuzz, process

from lead_desktop.domain.codes import Cost, Insurance, Moud, ServiceCategory, Welcomes
from lead_desktop.domain.directory.directory import LocalKnowledge, ServiceLine
from lead_desktop.domain.directory.opening_hours import ScheduleLine, is_open
from lead_desktop.domain.people.names import fold_name

_SLIP = 78.0
"""Two words alike by so much (of 100) are taken for the same; one slip in five letters is 80."""

_SHORTEST_SLIP = 4
_TITLE, _SLIPPED, _TEXT = 3, 2, 1


@dataclass(frozen=True, slots=True)
class FinderEntry:
    """A service as it is looked for.

    text: description, eligibility and fees. zones: neighborhoods and ZIP codes of its places.
    unanswered: as in domain.directory.ageing_of.
    """

    line: ServiceLine
    text: str
    languages: str
    schedule: tuple[ScheduleLine, ...]
    zones: frozenset[str]
    knowledge: LocalKnowledge
    unanswered: int


@dataclass(frozen=True)
class ServiceQuery:
    """What is looked for; what is None or empty does not matter.

    open_at: local time. A service whose hours nobody knows is not offered as open; one that
    nobody asked about a circumstance is not offered as welcoming it.
    """

    words: str = ""
    category: ServiceCategory | None = None
    zone: str = ""
    open_at: datetime | None = None
    walk_in: bool = False
    language: str = ""
    cost: Cost | None = None
    moud: Moud | None = None
    insurance: Insurance | None = None
    welcomes: frozenset[Welcomes] = field(default_factory=frozenset)


class ServiceFinder:
    """All services, ready to be looked through."""

    def __init__(self, entries: Iterable[FinderEntry]) -> None:
        self.entries = tuple(entries)
        self._texts = [fold_name(entry.text) for entry in self.entries]
        self._postings: dict[str, list[int]] = defaultdict(list)
        for place, entry in enumerate(self.entries):
            for word in set(_title(entry).split()):
                self._postings[word].append(place)
        self._vocabulary = list(self._postings)

    def find(self, query: ServiceQuery, limit: int | None = None) -> list[FinderEntry]:
        """The services that fit, best first; by name where all fit alike."""
        scores = self._by_words(fold_name(query.words).split())
        tests = _tests(query)
        fitting = [
            (-score, place)
            for place, score in scores.items()
            if all(test(self.entries[place]) for test in tests)
        ]
        fitting.sort()
        return [self.entries[place] for _, place in fitting[:limit]]

    def zones(self) -> tuple[str, ...]:
        """Every neighborhood that some service is in, by name."""
        return tuple(sorted({zone for entry in self.entries for zone in entry.zones}))

    def _by_words(self, words: Sequence[str]) -> dict[int, int]:
        scores = dict.fromkeys(range(len(self.entries)), 0)
        for word in words:
            found = self._one_word(word, scores)
            scores = {place: scores[place] + found[place] for place in scores if place in found}
        return scores

    def _one_word(self, word: str, among: Iterable[int]) -> dict[int, int]:
        found = {place: _TEXT for place in among if word in self._texts[place]}
        for known in self._vocabulary:
            if word in known:
                found.update(dict.fromkeys(self._postings[known], _TITLE))
        if not found and len(word) >= _SHORTEST_SLIP:
            alike = process.extract(
                word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_SLIP, limit=20
            )
            for known, _, _ in alike:
                found.update(dict.fromkeys(self._postings[known], _SLIPPED))
        return found


def _title(entry: FinderEntry) -> str:
    line = entry.line
    return fold_name(line.name, line.organization, *(one.label for one in line.categories))


def _tests(query: ServiceQuery) -> list[Callable[[FinderEntry], bool]]:
    """One test for each thing that matters, the cheap ones first."""
    tests: list[Callable[[FinderEntry], bool]] = []
    if query.category is not None:
        category = query.category
        tests.append(lambda entry: category in entry.line.categories)
    if query.zone:
        tests.append(lambda entry: query.zone in entry.zones)
    if query.walk_in:
        tests.append(lambda entry: entry.knowledge.walk_in is True)
    if query.cost is not None:
        tests.append(lambda entry: entry.knowledge.cost is query.cost)
    if query.moud is not None:
        tests.append(lambda entry: query.moud in entry.knowledge.moud)
    if query.insurance is not None:
        tests.append(lambda entry: query.insurance in entry.knowledge.insurance)
    if query.welcomes:
        asked = query.welcomes
        tests.append(lambda entry: all(entry.knowledge.welcomed(who) is True for who in asked))
    if query.language.strip():
        language = fold_name(query.language)
        tests.append(lambda entry: language in fold_name(entry.languages))
    if query.open_at is not None:
        at = query.open_at
        tests.append(lambda entry: is_open(entry.schedule, at) is True)
    return tests
