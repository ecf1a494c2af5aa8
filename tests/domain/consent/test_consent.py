"""Consents: every element of the law is asked for, and a day decides where one stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.domain.codes import Audience, ConsentCategory, ConsentKind, ConsentState, Signer
from lead_desktop.domain.consent.consent import (
    CAPPED,
    a_year_after,
    default_end,
    read_aloud,
    scope_text,
    state_on,
)
from lead_desktop.domain.consent.consent_rules import check_terms, is_complete
from lead_desktop.domain.consent.recipients import Recipient, same_purpose, same_recipient
from lead_desktop.domain.consent.statements import REQUIRED_STATEMENTS, statements
from tests.domain.consents import TODAY, line, terms


@pytest.mark.parametrize("kind", list(ConsentKind))
def test_a_complete_consent_of_every_kind_has_no_problem(kind: ConsentKind) -> None:
    categories = (ConsentCategory.SUD_TREATMENT,)
    assert check_terms(terms(kind=kind, categories=categories), TODAY) == ()


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("recipients", {"recipients": ()}),
        ("recipients", {"recipients": (Recipient("  "),)}),
        ("purpose", {"purpose": " "}),
        ("discloser", {"discloser": ""}),
        ("categories", {"categories": ()}),
        ("signed_on", {"signed_on": TODAY + timedelta(days=1)}),
        ("signer_name", {"signer": Signer.GUARDIAN}),
        ("statements", {"statements": ()}),
        ("expires_on", {"expires_on": None}),
        ("expires_on", {"expires_on": date(2026, 9, 30)}),
        ("expires_on", {"expires_on": date(2027, 10, 2)}),
        ("recipient_kind", {"recipient_kind": Audience.INTERNAL}),
        ("intermediary", {"intermediary": "An exchange"}),
        ("statements", {"kind": ConsentKind.PART2_TPO, "statements": ("revocation.1",)}),
        ("condition_imposed_by", {"kind": ConsentKind.CJ_2_35, "condition_imposed_by": ""}),
        ("effective_from", {"kind": ConsentKind.CJ_2_35, "effective_from": None}),
        ("revocable_on", {"kind": ConsentKind.CJ_2_35, "revocable_on": None}),
        ("recipient_kind", {"kind": ConsentKind.CJ_2_35, "recipient_kind": Audience.COMMUNITY}),
        (
            "revocable_on",
            {"kind": ConsentKind.CJ_2_35, "final_disposition_on": date(2027, 2, 1)},
        ),
        ("proceeding", {"kind": ConsentKind.CJ_2_35, "proceeding": " "}),
        ("final_disposition_on", {"kind": ConsentKind.CJ_2_35, "final_disposition_on": None}),
        ("expires_on", {"kind": ConsentKind.CJ_2_35, "expires_on": date(2027, 10, 2)}),
        ("expires_on", {"kind": ConsentKind.CJ_2_35, "expires_on": None}),
        ("duty", {"kind": ConsentKind.CJ_2_35, "recipients": (Recipient("A court"),)}),
        ("proceeding", {"kind": ConsentKind.LEGAL_PROCEEDING, "proceeding": ""}),
        ("expires_on", {"kind": ConsentKind.LEGAL_PROCEEDING, "expires_on": None}),
        ("information", {"kind": ConsentKind.COUNSELING_NOTES, "categories": ()}),
        ("statements", {"kind": ConsentKind.COUNSELING_NOTES, "statements": ("revocation.1",)}),
        (
            "condition_imposed_by",
            {"kind": ConsentKind.COUNSELING_NOTES, "condition_imposed_by": "A court"},
        ),
        (
            "categories",
            {"kind": ConsentKind.COUNSELING_NOTES, "categories": (ConsentCategory.HOUSING,)},
        ),
        ("purpose", {"kind": ConsentKind.COUNSELING_NOTES, "purpose": "care; payment"}),
        ("purpose", {"kind": ConsentKind.LEGAL_PROCEEDING, "purpose": "a hearing; care"}),
    ],
)
def test_a_missing_or_wrong_element_is_named_by_its_field(
    field: str, changes: dict[str, object]
) -> None:
    assert field in {problem.field for problem in check_terms(terms(**changes), TODAY)}


def test_maryland_caps_every_kind_but_the_criminal_justice_one() -> None:
    long = {
        "signed_on": date(2026, 10, 1),
        "expires_on": date(2028, 10, 1),
        "final_disposition_on": date(2028, 9, 15),
    }
    for kind in ConsentKind:
        problems = check_terms(terms(kind=kind, **long), TODAY)
        capped = any(problem.field == "expires_on" for problem in problems)
        assert capped == (kind in CAPPED), kind


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_year_is_never_more_than_a_year(day: date) -> None:
    assert day + timedelta(days=364) <= a_year_after(day) <= day + timedelta(days=366)
    assert (a_year_after(day).month, a_year_after(day).year) == (day.month, day.year + 1)


def test_the_end_that_a_consent_has_when_none_is_stated() -> None:
    assert default_end(terms()) == date(2027, 10, 1)
    assert default_end(terms(kind=ConsentKind.LEGAL_PROCEEDING)) is None
    disposed = terms(kind=ConsentKind.CJ_2_35, final_disposition_on=date(2027, 5, 1))
    assert default_end(disposed) == date(2027, 5, 31)


def test_the_last_day_counts_whole_and_a_withdrawal_at_once() -> None:
    whole = terms()
    assert state_on(whole, date(2026, 9, 30)) is ConsentState.NOT_BEGUN
    assert state_on(whole, date(2027, 10, 1)) is ConsentState.LIVE
    assert state_on(whole, date(2027, 10, 2)) is ConsentState.EXPIRED
    assert state_on(whole, TODAY, revoked_on=TODAY) is ConsentState.REVOKED
    assert state_on(whole, TODAY, ended_by_event_on=TODAY) is ConsentState.EXPIRED


def test_a_criminal_justice_consent_cannot_be_taken_back_before_its_day() -> None:
    """42 CFR 2.35(c): revocable from a stated time on, recorded at once all the same."""
    condition = terms(kind=ConsentKind.CJ_2_35)
    assert state_on(condition, date(2027, 2, 28), revoked_on=TODAY) is ConsentState.LIVE
    assert state_on(condition, date(2027, 3, 1), revoked_on=TODAY) is ConsentState.REVOKED


def test_recipients_are_matched_by_entry_then_by_folded_name_or_alias() -> None:
    entry, other = line().id, line().id
    named = Recipient("O’Nym Clinic", entry, aliases=("The Clinic",))
    assert same_recipient(named, "anything", entry)
    assert not same_recipient(named, "O'Nym Clinic", other)
    assert same_recipient(named, "  o'nym   CLINIC ", None)
    assert same_recipient(named, "the clinic", None)
    assert not same_recipient(named, "the clinics", None)
    assert not same_recipient(named, "", None)


names = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=20)


@given(names, names)
def test_matching_is_never_wider_than_equal_folded_names(stated: str, asked: str) -> None:
    from lead_desktop.domain.people.names import fold_name

    same = same_recipient(Recipient(stated), asked, None)
    assert same == (bool(fold_name(asked)) and fold_name(stated) == fold_name(asked))
    assert (
        same_purpose(stated, f"  {stated.upper()} ")
        or not stated.strip()
        or (stated.upper().casefold() != stated.casefold())
    )


def test_a_purpose_is_one_of_those_stated_and_never_a_part_of_one() -> None:
    assert same_purpose("To coordinate care; housing", " HOUSING")
    assert same_purpose("To coordinate care", "to coordinate  care ")
    assert not same_purpose("To coordinate care", "care")
    assert not same_purpose("", "")


def test_every_required_statement_has_its_words() -> None:
    known = statements()
    for needed in REQUIRED_STATEMENTS.values():
        assert needed <= set(known)
    assert all(one.law and one.plain and one.source for one in known.values())


def test_the_scope_tells_a_recipient_what_was_agreed() -> None:
    told = scope_text(terms())
    for words in ("Oct 1, 2026", "Example House", "To coordinate care", "Program status"):
        assert words in told
    assert "withdraw" in told
    assert "Revocable from Mar 1, 2027" in scope_text(terms(kind=ConsentKind.CJ_2_35))


@pytest.mark.parametrize("kind", [ConsentKind.CJ_2_35, ConsentKind.LEGAL_PROCEEDING])
def test_what_is_asked_for_of_new_ones_alone_makes_no_earlier_one_void(kind: ConsentKind) -> None:
    earlier = terms(
        kind=kind, proceeding="", final_disposition_on=None, recipients=(Recipient("A court"),)
    )
    assert check_terms(earlier, TODAY)
    assert is_complete(earlier, TODAY)


def test_an_event_can_stand_for_the_day_of_the_final_disposition() -> None:
    open_end = terms(
        kind=ConsentKind.CJ_2_35,
        final_disposition_on=None,
        expires_on=None,
        expires_event="30 days after the charge is settled",
    )
    assert check_terms(open_end, TODAY) == ()


def test_whoever_signs_reads_everything_that_the_signature_is_bound_to() -> None:
    whole = terms(
        kind=ConsentKind.CJ_2_35,
        recipient_class="Those who watch over my release",
        intermediary="Example Exchange",
        intermediary_members="Its members",
        includes_received=True,
        expires_event="The charge is settled",
        revocable_event="I have moved",
        discloser="Fable LEAD",
        information="Whether I come",
    )
    said = read_aloud(whole)
    for words in (
        "Fable LEAD", "Example House", "To coordinate care", "Whether I come", "Oct 1, 2026",
        "Oct 1, 2027", "Those who watch over my release", "Example Exchange", "Its members",
        "other providers", "District Court", "State's Attorney, withholding charges",
        "Assistant State's Attorney", "Sep 1, 2027", "Mar 1, 2027", "The charge is settled",
        "I have moved",
    ):  # fmt: skip
        assert words in said, words
