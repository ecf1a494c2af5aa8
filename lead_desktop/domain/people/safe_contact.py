"""How somebody may be reached without harm: which ways, at what hours, and who may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lead_desktop.domain.codes import ContactMode

if TYPE_CHECKING:
    from lead_desktop.domain.people.participant import PhoneLine


@dataclass(frozen=True, slots=True)
class SafeContact:
    """The safe-contact card. None stands for "not asked yet", which is no permission.

    quiet_from, quiet_to: hours in which not to call or come, over midnight when from is later.
    who_may_know: who may hear that the person works with the program, in words.
    written_at: when anything of it was last written.
    """

    who_may_know: str = ""
    quiet_from: time | None = None
    quiet_to: time | None = None
    mail_ok: bool | None = None
    visit_ok: bool | None = None
    words: str = ""
    written_at: datetime | None = field(default=None, compare=False)

    def is_quiet(self, instant: datetime, zone: ZoneInfo) -> bool:
        """Whether `instant` falls into the quiet hours; the end itself is no longer quiet."""
        start, end = self.quiet_from, self.quiet_to
        if start is None or end is None or start == end:
            return False
        now = instant.astimezone(zone).time().replace(tzinfo=None)
        if start < end:
            return start <= now < end
        return now >= start or now < end

    @property
    def quiet_words(self) -> str:
        """ "9 pm to 8 am"; empty without quiet hours."""
        if self.quiet_from is None or self.quiet_to is None:
            return ""
        return f"{hour_words(self.quiet_from)} to {hour_words(self.quiet_to)}"


def card_words(card: SafeContact, phone: PhoneLine | None) -> tuple[str, ...]:
    """The card as it is handed on: what is fine and what is not, when not, and who may know.

    What was not asked yet is left out: it is no permission. phone: the number used first.
    """
    asked = (
        ("voicemail", phone.voicemail_ok if phone else None),
        ("texts", phone.text_ok if phone else None),
        ("letters", card.mail_ok),
        ("visits", card.visit_ok),
    )
    lines = [f"{way} fine" if fine else f"no {way}" for way, fine in asked if fine is not None]
    if card.quiet_words:
        lines.append(f"not from {card.quiet_words}")
    if card.who_may_know:
        lines.append(f"who may know: {card.who_may_know.strip().rstrip('.')}")
    if card.words:
        lines.append(card.words.strip().rstrip("."))
    return tuple(lines)


def hour_words(hour: time) -> str:
    """ "9 pm", "8:30 am"."""
    half = "am" if hour.hour < 12 else "pm"
    minutes = f":{hour.minute:02d}" if hour.minute else ""
    return f"{hour.hour % 12 or 12}{minutes} {half}"


def forbidden_modes(card: SafeContact, phones: Iterable[PhoneLine]) -> frozenset[ContactMode]:
    """Ways that the person has said no to. What was not asked yet is left out, not forbidden."""
    numbers = list(phones)
    forbidden = set()
    if numbers and all(line.text_ok is False for line in numbers):
        forbidden.add(ContactMode.TEXT)
    if card.mail_ok is False:
        forbidden.add(ContactMode.LETTER)
    return frozenset(forbidden)


def contact_warnings(
    card: SafeContact,
    phones: Iterable[PhoneLine],
    mode: ContactMode,
    instant: datetime,
    zone: ZoneInfo,
) -> tuple[str, ...]:
    """What to keep in mind before reaching out by `mode` at `instant`, in short sentences."""
    said = []
    numbers = list(phones)
    if mode in forbidden_modes(card, numbers):
        said.append(f"Asked us not to use this way: {mode.label.lower()}.")
    if mode is ContactMode.PHONE and any(line.voicemail_ok is False for line in numbers):
        said.append("No voicemail.")
    if card.is_quiet(instant, zone):
        said.append(f"Quiet hours: {card.quiet_words}.")
    return tuple(said)
