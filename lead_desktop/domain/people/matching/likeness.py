"""What of a person can be compared with another record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lead_desktop.domain.people.matching.spelling import plain_words

WORDS_OF_A_NAME = 4
"""Further words of one name are left out: they add keys and hardly any knowledge."""
PHONE_TAIL = 7
"""Digits at the end of a number that are compared: with or without area code is the same."""

_STREET_KINDS = frozenset(
    ("alley", "ave", "avenue", "blvd", "boulevard", "cir", "circle", "close", "court", "cres",
     "crescent", "ct", "dr", "drive", "highway", "hwy", "lane", "ln", "parkway", "pkwy", "pl",
     "place", "rd", "road", "sq", "square", "st", "street", "ter", "terrace", "way")
)  # fmt: skip
_ABOUT = re.compile(r"~[0-9]{4}")
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """A person as two records are compared. Everything may be missing.

    names: the words of each name by which the person is known, in plain letters. born: year,
    month and day as digits, "" where unknown; a year reckoned from an age is "~1981".
    house, street: of the address' first line. phones: the last digits of each number.
    """

    names: tuple[tuple[str, ...], ...] = ()
    born: tuple[str, str, str] = ("", "", "")
    house: str = ""
    street: str = ""
    city: str = ""
    postcode: str = ""
    phones: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Every word of every name, once."""
        return tuple(dict.fromkeys(word for name in self.names for word in name))


def likeness(
    names: Sequence[str],
    *,
    born: str | None = None,
    address: str | None = None,
    city: str | None = None,
    postcode: str | None = None,
    phones: Sequence[str] = (),
) -> Likeness:
    """A person's likeness from what a record holds, as it is written there.

    names: each name whole ("June Fable"); those that say the same are taken once. born: an ISO
    date, or its beginning where only that is known ("1988", "1988-02"). phones: digits.
    """
    house, street = _first_line(address or "")
    known = dict.fromkeys(plain_words(name)[:WORDS_OF_A_NAME] for name in names if name)
    tails = (digits[-PHONE_TAIL:] for digits in phones if len(digits) >= PHONE_TAIL)
    return Likeness(
        names=tuple(name for name in known if name),
        born=_parts(born or ""),
        house=house,
        street=street,
        city=" ".join(plain_words(city or "")),
        postcode="".join(plain_words(postcode or ""))[:5],
        phones=tuple(dict.fromkeys(tails)),
    )


def _parts(born: str) -> tuple[str, str, str]:
    if _ABOUT.fullmatch(born):
        return born, "", ""
    known = (part if _DIGITS.fullmatch(part) else "" for part in born.split("-"))
    year, month, day = (*known, "", "")[:3]
    return year, month, day


def _first_line(address: str) -> tuple[str, str]:
    """House number and name of the street, without its kind ("St" and "Street" are one)."""
    words = list(plain_words(address.split(",")[0]))
    house = ""
    if words and (number := _DIGITS.match(words[0])):
        house = number.group()
        words.pop(0)
    if len(words) > 1 and words[-1] in _STREET_KINDS:
        words.pop()
    return house, " ".join(words)
