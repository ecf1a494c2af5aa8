"""Commands told as one JSON object, so that no other process reads them from the arguments."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from lead_desktop.base.errors import LeadError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Given = TypeVar("Given", bound="DataclassInstance")

Read = TypeVar("Read")

Readers = Mapping[str, Callable[[object], object]]
"""Which keys an object may have, and what reads the value of each."""


class BadInput(LeadError):
    """A JSON input that is not what the command takes."""


def read_object(text: str, readers: Readers, *, noun: str, example: str) -> dict[str, Any]:
    """The values of a JSON object; raises BadInput naming the first key that cannot be taken.

    noun: what it describes ("a contact"). A key whose value is null is left out.
    """
    try:
        content: object = json.loads(text)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise BadInput("The input is not a JSON object.", remedy=f"Write {example}.")
    if any(key not in readers for key in content):
        raise BadInput(
            f"The input has a key that {noun} does not have.",
            remedy=f"The keys are {', '.join(readers)}.",
        )
    values = {}
    for key, read in readers.items():
        if content.get(key) is not None:
            try:
                values[key] = read(content[key])
            except (TypeError, ValueError, typer.BadParameter):
                raise BadInput(f"The value of “{key}” in the input cannot be taken.") from None
    return values


def completed(told: Given, base: Given) -> Given:
    """What the options say, and what the input says where they are silent (None)."""
    own = {field.name: getattr(told, field.name) for field in fields(told)}
    return replace(base, **{name: value for name, value in own.items() if value is not None})


def as_text(value: object) -> str:
    """A text as it is; raises TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError
    return value


def as_texts(value: object) -> tuple[str, ...]:
    """One text or a list of them."""
    items = value if isinstance(value, list) else [value]
    return tuple(as_text(item) for item in items)


def as_mapping(value: object, read: Callable[[object], Read]) -> dict[str, Read]:
    """An object, the value of each of its keys taken by `read`."""
    if not isinstance(value, dict):
        raise TypeError
    return {key: read(item) for key, item in value.items()}


def as_whole(value: object) -> int:
    """A whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def as_flag(value: object) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise TypeError
    return value
