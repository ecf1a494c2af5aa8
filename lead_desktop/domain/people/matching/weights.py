"""How much speaks for two records being one person, in bits, and what spoke.

Weights are after Fellegi and Sunter ("A Theory for Record Linkage", 1969): the binary logarithm
of how much likelier an agreement is in one person than in two. They were set by hand; any
threshold from 11.5 to 13 keeps the bar of the tests on both sets of FEBRL.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import permutations

from rapidfuzz.distance import OSA, JaroWinkler

from lead_desktop.domain.codes.base import Code
from lead_desktop.domain.people.matching.likeness import Likeness
from lead_desktop.domain.people.matching.spelling import skeleton

THRESHOLD = 12.0
"""Bits from which a pair is worth showing."""

SURE_NAME, NEAR_NAME, ALIKE_NAME, OTHER_NAME = 10.5, 4.6, 2.8, -2.6
SWAPPED_NAMES = -1.0
PLACE_CAP = 14.0
SAME_PHONE = 9.0
SMALLEST_POPULATION = 2_000
"""A vault of forty people does not make a name common that one of them bears."""


class MatchedOn(Code):
    """What two records have in common, as the warning names it."""

    NAME = "name", "name"
    NAME_ALIKE = "name spelled alike", "name spelled alike"
    BIRTH_DATE = "birth date", "birth date"
    BIRTH_DATE_ALIKE = "birth date nearly", "birth date, nearly the same"
    BIRTH_YEAR = "part of the birth date", "the known part of the birth date"
    ADDRESS = "address", "address"
    AREA = "postcode or city", "postcode or city"
    PHONE = "phone", "phone number"


@dataclass(frozen=True, slots=True)
class Match:
    """What a comparison found. score: bits; matched_on: the strongest first."""

    score: float
    matched_on: tuple[MatchedOn, ...]


@dataclass(frozen=True)
class Commonness:
    """How often the counting keys of keys.counting_keys occur among so many people."""

    counts: Mapping[str, int] = field(default_factory=dict)
    population: int = 0
    _worth: dict[str, float] = field(default_factory=dict, init=False, repr=False, compare=False)

    def bits(self, key: str, cap: float) -> float:
        """What it is worth that two records agree on `key`: rare things say more."""
        worth = self._worth.get(key)
        if worth is None:  # kept: the same few hundred words come in most pairs
            others = self.counts.get(key, 1) - 2  # the two compared are perhaps one person
            rarest = 1 / max(self.population, SMALLEST_POPULATION)
            share = max(others / max(self.population, 1), rarest)
            worth = self._worth[key] = max(0.0, math.log2(0.75 / share))
        return min(cap, worth)


def compare(one: Likeness, other: Likeness, commonness: Commonness) -> Match:
    """Weigh two records."""
    parts = (
        _names(one, other, commonness),
        _born(one.born, other.born),
        _place(one, other, commonness),
        _phone(one, other),
    )
    spoke = sorted((part for part in parts if part[1]), key=lambda part: -part[0])
    return Match(
        round(sum(bits for bits, _ in parts), 2), tuple(on for _, on in spoke if on is not None)
    )


Part = tuple[float, MatchedOn | None]


def _names(one: Likeness, other: Likeness, commonness: Commonness) -> Part:
    """The best of all pairs of names: a street name may be what one record has."""
    pairs = [_name(mine, theirs, commonness) for mine in one.names for theirs in other.names]
    if not pairs:
        return 0.0, None
    bits, equal = max(pairs)
    if bits <= 0:
        return bits, None
    return bits, MatchedOn.NAME if equal else MatchedOn.NAME_ALIKE


def _name(mine: tuple[str, ...], theirs: tuple[str, ...], common: Commonness) -> tuple[float, bool]:
    """Words as a set: family names come first in many traditions, and several may be left out."""
    fewer, more = (theirs, mine) if len(theirs) < len(mine) else (mine, theirs)
    weighed = [[_word(word, held, common) for held in more] for word in fewer]
    best = (-math.inf, False)
    for order, in_order in _orders(len(fewer), len(more)):
        bits = 0.0
        for row, place in zip(weighed, order, strict=True):
            bits += row[place]
        if not in_order:
            bits += SWAPPED_NAMES
        if bits >= best[0]:
            equal = all(word == more[place] for word, place in zip(fewer, order, strict=True))
            best = max(best, (bits, equal))
    return best


@lru_cache(maxsize=64)
def _orders(fewer: int, more: int) -> tuple[tuple[tuple[int, ...], bool], ...]:
    """The ways to lay so many words upon more of them, and whether each keeps their order."""
    orders = permutations(range(more), fewer)
    return tuple((order, order == tuple(sorted(order))) for order in orders)


def _word(word: str, held: str, common: Commonness) -> float:
    return common.bits(f"w:{word}", SURE_NAME) if word == held else _spelled(word, held)


def spelled_alike(word: str, held: str) -> bool:
    """Whether two words of plain letters may be one name, spelled in two ways."""
    return word == held or _spelled(word, held) >= ALIKE_NAME


@lru_cache(maxsize=200_000)
def _spelled(word: str, held: str) -> float:
    """Two different words: one name spelled in two ways, or two names."""
    alike = JaroWinkler.similarity(word, held)
    shorter = min(len(word), len(held))
    if alike >= 0.92 or (shorter > 2 and OSA.distance(word, held, score_cutoff=1) <= 1):
        return NEAR_NAME
    if alike >= 0.85 or (shorter > 2 and skeleton(word) == skeleton(held)):
        return ALIKE_NAME
    return 1.0 if shorter == 1 and word[0] == held[0] else OTHER_NAME


def _born(one: tuple[str, str, str], other: tuple[str, str, str]) -> Part:
    known = [(mine, theirs) for mine, theirs in zip(one, other, strict=True) if mine and theirs]
    if not known:
        return 0.0, None
    if len(known) < 3:
        if "~" in one[0] + other[0]:
            return _about(one[0], other[0])
        if all(mine == theirs for mine, theirs in known):
            return 2.5 * len(known), MatchedOn.BIRTH_YEAR
        return -2.0, None
    if one == other:
        return 10.0, MatchedOn.BIRTH_DATE
    bits = _nearly_born(one, other)
    return bits, MatchedOn.BIRTH_DATE_ALIKE if bits > 0 else None


def _about(one: str, other: str) -> Part:
    """At least one of the years was reckoned from an age."""
    apart = abs(int(one.lstrip("~")) - int(other.lstrip("~")))
    if apart <= 2:
        return 1.5, MatchedOn.BIRTH_YEAR
    return (0.0 if apart <= 5 else -2.0), None


def _nearly_born(one: tuple[str, str, str], other: tuple[str, str, str]) -> float:
    mine, theirs = "".join(one), "".join(other)
    if one[0] == other[0] and one[1:] == (other[2], other[1]):
        return 8.0
    if OSA.distance(mine, theirs, score_cutoff=1) <= 1:
        return 6.5
    if sorted(mine) == sorted(theirs):
        return 6.0
    same = sum(part == held for part, held in zip(one, other, strict=True))
    return 4.5 if same == 2 else -3.0


def _place(one: Likeness, other: Likeness, commonness: Commonness) -> Part:
    """Where somebody lives; to have moved says little against."""
    street = _graded(one.street, other.street, 6.0, 4.0, -0.8)
    house = _graded(one.house, other.house, 4.0, 0.0, -0.3) if street > 0 else 0.0
    postcode = _graded(
        one.postcode, other.postcode, commonness.bits(f"z:{one.postcode}", 5.0), 2.5, -0.5
    )
    city = _graded(one.city, other.city, commonness.bits(f"c:{one.city}", 4.0), 2.0, -0.3)
    bits = min(PLACE_CAP, street + house + postcode + city)
    if street > 0:
        return bits, MatchedOn.ADDRESS
    return bits, MatchedOn.AREA if bits > 1 else None


def _graded(one: str, other: str, same: float, near: float, different: float) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return same
    close = OSA.distance(one, other, score_cutoff=2) <= (1 if len(one) < 6 else 2)
    return near if close or JaroWinkler.similarity(one, other) >= 0.92 else different


def _phone(one: Likeness, other: Likeness) -> Part:
    if set(one.phones) & set(other.phones):
        return SAME_PHONE, MatchedOn.PHONE
    return 0.0, None
