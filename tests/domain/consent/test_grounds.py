"""Grounds beside consent: their first and last day, and what a wish of the participant does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from lead_desktop.domain.codes import AgreementKind, Audience, Basis, ConsentCategory
from lead_desktop.domain.consent.disclosure import (
    DisclosureRequest,
    Permission,
    Section,
    disclose,
)
from lead_desktop.domain.consent.grounds import Agreement, CourtOrder, LegalGround, check_ground
from lead_desktop.domain.consent.redisclosure import NoticeKind
from lead_desktop.domain.consent.restriction import Restriction
from tests.domain.consents import PERSON, TODAY

C = ConsentCategory
DAY = timedelta(days=1)
AGREEMENT = Agreement(
    id=uuid4(), kind=AgreementKind.QSO, organization="Example House", signed_on=TODAY,
    ends_on=TODAY, binds_to_part2=True, will_resist=True,
)  # fmt: skip
ORDER = CourtOrder(
    id=uuid4(), participant_id=PERSON, court="Circuit Court", case_number="00-0000",
    section="2.64", ordered_on=TODAY, expires_on=TODAY, findings_present=True, notice_given=True,
    mandate_attached=True, recipients=("Another House", "Example House"), categories=(C.GOALS,),
)  # fmt: skip
EMERGENCY = LegalGround(
    basis=Basis.EMERGENCY, personnel="Dr. Example", affiliation="Sample Hospital",
    emergency="Unconscious at the door",
)  # fmt: skip
OVERRIDE = LegalGround(
    basis=Basis.OVERRIDE, override_type="Report", authority="Statute", reason="Required"
)
QSO = LegalGround(basis=Basis.QSO, agreement=AGREEMENT)
COURT = LegalGround(basis=Basis.COURT_ORDER, order=ORDER)


def on(ground: LegalGround, *wishes: Restriction) -> Permission:
    asked = DisclosureRequest(
        audience=Audience.PROVIDER, recipient="Example House", purpose="To help", ground=ground
    )
    return disclose(asked, (), wishes, TODAY)


def wish(*categories: ConsentCategory) -> Restriction:
    return Restriction(
        id=uuid4(), participant_id=PERSON, asked_on=TODAY, agreed_on=TODAY, words="Not that",
        categories=categories,
    )  # fmt: skip


def test_an_agreement_holds_from_its_first_day_through_its_last() -> None:
    days = (TODAY - DAY, TODAY, TODAY + DAY)
    assert [AGREEMENT.holds(day) for day in days] == [False, True, False]
    assert replace(AGREEMENT, ends_on=None).holds(TODAY + 1000 * DAY)


def test_only_a_service_organization_has_to_resist_in_court() -> None:
    """42 CFR 2.11 asks it of them; 2.53 does not ask it of an auditor."""
    soft = replace(AGREEMENT, will_resist=False)
    assert not soft.holds(TODAY)
    assert replace(soft, kind=AgreementKind.AUDIT).holds(TODAY)


def test_an_order_opens_from_its_first_day_through_its_last() -> None:
    days = (TODAY - DAY, TODAY, TODAY + DAY)
    assert [ORDER.opens(day) for day in days] == [False, True, False]
    assert replace(ORDER, expires_on=None).opens(TODAY + 1000 * DAY)


def test_an_audit_rests_on_an_agreement_about_an_audit() -> None:
    audit = replace(AGREEMENT, kind=AgreementKind.AUDIT)
    assert on(LegalGround(basis=Basis.AUDIT, agreement=audit)).basis is Basis.AUDIT
    assert on(LegalGround(basis=Basis.AUDIT, agreement=AGREEMENT)).refusal


@pytest.mark.parametrize("ground", [EMERGENCY, OVERRIDE, QSO, COURT], ids=lambda g: g.basis.value)
def test_every_ground_names_somebody_and_a_purpose(ground: LegalGround) -> None:
    def missing(recipient: str, purpose: str) -> list[str]:
        problems = check_ground(ground, Audience.PROVIDER, recipient, purpose, TODAY)
        return [problem.field for problem in problems]

    assert missing("Example House", "To help") == []
    assert "recipient" in missing(" ", "To help")
    assert "purpose" in missing("Example House", " ")


@pytest.mark.parametrize("ground", [EMERGENCY, OVERRIDE, QSO, COURT], ids=lambda g: g.basis.value)
def test_a_copy_on_a_ground_carries_the_statements_and_no_scope_of_a_consent(
    ground: LegalGround,
) -> None:
    given = on(ground)
    assert given.basis is ground.basis
    assert given.notices == (NoticeKind.STATEMENT_1, NoticeKind.STATEMENT_2)
    assert (given.consents, given.scope) == ((), "")


def test_what_is_no_ground_beside_consent_opens_nothing_whatever_is_stated_for_it() -> None:
    for basis in set(Basis) - {one.basis for one in (EMERGENCY, OVERRIDE, QSO, COURT)}:
        stated = replace(OVERRIDE, basis=basis, agreement=AGREEMENT, order=ORDER)
        assert on(stated).refusal, basis


@pytest.mark.parametrize("ground", [OVERRIDE, QSO, COURT], ids=lambda g: g.basis.value)
def test_an_agreed_wish_binds_on_every_ground_but_an_emergency(ground: LegalGround) -> None:
    """42 CFR 2.26."""
    goals = wish(C.GOALS)
    given = on(ground, goals)
    assert Section.GOALS not in given.permitted
    assert given.limited_by == (() if given.refusal else (goals.id,)) or given.refusal
    everything = on(ground, wish())
    assert everything.refusal is not None
    assert (everything.basis, everything.notices) == (None, ())


def test_in_an_emergency_a_wish_is_told_and_holds_nothing_back() -> None:
    everything = wish()
    given = on(EMERGENCY, everything)
    assert Section.GOALS in given.permitted
    assert given.restrictions == (everything,)
    assert given.stop is None


def test_own_copies_rest_on_the_participants_right_or_on_nothing() -> None:
    own = disclose(DisclosureRequest(audience=Audience.PARTICIPANT), (), (), TODAY)
    team = disclose(DisclosureRequest(audience=Audience.INTERNAL), (), (), TODAY)
    assert (own.basis, team.basis) == (Basis.PATIENT_ACCESS, None)
    reasons = {one.section: one.reason for one in own.withheld}
    assert reasons[Section.SAFETY] == "Never on the participant's own copy"
    assert team.withheld == ()
