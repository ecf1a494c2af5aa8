"""What a participant's own copy has beside every other: its type size and its language."""

from __future__ import annotations

from lead_desktop.base.errors import Refused
from lead_desktop.base.settings import OWN_COPY_SIZES
from lead_desktop.documents.form_texts import FormText
from lead_desktop.documents.summary_words import own_text
from lead_desktop.domain.codes import Audience, FormLanguage
from lead_desktop.domain.people.languages import paper_language


def type_size(usual: int, wished: int | None) -> int:
    """Points of the running text: as wished, else as the program has set. Raises Refused."""
    size = wished or usual
    if size not in OWN_COPY_SIZES:
        raise Refused(
            "A participant's own copy is set in 12, 14 or 18 points.", meaning="Nothing was made."
        )
    return size


def copy_language(audience: Audience, wished: FormLanguage | None, spoken: str) -> FormLanguage:
    """As wished, else what the participant speaks; every other reader's copy is in English."""
    if audience is not Audience.PARTICIPANT:
        return FormLanguage.ENGLISH
    return wished or paper_language(spoken)


def own_words(language: FormLanguage) -> FormText:
    """The words of a participant's own copy in a language, with what a person has yet to review."""
    return own_text(language)
