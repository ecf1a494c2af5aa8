"""The recovery sheet: read however it was typed, slips named by place, words never repeated."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.base.errors import WrongPassphrase
from lead_desktop.vault.recovery import (
    ENTROPY_BYTES,
    WORD_COUNT,
    new_recovery_words,
    read_recovery_words,
    sheet_text,
)
from lead_desktop.vault.wordlist import english

WORDS = english().to_mnemonic(bytes(range(32)))


def test_new_words_are_random_and_hold_256_bits() -> None:
    first, second = new_recovery_words(), new_recovery_words()
    assert first != second
    assert len(first.split()) == WORD_COUNT
    assert len(read_recovery_words(first)) == ENTROPY_BYTES


@pytest.mark.parametrize(
    "typed",
    [
        WORDS,
        WORDS.upper(),
        "\n".join(WORDS.split()),
        ", ".join(WORDS.split()),
        "\n".join(f"{place}. {word}" for place, word in enumerate(WORDS.split(), 1)),
        "\n".join(f"{place}){word}" for place, word in enumerate(WORDS.split(), 1)),
        "  ".join(reversed([f"{n}. {w}" for n, w in enumerate(WORDS.split(), 1)])),
        sheet_text("Fable team 3", date(2026, 11, 23), WORDS),
        sheet_text("1. one 13. two", date(2026, 11, 23), WORDS),
        sheet_text("24. Fable Street", date(2026, 11, 23), WORDS),
        sheet_text("Fable team 3", date(2026, 11, 23), WORDS).replace("\n", "\r\n"),
    ],
)
def test_the_words_are_read_however_they_were_typed(typed: str) -> None:
    assert read_recovery_words(typed) == bytes(range(32))


def test_slips_are_named_by_their_place_and_not_repeated() -> None:
    words = WORDS.split()
    with pytest.raises(WrongPassphrase, match="24 words; 23 were typed"):
        read_recovery_words(" ".join(words[1:]))
    with pytest.raises(WrongPassphrase, match="Word 7 ") as caught:
        read_recovery_words(" ".join([*words[:6], "zzyzx", *words[7:]]))
    assert "zzyzx" not in str(caught.value)
    with pytest.raises(WrongPassphrase, match="do not belong together"):
        read_recovery_words(" ".join([words[1], words[0], *words[2:]]))


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(WrongPassphrase):
        read_recovery_words(text)


def test_the_sheet_says_which_vault_and_what_to_do() -> None:
    sheet = sheet_text("Fable team", date(2026, 11, 23), WORDS)
    assert all(part in sheet for part in ("Fable team", "2026-11-23", "24. ", "safe"))
    assert max(map(len, sheet.splitlines())) <= 100
