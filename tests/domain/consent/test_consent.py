"""Consents: every element of the law is asked for, and a day decides where one stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lead_desktop.domain.codes import Audience, ConsentCategory, ConsentKind, ConsentState, Signer
from lead_desktop.domain.consent.consent import (
    CAPPED,
    a_year_after,
    days_left,
    default_end,
    read_aloud,
    scope_text,
    state_on,
    withdrawal_counts_from,
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


JUSTICE = {"kind": ConsentKind.CJ_2_35}


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("recipients", {"recipients": (Recipient("Example House"), Recipient(" "))}),
        ("duty", JUSTICE | {"recipients": (Recipient("A", role="Judge"), Recipient("B"))}),
        ("information", {"categories": (), "information": " "}),
        ("intermediary", {"intermediary_members": "Its members"}),
        ("effective_from", JUSTICE | {"effective_from": date(2027, 10, 2)}),
        ("expires_on", {"expires_on": None, "expires_event": "The treatment ends"}),
        (
            "categories",
            {
                "kind": ConsentKind.COUNSELING_NOTES,
                "categories": (ConsentCategory.SUD_TREATMENT, ConsentCategory.LEGAL),
            },
        ),
    ],
)
def test_one_that_lacks_it_among_several_that_have_it_is_seen(
    field: str, changes: dict[str, object]
) -> None:
    assert field in {problem.field for problem in check_terms(terms(**changes), TODAY)}


@pytest.mark.parametrize(
    "changes",
    [
        {"signed_on": TODAY},
        {"expires_on": date(2026, 10, 1)},
        {"information": "", "categories": (ConsentCategory.SERVICES,)},
        {"signer": Signer.GUARDIAN, "signer_name": "Wren Example"},
        {"intermediary": "An exchange", "intermediary_members": "Its members"},
        {"purpose": "To coordinate care; housing"},
        {"kind": ConsentKind.LEGAL_PROCEEDING, "purpose": "The hearing of January;"},
        {"kind": ConsentKind.COUNSELING_NOTES, "categories": (), "information": "What I said"},
        JUSTICE | {"effective_from": date(2027, 10, 1)},
        JUSTICE | {"revocable_on": date(2027, 9, 1)},
        JUSTICE | {"revocable_on": None, "revocable_event": "The charge is settled"},
    ],
)
def test_what_lies_on_the_edge_of_the_law_is_within_it(changes: dict[str, object]) -> None:
    assert check_terms(terms(**changes), TODAY) == ()


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
@example(date(2028, 2, 29))
def test_a_year_is_never_more_than_a_year(day: date) -> None:
    assert day + timedelta(days=364) <= a_year_after(day) <= day + timedelta(days=366)
    assert (a_year_after(day).month, a_year_after(day).year) == (day.month, day.year + 1)


def test_the_end_that_a_consent_has_when_none_is_stated() -> None:
    assert default_end(terms()) == date(2027, 10, 1)
    assert default_end(terms(kind=ConsentKind.LEGAL_PROCEEDING)) is None
    disposed = terms(kind=ConsentKind.CJ_2_35, final_disposition_on=date(2027, 5, 1))
    assert default_end(disposed) == date(2027, 5, 31)
    assert default_end(terms(**JUSTICE, final_disposition_on=None)) is None


def test_the_last_day_counts_whole_and_a_withdrawal_at_once() -> None:
    whole = terms()
    assert state_on(whole, date(2026, 9, 30)) is ConsentState.NOT_BEGUN
    assert state_on(whole, date(2027, 10, 1)) is ConsentState.LIVE
    assert state_on(whole, date(2027, 10, 2)) is ConsentState.EXPIRED
    assert state_on(whole, TODAY, revoked_on=TODAY) is ConsentState.REVOKED
    assert state_on(whole, TODAY, ended_by_event_on=TODAY) is ConsentState.EXPIRED
    # By a clock that was set back it is yesterday: what came about has come about.
    yesterday = TODAY - timedelta(days=1)
    assert state_on(whole, yesterday, revoked_on=TODAY) is ConsentState.REVOKED
    assert state_on(whole, yesterday, ended_by_event_on=TODAY) is ConsentState.EXPIRED


def test_a_consent_begins_on_the_later_of_its_signature_and_its_stated_day() -> None:
    signed, stated = date(2026, 10, 1), date(2026, 10, 8)
    before = terms(signed_on=stated, effective_from=signed)
    after = terms(signed_on=signed, effective_from=stated)
    for written in (before, after):
        assert state_on(written, stated - timedelta(days=1)) is ConsentState.NOT_BEGUN
        assert state_on(written, stated) is ConsentState.LIVE


def test_what_was_altered_is_not_in_effect_whatever_its_days_say() -> None:
    for day in (date(2026, 9, 30), TODAY, date(2027, 10, 2)):
        assert state_on(terms(), day, altered=True) is ConsentState.ALTERED
    assert state_on(terms(), TODAY, altered=True, revoked_on=TODAY) is ConsentState.REVOKED


def test_the_last_days_of_a_consent_are_counted_while_it_lives() -> None:
    assert days_left(line(expires_on=TODAY + timedelta(days=3)), TODAY) == 3
    assert days_left(line(expires_on=TODAY), TODAY) == 0
    assert days_left(line(expires_on=TODAY - timedelta(days=1)), TODAY) is None
    assert days_left(line(**JUSTICE, expires_on=None), TODAY) is None


def test_a_criminal_justice_consent_cannot_be_taken_back_before_its_day() -> None:
    """42 CFR 2.35(c): revocable from a stated time on, recorded at once all the same."""
    condition = terms(kind=ConsentKind.CJ_2_35)
    assert state_on(condition, date(2027, 2, 28), revoked_on=TODAY) is ConsentState.LIVE
    assert state_on(condition, date(2027, 3, 1), revoked_on=TODAY) is ConsentState.REVOKED


def test_from_which_day_a_withdrawal_counts() -> None:
    """From its receipt, but for a criminal-justice consent that is not revocable yet."""
    day, revocable = date(2027, 2, 1), date(2027, 3, 1)
    later = date(2027, 4, 1)
    assert withdrawal_counts_from(terms(revocable_on=revocable), day) == day
    assert withdrawal_counts_from(terms(**JUSTICE, revocable_on=revocable), day) == revocable
    assert withdrawal_counts_from(terms(**JUSTICE, revocable_on=revocable), later) == later
    assert withdrawal_counts_from(terms(**JUSTICE, revocable_on=None), day) == day


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


def test_the_scope_that_goes_with_a_copy_tells_only_what_concerns_its_reader() -> None:
    several = terms(
        recipients=(Recipient("Example House"), Recipient("Another House")),
        purpose="To coordinate care; To find housing",
        information="Whether I come, and my asthma",
    )
    told = scope_text(
        several,
        recipients=["Example House"],
        categories={ConsentCategory.SERVICES, ConsentCategory.LEGAL},
        purpose="To find housing",
    )
    assert "To: Example House." in told
    assert "Purpose: To find housing." in told
    assert f"Information: {ConsentCategory.SERVICES.label}." in told
    for unsaid in ("Another House", "coordinate", "asthma", ConsentCategory.LEGAL.label):
        assert unsaid not in told
    assert "Information: the name alone." in scope_text(several, categories=())


def test_the_scope_says_who_signed_and_when_it_ends() -> None:
    assert "Signed Oct 1, 2026 by the participant." in scope_text(terms())
    guardian = terms(signer=Signer.GUARDIAN, signer_name="Wren Example")
    assert f"by {Signer.GUARDIAN.label.lower()}." in scope_text(guardian)
    assert "Holds until Oct 1, 2027." in scope_text(terms())
    event = {"expires_event": "the charge is settled", "revocable_event": "the next hearing"}
    by_event = scope_text(terms(**JUSTICE, expires_on=None, revocable_on=None, **event))
    assert "Holds until the charge is settled." in by_event
    assert "Revocable after: the next hearing." in by_event
    assert "Holds until" not in scope_text(terms(**JUSTICE, expires_on=None))


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


def test_what_a_consent_does_not_say_is_not_read_aloud() -> None:
    said = read_aloud(terms(revocable_event="I have moved"))
    for unsaid in (
        "Also", "Through", "About:", "condition", "Their part", "Holds from", "should be over",
        "earlier", "after:", "None",
    ):  # fmt: skip
        assert unsaid not in said, unsaid
    event = {"expires_event": "the charge is settled", "revocable_event": "the next hearing"}
    by_event = read_aloud(terms(**JUSTICE, expires_on=None, revocable_on=None, **event))
    assert "earlier" not in by_event
    assert "Also revocable" not in by_event


def test_a_consent_that_begins_later_says_so_to_whoever_signs() -> None:
    said = read_aloud(terms(**JUSTICE, effective_from=date(2026, 10, 5)))
    assert "Holds from Oct 5, 2026." in said
