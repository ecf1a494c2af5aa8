"""What the law asks to be on a consent, element by element.

42 CFR 2.31 and 2.35; the longest time is that of Maryland Health-General 4-303(b)(4). A consent
that lacks an element on its face opens nothing (42 CFR 2.31(c)(2)); beside that, a few facts are
asked for when one is recorded, without which a reader could not tell what was agreed to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import Audience, ConsentCategory, ConsentKind, Signer
from lead_desktop.domain.consent.consent import (
    AFTER_DISPOSITION,
    CAPPED,
    PARTNERS,
    ConsentTerms,
    a_year_after,
)
from lead_desktop.domain.consent.statements import PROMISES, REQUIRED_STATEMENTS

COUNSELING_CATEGORIES = frozenset({ConsentCategory.SUD_TREATMENT, ConsentCategory.MENTAL_HEALTH})

IN_A_PROCEEDING = frozenset({ConsentKind.CJ_2_35, ConsentKind.LEGAL_PROCEEDING})
"""Kinds that are about one case, hearing or condition of release."""


def check_terms(terms: ConsentTerms, today: date) -> tuple[FieldProblem, ...]:
    """What keeps a consent from being recorded, by field; empty when nothing does."""
    return check_face(terms, today) + tuple(_check_recorded(terms))


def check_face(terms: ConsentTerms, today: date) -> tuple[FieldProblem, ...]:
    """What the consent itself lacks of the elements that the law asks for, by field."""
    return tuple(problem for check in _CHECKS for problem in check(terms, today))


def is_complete(terms: ConsentTerms, today: date) -> bool:
    """Whether a consent on file has every element without which it opens nothing.

    One recorded before a fact of `check_terms` was asked for is no less complete.
    """
    return not check_face(terms, today)


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
    if not terms.information.strip() and not terms.categories:
        yield FieldProblem("information", "A consent describes the information that it is about.")
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
    missing = REQUIRED_STATEMENTS[terms.kind] - PROMISES - set(terms.statements)
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
    """42 CFR 2.31(b)(2), (b)(3) and (d): never combined with anything else, never a condition."""
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
        if terms.condition_imposed_by.strip():
            yield FieldProblem(
                "condition_imposed_by", "A consent for counseling notes is never a condition."
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


def _check_recorded(terms: ConsentTerms) -> _Problems:
    """What is written down of a new consent beside its face."""
    if terms.kind in IN_A_PROCEEDING and not terms.proceeding.strip():
        yield FieldProblem("proceeding", "Name the case, hearing or release that it is about.")
    if PROMISES & REQUIRED_STATEMENTS[terms.kind] - set(terms.statements):
        yield FieldProblem(
            "statements", "The signed form does not say that nothing depends on signing it."
        )
    if terms.kind is not ConsentKind.CJ_2_35:
        return
    if terms.final_disposition_on is None and not terms.expires_event.strip():
        # 42 CFR 2.35(b)(2) and (c): the period is weighed by it, revoking is possible by then.
        yield FieldProblem(
            "final_disposition_on",
            "Say when the case is expected to be over, or which event ends the consent.",
        )
    if not all(one.role.strip() for one in terms.recipients):
        yield FieldProblem(
            "duty", "Say which duty in the case each recipient has (42 CFR 2.35(a)(1))."
        )
