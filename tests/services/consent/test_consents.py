"""Consents as the team keeps them: once, complete, renewed, ended, taken back."""

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
    Audience,
    ConsentCategory,
    ConsentKind,
    ConsentState,
    Role,
    TaskKind,
)
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.worklist.work_item import Urgency, WorkItem
from lead_desktop.services.consent import consents
from lead_desktop.services.consent.consents import RecordConsent, WithdrawConsent
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.people import participants
from lead_desktop.services.worklist import worklist
from lead_desktop.store.audit import list_entries
from lead_desktop.store.tables import Organization
from tests.domain.consents import TODAY, terms
from tests.services.worklist.working import put_off

Enroll = Callable[..., UUID]


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def record(desk: Desk, person: UUID, *, renews: UUID | None = None, **changes: object) -> UUID:
    consent_id = new_id()
    command = RecordConsent(consent_id, person, terms(**changes), renews)
    for _ in range(2):  # saving twice makes one
        consents.record_consent(desk, command)
    return consent_id


def ending_in(days: int) -> dict[str, object]:
    return {"signed_on": date(2026, 6, 1), "expires_on": TODAY + timedelta(days=days)}


def test_an_id_that_another_participants_consent_has_records_nothing_in_silence(
    desk: Desk, person: UUID, enroll: Enroll
) -> None:
    made = record(desk, person)
    other = enroll("Moss Example", case_manager=desk)
    with pytest.raises(Refused, match="another participant"):
        consents.record_consent(desk, RecordConsent(made, other, terms()))
    assert consents.list_consents(desk, other) == ()


def test_what_is_left_empty_is_filled_in_as_the_law_has_it(desk: Desk, person: UUID) -> None:
    made = record(desk, person, discloser="", expires_on=None, expires_event="Treatment ends")
    line = consents.read_consent(desk, made)
    assert line.terms.discloser == desk.settings.program_name
    assert line.expires_on == date(2027, 10, 1)
    assert "Program status" in line.terms.information
    assert len(consents.list_consents(desk, person)) == 1


def test_the_worklist_has_what_ends_and_is_not_renewed(
    desk: Desk, enroll: Enroll, person: UUID
) -> None:
    other = enroll("Moss Example", case_manager=desk)
    for days in (61, 60, 8, 0):
        record(desk, person, **ending_in(days))
    renewed = record(desk, other, **ending_in(5))
    record(desk, other, renews=renewed)
    withdrawn = record(desk, other, **ending_in(3))
    consents.withdraw_consent(desk, WithdrawConsent(withdrawn, desk.clock.now()))
    found = [(item.participant, item.badge) for item in _ending(desk)]
    # The other one's was renewed.
    juniper = "Juniper Fable"
    assert found == [(juniper, "Ends today"), (juniper, "8 days"), (juniper, "60 days")]


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (61, None),
        (60, ("60 days", Urgency.CALM)),
        (15, ("15 days", Urgency.CALM)),
        (14, ("14 days", Urgency.WARN)),
        (1, ("1 day", Urgency.WARN)),
        (0, ("Ends today", Urgency.DANGER)),
        (-1, None),
    ],
)
def test_from_sixty_days_before_its_end_a_consent_presses_more_and_more(
    desk: Desk, person: UUID, days: int, shown: tuple[str, Urgency] | None
) -> None:
    made = record(desk, person, **ending_in(days))
    found = [(item.badge, item.urgency) for item in _ending(desk)]
    assert found == ([] if shown is None else [shown])
    record(desk, person, renews=made)
    assert _ending(desk) == []


@pytest.mark.parametrize(
    ("left", "put", "back"), [(60, 30, 30), (45, 30, 15), (20, 30, 6), (20, 3, 3), (5, 30, 5)]
)
def test_nobody_puts_off_the_end_of_a_consent_past_its_next_step(
    desk: Desk, person: UUID, left: int, put: int, back: int
) -> None:
    """It comes back at 30, 14 and 7 days and on its last day, whatever it was put off until."""
    made = record(desk, person, **ending_in(left))
    (item,) = _ending(desk)
    put_off(desk, item, days=put)
    for days in range(back + 1):
        clock = FixedClock(instant=desk.clock.now() + timedelta(days=days))
        items = worklist.list_work(replace(desk, clock=clock)).items
        assert (made in {one.subject_id for one in items}) is (days == back), days


