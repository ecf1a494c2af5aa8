"""The last moment before a copy leaves: in whose hand, read or not, under which passphrase."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from lead_desktop.base.errors import Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    DisclosureMethod,
    Door,
    FormKind,
    Role,
)
from lead_desktop.services.consent import privacy
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import forms, summaries
from lead_desktop.services.paper.own_copy import type_size
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.referral.referral_steps import put_on_docket
from lead_desktop.services.referral.referral_taking import AddReferral
from lead_desktop.services.referral.referrals import add_referral
from lead_desktop.services.trust import trust
from lead_desktop.store.audit import list_entries
from tests.services.paper.test_forms import GROUP, RECIPIENT, agree, asking

Seat = Callable[..., Desk]
Enroll = Callable[..., UUID]
C = ConsentCategory


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def wanted(person: UUID, audience: Audience = Audience.PROVIDER) -> SummaryRequest:
    return SummaryRequest(person, audience, RECIPIENT, "Start of treatment")


def actions(desk: Desk) -> list[str]:
    with desk.store.read() as connection:
        return [entry.action for entry in list_entries(connection)]


def test_what_one_may_print_another_may_not_hand_over(desk: Desk, seat: Seat, person: UUID) -> None:
    """The role is asked for again where the copy leaves, not only where it was drawn."""
    agree(desk, person, Audience.JUSTICE, RECIPIENT, C.PROGRAM_STATUS)
    composed = summaries.compose_summary(desk, wanted(person, Audience.JUSTICE))
    printed = summaries.draw_summary(composed)
    with pytest.raises(Refused):
        summaries.record_copy(seat(Role.PEER), composed, printed, DisclosureMethod.PRINT)
    assert trust.list_disclosures(desk, person) == []
    assert actions(desk)[-1] == "refused"


@pytest.mark.parametrize("kind", [FormKind.DOCKET, FormKind.WHO_HAS_SEEN])
def test_a_form_that_a_role_does_not_print_is_not_even_composed(
    seat: Seat, person: UUID, kind: FormKind
) -> None:
    peer = seat(Role.PEER)
    with pytest.raises(Refused):
        forms.compose_form(peer, asking(kind, person))
    assert actions(peer) == ["refused"]


def test_a_copy_that_an_unread_wish_touches_stops_before_it_is_drawn(
    desk: Desk, person: UUID
) -> None:
    agree(desk, person, Audience.PROVIDER, RECIPIENT, C.GOALS, C.NEEDS)
    composed = summaries.compose_summary(desk, wanted(person))
    summaries.require_read(desk, composed)
    asked = privacy.AskRestriction(
        new_id(), person, "Not my goals", desk.clock.today(), categories=(C.GOALS,)
    )
    privacy.ask_restriction(desk, asked)
    with pytest.raises(Refused, match="goals"):
        summaries.require_read(desk, summaries.compose_summary(desk, wanted(person)))
    assert actions(desk)[-1] == "summary.refused"
    read = summaries.acknowledge(desk, wanted(person), "They asked me to")
    summaries.require_read(desk, summaries.compose_summary(desk, read))


def test_a_file_is_locked_by_a_passphrase_that_is_long_enough(desk: Desk, person: UUID) -> None:
    composed = summaries.compose_summary(desk, wanted(person, Audience.PARTICIPANT))
    printed = summaries.draw_summary(composed)
    least = "p" * summaries.MIN_PDF_PASSPHRASE
    with pytest.raises(Refused):
        summaries.encrypt_copy(printed, least[1:])
    locked = summaries.encrypt_copy(printed, least)
    assert locked.sha256 != printed.sha256


def test_a_copy_that_broke_off_is_told_of_the_record_that_it_was_of(
    desk: Desk, person: UUID
) -> None:
    composed = summaries.compose_summary(desk, wanted(person, Audience.PARTICIPANT))
    printed = summaries.draw_summary(composed)
    left = summaries.record_copy(desk, composed, printed, DisclosureMethod.PRINT)
    change = summaries.record_failed_copy(desk, composed, left)
    assert change.ids == (person,)
    assert actions(desk)[-1] == "summary.failed"


def test_only_its_own_maker_corrects_an_account_and_only_of_this_copy_and_once(
    desk: Desk, seat: Seat, person: UUID, enroll: Enroll
) -> None:
    """What left is never taken out of the accounting by a wrong identifier."""
    other = enroll("Moss Example", case_manager=desk)
    of_other = summaries.issue_summary(desk, wanted(other, Audience.PARTICIPANT)).disclosure_id
    before = summaries.issue_summary(desk, wanted(person, Audience.PARTICIPANT)).disclosure_id
    composed = summaries.compose_summary(desk, wanted(person, Audience.PARTICIPANT))
    printed = summaries.draw_summary(composed)
    left = summaries.record_copy(desk, composed, printed, DisclosureMethod.PRINT)
    colleague = seat(Role.SUPERVISOR)
    count = len(actions(desk))
    for worker, wrong in ((desk, of_other), (desk, before), (desk, new_id()), (colleague, left)):
        with pytest.raises(Refused, match="account of a copy"):
            summaries.record_failed_copy(worker, composed, wrong)
    assert {row.sha256 is None for row in trust.list_disclosures(desk, person)} == {False}
    assert {row.sha256 is None for row in trust.list_disclosures(desk, other)} == {False}
    assert len(actions(desk)) == count
    summaries.record_failed_copy(desk, composed, left)
    with pytest.raises(Refused, match="account of a copy"):
        summaries.record_failed_copy(desk, composed, left)
    assert [row.id for row in trust.list_disclosures(desk, person) if row.sha256 is None] == [left]
    assert len(actions(desk)) == count + 1


def test_a_form_of_several_is_corrected_for_all_of_them_or_for_none(
    desk: Desk,
) -> None:
    people = []
    for name in ("Juniper Fable", "Moss Example"):
        line = add_referral(desk, AddReferral(id=new_id(), door=Door.SOCIAL, name=name)).line
        put_on_docket(desk, line.id, desk.clock.today())
        people.append(line.participant_id)
        agree(desk, line.participant_id, Audience.JUSTICE, GROUP, C.PROGRAM_STATUS)
    composed = forms.compose_form(desk, asking(FormKind.DOCKET, None))
    printed = forms.draw_composed(composed)
    left = forms.record_form(desk, composed, printed, DisclosureMethod.PRINT)
    assert len(left) == len(people)
    with pytest.raises(Refused, match="account of a copy"):
        forms.record_failed_form(desk, composed, (left[0], new_id()))
    assert all(row.sha256 for one in people for row in trust.list_disclosures(desk, one))
    forms.record_failed_form(desk, composed, left)
    assert not any(row.sha256 for one in people for row in trust.list_disclosures(desk, one))


def test_an_own_copy_is_set_as_wished_or_as_usual_and_in_no_other_size() -> None:
    assert type_size(14, None) == 14
    assert type_size(14, 18) == 18
    for odd in (11, 16, 40):
        with pytest.raises(Refused):
            type_size(14, odd)
