"""A consent is bound to what was signed: whatever is changed later, the hash tells."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from uuid import uuid4

import pytest

from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    ConsentEvidence,
    ConsentKind,
    ConsentSeal,
    ConsentState,
    Signer,
)
from lead_desktop.domain.consent.consent import ConsentTerms, state_on
from lead_desktop.domain.consent.consent_seal import COVERED, RECIPE, seal_of_consent, terms_hash
from lead_desktop.domain.consent.disclosure import DisclosureRequest, disclose
from lead_desktop.domain.consent.recipients import Recipient
from tests.domain.consents import PERSON, TODAY, line, terms

CONSENT = uuid4()
PAPER = "ab" * 32
SIGNED = terms(evidence=ConsentEvidence.ON_SCREEN, attachment_id=uuid4())
KEPT = terms_hash(CONSENT, PERSON, SIGNED, PAPER)

OTHERWISE: dict[str, object] = {
    "kind": ConsentKind.PART2_TPO,
    "recipient_kind": Audience.JUSTICE,
    "recipients": (Recipient("Example House"), Recipient("Another House")),
    "purpose": "Anything",
    "categories": (ConsentCategory.PROGRAM_STATUS,),
    "signed_on": date(2026, 10, 2),
    "expires_on": date(2027, 9, 30),
    "evidence": ConsentEvidence.WET,
    "attachment_id": uuid4(),
    "signer": Signer.GUARDIAN,
    "statements": (),
    "includes_received": True,
    "effective_from": date(2026, 11, 1),
    "revocable_on": date(2026, 11, 1),
    "final_disposition_on": date(2026, 11, 1),
}
"""Another value for each term that is not plain words."""


def seal(changed: ConsentTerms, **more: object) -> ConsentSeal:
    facts: dict[str, object] = {"kept": KEPT, "recipe": RECIPE} | more
    paper = str(facts.pop("paper", PAPER))
    people = facts.pop("people", (PERSON,))
    return seal_of_consent(CONSENT, people, changed, paper, **facts)  # type: ignore[arg-type]


def test_the_newest_recipe_covers_every_term() -> None:
    assert sorted(COVERED) == sorted(field.name for field in fields(ConsentTerms))


@pytest.mark.parametrize("name", COVERED)
def test_a_term_that_is_changed_afterwards_breaks_it(name: str) -> None:
    changed = replace(SIGNED, **{name: OTHERWISE.get(name, "other words")})
    assert seal(SIGNED) is ConsentSeal.INTACT
    assert seal(changed) is ConsentSeal.BROKEN


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Another House"},
        {"organization_id": uuid4()},
        {"role": "Director"},
        {"aliases": ("Another House",)},
    ],
)
def test_whom_it_names_is_bound_by_every_name(changed: dict[str, object]) -> None:
    (named,) = SIGNED.recipients
    other = replace(SIGNED, recipients=(replace(named, **changed),))  # type: ignore[arg-type]
    assert seal(other) is ConsentSeal.BROKEN


def test_another_signature_another_person_or_an_unknown_recipe_breaks_it() -> None:
    assert seal(SIGNED, paper="cd" * 32) is ConsentSeal.BROKEN
    assert seal(SIGNED, people=(uuid4(),)) is ConsentSeal.BROKEN
    assert seal(SIGNED, recipe=RECIPE + 1) is ConsentSeal.BROKEN


def test_a_record_that_was_merged_into_another_takes_its_consents_along() -> None:
    assert seal(SIGNED, people=(uuid4(), PERSON)) is ConsentSeal.INTACT


def test_the_order_of_what_is_named_does_not_matter() -> None:
    two = (Recipient("A House"), Recipient("B House"))
    several = replace(SIGNED, recipients=two)
    turned = replace(SIGNED, recipients=two[::-1], categories=SIGNED.categories[::-1])
    assert terms_hash(CONSENT, PERSON, several, PAPER) == terms_hash(CONSENT, PERSON, turned, PAPER)


def test_one_from_before_is_not_bound_and_counts_as_it_stands() -> None:
    assert seal(SIGNED, kept=None, recipe=None) is ConsentSeal.NOT_BOUND
    assert state_on(SIGNED, TODAY) is ConsentState.LIVE


def test_an_altered_consent_opens_nothing_and_the_gate_says_why() -> None:
    asked = DisclosureRequest(
        audience=Audience.PROVIDER, recipient="Example House", purpose="To coordinate care"
    )
    whole = line()
    assert disclose(asked, [whole], (), TODAY).refusal is None
    altered = replace(
        whole, seal=ConsentSeal.BROKEN, state=state_on(whole.terms, TODAY, altered=True)
    )
    assert altered.state is ConsentState.ALTERED
    refusal = disclose(asked, [altered], (), TODAY).refusal or ""
    assert "no longer what was signed" in refusal
