"""From words on the command line to codes, ids, days and instants, and back to its options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

import typer

from lead_desktop.base.errors import FieldProblem, InvalidInput, LeadError, NotFound

CodeT = TypeVar("CodeT", bound=StrEnum)


class UnknownCode(LeadError):
    """A word that is in none of the code lists; the message lists what is allowed."""


def read_code(kind: type[CodeT], text: str, option: str) -> CodeT:
    """The code meant by `text`, whatever its case; `option` names it in the refusal."""
    wanted = text.strip().replace("-", "_").casefold()
    for member in kind:
        if member.value.casefold() == wanted:
            return member
    raise unknown_code(option, [member.value for member in kind])


def unknown_code(option: str, allowed: list[str]) -> UnknownCode:
    """The refusal of a word that is no code."""
    return UnknownCode(
        f"{option} does not know this code.", remedy=f"Allowed are {', '.join(allowed)}."
    )


def read_id(text: str, listed: str) -> UUID:
    """An id; anything else is told where ids are listed: `listed` is a kind of “list”."""
    try:
        return UUID(text.strip())
    except ValueError:
        raise NotFound(
            "This is not an id.", remedy=f"“lead-desktop list PATH {listed}” shows the ids."
        ) from None


@contextmanager
def options_named(option_of: Mapping[str, str]) -> Iterator[None]:
    """Within: say of each fact that is missing by which option it is given."""
    try:
        yield
    except InvalidInput as refusal:
        problems = (
            FieldProblem(
                problem.field,
                f"{problem.message} ({option_of[problem.field]})"
                if problem.field in option_of
                else problem.message,
            )
            for problem in refusal.problems
        )
        raise InvalidInput(*problems) from None


def parse_day(text: str) -> date:
    """A day in ISO 8601; anything else is wrong usage."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter("a day is written like 2026-11-23") from None


def parse_instant(text: str) -> datetime:
    """A time of day in ISO 8601; without an offset it is meant in the vault's time zone."""
    try:
        if len(text.strip()) <= len("2026-11-23"):
            raise ValueError("a day alone")
        return datetime.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(
            "a date and time is written like 2026-11-23T10:30 or 2026-11-23T10:30-05:00"
        ) from None
