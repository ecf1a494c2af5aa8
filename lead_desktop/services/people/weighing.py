"""Weighing every two records that share a key, and remembering which pairs are likely.

Of 5,000 people that is a quarter of a million comparisons, some seconds of them; what was found
stays true until a person is written. So settling one suggestion does not weigh all of them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from lead_desktop.domain.people.matching import THRESHOLD, Match, compare
from lead_desktop.store.queries import duplicates as query
from lead_desktop.store.store import Store

WeighedPair = tuple[tuple[UUID, UUID], Match]


@dataclass(frozen=True)
class _Found:
    """The likely pairs among people who were, all together, as `people` says: a hash over
    everything that is compared of them. Keys and commonness follow from that alone."""

    people: int
    pairs: tuple[WeighedPair, ...]


_FOUND: WeakKeyDictionary[Store, _Found] = WeakKeyDictionary()
"""In memory alone, and gone with the open vault. It holds identifiers and scores, no names."""


def likely_pairs(connection: Connection, store: Store) -> tuple[WeighedPair, ...]:
    """Every pair of records that may be one person, told apart, hidden or not: the caller's part.

    The smaller id comes first. The look-up keys have to be up to date.
    """
    subjects = query.read_subjects(connection)
    people = hash(frozenset((one.id, one.likeness) for one in subjects.values()))
    found = _FOUND.get(store)
    if found is not None and found.people == people:
        return found.pairs
    common = query.read_commonness(connection)
    weighed = (
        (pair, compare(subjects[pair[0]].likeness, subjects[pair[1]].likeness, common))
        for pair in query.list_sharing_pairs(connection)
    )
    pairs = tuple((pair, match) for pair, match in weighed if match.score >= THRESHOLD)
    # Somebody may have been written since the keys were: then the answer is not kept.
    if not query.has_stale_keys(connection):
        _FOUND[store] = _Found(people, pairs)
    return pairs
