"""Values that are there by what was checked before."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def given(value: T | None) -> T:
    """The value, which cannot be None here: a rule or a query saw to that.

    Where that is a mistake of the program it is told at once, unlike by an assertion also where
    Python runs without them.
    """
    if value is None:
        raise AssertionError("a value is missing that an earlier step had to give")
    return value
