"""Consents: what is written on one, and where it stands on a day.

What the law asks to be on it stands in `consent_rules`, whether it is still what was signed in
`consent_seal`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    ConsentEvidence,
    ConsentKind,
    ConsentSeal,
    ConsentState,
    RevocationWay,
    Signer,
)
from lead_desktop.domain.consent.recipients import Recipient

PARTNERS = (Audience.PROVIDER, Audience.COMMUNITY, Audience.JUSTICE)
"""Whom a consent can be for; the program itself and the participant need none."""

AFTER_DISPOSITION = timedelta(days=30)
"""Maryland Health-General 4-303(b)(4)(i): so long after the final disposition."""

AN_EVENT = "an event that it names"
AFTER_DISPOSITION_WORDS = "30 days after the final disposition"

CAPPED = frozenset(ConsentKind) - {ConsentKind.CJ_2_35}
"""Kinds that last a year at most (Maryland Health-General 4-303(b)(4))."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentTerms:
    """What is written on a consent.

    purpose: several are set apart by ";". information: a description in words; the categories
    say it again for the gate. statements: ids of the mandatory statements that the signed form
    carries. includes_received: also records that came from other providers
    (Md. Health-General 4-303(b)(5)). revocable_on, revocable_event: criminal-justice consents
    only (42 CFR 2.35(c)). recipient_class: a class of recipients in the words of the form
    (2.31(a)(4)(i)). intermediary, intermediary_members: who passes it on, and to whom (2.31(a)(4)
    (ii)).
    """

    kind: ConsentKind
    recipient_kind: Audience
    recipients: tuple[Recipient, ...]
    purpose: str
    categories: tuple[ConsentCategory, ...]
    signed_on: date
    expires_on: date | None = None
    expires_event: str = ""
    discloser: str = ""
    information: str = ""
    signer: Signer = Signer.SELF
    signer_name: str = ""
    evidence: ConsentEvidence = ConsentEvidence.WET
    attachment_id: UUID | None = None
    statements: tuple[str, ...] = ()
    form_version: str = ""
    includes_received: bool = False
    refusal_consequences: str = ""
    condition_imposed_by: str = ""
    effective_from: date | None = None
    revocable_on: date | None = None
    revocable_event: str = ""
    final_disposition_on: date | None = None
    proceeding: str = ""
    recipient_class: str = ""
    intermediary: str = ""
    intermediary_members: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLine:
    """A consent on file, as it stands on the day it was asked for.

    revoked_at: when the withdrawal was received; entered_at: when it was written down, perhaps
    later. ended_by_event_on: when the event that ends it came about. seal: whether it is still what
    was signed.
    """

    id: UUID
    participant_id: UUID
    terms: ConsentTerms
    state: ConsentState
    revoked_at: datetime | None = None
    revoked_how: RevocationWay | None = None
    revocation_words: str = ""
    entered_at: datetime | None = None
    ended_by_event_on: date | None = None
    renews_id: UUID | None = None
    recorded_by: str = ""
    seal: ConsentSeal = ConsentSeal.NOT_BOUND
    version: int = 1

    @property
    def live(self) -> bool:
        return self.state is ConsentState.LIVE

    @property
    def recipients(self) -> tuple[str, ...]:
        """Names only; `terms.recipients` knows the directory entries as well."""
        return tuple(recipient.name for recipient in self.terms.recipients)

    @property
    def categories(self) -> tuple[ConsentCategory, ...]:
        return self.terms.categories

    @property
    def kind(self) -> ConsentKind:
        return self.terms.kind

    @property
    def recipient_kind(self) -> Audience:
        return self.terms.recipient_kind

    @property
    def purpose(self) -> str:
        return self.terms.purpose

    @property
    def signed_on(self) -> date:
        return self.terms.signed_on

    @property
    def expires_on(self) -> date | None:
        return self.terms.expires_on


