"""The privacy office: what binds, what is owed, and who got into a restricted record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AgreementKind,
    Audience,
    Basis,
    ComplaintOutcome,
    ConsentCategory,
    NoticeMethod,
    Role,
)
from lead_desktop.domain.consent.privacy import (
    IncidentFacts,
    check_incident,
    deadlines,
    next_deadline,
)
from lead_desktop.services.consent import privacy, privacy_log, restricted, seen
from lead_desktop.services.consent.gate import Ground
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.people import participants
from lead_desktop.services.trust import trust

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
WHY = "Brought in by the ambulance, asks for us"
TODAY = FixedClock().today()


@pytest.fixture
def supervisor(seat: Seat) -> Desk:
    return seat(Role.SUPERVISOR, name="Priya Demoson")


@pytest.fixture
def other(seat: Seat) -> Desk:
    return seat(Role.PEER, name="Dre Exampleton")


@pytest.fixture
def person(desk: Desk, supervisor: Desk, enroll: Enroll) -> UUID:
    """Somebody restricted, of the case manager's own people."""
    participant = enroll(
        "Quillon Example", case_manager=desk, legal_first_name="Quinn", legal_last_name="Example"
    )
    restricted.set_restricted(supervisor, participant, True, "Works with us")
    return participant


@pytest.mark.parametrize("who", ["P-0001", " quillon   EXAMPLE ", "Quinn Example"])
def test_breaking_the_glass_opens_for_some_hours_and_tells_the_supervisor(
    other: Desk, supervisor: Desk, person: UUID, who: str
) -> None:
    assert participants.list_caseload(other) == []
    assert restricted.break_glass(other, restricted.BreakGlass(new_id(), who, WHY)) == person
    assert [row.id for row in participants.list_caseload(other)] == [person]
    (opening,) = restricted.list_break_glass(supervisor)
    assert (opening.worker, opening.reason, opening.seen_at) == (other.worker.name, WHY, None)
    restricted.note_seen(supervisor, opening.id)
    (looked_at,) = restricted.list_break_glass(supervisor)
    assert looked_at.seen_at is not None
    later = replace(other, clock=FixedClock(instant=other.clock.now() + timedelta(hours=4)))
    assert participants.list_caseload(later) == []


def test_an_access_that_is_ended_is_ended_at_once(
    other: Desk, supervisor: Desk, person: UUID
) -> None:
    grant = restricted.GrantAccess(new_id(), person, other.worker.id, "Joins the team of this case")
    restricted.grant_access(supervisor, grant)
    assert participants.read_record(other, person).row.id == person
    restricted.end_access(supervisor, grant.id)
    with pytest.raises(NotFound):
        participants.read_record(other, person)
    restricted.set_restricted(supervisor, person, False)
    assert participants.read_record(other, person).row.id == person


@pytest.mark.parametrize(("who", "reason"), [("Quillon", WHY), ("", WHY), ("P-0099", WHY)])
def test_a_part_of_a_name_opens_nothing_and_the_try_is_audited(
    other: Desk, supervisor: Desk, person: UUID, who: str, reason: str
) -> None:
    with pytest.raises(NotFound) as caught:
        restricted.break_glass(other, restricted.BreakGlass(new_id(), who, reason))
    assert "Quillon" not in str(caught.value)
    assert trust.list_audit(supervisor)[-1].action == "restricted.turned_away"
    assert restricted.list_break_glass(supervisor) == ()


def test_a_reason_says_something(other: Desk, person: UUID) -> None:
    with pytest.raises(InvalidInput):
        restricted.break_glass(other, restricted.BreakGlass(new_id(), "P-0001", "because"))
    assert participants.list_caseload(other) == []


def test_a_supervisor_does_not_pass_their_own_opening(
    supervisor: Desk, seat: Seat, person: UUID
) -> None:
    peer = seat(Role.PEER, name="Lou Testwell")
    restricted.break_glass(peer, restricted.BreakGlass(new_id(), "P-0001", WHY))
    (opening,) = restricted.list_break_glass(supervisor)
    promoted = replace(supervisor, worker=replace(supervisor.worker, id=peer.worker.id))
    with pytest.raises(Refused):
        restricted.note_seen(promoted, opening.id)


def test_who_has_seen_a_record_is_told_from_the_audit(
    desk: Desk, other: Desk, supervisor: Desk, person: UUID
) -> None:
    participants.open_record(desk, person)
    participants.open_record(desk, person)
    summaries.issue_summary(desk, SummaryRequest(person, Audience.PARTICIPANT))
    restricted.break_glass(other, restricted.BreakGlass(new_id(), "P-0001", WHY))
    report = seen.read_who_has_seen(supervisor, person)
    assert [line.what for line in report.lines] == [
        "Opened in an emergency",
        "Made a copy",
        "Opened the record",
        "Opened the record",
    ]
    assert "participant copy" in report.lines[1].detail
    assert report.lines[1].detail.endswith("saved as a file"), "codes are no words"
    assert [(who, many) for who, many, _ in report.by_worker] == [
        (desk.worker.name, 3),
        (other.worker.name, 1),
    ]
    with pytest.raises(Refused):
        seen.read_who_has_seen(desk, person)


