"""What makes a passphrase: long enough, not a common one, any characters, nothing else asked."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache

from lead_desktop.base.errors import WeakPassphrase
from lead_desktop.base.resources import resource
from lead_desktop.vault.wordlist import words

MIN_LENGTH = 15
WORDS = 6
_REMEDY = "Six words that have nothing to do with each other are easy to keep."
_SEQUENCES = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")


def normalize(passphrase: str) -> str:
    """The passphrase in one spelling (NFKC), so that every keyboard gives the same bytes."""
    return unicodedata.normalize("NFKC", passphrase)


def check_passphrase(passphrase: str, forbidden_words: tuple[str, ...] = ()) -> None:
    """Accept a passphrase or raise WeakPassphrase with the reason.

    forbidden_words: names that somebody would try first, such as the worker's own; a passphrase
    made of little else is refused.
    """
    text = normalize(passphrase)
    if len(text) < MIN_LENGTH:
        raise WeakPassphrase(
            f"A passphrase needs {MIN_LENGTH} characters or more; this one has {len(text)}.",
            remedy=_REMEDY,
        )
    plain = "".join(c for c in text.casefold() if c.isalnum())
    if len(set(plain)) < 5 or _is_repeat(plain):
        raise WeakPassphrase("This passphrase repeats itself.", remedy=_REMEDY)
    if _is_sequence(plain):
        raise WeakPassphrase(
            "This passphrase follows the keyboard or the alphabet.", remedy=_REMEDY
        )
    if plain in _common():
        raise WeakPassphrase(
            "This passphrase is on the lists that are tried first.", remedy=_REMEDY
        )
    rest = plain
    for word in ("leaddesktop", "lead", *forbidden_words):
        for part in word.casefold().split():
            rest = rest.replace(part, "")
    if len(rest) < MIN_LENGTH // 2:
        raise WeakPassphrase(
            "This passphrase is little more than a name that somebody would try.", remedy=_REMEDY
        )


def generate_passphrase() -> str:
    """Six words drawn at random from 2,048: 66 bits, easy to keep and to type."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS))


def _is_repeat(plain: str) -> bool:
    """Whether the text is one short piece over and over."""
    return any(
        plain == (plain[:size] * len(plain))[: len(plain)] for size in range(1, len(plain) // 2 + 1)
    )


def _is_sequence(plain: str) -> bool:
    rows = [row * 3 for row in _SEQUENCES]
    return any(plain in row or plain in row[::-1] for row in rows)


@cache
def _common() -> frozenset[str]:
    lines = resource("text", "passphrase-blocklist.txt").read_text("utf-8").splitlines()
    entries = (line.strip() for line in lines if line.strip() and not line.startswith("#"))
    return frozenset("".join(c for c in entry.casefold() if c.isalnum()) for entry in entries)
