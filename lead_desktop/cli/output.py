"""What commands print and write: one JSON document, a plain table, or a file for its owner only."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from lead_desktop.base.clear_files import write_whole
from lead_desktop.base.errors import LeadError

Json = Mapping[str, object]
_CELL = 48


class CannotWrite(LeadError):
    """A file named on the command line that cannot be written."""


def print_json(value: object) -> None:
    """One JSON document on standard output. Instants carry their offset, codes are their value."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=_plain)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2, default=_plain)
    print(text)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def tell_id(subject: UUID, words: str, *, as_json: bool) -> None:
    """What was written: its id alone as JSON, else a short sentence that ends with it."""
    if as_json:
        print_json({"id": subject})
    else:
        print(f"{words} {subject}")


def print_table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Columns of text for a person; long cells are cut."""
    lines = [tuple(headings), *(tuple(_cell(value) for value in row) for row in rows)]
    widths = [max(_width(line[at]) for line in lines) for at in range(len(headings))]
    for line in lines:
        cells = (
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        )
        print("  ".join(cells).rstrip())


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, list | tuple):
        return _cell(", ".join(_cell(item) for item in value))
    text = value.value if isinstance(value, StrEnum) else str(value)
    # A terminal obeys control characters; a note must not be able to command it.
    line = "".join(c if c.isprintable() else " " for c in text)
    line = " ".join(line.split())
    return line if len(line) <= _CELL else f"{line[: _CELL - 1]}…"


def _width(text: str) -> int:
    """Columns that a terminal gives to `text`."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def write_file(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read; a half-written one never stands there.

    Raises CannotWrite.
    """
    try:
        write_whole(path, content)
    except OSError as problem:
        raise CannotWrite(
            f"{path} cannot be written: {problem.strerror}.",
            remedy="Name another place, or free some space.",
        ) from None