def test_an_accounting_covers_what_left_and_not_what_broke_off(desk: Desk, person: UUID) -> None:
    request = SummaryRequest(person, Audience.PARTICIPANT)
    summaries.issue_summary(desk, request)
    composed = summaries.compose_summary(desk, request)
    printed = summaries.draw_summary(composed)
    broken = summaries.record_copy(desk, composed, printed, summaries.DisclosureMethod.PRINT)
    summaries.record_failed_copy(desk, composed, broken)
    (line,) = seen.account_for(desk, person)
    assert (line.copy_number, line.worker) == (1, desk.worker.name)
    assert seen.account_for(desk, person, since=TODAY + timedelta(days=1)) == ()
    assert len(trust.list_disclosures(desk, person)) == 2


def test_a_restriction_binds_once_agreed_and_until_ended(
    desk: Desk, supervisor: Desk, person: UUID
) -> None:
    asked = privacy.AskRestriction(
        new_id(), person, "Not my goals", TODAY, categories=(ConsentCategory.GOALS,)
    )
    privacy.ask_restriction(desk, asked)
    with pytest.raises(Refused):
        privacy.decide_restriction(desk, asked.id, agreed=True)
    privacy.decide_restriction(supervisor, asked.id, agreed=True)
    (line,) = privacy.list_restrictions(desk, person)
    assert line.binds(TODAY)
    with pytest.raises(InvalidInput):
        privacy.end_restriction(supervisor, asked.id, " ")
    privacy.end_restriction(supervisor, asked.id, "The participant agreed in writing")
    (line,) = privacy.list_restrictions(desk, person)
    assert not line.binds(TODAY)


def test_the_notice_is_given_once_and_missing_ones_are_listed(desk: Desk, person: UUID) -> None:
    assert privacy.list_without_notice(desk) == ((person, "Quillon Example"),)
    given = privacy.GiveNotice(new_id(), person, TODAY, NoticeMethod.READ_ALOUD, acknowledged=False)
    for _ in range(2):
        privacy.give_notice(desk, given)
    (line,) = privacy.list_notices(desk, person)
    assert (line.method, line.acknowledged) == (NoticeMethod.READ_ALOUD, False)
    assert privacy.list_without_notice(desk) == ()


def test_an_agreement_lacking_what_the_law_asks_is_not_kept(supervisor: Desk) -> None:
    whole = privacy.RecordAgreement(
        new_id(), AgreementKind.QSO, "Example Data", TODAY, binds_to_part2=True, will_resist=True
    )
    for spoilt in (
        replace(whole, organization=" "),
        replace(whole, binds_to_part2=False),
        replace(whole, will_resist=False),
        replace(whole, ends_on=date(2000, 1, 1)),
    ):
        with pytest.raises(InvalidInput):
            privacy.record_agreement(supervisor, spoilt)
    privacy.record_agreement(supervisor, whole)
    assert [one.organization for one in privacy.list_agreements(supervisor)] == ["Example Data"]


EMERGENCY = Ground(
    basis=Basis.EMERGENCY,
    personnel="Dr. Example",
    affiliation="Sample Hospital",
    emergency="Unconscious",
)


def test_an_emergency_copy_is_written_down_with_its_facts_and_listed(
    desk: Desk, supervisor: Desk, person: UUID
) -> None:
    """42 CFR 2.51(c): personnel and affiliation, who disclosed, when, and the emergency."""
    request = SummaryRequest(
        person, Audience.PROVIDER, "Sample Hospital", "Emergency care", ground=EMERGENCY
    )
    issued = summaries.issue_summary(desk, request)
    assert issued.disclosure_id is not None
    (line,) = privacy_log.list_exceptions(supervisor)
    assert (line.personnel, line.affiliation, line.emergency, line.worker, line.at) == (
        "Dr. Example", "Sample Hospital", "Unconscious", desk.worker.name, desk.clock.now(),
    )  # fmt: skip
    privacy_log.review_exception(supervisor, line.disclosure_id, "Right to do")
    (line,) = privacy_log.list_exceptions(supervisor)
    assert (line.reviewed_at, line.review_words) == (desk.clock.now(), "Right to do")
    half = replace(request, ground=replace(EMERGENCY, personnel=""))
    with pytest.raises(Refused):
        summaries.issue_summary(desk, half)


OVERRIDE = Ground(
    basis=Basis.OVERRIDE,
    override_type="Child abuse report",
    authority="Family Law 5-704",
    reason="Required by law",
)


