"""Telephone numbers as people write them, read in the North American plan unless they say +."""

from __future__ import annotations

import re
from functools import lru_cache

# NPA-NXX-XXXX: neither area code nor exchange begins with 0 or 1 (North American Numbering Plan).
_PLAIN = re.compile(r"(?:\+?1[\s.-]*)?\(?([2-9]\d\d)\)?[\s./-]*([2-9]\d\d)[\s.-]*(\d{4})")
_SAMPLES = ("2345678", "5550100", "8675309", "4446789", "2222222", "7778888")


def e164(text: str) -> str | None:
    """The number in international form ("+14105550123"), or None when it is no valid number.

    The common American shape is read here, because the library needs 30 microseconds for each.
    """
    plain = _PLAIN.fullmatch(text.strip())
    if plain:
        area, exchange, line = plain.groups()
        return f"+1{area}{exchange}{line}" if _area_in_use(area) else None
    return _by_library(text)


@lru_cache(maxsize=800)
def _area_in_use(area: str) -> bool:
    """Some numbering areas are served only in part, so several sample numbers are tried."""
    return any(_by_library(f"+1{area}{sample}") for sample in _SAMPLES)


def _by_library(text: str) -> str | None:
    import phonenumbers  # its metadata takes time to load: only those who import pay

    if len(text) > 60:
        return None
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    formatted = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return str(formatted)
