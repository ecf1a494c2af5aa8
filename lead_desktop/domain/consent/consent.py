"""Consents: what is written on one, when it is complete, and where it stands on a day.

The elements are those of 42 CFR 2.31 and 2.35; the longest time is that of Maryland
Health-General 4-303(b)(4). A consent that lacks an element opens nothing (42 CFR 2.31(c)(2)).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    ConsentEvidence,
    ConsentKind,
    ConsentState,
    RevocationWay,
    Signer,
)
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.consent.statements import REQUIRED_STATEMENTS

PARTNERS = (Audience.PROVIDER, Audience.COMMUNITY, Audience.JUSTICE)
"""Whom a consent can be for; the program itself and the participant need none."""

AFTER_DISPOSITION = timedelta(days=30)
"""Maryland Health-General 4-303(b)(4)(i): so long after the final disposition."""

ENDING_STEPS = (60, 30, 14, 7, 0)
"""Days before its end at which a consent comes up for renewal; 0 is its last day."""

CAPPED = frozenset(ConsentKind) - {ConsentKind.CJ_2_35}
"""Kinds that last a year at most (Maryland Health-General 4-303(b)(4))."""

COUNSELING_CATEGORIES = frozenset({ConsentCategory.SUD_TREATMENT, ConsentCategory.MENTAL_HEALTH})

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

    revoked_at: when the withdrawal was received. event_on: when the event that ends it, or that
    makes it revocable, came about.
    """

    id: UUID
    participant_id: UUID
    terms: ConsentTerms
    state: ConsentState
    revoked_at: datetime | None = None
    revoked_how: RevocationWay | None = None
    revocation_words: str = ""
    ended_by_event_on: date | None = None
    renews_id: UUID | None = None
    recorded_by: str = ""
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
) -> ConsentState:
    """Where a consent stands on `today`. Its last day counts whole; a withdrawal counts at once.

    A criminal-justice consent that is withdrawn before it became revocable stays live until that
    day (42 CFR 2.35(c)).
    """
    if revoked_on is not None and today >= withdrawal_counts_from(terms, revoked_on):
        return ConsentState.REVOKED
    if terms.expires_on is not None and today > terms.expires_on:
        return ConsentState.EXPIRED
    if ended_by_event_on is not None and today >= ended_by_event_on:
        return ConsentState.EXPIRED
    if today < max(terms.signed_on, terms.effective_from or terms.signed_on):
        return ConsentState.NOT_BEGUN
    return ConsentState.LIVE


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


def ending_step(line: ConsentLine, today: date) -> int | None:
    """The nearest step of the renewal worklist that a live consent has reached, None before."""
    left = days_left(line, today)
    if left is None:
        return None
    return next((step for step in reversed(ENDING_STEPS) if left <= step), None)


def check_terms(terms: ConsentTerms, today: date) -> tuple[FieldProblem, ...]:
    """What keeps a consent from being complete, by field; empty when nothing does."""
    return tuple(problem for check in _CHECKS for problem in check(terms, today))


def is_complete(terms: ConsentTerms, today: date) -> bool:
    """Whether a consent has every required element."""
    return not check_terms(terms, today)


_Problems = Iterator[FieldProblem]


def _check_elements(terms: ConsentTerms, today: date) -> _Problems:
    """42 CFR 2.31(a)(2) to (5), (8) and (9)."""
    if terms.recipient_kind not in PARTNERS:
        yield FieldProblem(
            "recipient_kind", "A consent is for a provider, community or justice partner."
        )
    if not terms.recipients or not all(one.name.strip() for one in terms.recipients):
        # No class of people can be matched to the name on a copy.
        also = " Name those of this class whom copies will go to."
        words = "A consent names who may receive the information."
        yield FieldProblem("recipients", words + (also if terms.recipient_class.strip() else ""))
    if not terms.purpose.strip():
        yield FieldProblem("purpose", "A consent says what for.")
    if not terms.discloser.strip():
        yield FieldProblem("discloser", "A consent says who may share.")
    if not terms.categories and terms.kind is not ConsentKind.COUNSELING_NOTES:
        yield FieldProblem("categories", "A consent says which kinds of information it covers.")
    if terms.signed_on > today:
        yield FieldProblem("signed_on", "A consent cannot be signed in the future.")
    if terms.signer is not Signer.SELF and not terms.signer_name.strip():
        yield FieldProblem("signer_name", "Say who signed for the participant.")
    if bool(terms.intermediary.strip()) != bool(terms.intermediary_members.strip()):
        yield FieldProblem(
            "intermediary",
            "An intermediary is named together with those it may pass the information to.",
        )


def _check_statements(terms: ConsentTerms, today: date) -> _Problems:
    """42 CFR 2.31(a)(4)(iii), (6) and (10)."""
    missing = REQUIRED_STATEMENTS[terms.kind] - set(terms.statements)
    if missing:
        yield FieldProblem(
            "statements", "The signed form lacks a statement that the law asks for on it."
        )


