"""Under which keys a person is looked up: two people who share one are worth a comparison.

Each key joins two independent facts, so that a slip in one of them leaves another key whole. Of
all pairs of 5,000 people these compare two in a thousand, and miss none of FEBRL's.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from lead_desktop.domain.people.matching.likeness import Likeness
from lead_desktop.domain.people.matching.spelling import skeleton

BLOCK_LIMIT = 60
"""A key that more people share says too little and is passed over."""
COUNTING = ("w:", "c:", "z:")
"""How keys begin that are only counted."""


def blocking_keys(person: Likeness) -> frozenset[str]:
    """The keys of a person, each led by its kind."""
    return frozenset((*_by_birth(person), *_by_names(person), *_by_place(person)))


def counting_keys(person: Likeness) -> frozenset[str]:
    """Keys that are only counted: how common a word of a name, a city or a postcode is."""
    words = (f"w:{word}" for word in person.words)
    city = (f"c:{person.city}",) if person.city else ()
    postcode = (f"z:{person.postcode}",) if person.postcode else ()
    return frozenset((*words, *city, *postcode))


def _by_birth(person: Likeness) -> Iterator[str]:
    year, month, day = person.born
    if year.startswith("~"):  # reckoned from an age: too vague to look anybody up by
        return
    initials = {word[0] for word in person.words}
    bones = {skeleton(word) for word in person.words}
    if year and month and day:
        yield f"d:{year}{month}{day}"
    for kind, one, other in (("ym", year, month), ("yd", year, day), ("md", month, day)):
        if one and other:
            yield from (f"{kind}:{one}{other}{initial}" for initial in initials)
    if year:
        yield from (f"sy:{bone}{year}" for bone in bones)
    if month and day:
        yield from (f"sd:{bone}{month}{day}" for bone in bones)


def _by_names(person: Likeness) -> Iterator[str]:
    for name in person.names:
        bones = sorted({skeleton(word) for word in name})
        if len(bones) == 1:
            yield f"o:{bones[0]}"
        yield from (f"n:{one}-{other}" for one, other in combinations(bones, 2))


def _by_place(person: Likeness) -> Iterator[str]:
    starts = {skeleton(word)[:2] for word in person.words}
    street = skeleton(person.street.replace(" ", "")) if person.street else ""
    if person.postcode:
        yield from (f"p:{person.postcode}{start}" for start in starts)
    if person.city:
        city = skeleton(person.city.replace(" ", ""))
        yield from (f"l:{city}{start}" for start in starts)
    if person.house:
        yield from (f"h:{person.house}{start}" for start in starts)
    if person.house and street:
        yield f"hs:{person.house}{street}"
    if person.postcode and street:
        yield f"ps:{person.postcode}{street}"
    yield from (f"t:{phone}" for phone in person.phones)
