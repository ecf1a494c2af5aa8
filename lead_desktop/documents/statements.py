"""Statements of law that stand on paper word for word, each with the version of its text.

They are files, so that counsel can read them without the program and a change of the law is a
new file beside the old one. A test compares each with the text of the regulation to the letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from lead_desktop.base.resources import resource

_IN_FORCE_SINCE = "2024-04-16"
"""42 CFR part 2 as amended by 89 FR 12472; effective on this day."""


class Law(StrEnum):
    """The statements by the section of 42 CFR part 2 that asks for them."""

    NOTICE_TO_RECIPIENT = "2.32-statement-1"
    SHORT_NOTICE = "2.32-statement-2"
    NOTICE_HEADER = "2.22-notice-header"
    NOTICE_PROCEEDINGS = "2.22-proceedings"
    NOTICE_COURT_HEARING = "2.22-court-hearing"
    NOTICE_COURT_MANDATE = "2.22-court-mandate"
    NOTICE_SINGLE_CONSENT = "2.22-single-consent"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement's text. version: the day since which the text is law, as YYYY-MM-DD."""

    law: Law
    version: str
    text: str


@cache
def statement(law: Law, version: str = _IN_FORCE_SINCE) -> Statement:
    """The statement of `law`; an older version for a copy that was made under it."""
    path = resource("text", "statements", f"{law}_{version}.txt")
    return Statement(law, version, path.read_text(encoding="utf-8").removesuffix("\n"))