def _ending(desk: Desk) -> list[WorkItem]:
    """The consents on everybody's worklist, the soonest to end first."""
    items = worklist.list_work(desk, everybody=True).items
    ending = (item for item in items if item.kind is TaskKind.CONSENT_ENDING)
    return sorted(ending, key=lambda item: item.due)


def test_an_event_ends_a_consent_and_can_be_taken_back(desk: Desk, person: UUID) -> None:
    made = record(desk, person, expires_event="The treatment ends")
    ended = consents.end_by_event(desk, made, TODAY).line
    assert ended.state is ConsentState.EXPIRED
    assert consents.end_by_event(desk, made, None).line.live
    with pytest.raises(Refused):
        consents.end_by_event(desk, record(desk, person), TODAY)


def test_a_recording_is_taken_back_until_something_left_on_it(desk: Desk, person: UUID) -> None:
    unused = record(desk, person)
    consents.take_back_consent(desk, unused)
    with pytest.raises(NotFound):
        consents.read_consent(desk, unused)
    used = record(desk, person)
    request = SummaryRequest(person, Audience.PROVIDER, "Example House", "To coordinate care")
    summaries.issue_summary(desk, request)
    with pytest.raises(Refused):
        consents.take_back_consent(desk, used)


def test_a_recording_stays_when_a_copy_rests_on_it_beside_another(desk: Desk, person: UUID) -> None:
    """A copy may rest on several consents: each of them is what it left on."""
    both = [
        record(desk, person, categories=(category,))
        for category in (ConsentCategory.PROGRAM_STATUS, ConsentCategory.SERVICES)
    ]
    request = SummaryRequest(person, Audience.PROVIDER, "Example House", "To coordinate care")
    summaries.issue_summary(desk, request)
    for used in both:
        with pytest.raises(Refused):
            consents.take_back_consent(desk, used)
        assert consents.read_consent(desk, used).live


def test_a_recording_is_taken_back_by_whoever_made_it(
    desk: Desk, seat: Callable[..., Desk], person: UUID
) -> None:
    made = record(desk, person)
    with pytest.raises(Refused):
        consents.take_back_consent(seat(Role.SUPERVISOR), made)
    assert consents.read_consent(desk, made).live


def test_a_withdrawal_is_received_between_the_signature_and_now(desk: Desk, person: UUID) -> None:
    now = desk.clock.now()
    made = record(desk, person)
    signed = consents.received_on(desk.clock, consents.read_consent(desk, made).signed_on)
    for outside in (now + timedelta(seconds=1), signed - timedelta(days=1)):
        with pytest.raises(InvalidInput):
            consents.withdraw_consent(desk, WithdrawConsent(made, outside))
        assert consents.read_consent(desk, made).live
    done = consents.withdraw_consent(desk, WithdrawConsent(made, signed))
    assert done.line.state is ConsentState.REVOKED


def test_a_consent_is_withdrawn_once(desk: Desk, person: UUID) -> None:
    made = record(desk, person)
    with pytest.raises(Refused):
        consents.take_back_withdrawal(desk, made)
    first = desk.clock.now() - timedelta(days=1)
    consents.withdraw_consent(desk, WithdrawConsent(made, first))
    with pytest.raises(Refused):
        consents.withdraw_consent(desk, WithdrawConsent(made, desk.clock.now()))
    assert consents.read_consent(desk, made).revoked_at == first


def test_a_withdrawal_of_which_the_day_is_known_counts_from_its_noon_or_from_now(
    clock: FixedClock,
) -> None:
    assert consents.received_on(clock, TODAY) == clock.now()
    before = consents.received_on(clock, TODAY - timedelta(days=1))
    assert before.astimezone(clock.zone).isoformat()[:16] == "2026-11-22T12:00"


def test_an_event_that_ends_a_consent_has_come_about(desk: Desk, person: UUID) -> None:
    made = record(desk, person, expires_event="The treatment ends")
    with pytest.raises(InvalidInput):
        consents.end_by_event(desk, made, TODAY + timedelta(days=1))
    assert consents.read_consent(desk, made).live


