"""Copies for partners: read through the gate, asked again at the printer, accounted for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import Refused
from lead_desktop.base.ids import new_id
from lead_desktop.documents.statements import Law, statement
from lead_desktop.domain.codes import Audience, ConsentCategory, Phase, Role
from lead_desktop.domain.consent.disclosure import Section
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.services.consent import consents, privacy
from lead_desktop.services.consent.consents import RecordConsent, WithdrawConsent
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.people import statuses
from lead_desktop.services.trust import trust
from tests.domain.consents import terms
from tests.services.paper.record import HOUSE, write_record
from tests.services.paper.test_summaries import pages_of, text_of

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
C = ConsentCategory


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    return write_record(desk, enroll)


def agree(desk: Desk, person: UUID, audience: Audience, *categories: ConsentCategory) -> UUID:
    consent_id = new_id()
    written = terms(recipient_kind=audience, categories=categories, recipients=(Recipient(HOUSE),))
    consents.record_consent(desk, RecordConsent(consent_id, person, written))
    return consent_id


def wanted(person: UUID, audience: Audience) -> SummaryRequest:
    return SummaryRequest(person, audience, HOUSE, "To coordinate care")


def test_a_justice_copy_is_made_of_codes_and_fixed_words(desk: Desk, person: UUID) -> None:
    agree(desk, person, Audience.JUSTICE, *ConsentCategory)
    issued = summaries.issue_summary(desk, wanted(person, Audience.JUSTICE))
    said = " ".join(text_of(issued.pdf).split())
    assert "Court date" in said
    for word in ("Zeppelincourt", "Goalword", "Barrierword", "Detoxword", "Jail", "Foxglove"):
        assert word not in said


def test_a_peer_prints_nothing_that_a_peer_does_not_read(
    desk: Desk, seat: Seat, person: UUID
) -> None:
    agree(desk, person, Audience.PROVIDER, *ConsentCategory)
    peer = seat(Role.PEER, name="Dre Exampleton")
    composed = summaries.compose_summary(peer, wanted(person, Audience.PROVIDER))
    assert Section.COURT not in composed.sections
    with pytest.raises(Refused):
        summaries.compose_summary(peer, wanted(person, Audience.JUSTICE))


@pytest.mark.parametrize("audience", [Audience.PROVIDER, Audience.COMMUNITY, Audience.JUSTICE])
def test_a_partners_copy_carries_both_statements_and_what_the_consent_covers(
    desk: Desk, person: UUID, audience: Audience
) -> None:
    """42 CFR 2.32(a) and (b): the long one on page 1, the short one on every page, the scope."""
    agree(desk, person, audience, C.SERVICES, C.PROGRAM_STATUS)
    issued = summaries.issue_summary(desk, wanted(person, audience))
    first, *others = pages = [" ".join(page.split()) for page in pages_of(issued.pdf)]
    long = " ".join(statement(Law.NOTICE_TO_RECIPIENT).text.split())
    assert long in first
    assert not any(long in page for page in others)
    assert all(statement(Law.SHORT_NOTICE).text in page for page in pages)
    text = " ".join(pages)
    assert "Purpose and consent Shared with written consent. Signed" in text
    assert text.count("To coordinate care") == 1  # the scope says it, and nothing says it twice
    scope = summaries.compose_summary(desk, wanted(person, audience)).permission.scope
    assert scope
    assert " ".join(scope.split()) in text


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.PARTICIPANT])
def test_a_copy_that_stays_with_its_own_carries_no_notice_to_recipients(
    desk: Desk, person: UUID, audience: Audience
) -> None:
    issued = summaries.issue_summary(desk, SummaryRequest(person, audience))
    text = " ".join(text_of(issued.pdf).split())
    assert "This record which has been disclosed to you" not in text
    assert statement(Law.SHORT_NOTICE).text not in text


def test_the_gate_is_asked_again_in_the_act_of_printing(desk: Desk, person: UUID) -> None:
    """42 CFR 2.31(c)(3): withdrawn between the preview and the printer, it opens nothing."""
    consent = agree(desk, person, Audience.PROVIDER, C.GOALS)
    composed = summaries.compose_summary(desk, wanted(person, Audience.PROVIDER))
    printed = summaries.draw_summary(composed)
    consents.withdraw_consent(desk, WithdrawConsent(consent, desk.clock.now()))
    with pytest.raises(Refused):
        summaries.record_copy(desk, composed, printed, summaries.DisclosureMethod.PRINT)
    assert trust.list_disclosures(desk, person) == []


def test_a_restriction_agreed_meanwhile_stops_the_printer(
    desk: Desk, seat: Seat, person: UUID
) -> None:
    agree(desk, person, Audience.PROVIDER, C.GOALS, C.NEEDS)
    composed = summaries.compose_summary(desk, wanted(person, Audience.PROVIDER))
    printed = summaries.draw_summary(composed)
    wish = privacy.AskRestriction(
        new_id(), person, "Not my goals", desk.clock.today(), categories=(C.GOALS,)
    )
    privacy.ask_restriction(desk, wish)
    privacy.decide_restriction(seat(Role.SUPERVISOR), wish.id, agreed=True)
    with pytest.raises(Refused):
        summaries.record_copy(desk, composed, printed, summaries.DisclosureMethod.PRINT)


def test_two_copies_never_carry_one_number(desk: Desk, person: UUID) -> None:
    request = SummaryRequest(person, Audience.PARTICIPANT)
    first, second = (summaries.compose_summary(desk, request) for _ in range(2))
    method = summaries.DisclosureMethod.PRINT
    summaries.record_copy(desk, first, summaries.draw_summary(first), method)
    with pytest.raises(Refused) as caught:
        summaries.record_copy(desk, second, summaries.draw_summary(second), method)
    assert "number" in str(caught.value)


def test_the_account_says_what_left_on_which_ground(desk: Desk, person: UUID) -> None:
    consent = agree(desk, person, Audience.PROVIDER, C.GOALS)
    issued = summaries.issue_summary(desk, wanted(person, Audience.PROVIDER))
    (row,) = trust.list_disclosures(desk, person)
    assert (row.consent_id, row.basis.value, row.sha256) == (consent, "consent", issued.sha256)
    assert row.sections == ("name", "goals", "asks")
    assert {one["section"] for one in row.withheld} >= {"identifiers", "needs", "services"}
    assert (row.worker, row.pages) == (desk.worker.name, issued.pages)


@pytest.mark.parametrize("audience", [Audience.PROVIDER, Audience.COMMUNITY, Audience.JUSTICE])
def test_a_copy_says_whose_consent_limits_it_and_never_what_is_kept_back(
    desk: Desk, person: UUID, audience: Audience
) -> None:
    agree(desk, person, audience, C.PROGRAM_STATUS)
    issued = summaries.issue_summary(desk, wanted(person, audience))
    said = " ".join(text_of(issued.pdf).split())
    assert "This copy is limited to what Junipera's consent covers. It is not a complete" in said
    assert "Please ask Junipera directly about anything else you need." in said
    said = said.replace(" ".join(statement(Law.NOTICE_TO_RECIPIENT).text.split()), "")
    kept = {one.label for one in ConsentCategory} - {C.PROGRAM_STATUS.label}
    assert [one for one in kept if one.casefold() in said.casefold()] == []


def test_without_the_name_the_copy_says_the_participants_consent(desk: Desk, person: UUID) -> None:
    agree(desk, person, Audience.PROVIDER, C.PROGRAM_STATUS)
    request = replace(
        wanted(person, Audience.PROVIDER), sections=frozenset({Section.PROGRAM_STATUS})
    )
    said = " ".join(text_of(summaries.issue_summary(desk, request).pdf).split())
    assert "limited to what the participant's consent covers" in said
    assert "Junipera" not in said


def test_the_counts_on_screen_are_those_of_the_readers_copy(desk: Desk, person: UUID) -> None:
    """A provider gets the phone and no places: one item, not two."""
    agree(desk, person, Audience.PROVIDER, *ConsentCategory)
    provider = summaries.plan_summary(desk, wanted(person, Audience.PROVIDER))
    internal = summaries.plan_summary(desk, SummaryRequest(person, Audience.INTERNAL))
    assert (provider.counts[Section.FIND], internal.counts[Section.FIND]) == (1, 2)


def test_where_somebody_stands_is_as_of_its_newest_step_and_to_the_team_alone(
    desk: Desk, person: UUID
) -> None:
    """A partner reads "Enrolled" before and after a step, and never that there was one."""
    agree(desk, person, Audience.PROVIDER, *ConsentCategory)
    later = replace(desk, clock=FixedClock(instant=desk.clock.now() + timedelta(days=2)))
    statuses.set_phase(later, person, Phase.MAINTAINING)

    def told(audience: Audience) -> tuple[object, str]:
        status = summaries.compose_summary(later, wanted(person, audience)).content.program_status
        assert status is not None
        return status.as_of, status.reported_by

    assert told(Audience.INTERNAL) == (later.clock.today(), "the team")
    assert told(Audience.PROVIDER) == (None, "the team")
