"""From a partner's taxonomy to our service categories, by a table that is data.

resources/directory/taxonomy.csv has one line per term: Open Eligibility ids ("106-01") and codes of
the 211 taxonomy ("BH-1800"), each standing for everything below it unless a longer one is listed,
and keywords (beginnings of words) for terms of any other scheme. A line without category says whom
a service is for, or how it works, and decides nothing.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lead_desktop.base.resources import resource
from lead_desktop.domain.codes import ServiceCategory

_OPEN_ELIGIBILITY = re.compile(r"1\d\d(-\d\d)*")
_CODE_211 = re.compile(r"[A-Z]{1,2}(-\d{4}([.-][\dA-Z]{1,4})*)?")

Categories = tuple[ServiceCategory, ...]


@dataclass(frozen=True)
class Term:
    """A taxonomy term of a source: its code and name, either of which may be empty."""

    code: str
    name: str


@dataclass(frozen=True)
class Taxonomy:
    """The table, ready for look-up."""

    by_code: dict[str, Categories]
    keywords: dict[str, Categories]

    def categories_of(self, term: Term) -> Categories | None:
        """Our categories for a term, perhaps none; None when the table does not know the term."""
        code = term.code.strip().upper()
        if code in ServiceCategory.__members__:
            return (ServiceCategory[code],)  # a directory that this program wrote
        if _OPEN_ELIGIBILITY.fullmatch(code) or _CODE_211.fullmatch(code):
            for prefix in _prefixes(code):
                if prefix in self.by_code:
                    return self.by_code[prefix]
        name = f" {term.name.casefold()}"
        found = (self.keywords[word] for word in self.keywords if f" {word}" in name)
        return next(found, None)

    def rank(self, terms: Iterable[Term], unmapped: Counter[str]) -> Categories:
        """The categories of a service, the one named most often first; OTHER when there is none.

        Terms that the table does not know are counted in `unmapped`.
        """
        votes: Counter[ServiceCategory] = Counter()
        for term in terms:
            categories = self.categories_of(term)
            if categories is None:
                unmapped[term.code or term.name] += 1
            else:
                votes.update(categories)
        del votes[ServiceCategory.OTHER]
        return tuple(category for category, _ in votes.most_common()) or (ServiceCategory.OTHER,)


def load_taxonomy() -> Taxonomy:
    """Read the table that is shipped with the program."""
    by_code: dict[str, Categories] = {}
    keywords: dict[str, Categories] = {}
    with resource("directory", "taxonomy.csv").open(encoding="utf-8", newline="") as source:
        for line in csv.DictReader(source):
            categories = tuple(ServiceCategory(name) for name in line["categories"].split())
            target = keywords if line["scheme"] == "keyword" else by_code
            target[line["term"]] = categories
    return Taxonomy(by_code, keywords)


def _prefixes(code: str) -> Iterable[str]:
    """ "BH-1800.1500" -> itself, "BH-1800", "BH", "B": the term and all that stand above it."""
    while code:
        yield code
        cut = max(code.rfind("-"), code.rfind("."))
        code = code[:cut] if cut > 0 else code[:-1] if code.isalpha() else ""
