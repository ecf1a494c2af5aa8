"""Warm hand-offs met and not met, over a real store: into the program and on to services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from lead_desktop.base.ids import new_id
from lead_desktop.base.settings import VaultSettings
from lead_desktop.domain.codes import Door, LinkageMethod, Role, ServiceCategory
from lead_desktop.domain.measures.handoffs import Direction, Met
from lead_desktop.domain.measures.lines import blocks
from lead_desktop.domain.measures.lines import handoffs as handoff_lines
from lead_desktop.domain.measures.report import for_others
from lead_desktop.domain.measures.spans import Span
from lead_desktop.domain.referral.referral import WarmHandOff
from lead_desktop.services.desk import Desk
from lead_desktop.services.measures import measures
from lead_desktop.services.plan import handoffs, linkages
from lead_desktop.services.plan.handoffs import RecordHandoff
from lead_desktop.services.plan.linkages import AddLinkage
from lead_desktop.services.referral import referrals
from lead_desktop.services.referral.referral_taking import AddReferral


def span_of(desk: Desk) -> Span:
    today = desk.clock.today()
    return Span(today - timedelta(days=30), today)


def hand_over(desk: Desk, person: UUID, *, minutes: int | None) -> tuple[UUID, UUID]:
    """Bring somebody to a service; None: nobody wrote down when it was called."""
    linkage, there = new_id(), desk.clock.now() - timedelta(hours=2)
    linkages.add_linkage(desk, AddLinkage(linkage, person, ServiceCategory.LEGAL))
    called = None if minutes is None else there - timedelta(minutes=minutes)
    method = LinkageMethod.WARM_HANDOFF_IN_PERSON
    done = handoffs.record_handoff(desk, RecordHandoff(linkage, method, called, there))
    assert done.step_id is not None
    return linkage, done.step_id


def test_hand_offs_are_met_not_met_or_not_known(desk: Desk, enroll: Callable[..., UUID]) -> None:
    juniper = enroll("Juniper Fable", case_manager=desk)
    for minutes in (10, 30, 31, None):
        hand_over(desk, juniper, minutes=minutes)
    linkages.undo_move(desk, *hand_over(desk, juniper, minutes=5))
    called = desk.clock.now() - timedelta(hours=1)
    came = WarmHandOff(called, called + timedelta(minutes=25), "Fable St", "Dre", True)
    told = AddReferral(
        id=new_id(), door=Door.COMMUNITY, participant_id=juniper, agency="House", hand_off=came
    )
    referrals.add_referral(desk, told)
    desk = replace(desk, settings=replace(VaultSettings(), handoff_minutes=30))
    found = measures.own_measures(desk, span_of(desk))
    counts = found.handoffs.counts[Direction.OUT]
    assert counts == {Met.MET: 2, Met.LATE: 1, Met.UNKNOWN: 1}
    assert found.handoffs.counts[Direction.IN] == {Met.MET: 1, Met.LATE: 0, Met.UNKNOWN: 0}
    assert [(line.label, line.words) for line in handoff_lines(found)][3:5] == [
        ("On to a service, within 30 min", "2"),
        ("On to a service, later", "1"),
    ]
    assert handoff_lines(found)[3].note == "67% of those known"
    assert "Warm hand-offs" in [block.title for block in blocks(found)]
    strict = replace(desk, settings=replace(desk.settings, handoff_minutes=20))
    late = measures.own_measures(strict, span_of(desk)).handoffs.counts[Direction.OUT]
    assert (late[Met.MET], late[Met.LATE]) == (1, 2)
    assert set(for_others(found).handoffs.counts[Direction.OUT].values()) == {None}


def test_of_those_who_are_hidden_no_hand_off_is_counted(
    desk: Desk, seat: Callable[..., Desk], enroll: Callable[..., UUID]
) -> None:
    hidden = enroll("Clover Imaginary", case_manager=desk, restricted=True)
    hand_over(desk, hidden, minutes=10)
    other = seat(Role.CASE_MANAGER, name="Ada Sampleton")
    assert measures.own_measures(other, span_of(desk)).handoffs.counts == {}