def test_an_override_is_the_supervisors_act_and_stands_on_their_list(
    desk: Desk, supervisor: Desk, person: UUID
) -> None:
    request = SummaryRequest(
        person, Audience.COMMUNITY, "Sample Agency", "A report", ground=OVERRIDE
    )
    with pytest.raises(Refused):
        summaries.issue_summary(desk, request)
    assert trust.list_audit(supervisor)[-1].action == "refused"
    summaries.issue_summary(supervisor, request)
    (line,) = privacy_log.list_exceptions(supervisor)
    assert (line.basis, line.authority) == (Basis.OVERRIDE, "Family Law 5-704")


def test_a_court_order_without_its_subpoena_is_kept_and_opens_nothing(
    supervisor: Desk, person: UUID
) -> None:
    order = privacy.RecordOrder(
        new_id(), person, "Circuit Court", "2.64", TODAY, ("Sample Court",),
        (ConsentCategory.SERVICES,), findings_present=True, notice_given=True,
    )  # fmt: skip
    privacy.record_order(supervisor, order)
    request = SummaryRequest(
        person, Audience.PROVIDER, "Sample Court", "The order",
        ground=Ground(basis=Basis.COURT_ORDER, order_id=order.id),
    )  # fmt: skip
    with pytest.raises(Refused):
        summaries.issue_summary(supervisor, request)
    whole = replace(order, id=new_id(), mandate_attached=True)
    privacy.record_order(supervisor, whole)
    ground = Ground(basis=Basis.COURT_ORDER, order_id=whole.id)
    issued = summaries.issue_summary(supervisor, replace(request, ground=ground))
    assert "services" in issued.sections
    assert "goals" not in issued.sections


def test_a_complaint_stays_open_until_it_is_answered(
    desk: Desk, supervisor: Desk, person: UUID
) -> None:
    complaint = privacy_log.TakeComplaint(new_id(), "Somebody told my landlord", TODAY, person)
    privacy_log.take_complaint(desk, complaint)
    (line,) = privacy_log.list_complaints(supervisor)
    assert line.is_open
    assert line.answer_by == TODAY + timedelta(days=30)
    privacy_log.answer_complaint(supervisor, line.id, ComplaintOutcome.UPHELD, "We were wrong")
    (line,) = privacy_log.list_complaints(supervisor)
    assert (line.is_open, line.answered_on) == (False, TODAY)


LOST = IncidentFacts(discovered_on=date(2026, 11, 2), words="A folder was left on a bus", people=3)


def test_an_incident_owes_what_the_law_asks_until_it_is_done(supervisor: Desk) -> None:
    """45 CFR 164.404 to 164.408: 60 days, and the yearly list for a small one."""
    assert [one.by for one in deadlines(LOST)] == [date(2027, 1, 1), date(2027, 3, 1)]
    large = replace(LOST, people=501)
    assert {one.by for one in deadlines(large)} == {date(2027, 1, 1)}
    assert len(deadlines(large)) == 3
    owed = next_deadline(replace(LOST, told_people_on=TODAY))
    assert owed is not None
    assert "Secretary" in owed.words
    breach_id = new_id()
    privacy_log.save_incident(supervisor, breach_id, LOST)
    judged = replace(
        LOST, is_breach=False, what_data="Names", who_got_it="A driver", was_seen="No",
        mitigation="Brought back sealed", closed_on=TODAY,
    )  # fmt: skip
    privacy_log.save_incident(supervisor, breach_id, judged, version=1)
    (line,) = privacy_log.list_incidents(supervisor)
    assert (line.facts, next_deadline(line.facts)) == (judged, None)
    with pytest.raises(Refused):
        privacy_log.save_incident(supervisor, breach_id, LOST, version=1)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("words", {"words": ""}),
        ("discovered_on", {"discovered_on": date(2099, 1, 1)}),
        ("happened_on", {"happened_on": date(2026, 11, 3)}),
        ("people", {"people": -1}),
        ("is_breach", {"is_breach": False}),
        ("is_breach", {"closed_on": TODAY}),
        ("closed_on", {"is_breach": True, "closed_on": TODAY}),
        ("told_people_on", {"told_people_on": TODAY + timedelta(days=1)}),
        ("told_hhs_on", {"told_hhs_on": LOST.discovered_on - timedelta(days=1)}),
        ("told_media_on", {"told_media_on": TODAY + timedelta(days=1)}),
        ("closed_on", {"closed_on": LOST.discovered_on - timedelta(days=1)}),
    ],
)
def test_an_incident_is_not_judged_away(field: str, changes: dict[str, object]) -> None:
    assert field in {one.field for one in check_incident(replace(LOST, **changes), TODAY)}


def test_who_was_told_may_be_written_down_days_later(supervisor: Desk) -> None:
    for on in (LOST.discovered_on, TODAY - timedelta(days=3), TODAY):
        told = replace(LOST, told_people_on=on)
        breach_id = new_id()
        privacy_log.save_incident(supervisor, breach_id, told)
        (line,) = [one for one in privacy_log.list_incidents(supervisor) if one.id == breach_id]
        assert line.facts.told_people_on == on
