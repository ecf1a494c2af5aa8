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
_SHORTEST_PART = 3
_REMEDY = "Six words that have nothing to do with each other are easy to keep."
_SEQUENCES = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")


def normalize(passphrase: str) -> str:
    """The passphrase in one spelling (NFKC), so that every keyboard gives the same bytes."""
    return unicodedata.normalize("NFKC", passphrase)


def passphrase_bytes(passphrase: str) -> bytes:
    """What the key is derived from; also for text that no file could hold (half a surrogate)."""
    return normalize(passphrase).encode("utf-8", "surrogatepass")


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
    dense = "".join(text.casefold().split())
    if len(set(dense)) < 5 or _is_repeat(dense):
        raise WeakPassphrase("This passphrase repeats itself.", remedy=_REMEDY)
    plain = _plain(text)
    if _is_sequence(plain):
        raise WeakPassphrase(
            "This passphrase follows the keyboard or the alphabet.", remedy=_REMEDY
        )
    if plain in _common():
        raise WeakPassphrase(
            "This passphrase is on the lists that are tried first.", remedy=_REMEDY
        )
    if _is_little_more_than(dense, ("leaddesktop", "lead", *forbidden_words)):
        raise WeakPassphrase(
            "This passphrase is little more than a name that somebody would try.", remedy=_REMEDY
        )


def generate_passphrase() -> str:
    """Six words drawn at random from 2,048: 66 bits, easy to keep and to type."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS))


def _plain(text: str) -> str:
    """Letters and digits only: spaces and punctuation do not make a common phrase a rare one."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _is_repeat(dense: str) -> bool:
    """Whether the text is one short piece over and over."""
    return any(
        dense == (dense[:size] * len(dense))[: len(dense)] for size in range(1, len(dense) // 2 + 1)
    )


def _is_sequence(plain: str) -> bool:
    if len(plain) < _SHORTEST_PART:
        return False
    rows = [row * 3 for row in _SEQUENCES]
    return any(plain in row or plain in row[::-1] for row in rows)


def _is_little_more_than(dense: str, names: tuple[str, ...]) -> bool:
    """Whether little is left of the text without the names, whole and in their parts.

    Initials are not taken out: they are letters of every passphrase.
    """
    folded = [normalize(name).casefold() for name in names]
    parts = {part for name in folded for word in name.split() for part in (word, _plain(word))}
    rest = dense
    for part in sorted(parts, key=len, reverse=True):
        if len(part) >= _SHORTEST_PART:
            rest = rest.replace(part, "")
    return len(rest) < MIN_LENGTH // 2


@cache
def _common() -> frozenset[str]:
    lines = resource("text", "passphrase-blocklist.txt").read_text("utf-8").splitlines()
    entries = (line.strip() for line in lines if line.strip() and not line.startswith("#"))
    return frozenset(_plain(entry) for entry in entries)