def _check_time(terms: ConsentTerms, today: date) -> _Problems:
    """42 CFR 2.31(a)(7), capped by Maryland Health-General 4-303(b)(4)."""
    ends = terms.expires_on
    if ends is None:
        if terms.kind is not ConsentKind.CJ_2_35 or not terms.expires_event.strip():
            yield FieldProblem("expires_on", "A consent says until when it holds.")
        return
    if ends < terms.signed_on:
        yield FieldProblem("expires_on", "A consent cannot end before it is signed.")
    elif terms.kind in CAPPED and ends > a_year_after(terms.signed_on):
        yield FieldProblem(
            "expires_on",
            "In Maryland a consent holds for one year at most (Health-General 4-303).",
        )


def _check_justice(terms: ConsentTerms, today: date) -> _Problems:
    """42 CFR 2.35: a condition, a period, and when it becomes revocable."""
    if terms.kind is not ConsentKind.CJ_2_35:
        return
    if terms.recipient_kind is not Audience.JUSTICE:
        yield FieldProblem("recipient_kind", "This kind of consent is for justice partners only.")
    if not terms.condition_imposed_by.strip():
        yield FieldProblem(
            "condition_imposed_by",
            "Say who made taking part a condition. Without one, a named-recipient consent fits.",
        )
    begins = terms.effective_from
    if begins is None:
        yield FieldProblem("effective_from", "Say from when this consent holds.")
    elif terms.expires_on is not None and begins > terms.expires_on:
        yield FieldProblem("effective_from", "A consent cannot begin after it has ended.")
    if terms.revocable_on is None and not terms.revocable_event.strip():
        yield FieldProblem("revocable_on", "Say from when, or after what, it can be withdrawn.")
    disposed, ends = terms.final_disposition_on, terms.expires_on
    if disposed and terms.revocable_on and terms.revocable_on > disposed:
        yield FieldProblem(
            "revocable_on", "It must become revocable by the final disposition (42 CFR 2.35(c))."
        )
    if disposed and ends and ends > disposed + AFTER_DISPOSITION:
        yield FieldProblem("expires_on", "It ends 30 days after the final disposition at most.")


def _check_alone(terms: ConsentTerms, today: date) -> _Problems:
    """42 CFR 2.31(b)(2) and (d): these kinds are never combined with anything else."""
    several = ";" in terms.purpose.strip().rstrip(";")
    if terms.kind is ConsentKind.COUNSELING_NOTES:
        if several:
            yield FieldProblem(
                "purpose", "A consent for counseling notes is never combined with another purpose."
            )
        if not set(terms.categories) <= COUNSELING_CATEGORIES:
            yield FieldProblem(
                "categories", "A consent for counseling notes covers counseling notes only."
            )
    if terms.kind is ConsentKind.LEGAL_PROCEEDING and several:
        yield FieldProblem(
            "purpose", "A consent for a legal proceeding is never combined with another purpose."
        )


_CHECKS: tuple[Callable[[ConsentTerms, date], _Problems], ...] = (
    _check_elements,
    _check_statements,
    _check_time,
    _check_justice,
    _check_alone,
)


def day_words(day: date) -> str:
    """A day as consents are spoken of: "Nov 23, 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def scope_text(
    terms: ConsentTerms,
    *,
    recipients: Sequence[str] | None = None,
    categories: Collection[ConsentCategory] | None = None,
) -> str:
    """A clear explanation of a consent's scope, as 42 CFR 2.32(b) asks for beside each copy.

    recipients, categories: only these are told; None for all. A recipient does not learn who else
    was named, nor of a kind of information that its copy cannot hold.
    """
    told = terms.categories if categories is None else categories
    kinds = ", ".join(category.label for category in terms.categories if category in told)
    information = kinds if categories is not None else terms.information.strip().rstrip(".")
    names = recipients if recipients is not None else [one.name for one in terms.recipients]
    ends = day_words(terms.expires_on) if terms.expires_on else terms.expires_event.strip()
    signed_by = "the participant" if terms.signer is Signer.SELF else terms.signer.label.lower()
    parts = [
        f"Signed {day_words(terms.signed_on)} by {signed_by}.",
        f"From: {terms.discloser.strip()}.",
        f"To: {'; '.join(names)}.",
        f"Purpose: {terms.purpose.strip().rstrip('.;')}.",
        f"Information: {information or kinds or 'the name alone'}.",
        f"Holds until {ends}." if ends else "",
        _revocable(terms),
    ]
    return " ".join(filter(None, parts))


def _revocable(terms: ConsentTerms) -> str:
    if terms.kind is not ConsentKind.CJ_2_35:
        return (
            "The participant may withdraw it in writing at any time, except for what was already "
            "shared."
        )
    since = day_words(terms.revocable_on) if terms.revocable_on else terms.revocable_event.strip()
    return f"Revocable from {since}." if terms.revocable_on else f"Revocable after: {since}."
