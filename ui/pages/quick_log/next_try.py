"""After an attempt: another time and another way to try, never one the participant ruled out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from lead_desktop.domain.codes import ContactMode, ContactOutcome
from lead_desktop.domain.participant import PhoneLine
from ui.pages.quick_log.state import FormState

_NOON = 12
_FIXED: dict[ContactOutcome, str] = {
    ContactOutcome.IN_CUSTODY: "Visit or call at the jail",
    ContactOutcome.IN_HOSPITAL: "Visit at the hospital",
    ContactOutcome.DECLINED_TODAY: "Ask when would suit better",
    ContactOutcome.CANCELLED_BY_PARTICIPANT: "Agree on a new time",
    ContactOutcome.CANCELLED_BY_STAFF: "Offer a new time",
}


@dataclass(frozen=True)
class NextTry:
    """A follow-up that is offered, not made."""

    words: str
    due_on: date


def propose_next_try(
    state: FormState, phones: tuple[PhoneLine, ...], today: date, zone: ZoneInfo
) -> NextTry | None:
    """What to try next; None after a contact that reached the person, or once one is written."""
    if state.is_reached or state.follow_up.strip():
        return None
    words = _FIXED.get(state.outcome)
    if words is None:
        tried_early = state.occurred_at.astimezone(zone).hour < _NOON
        when = "in the afternoon" if tried_early else "in the morning"
        words = f"Try {_way(state, phones)} {when}"
    return NextTry(words, today + timedelta(days=1))


def _way(state: FormState, phones: tuple[PhoneLine, ...]) -> str:
    number_works = state.outcome is not ContactOutcome.WRONG_NUMBER_OR_DISCONNECTED
    may_text = number_works and any(phone.text_ok for phone in phones)
    may_call = number_works and bool(phones)
    mode = state.how.mode
    if mode is ContactMode.PHONE and may_text:
        return "a text"
    if mode in (ContactMode.IN_PERSON, ContactMode.TEXT) and may_call:
        # Someone else may listen to a voicemail: only where the participant agreed to one.
        silent = all(phone.voicemail_ok is False for phone in phones)
        return "a call without a message" if silent else "a call"
    return "in person"
