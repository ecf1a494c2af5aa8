"""What an edit changed, word by word."""

from __future__ import annotations

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
