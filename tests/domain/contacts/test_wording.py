"""Person-first hints in running text."""

from __future__ import annotations

import pytest

from lead_desktop.base.resources import resource
from lead_desktop.domain.contacts.wording import Wording

PERSON_FIRST = Wording(resource("text", "person_first.tsv").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("He is an addict and relapsed.", ["addict", "relapsed"]),
        ("Tested  clean on Monday", ["Tested  clean"]),
        ("She tested clean on Monday", ["tested clean"]),
        ("Cleaned the room; the clerk was kind", []),
        ("He said “I am a junkie” and laughed", []),
        ('He said "I am a junkie', []),
        ("A no-show again, non-compliant", ["no-show", "non-compliant"]),
        ("Met the person who uses drugs", []),
        ("", []),
    ],
)
def test_words_are_found_whole_and_quotes_are_left_alone(text: str, said: list[str]) -> None:
    assert [hint.said for hint in PERSON_FIRST.hints_in(text)] == said


def test_a_hint_says_where_and_what_instead() -> None:
    (hint,) = PERSON_FIRST.hints_in("Went AWOL on Friday")
    assert ("Went AWOL on Friday"[hint.start : hint.end], hint.better) == (
        "AWOL",
        "out of contact",
    )


def test_an_empty_list_hints_at_nothing() -> None:
    assert Wording("# nothing yet\n").hints_in("addict") == ()
