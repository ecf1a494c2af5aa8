"""The words that other programs' spreadsheets use for where a person stands."""

from __future__ import annotations

import re

from lead_desktop.domain.codes import ParticipantStatus

_NOT_LETTERS = re.compile(r"[\W_]+")
_WORDS: dict[ParticipantStatus, str] = {
    ParticipantStatus.REFERRED: "new, referred, referral, pending, prospective",
    ParticipantStatus.SCREENING: "screening, in screening, eligibility, under review",
    ParticipantStatus.OUTREACH: "outreach, engaging, looking for",
    ParticipantStatus.INTAKE_STARTED: "intake, intake started, in intake",
    ParticipantStatus.INTAKE_SCHEDULED: "intake scheduled, scheduled",
    ParticipantStatus.ACTIVE: "active, open, enrolled, current, engaged, maintaining, in program",
    ParticipantStatus.INACTIVE_LOST: (
        "inactive, lost, lost contact, lost to follow up, out of contact, unable to locate"
    ),
    ParticipantStatus.INACTIVE_CUSTODY: (
        "jail, prison, custody, in custody, incarcerated, detained, inactive in jail"
    ),
    ParticipantStatus.INACTIVE_FACILITY: (
        "hospital, in hospital, hospitalized, in treatment, residential, residential treatment"
    ),
    ParticipantStatus.INACTIVE_PAUSED: "paused, on hold, hold, break, on break",
    ParticipantStatus.CLOSED: (
        "closed, discharged, exited, completed, graduated, ended, withdrawn, withdrew, deceased"
    ),
    ParticipantStatus.NOT_ENROLLED: "not enrolled, declined, ineligible, not eligible, refused",
}


def _key(word: str) -> str:
    return _NOT_LETTERS.sub("", word.casefold())


_BY_WORD = {
    _key(word): status
    for status in ParticipantStatus
    for word in (status.value, status.label, *_WORDS[status].split(","))
}


def status_of(word: str) -> ParticipantStatus | None:
    """The status meant by a code, its label or a usual word; None when it is none of these."""
    return _BY_WORD.get(_key(word))
