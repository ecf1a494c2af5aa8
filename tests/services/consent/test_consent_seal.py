"""A consent that was changed behind the program's back counts for nothing, and that is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from lead_desktop.base.errors import Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    ConsentEvidence,
    ConsentSeal,
    ConsentState,
    Role,
    TaskKind,
)
from lead_desktop.services.consent import consents
from lead_desktop.services.consent.consent_rows import EvidencePaper
from lead_desktop.services.consent.consents import RecordConsent
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.people import merging
from lead_desktop.services.worklist import worklist
from lead_desktop.store.verify import check_store
from tests.domain.consents import terms
from tests.services.noting import tamper

Enroll = Callable[..., UUID]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    return enroll("ሰላም ተስፋ", case_manager=desk)


def signed(desk: Desk, person: UUID, **changes: object) -> UUID:
    """A consent signed on the screen."""
    command = RecordConsent(
        new_id(),
        person,
        terms(evidence=ConsentEvidence.ON_SCREEN, discloser="  Fable LEAD ", **changes),
        paper=EvidencePaper(new_id(), PNG, "Signature"),
    )
    return consents.record_consent(desk, command).line.id


def refusal(desk: Desk, person: UUID) -> str:
    request = SummaryRequest(person, Audience.PROVIDER, "Example House", "To coordinate care")
    return summaries.plan_summary(desk, request).permission.refusal or ""


def audit_words(desk: Desk) -> str:
    (check,) = (one for one in check_store(desk.store) if one.name == "audit")
    return check.detail


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consent SET expires_on = '2027-12-31' WHERE id = ?",
        "UPDATE consent SET purpose = 'To coordinate care; anything' WHERE id = ?",
        "UPDATE consent SET form_version = '1999-01' WHERE id = ?",
        "UPDATE consent_recipient SET name = 'Another House' WHERE consent_id = ?",
        "UPDATE consent_recipient SET aliases = '[\"Another House\"]' WHERE consent_id = ?",
        "INSERT INTO consent_category VALUES (?, 'medical')",
        "UPDATE attachment SET sha256 = 'cd' WHERE id = (SELECT attachment_id FROM consent"
        " WHERE id = ?)",
    ],
)
def test_whatever_is_changed_the_consent_opens_nothing_any_more(
    desk: Desk, person: UUID, statement: str
) -> None:
    made = signed(desk, person)
    assert consents.read_consent(desk, made).seal is ConsentSeal.INTACT
    assert refusal(desk, person) == ""
    assert "consent" not in audit_words(desk)
    tamper(desk.store, statement, made.hex)
    line = consents.read_consent(desk, made)
    assert (line.seal, line.state, line.live) == (ConsentSeal.BROKEN, ConsentState.ALTERED, False)
    assert refusal(desk, person)
    assert not any(consents.list_open_consents(desk, person).values())
    assert "1 consent is no longer what was signed" in audit_words(desk)


def test_a_copy_on_an_altered_consent_is_refused_in_words(desk: Desk, person: UUID) -> None:
    made = signed(desk, person)
    request = SummaryRequest(person, Audience.PROVIDER, "Example House", "To coordinate care")
    summaries.issue_summary(desk, request)
    tamper(desk.store, "UPDATE consent SET signed_on = '2026-09-01' WHERE id = ?", made.hex)
    with pytest.raises(Refused) as caught:
        summaries.issue_summary(desk, request)
    assert "no longer what was signed" in str(caught.value)


def test_the_worklist_calls_an_altered_consent_not_in_effect(
    desk: Desk, person: UUID, enroll: Enroll
) -> None:
    """It would say until when it holds; it holds no more. An intact one beside it stays."""
    other = signed(desk, enroll("Moss", case_manager=desk), expires_on=date(2026, 12, 19))
    made = signed(desk, person, expires_on=date(2026, 12, 20))
    assert ending(desk) == {made, other}
    tamper(desk.store, "UPDATE consent SET purpose = 'Anything' WHERE id = ?", made.hex)
    assert ending(desk) == {other}


def ending(desk: Desk) -> set[UUID]:
    items = worklist.list_work(desk).items
    return {one.subject_id for one in items if one.kind is TaskKind.CONSENT_ENDING}


def test_one_from_before_counts_and_is_not_bound(desk: Desk, person: UUID) -> None:
    made = signed(desk, person)
    tamper(desk.store, "UPDATE consent SET terms_hash = NULL WHERE id = ?", made.hex)
    line = consents.read_consent(desk, made)
    assert (line.seal, line.live) == (ConsentSeal.NOT_BOUND, True)
    assert refusal(desk, person) == ""


def test_withdrawing_and_ending_are_no_change_of_what_was_signed(desk: Desk, person: UUID) -> None:
    made = signed(desk, person)
    consents.withdraw_consent(desk, consents.WithdrawConsent(made, desk.clock.now()))
    assert consents.read_consent(desk, made).seal is ConsentSeal.INTACT
    assert consents.take_back_withdrawal(desk, made).line.live


def test_merging_two_records_of_one_person_keeps_their_consents_as_signed(
    desk: Desk, seat: Callable[..., Desk], enroll: Enroll, person: UUID
) -> None:
    supervisor = seat(Role.SUPERVISOR, name="Priya Demoson")
    other = enroll("Selam Tesfa", case_manager=desk)
    made = signed(desk, other)
    merging.merge_records(supervisor, merging.MergeRecords(new_id(), person, other, frozenset()))
    line = consents.read_consent(desk, made)
    assert (line.participant_id, line.seal) == (person, ConsentSeal.INTACT)
