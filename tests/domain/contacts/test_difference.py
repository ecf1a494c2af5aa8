"""What an edit changed, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.domain.contacts.difference import Part, Words, difference

words = st.lists(st.sampled_from(["housing", "shelter", "soon", ".", " ", "\n", "Zoë", "12"]))


@settings(max_examples=60)
@given(words.map("".join), words.map("".join))
def test_no_word_of_either_text_is_lost(old: str, new: str) -> None:
    runs = difference(old, new)
    assert "".join(run.text for run in runs if run.part is not Part.ADDED) == old
    assert "".join(run.text for run in runs if run.part is not Part.REMOVED) == new


def test_whole_words_are_told_apart() -> None:
    assert difference("He went home.", "He walks home.") == (
        Words(Part.KEPT, "He "),
        Words(Part.REMOVED, "went"),
        Words(Part.ADDED, "walks"),
        Words(Part.KEPT, " home."),
    )
    assert difference("Same.", "Same.") == (Words(Part.KEPT, "Same."),)


@pytest.mark.timeout(20)
def test_a_note_of_a_hundred_thousand_characters_is_compared_at_once() -> None:
    lines = [f"Line {place} of a long story that somebody pasted." for place in range(2200)]
    old = "\n".join(lines)
    lines[20], lines[2000] = lines[20].replace("long", "short"), "Another line."
    runs = difference(old, "\n".join(lines))
    changed = [run.text for run in runs if run.part is not Part.KEPT]
    assert changed[:2] == ["long", "short"]
    assert "Another" in changed
    # Even where nothing is alike and there are no lines to go by.
    one, other = " ".join(map(str, range(16_000))), " ".join(map(str, range(16_000, 32_000)))
    runs = difference(one, other)
    assert "".join(run.text for run in runs if run.part is not Part.ADDED) == one
