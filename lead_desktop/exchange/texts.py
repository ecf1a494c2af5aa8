"""The text of a cell as it is kept: composed, without control characters or needless blanks."""

from __future__ import annotations

import unicodedata


def clean(text: str) -> str:
    """One line of text in Unicode's composed form (NFC), without control characters.

    Joiners and direction marks stay, since Persian or Hindi names need them; a text of nothing
    else is empty.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    line = " ".join(text.split())
    if not line.isprintable():
        line = "".join(c for c in line if unicodedata.category(c) not in ("Cc", "Cs"))
        if all(unicodedata.category(c) in ("Cf", "Zs") for c in line):
            return ""
    return line if line.isascii() else unicodedata.normalize("NFC", line)


def clean_cells(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row, each clean. They are stripped already, so that a row of plain letters,
    as nearly all are, is told by one look at the whole of it."""
    whole = "|".join(cells)
    if whole.isascii() and whole.isprintable() and "  " not in whole:
        return cells
    return tuple(map(clean, cells))


def clean_lines(text: str) -> str:
    """A text of several lines in Unicode's composed form, without control characters."""
    lines = [clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return unicodedata.normalize("NFC", "\n".join(lines)).strip()
