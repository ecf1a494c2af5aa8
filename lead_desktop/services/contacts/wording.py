"""The list of words that can be said better; it is shipped with the program."""

from __future__ import annotations

from functools import cache

from lead_desktop.base.resources import resource
from lead_desktop.domain.contacts.wording import Wording


@cache
def person_first() -> Wording:
    """Person-first hints; a missing list hints at nothing, for a note must open without it."""
    path = resource("text", "person_first.tsv")
    return Wording(path.read_text(encoding="utf-8") if path.is_file() else "")
