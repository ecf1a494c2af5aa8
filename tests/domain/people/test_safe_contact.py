"""How somebody may be reached: quiet hours over midnight, ways that were ruled out."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from lead_desktop.domain.codes import ContactMode
from lead_desktop.domain.people.participant import PhoneLine
from lead_desktop.domain.people.safe_contact import (
    SafeContact,
    card_words,
    contact_warnings,
    forbidden_modes,
)

ZONE = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("start", "end", "hour", "quiet"),
    [
        (21, 8, 20, False),
        (21, 8, 21, True),
        (21, 8, 2, True),
        (21, 8, 8, False),
        (12, 14, 13, True),
        (12, 14, 14, False),
        (9, 9, 9, False),
    ],
)
def test_quiet_hours_may_go_over_midnight(start: int, end: int, hour: int, quiet: bool) -> None:
    card = SafeContact(quiet_from=time(start), quiet_to=time(end))
    assert card.is_quiet(datetime(2026, 11, 23, hour, tzinfo=ZONE), ZONE) is quiet


def test_only_a_no_forbids_and_what_was_not_asked_does_not() -> None:
    silent = PhoneLine("555-0142", "", False, None)
    unasked = PhoneLine("555-0143", "", None, None)
    assert forbidden_modes(SafeContact(mail_ok=False), [silent]) == {
        ContactMode.TEXT,
        ContactMode.LETTER,
    }
    assert forbidden_modes(SafeContact(), [silent, unasked]) == frozenset()
    assert forbidden_modes(SafeContact(), []) == frozenset()


def test_a_call_in_quiet_hours_is_warned_of_in_words() -> None:
    card = SafeContact(quiet_from=time(21), quiet_to=time(8, 30))
    phones = [PhoneLine("555-0142", "", True, False)]
    late = datetime(2026, 11, 23, 22, tzinfo=ZONE)
    said = contact_warnings(card, phones, ContactMode.PHONE, late, ZONE)
    assert said == ("No voicemail.", "Quiet hours: 9 pm to 8:30 am.")


def test_the_card_is_handed_on_in_words_and_what_was_not_asked_is_no_permission() -> None:
    card = SafeContact(
        who_may_know="her sister",
        quiet_from=time(21),
        quiet_to=time(8),
        mail_ok=False,
        words="ask for June",
    )
    phone = PhoneLine("555-0142", "Own", text_ok=True, voicemail_ok=None)
    assert card_words(card, phone) == (
        "texts fine",
        "no letters",
        "not from 9 pm to 8 am",
        "who may know: her sister",
        "ask for June",
    )
    assert card_words(SafeContact(), None) == ()
