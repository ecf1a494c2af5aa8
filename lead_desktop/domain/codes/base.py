"""What every code list is made of."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """A member of a code list: its stored value and the words shown for it."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
