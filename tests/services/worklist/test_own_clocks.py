"""What a participant's own clocks put on the worklist: from which day, and how much it presses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ContactMode, ContactOutcome, ParticipantStatus, TaskKind
from lead_desktop.domain.referral.referral import Clocks
from lead_desktop.domain.worklist.work_item import Moment, Urgency, WorkItem
from lead_desktop.domain.worklist.worklist import items_of_person
from lead_desktop.services.contacts import contacts
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from tests.conftest import CLOCK

S, K, U = ParticipantStatus, TaskKind, Urgency
CLOCKS = Clocks(social_hours=72, intake_days=30)
Items = Callable[..., dict[TaskKind, WorkItem]]


@pytest.fixture
def items(desk: Desk, enroll: Callable[..., UUID]) -> Items:
    """What is asked for about somebody never reached who stands in a status since so many days."""

    def of(status: S, since: int, *, tried: bool = False) -> dict[TaskKind, WorkItem]:
        came = CLOCK.today() - timedelta(days=since)
        person = enroll("Juniper Fable", case_manager=desk, status=status, enrolled_on=came)
        if tried:
            contacts.log_contact(
                desk,
                contacts.LogContact(
                    id=new_id(),
                    participant_ids=(person,),
                    mode=ContactMode.PHONE,
                    outcome=ContactOutcome.NO_ANSWER,
                    occurred_at=CLOCK.now(),
                ),
            )
        (row,) = [row for row in participants.list_caseload(desk) if row.id == person]
        return {item.kind: item for item in items_of_person(row, MOMENT, CLOCKS)}

    return of


MOMENT = Moment(CLOCK.now(), CLOCK.zone)


@pytest.mark.parametrize(
    ("since", "kind", "urgency"),
    [
        (11, None, None),
        (12, K.CADENCE_DUE, U.CALM),
        (14, K.CADENCE_DUE, U.CALM),
        (15, K.PAST_CADENCE, U.WARN),
        (17, K.PAST_CADENCE, U.WARN),
        (18, K.PAST_CADENCE, U.DANGER),
    ],
)
def test_a_cadence_is_listed_from_two_days_before_and_presses_more_and_more(
    items: Items, since: int, kind: TaskKind | None, urgency: Urgency | None
) -> None:
    found = items(S.ACTIVE, since)
    assert {item.kind: item.urgency for item in found.values()} == ({kind: urgency} if kind else {})
    for item in found.values():
        assert item.due == CLOCK.today() + timedelta(days=14 - since)


def test_somebody_in_the_wind_is_to_be_found(items: Items) -> None:
    assert items(S.INACTIVE_LOST, 4) == {}
    assert set(items(S.INACTIVE_LOST, 5)) == {K.TO_FIND}
    assert set(items(S.INACTIVE_LOST, 9)) == {K.TO_FIND}


@pytest.mark.parametrize("status", [S.CLOSED, S.NOT_ENROLLED])
def test_nothing_is_asked_about_somebody_whose_work_has_ended(items: Items, status: S) -> None:
    assert items(status, 400) == {}


@pytest.mark.parametrize(
    ("since", "urgency", "badge"),
    [
        (0, U.CALM, "3 d left of 3 d"),
        (2, U.CALM, "1 d left of 3 d"),
        (3, U.WARN, "0 d left of 3 d"),
        (4, U.DANGER, "1 day late"),
    ],
)
def test_somebody_referred_is_to_be_met_within_the_programs_time(
    items: Items, since: int, urgency: Urgency, badge: str
) -> None:
    item = items(S.REFERRED, since)[K.FIRST_OUTREACH]
    assert (item.urgency, item.badge) == (urgency, badge)
    assert item.due == CLOCK.today() + timedelta(days=3 - since)


def test_a_first_try_ends_the_first_outreach_and_a_past_cadence_takes_its_place(
    items: Items,
) -> None:
    assert K.FIRST_OUTREACH not in items(S.REFERRED, 1, tried=True)
    assert K.FIRST_OUTREACH in items(S.OUTREACH, 4)
    assert set(items(S.OUTREACH, 5)) == {K.PAST_CADENCE}
    assert K.FIRST_OUTREACH not in items(S.ACTIVE, 1)


@pytest.mark.parametrize("status", [S.INTAKE_STARTED, S.INTAKE_SCHEDULED])
def test_a_full_intake_is_listed_a_week_before_it_is_due(items: Items, status: S) -> None:
    assert K.INTAKE_DUE not in items(status, 22)
    assert items(status, 23)[K.INTAKE_DUE].urgency is U.WARN
    assert items(status, 30)[K.INTAKE_DUE].urgency is U.WARN
    late = items(status, 31)[K.INTAKE_DUE]
    assert (late.urgency, late.badge) == (U.DANGER, "1 day late")
