"""Which script a text is written in: for the voice that reads it out, and for words about it."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

_LANGUAGES: tuple[tuple[int, int, str], ...] = (
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "ru"),
    (0x0530, 0x058F, "hy"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "ar"),
    (0x0750, 0x077F, "ar"),
    (0x08A0, 0x08FF, "ar"),
    (0x0900, 0x097F, "hi"),
    (0x0980, 0x09FF, "bn"),
    (0x0A00, 0x0A7F, "pa"),
    (0x0A80, 0x0AFF, "gu"),
    (0x0B80, 0x0BFF, "ta"),
    (0x0C00, 0x0C7F, "te"),
    (0x0C80, 0x0CFF, "kn"),
    (0x0D00, 0x0D7F, "ml"),
    (0x0D80, 0x0DFF, "si"),
    (0x0E00, 0x0E7F, "th"),
    (0x0E80, 0x0EFF, "lo"),
    (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1100, 0x11FF, "ko"),
    (0x1200, 0x139F, "am"),
    (0x1780, 0x17FF, "km"),
    (0x1C90, 0x1CBF, "ka"),
    (0x2D80, 0x2DDF, "am"),
    (0x3040, 0x30FF, "ja"),
    (0x3400, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
    (0xFB1D, 0xFB4F, "he"),
    (0xFB50, 0xFDFF, "ar"),
    (0xFE70, 0xFEFF, "ar"),
)
"""Ranges of letters and the language that is likeliest in them (CLDR, likely subtags)."""
_FIRST_FOREIGN = chr(_LANGUAGES[0][0])
_STARTS = [start for start, _, _ in _LANGUAGES]


def foreign_language(text: str) -> str:
    """The language of a text all of whose letters are of one script beside Latin; else "".

    Kana and ideographs together are Japanese.
    """
    if text.isascii() or max(text) < _FIRST_FOREIGN:
        return ""
    found = {_language(c) for c in text if unicodedata.category(c)[0] == "L"}
    if found == {"ja", "zh"}:
        return "ja"
    return found.pop() if len(found) == 1 else ""


def _language(letter: str) -> str:
    place = bisect_right(_STARTS, ord(letter)) - 1
    if place < 0:
        return ""
    _, last, language = _LANGUAGES[place]
    return language if ord(letter) <= last else ""


def script_names(characters: str) -> tuple[str, ...]:
    """What the scripts of some characters are called, in Unicode's English: "Tifinagh"."""
    names = {}
    for character in characters:
        name = unicodedata.name(character, "")
        if unicodedata.category(character)[0] in "LMN" and name:
            names[name.split(" ")[0].split("-")[0].capitalize()] = True
    return tuple(sorted(names))
