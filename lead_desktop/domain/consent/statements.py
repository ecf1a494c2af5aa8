"""The statements that a consent form must carry: which kind needs which, under versioned ids.

The words stand in resources/text/consent/statements.toml. A consent stores the ids that its
signed form carried, so that it is always known what the participant read.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from lead_desktop.base.resources import resource
from lead_desktop.domain.codes import ConsentKind

FORM_VERSION = "2026-11.2"
"""The consent form that this version of the program prints."""

REVOCATION = "revocation.1"
REDISCLOSURE = "redisclosure.1"
SAYING_NO = "saying_no.1"
HIPAA = "hipaa.1"
REVOCABLE_FROM = "revocable_from.1"
UNCONDITIONED = "unconditioned.1"

REQUIRED_STATEMENTS: dict[ConsentKind, frozenset[str]] = {
    ConsentKind.PART2_NAMED: frozenset({REVOCATION}),
    ConsentKind.PART2_TPO: frozenset({REVOCATION, REDISCLOSURE, SAYING_NO, HIPAA}),
    ConsentKind.CJ_2_35: frozenset({REVOCABLE_FROM}),
    ConsentKind.COUNSELING_NOTES: frozenset({REVOCATION, UNCONDITIONED}),
    ConsentKind.LEGAL_PROCEEDING: frozenset({REVOCATION}),
    ConsentKind.NON_PART2_RELEASE: frozenset(),
}
"""42 CFR 2.31(a)(6) does not apply to criminal-justice consents; 2.35(c) stands in its place."""

PROMISES = frozenset({UNCONDITIONED})
"""Statements of what the program may not do: our forms carry them, though the law does not ask for
them on the paper (42 CFR 2.31(b)(3))."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement. law: the rule's words. plain: the words on our form."""

    id: str
    source: str
    law: str
    plain: str


@lru_cache(maxsize=1)
def statements() -> dict[str, Statement]:
    """Every statement by its id."""
    text = resource("text", "consent", "statements.toml").read_text(encoding="utf-8")
    return {key: Statement(key, **words) for key, words in tomllib.loads(text).items()}
