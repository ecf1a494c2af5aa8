"""Words in the cells of other programs, matched to our codes whatever their case and marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

CodeT = TypeVar("CodeT", bound=StrEnum)

_NOT_LETTERS = re.compile(r"[\W_]+")


def word_key(word: str) -> str:
    """What of a word counts: its letters and digits, without case."""
    return _NOT_LETTERS.sub("", word.casefold())


def words_of_codes(
    codes: Iterable[CodeT], words: Mapping[CodeT, str] | None = None
) -> Mapping[str, CodeT]:
    """Every word for each code: its own value, its label and the usual ones."""
    table: dict[str, CodeT] = {}
    for code in codes:
        usual = (words or {}).get(code, "").split(",")
        for word in (code.value, str(getattr(code, "label", "")), *usual):
            if key := word_key(word):
                table.setdefault(key, code)
    return table
