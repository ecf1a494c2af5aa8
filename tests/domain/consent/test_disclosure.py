"""The gate: closed by default, and what it opens it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.domain.codes import (
    AgreementKind,
    Audience,
    Basis,
    ConsentCategory,
    ConsentKind,
    EventKind,
    ParticipantStatus,
)
from lead_desktop.domain.consent.consent import PARTNERS, ConsentLine
from lead_desktop.domain.consent.disclosure import (
    SECTION_LABEL,
    DisclosureRequest,
    Limit,
    Permission,
    Section,
    disclose,
)
from lead_desktop.domain.consent.grounds import Agreement, CourtOrder, LegalGround
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.consent.redisclosure import NoticeKind, redisclosure_rule, strictest
from lead_desktop.domain.consent.restriction import Restriction
from lead_desktop.domain.consent.sections import EVENT_CATEGORY, RULES, categories_of, event_section
from lead_desktop.domain.people.enrolment import enrolment_line
from tests.domain.consents import PERSON, TODAY, line

EVERYTHING = tuple(ConsentCategory)
C = ConsentCategory


def wanted(audience: Audience, **changes: object) -> DisclosureRequest:
    request = DisclosureRequest(
        audience=audience, recipient="Example House", purpose="to coordinate care"
    )
    return replace(request, **changes)


def agreed(audience: Audience, **changes: object) -> ConsentLine:
    return line(**{"recipient_kind": audience, "categories": EVERYTHING, **changes})


def ask(audience: Audience, *consents: ConsentLine, **changes: object) -> Permission:
    return disclose(wanted(audience, **changes), consents, (), TODAY)


@pytest.mark.parametrize("audience", PARTNERS)
@pytest.mark.parametrize("legal", [True, False])
def test_without_a_consent_a_partner_gets_nothing_not_even_enrolment(
    audience: Audience, legal: bool
) -> None:
    found = ask(audience, legal_detail=legal)
    assert found.permitted == ()
    assert found.refusal is not None
    assert "enrolled" in found.refusal
    assert found.covered == frozenset()
    assert {one.section for one in found.withheld} == set(Section)


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("legal", [True, False])
def test_every_section_is_either_permitted_or_withheld_with_a_reason(
    audience: Audience, legal: bool
) -> None:
    found = ask(audience, agreed(audience), legal_detail=legal)
    withheld = {one.section for one in found.withheld}
    assert set(found.permitted) | withheld == set(Section)
    assert not set(found.permitted) & withheld
    assert all(one.reason for one in found.withheld)
    assert (Section.COURT in found.permitted) <= legal


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        ({"recipients": (Recipient("Another House"),)}, "names this recipient"),
        ({"purpose": "housing"}, "another purpose"),
        ({"recipient_kind": Audience.COMMUNITY}, "another kind of partner"),
        ({"expires_on": date(2026, 11, 22)}, "ended"),
        ({"revoked_on": TODAY}, "withdrawn"),
        ({"signed_on": date(2026, 11, 24)}, "not begun"),
        ({"statements": ()}, "lacks"),
        ({"expires_on": date(2029, 1, 1)}, "lacks"),
        ({"discloser": ""}, "lacks"),
        ({"kind": ConsentKind.NON_PART2_RELEASE}, "cannot open"),
        (
            {"kind": ConsentKind.COUNSELING_NOTES, "categories": (ConsentCategory.SUD_TREATMENT,)},
            "cannot open",
        ),
    ],
)
def test_a_consent_that_does_not_fit_opens_nothing_and_says_why(
    spoilt: dict[str, object], why: str
) -> None:
    """42 CFR 2.31(c): expired, deficient, revoked; each is refused whole."""
    found = ask(Audience.PROVIDER, agreed(Audience.PROVIDER, **spoilt))
    assert found.permitted == ()
    assert why in (found.refusal or "")


def test_nobody_named_or_no_purpose_opens_nothing() -> None:
    consent = agreed(Audience.PROVIDER)
    assert ask(Audience.PROVIDER, consent, recipient=" ").refusal
    assert ask(Audience.PROVIDER, consent, purpose="").refusal


def test_a_proceeding_is_never_combined_with_another_purpose() -> None:
    """42 CFR 2.31(d): such a consent opens a copy only alone."""
    care = agreed(Audience.PROVIDER, categories=(ConsentCategory.GOALS,))
    hearing = agreed(Audience.PROVIDER, kind=ConsentKind.LEGAL_PROCEEDING)
    both = ask(Audience.PROVIDER, hearing, care)
    assert both.consents == (care,)
    assert Section.SERVICES not in both.permitted
    assert ask(Audience.PROVIDER, hearing).consents == (hearing,)


def test_two_consents_for_one_recipient_open_what_either_covers() -> None:
    goals = agreed(Audience.PROVIDER, categories=(ConsentCategory.GOALS,))
    needs = agreed(Audience.PROVIDER, categories=(ConsentCategory.NEEDS,))
    found = ask(Audience.PROVIDER, goals, needs)
    assert {Section.GOALS, Section.NEEDS} <= set(found.permitted)
    assert found.consent_ids == (goals.id, needs.id)


def test_a_partner_copy_carries_the_notices_and_the_scope() -> None:
    found = ask(Audience.PROVIDER, agreed(Audience.PROVIDER))
    assert set(found.notices) == set(NoticeKind)
    assert found.basis is Basis.CONSENT
    assert "Example House" in found.scope
    assert found.redisclosure


def test_the_scope_tells_a_recipient_of_no_other_and_of_nothing_held_back() -> None:
    """The explanation of 42 CFR 2.32(b) goes to this recipient: it must not tell them more."""
    consent = agreed(
        Audience.JUSTICE,
        recipients=(Recipient("Example House"), Recipient("Sample Detox")),
        categories=(C.PROGRAM_STATUS, C.SUD_TREATMENT, C.GOALS),
    )
    found = ask(Audience.JUSTICE, consent)
    assert "Example House" in found.scope
    assert C.PROGRAM_STATUS.label in found.scope
    for word in ("Detox", C.SUD_TREATMENT.label, C.GOALS.label):
        assert word not in found.scope
    several = agreed(Audience.PROVIDER, purpose="To coordinate care; Help with housing")
    assert "Help with housing" not in ask(Audience.PROVIDER, several).scope
    held = restriction(categories=(C.GOALS,))
    both = agreed(Audience.PROVIDER, categories=(C.GOALS, C.HOUSING))
    kept = disclose(wanted(Audience.PROVIDER), (both,), (held,), TODAY)
    assert C.GOALS.label not in kept.scope
    assert C.HOUSING.label in kept.scope


def test_limits_say_how_much_of_a_section_leaves() -> None:
    provider = ask(Audience.PROVIDER, agreed(Audience.PROVIDER)).limits
    community = ask(Audience.COMMUNITY, agreed(Audience.COMMUNITY)).limits
    justice = ask(Audience.JUSTICE, agreed(Audience.JUSTICE)).limits
    assert provider[Section.FIND] is Limit.PHONE_ONLY
    assert community[Section.SERVICES] is Limit.OWN_LINKAGES
    assert justice[Section.NAME] is Limit.NAME_ONLY
    assert justice[Section.IDENTIFIERS] is Limit.NO_NUMBERS
    assert justice[Section.NEEDS] is Limit.CODES_ONLY
    assert justice[Section.COURT] is Limit.CODES_ONLY


def test_what_comes_along_needs_something_agreed_to() -> None:
    only_goals = agreed(Audience.JUSTICE, categories=(ConsentCategory.GOALS,))
    assert ask(Audience.JUSTICE, only_goals).permitted == (Section.NAME,)


def test_the_participants_own_copy_holds_no_safety_notes_and_health_when_asked() -> None:
    own = ask(Audience.PARTICIPANT)
    assert {one.section for one in own.withheld} == {Section.SAFETY, Section.FIND}
    assert Section.CLINICAL not in own.chosen(None)
    assert Section.CLINICAL in own.chosen(frozenset({Section.CLINICAL}))
    assert Section.CLINICAL in ask(Audience.INTERNAL).chosen(None)


def restriction(**changes: object) -> Restriction:
    base = Restriction(
        id=uuid4(), participant_id=PERSON, asked_on=TODAY, words="Not my goals", agreed_on=TODAY
    )
    return replace(base, **changes)


def test_an_agreed_restriction_holds_back_what_it_names() -> None:
    """42 CFR 2.26: binding once agreed, towards whom it names, until it ends."""
    consent = agreed(Audience.PROVIDER)
    goals = restriction(categories=(ConsentCategory.GOALS,))

    def opened(one: Restriction) -> Permission:
        return disclose(wanted(Audience.PROVIDER), (consent,), (one,), TODAY)

    assert Section.GOALS not in opened(goals).permitted
    assert opened(goals).restrictions == (goals,)
    assert Section.GOALS in opened(replace(goals, agreed_on=None)).permitted
    assert Section.GOALS in opened(replace(goals, ended_on=TODAY)).permitted
    assert Section.GOALS in opened(replace(goals, recipient="Another House")).permitted
    assert Section.GOALS not in opened(replace(goals, recipient="EXAMPLE house")).permitted
    assert opened(restriction()).refusal


EMERGENCY = LegalGround(
    basis=Basis.EMERGENCY,
    personnel="Dr. Example",
    affiliation="Sample Hospital",
    emergency="Unconscious at the door",
)


def test_an_emergency_opens_a_copy_for_medical_personnel_only() -> None:
    """42 CFR 2.51: with its facts, and even against an agreed restriction (2.26)."""
    request = wanted(Audience.PROVIDER, ground=EMERGENCY)
    found = disclose(request, (), (restriction(),), TODAY)
    assert found.basis is Basis.EMERGENCY
    assert Section.CLINICAL in found.permitted
    assert Section.SAFETY not in found.permitted
    assert ask(Audience.JUSTICE, ground=EMERGENCY).refusal
    for fact in ("personnel", "affiliation", "emergency"):
        assert ask(Audience.PROVIDER, ground=replace(EMERGENCY, **{fact: " "})).refusal


ORDER = CourtOrder(
    id=uuid4(),
    participant_id=PERSON,
    court="Circuit Court",
    case_number="00-0000",
    section="2.64",
    ordered_on=TODAY,
    findings_present=True,
    notice_given=True,
    mandate_attached=True,
    recipients=("Example House",),
    categories=(ConsentCategory.SERVICES,),
)


def test_a_court_order_opens_what_it_names_and_only_with_everything_it_needs() -> None:
    """42 CFR 2.61 to 2.67: a subpoena alone, or an order alone, opens nothing."""
    ground = LegalGround(basis=Basis.COURT_ORDER, order=ORDER)
    found = ask(Audience.PROVIDER, ground=ground)
    assert Section.SERVICES in found.permitted
    assert Section.GOALS not in found.permitted
    for spoilt in (
        None,
        replace(ORDER, findings_present=False),
        replace(ORDER, notice_given=False),
        replace(ORDER, mandate_attached=False),
        replace(ORDER, expires_on=date(2026, 11, 22)),
        replace(ORDER, recipients=("Another House",)),
    ):
        assert ask(Audience.PROVIDER, ground=replace(ground, order=spoilt)).refusal


def test_an_agreement_opens_a_copy_for_its_organization_only() -> None:
    agreement = Agreement(
        id=uuid4(),
        kind=AgreementKind.QSO,
        organization="Example House",
        signed_on=TODAY,
        binds_to_part2=True,
        will_resist=True,
    )
    ground = LegalGround(basis=Basis.QSO, agreement=agreement)
    assert ask(Audience.PROVIDER, ground=ground).basis is Basis.QSO
    for spoilt in (
        None,
        replace(agreement, will_resist=False),
        replace(agreement, binds_to_part2=False),
        replace(agreement, kind=AgreementKind.AUDIT),
        replace(agreement, ends_on=date(2026, 1, 1)),
        replace(agreement, organization="Another House"),
    ):
        assert ask(Audience.PROVIDER, ground=replace(ground, agreement=spoilt)).refusal


def test_an_override_names_its_type_authority_and_reason() -> None:
    whole = LegalGround(
        basis=Basis.OVERRIDE, override_type="Report", authority="Statute", reason="Required"
    )
    assert ask(Audience.PROVIDER, ground=whole).basis is Basis.OVERRIDE
    for name in ("override_type", "authority", "reason"):
        assert ask(Audience.PROVIDER, ground=replace(whole, **{name: ""})).refusal
    assert Section.SAFETY not in ask(Audience.JUSTICE, ground=whole).permitted
    assert ask(Audience.PROVIDER, ground=LegalGround(basis=Basis.CONSENT)).refusal


@given(
    audience=st.sampled_from(PARTNERS),
    consents=st.lists(
        st.builds(
            agreed,
            st.sampled_from(PARTNERS),
            kind=st.sampled_from(ConsentKind),
            categories=st.lists(st.sampled_from(ConsentCategory), max_size=4, unique=True).map(
                tuple
            ),
            recipients=st.sampled_from(["Example House", "Other"]).map(lambda n: (Recipient(n),)),
            purpose=st.sampled_from(["to coordinate care", "housing"]),
            expires_on=st.sampled_from([date(2026, 11, 22), TODAY, date(2027, 10, 1)]),
            revoked_on=st.sampled_from([None, TODAY]),
        ),
        max_size=3,
    ),
    held=st.lists(st.sampled_from(ConsentCategory), max_size=3, unique=True).map(tuple),
)
def test_nothing_opens_without_a_live_consent_for_it(
    audience: Audience, consents: list[ConsentLine], held: tuple[ConsentCategory, ...]
) -> None:
    restrictions = (restriction(categories=held),) if held else ()
    found = disclose(wanted(audience), consents, restrictions, TODAY)
    live = [
        one
        for one in consents
        if one.live
        and one.recipient_kind is audience
        and one.recipients == ("Example House",)
        and one.purpose == "to coordinate care"
        and one.kind not in (ConsentKind.NON_PART2_RELEASE, ConsentKind.COUNSELING_NOTES)
    ]
    covered = {category for one in live for category in one.categories} - set(held)
    assert set(found.consents) <= set(live)
    assert found.covered <= covered
    for section in found.permitted:
        rule = RULES[audience][section]
        assert rule.consent
        assert not rule.categories or rule.categories & covered


def test_what_an_event_tells_stands_in_one_section() -> None:
    assert event_section(EventKind.OVERDOSE_NONFATAL) is Section.CLINICAL
    assert event_section(EventKind.HOUSED) is Section.HOUSING
    assert event_section(EventKind.JAIL_BOOKED) is Section.EVENTS
    assert EVENT_CATEGORY[EventKind.PSYCH_ADMIT] is ConsentCategory.MENTAL_HEALTH
    assert event_section(EventKind.HOSPITAL_ADMIT) is Section.CLINICAL
    assert event_section(EventKind.HOSPITAL_ADMIT, frozenset()) is Section.EVENTS
    assert event_section(EventKind.PSYCH_ADMIT, frozenset()) is Section.CLINICAL


def test_whoever_adds_a_kind_of_event_says_what_it_tells() -> None:
    """Without a line of its own it leaves on a consent for events: a stay in detox once did."""
    assert set(EventKind) - set(EVENT_CATEGORY) == {
        EventKind.DEATH,
        EventKind.BENEFIT_APPROVED,
        EventKind.BENEFIT_DENIED,
        EventKind.BENEFIT_LOST,
        EventKind.ID_OBTAINED,
        EventKind.JOB_START,
        EventKind.JOB_END,
        EventKind.VICTIMIZATION,
    }


def test_a_partner_reads_of_no_jail_and_no_hospital_in_the_status() -> None:
    told = {enrolment_line(status) for status in ParticipantStatus}
    assert enrolment_line(ParticipantStatus.INACTIVE_CUSTODY) == enrolment_line(
        ParticipantStatus.INACTIVE_PAUSED
    )
    assert not any(word in one.casefold() for one in told for word in ("jail", "hospital", "wind"))


@pytest.mark.parametrize("audience", PARTNERS)
def test_every_recipient_is_told_what_it_may_do_with_the_copy(audience: Audience) -> None:
    for kind in (None, *ConsentKind):
        assert redisclosure_rule(audience, kind)
    assert "official duties" in redisclosure_rule(Audience.JUSTICE, ConsentKind.CJ_2_35)
    assert redisclosure_rule(Audience.PARTICIPANT, None) == ""


def test_every_section_has_words_for_the_screen() -> None:
    assert set(SECTION_LABEL) == set(Section)


def test_a_restriction_limits_a_copy_only_where_the_copy_could_have_told() -> None:
    """What never stands in a justice copy cannot be held back from it."""
    consents = [
        line(
            recipient_kind=Audience.JUSTICE,
            categories=(ConsentCategory.PROGRAM_STATUS, ConsentCategory.HOUSING),
        )
    ]
    asked = DisclosureRequest(
        audience=Audience.JUSTICE, recipient="Example House", purpose="To coordinate care"
    )
    housing, status = (
        Restriction(
            id=uuid4(), participant_id=PERSON, asked_on=TODAY, agreed_on=TODAY, words="Please",
            categories=(category,),
        )
        for category in (ConsentCategory.HOUSING, ConsentCategory.PROGRAM_STATUS)
    )  # fmt: skip
    permission = disclose(asked, consents, [housing], TODAY)
    assert (permission.restrictions, permission.limited_by) == ((housing,), ())
    permission = disclose(asked, consents, [housing, status], TODAY)
    assert permission.refusal is not None
    assert permission.limited_by == (status.id,)


@pytest.mark.parametrize("audience", PARTNERS)
@pytest.mark.parametrize("category", EVERYTHING)
def test_whatever_is_held_back_names_the_restriction_that_holds_it(
    audience: Audience, category: ConsentCategory
) -> None:
    consents = [line(recipient_kind=audience, categories=EVERYTHING)]
    asked = DisclosureRequest(
        audience=audience, recipient="Example House", purpose="To coordinate care"
    )
    wish = Restriction(
        id=uuid4(), participant_id=PERSON, asked_on=TODAY, agreed_on=TODAY, words="Please",
        categories=(category,),
    )  # fmt: skip
    permission = disclose(asked, consents, [wish], TODAY)
    assert bool(permission.limited_by) == (category in categories_of(audience))
    if permission.permitted != disclose(asked, consents, [], TODAY).permitted:
        assert permission.limited_by == (wish.id,)


@pytest.mark.parametrize("order", [1, -1])
def test_a_copy_on_several_consents_states_the_strictest_rule_whichever_comes_first(
    order: int,
) -> None:
    """What one consent lets its reader share is not let with what came under the other."""
    named, wide = line(), line(kind=ConsentKind.PART2_TPO)
    found = disclose(wanted(Audience.PROVIDER), (named, wide)[::order], (), TODAY)
    assert len(found.consents) == 2
    assert found.redisclosure == redisclosure_rule(Audience.PROVIDER, ConsentKind.PART2_NAMED)
    justice = (ConsentKind.CJ_2_35, ConsentKind.PART2_NAMED)[::order]
    rules = [redisclosure_rule(Audience.JUSTICE, kind) for kind in justice]
    assert strictest(rules) == redisclosure_rule(Audience.JUSTICE, ConsentKind.PART2_NAMED)
    assert strictest(()) == ""
