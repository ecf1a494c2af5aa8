"""Visual order of lines with right-to-left letters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.documents.typesetting.bidi import base_level, has_right_to_left, visual_runs


def drawn(text: str, base: int) -> str:
    """`text` from left to right as it is seen; letters of right-to-left runs turned around."""
    return "".join(
        text[start:end][::-1] if rtl else text[start:end]
        for start, end, rtl in visual_runs(text, base)
    )


@pytest.mark.parametrize(
    ("text", "base", "seen"),
    [
        ("abc אבג def", 0, "abc גבא def"),
        ("אבג דהו", 0, "והד גבא"),
        ("call אבג דהו now", 0, "call והד גבא now"),
        ("אבג abc דהו", 1, "והד abc גבא"),
        ("אבג 12", 1, "12 גבא"),  # digits keep their own order
        ("אבג (דהו) abc", 0, ")והד( גבא abc"),
        ("abc (אבג) def", 0, "abc (גבא) def"),
        ("אבג.", 0, "גבא."),
        ("אבג.", 1, ".גבא"),
        ("غرفة 3-4", 1, "4-3 ةفرغ"),  # two Arabic numbers around a neutral (W2, W6)
        ("غرفة 3,4", 1, "3,4 ةفرغ"),  # one number (W4)
    ],
)
def test_known_lines(text: str, base: int, seen: str) -> None:
    assert drawn(text, base) == seen


def test_direction_of_the_first_letter_counts() -> None:
    assert base_level("12 (אבג) abc") == 1
    assert base_level("12 (abc) אבג") == 0
    assert not has_right_to_left("plain é")


@settings(deadline=None)
@given(st.text(alphabet="ab אב ع3.-()[]", max_size=30), st.sampled_from([0, 1]))
def test_every_character_is_drawn_once(text: str, base: int) -> None:
    covered = [i for start, end, _ in visual_runs(text, base) for i in range(start, end)]
    assert sorted(covered) == list(range(len(text)))
