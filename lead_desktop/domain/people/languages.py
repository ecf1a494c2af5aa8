"""Which language a participant's papers are in, from how the record names what they speak."""

from __future__ import annotations

import re
import unicodedata

from lead_desktop.domain.codes import FormLanguage

_SPANISH = frozenset({"spanish", "espanol", "castellano", "castilian", "es", "spa"})


def paper_language(spoken: str) -> FormLanguage:
    """The language that is named first, where papers exist in it; English otherwise.

    "Spanish", "Español (El Salvador)", "es-MX" are Spanish; "English, some Spanish" is English.
    """
    plain = unicodedata.normalize("NFKD", spoken.casefold())
    words = re.findall(r"[a-z]+", "".join(c for c in plain if not unicodedata.combining(c)))
    return FormLanguage.SPANISH if words and words[0] in _SPANISH else FormLanguage.ENGLISH
