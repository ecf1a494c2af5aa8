"""Passphrases: length, nothing common, every character welcome."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.base.errors import WeakPassphrase
from lead_desktop.vault.passphrases import (
    MIN_LENGTH,
    WORDS,
    check_passphrase,
    generate_passphrase,
    normalize,
    passphrase_bytes,
)
from lead_desktop.vault.wordlist import words


@pytest.mark.parametrize(
    ("passphrase", "reason"),
    [
        ("fourteen chars", "15 characters"),
        ("", "15 characters"),
        (" " * 20, "repeats"),
        ("aaaaaaaaaaaaaaaaaaaa", "repeats"),
        ("harborharborharbor", "repeats"),
        ("!?!?!?!?!?!?!?!?!?", "repeats"),
        ("abcdefghijklmnopq", "alphabet"),
        ("0987654321098765", "alphabet"),
        ("qwertyuiopqwertyu", "alphabet"),
        ("Correct Horse, Battery Staple!", "lists"),
        ("Password-Password", "lists"),
        ("ada sampleton ada 1", "name"),
        ("Sampleton, Ada 1985", "name"),
        ("LEAD Desktop 2026", "name"),
        ("ADA-SAMPLETON-ADA", "name"),
    ],
)
def test_a_weak_passphrase_is_refused_with_its_reason(passphrase: str, reason: str) -> None:
    with pytest.raises(WeakPassphrase, match=reason) as caught:
        check_passphrase(passphrase, ("Ada Sampleton", "Fable team"))
    assert passphrase == "" or passphrase not in str(caught.value)


@pytest.mark.parametrize(
    "passphrase",
    [
        "marble otter window seven",
        "!%&/()=?_:;*'+~#|<>",
        "горы и реки зовут нас",
        "山川湖海日月星辰風雨雷電雪霜",
        "🦊🐢🌵🎻🚲🍉🧭🪁🎈🧵🪴🐙🦉🎲🪵",
    ],
)
def test_any_characters_are_welcome(passphrase: str) -> None:
    if len(passphrase) < MIN_LENGTH:
        passphrase += " 一二三"
    check_passphrase(passphrase, ("Jo A. E", "T"))
    assert len(passphrase) >= MIN_LENGTH


@pytest.mark.parametrize(
    "passphrase",
    [
        "LEAD lead 2026 lead",
        "O'Nym o'nym 2026 o'nym",
        "onym ONYM 2026 onym onym",
        "sampletonxkqvwz",
    ],
)
def test_a_name_counts_as_it_is_written_and_without_its_marks(passphrase: str) -> None:
    with pytest.raises(WeakPassphrase, match="name"):
        check_passphrase(passphrase, ("Ada Sampleton", "O'Nym"))


def test_seven_characters_beside_a_name_are_enough() -> None:
    check_passphrase("sampletonxkqvwzj", ("Ada Sampleton",))


def test_initials_in_a_name_do_not_eat_up_a_passphrase() -> None:
    check_passphrase("eat a tea at a teatable", ("E. T. A", "a"))
    assert normalize("ok") == "ok"


def test_every_keyboard_gives_the_same_bytes() -> None:
    assert passphrase_bytes("cafe\u0301 \ufb01sh") == passphrase_bytes("caf\u00e9 fish")


@given(st.text(alphabet=st.characters()))
def test_any_text_has_bytes_and_a_verdict(passphrase: str) -> None:
    with contextlib.suppress(WeakPassphrase):
        check_passphrase(passphrase, (passphrase[:20],))
    assert isinstance(passphrase_bytes(passphrase), bytes)


def test_a_generated_passphrase_is_strong_and_another_each_time() -> None:
    made = {generate_passphrase() for _ in range(50)}
    assert len(made) == 50
    for passphrase in made:
        check_passphrase(passphrase)
        assert [word in words() for word in passphrase.split()] == [True] * WORDS
