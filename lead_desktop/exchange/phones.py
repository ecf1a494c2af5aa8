"""Telephone numbers as people write them, read in the North American plan unless they say +."""

from __future__ import annotations

import re
from functools import lru_cache

# NPA-NXX-XXXX: neither area code nor exchange begins with 0 or 1 (North American Numbering Plan).
_PLAIN = re.compile(
    r"(?:\+?1[ .-]{0,3})?\(?([2-9]\d\d)\)?[ ./-]{0,3}([2-9]\d\d)[ .-]{0,3}(\d{4})", re.ASCII
)
_EXCHANGES = range(200, 1000)


def e164(text: str) -> str | None:
    """The number in international form ("+14105550123"), or None when it is no valid number.

    The library phonenumbers decides. It needs 30 microseconds for each number, so the common
    American shape is read here where the answer is known: 1 microsecond.
    """
    text = text.strip()
    plain = _PLAIN.fullmatch(text)
    if plain and _served_whole(plain[1]):
        return f"+1{plain[1]}{plain[2]}{plain[3]}"
    return _by_library(text)


@lru_cache(maxsize=800)
def _served_whole(area: str) -> bool:
    """Whether every exchange of an area is valid; in some, mostly islands, only a few are.

    Asking takes 10 ms for an area, and few areas stand in one file.
    """
    import phonenumbers  # its metadata takes time to load: only those who import pay

    return all(
        phonenumbers.is_valid_number(
            phonenumbers.PhoneNumber(country_code=1, national_number=int(f"{area}{exchange}0123"))
        )
        for exchange in _EXCHANGES
    )


def _by_library(text: str) -> str | None:
    import phonenumbers  # late, as above

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
