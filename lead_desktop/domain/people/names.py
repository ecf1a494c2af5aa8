"""Names and numbers: how they are shown, shortened and folded for finding."""

from __future__ import annotations

import re
import unicodedata

_FOLDED = str.maketrans({**dict.fromkeys("'’`´"), **dict.fromkeys("-_.,", " ")})


def number_text(number: int) -> str:
    """The neutral number shown on screen and paper: P-0042."""
    return f"P-{number:04d}"


def parse_number(text: str) -> int | None:
    """The number in "P-0042" or "p42"; None when the text is something else."""
    match = re.fullmatch(r"[Pp]-?(\d{1,9})", text.strip())
    return int(match.group(1)) if match else None


def fold_name(*names: str | None) -> str:
    """Names folded for finding: case, accents, apostrophes and hyphens do not matter."""
    joined = " ".join(filter(None, names))
    plain = joined.casefold()
    if not plain.isascii():  # nothing to take apart in ASCII, and an import folds every name
        taken_apart = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in taken_apart if not unicodedata.combining(c))
    return " ".join(plain.translate(_FOLDED).split())


def phone_digits(text: str) -> str:
    """The digits of a phone number, as a search compares them."""
    return "".join(filter(str.isdigit, text))


def initials(name: str) -> str:
    """One or two letters for an avatar or a footer: "Juniper Fable" gives "JF"."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


def short_name(name: str) -> str:
    """A worker's name where room is short: "Tomas Sampleton" gives "Tomas S."."""
    words = name.split()
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else name
