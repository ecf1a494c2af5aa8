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
    hour_words,
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


@pytest.mark.parametrize("hours", [(None, None), (time(0), None), (None, time(0))])
def test_hours_of_which_one_end_is_missing_are_no_quiet_hours(
    hours: tuple[time | None, time | None],
) -> None:
    card = SafeContact(quiet_from=hours[0], quiet_to=hours[1])
    assert not card.is_quiet(datetime(2026, 11, 23, 2, tzinfo=ZONE), ZONE)
    assert card.quiet_words == ""


def test_quiet_hours_begin_on_their_minute_in_the_zone_of_the_vault() -> None:
    card = SafeContact(quiet_from=time(12, 30), quiet_to=time(14))
    utc = ZoneInfo("UTC")
    instants = [datetime(2026, 11, 23, 17, minute, tzinfo=utc) for minute in (29, 30)]
    assert [card.is_quiet(instant, ZONE) for instant in instants] == [False, True]


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (time(0), "12 am"),
        (time(11, 59), "11:59 am"),
        (time(12), "12 pm"),
        (time(13, 5), "1:05 pm"),
        (time(23), "11 pm"),
    ],
)
def test_an_hour_is_told_as_a_person_says_it(hour: time, said: str) -> None:
    assert hour_words(hour) == said


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


NOON = datetime(2026, 11, 23, 12, tzinfo=ZONE)


def warned(mode: ContactMode, *phones: PhoneLine, **card: object) -> tuple[str, ...]:
    facts: dict[str, object] = {"quiet_from": time(21), "quiet_to": time(8)} | card
    return contact_warnings(SafeContact(**facts), phones, mode, NOON, ZONE)  # type: ignore[arg-type]


def test_outside_quiet_hours_and_by_a_way_that_is_fine_nothing_is_said() -> None:
    open_line = PhoneLine("555-0142", "", True, True)
    for mode in ContactMode:
        assert warned(mode, open_line, mail_ok=True) == ()


def test_a_way_that_was_said_no_to_is_warned_of_where_it_is_chosen() -> None:
    silent = PhoneLine("555-0142", "", False, None)
    (said,) = warned(ContactMode.TEXT, silent)
    assert ContactMode.TEXT.label.lower() in said
    assert warned(ContactMode.PHONE, silent) == ()
    assert len(warned(ContactMode.LETTER, mail_ok=False)) == 1


def test_one_number_without_voicemail_is_warned_of_on_a_call_alone() -> None:
    one, other = (PhoneLine("555-0142", "", None, ok) for ok in (True, False))
    assert warned(ContactMode.PHONE, one, other) == ("No voicemail.",)
    assert warned(ContactMode.PHONE, one) == ()
    assert warned(ContactMode.TEXT, other) == ()


def test_every_answer_of_the_card_is_handed_on() -> None:
    card = SafeContact(mail_ok=True, visit_ok=False)
    phone = PhoneLine("555-0142", "Own", text_ok=False, voicemail_ok=True)
    assert card_words(card, phone) == ("voicemail fine", "no texts", "letters fine", "no visits")
    assert card_words(card, None) == ("letters fine", "no visits")


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
