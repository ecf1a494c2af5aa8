"""What was written down in the privacy office is put right, and what binds is not rewritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AgreementKind,
    ComplaintOutcome,
    ConsentCategory,
    NoticeMethod,
    RestrictionEnd,
    Role,
)
from lead_desktop.services.consent import corrections, privacy, privacy_log
from lead_desktop.services.consent.privacy import (
    AskRestriction,
    GiveNotice,
    RecordAgreement,
    RecordOrder,
)
from lead_desktop.services.consent.privacy_log import TakeComplaint
from lead_desktop.services.desk import Desk
from lead_desktop.store.audit import list_entries

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
TODAY = FixedClock().today()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def supervisor(seat: Seat) -> Desk:
    return seat(Role.SUPERVISOR, name="Priya Demoson")


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def asking(person: UUID, **facts: object) -> AskRestriction:
    asked = AskRestriction(new_id(), person, "Nothing about my sister", TODAY, "Example House")
    return replace(asked, **facts)


def audited(desk: Desk, action: str) -> list[dict[str, object]]:
    with desk.store.read() as connection:
        return [dict(one.detail) for one in list_entries(connection) if one.action == action]


def test_a_request_is_put_right_until_somebody_decides_about_it(
    desk: Desk, supervisor: Desk, person: UUID
) -> None:
    asked = asking(person)
    privacy.ask_restriction(desk, asked)
    right = replace(asked, words="Nothing about my brother", categories=(ConsentCategory.GOALS,))
    corrections.correct_restriction(desk, right)
    (line,) = privacy.list_restrictions(desk, person)
    assert (line.words, line.categories) == ("Nothing about my brother", (ConsentCategory.GOALS,))
    assert audited(desk, "restriction.correct") == [{"fields": ["categories", "words"]}]
    with pytest.raises(InvalidInput):
        corrections.correct_restriction(desk, replace(right, words=" "))
    privacy.decide_restriction(supervisor, asked.id, agreed=True)
    with pytest.raises(Refused, match="decided already"):
        corrections.correct_restriction(desk, asked)
    with pytest.raises(Refused, match="decided already"):
        privacy.decide_restriction(supervisor, asked.id, agreed=False)
    assert privacy.list_restrictions(desk, person)[0].binds(TODAY)


def test_an_agreed_restriction_ends_once_with_the_participants_agreement(
    desk: Desk, supervisor: Desk, person: UUID
) -> None:
    asked = asking(person)
    privacy.ask_restriction(desk, asked)
    privacy.decide_restriction(supervisor, asked.id, agreed=True)
    way = RestrictionEnd.AGREED_IN_WRITING
    privacy.end_restriction(supervisor, asked.id, "A letter of today", way)
    (line,) = privacy.list_restrictions(desk, person)
    assert (line.end_way, line.end_reason, line.binds(TODAY)) == (way, "A letter of today", False)
    with pytest.raises(Refused, match="does not bind"):
        privacy.end_restriction(supervisor, asked.id, "Once more")
    second = asking(person)
    privacy.ask_restriction(desk, second)
    privacy.end_restriction(supervisor, second.id, "Asked for by mistake")
    assert not any(one.waits for one in privacy.list_restrictions(desk, person))


def test_what_was_paid_in_full_is_kept_from_the_health_plan_by_law(
    desk: Desk, supervisor: Desk, person: UUID
) -> None:
    with pytest.raises(InvalidInput) as caught:
        privacy.ask_restriction(desk, asking(person, recipient="", paid_in_full=True))
    assert [one.field for one in caught.value.problems] == ["recipient"]
    asked = asking(person, recipient="Sample Health Plan", paid_in_full=True)
    privacy.ask_restriction(desk, asked)
    with pytest.raises(Refused, match="cannot be declined"):
        privacy.decide_restriction(supervisor, asked.id, agreed=False)
    privacy.decide_restriction(supervisor, asked.id, agreed=True)
    (line,) = privacy.list_restrictions(desk, person)
    assert line.paid_in_full
    assert line.binds(TODAY)


def test_a_notice_is_put_right_or_taken_back_by_who_wrote_it(
    desk: Desk, seat: Seat, supervisor: Desk, person: UUID
) -> None:
    given = GiveNotice(new_id(), person, TODAY)
    privacy.give_notice(desk, given)
    right = replace(given, method=NoticeMethod.READ_ALOUD, acknowledged=False)
    corrections.correct_notice(desk, right)
    (line,) = privacy.list_notices(desk, person)
    assert (line.method, line.acknowledged) == (NoticeMethod.READ_ALOUD, False)
    with pytest.raises(InvalidInput):
        corrections.correct_notice(desk, replace(right, given_on=TOMORROW))
    peer = seat(Role.PEER, name="Dre Exampleton")
    with pytest.raises(Refused):
        corrections.take_back_notice(peer, given.id)
    corrections.take_back_notice(desk, given.id)
    assert privacy.list_notices(desk, person) == ()
    assert person in {who for who, _ in privacy.list_without_notice(desk)}


def test_an_agreement_is_put_right_and_gets_an_end(supervisor: Desk) -> None:
    made = RecordAgreement(
        new_id(), AgreementKind.QSO, "Example Laboratory", TODAY, None, True, True
    )
    privacy.record_agreement(supervisor, made)
    (line,) = privacy.list_agreements(supervisor)
    with pytest.raises(InvalidInput):
        corrections.correct_agreement(supervisor, replace(made, will_resist=False), line.version)
    corrections.correct_agreement(supervisor, replace(made, ends_on=TODAY), line.version)
    (line,) = privacy.list_agreements(supervisor)
    assert (line.holds(TODAY), line.holds(TOMORROW)) == (True, False)
    with pytest.raises(Refused, match="a moment ago"):
        corrections.correct_agreement(supervisor, made, line.version - 1)


def test_a_court_order_opens_once_what_it_lacked_is_there(
    supervisor: Desk, enroll: Enroll, person: UUID
) -> None:
    order = RecordOrder(
        new_id(), person, "Circuit Court", "2.64", TODAY, ("Sample Court",),
        (ConsentCategory.SERVICES,), findings_present=True, notice_given=True,
    )  # fmt: skip
    privacy.record_order(supervisor, order)
    (line,) = privacy.list_orders(supervisor)
    assert line.lacks(TODAY) == ("no subpoena goes with it",)
    whole = replace(order, mandate_attached=True, recipients=("Sample Court", " "))
    corrections.correct_order(supervisor, whole, line.version)
    (line,) = privacy.list_orders(supervisor)
    assert line.opens(TODAY)
    assert line.recipients == ("Sample Court",)
    other = enroll("Moss Example")
    with pytest.raises(NotFound):
        corrections.correct_order(supervisor, replace(whole, participant_id=other), line.version)


def test_a_complaint_is_put_right_and_opened_again(
    desk: Desk, supervisor: Desk, person: UUID
) -> None:
    taken = TakeComplaint(new_id(), "My landlord new", TODAY)
    privacy_log.take_complaint(desk, taken)
    (line,) = privacy_log.list_complaints(supervisor)
    right = replace(taken, words="My landlord knew", participant_id=person)
    corrections.correct_complaint(supervisor, right, line.version)
    with pytest.raises(InvalidInput):
        corrections.reopen_complaint(supervisor, taken.id)
    privacy_log.answer_complaint(supervisor, taken.id, ComplaintOutcome.UPHELD, "We told them")
    corrections.reopen_complaint(supervisor, taken.id)
    (line,) = privacy_log.list_complaints(supervisor)
    assert (line.words, line.participant_id, line.is_open) == ("My landlord knew", person, True)
    assert (line.answer, line.answered_on) == ("", None)
    words = [entry for action in ("complaint.correct", "complaint.reopen")
             for entry in audited(supervisor, action)]  # fmt: skip
    assert "landlord" not in str(words)
