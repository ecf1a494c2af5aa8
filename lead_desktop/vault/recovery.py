"""The recovery sheet: 24 words that open everything, printed once and kept in a safe."""

from __future__ import annotations

import re
import secrets
from datetime import date

from lead_desktop.base.errors import WrongPassphrase
from lead_desktop.vault.wordlist import english, words

ENTROPY_BYTES = 32
WORD_COUNT = 24
_NUMBERED_ROW = re.compile(r"\s*(?:\d{1,2}[.)][ \t]*[^\W\d_]+\s*)+")
_REMEDY = "Compare with the sheet, word by word."


def new_recovery_words() -> str:
    """24 words: 256 random bits and a checksum."""
    return str(english().to_mnemonic(secrets.token_bytes(ENTROPY_BYTES)))


def read_recovery_words(text: str) -> bytes:
    """The 256 bits behind the words; case and spacing do not matter.

    Numbered words ("1. alpha") are taken in the order of their numbers, so a whole sheet with its
    two columns is read as well. Raises WrongPassphrase naming the place of a slip, never the
    words themselves.
    """
    typed = _numbered(text) or [word for word in re.split(r"[\s,;]+", text.casefold()) if word]
    if len(typed) != WORD_COUNT:
        raise WrongPassphrase(
            f"The recovery sheet has {WORD_COUNT} words; {len(typed)} were typed.", remedy=_REMEDY
        )
    known = frozenset(words())
    for place, word in enumerate(typed, start=1):
        if word not in known:
            raise WrongPassphrase(
                f"Word {place} is not a word of the recovery list.", remedy=_REMEDY
            )
    if not english().check(" ".join(typed)):
        raise WrongPassphrase(
            "The words do not belong together: one of them is another word of the list.",
            remedy=_REMEDY,
        )
    return bytes(english().to_entropy(typed))


def _numbered(text: str) -> list[str]:
    """The words in the order of their numbers; empty unless every number stands there once."""
    text = text.casefold()
    # The vault's own name may hold numbers, even numbered words: so first the rows that hold
    # nothing else, then all that is marked as a number, then numbers without a mark.
    rows = "\n".join(line for line in text.splitlines() if _NUMBERED_ROW.fullmatch(line))
    for source, mark in ((rows, r"[.)]"), (text, r"[.)]"), (text, "")):
        pairs = re.findall(rf"(?<!\S)(\d{{1,2}}){mark}[ \t]*([^\W\d_]+)", source)
        places = {int(number): word for number, word in pairs}
        if len(pairs) == WORD_COUNT and set(places) == set(range(1, WORD_COUNT + 1)):
            return [places[place] for place in sorted(places)]
    return []


def sheet_text(vault_name: str, created: date, recovery_words: str) -> str:
    """The printable sheet: what it is, where to keep it, and the words in two numbered columns."""
    listed = recovery_words.split()
    half = len(listed) // 2
    rows = [
        f"   {left:>2}. {listed[left - 1]:<14}{left + half:>2}. {listed[left + half - 1]}"
        for left in range(1, half + 1)
    ]
    return "\n".join(
        [
            "RECOVERY SHEET",
            "",
            f"Vault: {vault_name}",
            f"Made on: {created.isoformat()}",
            "",
            *rows,
            "",
            "These words open every record of this vault. Print this sheet, put it in a safe,",
            "and keep no copy on any computer. If a passphrase is forgotten, they let a worker",
            "set a new one; the program then makes a new sheet and this one stops working.",
            "",
        ]
    )