def a_year_after(day: date) -> date:
    """The same day of the next year; Feb 28 for a leap day, so that it is never more than one."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def default_end(terms: ConsentTerms) -> date | None:
    """The day on which a consent without a stated one ends; None when one must be stated."""
    if terms.kind is ConsentKind.CJ_2_35:
        disposed = terms.final_disposition_on
        return disposed + AFTER_DISPOSITION if disposed else None
    if terms.kind is ConsentKind.LEGAL_PROCEEDING:
        return None
    return a_year_after(terms.signed_on)


def state_on(
    terms: ConsentTerms,
    today: date,
    *,
    revoked_on: date | None = None,
    ended_by_event_on: date | None = None,
    altered: bool = False,
) -> ConsentState:
    """Where a consent stands on `today`. Its last day counts whole; a withdrawal counts at once.

    What came about stays so: a clock that was set back gives no withdrawn consent its life again,
    nor one that an event has ended. A criminal-justice consent that is withdrawn before it became
    revocable stays live until that day (42 CFR 2.35(c)). altered: it is no longer what was signed,
    so its days say nothing. `store/queries/standing.py` says the same in SQL.
    """
    if revoked_on is not None and not _not_yet_revocable(terms, today):
        return ConsentState.REVOKED
    if altered:
        return ConsentState.ALTERED
    if terms.expires_on is not None and today > terms.expires_on:
        return ConsentState.EXPIRED
    if ended_by_event_on is not None:
        return ConsentState.EXPIRED
    if today < max(terms.signed_on, terms.effective_from or terms.signed_on):
        return ConsentState.NOT_BEGUN
    return ConsentState.LIVE


def _not_yet_revocable(terms: ConsentTerms, today: date) -> bool:
    since = terms.revocable_on
    return terms.kind is ConsentKind.CJ_2_35 and since is not None and today < since


def withdrawal_counts_from(terms: ConsentTerms, received_on: date) -> date:
    """From which day a withdrawal received on `received_on` stops what a consent allows."""
    if terms.kind is not ConsentKind.CJ_2_35 or terms.revocable_on is None:
        return received_on
    return max(received_on, terms.revocable_on)


def days_left(line: ConsentLine, today: date) -> int | None:
    """Days until a live consent's last day; None without such a day, or when it is not live."""
    if not line.live or line.expires_on is None:
        return None
    return (line.expires_on - today).days


def day_words(day: date) -> str:
    """A day as consents are spoken of: "Nov 23, 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def scope_text(
    terms: ConsentTerms,
    *,
    recipients: Sequence[str] | None = None,
    categories: Collection[ConsentCategory] | None = None,
    purpose: str = "",
    nameless: bool = False,
) -> str:
    """A clear explanation of a consent's scope, as 42 CFR 2.32(b) asks for beside each copy.

    recipients, categories: only these are told; None for all. purpose: the one of the copy; "" for
    all. A recipient does not learn who else was named, nor of a kind of information that its copy
    cannot hold, nor what else was agreed to. nameless: events stand in words of the law, because
    those of the consent may say whom it is of.
    """
    told = terms.categories if categories is None else categories
    kinds = ", ".join(category.label for category in terms.categories if category in told)
    information = kinds if categories is not None else terms.information.strip().rstrip(".")
    names = recipients if recipients is not None else [one.name for one in terms.recipients]
    event = AN_EVENT if nameless and terms.expires_event.strip() else terms.expires_event.strip()
    ends = day_words(terms.expires_on) if terms.expires_on else event
    signed_by = "the participant" if terms.signer is Signer.SELF else terms.signer.label.lower()
    parts = [
        f"Signed {day_words(terms.signed_on)} by {signed_by}.",
        f"From: {terms.discloser.strip()}.",
        f"To: {'; '.join(names)}.",
        f"Purpose: {(purpose or terms.purpose).strip().rstrip('.;')}.",
        f"Information: {information or kinds or 'the name alone'}.",
        f"Holds until {ends}." if ends else "",
        _revocable(terms, nameless=nameless),
    ]
    return " ".join(filter(None, parts))


def _revocable(terms: ConsentTerms, *, nameless: bool) -> str:
    if terms.kind is not ConsentKind.CJ_2_35:
        return (
            "The participant may withdraw it in writing at any time, except for what was already "
            "shared."
        )
    if terms.revocable_on:
        return f"Revocable from {day_words(terms.revocable_on)}."
    return f"Revocable after: {AN_EVENT if nameless else terms.revocable_event.strip()}."


def read_aloud(terms: ConsentTerms) -> str:
    """Everything that a consent says, in one paragraph for whoever is about to sign it.

    More than its scope: nothing that the signature is bound to stays unsaid.
    """
    begins, over = terms.effective_from, terms.final_disposition_on
    roles = "; ".join(dict.fromkeys(filter(None, (one.role for one in terms.recipients))))
    through = f"Through {terms.intermediary} to: {terms.intermediary_members}."
    both_ends = terms.expires_on is not None and bool(terms.expires_event)
    parts = [
        scope_text(terms),
        f"Also to: {terms.recipient_class}." if terms.recipient_class else "",
        through if terms.intermediary else "",
        "Also records that came from other providers." if terms.includes_received else "",
        f"About: {terms.proceeding}." if terms.proceeding else "",
        f"A condition of: {terms.condition_imposed_by}." if terms.condition_imposed_by else "",
        f"Their part: {roles}." if roles else "",
        f"Holds from {day_words(begins)}." if begins else "",
        f"The case should be over by {day_words(over)}." if over else "",
        f"It ends earlier when this comes about: {terms.expires_event}." if both_ends else "",
        f"Also revocable after: {terms.revocable_event}."
        if terms.revocable_event and terms.revocable_on
        else "",
    ]
    return " ".join(filter(None, parts))
