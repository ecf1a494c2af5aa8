"""Every way out has its account, written in the same act: which bytes, how, where to, by whom."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pikepdf
import pytest

from lead_desktop.base.errors import Refused
from lead_desktop.domain.codes import (
    Audience,
    Basis,
    ConsentCategory,
    DisclosureMethod,
    FormKind,
    Role,
)
from lead_desktop.domain.consent.leaving import AS_PAGES, SENT, leaving_as
from lead_desktop.services.consent import consents, privacy_log, seen
from lead_desktop.services.consent.consents import WithdrawConsent
from lead_desktop.services.consent.gate import Ground
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import forms, summaries
from lead_desktop.services.paper.form_request import PERSONAL
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.trust import trust
from lead_desktop.store.audit import list_entries
from tests.services.paper.test_forms import RECIPIENT, agree, asking, issue
from tests.services.paper.test_summaries import text_of

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
C = ConsentCategory
PARTNERS = (Audience.PROVIDER, Audience.COMMUNITY, Audience.JUSTICE)


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def wanted(person: UUID, audience: Audience = Audience.PROVIDER) -> SummaryRequest:
    return SummaryRequest(person, audience, RECIPIENT, "Start of treatment")


def actions(desk: Desk) -> list[str]:
    with desk.store.read() as connection:
        return [entry.action for entry in list_entries(connection)]


@pytest.mark.parametrize("method", DisclosureMethod)
@pytest.mark.parametrize("audience", [*PARTNERS, Audience.PARTICIPANT])
def test_every_way_out_is_a_disclosure_with_its_method(
    desk: Desk, person: UUID, audience: Audience, method: DisclosureMethod
) -> None:
    agree(desk, person, Audience.PROVIDER, RECIPIENT, C.GOALS, C.PROGRAM_STATUS)
    agree(desk, person, Audience.COMMUNITY, RECIPIENT, C.GOALS, C.PROGRAM_STATUS)
    agree(desk, person, Audience.JUSTICE, RECIPIENT, C.GOALS, C.PROGRAM_STATUS)
    composed = summaries.compose_summary(desk, wanted(person, audience))
    printed = summaries.draw_summary(composed)
    leaving = leaving_as(printed.pdf, method, " 410-555-0100 ")
    left = summaries.record_copy(desk, composed, printed, method, address=leaving.address)
    (row,) = trust.list_disclosures(desk, person)
    assert (row.id, row.method, row.audience) == (left, method, audience)
    assert row.sha256 == hashlib.sha256(printed.pdf).hexdigest() == leaving.sha256
    assert row.recipient_address == ("410-555-0100" if method in SENT else "")
    assert row.document_number in text_of(printed.pdf)
    own = audience is Audience.PARTICIPANT
    assert row.basis is (Basis.PATIENT_ACCESS if own else Basis.CONSENT)
    assert actions(desk)[-1] == "summary.issue"


def test_the_account_holds_the_hash_of_the_encrypted_bytes(desk: Desk, person: UUID) -> None:
    """Whoever gets the file can show that it is the one of the account."""
    request = SummaryRequest(person, Audience.PARTICIPANT)
    issued = summaries.issue_summary(desk, request, passphrase="marigold window")
    (row,) = trust.list_disclosures(desk, person)
    assert row.method is DisclosureMethod.ENCRYPTED_FILE
    assert row.sha256 == issued.sha256 == hashlib.sha256(issued.pdf).hexdigest()
    with pikepdf.open(io.BytesIO(issued.pdf), password="marigold window") as opened:
        assert len(opened.pages) == row.pages


def test_the_teams_own_copy_and_a_refusal_are_audited_and_no_disclosures(
    desk: Desk, person: UUID
) -> None:
    summaries.issue_summary(desk, SummaryRequest(person, Audience.INTERNAL))
    assert actions(desk)[-1] == "summary.issue"
    with pytest.raises(Refused):
        summaries.issue_summary(desk, wanted(person))
    assert actions(desk)[-1] == "summary.refused"
    assert trust.list_disclosures(desk, person) == []


def test_a_copy_that_stayed_keeps_its_row_without_a_hash_and_is_in_no_accounting(
    desk: Desk, person: UUID
) -> None:
    agree(desk, person, Audience.PROVIDER, RECIPIENT, C.GOALS)
    composed = summaries.compose_summary(desk, wanted(person))
    printed = summaries.draw_summary(composed)
    left = summaries.record_copy(desk, composed, printed, DisclosureMethod.PRINT)
    summaries.record_failed_copy(desk, composed, left)
    (row,) = trust.list_disclosures(desk, person)
    assert (row.sha256, row.pages) == (None, None)
    assert actions(desk)[-1] == "summary.failed"
    assert seen.account_for(desk, person) == ()
    summaries.issue_summary(desk, wanted(person))
    assert [one.copy_number for one in trust.list_disclosures(desk, person)] == [1, 2]


def test_the_accounting_on_paper_says_who_got_what_when_and_where(desk: Desk, person: UUID) -> None:
    """45 CFR 164.528(b)(2): date, name and address, what, purpose."""
    agree(desk, person, Audience.PROVIDER, RECIPIENT, C.GOALS)
    composed = summaries.compose_summary(desk, wanted(person))
    printed = summaries.draw_summary(composed)
    summaries.record_copy(
        desk, composed, printed, DisclosureMethod.MAIL, address="1 Example Street"
    )
    text, _ = issue(desk, asking(FormKind.ACCOUNTING, person))
    for said in ("Nov 23, 2026", RECIPIENT, "1 Example Street", "Goals", "Start of treatment"):
        assert said in text


@pytest.mark.parametrize("audience", PARTNERS)
@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR])
def test_without_a_consent_nothing_is_seen_not_even_enrolment(
    desk: Desk, seat: Seat, person: UUID, audience: Audience, role: Role
) -> None:
    worker = seat(role, name="Wren Example")
    request = wanted(person, audience)
    if role is Role.PEER and audience is Audience.JUSTICE:
        with pytest.raises(Refused):
            summaries.plan_summary(worker, request)
        return
    plan = summaries.plan_summary(worker, request)
    assert (plan.permission.permitted, plan.counts) == ((), {})
    assert "not even that this person is enrolled" in (plan.permission.refusal or "")
    with pytest.raises(Refused):
        summaries.compose_summary(worker, request)
    assert actions(desk)[-1] == "summary.refused"


FOR_PARTNERS = (FormKind.REFERRAL_LETTER, FormKind.DOCKET)


@pytest.mark.parametrize("kind", FOR_PARTNERS)
def test_without_a_consent_no_form_for_a_partner_tells_of_anybody(
    desk: Desk, person: UUID, kind: FormKind
) -> None:
    request = asking(kind, person if kind in PERSONAL else None)
    if kind is FormKind.REFERRAL_LETTER:
        with pytest.raises(Refused, match="not even that this person is enrolled"):
            forms.compose_form(desk, request)
        return
    composed = forms.compose_form(desk, request)
    assert composed.copies == ()
    assert "Juniper" not in text_of(forms.draw_composed(composed).pdf)


def test_no_other_form_is_for_a_partner(desk: Desk, person: UUID, seat: Seat) -> None:
    """A new form for partners has to be added to the test above."""
    supervisor = seat(Role.SUPERVISOR)
    agree(desk, person, Audience.PROVIDER, RECIPIENT, C.SERVICES)
    for kind in set(FormKind) - set(FOR_PARTNERS):
        composed = forms.compose_form(
            supervisor, asking(kind, person if kind in PERSONAL else None)
        )
        assert all(one.handing.audience not in PARTNERS for one in composed.copies)


def test_a_consent_withdrawn_in_another_window_stops_the_copy_and_says_so(
    desk: Desk, seat: Seat, person: UUID
) -> None:
    """42 CFR 2.31(c)(3): known to have been revoked."""
    consent = agree(desk, person, Audience.PROVIDER, RECIPIENT, C.GOALS)
    composed = summaries.compose_summary(desk, wanted(person))
    printed = summaries.draw_summary(composed)
    elsewhere = seat(Role.SUPERVISOR, name="Priya Specimen")
    consents.withdraw_consent(elsewhere, WithdrawConsent(consent, desk.clock.now()))
    with pytest.raises(Refused, match="was withdrawn"):
        summaries.record_copy(desk, composed, printed, DisclosureMethod.FAX)
    assert actions(desk)[-1] == "summary.refused"
    assert trust.list_disclosures(desk, person) == []


def test_an_override_is_the_supervisors_with_a_reason_and_stands_on_their_list(
    desk: Desk, seat: Seat, person: UUID
) -> None:
    ground = Ground(
        basis=Basis.OVERRIDE, override_type="Report", authority="Statute", reason="Required today"
    )
    request = replace(wanted(person), ground=ground)
    with pytest.raises(Refused):
        summaries.compose_summary(desk, request)
    supervisor = seat(Role.SUPERVISOR, name="Priya Specimen")
    with pytest.raises(Refused):
        summaries.compose_summary(supervisor, replace(request, ground=replace(ground, reason=" ")))
    issued = summaries.issue_summary(supervisor, request)
    (line,) = privacy_log.list_exceptions(supervisor)
    assert (line.disclosure_id, line.reason, line.worker) == (
        issued.disclosure_id, "Required today", "Priya Specimen",
    )  # fmt: skip
    assert "limited to what its purpose needs" in " ".join(text_of(issued.pdf).split())
    assert "consent covers" not in text_of(issued.pdf)


def test_pages_leave_in_five_ways() -> None:
    files = {DisclosureMethod.FILE, DisclosureMethod.ENCRYPTED_FILE}
    assert set(AS_PAGES) | files == set(DisclosureMethod)
