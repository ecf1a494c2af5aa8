"""Words that do not describe people here, and the few places where they mean something else."""

from __future__ import annotations

import re

_AVOIDED = (
    r"clients?",
    r"offenders?",
    r"addict(?:s|ed|ion)?",
    r"junkies?",
    r"abus\w+",
    r"drug (?:problem|habit)s?",
    r"habits?",
    r"dirty",
    r"clean",
    r"reformed",
    r"relaps\w+",
    r"(?:replacement|substitution) (?:therapy|treatment)",
    r"prostitut\w+",
    r"hookers?",
    r"(?:the )?homeless",
    r"vagrants?",
    r"no[- ]show\w*",
    r"non-?complian\w+",
    r"refus\w+",
    r"resistant",
    r"abscond\w*",
    r"awol",
    r"lost",
    r"surveil\w*",
    r"(?:track|monitor|target)(?:s|ed|ing)? (?:them|him|her|people|participants?)",
    r"fail(?:s|ed|ure|ures|ing)?",
    r"frequent flyers?",
    r"overdue (?:people|participants?|person)",
    r"cases",
)
_AVOIDED_WORD = re.compile(rf"\b(?:{'|'.join(_AVOIDED)})\b", re.IGNORECASE)

_MEANT_OTHERWISE = (
    "Nothing that was typed is lost",  # words in a form, when the vault locks
    "a lost connection",  # of a network drive
    "Housing lost",  # what happened to a person, in the list of events
    "Benefit lost",
    "Prostitution (charge)",  # what the law calls it, never a person
    "override a refusal",  # by a rule of the program, not by a person
)


def avoided_words(text: str) -> list[str]:
    """The words in `text` that are never said of people."""
    for phrase in _MEANT_OTHERWISE:
        text = text.replace(phrase, "")
    return _AVOIDED_WORD.findall(text)
