"""The policy's table, cell by cell: section x category x audience (decisions, section 6).

Stated here a second time, by hand, as the page has it; where that page is beside the checkout,
the two are held against each other.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lead_desktop.domain.codes import Audience, ConsentCategory
from lead_desktop.domain.consent.disclosure import DisclosureRequest, Permission, disclose
from lead_desktop.domain.consent.sections import RULES, Limit, Section
from tests.domain.consents import TODAY, line

S, C = Section, ConsentCategory
DECISIONS = Path(__file__).resolve().parents[4] / "shared" / "design" / "decisions.md"

COLUMNS = (
    Audience.INTERNAL,
    Audience.PROVIDER,
    Audience.COMMUNITY,
    Audience.JUSTICE,
    Audience.PARTICIPANT,
)

TABLE: dict[Section, tuple[tuple[ConsentCategory, ...], tuple[str, str, str, str, str]]] = {
    S.NAME: ((), ("yes", "c", "c", "c, name only", "yes")),
    S.IDENTIFIERS: ((C.IDENTITY,), ("yes", "c", "c", "c, no numbers", "yes")),
    S.FIND: ((C.IDENTITY,), ("yes", "c, phone only", "-", "-", "-")),
    S.PROGRAM_STATUS: ((C.PROGRAM_STATUS,), ("yes", "c", "c", "c", "yes")),
    S.ENGAGEMENT: ((C.PROGRAM_STATUS,), ("yes", "c", "c", "c", "yes")),
    S.GOALS: ((C.GOALS,), ("yes", "c", "c", "-", "yes")),
    S.NEEDS: ((C.NEEDS,), ("yes", "c", "c", "c, codes only", "yes")),
    S.SERVICES: (
        (C.SERVICES,),
        ("yes", "c", "c, only linkages with this recipient", "-", "yes"),
    ),
    S.CONTACTS: (
        (C.CONTACTS,),
        ("yes, with the last 3 notes in brief", "c", "-", "-", "yes, counts"),
    ),
    S.COURT: ((C.LEGAL,), ("yes", "c", "-", "c", "yes")),
    S.CLINICAL: (
        (C.SUD_TREATMENT, C.MENTAL_HEALTH, C.MEDICAL),
        ("yes, what is needed", "c", "-", "-", "when asked"),
    ),
    S.HOUSING: ((C.HOUSING,), ("yes", "c", "c", "-", "yes")),
    S.EVENTS: ((C.EVENTS,), ("yes", "c", "-", "-", "yes")),
    S.SUPPLIES: ((C.CONTACTS,), ("yes", "-", "-", "-", "yes")),
    S.SAFETY: ((), ("yes", "-", "-", "-", "-")),
    S.ASKS: ((), ("yes", "with any c", "with any c", "with any c", "own to-do list")),
}
"""Each section with the categories that open it, and what each reader gets, in COLUMNS' order."""

LIMITS = {
    "name only": Limit.NAME_ONLY,
    "no numbers": Limit.NO_NUMBERS,
    "phone only": Limit.PHONE_ONLY,
    "codes only": Limit.CODES_ONLY,
    "only linkages with this recipient": Limit.OWN_LINKAGES,
    "with the last 3 notes in brief": Limit.BRIEF_NOTES,
    "counts": Limit.COUNTS_ONLY,
    "own to-do list": Limit.OWN_LIST,
}
"""How the page says that a reader gets a part, and how the program does."""

CELLS = [
    (section, category, audience)
    for section in Section
    for category in ConsentCategory
    for audience in Audience
]


def ask(audience: Audience, *categories: ConsentCategory) -> Permission:
    """What a live consent for these categories, and no other, opens."""
    request = DisclosureRequest(
        audience=audience, recipient="Example House", purpose="To coordinate care"
    )
    consents = [line(recipient_kind=audience, categories=categories)] if categories else []
    return disclose(request, consents, (), TODAY)


@pytest.mark.parametrize(("section", "category", "audience"), CELLS)
def test_one_category_opens_the_cells_that_the_table_gives_it(
    section: Section, category: ConsentCategory, audience: Audience
) -> None:
    needed, cells = TABLE[section]
    said = cells[COLUMNS.index(audience)]
    if said.startswith("c"):
        # The chosen name is implied by any consent that names the recipient.
        expected = section is Section.NAME or category in needed
    elif said == "with any c":
        expected = any(
            category in TABLE[one][0] and TABLE[one][1][COLUMNS.index(audience)].startswith("c")
            for one in Section
        )
    else:
        expected = said != "-"
    permission = ask(audience, category)
    assert (section in permission.permitted) == expected
    without = ask(audience)
    assert (section in without.permitted) == (said not in ("-", "with any c") and said[0] != "c")


@pytest.mark.parametrize("section", list(Section))
@pytest.mark.parametrize("audience", list(Audience))
def test_how_much_of_a_section_a_reader_gets_is_what_the_table_says(
    section: Section, audience: Audience
) -> None:
    said = TABLE[section][1][COLUMNS.index(audience)]
    rule = RULES[audience].get(section)
    if said == "-":
        assert rule is None
        return
    assert rule is not None
    assert rule.when_asked == (said == "when asked")
    part = LIMITS.get(said.rpartition(", ")[2])
    if part is not None:
        assert rule.limit is part
    elif rule.limit is not None:
        # Beyond the table, a partner is told in codes where the sentence below it asks for them.
        assert rule.limit in (Limit.CODED_LINE, Limit.CODES_ONLY)
        assert said == "c"


def test_the_table_is_that_of_the_page() -> None:
    if not DECISIONS.is_file():
        pytest.skip("the page with the policy's table is not beside this checkout")
    text = DECISIONS.read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in row.strip("|").split("|")]
        for row in text.split("| Section | Category |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    ]
    found: dict[Section, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    words = {Section.CLINICAL: "clinical", Section.SAFETY: "safety notes"}
    for row in rows:
        for section in Section:
            name = words.get(section, section.value)
            if re.search(rf"\b{name}\b", row[0].split("(")[0]):
                named = re.findall(r"[a-z_]+", row[1].split(", and ")[0])
                found[section] = (tuple(named), tuple(row[2:7]))
    # "find" and "goals, strengths" share a row with words that are no sections.
    assert set(found) == set(Section)
    for section, (needed, cells) in TABLE.items():
        assert found[section] == (tuple(one.value for one in needed), cells), section
    assert rows[-1][0].startswith("counseling notes")
    assert set(rows[-1][2:7]) == {"-"}
