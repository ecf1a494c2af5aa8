"""What the sections of a summary are called: plain words for the participant, in the language of
the copy; the office's words for everybody else. The keys are those of the forms' own_copy texts.
"""

from __future__ import annotations

from collections.abc import Mapping

from lead_desktop.documents.form_texts import FormText, form_text
from lead_desktop.documents.summary_content import CareSummary
from lead_desktop.domain.codes import Audience, FormLanguage

OFFICE_WORDS: Mapping[str, str] = {
    "name": "Participant",
    "legal_name": "Legal name {name}",
    "pronouns": "Pronouns",
    "language": "Language",
    "birth_date": "Date of birth",
    "identifiers": "Identifiers",
    "best_way": "Best way to reach",
    "purpose": "Purpose and consent",
    "program": "Program",
    "since": "{what}, since {day}",
    "team": "Team",
    "engagement": "How we work together",
    "services": "Services and linkages",
    "service": "Service",
    "status": "Status",
    "where": "Provider",
    "next": "Next date",
    "goals": "In {whose} words, and what we are working on",
    "steps": "{goal}, {done} of {steps} steps done",
    "helps": "Helps",
    "needs": "Needs",
    "barriers": "Gets in the way",
    "please": "Please",
    "needs_and_barriers": "Needs and barriers",
    "contacts": "Contact",
    "contacts_since": "Contact since {day}",
    "reached": "{count} contacts",
    "reached_once": "1 contact",
    "tried": "{count} attempts without contact.",
    "tried_once": "1 attempt without contact.",
    "cadence": "Agreed cadence: every {count} days.",
    "cadence_once": "Agreed cadence: every 1 day.",
    "court": "Court",
    "day": "Date",
    "what": "What",
    "place": "Where",
    "ask": "What we ask",
    "health": "Health",
    "housing": "Housing",
    "events": "Events",
    "supplies": "Supplies",
    "asks": "What we ask of you",
    "by": "by",
}


def words_of(summary: CareSummary) -> Mapping[str, str]:
    """What this copy calls its sections."""
    own = summary.audience is Audience.PARTICIPANT
    return own_text(summary.language).labels if own else OFFICE_WORDS


def own_text(language: FormLanguage) -> FormText:
    """The words of the participant's own copy."""
    return form_text("own_copy", language)


def counted(words: Mapping[str, str], key: str, count: int) -> str:
    """The phrase for `count` of something: `key` and `key`_once are its two forms."""
    return words[f"{key}_once"] if count == 1 else words[key].format(count=count)
