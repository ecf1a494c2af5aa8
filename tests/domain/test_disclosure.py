"""The gate: closed by default, and what it opens it names."""

from __future__ import annotations

import pytest

from lead_desktop.domain.codes import Audience
from lead_desktop.domain.disclosure import SECTION_LABEL, Section, disclose

PARTNERS = (Audience.PROVIDER, Audience.COMMUNITY, Audience.JUSTICE)


@pytest.mark.parametrize("audience", PARTNERS)
@pytest.mark.parametrize("legal", [True, False])
def test_without_a_consent_a_partner_gets_nothing_not_even_enrolment(
    audience: Audience, legal: bool
) -> None:
    found = disclose(audience, legal_detail=legal)
    assert found.permitted == ()
    assert found.refusal is not None
    assert {one.section for one in found.withheld} == set(Section)


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("legal", [True, False])
def test_every_section_is_either_permitted_or_withheld_with_a_reason(
    audience: Audience, legal: bool
) -> None:
    found = disclose(audience, legal_detail=legal)
    withheld = {one.section for one in found.withheld}
    assert set(found.permitted) | withheld == set(Section)
    assert not set(found.permitted) & withheld
    assert all(one.reason for one in found.withheld)


def test_the_participants_own_copy_holds_no_staff_safety_and_no_whereabouts() -> None:
    found = disclose(Audience.PARTICIPANT, legal_detail=True)
    assert {one.section for one in found.withheld} == {Section.SAFETY, Section.FIND}


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.PARTICIPANT])
def test_who_may_not_read_legal_detail_prints_none(audience: Audience) -> None:
    assert Section.COURT in disclose(audience, legal_detail=True).permitted
    assert Section.COURT not in disclose(audience, legal_detail=False).permitted


def test_every_section_has_words_for_the_screen() -> None:
    assert set(SECTION_LABEL) == set(Section)
