"""The table of taxonomy terms."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lead_desktop.domain.codes import ServiceCategory
from lead_desktop.exchange.directory.taxonomy import Term, load_taxonomy
from lead_desktop.exchange.tables import read_table

TAXONOMY = load_taxonomy()


@pytest.mark.parametrize(
    ("code", "categories"),
    [
        ("106", "HEALTH"),
        ("106-02", "HEALTH"),
        ("106-01-02-01", "SUD_TREATMENT"),
        ("106-01-01-02-01", "RECOVERY_SUPPORT HOUSING"),
        ("111-01-05", "ID_DOCUMENTS"),
        ("BD-1800.2000", "BASIC_NEEDS"),
        ("BH-1800.1500-100", "HOUSING FAMILY_SOCIAL"),
        ("RX-8450.1150", "SUD_TREATMENT"),
        ("RP-1500", "MENTAL_HEALTH"),
        ("112-03", ""),
        ("YF-3000", ""),
    ],
)
def test_the_longest_listed_prefix_decides(code: str, categories: str) -> None:
    found = TAXONOMY.categories_of(Term(code, ""))
    assert found == tuple(ServiceCategory(name) for name in categories.split())


def test_terms_of_other_schemes_go_by_the_words_of_their_name() -> None:
    assert TAXONOMY.categories_of(Term("X1", "Syringe services")) == (
        ServiceCategory.HARM_REDUCTION,
    )
    assert TAXONOMY.categories_of(Term("", "Adjoining rooms")) is None


def test_categories_are_ranked_and_unknown_terms_counted() -> None:
    unmapped: Counter[str] = Counter()
    terms = [Term("103", ""), Term("106-01", ""), Term("103-02", ""), Term("??", "")]
    ranked = TAXONOMY.rank(terms, unmapped)
    assert ranked == (ServiceCategory.HOUSING, ServiceCategory.SUD_TREATMENT)
    assert unmapped == {"??": 1}
    assert TAXONOMY.rank([Term("112", "")], unmapped) == (ServiceCategory.OTHER,)


def test_every_term_of_the_baltimore_taxonomy_is_known(shared_data: Path) -> None:
    table = read_table(shared_data / "hsds" / "charmcare_baltimore" / "taxonomy.csv")
    at = table.headers.index("taxonomy_id")
    terms = [row.cells[at] for row in table.rows]
    assert len(terms) == 517
    assert all(TAXONOMY.categories_of(Term(term, "")) is not None for term in terms)