def test_every_step_of_a_consent_is_audited(desk: Desk, person: UUID) -> None:
    made = record(desk, person, expires_event="The treatment ends")
    consents.withdraw_consent(desk, WithdrawConsent(made, desk.clock.now()))
    consents.take_back_withdrawal(desk, made)
    consents.end_by_event(desk, made, TODAY)
    consents.end_by_event(desk, made, None)
    consents.take_back_consent(desk, made)
    with desk.store.read() as connection:
        entries = list_entries(connection, subject=person)
    assert [one.action for one in entries if one.action.startswith("consent.")] == [
        "consent.record", "consent.revoke", "consent.revoke_undone",
        "consent.ended", "consent.ended_undone", "consent.record_undone",
    ]  # fmt: skip


def test_a_print_page_offers_what_is_live_and_whole_by_kind_of_partner(
    desk: Desk, person: UUID
) -> None:
    later, sooner = (record(desk, person, expires_on=date(2027, month, 1)) for month in (9, 2))
    ended = record(desk, person)
    consents.withdraw_consent(desk, WithdrawConsent(ended, desk.clock.now()))
    court = record(desk, person, kind=ConsentKind.CJ_2_35)
    offered = consents.list_open_consents(desk, person)
    assert {audience: [line.id for line in lines] for audience, lines in offered.items()} == {
        Audience.PROVIDER: [sooner, later],
        Audience.COMMUNITY: [],
        Audience.JUSTICE: [court],
    }


def test_only_who_entered_a_withdrawal_takes_it_back(
    desk: Desk, seat: Callable[..., Desk], person: UUID
) -> None:
    made = record(desk, person)
    consents.withdraw_consent(desk, WithdrawConsent(made, desk.clock.now()))
    with pytest.raises(Refused):
        consents.take_back_withdrawal(seat(Role.PEER), made)
    assert consents.take_back_withdrawal(desk, made).line.live


def test_a_recipient_is_tied_to_the_directory_under_either_of_its_names(
    desk: Desk, person: UUID
) -> None:
    now, house = desk.clock.now(), new_id()
    with desk.store.write() as session:
        session.add(
            Organization(
                id=house, name="Example House, Inc.", alternate_name="Example House",
                created_at=now, updated_at=now,
            )
        )  # fmt: skip
    made = record(desk, person, recipients=(Recipient("example house"),))
    (named,) = consents.read_consent(desk, made).terms.recipients
    assert named.organization_id == house
    for asked in ("Example House", "Example House, Inc."):
        request = SummaryRequest(person, Audience.PROVIDER, asked, "To coordinate care")
        assert summaries.plan_summary(desk, request).permission.refusal is None


def test_a_consent_that_opens_nothing_is_no_consent_on_the_caseload(
    desk: Desk, person: UUID
) -> None:
    record(desk, person, kind=ConsentKind.NON_PART2_RELEASE)
    record(
        desk, person, kind=ConsentKind.COUNSELING_NOTES,
        categories=(ConsentCategory.SUD_TREATMENT,),
    )  # fmt: skip
    (row,) = participants.list_caseload(desk)
    assert row.consent_ends_on is None
    record(desk, person)
    (row,) = participants.list_caseload(desk)
    assert row.consent_ends_on == date(2027, 10, 1)


def test_recipients_are_read_in_the_order_of_the_form(desk: Desk, person: UUID) -> None:
    names = [f"House {letter}" for letter in "QWERTYUIOP"]
    made = record(desk, person, recipients=tuple(Recipient(name) for name in names))
    assert [one.name for one in consents.read_consent(desk, made).terms.recipients] == names


def test_copies_that_left_before_a_late_withdrawal_was_written_down_are_named(
    desk: Desk, person: UUID
) -> None:
    made = record(desk, person)
    request = SummaryRequest(person, Audience.PROVIDER, "Example House", "To coordinate care")
    summaries.issue_summary(desk, request)
    later = replace(desk, clock=FixedClock(instant=desk.clock.now() + timedelta(days=2)))
    left = summaries.issue_summary(later, request)
    came = desk.clock.now() + timedelta(days=1)
    evening = replace(desk, clock=FixedClock(instant=desk.clock.now() + timedelta(days=3)))
    done = consents.withdraw_consent(evening, WithdrawConsent(made, came))
    assert [copy.sha256 for copy in done.left_after] == [left.sha256]
    assert (done.line.revoked_at, done.line.entered_at) == (came, evening.clock.now())
    with pytest.raises(Refused):
        summaries.issue_summary(evening, request)
