"""Words for where a person stands."""

from __future__ import annotations

import pytest

from lead_desktop.domain.codes import ParticipantStatus
from lead_desktop.exchange.statuses import status_of


@pytest.mark.parametrize("status", list(ParticipantStatus))
def test_codes_and_labels_are_known(status: ParticipantStatus) -> None:
    assert status_of(status.value.lower().replace("_", " ")) is status
    assert status_of(status.label) is status


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Active", ParticipantStatus.ACTIVE),
        ("enrolled", ParticipantStatus.ACTIVE),
        ("Inactive", ParticipantStatus.INACTIVE_LOST),
        ("Incarcerated", ParticipantStatus.INACTIVE_CUSTODY),
        ("on-hold", ParticipantStatus.INACTIVE_PAUSED),
        ("Discharged", ParticipantStatus.CLOSED),
        ("not eligible", ParticipantStatus.NOT_ENROLLED),
    ],
)
def test_usual_words(word: str, status: ParticipantStatus) -> None:
    assert status_of(word) is status


def test_unknown_words_are_not_guessed() -> None:
    assert status_of("purple") is None
    assert status_of("") is None
