"""The account of what left: which copies a withdrawal that was written down late makes known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from lead_desktop.domain.codes import Audience, Basis, ConsentKind, DisclosureMethod
from lead_desktop.domain.consent.consent import ConsentLine
from lead_desktop.domain.consent.disclosed import (
    DisclosureLine,
    left_after_withdrawal,
    left_after_words,
)
from tests.conftest import CLOCK
from tests.domain.consents import PERSON, line

RECEIVED, MOMENT = CLOCK.now(), timedelta(seconds=1)


def withdrawn(at: datetime | None = RECEIVED, **changes: object) -> ConsentLine:
    return replace(line(**changes), revoked_at=at)


def copy(consent_id: UUID, at: datetime = RECEIVED + MOMENT, **changes: object) -> DisclosureLine:
    left = DisclosureLine(
        id=uuid4(), participant_id=PERSON, at=at, audience=Audience.PROVIDER,
        recipient="Example House", purpose="To coordinate care", basis=Basis.CONSENT,
        consent_id=consent_id, sections=(), withheld=(), sha256="0" * 64,
        method=DisclosureMethod.PRINT, document_number="C-00001",
    )  # fmt: skip
    return replace(left, **changes)


def late(consent: ConsentLine, *copies: DisclosureLine) -> tuple[DisclosureLine, ...]:
    return left_after_withdrawal(consent, copies, CLOCK.zone)


def test_what_left_after_the_receipt_is_named_and_what_left_before_is_not() -> None:
    consent = withdrawn()
    after = copy(consent.id)
    before = copy(consent.id, RECEIVED - MOMENT)
    assert late(consent, before, copy(consent.id, RECEIVED), after) == (after,)


def test_what_never_left_and_what_left_on_another_consent_is_not_named() -> None:
    consent = withdrawn()
    assert late(consent, copy(consent.id, sha256=None), copy(uuid4())) == ()


def test_a_copy_that_rests_on_it_beside_others_is_named() -> None:
    consent = withdrawn()
    beside = copy(uuid4(), consent_ids=(str(uuid4()), str(consent.id)))
    assert late(consent, beside) == (beside,)


def test_a_consent_that_stands_names_no_copy() -> None:
    consent = withdrawn(None)
    assert late(consent, copy(consent.id)) == ()


def test_a_criminal_justice_consent_counts_on_until_it_becomes_revocable() -> None:
    """42 CFR 2.35(c)."""
    day = RECEIVED.date() + timedelta(days=3)
    consent = withdrawn(kind=ConsentKind.CJ_2_35, revocable_on=day)
    allowed = copy(consent.id, RECEIVED + timedelta(days=2))
    on_the_day = copy(consent.id, RECEIVED + timedelta(days=3))
    assert late(consent, allowed, on_the_day) == (on_the_day,)
    assert day == date(2026, 11, 26)


def test_how_many_left_is_said_without_naming_them() -> None:
    assert left_after_words(1).startswith("1 copy left")
    assert left_after_words(2).startswith("2 copies left")
