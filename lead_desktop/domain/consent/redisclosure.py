"""What a recipient may do with what it gets, and which statements go with a copy."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from lead_desktop.domain.codes import Audience, ConsentKind


class NoticeKind(StrEnum):
    """What must accompany a copy (42 CFR 2.32)."""

    STATEMENT_1 = "statement_1"
    STATEMENT_2 = "statement_2"
    SCOPE = "scope"


_CONDITION = (
    "You may use and share this only to carry out your official duties with regard to the "
    "conditional release or other action for which the consent was given (42 CFR 2.35(d))."
)
_TPO = (
    "A covered entity or business associate may share this further as HIPAA allows, except in "
    "proceedings against the participant (42 CFR 2.33(b))."
)
_AS_CONSENTED = "You may share this further only as the consent says (42 CFR 2.33)."
_NO_FURTHER = "You may not share this further (42 CFR 2.32, 2.33)."


def redisclosure_rule(audience: Audience, kind: ConsentKind | None) -> str:
    """The rule of 42 CFR 2.33 and 2.35(d) in a sentence for the recipient; empty for own copies.

    kind: None for a ground beside consent.
    """
    if audience in (Audience.INTERNAL, Audience.PARTICIPANT):
        return ""
    if kind is ConsentKind.CJ_2_35:
        return _CONDITION
    if kind is ConsentKind.PART2_TPO:
        return _TPO
    if kind is not None and audience is Audience.PROVIDER:
        return _AS_CONSENTED
    return _NO_FURTHER


_STRICTEST_FIRST = (_NO_FURTHER, _CONDITION, _AS_CONSENTED, _TPO)


def strictest(rules: Iterable[str]) -> str:
    """The one rule for a paper that rests on several consents: what one of them lets its reader do
    is not let with what came under another. Empty when there is none."""
    found = frozenset(rules)
    return next((rule for rule in _STRICTEST_FIRST if rule in found), "")
