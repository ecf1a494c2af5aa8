"""Consents on paper: to be signed, as they were signed, and to take one back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from lead_desktop.base.errors import NotFound
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ConsentKind, DisclosureMethod, FormKind, FormLanguage
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.services.consent import consents
from lead_desktop.services.consent.consents import RecordConsent, WithdrawConsent
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import forms
from lead_desktop.services.paper.forms import FormRequest
from tests.domain.consents import terms
from tests.services.noting import tamper
from tests.services.paper.test_summaries import text_of

Enroll = Callable[..., UUID]


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def record(desk: Desk, person: UUID, **facts: object) -> UUID:
    line = consents.record_consent(desk, RecordConsent(new_id(), person, terms(**facts))).line
    return line.id


def printed(desk: Desk, request: FormRequest) -> str:
    """The text of a form that was drawn and accounted for."""
    composed = forms.compose_form(desk, request)
    paper = forms.draw_composed(composed)
    assert len(forms.record_form(desk, composed, paper, DisclosureMethod.PRINT)) == 1
    return " ".join(text_of(paper.pdf).split())


def copy_of(desk: Desk, person: UUID, consent: UUID, **more: object) -> str:
    asked = FormRequest(kind=FormKind.CONSENT, participant_id=person, consent_id=consent)
    return printed(desk, replace(asked, **more))


@pytest.mark.parametrize("kind", ConsentKind)
def test_a_copy_of_every_kind_says_what_was_signed(
    desk: Desk, person: UUID, kind: ConsentKind
) -> None:
    counseling = kind is ConsentKind.COUNSELING_NOTES
    covered = {} if not counseling else {"categories": ()}
    made = record(desk, person, kind=kind, discloser="Fable LEAD, its peers", **covered)
    told = consents.read_consent(desk, made).terms
    text = copy_of(desk, person, made)
    for words in (
        "A copy of what was signed.",
        "Fable LEAD, its peers",
        "Example House",
        told.purpose,
        told.proceeding,
        told.condition_imposed_by,
        "October 1, 2026",
        "October 1, 2027",
        desk.worker.name,
        "signed on paper",
    ):
        assert words in text, words
    assert "It was taken back" not in text
    assert "no longer what was signed" not in text


def test_a_group_and_an_exchange_are_on_the_copy(desk: Desk, person: UUID) -> None:
    made = record(
        desk,
        person,
        kind=ConsentKind.PART2_TPO,
        recipient_class="My treating providers",
        intermediary="Example Exchange",
        intermediary_members="Those who treat me",
        includes_received=True,
        information="Everything about my care",
    )
    text = copy_of(desk, person, made)
    for words in ("My treating providers", "Example Exchange", "Those who treat me"):
        assert words in text
    assert "Everything about my care" in text
    assert "\N{BALLOT BOX WITH CHECK} Papers about me that came from others too" in text


def test_a_copy_says_that_it_was_taken_back_or_is_no_longer_what_was_signed(
    desk: Desk, person: UUID
) -> None:
    made = record(desk, person)
    consents.withdraw_consent(desk, WithdrawConsent(made, desk.clock.now()))
    assert "It was taken back." in copy_of(desk, person, made)
    tamper(desk.store, "UPDATE consent SET purpose = 'Anything' WHERE id = ?", made.hex)
    assert "no longer what was signed. It counts for nothing." in copy_of(desk, person, made)
    spanish = copy_of(desk, person, made, language=FormLanguage.SPANISH)
    assert "ya no es lo que se firmó" in spanish
    assert "Needs human review" in spanish


def test_a_copy_is_of_the_participants_own_consent(
    desk: Desk, enroll: Enroll, person: UUID
) -> None:
    other = record(desk, enroll("Moss Example", case_manager=desk))
    with pytest.raises(NotFound):
        copy_of(desk, person, other)


def test_a_revocation_is_for_the_consent_that_it_takes_back(desk: Desk, person: UUID) -> None:
    record(desk, person, recipients=(Recipient("Another House"),))
    made = record(desk, person)
    asked = FormRequest(kind=FormKind.REVOCATION, participant_id=person, consent_id=made)
    text = printed(desk, asked)
    assert "Only the one for these people: Example House" in text
    assert "October 1, 2026" in text
    assert "Another House" not in text


def test_a_form_to_be_signed_says_what_was_agreed_and_leaves_the_signature_open(
    desk: Desk, person: UUID
) -> None:
    wanted = terms(kind=ConsentKind.CJ_2_35, recipient_class="Those who watch over my release")
    asked = FormRequest(kind=FormKind.CONSENT, participant_id=person, terms=wanted)
    text = printed(desk, asked)
    for words in (
        "Juniper Fable",
        "Example House",
        wanted.proceeding,
        wanted.condition_imposed_by,
        "Assistant State's Attorney",
        "Those who watch over my release",
        "September 1, 2027",
        "Mar 1, 2027",
    ):
        assert words in text, words
    assert "A copy of what was signed" not in text
    assert "signed on paper" not in text
    assert consents.list_consents(desk, person) == ()
