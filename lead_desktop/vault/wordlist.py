"""The English word list of BIP-39: 2,048 words, each told apart by its first four letters."""

from __future__ import annotations

from functools import cache

from mnemonic import Mnemonic


@cache
def english() -> Mnemonic:
    """The list with its checksum arithmetic; read from the package once, on first need."""
    return Mnemonic("english")


@cache
def words() -> tuple[str, ...]:
    """The 2,048 words in the order of the list."""
    return tuple(english().wordlist)
