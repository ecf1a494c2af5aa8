"""How hard a text is to read: the Flesch-Kincaid grade, with a syllable counter of our own.

grade = 0.39 * words per sentence + 11.8 * syllables per word - 15.59 (Kincaid et al., 1975).
Syllables are groups of vowels, less a silent e at the end (kept after a consonant with l:
"table"), less the e of a past "-ed" that is not spoken ("shared", but "wanted"), plus one where
two vowels are spoken apart ("science", "create"). A heading or a list item is a sentence.
"""

from __future__ import annotations

import re

_GROUPS = re.compile(r"[aeiouy]+")
_APART = re.compile(r"ia(?!l\b)|iu|io(?!n)|[aeiouy]ing|eate|uou|scien|dea\b|rea\b|poet")
_SILENT_E = re.compile(r"(?<![aeiouyl])es?$|(?<=[aeiouy]l)es?$")
_SILENT_ED = re.compile(r"(?<![td])ed$")


def syllables(word: str) -> int:
    """Spoken syllables of an English word, at least one."""
    word = re.sub(r"[^a-z]", "", word.lower())
    count = len(_GROUPS.findall(word)) + len(_APART.findall(word))
    if len(word) > 3:
        spoken_es = re.search(r"(?:[sxz]|ch|sh|[cg])es$", word)
        if not spoken_es and (_SILENT_E.search(word) or _SILENT_ED.search(word)):
            count -= 1
    return max(count, 1)


def sentences(text: str) -> list[str]:
    """Sentences of a text whose lines are paragraphs, headings or list items."""
    parts = re.split(r"[.!?:;]+(?:\s|$)|\n", text)
    return [part for part in parts if re.search(r"[A-Za-z]", part)]


def flesch_kincaid(text: str) -> float:
    """The school grade that reads `text` with ease."""
    found = sentences(text)
    words = re.findall(r"[A-Za-z][A-Za-z'’]*", text)
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(found) + 11.8 * spoken / len(words) - 15.59
